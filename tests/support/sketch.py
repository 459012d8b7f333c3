"""A situation drawn in a few lines, to be played by the shipped rules.

    battle = sketch("a  .  +B .",
                    " .  ~  .  .", a="tiger_bn", B=of("isis_line", steps=2))
    battle.order("assault 0301 with a", roll=9)

Each word of a row is a hex, its top left one 0101: terrain first (none is desert), then one letter for
each unit in it. The letter is the unit's id: lower case is the side to move (gov), upper case its enemy
(isis), and `of(…, faction="us")` says otherwise. Every row counted from 0 that is odd lies half a hex to
the right.

    .  desert    :  rough     ^  escarpment    _  sabkha    ~  valley
    *  mountain  +  town      #  city          $  oilfield  =  lake, where nobody goes

Hexes are named by label, and several are joined by "-" (one after the other) or a space. Unless asked
otherwise everybody sees everything, is supplied where it stands, and gov's units are active with one
attack to spend; `fog=True`, `sources=…` and `active=False` bring in the rules that say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from game.hexgrid.coords import Grid, Hex
from game.model.board import Board, Frame
from game.model.combat import Preview
from game.model.doctrine import Commanders
from game.model.events import Event
from game.model.kinds import Gait, RiverKind, RoadKind
from game.model.orders import Attack, Order, parse_order
from game.model.scenario import Asset, Bands, Clock, DepotPlan, PocketPlan, Scenario, Setting
from game.model.state import Knowledge, State, View
from game.model.units import Unit
from game.rules import IllegalOrder, Refusal, apply, digest, setup, view_of, why_illegal
from game.rules.combat import preview as combat_preview
from game.rules.dice import roll_two
from game.rules.fog import control_seen, sightings_of, vision_of
from game.rules.movement import destinations, reach_of
from game.rules.siege import siege_preview
from tests.support.drawing import (
    ORDER,
    STANCES,
    Counter,
    along,
    city,
    counter,
    crossing,
    drawn,
    faction_of,
    held,
    of,
    place,
    placement,
    plain,
    rules,
    spread,
    stances_of,
)


class Sketch:
    """A small game in progress. `state` is where it stands, `events` what the last order led to."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.events: tuple[Event, ...] = ()

    # --- asking -----------------------------------------------------------------------------------

    @property
    def grid(self) -> Grid:
        """The grid of the drawing."""
        return self.state.setting.board.grid

    def hex(self, label: str) -> Hex:
        """Return the hex of a label."""
        return self.grid.hex_of(label)

    def unit(self, id: str) -> Unit:
        """Return a unit as it now is."""
        return self.state.units[id]

    def at(self, id: str) -> str:
        """Return the label of the hex where a unit stands."""
        return self.grid.label(self.unit(id).at)

    def alive(self, id: str) -> bool:
        """Return whether a unit is on the map."""
        return id in self.state.units

    def holder(self, label: str) -> str:
        """Return who controls a hex."""
        return self.state.control[self.hex(label)]

    def view(self, faction: str = "") -> View:
        """Return a faction's view; of the side to move when none is named."""
        return view_of(self.state, faction or self.state.active or "gov")

    def reach(self, id: str, gait: str = "normal") -> dict[str, int]:
        """Return what each hex costs a unit, in half points, its own included."""
        costs = reach_of(self.view(self.unit(id).faction), self.unit(id), Gait(gait)).costs
        return {self.grid.label(here): cost for here, cost in costs.items()}

    def stops(self, id: str, gait: str = "normal") -> set[str]:
        """Return the hexes in which a unit may end a move."""
        ends = destinations(self.view(self.unit(id).faction), self.unit(id), Gait(gait))
        return {self.grid.label(here) for here in ends}

    def preview(self, text: str) -> Preview:
        """Return what an attack may bring, as its attacker knows it."""
        order = parse_order(text)
        assert isinstance(order, Attack)
        view, target = self.view(), self.hex(order.target)
        if target in self.state.setting.city_at:
            return siege_preview(view, order, target)
        return combat_preview(view, order)

    def shifts(self, text: str) -> dict[str, int]:
        """Return the shifts of an attack by their reasons."""
        return {shift.reason: shift.by for shift in self.preview(text).odds.shifts}

    def why_not(self, text: str) -> Refusal | None:
        """Return why an order is refused, None when it is not."""
        return why_illegal(self.view(), parse_order(text))

    def told(self, kind: type[Event]) -> list[Any]:
        """Return the events of a kind that the last order led to."""
        return [event for event in self.events if isinstance(event, kind)]

    # --- doing ------------------------------------------------------------------------------------

    def order(self, text: str, roll: int | None = None) -> tuple[Event, ...]:
        """Give an order, the dice for it showing `roll` when that is given."""
        order = parse_order(text)
        if roll is not None:
            self.dice(roll, *dice_of(self, order))
        self.state, self.events = apply(self.state, order)
        return self.events

    def orders(self, *texts: str) -> None:
        """Give several orders."""
        for text in texts:
            self.order(text)

    def refuses(self, text: str) -> Refusal:
        """Return why an order is refused; fail if it is not, or if refusing changed anything."""
        order, before = parse_order(text), digest(self.state)
        refusal = why_illegal(self.view(), order)
        assert refusal is not None, f"{text!r} is accepted"
        try:
            apply(self.state, order)
        except IllegalOrder as illegal:
            assert illegal.refusal == refusal
            assert digest(self.state) == before
            return refusal
        raise AssertionError(f"why_illegal refuses {text!r} but apply accepts it")

    def pass_to(self, faction: str) -> None:
        """End impulses until a faction is to move."""
        self.order("end")
        while self.state.active != faction:
            assert self.state.ending is None, "the game is over"
            self.order("end")

    def next_turn(self, turns: int = 1) -> None:
        """End impulses until so many turns have passed; `events` are then those of all of them."""
        goal, all_events = self.state.turn + turns, self.events[:0]
        while self.state.turn < goal and self.state.ending is None:
            all_events += self.order("end")
        self.events = all_events

    def dice(self, total: int, purpose: str, subject: object, n: int = 0, **when: Any) -> None:
        """Choose a seed with which two dice for a purpose on a subject show `total`; `when` sets the
        turn, impulse or active faction in which they will be thrown, if not now."""
        moment = replace(self.state, **when)
        seeds = (
            seed
            for seed in range(100_000)
            if roll_two(replace(moment, seed=seed), purpose, subject, n) == total
        )
        self.state = replace(self.state, seed=next(seeds))

    def set(self, **changes: Any) -> None:
        """Change fields of the state, and let everybody look again."""
        self.state = looked(replace(self.state, **changes))

    def change(self, id: str, **changes: Any) -> None:
        """Change fields of a unit."""
        if "at" in changes and isinstance(changes["at"], str):
            changes["at"] = self.hex(changes["at"])
        units = {**self.state.units, id: replace(self.state.units[id], **changes)}
        self.state = looked(replace(self.state, units=units))


