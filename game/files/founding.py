"""A new scenario: a frame cut out of the atlas on a date, with those who stood in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from game.files.archive import BASE, Archive, Formation, Power
from game.files.documents import plain
from game.files.figures import terrain_table
from game.files.schema import TemplateSpec, TerrainSpec
from game.files.templates import inherited
from game.files.yaml_reader import read_yaml
from game.geo.atlas import Atlas
from game.geo.control import codes_of
from game.geo.projection import Bounds
from game.geo.raster import draw_board
from game.hexgrid.coords import Hex
from game.model.board import Board, Place
from game.model.kinds import FactionId, PlaceId

MAPPED = date(2017, 6, 10)
"""The day of the atlas's control."""
GROUND_KM = 9
"""The ground that changes hands with a place."""
MOST_UNITS, MOST_SUPPORT = 3, 2
"""Manoeuvre and support units that have room in a hex (3.2)."""
SUPPORT = {"artillery", "engineer"}
"""Traits of support units."""
RIM = 4
"""Hexes from the edge of the map within which supply may come from beyond it."""
Taken: TypeAlias = "dict[Hex, list[tuple[str, int]]] | None"
"""Template and steps of those who stand in each hex already; None for arrivals, whom nobody bars."""
POCKET_KM2 = 3000
"""Ground that hangs together and is smaller lives from its stores."""
NEAREST = 8
"""Hexes within which a formation is put on its own side's ground where its place is the enemy's."""


class NothingThere(Exception):
    """The frame holds no game; the text says why."""


@dataclass(frozen=True)
class Frame:
    """What is asked for."""

    id: str
    title: str
    bounds: Bounds
    hex_km: int
    start: date
    turns: int
    turn_days: int

    @property
    def end(self) -> date:
        """The day after the last turn."""
        return self.start + timedelta(days=self.turns * self.turn_days)

    def turn_of(self, day: date) -> int:
        """Return the turn that a day lies in."""
        return (day - self.start).days // self.turn_days + 1


@dataclass(frozen=True)
class Counter:
    """Units of a formation that stand together: so many of a template with so many steps each."""

    formation: Formation
    power: FactionId
    template: str
    count: int
    steps: int
    at: Hex


@dataclass(frozen=True)
class Shift:
    """Ground that is not held as on the atlas's day: a place, who holds it, and since when or until when."""

    place: PlaceId
    power: FactionId
    on: date


