"""A game at a table: the Session, its players and the save that is written along."""

from __future__ import annotations

import secrets
from pathlib import Path

from game.commands.errors import Failure
from game.commands.recorder import Recorder
from game.commands.seats import HUMAN, Seats, players
from game.files.journal import SaveError, SaveFile, read_save
from game.files.saves import autosave_path, save_folder
from game.model.orders import MalformedOrder, parse_order
from game.model.scenario import Scenario
from game.rules import IllegalOrder
from game.session import Session

ONE_PERSON = "*"
"""Stands among a save's seats when one person plays every faction that persons play."""


def a_new_seed() -> int:
    """Return a seed that nobody knows beforehand."""
    return secrets.randbelow(10**9)


def begun(scenario: Scenario, seats: Seats, seed: int) -> tuple[Session, SaveFile | None, str]:
    """Return a new game, its save, and why there is none when the folder of saves cannot be written."""
    session = Session(scenario, seed, seats, players(seats, seed))
    file, note = _journal(session)
    return session, file, note


def resumed(path: Path) -> tuple[Session, SaveFile | None, str]:
    """Return a saved game as it stood, going on in a save of its own."""
    from game.files import scenario_from_source

    save = read_save(path)
    seats = {faction: seat for faction, seat in save.seats.items() if faction != ONE_PERSON}
    session = Session(
        scenario_from_source(save.scenario),
        save.seed,
        seats,
        players(seats, save.seed),
        one_person=save.seats.get(ONE_PERSON) == HUMAN,
    )
    for number, entry in enumerate(save.entries, start=1):
        try:
            session.submit(parse_order(entry.order))
        except (IllegalOrder, MalformedOrder) as error:
            raise Failure(f"{path.name}: order {number}, `{entry.order}`, is refused: {error}") from None
    if save.entries and session.digests[-1] != save.entries[-1].digest:
        raise Failure(f"{path.name} does not play again as it was; `main.py replay --verify` says where")
    file, note = _journal(session)
    return session, file, save.note or note


def _journal(session: Session) -> tuple[SaveFile | None, str]:
    """Let a session write itself down from now on."""
    seats = {**session.seats, ONE_PERSON: HUMAN} if session.one_person else session.seats
    try:
        path = autosave_path(session.setting.id)
        file = SaveFile.create(path, session.scenario.source, session.seed, seats)
        for order, digest in zip(session.orders, session.digests, strict=True):
            file.append(order, digest)
    except (SaveError, OSError) as error:
        return None, f"this game is not saved: {error}"
    session.journal = Recorder(file, lambda: session.state)
    return file, ""


def copy_to(file: SaveFile | None, name: str) -> str:
    """Write a copy of a game under a name, and return what to tell of it."""
    if file is None:
        return "this game cannot be saved: its folder cannot be written"
    if not name:
        return f"saved: {file.path}"
    if not all(letter.isalnum() or letter in "_-" for letter in name):
        return "a name of letters, digits, - and _ is wanted"
    path = save_folder() / f"{name}.save"
    try:
        file.copy_to(path)
    except SaveError as error:
        return str(error)
    return f"saved: {path}"
