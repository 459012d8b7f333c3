"""Levels and doctrines as data: what ai.yaml and a scenario's `ai` may say, and what is refused."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from game.ai.weights import NORMAL, level_of, weights_for
from game.files import load_scenario, scenario_from_source
from game.files.documents import SCENARIOS
from game.files.problems import Problem
from game.files.schema_ai import PCT
from game.model.doctrine import SWITCHES, THINKING, Doctrine, Weights, under
from tests.support.small_scenario import codes_of, problems_of, written

LEVELS = ("recruit", "easy", "normal", "hard", "greedy")
ROOT = Path(__file__).resolve().parents[1]


def found_in(folder: Path, code: str, **sections: str) -> list[Problem]:
    return [one for one in problems_of(folder, **sections) if one.code == code]


def test_every_shipped_scenario_has_every_level_and_a_doctrine_for_every_faction() -> None:
    for path in sorted(SCENARIOS.glob("*.yaml")):
        setting = load_scenario(path).setting
        commanders = setting.commanders
        assert set(LEVELS) <= set(commanders.levels), path
        unled = [one for one in setting.factions if not commanders.doctrine_of(one).name]
        assert not unled, f"{path.stem}: {unled} have no doctrine"


def test_the_defaults_in_the_code_are_those_of_the_level_normal(tmp_path: Path) -> None:
    setting = load_scenario(written(tmp_path)).setting
    assert level_of(setting, "normal") == NORMAL, "a figure was changed in one of the two places only"


def test_every_figure_has_a_line_with_its_range_and_its_meaning_in_the_file() -> None:
    text = (SCENARIOS / "base" / "ai.yaml").read_text("utf-8")
    normal = text.partition("\n  normal:\n")[2].partition("\n  hard:")[0]
    told = dict(re.findall(r"^    (\w+): \S+ +# +(.+)$", normal, re.M))
    assert set(told) == {one.name for one in fields(Weights)}
    yes_or_no = {one.name for one in fields(Weights) if one.type == "bool"}
    ranged = {name for name, words in told.items() if re.match(r"\d+–\d+ +\S", words)}
    assert set(told) - ranged == yes_or_no


def test_every_figure_and_every_switch_is_read_by_the_machine() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "game" / "ai").rglob("*.py"))
    assert [one.name for one in fields(Weights) if not re.search(rf"\bweights\.{one.name}\b", code)] == []
    assert [name for name in SWITCHES if f'"{name}"' not in code] == []


def test_a_level_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    more = "{levels: {cadet: {extends: recruit, targets: 2}}}"
    setting = load_scenario(written(tmp_path, commanders=more)).setting
    cadet, recruit = level_of(setting, "cadet"), level_of(setting, "recruit")
    assert (cadet.targets, cadet.guard_pct, cadet.own_step) == (2, recruit.guard_pct, NORMAL.own_step)


def test_a_level_that_nobody_has_plays_by_the_usual_figures(tmp_path: Path) -> None:
    assert level_of(load_scenario(written(tmp_path)).setting, "marshal") == NORMAL


def test_a_scenario_may_change_the_doctrine_of_a_faction(tmp_path: Path) -> None:
    doctrines = "{doctrines: {bold: {text: Always forward., weights_pct: {guard_pct: 50, own_step: 50}}}}"
    ai = "{gov: {doctrine: bold, weights_pct: {guard_pct: 150}, risk: 70}}"
    setting = load_scenario(written(tmp_path, commanders=doctrines, ai=ai)).setting
    doctrine = setting.commanders.doctrine_of("gov")
    assert (doctrine.name, doctrine.text, doctrine.risk) == ("bold", "Always forward.", 70)
    assert doctrine.weights_pct == {"guard_pct": 150, "own_step": 50}
    figures = weights_for(setting, "normal", "gov")
    assert figures.guard_pct == NORMAL.guard_pct * 150 // 100
    recruit = setting.commanders.levels["recruit"].guard_pct
    assert weights_for(setting, "recruit", "gov").guard_pct == recruit * 150 // 100, "of what the level has"


def test_a_save_keeps_levels_and_doctrines(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, ai="{gov: {risk: 20}}"))
    assert scenario_from_source(scenario.source).setting.commanders == scenario.setting.commanders


def test_risk_asks_for_less_certainty_and_minds_losses_less_and_fifty_changes_nothing() -> None:
    bold, usual, shy = (under(NORMAL, Doctrine(risk=risk)) for risk in (100, 50, 0))
    assert usual == NORMAL
    assert bold.least_won < NORMAL.least_won < shy.least_won
    assert bold.own_step < NORMAL.own_step < shy.own_step


def test_a_doctrine_changes_no_figure_of_thinking() -> None:
    assert not set(THINKING) & {one.name for one in fields(PCT)}
    assert under(NORMAL, Doctrine(weights_pct=dict.fromkeys(THINKING, 0))) == NORMAL


def test_a_doctrine_is_half_up_per_cent() -> None:
    assert under(Weights(least=5), Doctrine(weights_pct={"least": 50})).least == 3


@pytest.mark.parametrize(
    "ai, what, help_",
    [
        ("{gof: {risk: 20}}", "unknown faction 'gof'", "did you mean 'gov'?"),
        ("{gov: {doctrine: axis_of_advanse}}", "unknown doctrine", "did you mean 'axis_of_advance'?"),
        ("{gov: {avoid_zones: [ring55]}}", "unknown zone 'ring55'", ""),
        ("{gov: {switches: [sings]}}", "unknown switch 'sings'", ""),
        ("{gov: {desk_pct: {gaet: 50}}}", "unknown political order 'gaet'", "did you mean 'gate'?"),
    ],
)
def test_names_that_stand_for_nothing_are_told_where_they_stand(
    tmp_path: Path, ai: str, what: str, help_: str
) -> None:
    (found,) = found_in(tmp_path, "E224", ai=ai)
    line = written(tmp_path, ai=ai).read_text("utf-8").splitlines().index(f"ai: {ai}") + 1
    assert found.line == line and found.column > 4
    assert what in found.message and found.help.startswith(help_)


@pytest.mark.parametrize(
    "ai, code",
    [
        ("{gov: {risk: 120}}", "E403"),
        ("{gov: {risk: much}}", "E403"),
        ("{gov: {plan: bypass}}", "E401"),
        ("{gov: {weights_pct: {gard_pct: 90}}}", "E401"),
        ("{gov: {weights_pct: {targets: 90}}}", "E401"),
        ("{gov: {weights_pct: {guard_pct: -5}}}", "E403"),
        ("[gov]", "E403"),
    ],
)
def test_what_a_doctrine_may_not_say_is_refused(tmp_path: Path, ai: str, code: str) -> None:
    assert code in codes_of(tmp_path, ai=ai)


def test_levels_that_extend_nothing_or_themselves_are_refused(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "E204", commanders="{levels: {easy: {extends: normall}}}")
    assert (found.message, found.help) == ("unknown level 'normall'", "did you mean 'normal'?")
    assert "E205" in codes_of(tmp_path, commanders="{levels: {normal: {extends: easy}}}")
    assert "E401" in codes_of(tmp_path, commanders="{levels: {easy: {gard_pct: 5}}}")


def test_a_scenario_that_sets_aside_the_base_pack_s_commanders_still_plays(tmp_path: Path) -> None:
    setting = load_scenario(written(tmp_path, commanders="null")).setting
    assert weights_for(setting, "hard", "gov") == NORMAL
