"""How machines lead, counted: what is a use of a command point, a reserve, a change of mind."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from game.cli import run
from game.commands.conduct import FIGURES, Watch, at_war, missions_of, reserve_of, uses
from game.model.kinds import Relation
from game.model.orders import Attack, Declare, EndImpulse, Move, Order
from game.rules import apply
from tests.support.sketch import Sketch, of, sketch

SKIRMISH = str(Path(__file__).resolve().parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]


def watched(battle: Sketch, *turns: tuple[Order, ...], **player: Any) -> Watch:
    """Return what was counted of gov over some turns of these orders."""
    names = battle.state.setting.order
    watch = Watch(battle.state.scenario, 1, {name: SimpleNamespace(**player) for name in names})  # type: ignore[misc]
    state = watch._state = battle.state
    for orders in turns:
        for order in (*orders, EndImpulse()):
            state, _ = apply(state, order)
            watch.note(order, state)
        while state.active != "gov":
            state, _ = apply(state, EndImpulse())
            watch.note(EndImpulse(), state)
    return watch


def test_the_report_has_a_row_for_each_faction_and_one_for_all(capsys: Out) -> None:
    assert run(["conduct", SKIRMISH, "--seats", "all=normal", "--games", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(name in lines[0] for name in (*FIGURES, "accident"))
    assert lines[-1].startswith("all")


def test_shares_are_of_the_counts_beside_them(capsys: Out) -> None:
    assert run(["conduct", SKIRMISH, "--seats", "all=normal", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    for row in rows:
        for figure, (part, whole) in FIGURES.items():
            among = sum(row["counts"].get(name, 0) for name in whole)
            share = round(row["counts"].get(part, 0) / among, 4) if among else None
            assert row[figure] == share
        assert row["by_accident"] == 0


def test_who_goes_back_to_where_he_began_last_turn_is_counted() -> None:
    battle = sketch("a . . . .", a="saa_motor")
    there, back = (Move("a", "0201"),), (Move("a", "0101"),)
    assert watched(battle, there, back).tallies["gov"]["back"] == 1
    assert watched(battle, there, (Move("a", "0301"),)).tallies["gov"]["back"] == 0
    assert watched(battle, there, (), back).tallies["gov"]["back"] == 0


def test_a_mission_is_kept_changed_or_fulfilled() -> None:
    battle = sketch("a . . B", a="saa_motor", B="isis_line", control={"0301": "isis"})
    near, far = battle.hex("0301"), battle.hex("0401")
    named: dict[str, int] = {"gov": far}
    watch = watched(battle, (), (), aims=named)
    assert watch.tallies["gov"]["kept"] == 1
    turned = {"gov": near}
    watch = watched(battle, (), aims=turned)
    turned["gov"] = far
    watch._count_missions("gov", battle.state)
    assert watch.tallies["gov"]["changed"] == 1
    won = sketch("a . . B", a="saa_motor", B="isis_line", control={"0301": "gov"})
    watch = watched(battle, (), aims={"gov": near})
    watch._table["gov"].aims = {"gov": far}  # type: ignore[attr-defined]
    watch._count_missions("gov", won.state)
    assert watch.tallies["gov"]["fulfilled"] == 1


def test_missions_come_before_aims_and_are_of_a_kind() -> None:
    mission = SimpleNamespace(task="hold", at=7)
    both: Any = SimpleNamespace(missions={"hq": mission}, aims={"hq": 3})
    assert missions_of(both) == {"hq": ("hold", 7)}
    only: Any = SimpleNamespace(aims={"hq": 3})
    assert missions_of(only) == {"hq": ("", 3)}


def test_a_point_left_over_had_a_use_where_a_good_attack_was_not_made() -> None:
    good = sketch("a . B . .", active=False, a="tiger_bn", B=of("isis_local", steps=1))
    bad = sketch("a . B . .", active=False, a="ndf", B=of("isis_line", dig_in=2))
    assert uses(good.view()) == ["a"]
    assert uses(bad.view()) == []


def test_a_point_left_over_had_a_use_where_a_group_walked() -> None:
    battle = sketch("a . . . .", active=False, a="saa_mech")
    assert uses(battle.view()) == []
    battle.order("move a 0401")
    assert uses(battle.view()) == ["a"]


def test_a_reserve_stands_off_the_enemy_and_near_the_line() -> None:
    line = sketch("a B . . .", a="saa_mech")
    assert reserve_of(line.view()) == (True, False)
    ready = sketch("B a . b .", a="saa_mech", b="saa_mech")
    assert reserve_of(ready.view()) == (True, True)
    guns = sketch("B a . b .", a="saa_mech", b="coalition_rockets")
    assert reserve_of(guns.view()) == (True, False)
    quiet = sketch("a . . B", a="saa_mech")
    assert reserve_of(quiet.view()) == (False, False)


def test_an_attack_against_the_odds_is_counted() -> None:
    battle = sketch("a B .", a="saa_motor", B=of("isis_line", dig_in=1))
    tally = watched(battle, (Attack("0201", ("a",)),)).tallies["gov"]
    assert (tally["attacks"], tally["weak"]) == (1, 1)


def test_a_war_nobody_declared_is_an_accident_and_a_declared_one_is_not() -> None:
    battle = sketch("a . u .", u=of("ypg", faction="us"), relations={"gov us": "neutral"})
    before = battle.state
    stances = {**before.relations, ("us", "gov"): Relation.HOSTILE}
    battle.set(relations=stances)
    assert at_war(battle.state, "gov") == at_war(before, "gov") + 1
    watch = watched(battle, ())
    watch._count_order("gov", Move("a", "0201"), before, battle.state)
    watch._count_order("gov", Declare("us"), before, battle.state)
    assert watch.tallies["gov"]["accidents"] == 1
