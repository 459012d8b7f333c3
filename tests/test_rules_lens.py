"""The relations lens says of each hex what the rules of chapter 9 let one faction do to another there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.files import load_scenario
from game.hexgrid.coords import Grid
from game.model.kinds import Step, ZoneKind
from game.model.politics import Politics, Rung, Zone
from game.rules import setup, view_of
from game.rules.lens import Deed, deeds, judged, most_important_other, who_may
from tests.support.sketch import Sketch, of, sketch

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
LADDER = (Rung(Step.WARN), Rung(Step.SHOW), Rung(Step.STRIKE, 1, 7, 10, 2, 1))
ROW = "a . . u B"


def zone(kind: ZoneKind, inside: str, **given: object) -> Zone:
    grid = Grid(5, 1)
    return Zone("z", "the zone", kind, frozenset(map(grid.hex_of, inside.split())), **given)  # type: ignore[arg-type]


def seen(plan: Politics, row: str = ROW, **given: object) -> Sketch:
    given.setdefault("u", of("coalition_sof", faction="us", steps=1))
    return sketch(row, setting={"politics": plan}, **given)  # type: ignore[arg-type]


def deed(battle: Sketch, actor: str, other: str, label: str) -> tuple[Deed, set[str]]:
    """What the lens says of a hex, and the rules that it names."""
    verdict = judged(battle.view("gov"), actor, other, battle.hex(label))
    assert deeds(battle.view("gov"), actor, other)[battle.hex(label)] is verdict.deed
    return verdict.deed, {finding.rule for finding in verdict.findings}


def test_9_1_enemies_are_struck_and_the_deconflicted_only_watched_at_the_risk_of_shots() -> None:
    battle = seen(Politics())
    assert deed(battle, "gov", "isis", "0201") == (Deed.STRIKE, {"9.1"})
    what, rules = deed(battle, "gov", "us", "0201")
    assert what is Deed.SHADOW and {"9.1", "9.3"} <= rules
    assert deed(battle, "gov", "gov", "0301")[0] is Deed.SHARE


def test_9_1_ground_of_those_one_is_at_arms_length_with_is_not_entered_but_a_foe_there_is_fired_at() -> None:
    battle = seen(Politics(), control={"us": "0401"})
    assert deed(battle, "gov", "us", "0401")[0] is Deed.CLOSED
    assert deed(battle, "gov", "isis", "0401")[0] is Deed.FIRE


def test_9_6_inside_a_ring_the_intruder_pays_and_its_owner_answers_by_the_ladder() -> None:
    ring = zone(ZoneKind.RING, "0301 0401", owner="us", ladder=LADDER, intruders=("gov",))
    battle = seen(Politics(zones={"z": ring}))
    what, rules = deed(battle, "gov", "isis", "0301")
    assert what is Deed.PRICE and "9.6" in rules
    assert deed(battle, "gov", "isis", "0201")[0] is Deed.STRIKE, "outside it is free"
    what, rules = deed(battle, "us", "gov", "0301")
    assert what is Deed.MEET and "9.7" in rules
    assert deed(battle, "us", "gov", "0201")[0] is Deed.SHADOW
    what, rules = deed(battle, "gov", "us", "0301")
    assert what is Deed.RISK and {"9.1", "9.6"} <= rules, (
        "whoever does not fire may be met there all the same"
    )


def test_9_6_all_factions_are_compared_in_a_hex() -> None:
    ring = zone(ZoneKind.RING, "0301 0401", owner="us", ladder=LADDER, intruders=("gov",))
    battle = seen(Politics(zones={"z": ring}))
    found = who_may(battle.view("gov"), "isis", battle.hex("0301"))
    assert "gov" in found[Deed.PRICE] and "us" in found[Deed.STRIKE]


def test_9_7_the_rung_that_is_stood_on_says_what_the_owner_may_do_and_what_it_costs() -> None:
    ring = zone(ZoneKind.RING, "0301 0401", owner="us", ladder=LADDER, intruders=("gov",))
    battle = seen(Politics(zones={"z": ring}))
    at_foot = judged(battle.view("gov"), "us", "gov", battle.hex("0301"))
    assert "warning" in at_foot.findings[0].text and not at_foot.findings[0].tension
    battle.set(affairs=replace(battle.state.affairs, rungs={("z", "gov"): 2}))
    risen = judged(battle.view("gov"), "us", "gov", battle.hex("0301"))
    assert "a strike" in risen.findings[0].text and risen.findings[0].tension == 2 and risen.tension >= 2


def test_9_8_whoever_has_fired_is_struck_near_the_ring_too() -> None:
    ring = zone(ZoneKind.RING, "0501", owner="us", ladder=LADDER, intruders=("gov",))
    battle = seen(Politics(zones={"z": ring}), row="a . . u .")
    assert deed(battle, "us", "gov", "0401")[0] is Deed.SHADOW
    battle.set(affairs=replace(battle.state.affairs, fired_on={("gov", "us"): 1}))
    what, rules = deed(battle, "us", "gov", "0401")
    assert what is Deed.MEET and "9.8" in rules


def test_9_11_an_area_shelters_from_its_signatories_and_costs_the_bound_who_break_it() -> None:
    area = zone(ZoneKind.AREA, "0201", bound=("gov",), signatories=("ahr",))
    battle = seen(Politics(zones={"z": area}), relations={"gov ahr": "hostile"})
    what, rules = deed(battle, "ahr", "gov", "0201")
    assert what is Deed.SHELTER and "9.11" in rules
    what, rules = deed(battle, "gov", "ahr", "0201")
    assert what is Deed.PRICE and "9.11" in rules
    assert deed(battle, "gov", "ahr", "0301")[0] is Deed.STRIKE


def test_9_15_a_truce_shelters_an_enemy() -> None:
    battle = seen(Politics())
    battle.set(affairs=replace(battle.state.affairs, truces={("gov", "isis"): 3}))
    what, rules = deed(battle, "gov", "isis", "0201")
    assert what is Deed.SHELTER and "9.15" in rules


def test_13_4_without_keys_an_enemy_on_ground_of_consent_is_out_of_bounds() -> None:
    ground = zone(ZoneKind.CONSENT, "0301", bound=("gov",), keys=("moscow", "tehran"), need=2)
    battle = seen(Politics(zones={"z": ground}), control={"isis": "0301"})
    what, rules = deed(battle, "gov", "isis", "0301")
    assert what is Deed.SHELTER and "13.4" in rules


def test_9_2_beyond_the_border_nothing_may_be_done() -> None:
    setting = load_scenario(SCENARIOS / "raqqah.yaml")
    view = view_of(setup(setting, 7), "sdf")
    abroad = next(here for here, land in enumerate(view.setting.board.country) if land == "turkey")
    verdict = judged(view, "sdf", "isis", abroad)
    assert verdict.deed is Deed.CLOSED and verdict.findings[0].rule == "9.2"


@pytest.mark.parametrize("name", ["raqqah", "race_to_geneva", "al_tanf"])
def test_hexes_that_share_an_answer_would_each_have_been_given_it(name: str) -> None:
    """9.1 The map is answered by kinds of hexes; hex by hex the answer is the same."""
    scenario = load_scenario(SCENARIOS / f"{name}.yaml")
    view = view_of(setup(scenario, 7), scenario.setting.order[0])
    for actor in scenario.setting.order:
        other = most_important_other(view, actor)
        found = deeds(view, actor, other)
        for here in range(0, len(found), 23):
            assert judged(view, actor, other, here).deed is found[here], (actor, other, here)


def test_9_5_whom_one_watches_is_asked_about_first() -> None:
    scenario = load_scenario(SCENARIOS / "race_to_geneva.yaml")
    view = view_of(setup(scenario, 7), "gov")
    assert most_important_other(view, "gov") == "us" and most_important_other(view, "sdf") == "gov"


def test_the_lens_knows_no_more_than_the_view_that_it_looks_through() -> None:
    """8.2 What another faction hides at its desk, or where it stands unseen, changes no answer."""
    battle = seen(Politics(), row="a . . . . . . . . B", fog=True)
    before = [judged(battle.view("gov"), "isis", "gov", here) for here in range(len(battle.grid))]
    battle.state = replace(
        battle.state, units={key: unit for key, unit in battle.state.units.items() if key != "B"}
    )
    assert before == [judged(battle.view("gov"), "isis", "gov", here) for here in range(len(battle.grid))]
