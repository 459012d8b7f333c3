"""What a machine asks for at its desk, and what it thinks political things are worth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.ai.desk import bonds, desk_orders, worth
from game.ai.desk.backing import price_of_change
from game.ai.desk.effects import value_of
from game.ai.desk.motives import motive
from game.ai.normal import NormalPlayer
from game.commands.simulate import loaded
from game.model.affairs import Desk
from game.model.events import AreaChanged
from game.model.kinds import Fate, Step, ZoneKind
from game.model.orders import BreakCoalition, CallHotline, Choose, Enforce, PlayCard, Seize, SetFate
from game.model.politics import (
    ALWAYS,
    Card,
    Choice,
    Coalition,
    Conference,
    Effect,
    Option,
    Patron,
    Politics,
    Rung,
    StoryEvent,
    Weather,
    Zone,
)
from game.model.state import View
from game.rules import apply, setup, view_of
from tests.support.sketch import Sketch, of, sketch

NORTH = Coalition("north", "the north", ("hts", "ahr"), ("hts",), 6, frozenset(range(60)), ())


def north(cohesion: int, turn: int = 20, **politics: Any) -> View:
    """Return what hts sees of a town of its partner that it could seize, in a war of 24 turns."""
    battle = sketch(
        "h  +  .  .  R", h=of("hts_elite", faction="hts"), R=of("ahrar", faction="ahr", steps=1),
        places={"sarmada": "town 0201"}, assets={"sarmada": 2}, active=False,
        state={"active": "hts", "turn": turn}, control={"*": "ahr", "0101": "hts"},
        relations={"hts ahr": "cooperating", "gov hts": "hostile", "gov ahr": "hostile"},
        setting={"politics": Politics(coalitions={"north": NORTH}, **politics)},
    )  # fmt: skip
    battle.set(affairs=replace(battle.state.affairs, cohesion={"north": cohesion}))
    return battle.view("hts")


@pytest.fixture
def dear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the partners' roads worth ten points to hts, and nothing to the others."""
    monkeypatch.setattr(bonds, "rift", lambda view, coalition, who: 1000 if who == "hts" else 0)


def test_the_less_cohesion_the_likelier_a_coalition_ends_apart_and_at_the_end_it_is_certain() -> None:
    early, late = north(3, turn=4), north(3, turn=24)
    chances = [bonds.apart_pct(early, cohesion) for cohesion in (0, 1, 2, 3, 4)]
    assert chances == sorted(chances, reverse=True) and chances[-1] == 0 < chances[0] < 100
    assert bonds.apart_pct(late, 2) == 100 and bonds.apart_pct(late, 3) == 0


def test_a_town_is_seized_while_the_bond_bears_it_and_not_when_it_would_tear(dear: None) -> None:
    assert worth(north(6), Seize("sarmada")) > 0
    assert worth(north(3), Seize("sarmada")) < 0


def test_a_coalition_whose_roads_one_lives_by_is_not_broken(dear: None) -> None:
    assert all(worth(north(5, turn), BreakCoalition("north")) < 0 for turn in (1, 20, 24))


def test_nobody_breaks_with_his_partners_while_a_common_enemy_attacks() -> None:
    calm = north(5, 10)
    under_fire = replace(calm, affairs=replace(calm.affairs, fired_on={("gov", "ahr"): 9}))
    breaking = BreakCoalition("north")
    assert not bonds.pressed(calm, NORTH) and bonds.pressed(under_fire, NORTH)
    assert worth(under_fire, breaking) < worth(calm, breaking)


def test_a_gate_that_has_just_been_taken_counts_against_trust() -> None:
    view = north(5)
    plan = replace(NORTH, gates=("sarmada",))
    control = list(view.control)
    control[view.setting.board.places["sarmada"].at] = "hts"
    assert bonds.trust(view, plan) == 5 and bonds.trust(replace(view, control=tuple(control)), plan) == 4


def test_a_card_that_mends_a_coalition_is_worth_what_the_bond_is(dear: None) -> None:
    mend = (Effect("cohesion", {"coalition": "north", "add": 1}),)
    assert value_of(north(2), mend) > 0
    assert value_of(north(8), mend) == 0


