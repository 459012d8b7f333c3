"""What commands ask for alike: a scenario by name or path, a variant of it, numbers within bounds."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.errors import UsageError

if TYPE_CHECKING:
    from game.model.scenario import Scenario

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
MAX_SEED = 2**63 - 1
PLAIN = re.compile(r"[A-Za-z0-9_\-]+")
"""A part of the name of a shipped scenario, such as `lessons/1_road_to_arak`."""


def a_whole_number(text: str) -> int:
    """Read a number of at least 1."""
    return _within(text, 1, 1_000_000)


def a_seed(text: str) -> int:
    """Read a seed."""
    return _within(text, 0, MAX_SEED)


def _within(text: str, low: int, high: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise ArgumentTypeError(f"a whole number from {low} to {high} is wanted, not {text[:40]!r}")
    return number


def scenario_file(name: str) -> Path:
    """Return the file that a path or the bare name of a shipped scenario stands for."""
    path = Path(name)
    shipped = SCENARIOS / f"{name}.yaml"
    if not path.exists() and all(map(PLAIN.fullmatch, name.split("/"))) and shipped.is_file():
        return shipped
    return path


def add_variant(parser: ArgumentParser) -> None:
    """Let a command ask for a variant."""
    parser.add_argument("--variant", default="", metavar="NAME", help="a variant that the scenario carries")


def add_jobs(parser: ArgumentParser) -> None:
    """Let a command spread its games over processes or a cluster."""
    parser.add_argument("--jobs", type=a_whole_number, default=1, metavar="J", help="processes (default 1)")
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="of a Dask scheduler, such as tcp://10.0.0.5:8786, instead"
    )


def opened(path: Path, variant: str = "") -> Scenario:
    """Return the scenario of a file, or a variant of it; UsageError when there is no such variant."""
    from game.files import load_scenario
    from game.files.variants import UnknownVariant

    try:
        found: Scenario = load_scenario(path, variant)
        return found
    except UnknownVariant as error:
        raise UsageError(told(error)) from None


def told(error: Exception) -> str:
    """Return what an error about a variant says, without the place in the file."""
    (found,) = getattr(error, "problems", (None,))
    return f"{found.message}{'; ' + found.help if found.help else ''}" if found else str(error)


def shipped_scenarios() -> tuple[Path, ...]:
    """Return the scenario files that come with the game, in order of name."""
    return tuple(sorted(SCENARIOS.glob("*.yaml")))


def skirmishes() -> tuple[Path, ...]:
    """Return the small scenarios on which players are measured and tuned, in order of name."""
    return tuple(sorted((SCENARIOS / "base" / "skirmishes").glob("*.yaml")))
