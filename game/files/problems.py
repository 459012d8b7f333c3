"""What can be wrong with a file, said so that its author can put it right.

Codes: E0 reading the file and its YAML · E1 geography · E2 references · E3 logic · E4 keys and values ·
E5 `extends` and the base pack. W codes are warnings and fail nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from game.files.codes import remedy_of


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where it is, a code, what is wrong, and the remedy where there is one."""

    file: str
    line: int
    column: int
    code: str
    message: str
    help: str = ""

    @property
    def warning(self) -> bool:
        """Whether a scenario with this finding may still be played."""
        return self.code.startswith("W")

    def __str__(self) -> str:
        line = f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"
        return f"{line}\n    help: {self.help}" if self.help else line


class ScenarioError(Exception):
    """A scenario that cannot be played; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem(mark: Mark, code: str, message: str, remedy: str = "") -> Problem:
    """Return a finding at a mark; its code knows a remedy where the finder does not."""
    return Problem(mark.file, mark.line, mark.column, code, message, remedy or remedy_of(code))


def quoted(text: object, limit: int = 60) -> str:
    """Return what the author wrote, in quotes, on one line, short, with nothing unprintable."""
    plain = str(text)
    shown = plain if len(plain) <= limit else plain[: limit - 1] + "…"
    return "'" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown) + "'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a suggestion from the known words, or nothing when none is near."""
    near = get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f"did you mean {quoted(near[0])}?" if near else ""