def dice_of(battle: Sketch, order: Order) -> tuple[str, object, int]:
    """Return the purpose, subject and number of the dice that decide an order."""
    state, verb = battle.state, str(order).split()[0]
    if isinstance(order, Attack):
        plan = state.setting.city_at.get(battle.hex(order.target))
        return (
            ("assault", plan.place, state.assaulted.get((plan.place, state.active), 0))
            if plan
            else ("combat", order.target, 0)
        )
    if verb == "barrage":
        return "barrage", order.unit, 0  # type: ignore[union-attr]
    if verb == "blow":
        return "blow", order.crossing, 0  # type: ignore[union-attr]
    raise AssertionError(f"name the dice of {verb!r} with dice()")


def looked(state: State) -> State:
    """Return the state with everybody's knowledge brought up to date."""

    def seen(faction: str, before: Knowledge) -> Knowledge:
        vision = vision_of(state, faction)
        sightings = sightings_of(state, faction, vision, frozenset())
        return Knowledge(vision, sightings, control_seen(state, before.control, vision), before.log)

    return replace(state, knowledge={f: seen(f, known) for f, known in state.knowledge.items()})


# --- building -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Options:
    """What a sketch may be told beside its drawing.

    `control`: who holds every hex that no unit stands in, or {"0101 0102": faction, "*": the rest};
    `roads` {"0101-0201-0301": "paved"}; `rivers` {"0101-0201 0102-0201": "major"}; `cliffs` "0101-0201";
    `crossings` {"bridge_1": ("bridge", "0101-0201")}, those in `down` are not open; `places`
    {"tadmor": "town 0301"}; `countries` {"0501 0502": "iraq"}; `relations` {"gov sdf": "hostile"} both
    ways, {"gov>sdf": …} one way; `sources` {"gov": "tadmor"}; `depots` {"depot_1": ("gov", "0201")};
    `cities` {"raqqah": {"districts": 4, "holders": {…}}}; `pockets` {"deir": ("gov", dump, radius)};
    `assets` {"tadmor": 5}; `figures` {"combat": {"max_shift": 1}} of the ruleset; and fields of factions,
    clock, setting, scenario and the first state.
    """

    control: str | Mapping[str, str] = ""
    roads: Mapping[str, str] = field(default_factory=dict)
    rivers: Mapping[str, str] = field(default_factory=dict)
    cliffs: str = ""
    crossings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    down: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] | None = None
    depots: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    cities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pockets: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    assets: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    factions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    clock: Mapping[str, Any] = field(default_factory=dict)
    setting: Mapping[str, Any] = field(default_factory=dict)
    scenario: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    fog: bool = False
    active: bool = True