class Founding:
    """The making of one scenario; each part of it is worked out when it is first asked for."""

    def __init__(self, frame: Frame, archive: Archive) -> None:
        self.frame, self.archive = frame, archive
        self.added: dict[FactionId, list[PlaceId]] = {}
        """Sources of supply that were found to be wanting."""
        self.pockets: dict[PlaceId, FactionId] = {}
        """Places from which nothing can be fed, and whose they are."""
        folder = BASE / "atlas"
        documents: dict[str, Any] = {
            path.stem: read_yaml(path) for path in sorted(folder.glob("*.yaml")) if "control" not in path.stem
        }
        documents["control"] = read_yaml(folder / f"control_{MAPPED:%Y_%m_%d}.yaml")
        self._atlas = Atlas.from_documents(documents)
        rows = TypeAdapter(dict[str, TerrainSpec]).validate_python(plain(read_yaml(BASE / "terrain.yaml")))
        self.terrain = terrain_table(rows)
        self.board: Board = draw_board(self._atlas, frame.bounds, frame.hex_km, self.terrain)
        templates = plain(inherited(read_yaml(BASE / "templates.yaml"), []))
        self._templates = TypeAdapter(dict[str, TemplateSpec]).validate_python(templates)

    # Ground

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """What changed hands between the atlas's day and the start, or the other way about."""
        start, found = self.frame.start, []
        for one in self.archive.captures:
            forward = MAPPED < one.on <= start
            if one.place in self.board.places and (forward or start < one.on <= MAPPED):
                power = self.archive.power_of(one.after if forward else one.before)
                if power is not None:
                    found.append((forward, Shift(one.place, power, one.on)))
        undone = [shift for forward, shift in reversed(found) if not forward]
        return (*(shift for forward, shift in found if forward), *undone)

    @property
    def reach(self) -> int:
        """Hexes about a place that change hands with it."""
        return max(1, GROUND_KM // self.frame.hex_km)

    @cached_property
    def holders(self) -> tuple[FactionId | None, ...]:
        """Which power holds each hex at the start."""
        held = [self.archive.power_of(code) for code in codes_of(self._atlas, self.board)]
        for shift in self.shifts:
            for here in self.board.grid.within(self.board.places[shift.place].at, self.reach):
                held[here] = shift.power
        return tuple(held)

    def places_of(self, power: FactionId) -> list[Place]:
        """Return the places that a power holds, the most important first."""
        held = [place for place in self.board.places.values() if self.holders[place.at] == power]
        return sorted(held, key=lambda place: (-place.importance, place.id))

    # Forces

    @property
    def _day(self) -> date:
        """The day of those who stand there at the start: what the archive knows begins in June."""
        return max(self.frame.start, MAPPED)

    @cached_property
    def counters(self) -> tuple[Counter, ...]:
        """Everybody who stands in the frame at the start."""
        present = [one for one in self.archive.formations if one.since <= self._day]
        return self._placed(present, {})

    @cached_property
    def arrivals(self) -> tuple[Counter, ...]:
        """Everybody who comes later, in the order of the days."""
        coming = [one for one in self.archive.formations if self._day < one.since < self.frame.end]
        return self._placed(sorted(coming, key=lambda one: (one.since, one.id)), None)

    def _placed(self, formations: Sequence[Formation], taken: Taken) -> tuple[Counter, ...]:
        found = []
        for one in formations:
            power = self.archive.power_of(one.code)
            if one.place in self.board.places and power is not None:
                found += self._counters_of(one, self.power(power), taken)
        return tuple(found)

    def power(self, id: FactionId) -> Power:
        """Return a power by its id."""
        return next(one for one in self.archive.powers if one.id == id)

    def _counters_of(self, one: Formation, power: Power, taken: Taken) -> list[Counter]:
        """Return the battalions of a formation, where there is ground for them."""
        template = power.kinds[one.code].get(one.kind)
        if template is None:
            return []
        whole = max(1, (2 * one.men + self.archive.men_a_step) // (2 * self.archive.men_a_step))
        most = self._templates[template].steps or 4
        count = -(-whole // most)
        steps = min(most, max(1, (2 * whole + count) // (2 * count)))
        found: list[Counter] = []
        for _ in range(count):
            at = self._room(self.board.places[one.place].at, power, (template, steps), taken)
            if at is not None:
                found.append(Counter(one, power.id, template, 1, steps, at))
        return _together(found)

    def _room(self, place: Hex, power: Power, own: tuple[str, int], taken: Taken) -> Hex | None:
        """Return the nearest hex of a power's own where a unit fits in; those of guests with their hosts."""
        friends = (power.id, *power.guest)
        grid = self.board.grid
        near = sorted(grid.within(place, NEAREST), key=lambda here: (grid.distance(place, here), here))
        for here in near:
            if self.holders[here] in friends and self._fits(here, own, taken):
                if taken is not None:
                    taken.setdefault(here, []).append(own)
                return here
        return None

    def _fits(self, here: Hex, own: tuple[str, int], taken: Taken) -> bool:
        """Whether a unit has room in a hex: (template, steps)."""
        ground, there = self.board.terrain[here], [*(taken or {}).get(here, ()), own]
        open_to_all = None not in (ground.leg, ground.motor, ground.mech)
        backing = sum(1 for template, _ in there if SUPPORT & set(self._templates[template].traits))
        crowded = len(there) - backing > MOST_UNITS or backing > MOST_SUPPORT
        return open_to_all and not crowded and sum(steps for _, steps in there) <= ground.stack_steps

    # Sides

    @cached_property
    def powers(self) -> tuple[Power, ...]:
        """Those who have anybody in the frame, at the start or later, in the order in which they act."""
        present = {one.power for one in (*self.counters, *self.arrivals)}
        return tuple(power for power in self.archive.powers if power.id in present)

    def strength(self, power: FactionId) -> int:
        """Return the steps that a power has at the start."""
        return sum(one.count * one.steps for one in self.counters if one.power == power)

    def stance(self, a: FactionId, b: FactionId) -> str:
        """Return how two powers stand to each other."""
        if a in self.archive.all_against or b in self.archive.all_against:
            return "hostile"
        found = (stance for one, other, stance in self.archive.relations if {one, other} == {a, b})
        return next(found, "neutral")

    @cached_property
    def camps(self) -> list[list[FactionId]]:
        """The powers in groups within which everybody is allied to everybody."""
        camps: list[list[FactionId]] = []
        for power in sorted((one.id for one in self.powers), key=lambda one: (-self.strength(one), one)):
            homes = (camp for camp in camps if all(self.stance(power, one) == "allied" for one in camp))
            home = next(homes, None)
            if home is None:
                camps.append([power])
            else:
                home.append(power)
        return camps

    @cached_property
    def sides(self) -> list[list[FactionId]]:
        """The strongest camp and the strongest that is hostile to it."""
        first = self.camps[0]
        foes = [camp for camp in self.camps[1:] if self.stance(first[0], camp[0]) == "hostile"]
        return [first, (foes or self.camps[1:])[0]]

    def sources(self, power: Power) -> list[PlaceId]:
        """Return where a power's supply comes from: its chief place, and on each edge of the map the place
        nearest to it, for what lies beyond."""
        held = self.places_of(power.id)
        if power.town_supply or not held:
            return [place.id for place in held[:1]] + self.added.get(power.id, [])
        found = [held[0]]
        for edge in range(4):
            near = [place for place in held if self._rims(place)[edge] <= RIM]
            found += sorted(near, key=lambda place: (self._rims(place)[edge], -place.importance, place.id))[
                :1
            ]
        return list(dict.fromkeys([*(place.id for place in found), *self.added.get(power.id, [])]))

    def feed(self, power: FactionId, at: Hex) -> None:
        """See to it that units somewhere are fed: by a source in ground of some size, else as a pocket."""
        grid = self.board.grid
        region = self._region(power, at)
        held = [place for place in self.places_of(power) if place.at in region]
        if not held:
            return
        nearest = min(held, key=lambda place: (grid.distance(place.at, at), place.id))
        if len(region) * self.frame.hex_km**2 < POCKET_KM2:
            self.pockets[nearest.id] = power
        else:
            wanted = (held[0].id, nearest.id)
            found = self.added.setdefault(power, [])
            found += [place for place in wanted if place not in self.sources(self.power(power))][:1]

    def _region(self, power: FactionId, at: Hex) -> set[Hex]:
        """Return the ground of a power that hangs together with a hex."""
        found, edge = {at}, [at]
        while edge:
            near = [one for here in edge for one in self.board.grid.around[here]]
            edge = [one for one in dict.fromkeys(near) if one not in found and self.holders[one] == power]
            found.update(edge)
        return found

    def _rims(self, place: Place) -> tuple[int, int, int, int]:
        """Return how far a place lies from each edge of the map."""
        grid = self.board.grid
        col, row = grid.col_row(place.at)
        return col, row, grid.cols - 1 - col, grid.rows - 1 - row

    def assets(self) -> list[tuple[Place, int, str]]:
        """Return what is worth something at the table: place, value, kind, the dearest first."""
        worth = [
            (place, self.archive.values[place.importance], self.archive.kinds_of_value[place.kind])
            for place in self.board.places.values()
            if place.importance in self.archive.values and place.kind in self.archive.kinds_of_value
        ]
        return sorted(worth, key=lambda one: (-one[1], one[0].id))[: self.archive.most_assets]

    def check(self) -> None:
        """Raise NothingThere where the frame holds no game."""
        if not any(self.counters):
            raise NothingThere("nobody stands in this frame on that day; take a larger one, or another")
        if len(self.powers) < 2:
            raise NothingThere(
                f"only one faction stands in this frame: {self.powers[0].name}; take a larger one"
            )
        if not self.assets():
            raise NothingThere("no place of weight lies in this frame; take a larger one, or another")


def _together(counters: Sequence[Counter]) -> list[Counter]:
    """Put equal counters in the same hex into one row."""
    found: dict[tuple[Hex, int], list[Counter]] = {}
    for one in counters:
        found.setdefault((one.at, one.steps), []).append(one)
    return [
        Counter(rows[0].formation, rows[0].power, rows[0].template, len(rows), rows[0].steps, rows[0].at)
        for rows in found.values()
    ]


def spot(board: Board, here: Hex) -> str:
    """Return a hex as a scenario names it: by its place, else by its number."""
    if here in board.places_at:
        return min(place.id for place in board.places_at[here])
    return f'{{hex: "{board.grid.label(here)}"}}'
