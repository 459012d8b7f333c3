"""Plain data to typed values: everything arrives as text, and whatever is wrong is said with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from game.geo.projection import LatLon

T = TypeVar("T")


class AtlasError(ValueError):
    """Something in the atlas is wrong; `where` is the trail of keys to it, `problem` says what."""

    def __init__(self, where: tuple[str, ...], problem: str) -> None:
        super().__init__(f"{'.'.join(where)}: {problem}")
        self.where = where
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a document and the trail of keys that led to it."""

    value: object
    where: tuple[str, ...]

    def fail(self, problem: str) -> AtlasError:
        """Return the error to raise about this piece."""
        return AtlasError(self.where, problem)

    def items(self) -> list[tuple[str, Node]]:
        """Return the entries of a mapping; nothing at all counts as an empty one."""
        if self.value in (None, ""):
            return []
        if not isinstance(self.value, Mapping):
            raise self.fail("expected keys and values")
        return [(str(key), Node(value, (*self.where, str(key)))) for key, value in self.value.items()]

    def at(self, key: str) -> Node:
        """Return the entry under `key`, empty when it is missing."""
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Node(value, (*self.where, key))

    def text(self, default: str | None = None) -> str:
        """Return the text here, or `default` where there is none."""
        if self.value is None:
            if default is None:
                raise self.fail("missing")
            return default
        if isinstance(self.value, Mapping | list):
            raise self.fail("expected text")
        return str(self.value).strip()

    def choice(self, table: Mapping[str, T], default: str | None = None) -> T:
        """Return what the word here stands for in `table`."""
        word = self.text(default)
        if word not in table:
            raise self.fail(f"{word!r} is not one of {', '.join(table)}")
        return table[word]

    def words(self) -> tuple[str, ...]:
        """Return the words of a list separated by commas."""
        return tuple(word.strip() for word in self.text("").split(",") if word.strip())

    def flag(self) -> bool:
        """Return whether the text here is `true`; nothing means no."""
        return self.choice({"true": True, "false": False}, "false")

    def point(self) -> LatLon:
        """Return the latitude and longitude written as `lat lon` or as `{lat, lon}`."""
        if isinstance(self.value, Mapping):
            return self.parse_point(f"{self.at('lat').text()} {self.at('lon').text()}")
        return self.parse_point(self.text())

    def stops(self) -> list[Node]:
        """Return the entries of a path: a text separated by commas, or a list of texts and `{lat, lon}`."""
        entries = self.value if isinstance(self.value, list) else self.words()
        return [Node(entry, self.where) for entry in entries]

    def points(self, least: int = 2) -> tuple[LatLon, ...]:
        """Return the points written as `lat lon, lat lon, …` or as a list of `{lat, lon}`."""
        found = tuple(stop.point() for stop in self.stops())
        if len(found) < least:
            raise self.fail(f"needs at least {least} points")
        return found

    def parse_point(self, text: str) -> LatLon:
        """Return the latitude and longitude in `text`."""
        try:
            lat, lon = map(float, text.split())
        except ValueError:
            raise self.fail(f"{text!r} is not a latitude and a longitude") from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise self.fail(f"{text!r} is not on the earth (latitude comes first)")
        return lat, lon
