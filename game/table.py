"""A game at a table, in the window or in text: its Session, its players, the save that is written along."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from game.ai.players import Player, load_player
from game.files.journal import SaveFile, read_save, write_save
from game.files.save_format import SaveError
from game.files.saves import AUTOSAVES, ENDING, autosave_path
from game.model.campaign import Debriefing
from game.model.kinds import FactionId
from game.model.orders import MalformedOrder, parse_order
from game.model.scenario import Scenario, Setting
from game.model.tongue import mark, t
from game.rules import IllegalOrder, digest
from game.seating import HUMAN
from game.session import Session, Written

Seats = Mapping[FactionId, str]
Progress = Callable[[int, int], None]

USUAL = "normal"
"""The machine player where none is named."""

ONE_PERSON = "*"
"""A mark among a save's seats: one person plays all the factions that persons play."""


class Keeper:
    """The journal of a session. It never stops the game: what cannot be written waits for the next order."""

    def __init__(self, session: Session, folder: Path, most: int = AUTOSAVES) -> None:
        self.trouble = ""
        self.path: Path | None = None
        self._session = session
        self._folder = folder
        self._most = most
        self._file: SaveFile | None = None
        self.keep(session.written)

    def keep(self, written: Sequence[Written]) -> None:
        """Bring the file up to date with the game, which has gone on or back."""
        since = ""
        try:
            file = self._file = self._opened()
            if len(written) < len(file):
                file = self._back(file, len(written))
            for line in written[len(file) :]:
                since = line.order
                file.append(*line)
            self.trouble = ""
        except (SaveError, OSError) as error:
            words = mark("The game is not being saved: {error}")
            if since:
                words = mark("The game is not being saved from `{order}` on: {error}")
            self.trouble = t(words, order=since, error=error)

    def _back(self, file: SaveFile, orders: int) -> SaveFile:
        """Go back in the file; should that fail half-way it is let go, to be begun anew."""
        try:
            file.rewind(orders)
        except SaveError:
            self.close()
            raise
        return file

    def reseat(self) -> None:
        """Write down who sits where now: the file is written anew, with what has been played so far."""
        self.close()
        self.keep(self._session.written)

    def _opened(self) -> SaveFile:
        """Return the file; a new one gets the whole game so far at one go, then an order at a time."""
        if self._file is not None:
            return self._file
        self.path = self.path or autosave_path(self._session.setting.id, self._folder, self._most)
        copy_to(self.path, self._session)
        return SaveFile.open(self.path)

    def close(self) -> None:
        """Close the file; the save is complete as it stands."""
        if self._file is not None:
            self._file.close()
            self._file = None


def copy_to(path: Path, session: Session) -> None:
    """Write a game into a file of its own."""
    seats = session.seating.header()
    if session.one_person:
        seats[ONE_PERSON] = HUMAN
    write_save(path, session.scenario.source, session.seed, seats, session.written)


def send_to(saves: Path, session: Session, person: Sequence[FactionId]) -> Path:
    """Write a game into a file for the person who is to move, and return its path."""
    name = f"{session.setting.id}-turn-{session.state.turn}-for-{'-'.join(person)}{ENDING}"
    path = saves.parent / "to-send" / name
    copy_to(path, session)
    return path


def a_new_seed() -> int:
    """Return a seed that nobody knows beforehand."""
    return secrets.randbelow(10**9)


def seed_for(scenario: Scenario) -> int:
    """Return the seed of a new game: that of a lesson, else one that nobody knows beforehand."""
    lesson = scenario.setting.lesson
    return lesson.seed if lesson else a_new_seed()


def players(seats: Seats, seed: int) -> dict[FactionId, Player]:
    """Return the machine players of a game; ValueError with the reason when there is no such player."""
    here = os.getcwd()  # where `module:Class` players are found
    if here not in sys.path:
        sys.path.insert(0, here)
    return {
        faction: _player(seat, faction, seed)
        for faction, seat in seats.items()
        if seat != HUMAN and "/" not in faction
    }


