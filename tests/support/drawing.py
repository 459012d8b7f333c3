"""The pieces that a sketch is built from: what a drawing says, and the parts of a scenario made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from game.files import load_scenario
from game.hexgrid.coords import Grid, Hex, Side, side
from game.model.board import Crossing, Place
from game.model.kinds import CrossingKind, Posture, Relation
from game.model.ruleset import Ruleset
from game.model.scenario import CityPlan, Faction, Placement, Scenario, Setting

PLAIN = Path(__file__).parent.parent / "data" / "plain.yaml"
TERRAIN = {
    ".": "desert", ":": "rough", "^": "escarpment", "_": "sabkha", "~": "valley",
    "*": "mountain", "+": "town", "#": "city", "$": "field", "=": "lake",
}  # fmt: skip
ORDER = ("gov", "pmu", "us", "sdf", "mat", "tur", "ahr", "hts", "isis")
STANCES = {"gov pmu": "allied", "us sdf": "allied", "us mat": "allied", "gov us": "deconflicted"}


@dataclass(frozen=True)
class Counter:
    """What a unit of a sketch is, as far as it is not the default."""

    type: str
    faction: str
    changes: Mapping[str, Any]


def of(type: str, faction: str = "", **changes: Any) -> Counter:
    """Return a counter of a template; `changes` are fields of the Unit, such as `steps` or `moved`."""
    return Counter(type, faction, changes)


@lru_cache(maxsize=1)
def plain() -> Scenario:
    """Return the bare scenario that gives sketches their ruleset."""
    return load_scenario(str(PLAIN))


def rules(**sections: Mapping[str, Any]) -> Ruleset:
    """Return the shipped ruleset with figures changed: `rules(combat={"max_shift": 1})`."""
    shipped = plain().setting.rules
    return replace(
        shipped, **{name: replace(getattr(shipped, name), **new) for name, new in sections.items()}
    )


def drawn(rows: Iterable[str]) -> tuple[list[str], dict[str, Hex], int]:
    """Return the terrain of each hex, the hex of each unit, and the columns of a drawing."""
    words = [row.split() for row in rows]
    cols = max(len(row) for row in words)
    terrain, units = [], {}
    for row, line in enumerate(words):
        for col in range(cols):
            word = line[col] if col < len(line) else "="
            terrain.append(TERRAIN.get(word[0], "desert"))
            units.update({letter: row * cols + col for letter in word if letter.isalnum()})
    return terrain, units, cols


def counter(id: str, given: str | Counter | None) -> Counter:
    """Return what a letter stands for."""
    faction = "gov" if id.islower() else "isis"
    if given is None:
        given = "saa_motor" if id.islower() else "isis_line"
    if isinstance(given, str):
        return Counter(given, faction, {})
    return replace(given, faction=given.faction or faction)


def placement(ground: Setting, id: str, what: Counter, at: Hex) -> Placement:
    """Return the placement of a counter."""
    steps = what.changes.get("steps", ground.rules.types[what.type].steps)
    hq = what.changes.get("hq", what.faction)
    return Placement(id, what.type, what.faction, hq, id, at, Posture.HOLD, 0, steps, False)


def faction_of(
    id: str, counters: Mapping[str, Counter], homes: tuple[str, ...], changes: Mapping[str, Mapping[str, Any]]
) -> Faction:
    """Return a faction with five command points and the HQs that its units name."""
    hqs = {c.changes.get("hq", id): "HQ" for c in counters.values() if c.faction == id} or {id: "HQ"}
    faction = Faction(
        id=id, name=id.upper(), short=id.upper(), colour="#000000", pattern="plain", briefing="",
        command=((1, 5),), air=(), transport=0, replacements=(), countries=frozenset({"syria"}),
        capital=None, sources=homes, patron_sources=(), town_supply=False, par=0, surge=None, gates=(),
        hqs=hqs,
    )  # fmt: skip
    return replace(faction, **changes.get(id, {}))


def stances_of(order: tuple[str, ...], wanted: Mapping[str, str]) -> dict[tuple[str, str], Relation]:
    """Return every stance: isis is everybody's enemy, others are neutral unless they say otherwise."""
    pairs = [(a, b) for a in order for b in order if a != b]
    found = {p: Relation.HOSTILE if "isis" in p else Relation.NEUTRAL for p in pairs}
    for key, word in wanted.items():
        a, b = key.replace(">", " ").split()
        for pair in [(a, b)] if ">" in key else [(a, b), (b, a)]:
            if pair in found:
                found[pair] = Relation(word)
    return found


def place(grid: Grid, id: str, text: str) -> Place:
    """Return a place from its kind and hex."""
    kind, label = text.split()
    return Place(id, id.capitalize(), "", kind, grid.hex_of(label), 35.0, 39.0, 3)


def crossing(grid: Grid, id: str, kind: str, between: str, open: bool) -> Crossing:
    """Return a crossing from its kind and hexside."""
    a, b = between.split("-")
    return Crossing(id, id, CrossingKind(kind), side(grid.hex_of(a), grid.hex_of(b)), open)


def city(id: str, plan: Mapping[str, Any]) -> CityPlan:
    """Return the plan of a city; what it does not say is nothing."""
    return CityPlan(**{"place": id, "dump": 0, "closed": False, "falls": (), **plan})


def along(grid: Grid, lines: Mapping[str, str], kind: Any) -> dict[Side, Any]:
    """Return the hexsides that lines of hexes cross, each with its kind."""
    found: dict[Side, Any] = {}
    for text, word in lines.items():
        for line in text.split():
            hexes = [grid.hex_of(label) for label in line.split("-")]
            found |= {side(a, b): kind(word) for a, b in pairwise(hexes)}
    return found


def spread(grid: Grid, default: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return a word for each hex: the default, or what some hexes are said to have."""
    found = [default] * len(grid)
    for labels, word in words.items():
        for label in labels.split():
            found[grid.hex_of(label)] = word
    return tuple(found)


def held(ground: Setting, control: str | Mapping[str, str], standing: Mapping[Hex, str]) -> tuple[str, ...]:
    """Return who holds each hex at the start: whoever stands there, then what `control` says."""
    grid = ground.board.grid
    everywhere = control if isinstance(control, str) else ""
    found = [standing.get(here, everywhere) for here in range(len(grid))]
    for here, plan in ground.city_at.items():
        found[here] = max(plan.holders, key=lambda faction: plan.holders[faction])
    for labels, faction in ({} if isinstance(control, str) else control).items():
        for here in range(len(grid)) if labels == "*" else map(grid.hex_of, labels.split()):
            found[here] = faction if labels != "*" else standing.get(here, faction)
    return tuple(found)
