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
from game.rules import IllegalOrder, digest
from game.session import Session

ONE_PERSON = "*"
"""Stands among a save's seats when one person plays every faction that persons play."""


class Keeper(Recorder):
    """The journal of a game at a table: a full disk costs the save and not the game."""

    trouble = ""

    def append(self, order_text: str, state_digest: str = "") -> None:
        """Write one order; after a failure nothing more, for a save must have no gap."""
        if not self.trouble:
            try:
                super().append(order_text, state_digest)
            except (SaveError, OSError) as error:
                self.trouble = f"not saved from `{order_text}` on: {error}"

    def rewind(self, count: int) -> None:
        """Keep only the first `count` orders."""
        if not self.trouble:
            super().rewind(count)


def a_new_seed() -> int:
    """Return a seed that nobody knows beforehand."""
    return secrets.randbelow(10**9)


def begun(scenario: Scenario, seats: Seats, seed: int) -> tuple[Session, Keeper | None, str]:
    """Return a new game, its journal, and why there is none when the folder of saves cannot be written."""
    session = Session(scenario, seed, seats, players(seats, seed))
    keeper, note = _journal(session)
    return session, keeper, note


def resumed(path: Path) -> tuple[Session, Keeper | None, str]:
    """Return a saved game as it stood, going on in a journal of its own."""
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
            session.resume(parse_order(entry.order), entry.digest)
        except (IllegalOrder, MalformedOrder) as error:
            raise Failure(f"{path.name}: order {number}, `{entry.order}`, is refused: {error}") from None
    if save.entries and digest(session.state) != save.entries[-1].digest:
        raise Failure(f"{path.name} does not play again as it was; `main.py replay --verify` says where")
    keeper, note = _journal(session)
    return session, keeper, save.note or note


def _journal(session: Session) -> tuple[Keeper | None, str]:
    """Let a session write itself down from now on."""
    seats = {**session.seats, ONE_PERSON: HUMAN} if session.one_person else session.seats
    try:
        path = autosave_path(session.setting.id)
        file = SaveFile.create(path, session.scenario.source, session.seed, seats)
        for order, after in zip(session.orders, session.digests, strict=True):
            file.append(order, after)
    except (SaveError, OSError) as error:
        return None, f"this game is not saved: {error}"
    keeper = Keeper(file, lambda: session.state)
    session.journal = keeper
    return keeper, ""


def copy_to(keeper: Keeper | None, name: str) -> str:
    """Write a copy of a game under a name, and return what to tell of it."""
    if keeper is None:
        return "this game cannot be saved: its folder cannot be written"
    if keeper.trouble:
        return keeper.trouble
    if not name:
        return f"saved: {keeper.file.path}"
    if not all(letter.isalnum() or letter in "_-" for letter in name):
        return "a name of letters, digits, - and _ is wanted"
    path = save_folder() / f"{name}.save"
    try:
        keeper.file.copy_to(path)
    except SaveError as error:
        return str(error)
    return f"saved: {path}"
