"""What goes out of a game at a terminal: a result told again, the report of its course, files for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from game.model.events import Event
from game.model.kinds import FactionId
from game.model.state import View
from game.model.tongue import mark, t
from game.rules.account import Account, account_of, spelled
from game.rules.annals_words import csv_of, markdown_of
from game.session import Session

HELP = mark("""\
Papers:
  result                    your last attack or mission told again, with every term and every throw
  report                    how it went, turn by turn: control, losses, supply, score
  export                    the map as you know it (GeoJSON) and the report, written into files
  send                      the game as it stands into a file, to be gone on with elsewhere
""")


class Office(Protocol):
    """Writes files; each answer is a line, of where they are or why they could not be written."""

    def export(self, view: View, report: str, table: str) -> Sequence[str]:
        """Write a faction's map and its report."""
        ...

    def send(self, session: Session) -> str:
        """Write the game for the person who is to move."""
        ...


class Papers:
    """The papers of whoever sits at the keyboard."""

    def __init__(self, session: Session, office: Office | None) -> None:
        self._session, self._office = session, office
        self._last: dict[FactionId, Account] = {}

    @property
    def commands(self) -> dict[str, Callable[[list[str]], Iterable[str]]]:
        """The commands of this module; what writes files only where there is somebody to write them."""
        found = {"result": self._result, "report": self._report}
        return found | ({"export": self._export, "send": self._send} if self._office else {})

    def heard(self, faction: FactionId, events: Sequence[Event]) -> None:
        """Keep what an own order came to, where it was more than a move."""
        account = account_of(self._session.view(faction), events)
        if account is not None:
            self._last[faction] = account

    def _result(self, words: list[str]) -> Iterable[str]:
        account = self._last.get(self._session.asking().faction)
        if account is None:
            return [t("nothing was thrown for yet")]
        return spelled(self._session.setting, account)

    def _report(self, words: list[str]) -> Iterable[str]:
        return self._told(self._session.asking().faction).splitlines()

    def _export(self, words: list[str]) -> Iterable[str]:
        assert self._office is not None
        view = self._session.asking()
        ledger = self._session.annals.of(view.faction)
        return self._office.export(view, self._told(view.faction), csv_of(view.setting, ledger))

    def _send(self, words: list[str]) -> Iterable[str]:
        assert self._office is not None
        return [self._office.send(self._session)]

    def _told(self, faction: FactionId) -> str:
        session = self._session
        return markdown_of(session.setting, session.annals.of(faction), faction, session.over)
