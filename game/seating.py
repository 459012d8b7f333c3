"""Who decides for whom: seats, the fronts that persons hand over to machines, and why machines did what they
did."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple, Protocol

from game.model.kinds import FactionId, HqId
from game.model.orders import Order
from game.model.reasons import Reason
from game.model.scenario import Setting
from game.model.state import State, View
from game.model.tongue import t
from game.rules.politics.relations import allied

HUMAN = "human"
SAID = "reasons"
"""Where the marks of an order hold what machines said before it."""

WHOLE = "*"
"""Where a save names a front: the faction as a whole, which its person has lent to a machine for a while."""


LOCK = "#"
"""Where a save keeps the lock of a faction's person."""

ROUNDS = 120_000
"""How often a PIN is hashed: a twentieth of a second for who knows it, long for who tries them all."""


def lock_for(pin: str, salt: str) -> str:
    """Return the lock that a PIN opens."""
    return f"{salt}${hashlib.pbkdf2_hmac('sha256', pin.encode(), salt.encode(), ROUNDS).hex()}"


def opens(pin: str, lock: str) -> bool:
    """Return whether a PIN opens a lock."""
    return hmac.compare_digest(lock_for(pin, lock.partition("$")[0]), lock)


class Player(Protocol):
    """Anything that decides for a faction from what that faction may see."""

    def choose(self, view: View) -> Order:
        """Return the next order."""
        ...


Maker = Callable[[str, FactionId, int], Player]
"""Makes a player of a level for a faction, with a seed; ValueError where there is none."""


class Leader(NamedTuple):
    """A machine that leads some HQs of a person's faction."""

    level: str
    player: Player
    hqs: frozenset[HqId]


class Seating:
    """Who sits where. `seats` says of each faction `human` or the name of its player; a person's faction may
    be `lent` to a machine, or some of its HQs be led by one. `changed` is called after each change."""

    def __init__(
        self,
        setting: Setting,
        seats: Mapping[FactionId, str],
        players: Mapping[FactionId, Player],
        seed: int,
        maker: Maker | None,
        changed: Callable[[], None],
    ) -> None:
        self.setting = setting
        self.seats = {name: seat for name, seat in seats.items() if "/" not in name}
        self.players = dict(players)
        self.lent: list[FactionId] = []
        self.fronts: dict[FactionId, dict[HqId, str]] = {}
        self.locks: dict[FactionId, str] = {}
        self._seed, self._maker, self._changed = seed, maker, changed
        self._leaders: dict[tuple[FactionId, str], Player] = {}
        for name, level in seats.items():
            faction, _, hq = name.partition("/")
            self._read(faction, hq, level)

    def _read(self, faction: FactionId, hq: HqId, level: str) -> None:
        """Take over what a save says of a front; fronts that the scenario does not know are left out."""
        known = self.setting.factions.get(faction)
        if hq == WHOLE and known is not None:
            self.lent.append(faction)
        elif hq == LOCK and known is not None:
            self.locks[faction] = level
        elif hq and known is not None and hq in known.hqs:
            self.fronts.setdefault(faction, {})[hq] = level

    def header(self) -> dict[str, str]:
        """Return it as a save holds it: a seat a faction, a mark for each that is lent, a level a front."""
        lent = {f"{faction}/{WHOLE}": HUMAN for faction in self.lent}
        fronts = {f"{name}/{hq}": level for name, led in self.fronts.items() for hq, level in led.items()}
        locks = {f"{faction}/{LOCK}": lock for faction, lock in self.locks.items()}
        return {**self.seats, **lent, **fronts, **locks}

    def lock_of(self, person: Sequence[FactionId]) -> str:
        """Return the lock of a person's curtain, empty where he has none."""
        return next((self.locks[one] for one in person if one in self.locks), "")

    def lock(self, person: Sequence[FactionId], pin: str) -> None:
        """Give a person's curtain a PIN, or with an empty one take it away."""
        self.locks = {one: lock for one, lock in self.locks.items() if one not in person}
        if pin:
            self.locks |= dict.fromkeys(person, lock_for(pin, secrets.token_hex(8)))
        self._changed()

    def own_seats(self) -> dict[FactionId, str]:
        """Return the seats with what persons have lent given back to them."""
        return {**self.seats, **dict.fromkeys(self.lent, HUMAN)}

    # Who decides

    def is_human(self, faction: FactionId | None) -> bool:
        """Return whether a person decides for a faction now."""
        return faction is not None and self.seats.get(faction, HUMAN) == HUMAN

    def is_owned(self, faction: FactionId | None) -> bool:
        """Return whether a faction is a person's, be it lent or not."""
        return self.is_human(faction) or faction in self.lent

    def level_of(self, faction: FactionId, hq: HqId) -> str:
        """Return the level of the machine that leads an HQ of a person's faction, empty where he does."""
        return self.fronts.get(faction, {}).get(hq, "")

    def led(self, faction: FactionId) -> frozenset[HqId]:
        """Return the HQs of a person's faction that machines lead."""
        return frozenset(self.fronts.get(faction, ()))

    def leaders(self, faction: FactionId) -> Iterator[Leader]:
        """Yield the machines that lead HQs of a faction, ready to plan anew."""
        fronts = self.fronts.get(faction, {})
        for level in dict.fromkeys(fronts.values()):
            hqs = frozenset(hq for hq, by in fronts.items() if by == level)
            player = self._leaders.get((faction, level)) or self._made(level, faction)
            self._leaders[faction, level] = player
            _lead(player, hqs)
            yield Leader(level, player, hqs)

    def can_lead(self, level: str) -> bool:
        """Return whether machines of a level can lead a part of a faction."""
        try:
            return hasattr(self._made(level, self.setting.order[0]), "lead")
        except ValueError:
            return False

    # Changes

    def hand_over(self, faction: FactionId, level: str) -> None:
        """Let a machine play a person's whole faction until he takes it back; ValueError where it cannot."""
        if not self.is_owned(faction):
            raise ValueError(t("{faction} is not yours to hand over", faction=faction))
        self.players[faction] = self._made(level, faction)
        self.seats[faction] = level
        self.lent = [*(one for one in self.lent if one != faction), faction]
        self._changed()

    def take_back(self, faction: FactionId) -> None:
        """Give a lent faction back to its person."""
        if faction in self.lent:
            self.lent.remove(faction)
            self.seats[faction] = HUMAN
            self._changed()

    def lead(self, faction: FactionId, hq: HqId, level: str) -> None:
        """Let a machine lead one HQ of a person's faction; ValueError where it cannot."""
        if hq not in self.setting.factions[faction].hqs:
            raise ValueError(t("{faction} has no HQ {hq}", faction=faction, hq=repr(hq)))
        if not self.is_owned(faction):
            raise ValueError(t("{faction} is not yours to hand over", faction=faction))
        if not hasattr(self._made(level, faction), "lead"):
            raise ValueError(t("{level} cannot lead a part of a faction", level=repr(level)))
        self.fronts.setdefault(faction, {})[hq] = level
        self._changed()

    def recall(self, faction: FactionId, hq: HqId) -> None:
        """Give an HQ back to the person."""
        if self.fronts.get(faction, {}).pop(hq, ""):
            self._changed()

    def _made(self, level: str, faction: FactionId) -> Player:
        if self._maker is None or level == HUMAN:
            raise ValueError(t("there is no machine player {level} at this table", level=repr(level)))
        return self._maker(level, faction, self._seed)


