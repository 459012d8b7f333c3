"""The player's rulebook: prose from `scenarios/base/rulebook.md`, its figures from the rules in play."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.model.scenario import Setting
from game.model.tongue import tell

SOURCE = Path(__file__).resolve().parents[2] / "scenarios" / "base" / "rulebook.md"
_FIGURE = re.compile(r"\{(?:(\w+):)?([\w.]+)\}")
_NUMBER = re.compile(r"^\*\*(\d+\.\d+) ", re.MULTILINE)

_FORMS: dict[str, Callable[[Any], str]] = {
    "half": lambda value: f"{value / 2:g}",
    "tenths": lambda value: f"{value / 10:g}",
    "signed": lambda value: f"{value:+d}".replace("-", "−"),
    "list": lambda value: ", ".join(str(item) for item in value),
    "odds": lambda value: f"{value[0]}:{value[1]}",
}


def rulebook(setting: Setting) -> str:
    """Return the rulebook as Markdown with the figures of a scenario; KeyError names an unknown figure."""
    told = "\n".join(_told(line) for line in SOURCE.read_text("utf-8").split("\n"))
    return _FIGURE.sub(lambda match: _figure(setting, match[1], match[2]), told)


def _told(line: str) -> str:
    """Return a line in the tongue spoken; in English where its figures or its number went astray."""
    told = tell(line)
    same = sorted(_FIGURE.findall(told)) == sorted(_FIGURE.findall(line))
    return told if same and _NUMBER.findall(told) == _NUMBER.findall(line) else line


def _figure(setting: Setting, form: str | None, name: str) -> str:
    value = _value(setting, name)
    return _FORMS[form](value) if form else str(value)


def _value(setting: Setting, name: str) -> Any:
    """Return a figure by its path in the ruleset, or one of the two that describe the scenario."""
    if name == "scenario.hex_km":
        return f"{setting.board.frame.hex_m / 1000:g}"
    if name == "scenario.turn_days":
        return setting.clock.turn_days
    value: Any = setting.rules
    for step in name.split("."):
        if not hasattr(value, step):
            raise KeyError(f"rulebook.md names {name}, which the rules do not have")
        value = getattr(value, step)
    return value


def rule_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of the rules in a rulebook, in order."""
    return tuple(_NUMBER.findall(text))


def rule(text: str, number: str) -> str:
    """Return the paragraph of one rule, or an empty text."""
    for line in text.splitlines():
        if line.startswith(f"**{number} "):
            return line
    return ""