def _player(seat: str, faction: FactionId, seed: int) -> Player:
    try:
        return load_player(seat, faction, seed)
    except Exception as error:  # a player from outside may fail in any way while it is imported or made
        raise ValueError(f"seat {faction}={seat}: {error}") from None


def begun(
    scenario: Scenario,
    seats: Seats,
    seed: int,
    folder: Path,
    one_person: bool = False,
    most: int = AUTOSAVES,
) -> tuple[Session, Keeper]:
    """Return a new game and its journal, one of so many that are kept."""
    session = Session(scenario, seed, seats, players(seats, seed), None, one_person, _player)
    return session, _kept(session, folder, most)


def resumed(
    path: Path, folder: Path, progress: Progress | None = None, most: int = AUTOSAVES
) -> tuple[Session, Keeper, str]:
    """Return a saved game as it stood, going on in a journal of its own, and a note about the save."""
    from game.files import scenario_from_source

    save = read_save(path)
    seats = {faction: seat for faction, seat in save.seats.items() if faction != ONE_PERSON}
    scenario, table = scenario_from_source(save.scenario), players(seats, save.seed)
    one_person = save.seats.get(ONE_PERSON) == HUMAN
    session = Session(scenario, save.seed, seats, table, None, one_person, _player)
    for number, entry in enumerate(save.entries, start=1):
        try:
            order = parse_order(entry.order)
            session.resume(order, entry.digest, save.checkpoints.get(number, ""))
        except (IllegalOrder, MalformedOrder) as error:
            reason = t(
                "order {number}, `{order}`, is refused: {error}",
                number=number,
                order=entry.order,
                error=error,
            )
            raise SaveError(f"{path.name}: {reason}") from None
        if progress:
            progress(number, len(save.entries))
    if save.entries and digest(session.state) != save.entries[-1].digest:
        changed = t(
            "{path} does not play as it did: the rules have changed since it was saved", path=path.name
        )
        raise SaveError(f"{changed} (`main.py replay --verify` says where)")
    return session, _kept(session, folder, most), save.note


def crashed(error: BaseException, folder: Path, session: Session | None) -> str:
    """Write a report of an error that nobody expected; return what to tell the player."""
    from game.files.crash import write_report

    name = f"{session.setting.id}, turn {session.state.turn}" if session else ""
    orders = [line.order for line in session.written] if session else []
    path = write_report(folder.parent, error, name, orders)
    lines = [t("The game ended unexpectedly: {error}", error=f"{type(error).__name__}: {error}")]
    if session is not None:
        lines.append(t("Every order is saved; the game is offered again when you start the program."))
    if path is not None:
        lines.append(t("What happened is written down in {path}", path=path))
    return "\n".join(lines)


def concluded(session: Session, folders: Sequence[Path] = ()) -> tuple[Debriefing, Scenario | None]:
    """Return what a finished stage of a campaign came to, and the next stage, None after the last."""
    from game.files.debriefing import concluded as found

    return found(session.scenario, session.state, folders)


def reseated(seats: Seats, setting: Setting) -> dict[FactionId, str]:
    """Return who plays whom in the next stage: everybody what he played, newcomers as most machines do. A
    person who played nobody that is left takes the first side."""
    machines = [seat for seat in seats.values() if seat != HUMAN]
    usual = max(machines, key=machines.count) if machines else USUAL
    found = {faction: seats.get(faction, usual) for faction in setting.order}
    if HUMAN in seats.values() and HUMAN not in found.values():
        found |= dict.fromkeys(setting.sides[0] if setting.sides else setting.order[:1], HUMAN)
    return found


def _kept(session: Session, folder: Path, most: int) -> Keeper:
    """Let a session write itself down from now on."""
    keeper = Keeper(session, folder, most)
    session.journal = keeper
    return keeper
