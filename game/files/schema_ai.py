"""The schema of the machine's commanders: levels, doctrines, and what a scenario says of its factions.

The figures of a level are not listed again: their schema is made from `Weights` in game/model/doctrine.py.
"""

from dataclasses import field, fields, make_dataclass
from typing import Annotated, Any

from pydantic import Field

from game.files.schema_types import FORBID, Id, Line, Model, Truth
from game.model.doctrine import THINKING, Weights

SOME = Field(max_length=50)
Figure = Annotated[int, Field(ge=0, le=100_000)]
Pct = Annotated[int, Field(ge=0, le=1000)]
Risk = Annotated[int, Field(ge=0, le=100)]


def _figures(name: str, but: tuple[str, ...] = (), kind: Any = None) -> Any:
    """Return a part in which every figure of a level may stand, and none must."""
    found = [
        (one.name, (kind or (Truth if one.type == "bool" else Figure)) | None, field(default=None))
        for one in fields(Weights)
        if one.name not in but
    ]
    return make_dataclass(
        name, found, kw_only=True, repr=False, eq=False, namespace={"__pydantic_config__": FORBID}
    )


LEVEL: Any = _figures("LevelSpec")
"""The figures of a level; those it does not name are those of the level it extends."""

PCT: Any = _figures("WeightsPctSpec", THINKING, Pct)
"""What a doctrine makes of the figures of any level, in per cent."""


class DoctrineSpec(Model):
    """How a faction fights."""

    text: Line = ""
    weights_pct: PCT = field(default_factory=PCT)
    desk_pct: Annotated[dict[Id, Pct], SOME] = field(default_factory=dict)
    switches: Annotated[list[Id], SOME] = field(default_factory=list)
    risk: Risk | None = None


class CommandersSpec(Model):
    """Levels and doctrines by name, and the doctrine of each faction that a scenario may have."""

    levels: Annotated[dict[Id, LEVEL], SOME] = field(default_factory=dict)
    doctrines: Annotated[dict[Id, DoctrineSpec], SOME] = field(default_factory=dict)
    usual: Annotated[dict[Id, Id], SOME] = field(default_factory=dict)


class FactionAiSpec(Model):
    """How a machine plays a faction of this scenario, where that is not its usual doctrine."""

    doctrine: Id | None = None
    weights_pct: PCT = field(default_factory=PCT)
    desk_pct: Annotated[dict[Id, Pct], SOME] = field(default_factory=dict)
    switches: Annotated[list[Id], SOME] | None = None
    risk: Risk | None = None
    avoid_zones: Annotated[list[Id], SOME] = field(default_factory=list)


def given(part: Any) -> dict[str, Any]:
    """Return the figures that a part names."""
    found = ((one.name, getattr(part, one.name)) for one in fields(part))
    return {name: value for name, value in found if value is not None}
