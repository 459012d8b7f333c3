"""Events, conditions, effects, cards and weather (2.6, 17.1–17.4)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from game.files.schema_events import ConditionSpec, EffectSpec
from game.model import events as ev
from game.model.affairs import Cell
from game.model.kinds import GateState, Leave, Posture, Relation, ZoneKind
from game.model.politics import (
    ALWAYS,
    Card,
    Choice,
    Condition,
    Effect,
    Every,
    Insurgency,
    Never,
    Option,
    Politics,
    Predicate,
    Some,
    StoryEvent,
    Weather,
    Zone,
)
from game.model.scenario import Arrival, Placement
from game.rules.story.conditions import PREDICATES, holds
from game.rules.story.effects import EFFECTS
from tests.support.sketch import Sketch, sketch

HELLO = Effect("message", {"id": "Hello"})


def told_of(events: tuple[StoryEvent, ...] = (), **politics: Any) -> Sketch:
    """A small war with a political plan: one town, two units."""
    plan = Politics(events={event.id: event for event in events}, **politics)
    return sketch(
        "a  .  +  .  B",
        a="saa_mech",
        B="isis_line",
        places={"tadmor": "town 0301"},
        assets={"tadmor": 5},
        control={"*": "isis", "0301": "gov"},
        setting={"politics": plan},
    )


def story(when: Condition = ALWAYS, **more: Any) -> StoryEvent:
    plain: dict[str, Any] = {"once": True, "need": 2, "delay": 0, "effects": (HELLO,), "choice": None}
    return StoryEvent("news", when, **{**plain, **more})


def a_turn(war: Sketch) -> tuple[ev.Event, ...]:
    """Play a whole turn in which nobody does anything."""
    first, heard = war.state.turn, ()
    while war.state.turn == first and war.state.ending is None:
        heard += war.order("end")
    return heard


def news(events: tuple[ev.Event, ...]) -> list[str]:
    return [event.text for event in events if isinstance(event, ev.Announced)]


TURN_2 = Predicate("turn", {"at_least": 2})


def test_17_1_an_event_comes_about_when_its_condition_holds() -> None:
    war = told_of((story(TURN_2),))
    assert news(a_turn(war)) == ["Hello"]


def test_17_1_an_event_happens_once_unless_it_may_come_again() -> None:
    once, often = told_of((story(TURN_2),)), told_of((story(TURN_2, once=False),))
    assert [len(news(a_turn(once))) for _ in range(3)] == [1, 0, 0]
    assert [len(news(a_turn(often))) for _ in range(3)] == [1, 1, 1]


def test_17_1_an_event_may_need_a_throw_of_two_dice() -> None:
    came = sum(bool(news(a_turn(told_of_seed(seed)))) for seed in range(72))
    assert 15 <= came <= 45, "2d6 reach 8 in 15 of 36 throws"


def told_of_seed(seed: int) -> Sketch:
    war = told_of((story(TURN_2, need=8),))
    return Sketch(replace(war.state, seed=seed))


def test_17_1_an_event_may_come_about_some_turns_later() -> None:
    war = told_of((story(TURN_2, delay=2),))
    assert [len(news(a_turn(war))) for _ in range(4)] == [0, 0, 1, 0]


ASK = Choice(
    "isis",
    "Which?",
    (
        Option("The first", (Effect("set_flag", {"id": "one"}),)),
        Option("The second", (Effect("set_flag", {"id": "two"}),)),
    ),
)


def test_17_1_a_question_is_answered_in_ones_own_impulse() -> None:
    war = told_of((story(TURN_2, choice=ASK),))
    a_turn(war)
    assert war.refuses("choose news 2").rule == "17.1"
    war.order("end")
    assert war.refuses("choose news 3").rule == "17.1"
    war.order("choose news 2")
    assert set(war.state.affairs.flags) == {"two"}
    assert war.refuses("choose news 1").rule == "17.1"


def test_17_1_the_first_answer_stands_where_none_is_given() -> None:
    war = told_of((story(TURN_2, choice=ASK),))
    a_turn(war)
    a_turn(war)
    assert set(war.state.affairs.flags) == {"one"}


def test_17_1_only_the_faction_that_is_asked_sees_the_question() -> None:
    war = told_of((story(TURN_2, choice=ASK),))
    a_turn(war)
    assert war.view("isis").desks["isis"].asks == ("news",)
    assert "isis" not in war.view("gov").desks


def test_17_2_the_rules_know_exactly_the_conditions_of_the_schema() -> None:
    words = {one.name.rstrip("_") for one in fields(ConditionSpec)} - {"all", "any", "not"}
    assert words == set(PREDICATES)


YES, NO = Predicate("turn", {"at_least": 1}), Predicate("turn", {"at_least": 9})


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Every((YES, YES)), True),
        (Every((YES, NO)), False),
        (Some((NO, YES)), True),
        (Some(()), False),
        (Never(NO), True),
        (Predicate("turn", {"at_most": 0}), False),
        (Predicate("date", {"since": "2017-06-01", "until": "2017-06-30"}), True),
        (Predicate("date", {"since": "2017-07-01"}), False),
        (Predicate("flag", {"id": "x"}), False),
        (Predicate("fired", {"id": "news"}), False),
        (Predicate("controls", {"faction": "gov", "place": "tadmor"}), True),
        (Predicate("controls", {"faction": "isis", "place": "tadmor"}), False),
        (Predicate("supplied", {"faction": "gov", "place": "tadmor"}), False),
        (Predicate("near", {"faction": "gov", "place": "tadmor", "within": 2}), True),
        (Predicate("near", {"faction": "gov", "place": "tadmor", "within": 1}), False),
        (Predicate("units", {"faction": "gov", "at_least": 4}), True),
        (Predicate("losses", {"faction": "gov", "at_least": 1}), False),
        (Predicate("towns", {"faction": "gov", "at_least": 1}), True),
        (Predicate("harm", {"faction": "gov", "at_most": 0}), True),
        (Predicate("cells", {"faction": "isis", "at_least": 1}), False),
        (Predicate("favour", {"faction": "gov", "at_most": 0}), True),
        (Predicate("tension", {"pair": ("us", "gov"), "at_least": 1}), False),
        (Predicate("approval", {"patron": "moscow", "at_most": 0}), True),
        (Predicate("cohesion", {"coalition": "north", "at_least": 1}), False),
        (Predicate("infighting", {"id": "north"}), False),
        (Predicate("relation", {"of": "gov", "to": "isis", "stance": "hostile"}), True),
        (Predicate("leave", {"faction": "pmu", "country": "syria", "leave": "closed"}), True),
        (Predicate("gate", {"place": "tadmor", "state": "open"}), False),
        (Predicate("weather", {"id": "fair"}), True),
        (Predicate("area", {"id": "south"}), False),
        (Predicate("districts", {"faction": "gov", "place": "tadmor", "at_least": 1}), False),
    ],
)
def test_17_2_conditions_answer_from_the_position(condition: Condition, answer: bool) -> None:
    assert holds(told_of().state, condition) is answer


def test_17_2_an_area_is_asked_about_while_it_holds() -> None:
    south = Zone("south", "South", ZoneKind.AREA, frozenset({0}), until=1)
    war = told_of(zones={"south": south})
    asked = Predicate("area", {"id": "south"})
    assert holds(war.state, asked)
    a_turn(war)
    assert not holds(war.state, asked)


def test_17_3_the_rules_know_exactly_the_effects_of_the_schema() -> None:
    assert {one.name for one in fields(EffectSpec)} == set(EFFECTS)


def after(kind: str, **about: Any) -> Sketch:
    """The war after an effect in turn 2."""
    war = told_of((story(TURN_2, effects=(Effect(kind, about),)),))
    a_turn(war)
    return war


def test_17_3_effects_change_what_they_name() -> None:
    assert after("set_place", place="tadmor", value=1).state.affairs.values == {"tadmor": 1}
    assert after("set_gate", place="tadmor", state="aid").state.affairs.gates == {"tadmor": GateState.AID}
    leave = after("set_leave", faction="gov", country="iraq", leave="pursuit").state.affairs.leaves
    assert leave == {("gov", "iraq"): Leave.PURSUIT}
    stance = after("set_relation", of="gov", to="isis", stance="neutral").state
    assert stance.relation("gov", "isis") is Relation.NEUTRAL
    assert stance.relation("isis", "gov") is Relation.HOSTILE
    assert after("tension", pair=("isis", "gov"), add=3).state.tension[("gov", "isis")] == 3
    assert after("truce", pair=("isis", "gov"), turns=2).state.affairs.truces == {("gov", "isis"): 3}
    assert after("approval", patron="moscow", add=7).state.affairs.approval["moscow"] == 7
    assert after("favour", faction="gov", add=2).state.desks["gov"].favour == 2
    assert after("points", faction="gov", add=-5).state.points["gov"] == -5
    assert after("harm", faction="gov", place="tadmor").state.harm["gov"] == 1
    assert after("damage", place="tadmor", add=2).state.affairs.damage == {"tadmor": 2}
    assert after("remnants", faction="isis", add=3).state.desks["isis"].remnants == ((3, 3),)


def test_17_3_cells_come_into_being_where_there_is_room_for_them() -> None:
    effect = Effect("cells", {"faction": "isis", "place": "tadmor", "strength": 3})
    plan = Insurgency("isis", 2, frozenset(), (), (), 0)
    war = told_of((story(TURN_2, effects=(effect,)),), insurgencies={"isis": plan})
    a_turn(war)
    assert war.state.cells == {2: Cell("isis", 2)}
    assert not after("cells", faction="isis", place="tadmor").state.cells, "nobody there lives underground"


def test_17_3_means_are_granted_for_the_turn() -> None:
    plain, more = told_of(), after("command", faction="gov", add=2)
    a_turn(plain)
    assert more.state.command["gov"] == plain.state.command["gov"] + 2
    assert after("command", faction="gov", add=-50).state.command["gov"] == 0


@pytest.mark.parametrize("date", [0, 9])
def test_17_3_an_arrival_comes_when_an_event_brings_it_and_only_once(date: int) -> None:
    placement = Placement("z", "saa_inf", "gov", "gov", "Relief", 2, Posture.HOLD, 0, 4, False)
    plan = Politics(events={"news": story(TURN_2, effects=(Effect("arrive", {"id": "relief"}),), once=False)})
    war = sketch(
        "a  .  .  .  B",
        control="gov",
        scenario={"arrivals": (Arrival("relief", "Relief", date, (placement,), None, 0),)},
        setting={"politics": plan},
    )
    for _ in range(3):
        a_turn(war)
    assert war.alive("z") and war.state.recalled == ("relief",)


def test_17_3_an_effect_may_cost_steps_where_a_place_is() -> None:
    war = told_of((story(TURN_2, effects=(Effect("lose_steps", LOSS),)),))
    war.order("move a 0301")
    before = war.unit("a").steps
    a_turn(war)
    assert war.unit("a").steps == before - 1


LOSS: dict[str, str | int] = {"faction": "gov", "place": "tadmor", "steps": 1, "reason": "illness"}

RECON = Card("eyes", "Eyes", "", ("gov",), 1, ALWAYS, "hex", (Effect("reveal", {"id": "target"}),))
PLAIN = Card("call", "Call", "", ("gov",), 2, NO, "", (HELLO,))


def with_cards(*cards: Card) -> Sketch:
    return told_of(hand=2, cards={card.id: card for card in cards})


def test_17_4_a_card_is_drawn_a_turn_up_to_the_hand() -> None:
    war = with_cards(PLAIN, RECON)
    sizes = [len(war.state.desks["gov"].hand)]
    for _ in range(2):
        a_turn(war)
        sizes.append(len(war.state.desks["gov"].hand))
    assert sizes == [1, 2, 2]
    assert war.state.desks["isis"].hand == ()
    assert sum(war.state.deck.values()) == 1


def test_17_4_a_card_is_played_from_the_hand_while_it_applies_at_what_it_names() -> None:
    war = with_cards(RECON)
    assert war.refuses("card call").rule == "17.4"
    assert war.refuses("card eyes").rule == "17.4"
    assert war.refuses("card eyes 9999").rule == "17.4"
    war.order("card eyes 0501")
    assert war.told(ev.MissionFlown)[0].at == war.hex("0501")
    assert war.state.desks["gov"].hand == ()
    late = with_cards(PLAIN)
    assert late.refuses("card call").rule == "17.4"


def test_17_4_others_do_not_see_a_hand() -> None:
    war = with_cards(RECON)
    assert "gov" not in war.view("isis").desks


STORM = Weather("storm", "Sandstorm", {6: 2}, True, frozenset(), 100)
HEAT = Weather("heat", "Heat", {6: 2}, False, frozenset(), 50)
MUD = Weather("mud", "Mud", {6: 2}, False, frozenset({"sabkha"}), 100)


def under(kind: Weather, *rows: str, **more: Any) -> Sketch:
    return sketch(*rows, setting={"politics": Politics(weather=(kind,))}, **more)


def test_2_6_a_storm_grounds_every_aircraft() -> None:
    flying = {"factions": {"gov": {"air": ((1, 3),)}}}
    assert under(STORM, "a . B", a="saa_mech", B="isis_line", **flying).state.air["gov"] == 0
    calm = replace(STORM, months={7: 2})
    assert under(calm, "a . B", a="saa_mech", B="isis_line", **flying).state.air["gov"] == 3


def test_2_6_heat_slows_units_on_foot() -> None:
    def far(kind: Weather) -> int:
        return max(under(kind, "a . . . . . . .", a="saa_inf", control="gov").reach("a").values())

    assert far(HEAT) < far(replace(HEAT, months={1: 2}))


def test_2_6_mud_closes_soft_ground_off_the_road() -> None:
    rows = ("a _ .",)
    assert "0201" not in under(MUD, *rows, a="saa_mech", control="gov").stops("a")
    road = {"0101-0201-0301": "track"}
    assert "0201" in under(MUD, *rows, a="saa_mech", control="gov", roads=road).stops("a")


def test_2_6_weather_goes_by_the_month_and_the_throw() -> None:
    storms = sum(
        Sketch(
            under(replace(STORM, months={6: 11}), "a . B", a="saa_mech", B="isis_line", seed=seed).state
        ).state.affairs.weather
        == "storm"
        for seed in range(72)
    )
    assert 1 <= storms <= 16, "2d6 reach 11 in 3 of 36 throws"
