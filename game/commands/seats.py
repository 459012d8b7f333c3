"""Seats: who decides for each faction, from `gov=human,isis=normal` to players."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from re import ASCII, fullmatch

from game import table
from game.ai.players import Player
from game.commands.errors import UsageError
from game.files.handicap import is_handicap
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.seating import HUMAN
from game.table import USUAL

EVERYBODY = "all"
HELP = "who plays: gov=human,isis=normal or all=normal; a seat is human, pass, random, greedy, normal, …"

Seats = dict[FactionId, str]

HANDICAP_HELP = "command points more or less in per cent, by tens up to 50: gov=+20,isis=-10"


def wished(text: str | None, setting: Setting, others: Collection[FactionId] = ()) -> Seats:
    """Return the seats that a text names; UsageError when it is not like gov=human,isis=normal.

    `others` are factions of other stages of a campaign: they may be named, and have no seat here.
    """
    return dict(_named(text, "--seats", "faction=player, such as gov=human", setting, others))


def _named(
    text: str | None, option: str, wanted: str, setting: Setting, others: Collection[FactionId]
) -> Iterator[tuple[FactionId, str]]:
    """Yield each faction that an option names and what it says of it."""
    for part in filter(None, (text or "").split(",")):
        name, equals, value = (word.strip() for word in part.partition("="))
        if not equals or not value:
            raise UsageError(f"{option} wants {wanted}; not {part[:60]!r}")
        if name in others and name not in setting.factions:
            continue
        if name != EVERYBODY and name not in setting.factions:
            near = get_close_matches(name, [EVERYBODY, *setting.factions], n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            known = ", ".join(setting.factions)
            raise UsageError(f"there is no faction {name[:40]!r} in {setting.title} ({known}){hint}")
        yield name, value


def handicap(text: str | None, setting: Setting, others: Collection[FactionId] = ()) -> dict[FactionId, int]:
    """Return the handicap that a text such as gov=+20,isis=-10 gives (1.5); UsageError when it is no such."""
    found: dict[FactionId, int] = {}
    for faction, word in _named(text, "--handicap", "faction=per cent, such as gov=+20", setting, others):
        pct = int(word) if fullmatch(r"[+-]?\d{1,2}", word, ASCII) else 1
        if not is_handicap(pct):
            raise UsageError(
                f"{faction}: a handicap goes by tens from -50 to +50, such as +20; not {word[:20]!r}"
            )
        found |= dict.fromkeys(setting.order if faction == EVERYBODY else (faction,), pct)
    return found


def for_play(text: str | None, setting: Setting, others: Collection[FactionId] = ()) -> Seats:
    """Return every seat of a game that is played: the first side is a person's unless said otherwise."""
    named = wished(text, setting, others)
    mine = setting.sides[0] if setting.sides else setting.order[:1]
    usual = {} if named else dict.fromkeys(mine, HUMAN)
    return _filled(named, setting, usual)


def for_machines(text: str | None, setting: Setting, others: Collection[FactionId] = ()) -> Seats:
    """Return every seat of a game without persons; UsageError when a person is asked for."""
    seats = _filled(wished(text, setting, others), setting, {})
    for faction, seat in seats.items():
        if seat == HUMAN:
            raise UsageError(
                f"{faction}=human: nobody sits at a game that is not shown; name a machine player"
            )
    return seats


def _filled(named: Mapping[FactionId, str], setting: Setting, usual: Mapping[FactionId, str]) -> Seats:
    rest = named.get(EVERYBODY, USUAL)
    return {
        faction: named.get(faction, usual.get(faction, rest) if EVERYBODY not in named else rest)
        for faction in setting.order
    }


def players(seats: Mapping[FactionId, str], seed: int) -> dict[FactionId, Player]:
    """Return the machine players of a game; UsageError with the reason when there is no such player."""
    try:
        return table.players(seats, seed)
    except ValueError as error:
        raise UsageError(str(error)) from None
