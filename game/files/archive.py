"""What is known of the campaign beside the atlas: formations, places that changed hands, powers.

The data stand in scenarios/base/archive with their sources; only `main.py new` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from game.files.yaml_reader import read_yaml
from game.model.kinds import FactionId, PlaceId

BASE = Path(__file__).resolve().parents[2] / "scenarios" / "base"


@dataclass(frozen=True)
class Formation:
    """A formation: how many men of which kind, where and from when."""

    id: str
    name: str
    code: str
    kind: str
    men: int
    quality: int
    place: PlaceId
    since: date


@dataclass(frozen=True)
class Capture:
    """A place that changed hands on a day: the codes of who held it before and after."""

    on: date
    place: PlaceId
    before: str
    after: str


@dataclass(frozen=True)
class Power:
    """A faction as a new scenario begins with it; `guest`: with whom it stands where it holds no ground."""

    id: FactionId
    name: str
    short: str
    colour: str
    pattern: str
    codes: tuple[str, ...]
    countries: tuple[str, ...]
    kinds: Mapping[str, Mapping[str, str]]
    """The template of each kind of formation, by code."""
    air: int
    replacements: int
    town_supply: bool
    guest: tuple[FactionId, ...]


@dataclass(frozen=True)
class Archive:
    """Everything in the archive, in the order of its files."""

    formations: tuple[Formation, ...]
    captures: tuple[Capture, ...]
    powers: tuple[Power, ...]
    relations: tuple[tuple[FactionId, FactionId, str], ...]
    all_against: tuple[FactionId, ...]
    values: Mapping[int, int]
    """What a place is worth, by its importance."""
    kinds_of_value: Mapping[str, str]
    most_assets: int
    units_a_point: int
    most_points: int
    men_a_step: int

    def power_of(self, code: str) -> FactionId | None:
        """Return the power that a code of the atlas belongs to, if any."""
        return next((power.id for power in self.powers if code in power.codes), None)


def read_archive(base: Path = BASE) -> Archive:
    """Return what stands in the archive; ScenarioError or ValueError where a file of it is damaged."""
    powers = read_yaml(base / "archive" / "powers.yaml")
    captures = read_yaml(base / "archive" / "captures.yaml")["captures"]
    rows = read_yaml(base / "archive" / "order_of_battle.yaml")
    codes = {code: group for code, group in rows.items() if code != "sources"}
    return Archive(
        tuple(_formation(id, code, row) for code, group in codes.items() for id, row in group.items()),
        tuple(sorted((_capture(row) for row in captures), key=lambda one: (one.on, one.place))),
        tuple(_power(id, fields) for id, fields in powers["powers"].items()),
        tuple((a, b, stance) for a, b, stance in powers["relations"]),
        tuple(powers["all_against"]),
        {int(importance): int(value) for importance, value in powers["values"].items()},
        dict(powers["kinds_of_value"]),
        *(int(powers[key]) for key in ("most_assets", "units_a_point", "most_points", "men_a_step")),
    )


def _formation(id: str, code: str, row: str) -> Formation:
    name, kind, men, quality, place, since, *_ = (cell.strip() for cell in row.split("|"))
    return Formation(id, name, code, kind, int(men), int(quality), place, date.fromisoformat(since))


def _capture(row: Mapping[str, str]) -> Capture:
    return Capture(date.fromisoformat(row["on"]), row["place"], row["from"], row["to"])


def _power(id: str, fields: Mapping[str, Any]) -> Power:
    def words(key: str) -> tuple[str, ...]:
        found: Sequence[str] = fields.get(key, ())
        return tuple(found)

    name, short, colour, pattern = (fields[key] for key in ("name", "short", "colour", "pattern"))
    numbers = int(fields.get("air", "0")), int(fields.get("replacements", "0"))
    supplied = fields.get("town_supply") == "true"
    kinds = {code: {**fields["kinds"], **fields.get("of", {}).get(code, {})} for code in words("codes")}
    whole = words("codes"), words("countries"), kinds
    return Power(id, name, short, colour, pattern, *whole, *numbers, supplied, words("guest"))
