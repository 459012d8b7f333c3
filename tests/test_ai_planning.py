"""How a commander plans: what is walked into, what is guarded by whom, which roads are mended, what the
calendar makes of prices, what each HQ is told and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.ai.dates import dated
from game.ai.grabs import grabs
from game.ai.lifelines import nearest_fed
from game.ai.links import cuts
from game.ai.missions import Task
from game.ai.normal import NormalPlayer
from game.ai.patterns import PATTERNS
from game.ai.players import make_player
from game.ai.posts import TOKEN, bases, posts_of
from game.ai.weights import NORMAL
from game.model.kinds import SupplyState
from game.model.orders import Attack, EndImpulse
from game.model.scenario import Gate, MeanOfTurns
from game.rules import apply, view_of
from tests.support.sketch import Sketch, of, sketch


def at_work(battle: Sketch, faction: str = "gov") -> NormalPlayer:
    """Return a commander who looks at a battle."""
    mind = NormalPlayer(faction, 1)
    mind.view = battle.view(faction)
    return mind


def led(battle: Sketch, name: str = "normal") -> tuple[NormalPlayer, Sketch]:
    """Return the player that gave the orders of an impulse, and the battle after it."""
    faction = battle.state.active
    assert faction is not None
    player = make_player(name, faction, 1)
    while True:
        order = player.choose(view_of(battle.state, faction))
        battle.state, _ = apply(battle.state, order)
        if isinstance(order, EndImpulse):
            assert isinstance(player, NormalPlayer)
            return player, battle


def town(*rows: str, **given: Any) -> Sketch:
    """Return a sketch with a hostile town that is worth something at 0401."""
    options: dict[str, Any] = {
        "active": False,
        "places": {"town": "town 0401", "rear": "town 0102", "den": "town 0602"},
        "sources": {"gov": "rear", "isis": "den"},
        "assets": {"town": 4},
        "control": {"*": "gov", "0401": "isis"},
    }
    return sketch(*rows, **{**options, **given})


EMPTY = ("a  .  .  +  .  .", " .  .  .  .  .  B")
FULL = ("a  .  .  +C .  .", " .  .  .  .  .  B")


def test_a_town_that_nobody_holds_is_walked_into_by_one() -> None:
    mind = at_work(town(*EMPTY, a="ndf", B="isis_line"))
    assert grabs(mind, mind.own, {}) == {"a": mind.view.setting.board.grid.hex_of("0401")}


def test_a_town_that_is_held_is_not_walked_into() -> None:
    mind = at_work(town(*FULL, a="ndf", B="isis_line", C="isis_line"))
    assert grabs(mind, mind.own, {}) == {}


def test_nobody_walks_alone_to_where_he_would_be_crushed() -> None:
    rows = ("a  .  .  +  B  C", " .  .  .  D  .  .")
    mind = at_work(town(*rows, a="ndf", B="saa_mech", C="saa_mech", D="isis_line"))
    assert grabs(mind, mind.own, {}) == {}


def test_one_unit_goes_to_one_town_and_the_weakest_is_sent() -> None:
    mind = at_work(town("ab .  .  +  .  .", " .  .  .  .  .  C", a="saa_mech", b="ndf", C="isis_line"))
    assert list(grabs(mind, mind.own, {})) == ["b"]


def test_most_of_an_hq_stays_together_whatever_lies_about() -> None:
    towns = {"town": "town 0401", "more": "town 0502", "last": "town 0103"}
    battle = town(
        "ab .  .  +  .  .",
        " c  .  .  .  +  .",
        "+  .  .  .  .  D",
        places={**towns, "rear": "town 0102", "den": "town 0603"},
        assets={"town": 4, "more": 4, "last": 4},
        control={"*": "gov", "0401": "isis", "0502": "isis", "0103": "isis"},
        **dict.fromkeys("abc", "ndf"),
        D="isis_line",
    )
    mind = at_work(battle)
    assert len(grabs(mind, mind.own, {})) == 1


def test_who_may_not_attack_yet_goes_for_nothing() -> None:
    shut = Gate(until_turn=9, attacks=True, unless_half_fallen=None, reason="not yet")
    mind = at_work(town(*EMPTY, factions={"gov": {"gates": (shut,)}}, a="ndf", B="isis_line"))
    assert grabs(mind, mind.own, {}) == {}


def test_a_patron_s_base_is_kept_like_a_source() -> None:
    factions = {"gov": {"patron_sources": ("base",)}}
    places = {"town": "town 0401", "rear": "town 0102", "den": "town 0602", "base": "town 0202"}
    mind = at_work(town(*EMPTY, places=places, factions=factions, a="ndf", B="isis_line"))
    assert mind.view.setting.board.grid.hex_of("0202") in bases(mind)


def test_a_column_goes_on_where_its_own_march_opens_the_road_to_its_trucks() -> None:
    rows = ("a  .  .  .  .  .", " .  .  .  .  .  B")
    battle = town(*rows, control={"*": "isis", "0101": "gov", "0102": "gov"}, a="saa_mech", B="isis_line")
    mind = at_work(battle)
    hexes = [mind.view.setting.board.grid.hex_of(label) for label in ("0201", "0401")]
    assert all(mind.supplied(here) is not SupplyState.OUT for here in hexes)


def test_who_is_cut_off_goes_to_the_nearest_ground_that_is_fed() -> None:
    rows = (".  .  .  .  .  .  .  .  a",)
    control = {"*": "gov", **dict.fromkeys(("0701", "0801"), "isis")}
    battle = sketch(
        *rows, places={"rear": "town 0101"}, sources={"gov": "rear"}, control=control, a="saa_mech"
    )
    mind = at_work(battle)
    assert nearest_fed(mind, mind.own[0].at) == mind.view.setting.board.grid.hex_of("0601")


def test_a_town_of_weight_keeps_a_guard_though_nobody_is_in_sight() -> None:
    battle = sketch(
        "a  .  .  .  .  .",
        active=False,
        places={"home": "town 0101"},
        assets={"home": 10},
        control={"*": "gov"},
    )
    posts = posts_of(at_work(battle), True)
    assert [(post.need, battle.grid.label(post.at)) for post in posts] == [(TOKEN, "0101")]


def test_a_hamlet_far_from_everybody_keeps_none() -> None:
    battle = sketch("a  .  .  .", active=False, places={"home": "town 0101"}, assets={"home": 2}, sources={})
    assert not [post for post in posts_of(at_work(battle), True) if battle.grid.label(post.at) == "0101"]


def test_what_cuts_an_asset_off_is_worth_what_the_score_loses_by_it() -> None:
    battle = sketch(
        "a  .  .  .  .  b",
        active=False,
        places={"home": "town 0101", "far": "town 0601"},
        assets={"far": 10},
        sources={"gov": "home"},
        control={"*": "gov", "0301": "isis"},
        factions={"gov": {"capital": "home"}},
    )
    found = cuts(at_work(battle))
    pct = battle.state.setting.rules.score.link_isolated
    assert found == {battle.hex("0301"): 10 * (100 - pct)}


@pytest.mark.parametrize(("left", "cheaper"), [(20, False), (8, False), (4, True), (0, True)])
def test_a_step_and_a_command_point_are_held_less_dear_at_the_end(left: int, cheaper: bool) -> None:
    setting = sketch("a  B").state.setting
    setting = replace(setting, clock=replace(setting.clock, turns=24))
    priced = dated(NORMAL, setting, "gov", 24 - left)
    assert (priced.own_step < NORMAL.own_step) is cheaper
    assert (priced.command_point < NORMAL.command_point) is cheaper


def test_those_who_are_scored_for_their_men_hold_them_as_dear_as_ever() -> None:
    setting = sketch("a  B").state.setting
    setting = replace(setting, means=(MeanOfTurns("isis", (8, 16, 24), 10),))
    assert dated(NORMAL, setting, "isis", setting.clock.turns) == NORMAL


def test_every_hq_has_a_mission_and_every_reason_reads_as_a_line() -> None:
    player, battle = led(
        town("ab .  .  +C .  .", " .  .  .  .  .  .", a="saa_mech", b="ndf", C=of("isis_line", steps=1))
    )
    hq = battle.state.units["a"].hq
    assert player.missions[hq].task is Task.TAKE
    lines = [str(reason) for reason in player.reasons]
    assert any(line.startswith("take ") and "worth 4.0 points" in line for line in lines)
    assert all(line.strip() and "\n" not in line and len(line) < 200 for line in lines)


def test_an_attack_says_its_pattern_and_what_the_table_promises() -> None:
    rows = ("a  .  .  .  .", " b  .  .  C  .", ".  .  .  .  .")
    battle = sketch(*rows, active=False, a="saa_mech", b="saa_mech", C="isis_line")
    player, _ = led(battle)
    told = [str(reason) for reason in player.reasons if reason.mission.startswith("attack")]
    assert told and any(pattern.name in told[0] for pattern in PATTERNS)
    assert "throws of 36" in told[0] or "fall back" in told[0]


def test_there_are_patterns_enough_and_the_last_fits_everything() -> None:
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS) >= 15
    assert PATTERNS[-1].name == "deliberate assault"


def test_whoever_leads_some_fronts_explains_nothing_of_the_others() -> None:
    battle = sketch(
        "a  .  b  .  .  C",
        active=False,
        a=of("saa_mech", hq="north"),
        b=of("saa_mech", hq="south"),
        C="isis_line",
    )
    player = NormalPlayer("gov", 1)
    player.fronts = frozenset({"north"})
    orders = []
    while not orders or not isinstance(orders[-1], EndImpulse):
        orders.append(player.choose(battle.view("gov")))
        if not isinstance(orders[-1], EndImpulse):
            battle.state, _ = apply(battle.state, orders[-1])
    assert {reason.hq for reason in player.reasons} <= {"north"}
    assert all("b" not in order.units for order in orders if isinstance(order, Attack))
