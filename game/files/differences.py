"""What changes from one resolved document to another, by meaning: things by ids, values by their keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import cos, dist, radians
from typing import TYPE_CHECKING, Any

from game.files.schema_types import HexLabel, Point
from game.hexgrid.coords import OFF_MAP

if TYPE_CHECKING:
    from game.files.geography import Geography

MIDDLE = 35
"""The latitude at which degrees of longitude are measured."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")
UNSAID = ("variant",)
LONG = 60


@dataclass(frozen=True, slots=True)
class Change:
    """Something at a path that is new, gone, or other than it was."""

    path: tuple[str, ...]
    old: Any = None
    new: Any = None
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the change as plain data."""
        from game.files.documents import plain

        kind = "added" if self.old is None else "removed" if self.new is None else "changed"
        found: dict[str, Any] = {"path": list(self.path), "kind": kind}
        return found | {"old": plain(self.old), "new": plain(self.new)}

    def __str__(self) -> str:
        where = " ".join(self.path)
        if self.old is None:
            return f"+ {where}{_after(self.new)}"
        if self.new is None:
            return f"- {where}{_after(self.old)}"
        if self.path[-1] == "at":
            return f"~ {' '.join(self.path[:-1])} moved: {shown(self.old)} → {shown(self.new)}{self.note}"
        return f"~ {where}: {shown(self.old)} → {shown(self.new)}"


def differences(a: Any, b: Any) -> list[Change]:
    """Return what changes from a to b, section by section in the order of b."""
    return list(_between(a, b, ()))


def measured(changes: list[Change], board_a: Ground, board_b: Ground) -> list[Change]:
    """Return the changes without moves inside a hex, and with the length of the others."""
    found: list[Change] = []
    for change in changes:
        if change.path[-1] != "at" or change.old is None or change.new is None:
            found.append(change)
            continue
        start, end = board_a.where(change.old), board_b.where(change.new)
        if start is None or end is None:
            found.append(change)
        elif (metres := dist(start, end)) > board_a.metres / 2:
            found.append(replace(change, note=f" ({round(metres / 1000)} km)"))
    return found


class Ground:
    """Where the spots of a scenario lie, in metres from a fixed point; the middle of a hex for all in it."""

    def __init__(self, geography: Geography) -> None:
        self._geography = geography
        self.metres = geography.board.frame.hex_m

    def where(self, spot: Any) -> tuple[float, float] | None:
        """Return where a spot of a document lies; None where it cannot be found."""
        here = self._geography.hex_of(_spot(spot)) if _is_spot(spot) else OFF_MAP
        return _metres(*self._geography.projection.centre(here)) if here != OFF_MAP else None


def _metres(lat: float, lon: float) -> tuple[float, float]:
    """Return a point of the region on a plane; true enough to tell how far a unit was moved."""
    return lon * 111_320 * cos(radians(MIDDLE)), lat * 110_950


def _is_spot(spot: Any) -> bool:
    return isinstance(spot, str) or (isinstance(spot, Mapping) and set(spot) in ({"hex"}, {"lat", "lon"}))


def _spot(spot: Any) -> str | HexLabel | Point:
    if isinstance(spot, str):
        return spot
    if "hex" in spot:
        return HexLabel(hex=str(spot["hex"]))
    return Point(lat=float(spot["lat"]), lon=float(spot["lon"]))


def _between(a: Any, b: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        yield from _maps(a, b, path)
    elif (left := _by_id(a)) is not None and (right := _by_id(b)) is not None:
        yield from _maps(left, right, path)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and not _words(a):
        for number, (left, right) in enumerate(zip(a, b, strict=True), 1):
            yield from _between(left, right, (*path, str(number)))
    elif not _same(a, b):
        yield Change(path, a, b)


def _maps(a: Mapping[str, Any], b: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Change]:
    for key in (*b, *(key for key in a if key not in b)):
        if not path and key in UNSAID:
            continue
        if key not in a:
            yield from _whole((*path, key), b[key], new=True)
        elif key not in b:
            yield from _whole((*path, key), a[key], new=False)
        else:
            yield from _between(a[key], b[key], (*path, key))


def _whole(path: tuple[str, ...], value: Any, new: bool) -> Iterator[Change]:
    """Yield a section that is there only once, by its entries; anything below it as one."""
    parts = value if isinstance(value, Mapping) else _by_id(value)
    if len(path) == 1 and parts:
        yield from (Change((*path, key), *_sided(item, new)) for key, item in parts.items())
    else:
        yield Change(path, *_sided(value, new))


def _sided(value: Any, new: bool) -> tuple[Any, Any]:
    return (None, value) if new else (value, None)


def _by_id(node: Any) -> dict[str, Any] | None:
    """Return a list of things with ids by their ids; None for anything else."""
    if not isinstance(node, list) or not all(isinstance(item, Mapping) and "id" in item for item in node):
        return None
    return {str(item["id"]): {key: value for key, value in item.items() if key != "id"} for item in node}


def _words(items: Sequence[Any]) -> bool:
    return all(isinstance(item, str) for item in items)


def _same(a: Any, b: Any) -> bool:
    """Whether two values mean the same: 4 and 4.0 do."""
    if isinstance(a, str) and isinstance(b, str) and NUMBER.fullmatch(a) and NUMBER.fullmatch(b):
        return len(a) < LONG > len(b) and Decimal(a) == Decimal(b)
    return bool(a == b)


def _after(value: Any) -> str:
    words = shown(value)
    return f": {words}" if words else ""


def shown(value: Any) -> str:
    """Return a value on one line: a unit by what it is and where, anything else as short YAML."""
    if isinstance(value, Mapping) and {"template", "faction"} <= set(value):
        where = f" at {shown(value['at'])}" if "at" in value else ""
        count = f"{value['count']} × " if "count" in value else ""
        return f"{count}{value['template']} of {value['faction']}{where}"
    if isinstance(value, Mapping):
        return _short("{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}")
    if isinstance(value, list):
        return _short("[" + ", ".join(shown(item) for item in value) + "]")
    return _short(" ".join(str(value).split()))


def _short(text: str) -> str:
    return text if len(text) <= 2 * LONG else text[: 2 * LONG - 1] + "…"
