"""Measures how machines lead: whether they keep to a plan, waste command, attack foolishly, have a reserve.

Each figure is a share of counts that are kept beside it, by faction, over whole games without persons:

* plan: missions of an HQ that are the same a turn later, among those kept and changed. A mission is what the
  player's `missions` name for an HQ, else its `aims`; one whose hex was hostile and has been won since is
  fulfilled, and counts for neither. Who names no missions has no such figure.
* back: of the units that stood elsewhere at the end of their impulse than at its beginning, those that were
  back where they had begun the turn before.
* unspent: command points left when the last impulse of a turn ends, among all that there were.
* idle: those of them for which there was a use: one for each group of an HQ that went unactivated and spent
  more than half the little that such may go, and one for each that stood and had a known enemy within reach
  at 2:1 or better by strength, ground and field works, the first column that costs an attacker less.
* weak: attacks in the field whose column after all shifts, as the attacker knew them, was below 1:1; none
  are counted in the last two turns.
* reserve: turns with a reserve, among the turns before the last quarter in which units are in contact, that
  is beside a known enemy. A reserve is a tenth of the attack strength of all mobile units, which stands two
  hexes or more from any known enemy, and no more than one activated move from a unit in contact.
* by accident: orders after which a faction is at war with another without having declared it, played a card
  or answered a question. An illegal order ends the command with exit code 1.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from game.ai.players import Player
from game.commands.asking import a_seed, a_whole_number, add_variant, opened, scenario_file
from game.commands.headless import play_out
from game.commands.pool import in_processes
from game.commands.progress import Progress
from game.commands.seats import HELP, for_machines, players
from game.commands.simulate import loaded
from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.kinds import FactionId, HqId, Relation, UnitId
from game.model.orders import Attack, EndImpulse, Order
from game.model.scenario import Scenario
from game.model.state import State, View
from game.model.units import Unit
from game.rules import setup, view_of
from game.rules.combat import attack_strength, column_of, defenders_at, odds_of, total_defence
from game.rules.command import group_for, may_activate, shut_gate
from game.rules.movement import allowance, reach_of
from game.rules.politics.relations import hostile

LAST_TURNS = 2
"""Turns at the end in which nobody is blamed for a desperate attack."""
RESERVE_PCT = 10
"""Per cent of the mobile strength that make a reserve."""

FIGURES = {
    "plan": ("kept", ("kept", "changed")),
    "back": ("back", ("moved",)),
    "unspent": ("unspent", ("points",)),
    "idle": ("idle", ("points",)),
    "weak": ("weak", ("attacks",)),
    "reserve": ("reserve", ("pressed",)),
}
"""Each figure: what is counted, among what."""

OPENLY = (od.Declare, od.BreakCoalition, od.Seize, od.PlayCard, od.Choose, od.Answer, EndImpulse)
"""Orders that may lead to war on purpose, and the end of an impulse, when what was decided comes true."""

Mission = tuple[str, Hex]


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "scenarios", nargs="+", metavar="SCENARIO", help="scenario files, or names of shipped ones"
    )
    add_variant(parser)
    parser.add_argument("--games", type=a_whole_number, default=1, metavar="N", help="a scenario (default 1)")
    parser.add_argument("--seats", metavar="…", help=f"{HELP} (default all=normal)")
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help="seed of the first game")
    parser.add_argument("--jobs", type=a_whole_number, default=1, metavar="J", help="processes (default 1)")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")


def run(args: Namespace) -> int:
    """Play the games and report how each faction was led."""
    games = tuple(game for name in args.scenarios for game in _games(name, args))
    counted: dict[tuple[str, str, str], Counter[str]] = {}
    progress = Progress("games", len(games))
    try:
        for number, (game, tallies) in enumerate(in_processes(observed, games, args.jobs), start=1):
            for faction, tally in tallies.items():
                counted.setdefault((game.name, dict(game.seats)[faction], faction), Counter()).update(tally)
            progress.show(number)
    finally:
        progress.close()
    rows = [_row(*key, counted[key]) for key in sorted(counted)]
    rows += [_row("all", seat, "all", tally) for seat, tally in _by_seat(counted).items()]
    print(json.dumps({"rows": rows}) if args.json else "\n".join(told(rows)))
    return 0


@dataclass(frozen=True)
class Game:
    """One game to be watched."""

    path: str
    variant: str
    name: str
    seats: tuple[tuple[FactionId, str], ...]
    seed: int


def _games(name: str, args: Namespace) -> Iterator[Game]:
    """Yield the games of a scenario; the players are proved before anything is played."""
    path = scenario_file(name)
    setting = opened(path, args.variant).setting
    seats = for_machines(args.seats, setting)
    players(seats, args.seed)
    for index in range(args.games):
        yield Game(str(path), args.variant, setting.id, tuple(seats.items()), args.seed + index)


def observed(game: Game) -> dict[FactionId, Counter[str]]:
    """Play a game and return what was counted of each faction."""
    scenario, seats = loaded(game.path, game.variant), dict(game.seats)
    table = players(seats, game.seed)
    watch = Watch(scenario, game.seed, table)
    play_out(scenario, game.seed, seats, watch.note, table)
    return watch.tallies


class Watch:
    """Looks over the shoulders of the players of a game; it knows all and tells them nothing."""

    def __init__(self, scenario: Scenario, seed: int, table: Mapping[FactionId, Player]) -> None:
        self.tallies: dict[FactionId, Counter[str]] = {faction: Counter() for faction in table}
        self._table = table
        self._state = setup(scenario, seed)
        self._begun: State | None = None
        self._left: dict[FactionId, dict[UnitId, Hex]] = {}
        self._missions: dict[FactionId, dict[HqId, tuple[Mission, bool]]] = {}

    def note(self, order: Order, after: State) -> None:
        """Count an order and the state it led to."""
        before, self._state = self._state, after
        faction = before.active
        if faction is None or before.talks:
            return
        if self._begun is None:
            self._begun = before
            if before.impulse == 0:
                self.tallies[faction]["points"] += before.command.get(faction, 0)
        self._count_order(faction, order, before, after)
        if isinstance(order, EndImpulse):
            self._count_impulse(faction, self._begun, before)
            self._begun = None

    def _count_order(self, faction: FactionId, order: Order, before: State, after: State) -> None:
        tally = self.tallies[faction]
        if not isinstance(order, EndImpulse):
            more = after.command.get(faction, 0) - before.command.get(faction, 0)
            tally["points"] += max(0, more)
        tally["accidents"] += not isinstance(order, OPENLY) and at_war(after, faction) > at_war(
            before, faction
        )
        if isinstance(order, Attack) and before.turn <= before.setting.clock.turns - LAST_TURNS:
            self._count_attack(tally, order, view_of(before, faction))

    def _count_attack(self, tally: Counter[str], order: Attack, view: View) -> None:
        """Count an attack in the field, and whether its column is below 1:1."""
        target = view.setting.board.grid.hex_of(order.target)
        if target not in view.setting.city_at:
            table = view.setting.rules.table
            odds = odds_of(view, order, defenders_at(view, view.faction, target))
            tally["attacks"] += 1
            tally["weak"] += odds.final < column_of(table, 100, 100)

    def _count_impulse(self, faction: FactionId, begun: State, ended: State) -> None:
        """Count what is seen at the end of an impulse."""
        tally, view = self.tallies[faction], view_of(ended, faction)
        self._count_ways(faction, begun, ended)
        if ended.impulse + 1 < ended.setting.clock.impulses:
            return
        self._count_missions(faction, ended)
        left = ended.command.get(faction, 0)
        tally["unspent"] += left
        if left:
            tally["idle"] += min(left, len(uses(view)))
        if 4 * ended.turn <= 3 * ended.setting.clock.turns and shut_gate(view, faction) is None:
            pressed, reserve = reserve_of(view)
            tally["pressed"] += pressed
            tally["reserve"] += reserve

    def _count_ways(self, faction: FactionId, begun: State, ended: State) -> None:
        """Count who moved, and who went back to where he was before he moved last turn."""
        tally, before = self.tallies[faction], self._left.get(faction, {})
        left: dict[UnitId, Hex] = {}
        for unit in ended.units_of(faction):
            start = begun.units.get(unit.id)
            if start is not None and start.at != unit.at:
                left[unit.id] = start.at
                tally["moved"] += 1
                tally["back"] += before.get(unit.id) == unit.at
        self._left[faction] = left

    def _count_missions(self, faction: FactionId, ended: State) -> None:
        """Count which HQs go on with their missions."""
        tally, before = self.tallies[faction], self._missions.get(faction, {})
        now = missions_of(self._table[faction])
        for hq, (mission, theirs) in before.items():
            if hq in now:
                fulfilled = theirs and not hostile(ended, faction, ended.control[mission[1]])
                same = now[hq] == mission
                tally["kept" if same else "fulfilled" if fulfilled else "changed"] += 1
        self._missions[faction] = {
            hq: (mission, hostile(ended, faction, ended.control[mission[1]])) for hq, mission in now.items()
        }


def missions_of(player: Player) -> dict[HqId, Mission]:
    """Return where a player sends each HQ, and for what where it says so."""
    named = getattr(player, "missions", None)
    if named is None:
        named = getattr(player, "aims", {})
    return {hq: ("", one) if isinstance(one, int) else (str(one.task), one.at) for hq, one in named.items()}


def at_war(state: State, faction: FactionId) -> int:
    """Return how many factions one is at war with, from either side."""
    pairs = ((who, whom) for (who, whom), stance in state.relations.items() if stance is Relation.HOSTILE)
    return len({pair for pair in pairs if faction in pair})


def known_enemies(view: View) -> frozenset[Hex]:
    """Return the hexes where an enemy is seen just now."""
    seen = {unit.at for unit in view.units.values() if hostile(view, view.faction, unit.faction)}
    return frozenset(seen.union(at for at, who in view.suspected.items() if hostile(view, view.faction, who)))


def uses(view: View) -> list[UnitId]:
    """Return a unit for each group that a command point left over could have been spent on."""
    found, counted = [], set[UnitId]()
    for unit in view.units_of(view.faction):
        if unit.id in counted or unit.active or unit.type.move == 0:
            continue
        group = tuple(_walkers(view, unit)) if unit.moved else group_for(view, unit)
        if group and (_walked(view, unit) if unit.moved else _could_attack(view, group)):
            found.append(unit.id)
            counted.update(one.id for one in group)
    return found


def _walked(view: View, unit: Unit) -> bool:
    """Whether a unit has gone, unactivated, more than half as far as it could."""
    fresh = replace(unit, at=unit.start, moved=False)
    return 2 * reach_of(view, fresh).costs.get(unit.at, 0) > allowance(view, fresh)


def _walkers(view: View, lead: Unit) -> list[Unit]:
    """Return the units that went without being activated and could have been so with one of them."""
    figures, distance = view.setting.rules.command, view.setting.board.grid.distance
    near = [
        unit
        for unit in view.units_of(view.faction)
        if unit.hq == lead.hq and unit.moved and not unit.active
        and distance(unit.start, lead.start) <= figures.group_radius
    ]  # fmt: skip
    return [lead, *(unit for unit in near if unit.id != lead.id)][: figures.group_size]


def _could_attack(view: View, group: tuple[Unit, ...]) -> bool:
    """Whether a group has a known enemy in reach at 2:1 or better by strength, ground and field works."""
    if shut_gate(view, view.faction) is not None:
        return False
    grid, near = view.setting.board.grid, dict[Hex, int]()
    foes = known_enemies(view)
    for unit in group:
        if unit.type.attack and may_activate(unit):
            reached = reach_of(view, replace(unit, active=True)).costs
            for target in {there for here in reached for there in grid.around[here] if there in foes}:
                near[target] = near.get(target, 0) + attack_strength(view, unit)
    good = column_of(view.setting.rules.table, 200, 100)
    return any(_column(view, target, strength) >= good for target, strength in near.items())


def _column(view: View, target: Hex, strength: int) -> int:
    """Return the column of a strength against a hex, by its ground and field works."""
    foes, figures = defenders_at(view, view.faction, target), view.setting.rules
    dug = max((unit.dig_in for unit in foes), default=0)
    ground = view.setting.board.terrain[target].shift + figures.combat.per_dig_in * dug
    return column_of(figures.table, strength, total_defence(view, foes, target)) + ground


def reserve_of(view: View) -> tuple[bool, bool]:
    """Return whether a faction is in contact, and whether it has a reserve at hand."""
    grid, foes = view.setting.board.grid, known_enemies(view)
    own = view.units_of(view.faction)
    touching = {here for at in foes for here in grid.within(at, 1)}
    line = {unit.at for unit in own if unit.at in touching}
    if not line:
        return False, False
    behind = {here for at in line for here in (at, *grid.around[at])}
    mobile = [unit for unit in own if unit.type.move and unit.type.attack and not unit.type.support]
    whole = sum(attack_strength(view, unit) for unit in mobile)
    free = (unit for unit in mobile if unit.at not in touching)
    ready = sum(attack_strength(view, unit) for unit in free if _comes(view, unit, behind))
    return True, 100 * ready >= RESERVE_PCT * whole > 0


def _comes(view: View, unit: Unit, behind: set[Hex]) -> bool:
    """Whether an activated move brings a unit to the line."""
    fresh = replace(unit, active=True, done=False, moved=False, marched=False, attacked=False)
    return not behind.isdisjoint(reach_of(view, fresh).costs)


def _by_seat(counted: Mapping[tuple[str, str, str], Counter[str]]) -> dict[str, Counter[str]]:
    """Return the counts of each kind of player over everything it led."""
    found: dict[str, Counter[str]] = {}
    for (_, seat, _), tally in sorted(counted.items()):
        found.setdefault(seat, Counter()).update(tally)
    return found


def _row(name: str, seat: str, faction: str, tally: Counter[str]) -> dict[str, Any]:
    """Return a row of the report: the figures, then what they were made of."""
    row: dict[str, Any] = {"scenario": name, "seat": seat, "faction": faction}
    for figure, (part, whole) in FIGURES.items():
        among = sum(tally[key] for key in whole)
        row[figure] = round(tally[part] / among, 4) if among else None
    return {**row, "by_accident": tally["accidents"], "counts": dict(sorted(tally.items()))}


def told(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the report as a table."""
    yield f"{'scenario':22}{'seat':12}{'faction':9}" + "".join(
        f"{name:>9}" for name in (*FIGURES, "accident")
    )
    for row in rows:
        head = f"{row['scenario']:22.21}{row['seat']:12.11}{row['faction']:9.8}"
        figures = (f"{'-' if row[name] is None else format(row[name], '.1%'):>9}" for name in FIGURES)
        yield head + "".join(figures) + f"{row['by_accident']:>9}"
