"""The rulebook tells of every rule that the code names, with the figures the code plays by."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

from game.files import load_scenario
from game.files.rulebook import rule, rule_numbers, rulebook

ROOT = Path(__file__).resolve().parents[1]
PLAIN = load_scenario(ROOT / "tests" / "data" / "plain.yaml").setting
NUMBER = r"\d{1,2}\.\d{1,2}"


def numbers_named_in_the_code() -> set[str]:
    """Every rule number in a docstring, refusal or shift of the rules."""
    found: set[str] = set()
    for path in (ROOT / "game" / "rules").rglob("*.py"):
        text = path.read_text("utf-8")
        found.update(re.findall(rf'"({NUMBER})"', text))
        for first, rest in re.findall(rf'"""({NUMBER})((?:, {NUMBER})*) ', text):
            found.update((first, *re.findall(NUMBER, rest)))
    return found


def test_every_rule_number_in_the_code_stands_in_the_rulebook() -> None:
    missing = numbers_named_in_the_code() - set(rule_numbers(rulebook(PLAIN)))
    assert not missing, f"the rulebook lacks {sorted(missing)}"


def test_every_rule_of_the_rulebook_is_named_by_some_code() -> None:
    spare = set(rule_numbers(rulebook(PLAIN))) - numbers_named_in_the_code()
    assert not spare, f"no code names {sorted(spare)}"


def test_every_figure_stands_under_a_rule_of_the_rulebook() -> None:
    text = (ROOT / "scenarios" / "base" / "rules.yaml").read_text("utf-8")
    figures = re.findall(r"^  (\w+): .*?(?:# ([\d.]+).*)?$", text.split("\nfog:")[0], re.M)
    known = set(rule_numbers(rulebook(PLAIN)))
    assert {name: number for name, number in figures if number not in known} == {}


def test_every_figure_is_read_by_the_rules() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "game" / "rules").rglob("*.py"))
    sections = (getattr(PLAIN.rules, part.name) for part in fields(PLAIN.rules))
    figures = {figure.name for one in sections if is_dataclass(one) for figure in fields(one)} - {"rows"}
    assert {name for name in figures if not re.search(rf"\.{name}\b", code)} == set()


def test_the_table_of_systems_names_modules_that_decide_and_tests_that_prove() -> None:
    """Each module and test that game/README.md names is there, and the tests of a row quote its rules; of
    the desk, which only puts things into words, there are tests without a number."""
    rows = [line.split("|")[1:-1] for line in (ROOT / "game" / "README.md").read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 5 and re.search(NUMBER, row[1])]
    assert len(rows) > 20
    for system, rules, modules, tests, _ in rows:
        for module in re.findall(r"`([^`]+)`", modules):
            name = module.rsplit("/", 1)[-1]
            assert list((ROOT / "game" / "rules").rglob(f"{name}.py")), module
        proofs = [ROOT / "tests" / f"{one}.py" for one in re.findall(r"`(\w+)`", tests)]
        text = "".join(path.read_text("utf-8") for path in proofs)
        for chapter, first, last in re.findall(r"(\d+)\.(\d+)(?:–\d+\.(\d+))?", rules):
            for n in range(int(first), int(last or first) + 1):
                quoted = f"def test_{chapter}_{n}_" in text
                assert quoted or "desk" in system, f"{chapter}.{n} of {system.strip()}"


def test_rules_are_numbered_once_and_in_order() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in rule_numbers(rulebook(PLAIN))]
    assert numbers == sorted(set(numbers))


def test_figures_come_from_the_ruleset() -> None:
    text = rulebook(PLAIN)
    assert "{" not in text
    figures = PLAIN.rules
    assert f"{figures.supply.full / 2:g} points a unit is in full supply" in rule(text, "7.2")
    assert f"at most {figures.command.group_size} units" in rule(text, "1.1")