def sketch(*rows: str, seed: int = 1, **given: Any) -> Sketch:
    """Return a small game: `given` are Options, and under its letter what each unit is."""
    names = {option.name for option in fields(Options)}
    unknown = {key for key in given if key not in names and len(key) > 1}
    assert not unknown, f"a sketch has no option {unknown}"
    options = Options(**{key: value for key, value in given.items() if key in names})
    terrain, spots, cols = drawn(rows)
    grid = Grid(cols, len(rows))
    counters = {id: counter(id, given.get(id)) for id in spots}
    setting = _setting(options, _board(options, grid, terrain, spots), counters)
    start = setup(_scenario(options, setting, counters, spots), seed)
    return Sketch(adjusted(start, counters, options))


def _board(options: Options, grid: Grid, terrain: list[str], spots: Mapping[str, Hex]) -> Board:
    """Return the printed map; without sources of its own it has a home where each unit starts."""
    sites = {id: place(grid, id, text) for id, text in options.places.items()}
    if options.sources is None:
        homes = {f"home_{id}": f"home {grid.label(at)}" for id, at in spots.items()}
        sites |= {id: place(grid, id, text) for id, text in homes.items()}
    return Board(
        grid=grid,
        frame=Frame(35.0, 39.0, 7000, 0, 0),
        terrain=tuple(plain().setting.rules.terrain[kind] for kind in terrain),
        country=spread(grid, "syria", options.countries),
        roads=along(grid, options.roads, RoadKind),
        rivers=along(grid, options.rivers, RiverKind),
        river_names={},
        cliffs=frozenset(along(grid, {options.cliffs: "cliff"}, str)),
        borders=frozenset(),
        crossings={
            id: crossing(grid, id, kind, between, id not in options.down.split())
            for id, (kind, between) in options.crossings.items()
        },
        places=sites,
    )


def _setting(options: Options, board: Board, counters: Mapping[str, Counter]) -> Setting:
    """Return what everybody knows."""
    sight: dict[str, Any] = {} if options.fog else {"fog": {"unit": (99,) * 60, "recon": (99,) * 60}}
    order = _order(options, counters)
    ground = Setting(
        id="sketch",
        title="Sketch",
        summary="",
        board=board,
        rules=rules(**{**sight, **options.figures}),
        clock=replace(Clock(date(2017, 6, 9), 7, 24, 1, {}), **options.clock),
        factions={
            id: faction_of(id, counters, _sources(options, id, counters), options.factions) for id in order
        },
        order=order,
        sides=(("gov",), ("isis",)),
        camps=tuple((faction,) for faction in order),
        assets={id: Asset(id, value, "town") for id, value in options.assets.items()},
        symbols=(),
        corridors=(),
        means=(),
        cities={id: city(id, plan) for id, plan in options.cities.items()},
        pockets={id: PocketPlan(id, *plan) for id, plan in options.pockets.items()},
        bands=Bands(100, 40, -10),
        milestones=(),
        commanders=Commanders(plain().setting.commanders.levels),
    )
    return replace(ground, **options.setting)


def _order(options: Options, counters: Mapping[str, Counter]) -> tuple[str, ...]:
    """Return the factions that a sketch speaks of, in their order of play."""
    present = {what.faction for what in counters.values()} | {"gov", "isis"} | set(options.factions)
    present |= {word for key in options.relations for word in key.replace(">", " ").split()}
    return tuple(faction for faction in ORDER if faction in present)


def _sources(options: Options, faction: str, counters: Mapping[str, Counter]) -> tuple[str, ...]:
    """Return the places that feed a faction: those asked for, else wherever its units start."""
    if options.sources is not None:
        return tuple(options.sources.get(faction, "").split())
    return tuple(f"home_{id}" for id, what in counters.items() if what.faction == faction)


def _scenario(
    options: Options, setting: Setting, counters: Mapping[str, Counter], spots: Mapping[str, Hex]
) -> Scenario:
    """Return the scenario whole."""
    grid = setting.board.grid
    whole = Scenario(
        setting=setting,
        units=tuple(placement(setting, id, what, spots[id]) for id, what in counters.items()),
        arrivals=(),
        withdrawals=(),
        depots=tuple(DepotPlan(id, id, who, grid.hex_of(at)) for id, (who, at) in options.depots.items()),
        control=held(setting, options.control, {spots[id]: what.faction for id, what in counters.items()}),
        relations=stances_of(setting.order, {**STANCES, **options.relations}),
        source="",
    )
    return replace(whole, **options.scenario)


def adjusted(state: State, counters: Mapping[str, Counter], options: Options) -> State:
    """Return the first state with the sketch's units and fields as they were asked for."""
    known = {one.name for one in fields(Unit)}
    mine = [id for id in state.units if options.active and counters[id].faction == state.active]
    units = dict(state.units)
    for id in state.units:
        wanted = {key: value for key, value in counters[id].changes.items() if key in known}
        units[id] = replace(units[id], **{"active": id in mine, **wanted})
    free = tuple(sorted({units[id].hq for id in mine}))
    return looked(replace(state, **{"units": units, "free_attacks": free, **options.state}))


__all__ = ["Counter", "Options", "Sketch", "looked", "of", "plain", "rules", "sketch"]
