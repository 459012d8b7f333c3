"""What the standing opponent makes of politics: where it goes, what it asks for, what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.ai.assault import Drafting, _there
from game.ai.desk import worth
from game.ai.desk.casus import breaks_faith
from game.ai.manners import RING_PCT, consented, needs_axis, welcome
from game.ai.mind import Mind, barred_to
from game.ai.normal import NormalPlayer
from game.ai.posts import posts_of
from game.hexgrid.coords import Grid
from game.model.facts import Contact
from game.model.kinds import Step, ZoneKind
from game.model.orders import Attack, Sabotage
from game.model.politics import Field, Patron, Politics, Rung, Zone
from tests.support.sketch import Sketch, of, sketch

MOSCOW = Patron("moscow", "Moscow", ("gov",), 40, ())


def zoned(*rows: str, kind: ZoneKind, inside: str, of_zone: dict[str, Any], **given: Any) -> Sketch:
    """Return a sketch with one zone over some hexes."""
    grid = Grid(len(rows[0].split()), len(rows))
    hexes = frozenset(grid.hex_of(label) for label in inside.split())
    plan = Politics(zones={"zone": Zone("zone", "Zone", kind, hexes, **of_zone)}, patrons={"moscow": MOSCOW})
    return sketch(*rows, setting={"politics": plan}, **given)


def mind_of(battle: Sketch, faction: str = "gov") -> Mind:
    """Return the mind of a faction that looks at a battle."""
    mind = NormalPlayer(faction, 1)
    mind.view = battle.view(faction)
    return mind


def test_a_hex_of_the_enemy_is_welcome_and_one_where_a_third_party_stands_is_not() -> None:
    battle = sketch("a . B .", u=of("coalition_rockets", faction="us"))
    assert welcome(mind_of(battle), battle.hex("0301")) == 100
    shared = sketch("a . u .", u=of("coalition_rockets", faction="us"))
    assert welcome(mind_of(shared), shared.hex("0301")) == 0


def test_a_city_in_which_a_third_party_holds_districts_is_left_to_it() -> None:
    plan = {"districts": 10, "holders": {"isis": 6, "us": 4}}
    battle = sketch("a #B .", u=of("coalition_rockets", faction="us"), places={"raqqah": "city 0201"},
                    cities={"raqqah": plan})  # fmt: skip
    alone = sketch("a #B .", places={"raqqah": "city 0201"},
                   cities={"raqqah": {"districts": 10, "holders": {"isis": 10}}})  # fmt: skip
    assert welcome(mind_of(battle), battle.hex("0201")) == 0
    assert welcome(mind_of(alone), alone.hex("0201")) == 100


@pytest.mark.parametrize("rung, kept", [(0, RING_PCT[2]), (1, RING_PCT[1]), (2, RING_PCT[0])])
def test_an_aim_in_a_ring_is_worth_less_the_nearer_the_strike_is(rung: int, kept: int) -> None:
    ladder = (Rung(Step.WARN), Rung(Step.SHOW), Rung(Step.STRIKE, 2, 8))
    battle = zoned("a . B .", kind=ZoneKind.RING, inside="0301",
                   of_zone={"owner": "us", "intruders": ("gov",), "ladder": ladder})  # fmt: skip
    battle.set(affairs=_climbed(battle, rung))
    assert welcome(mind_of(battle), battle.hex("0301")) == kept
    assert welcome(mind_of(battle), battle.hex("0401")) == 100


def _climbed(battle: Sketch, rung: int) -> Any:
    return replace(battle.state.affairs, rungs={("zone", "gov"): rung})


def area(faction_bound: str) -> Sketch:
    """Return an area between gov and ahr, one of them bound by it."""
    bound, signed = (("gov",), ("ahr",)) if faction_bound == "gov" else (("ahr",), ("gov",))
    return zoned("a . r .", kind=ZoneKind.AREA, inside="0301 0401", r=of("ahrar", faction="ahr"),
                 of_zone={"bound": bound, "signatories": signed}, relations={"gov ahr": "hostile"},
                 control={"0301 0401": "ahr"})  # fmt: skip


def test_an_aim_in_an_area_is_barred_to_who_has_not_resolved_to_break_it_and_to_who_has_signed() -> None:
    bound, signed = mind_of(area("gov")), mind_of(area("ahr"))
    assert welcome(bound, bound.view.setting.board.grid.hex_of("0301")) == 0
    bound.casus = signed.casus = frozenset({"zone"})
    assert welcome(bound, area("gov").hex("0301")) == bound.weights.breach_pct > 0
    assert welcome(signed, area("ahr").hex("0301")) == 0


def test_an_attack_that_would_break_a_peace_is_never_given_unless_that_is_meant() -> None:
    view, attack = area("gov").view("gov"), Attack("0301", ("a",))
    assert breaks_faith(view, attack, frozenset())
    assert not breaks_faith(view, attack, frozenset({"zone"}))
    assert not mind_of(area("gov"))._may_give(attack)


def test_no_march_is_planned_through_an_area() -> None:
    battle = area("ahr")
    assert battle.hex("0301") in barred_to(battle.view("gov"))


def test_who_needs_his_own_key_is_named_the_main_axis() -> None:
    battle = zoned("a . . B", kind=ZoneKind.CONSENT, inside="0301 0401",
                   of_zone={"bound": ("gov",), "keys": ("moscow",), "need": 1})  # fmt: skip
    mind, there = mind_of(battle), battle.hex("0401")
    hq = battle.state.units["a"].hq
    assert needs_axis(mind, hq, there) and not needs_axis(mind, hq, battle.hex("0201"))
    assert consented(mind, hq, None, there) and not consented(mind, hq, "another", there)


def test_a_field_is_wrecked_when_it_is_about_to_fall_and_not_because_somebody_is_near() -> None:
    plan = {"politics": Politics(fields={"field": Field("field", 4, 0)})}
    places = {"field": "oilfield 0301"}
    near = sketch(". . $a . B", places=places, setting=plan)
    falling = sketch(
        ". . $a BC .", places=places, setting=plan, a=of("ndf", steps=1), B="tiger_bn", C="tiger_bn"
    )
    assert worth(near.view("gov"), Sabotage("field")) == 0
    assert worth(falling.view("gov"), Sabotage("field")) > 0


def test_whoever_was_seen_in_a_town_is_taken_to_be_there_still() -> None:
    battle = sketch("a . + . .", B="isis_line")
    mind = mind_of(battle)
    there, open_ground = battle.hex("0301"), battle.hex("0501")
    ghosts = tuple(Contact("isis", at, 1, None) for at in (there, open_ground))
    mind.view = replace(mind.view, contacts=ghosts)
    assert _there(mind, there) and not _there(mind, open_ground)


def test_those_in_a_shared_city_stay_in_it() -> None:
    plan = {"districts": 10, "holders": {"isis": 6, "gov": 4}}
    battle = sketch("#aB . .", places={"raqqah": "city 0101"}, cities={"raqqah": plan}, assets={"raqqah": 10})
    posts = [post for post in posts_of(mind_of(battle), True) if post.at == battle.hex("0101")]
    assert posts and posts[0].need > 0 and not posts[0].screen


def test_a_city_of_ones_own_is_guarded_when_it_is_threatened() -> None:
    plan = {"districts": 10, "holders": {"gov": 10}}
    battle = sketch("#a . . BCD", B="tiger_bn", C="tiger_bn", D="tiger_bn",
                    places={"hama": "city 0101"}, cities={"hama": plan}, assets={"hama": 10})  # fmt: skip
    posts = [post for post in posts_of(mind_of(battle), True) if post.at == battle.hex("0101")]
    assert posts and posts[0].need > 300


def test_the_way_lost_by_a_chase_is_a_price_and_not_where_there_is_something_to_win() -> None:
    battle = sketch("a B . . .", B="isis_line")
    mind, there = mind_of(battle), battle.hex("0201")
    attack, placed = Attack("0201", ("a",)), {"a": battle.hex("0101")}

    def price(gain: int) -> int:
        drafting = Drafting(mind, lambda _: gain, frozenset(), 5, 0, 0, lambda unit, here: 7)
        return drafting._detour(attack, placed, there)

    assert price(0) == 7 * mind.weights.detour > 0 == price(10 * mind.weights.ground)
