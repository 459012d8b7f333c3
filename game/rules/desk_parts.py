"""What a desk is made of: sections of entries, measured on scales, and the actions that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, PlaceId
from game.model.orders import Order
from game.model.state import View
from game.model.tongue import joined, t, tell


class Scale(StrEnum):
    """How a level is shown: a long track as a bar, a short one as pips, a ladder as named steps."""

    BAR = "bar"
    PIPS = "pips"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Meter:
    """A level between 0 and `most`. `marks` are levels at which something changes, with what it is; on a
    ladder they are all its rungs and `level` is the one that is stood on, −1 for none."""

    scale: Scale
    level: int
    most: int
    marks: tuple[tuple[int, str], ...] = ()
    welcome: bool = False
    """Whether a higher level is a better one."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be ordered now. `about` names the entry that it belongs to."""

    order: Order
    label: str
    rule: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the desk: a heading, what there is to say, perhaps a level; `cells` are the same facts as
    the columns of a table."""

    text: str
    head: str = ""
    about: str = ""
    rule: str = ""
    meter: Meter | None = None
    cells: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The entry in one line."""
        return f"{self.head}: {self.text}" if self.head and self.text else self.head or self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the desk: how things stand, and what may be done."""

    title: str
    entries: tuple[Entry, ...]
    actions: tuple[Action, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """How things stand, a line an entry."""
        return tuple(entry.line for entry in self.entries)

    @property
    def loose(self) -> tuple[Action, ...]:
        """The actions that belong to no entry of the section."""
        told = {entry.about for entry in self.entries if entry.about}
        return tuple(action for action in self.actions if action.about not in told)

    def actions_of(self, entry: Entry) -> tuple[Action, ...]:
        """Return the actions that belong to an entry; to the first of those that tell of the same thing."""
        first = next(one for one in self.entries if one.about == entry.about)
        if not entry.about or first is not entry:
            return ()
        return tuple(action for action in self.actions if action.about == entry.about)


def short(view: View, faction: FactionId) -> str:
    """Return a faction's short name."""
    known = view.setting.factions.get(faction)
    return tell(known.short) if known else t("nobody")


def place_name(view: View, place: PlaceId) -> str:
    """Return a place's name."""
    known = view.setting.board.places.get(place)
    return tell(known.name) if known else place


def hex_name(view: View, here: Hex) -> str:
    """Return a hex's name, or that its number is one."""
    name = view.setting.board.name_of(here)
    return tell(name) if here in view.setting.board.places_at else t("hex {name}", name=name)


def places_named(view: View, places: tuple[PlaceId, ...]) -> str:
    """Return places as a list in words."""
    return joined(place_name(view, place) for place in places) or t("nothing")


def halves(half: int) -> str:
    """Return half points as whole ones: 3 is '1½'."""
    whole, rest = divmod(half, 2)
    return f"{whole or ''}½" if rest else f"{whole}"
