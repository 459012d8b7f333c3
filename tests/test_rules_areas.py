"""Chapter 9, de-escalation areas."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.hexgrid.coords import Grid
from game.model.events import AreaChanged, StepsLost
from game.model.kinds import ZoneKind
from game.model.politics import Patron, Politics, Reaction, Zone
from game.rules.politics.areas import breach_by
from game.rules.zoc import HINDERING, zoc_against
from tests.support.sketch import Sketch, of, sketch

MOSCOW = Patron(
    "moscow", "Moscow", ("gov",), 65, (Reaction("area_broken", -15, {}), Reaction("area_kept", 2, {}))
)
ANKARA = Patron("ankara", "Ankara", ("ahr",), 55, ())


def agreed(*rows: str, inside: str, until: int = 0, **given: Any) -> Sketch:
    """Return a sketch with an area: gov is bound, ahr has signed, hts is excluded."""
    grid = Grid(len(rows[0].split()), len(rows))
    zone = Zone(
        "area", "Area", ZoneKind.AREA, frozenset(grid.hex_of(label) for label in inside.split()),
        bound=("gov",), signatories=("ahr",), excluded=("hts",), guarantors=("moscow", "ankara"),
        until=until, renewal=given.pop("renewal", 26),
    )  # fmt: skip
    plan = Politics(zones={"area": zone}, patrons={"moscow": MOSCOW, "ankara": ANKARA})
    relations = {"gov ahr": "hostile", "gov hts": "hostile", "ahr hts": "neutral"}
    given.setdefault("r", of("ahrar", faction="ahr"))
    given.setdefault("h", of("hts_line", faction="hts"))
    return sketch(*rows, setting={"politics": plan}, relations=relations, **given)


def approval(battle: Sketch) -> int:
    return battle.state.affairs.approval["moscow"]


def test_9_11_an_attack_on_a_signatory_breaks_the_area_for_three_turns_at_a_price() -> None:
    battle = agreed("a r .", inside="0201 0301")
    assert breach_by(battle.view(), "gov", battle.hex("0201")) is not None
    battle.order("assault 0201 with a advance 0201", roll=12)
    assert approval(battle) == 50
    assert [(event.zone, event.suspended) for event in battle.told(AreaChanged)] == [("area", 3)]
    assert battle.at("a") == "0201", "the broken area does not stop the advance"
    battle.next_turn()
    assert breach_by(battle.view(), "gov", battle.hex("0301")) is None, "it is open, at no further price"
    battle.next_turn(2)
    assert battle.state.turn == 4 and breach_by(battle.state, "ahr", battle.hex("0301")) is None
    assert zoc_against(battle.state, "gov").get(battle.hex("0301"), HINDERING) == HINDERING


def test_9_11_outside_the_area_war_is_war() -> None:
    battle = agreed("a r .", inside="0301")
    battle.order("probe 0201 with a")
    assert approval(battle) == 65 and not battle.told(AreaChanged)


def test_9_11_while_it_holds_neither_enters_the_others_ground() -> None:
    battle = agreed("a . . . r", inside="0201 0301 0401", control={"0201 0301 0401": "ahr"})
    assert battle.refuses("move a 0201").rule == "9.11"
    assert set(battle.reach("a")) == {"0101"}
    open_now = agreed("a . . . r", inside="0301", control={"0201 0301 0401": "ahr"})
    assert "0201" in open_now.reach("a") and "0301" not in open_now.reach("a")


def test_9_11_a_signatory_does_not_attack_the_bound_inside() -> None:
    battle = agreed("a r", inside="0101 0201")
    battle.pass_to("ahr")
    battle.change("r", active=True)
    assert battle.refuses("assault 0101 with r").rule == "9.11"
    broken = replace(battle.state.affairs, suspended={"area": 3})
    battle.set(affairs=broken)
    assert battle.why_not("assault 0101 with r") is None


def test_9_11_zones_of_those_kept_apart_only_hinder() -> None:
    battle = agreed(". a . r", inside="0301")
    assert zoc_against(battle.state, "gov")[battle.hex("0301")] == HINDERING


def test_9_11_empty_desert_inside_does_not_change_hands() -> None:
    battle = agreed("a . . . . . r", inside="0201 0301", control={"0201 0301": "ahr"})
    battle.next_turn()
    assert battle.holder("0201") == "ahr"
    war = agreed("a . . . . . r", inside="0701", control={"0201 0301": "ahr"})
    war.next_turn()
    assert war.holder("0201") == "gov"


@pytest.mark.parametrize("roll, hit", [(5, True), (6, False)])
def test_9_11_an_excluded_group_is_attacked_freely_but_stray_fire_may_hit_a_signatory(
    roll: int, hit: bool
) -> None:
    battle = agreed("a h r", inside="0201 0301")
    battle.dice(roll, "stray", battle.hex("0201"))
    battle.order("probe 0201 with a")
    assert any(event.unit.id == "r" for event in battle.told(StepsLost)) == hit
    assert approval(battle) == 65


@pytest.mark.parametrize("roll, renewed", [(4, False), (5, True)])
def test_9_11_an_area_is_renewed_by_the_dice_and_its_guarantors(roll: int, renewed: bool) -> None:
    battle = agreed("a . r", inside="0201 0301", until=1)
    battle.dice(roll, "renewal", "area", turn=2, impulse=0, active=None)
    battle.next_turn()
    assert battle.state.affairs.areas["area"] == (27 if renewed else 1)
    assert approval(battle) == 65 + 2 * renewed
    assert (breach_by(battle.state, "gov", battle.hex("0301")) is not None) == renewed


def test_9_11_what_may_not_be_renewed_lapses() -> None:
    battle = agreed("a . r", inside="0201 0301", until=1, renewal=0)
    battle.dice(12, "renewal", "area", turn=2, impulse=0, active=None)
    battle.next_turn()
    assert [event.reason for event in battle.told(AreaChanged)] == ["lapsed"]
    battle.next_turn()
    assert not battle.told(AreaChanged), "once"