def test_the_fate_of_guests_waits_for_the_table_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ai.desk.fallout.foreign_tenths", lambda view, faction: 40)
    table, none = north(5, 24, conference=Conference(rounds=1)), north(5, 24)
    assert worth(table, SetFate(Fate.ABSORB)) == 0 < worth(none, SetFate(Fate.EXPEL))
    assert worth(north(5, 20), SetFate(Fate.ABSORB)) == 0
    talks = replace(table, talks=1)
    assert max(Fate, key=lambda fate: worth(talks, SetFate(fate))) is Fate.ABSORB


def war(**politics: Any) -> Sketch:
    """Return a small war of gov and isis with a political plan."""
    return sketch("a  .  +  .  B", places={"tadmor": "town 0301"}, assets={"tadmor": 5},
                  setting={"politics": Politics(**politics)})  # fmt: skip


def test_a_question_is_answered_by_what_the_answer_brings() -> None:
    options = (Option("lose", (Effect("points", {"faction": "gov", "add": -30}),), 1), Option("win", (), 0))
    event = StoryEvent("news", ALWAYS, True, 2, 0, (), Choice("gov", "Well?", options))
    battle = war(events={"news": event})
    battle.set(desks={"gov": Desk(asks=("news",))})
    view = battle.view("gov")
    assert worth(view, Choose("news", 2)) > worth(view, Choose("news", 1)) > 0


def test_a_storm_is_not_called_by_whoever_has_the_aircraft() -> None:
    dust = Card("dust", "Dust", "", ("gov",), 1, ALWAYS, "", (Effect("weather", {"id": "storm"}),))
    storm = Weather("storm", "Storm", {}, True, frozenset(), 100)
    battle = war(cards={"dust": dust}, weather=(storm,))
    battle.set(air={"gov": 3})
    assert worth(battle.view("gov"), PlayCard("dust")) < 0


def test_approval_is_dearest_where_backing_would_sink_below_normal() -> None:
    def price(level: int) -> int:
        battle = war(patrons={"moscow": Patron("moscow", "Moscow", ("gov",), level, ())})
        return -price_of_change(battle.view("gov"), {"moscow": -10})

    assert price(50) > price(70) > price(95) > 0


def ring(tension: int) -> View:
    """Return what us sees of gov in its ring, with air and a ladder that begins with a strike."""
    zone = Zone("ring", "Ring", ZoneKind.RING, frozenset({1, 2}), owner="us", intruders=("gov",),
                ladder=(Rung(Step.STRIKE, 1, 8, tension=2),))  # fmt: skip
    plan = Politics(zones={"ring": zone}, tension={("gov", "us"): 0})
    battle = sketch(". a . . u", u=of("coalition_rockets", faction="us"), setting={"politics": plan},
                    relations={"gov us": "deconflicted"})  # fmt: skip
    battle.set(tension={("gov", "us"): tension}, air={"us": 3}, desks={"us": Desk(favour=5)}, active="us")
    return battle.view("us")


def test_strikes_are_for_calm_days_and_calls_for_tense_ones() -> None:
    calm, tense = ring(0), ring(5)
    strike, call = Enforce("ring", "a"), CallHotline("gov")
    assert worth(calm, strike) > 0 == worth(calm, call)
    assert worth(tense, call) > 0 == worth(tense, strike)


def test_what_is_done_at_the_desk_is_said_in_a_line() -> None:
    said = str(motive(north(6), Seize("sarmada")))
    assert said.startswith("seize Sarmada") and "outnumbered" in said
    assert motive(north(6), PlayCard("dust")) is None


def test_whoever_leads_some_fronts_only_gives_no_reasons_of_state() -> None:
    player = NormalPlayer("hts", 1)
    player.view, player.fronts = north(6), frozenset({"elite"})
    list(desk_orders(player))
    assert player.reasons == [] and player.casus == frozenset()


def test_no_peace_is_broken_by_accident_in_a_war_of_machines() -> None:
    scenario = loaded("scenarios/idlib.yaml", "quick")
    table = {faction: NormalPlayer(faction, 5) for faction in scenario.setting.factions}
    state = setup(scenario, 5)
    while state.active is not None and state.turn <= 3:
        player = table[state.active]
        outcome = apply(state, player.choose(view_of(state, state.active)))
        broken = [e.zone for e in outcome.events if isinstance(e, AreaChanged) and "broken" in e.reason]
        assert set(broken) <= player.casus
        state = outcome.state
