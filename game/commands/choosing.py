"""The text game's menu: a scenario, then a variant of it where there are any."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from game.commands.asking import shipped_scenarios
from game.model.tongue import t, tell


def chosen_scenario() -> tuple[Path, str] | None:
    """Let the player choose among the shipped scenarios and their variants; None when the input ends."""
    paths = shipped_scenarios()
    number = _chosen(t("Scenario"), [_described(path) for path in paths])
    if number is None:
        return None
    variant = _chosen_variant(paths[number])
    return None if variant is None else (paths[number], variant)


def _described(path: Path) -> str:
    from game.files import ScenarioError, load_scenario

    try:
        scenario = load_scenario(path)
        about = scenario.chapter or scenario.setting
        return f"{tell(about.title)}: {tell(about.summary).strip()}"
    except ScenarioError as error:
        return t("{path} cannot be played: {problems}", path=path.name, problems=error.problems[0])


def _chosen_variant(path: Path) -> str | None:
    """Return the variant to play, empty for the scenario itself; None when the player leaves."""
    from game.files import variants_of

    variants = variants_of(path)
    if not variants:
        return ""
    rows = [t("the whole scenario"), *(f"{tell(one.title)}: {tell(one.summary)}" for one in variants)]
    number = _chosen(t("Variant"), rows)
    return None if number is None else ("", *(one.name for one in variants))[number]


def _chosen(what: str, rows: Sequence[str]) -> int | None:
    """Return the index of the row that the player names, None when he leaves or the input ends."""
    for number, row in enumerate(rows, start=1):
        print(f"{number}. {row}".removesuffix(": "))
    while True:
        print(t("{what} (1–{count}, empty to leave): ", what=what, count=len(rows)), end="", flush=True)
        answer = sys.stdin.readline().strip()
        if not answer:
            print()
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(rows):
            return int(answer) - 1
        print(t("There is no such number."))
