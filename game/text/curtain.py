"""Between two persons at one terminal: the screen is cleared, and a PIN asked for where one was set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from game.model.kinds import FactionId
from game.model.tongue import mark, t
from game.seating import opens
from game.session import Session

HELP = mark("""\
  pin DIGITS, pin off       a PIN for your curtain; whoever has the file can read the game without it
""")

CLEAR = "\033[2J\033[3J\033[H"


class Curtain:
    """The curtain of a terminal. `read` asks for a line, None at the end of the input."""

    def __init__(
        self, session: Session, terminal: bool, out: TextIO, read: Callable[[str], str | None]
    ) -> None:
        self._session, self._terminal, self._out, self._read = session, terminal, out, read

    @property
    def commands(self) -> dict[str, Callable[[list[str]], Iterable[str]]]:
        """The commands of this module."""
        return {"pin": self._pin}

    def opened(self, faction: FactionId, person: Sequence[FactionId], begins: bool) -> bool:
        """Hand over to a person; False when he leaves instead. As the program `begins` there is a curtain
        only for who has a PIN."""
        lock, name = self._session.seating.lock_of(person), self._session.setting.factions[faction].name
        if self._terminal and not (begins and not lock):
            print(CLEAR, end="", file=self._out)
        if not lock:
            words = mark("{name} is to act. Press Enter when only its player looks. ")
            return begins or not self._terminal or self._read(t(words, name=name)) is not None
        while True:
            typed = self._asked(t("{name} is to act. Its PIN, or `quit`: ", name=name))
            if typed is None or typed in ("quit", "exit"):
                return False
            if opens(typed, lock):
                return True
            print(t("That is not the PIN. Type it again."), file=self._out)

    def _asked(self, prompt: str) -> str | None:
        """Return what is typed at a prompt, which is shown whoever reads it."""
        if not self._terminal:
            print(prompt, file=self._out)
        line = self._read(prompt)
        if self._terminal:
            print(CLEAR, end="", file=self._out)  # what was typed is not left to be seen
        return None if line is None else line.strip()

    def _pin(self, words: list[str]) -> Iterable[str]:
        """Set the PIN of the person at the keyboard, or take it away."""
        person = self._session.person_of(self._session.asking().faction)
        if words == ["off"]:
            self._session.seating.lock(person, "")
            return [t("Your curtain has no PIN any more.")]
        if len(words) != 1 or not (words[0].isascii() and words[0].isdigit()) or len(words[0]) > 12:
            return [t("a PIN of up to 12 digits is wanted, or `off`")]
        self._session.seating.lock(person, words[0])
        return [t("Your curtain has a PIN.")]