def _lead(player: Player, hqs: frozenset[HqId]) -> None:
    """Tell a player which HQs it leads, if it can lead some of a faction's."""
    lead = getattr(player, "lead", None)
    if callable(lead):
        lead(hqs)


def _object(text: str) -> dict[str, Any]:
    """Return a JSON object, empty where a text is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _reason(row: Any) -> Reason | None:
    """Return a reason from the list of its fields."""
    kinds = (int, int, str, str, list, str, str, str, int)
    if not isinstance(row, list) or [type(one) for one in row] != list(kinds):
        return None
    turn, impulse, faction, hq, units, mission, why, expected, at = row
    return Reason(turn, impulse, faction, hq, tuple(map(str, units)), mission, why, expected, at)


class Noted(NamedTuple):
    """A reason, and the factions that counted the machine's as allied when it gave it."""

    reason: Reason
    friends: tuple[FactionId, ...]


class Minutes:
    """What machines said of why they did what they did, the oldest first. A save holds it among the marks of
    the orders that followed."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._noted: list[Noted] = []
        self._fresh: list[Reason] = []
        """What was said since the last order."""
        self._read: dict[int, tuple[Player, int]] = {}
        """How many reasons of each player are noted; the player is kept so that no other takes his number."""

    def note(self, player: Player, state: State) -> None:
        """Write down what a player has said since it was last asked."""
        reasons: list[Reason] = getattr(player, "reasons", [])
        _, known = self._read.get(id(player), (player, 0))
        self._fresh += reasons[known:]
        self._enter(reasons[known:], state)
        self._read[id(player)] = player, len(reasons)

    def _enter(self, reasons: Sequence[Reason], state: State) -> None:
        for reason in reasons:
            friends = (f for f in self._setting.factions if allied(state, f, reason.faction))
            self._noted.append(Noted(reason, tuple(friends)))

    def onto(self, marks: str) -> str:
        """Return the marks of an order with what was said before it."""
        if not self._fresh:
            return marks
        said, self._fresh = [list(astuple(one)) for one in self._fresh], []
        return json.dumps({**_object(marks), SAID: said}, separators=(",", ":"), ensure_ascii=False)

    def read(self, marks: str, state: State) -> None:
        """Take over what a save says was said before an order; what makes no sense is left out."""
        if SAID not in marks:
            return
        said = _object(marks).get(SAID)
        rows = said if isinstance(said, list) else []
        self._enter([one for row in rows if (one := _reason(row)) is not None], state)

    def all(self) -> list[Reason]:
        """Return everything, for after the game."""
        return [one.reason for one in self._noted]

    def open_to(self, view: View, own: tuple[FactionId, ...]) -> list[Reason]:
        """Return what a person may read during the game: of his own factions, and of whoever was allied with
        the one he looks for when it was said and still is."""
        viewer = view.faction
        return [
            one.reason
            for one in self._noted
            if one.reason.faction in own
            or (viewer in one.friends and allied(view, viewer, one.reason.faction))
        ]
