"""A small made-up map with one of everything that is drawn, and a View of it, for tests of the drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, cast

from game.hexgrid.coords import Grid, Hex, Side, side
from game.model.affairs import Affairs
from game.model.board import Board, Crossing, Frame, Place, Terrain
from game.model.facts import Contact, Siege
from game.model.kinds import (
    CrossingKind,
    CrossingState,
    Mobility,
    Posture,
    RiverKind,
    RoadKind,
    Sight,
    SupplyState,
)
from game.model.scenario import CityPlan, Clock, Faction, Setting
from game.model.state import View
from game.model.units import Unit, UnitType

COLS, ROWS = 22, 18
GRID = Grid(COLS, ROWS)
KINDS = ("desert", "rough", "escarpment", "sabkha", "valley", "mountain", "town", "city", "field", "lake")
TERRAIN = {kind: Terrain(kind, kind.title(), 2, 2, 2, 2, 0, 12, 2, 0, kind == "city") for kind in KINDS}


def _north_of_river(here: Hex) -> bool:
    col, row = GRID.col_row(here)
    return row < 4 + col * 9 // COLS + (1 if col % 7 > 4 else 0)


def _chain(inside: Any) -> set[Side]:
    return {
        side(here, near)
        for here in range(len(GRID))
        for near in GRID.around[here]
        if inside(here) and not inside(near)
    }


def _terrain() -> tuple[Terrain, ...]:
    kinds = ["desert"] * len(GRID)
    river = _chain(_north_of_river)
    for pair in river:
        for here in pair:
            kinds[here] = "valley"
    for kind, col, row, radius in (
        ("mountain", 2, 15, 2), ("rough", 9, 14, 2), ("escarpment", 6, 12, 1), ("sabkha", 15, 4, 1),
        ("rough", 17, 1, 1), ("lake", 3, 2, 1),
    ):  # fmt: skip
        for here in GRID.within(GRID.hex_at(col, row), radius):
            kinds[here] = kind
    for place in PLACES:
        if place.kind in ("city", "town", "field"):
            kinds[place.at] = place.kind
    return tuple(TERRAIN[kind] for kind in kinds)


def _place(name: str, name_ar: str, kind: str, col: int, row: int, importance: int) -> Place:
    at = GRID.hex_at(col, row)
    return Place(name.lower().replace(" ", "_"), name, name_ar, kind, at, 35.0, 40.0, importance)


PLACES = (
    _place("Deir al-Zor", "دير الزور", "city", 10, 9, 5),
    _place("Palmyra", "تدمر", "town", 3, 11, 5),
    _place("al-Sukhnah", "السخنة", "town", 6, 10, 4),
    _place("Mayadin", "الميادين", "town", 15, 11, 4),
    _place("Hatlah", "حطلة", "village", 11, 7, 2),
    _place("al-Omar", "حقل العمر", "field", 17, 7, 4),
    _place("Airbase", "المطار", "airbase", 11, 10, 3),
    _place("Kobajjep", "كباجب", "village", 8, 10, 1),
    _place("Raqqah", "الرقة", "city", 6, 5, 5),
)


def _line(*stops: tuple[int, int]) -> list[Hex]:
    """Return a chain of adjacent hexes through some stops, each step the one nearest to the next stop."""
    path = [GRID.hex_at(*stops[0])]
    for stop in stops[1:]:
        goal = GRID.hex_at(*stop)
        while path[-1] != goal:
            path.append(min(GRID.around[path[-1]], key=lambda near: (GRID.distance(near, goal), near)))
    return path


def _roads() -> dict[Side, RoadKind]:
    roads: dict[Side, RoadKind] = {}
    for kind, stops in (
        (RoadKind.TRACK, ((3, 11), (2, 17))),
        (RoadKind.TRACK, ((6, 5), (17, 7), (21, 6))),
        (RoadKind.PAVED, ((0, 12), (3, 11), (6, 10), (10, 9), (15, 11), (21, 15))),
        (RoadKind.PAVED, ((10, 9), (11, 7), (6, 5))),
    ):
        path = _line(*stops)
        roads.update({side(a, b): kind for a, b in pairwise(path)})
    return roads


def board() -> Board:
    """Return the map."""
    river = _chain(_north_of_river)
    roads = _roads()
    bridges = sorted(pair for pair in roads if pair in river)
    kinds = (CrossingKind.BRIDGE, CrossingKind.DAM, CrossingKind.FERRY, CrossingKind.PONTOON)
    others = sorted(river - set(bridges))[5:26:7]
    crossings = [
        Crossing(f"c{at}", f"Crossing {at}", kinds[at % 4], pair, True)
        for at, pair in enumerate(bridges + others)
    ]
    streams = _chain(lambda here: GRID.col_row(here)[0] < 18 or not _north_of_river(here))
    names = dict.fromkeys(river, "Euphrates")
    return Board(
        grid=GRID,
        frame=Frame(35.0, 40.0, 7000, 0, 0),
        terrain=_terrain(),
        country=tuple("iraq" if sum(GRID.col_row(here)) > 34 else "syria" for here in range(len(GRID))),
        roads=roads,
        rivers={**dict.fromkeys(streams, RiverKind.MINOR), **dict.fromkeys(river, RiverKind.MAJOR)},
        river_names=names,
        cliffs=frozenset(sorted(_chain(lambda here: GRID.col_row(here)[1] < 13))[2:9]),
        borders=frozenset(_chain(lambda here: sum(GRID.col_row(here)) > 34)),
        crossings={crossing.id: crossing for crossing in crossings},
        places={place.id: place for place in PLACES},
    )


def _faction(code: str, name: str, colour: str, pattern: str) -> Faction:
    return Faction(
        code, name, code.upper(), colour, pattern, "", (), (), 0, (), frozenset(("syria",)), None, (), (),
        False, 0, None, (), {},
    )  # fmt: skip


def setting() -> Setting:
    """Return a Setting around the map; its rules are blank."""
    factions = (
        _faction("gov", "Government", "#D55E00", "plain"),
        _faction("isis", "Islamic State", "#1A1A1A", "hatch"),
        _faction("sdf", "SDF", "#F0E442", "dots"),
    )
    city = CityPlan("deir_al-zor", 8, {"gov": 4, "isis": 4}, 5, False, ())
    return Setting(
        id="fake", title="A made-up map", summary="", board=board(), rules=cast(Any, None),
        clock=Clock(date(2017, 6, 9), 7, 24, 1, {}), factions={one.id: one for one in factions},
        order=("isis", "sdf", "gov"), sides=(("gov",), ("isis",)), camps=(), assets={}, symbols=(),
        corridors=(), means=(), cities={city.place: city}, pockets={}, bands=cast(Any, None), milestones=(),
    )  # fmt: skip


SYMBOLS = (
    "infantry", "motorised", "mechanised", "armour", "artillery", "rocket_artillery", "sof", "engineer",
    "militia", "recon", "uav", "hq", "air_defence", "supply",
)  # fmt: skip
SIZES = ("company", "battalion", "brigade")


def unit_type(symbol: str, size: str = "battalion", steps: int = 4) -> UnitType:
    """Return a template with some factors."""
    barrage = 4 if "artillery" in symbol else 0
    traits = frozenset(("artillery",)) if barrage else frozenset()
    return UnitType(symbol, symbol, symbol, size, Mobility.MOTOR, 7, 5, steps, 20, barrage, 2, traits)


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}

    def put(faction: str, col: int, row: int, count: int = 1, **changes: Any) -> None:
        for _ in range(count):
            at = len(units)
            kind = unit_type(SYMBOLS[at % len(SYMBOLS)], SIZES[at % 3])
            unit = Unit(f"u{at:02}", kind, faction, "hq", f"Unit {at}", 1 + at % 4, GRID.hex_at(col, row))
            units[unit.id] = replace(unit, **changes)

    put("gov", 3, 11, 3)
    put("gov", 5, 10, supply=SupplyState.STRAINED)
    put("gov", 6, 11, supply=SupplyState.OUT, disrupted=True)
    put("gov", 4, 12, active=True)
    put("gov", 2, 12, done=True)
    put("gov", 10, 9, 2, dig_in=2)
    put("gov", 11, 10, dig_in=3, supply=SupplyState.STRAINED)
    put("isis", 6, 10, 2, dig_in=1)
    put("isis", 8, 10, posture=Posture.DELAY)
    put("isis", 10, 9, 2)
    put("isis", 12, 10)
    put("isis", 15, 11, 3)
    put("sdf", 6, 3)
    put("sdf", 7, 3, 2)
    put("sdf", 12, 4)
    return units


def view() -> View:
    """Return the View of the government side."""
    here = setting()
    units = _units()
    ghost = replace(units["u14"], id="g", at=GRID.hex_at(17, 12))
    control = tuple(
        "sdf" if _north_of_river(hex_) and GRID.col_row(hex_)[0] < 14
        else "gov" if GRID.col_row(hex_)[0] < 6 or GRID.distance(hex_, GRID.hex_at(10, 9)) < 2
        else "isis" if sum(GRID.col_row(hex_)) < 34 else ""
        for hex_ in range(len(GRID))
    )  # fmt: skip
    own = [unit.at for unit in units.values() if unit.faction == "gov"]
    vision = {
        hex_: Sight.KNOWN if min(GRID.distance(hex_, at) for at in own) < 3 else Sight.PRESENCE
        for hex_ in range(len(GRID))
        if min(GRID.distance(hex_, at) for at in own) < 4
    }
    empty: dict[Any, Any] = {}
    return View(
        setting=here, turn=3, impulse=1, active="gov", units=units, control=control, relations=empty,
        crossings=dict.fromkeys(here.board.crossings, CrossingState.OPEN) | {"c1": CrossingState.DOWN},
        cities={"deir_al-zor": Siege({"gov": 3, "isis": 5}, {}, 4)}, dumps=empty, depots=empty, command=empty,
        impulse_command=0, free_attacks=(), air=empty, transport=empty, axis=empty, surges=empty, recalled=(),
        attacked=(), assaulted=empty, interdicted=empty, tension=empty, harm=empty, points=empty,
        losses=empty, affairs=Affairs(), desks=empty, offers=(), cells=empty, belts=empty, talks=0,
        ending=None, faction="gov",
        contacts=(
            Contact("isis", GRID.hex_at(9, 11), 0, None),
            Contact("isis", GRID.hex_at(17, 12), 2, ghost),
            Contact("isis", GRID.hex_at(16, 13), 1, None),
        ),
        vision=vision, log=(), schedule=(), scores=empty, reserves=empty,
    )  # fmt: skip
