"""What a value of a scenario file may be. All arrive as text (see yaml_reader), so types are given here."""

import os
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias, dataclass_transform

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

# Looking for plug-ins among all that is installed takes as long as a scenario does.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

FORBID = ConfigDict(extra="forbid")


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model:
    """What every part of a scenario has in common: a plain dataclass with no key but those it names.

    One adapter validates the whole scenario, so that a single schema is built when the game starts.
    """

    __pydantic_config__ = FORBID

    def __init_subclass__(cls) -> None:
        dataclass(kw_only=True, repr=False, eq=False)(cls)


def _times(factor: int, what: str) -> Any:
    """Return a reader of decimal text that keeps an integer of `factor` to the unit."""

    def read(value: Any) -> int:
        text = value if isinstance(value, str) else str(value) if type(value) is int else ""
        if not re.fullmatch(r"-?\d{1,5}(\.\d{1,3})?", text, re.ASCII):
            raise ValueError(f"{what} was expected")
        number = Decimal(text) * factor
        if number != number.to_integral_value():
            raise ValueError(f"{what} was expected")
        return int(number)

    return read


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    raise ValueError("a date such as 2017-06-09 was expected")


def _truth(value: Any) -> bool:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("true or false was expected")


def odds(value: Any) -> tuple[int, int]:
    """Read odds such as 2:1."""
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d?:[1-9]\d?", value):
        left, right = value.split(":")
        return int(left), int(right)
    raise ValueError("odds such as 2:1 were expected")


def _cost(value: Any) -> int | None:
    return None if value == "barred" else int(_times(2, "a cost in points, or `barred`,")(value))


NUMBER = {"type": "number"}
Half: TypeAlias = Annotated[
    int,
    BeforeValidator(_times(2, "a number of whole or half points")),
    Field(ge=0, le=400),
    WithJsonSchema(NUMBER),
]
Tenths: TypeAlias = Annotated[
    int, BeforeValidator(_times(10, "a number with at most one decimal")), WithJsonSchema(NUMBER)
]
Cost: TypeAlias = Annotated[
    int | None,
    BeforeValidator(_cost),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"const": "barred"}]}),
]
Odds: TypeAlias = Annotated[
    tuple[int, int], BeforeValidator(odds), WithJsonSchema({"type": "string", "pattern": "^[0-9]+:[0-9]+$"})
]
Day: TypeAlias = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]

Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,48}$")]
Line: TypeAlias = Annotated[str, Field(max_length=200)]
Prose: TypeAlias = Annotated[str, Field(max_length=8000)]
Small: TypeAlias = Annotated[int, Field(ge=0, le=1000)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
Turn: TypeAlias = Annotated[int, Field(ge=1, le=400)]
Value: TypeAlias = Annotated[int, Field(ge=-100, le=100)]
ByTurn: TypeAlias = dict[Turn, Small]
Lat: TypeAlias = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lon: TypeAlias = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Point(Model):
    """A point on the earth."""

    lat: Lat
    lon: Lon


class HexLabel(Model):
    """A hex by its printed number. Quote it: 0407 is a number to some editors."""

    hex: Annotated[str, Field(pattern=r"^(\d{4}|\d{6})$")]


def _kind_of_spot(value: Any) -> str:
    if isinstance(value, dict):
        return "hex" if "hex" in value else "point"
    return "hex" if isinstance(value, HexLabel) else "point" if isinstance(value, Point) else "place"


Spot: TypeAlias = Annotated[
    Annotated[Id, Tag("place")] | Annotated[Point, Tag("point")] | Annotated[HexLabel, Tag("hex")],
    Discriminator(_kind_of_spot),
]
"""Where something stands: the id of a place, `{lat, lon}`, or `{hex: "0407"}`."""
