"""Combat: odds, named shifts and exact chances (4.1–4.7).

Legend: strengths are in hundredths; a *column* is an index into the combat table. The same functions
serve the preview, the fight and the AI, so that what is promised is what is rolled.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import OFF_MAP, Hex, side
from game.model.combat import Odds, Outcome36, Preview, Shift
from game.model.kinds import (
    CrossingKind,
    FactionId,
    Mobility,
    Mode,
    Posture,
    RiverKind,
    SupplyState,
    ZoneKind,
)
from game.model.orders import Attack
from game.model.ruleset import Cell, CombatTable
from game.model.state import Position
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.dice import WAYS
from game.rules.insurgency.surge import uprising
from game.rules.politics.pockets import attack_pct
from game.rules.politics.relations import allied, hostile
from game.rules.retreat import cornered, fall_back_path

UNKNOWN_DEFENCE = 500
"""Hundredths of strength that an unidentified defender is estimated at."""


def attack_strength(position: Position, unit: Unit) -> int:
    """4.2, 9.13 Attack × steps/full × supply × disruption, less when long cut off, in hundredths."""
    figures = position.setting.rules
    pct = _supply_pct(position, unit)
    if unit.disrupted:
        pct = pct * figures.combat.disrupted_attack_pct // 100
    if position.affairs.pockets:
        pct = pct * attack_pct(position, unit) // 100
    return unit.type.attack * unit.steps * pct // unit.type.steps


def _supply_pct(position: Position, unit: Unit) -> int:
    figures = position.setting.rules.supply
    if unit.supply is SupplyState.FULL:
        return 100
    if unit.supply is SupplyState.STRAINED:
        return figures.strained_attack_pct
    turns = figures.out_attack_pct
    return turns[min(max(unit.hungry, 1), len(turns)) - 1]


def defence_strength(position: Position, unit: Unit) -> int:
    """4.2 Defence × steps/full, halved after a march, in hundredths."""
    pct = position.setting.rules.combat.march_defence_pct if unit.marched else 100
    return unit.type.defence * unit.steps * pct // unit.type.steps


def column_of(table: CombatTable, attack: int, defence: int) -> int:
    """4.2 Return the highest column not above the odds, −1 below the lowest."""
    column = -1
    for index, (a, d) in enumerate(table.columns):
        if attack * d >= a * defence:
            column = index
    return column


def defenders_at(position: Position, attacker: FactionId, target: Hex) -> tuple[Unit, ...]:
    """4.1 Return the hostile units in a hex, in order of id."""
    return tuple(unit for unit in position.units_at(target) if hostile(position, attacker, unit.faction))


def attackers_of(position: Position, attack: Attack) -> tuple[Unit, ...]:
    """4.1 Return the units named in an attack, in the order named."""
    return tuple(position.units[unit] for unit in attack.units)


def total_defence(position: Position, defenders: tuple[Unit, ...], target: Hex) -> int:
    """4.2 The defence is never below 1; whoever is seen but not identified is estimated."""
    strangers = max(position.strangers(target), 0 if defenders else 1)
    known = sum(defence_strength(position, unit) for unit in defenders)
    return max(100, known + strangers * UNKNOWN_DEFENCE)


def odds_of(position: Position, attack: Attack, defenders: tuple[Unit, ...]) -> Odds:
    """4.2 Return the odds of an attack on these defenders, with every shift named."""
    table, figures = position.setting.rules.table, position.setting.rules.combat
    attackers = attackers_of(position, attack)
    strength = sum(attack_strength(position, unit) for unit in attackers)
    defence = total_defence(position, defenders, position.setting.board.grid.hex_of(attack.target))
    raw = column_of(table, strength, defence)
    shifts = tuple(shifts_of(position, attack, attackers, defenders))
    total = max(-figures.max_shift, min(figures.max_shift, sum(shift.by for shift in shifts)))
    final = max(0, min(len(table.columns) - 1, max(raw, 0) + total))
    return Odds(strength, defence, raw, final, shifts)


def shifts_of(
    position: Position, attack: Attack, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...]
) -> Iterator[Shift]:
    """4.2 Yield every column shift that applies, each with its reason."""
    target = position.setting.board.grid.hex_of(attack.target)
    yield from _ground_shifts(position, attackers, defenders, target)
    yield from _support_shifts(position, attack, attackers, defenders)
    yield from _attacker_shifts(position, attackers, target)
    yield from _situation_shifts(position, attackers, defenders, target)
    yield from uprising(position, attack, attackers)
    if attack.mode is Mode.PROBE:
        yield Shift(position.setting.rules.combat.probe, "probe", "4.5")


def _ground_shifts(
    position: Position, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...], target: Hex
) -> Iterator[Shift]:
    board, figures = position.setting.board, position.setting.rules.combat
    terrain = board.terrain[target]
    if terrain.shift:
        yield Shift(terrain.shift, terrain.name.lower(), "4.3")
    hexes = {unit.at for unit in attackers}
    yield from _side_shifts(position, hexes, target)
    dug = max((unit.dig_in for unit in defenders), default=0)
    if dug:
        yield Shift(figures.per_dig_in * dug, say("field works {dug}", dug=dug), "4.3")


def _side_shifts(position: Position, hexes: set[Hex], target: Hex) -> Iterator[Shift]:
    """4.3 A shift for a hexside counts when every attacker strikes across one such side."""
    board, figures = position.setting.board, position.setting.rules.combat
    sides = [side(here, target) for here in sorted(hexes) if here != target]
    if not sides or len(sides) < len(hexes):
        return
    rivers = [board.rivers.get(one) for one in sides]
    if all(river is RiverKind.MAJOR for river in rivers):
        bridged = all(board.crossing_at[one].kind in (CrossingKind.BRIDGE, CrossingKind.DAM) for one in sides)
        if bridged:
            yield Shift(figures.bridge, mark("across a bridge"), "4.3")
        else:
            yield Shift(figures.pontoon, mark("across a ferry or pontoon"), "4.3")
    elif all(rivers):
        yield Shift(figures.minor_river, mark("across a river"), "4.3")
    if all(one in board.cliffs for one in sides):
        yield Shift(figures.cliff, mark("up an escarpment"), "4.3")


def _support_shifts(
    position: Position, attack: Attack, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...]
) -> Iterator[Shift]:
    """4.4 Air at most +2, artillery at most +1, together at most +2."""
    figures = position.setting.rules.combat
    air = min(attack.air, air_limit(position, attackers))
    guns = min(len(attack.guns), figures.artillery_max, figures.support_max - air)
    if air:
        yield Shift(air, mark("air support"), "4.4")
    if guns > 0:
        yield Shift(guns, "artillery", "4.4")
    target = position.setting.board.grid.hex_of(attack.target)
    standing = standing_air(position, defenders, attackers, target)
    if standing:
        yield Shift(-standing, mark("defender's standing air"), "6.3")


def air_limit(position: Position, attackers: tuple[Unit, ...]) -> int:
    """4.4 One point a fight; the named main axis may take two."""
    figures = position.setting.rules.combat
    axis = position.axis.get(attackers[0].faction)
    on_axis = axis is not None and all(unit.hq == axis for unit in attackers)
    return figures.air_max_main_axis if on_axis else figures.air_max


def air_owner(
    position: Position, faction: FactionId, foes: tuple[Unit, ...] = (), target: Hex = OFF_MAP
) -> FactionId:
    """6.1 Return whose air supports a faction: its own, else the first ally's that has any and would
    fly against `foes` in a fight for `target`."""
    friends = [
        other
        for other in position.setting.factions
        if other != faction and allied(position, faction, other) and _lends_air(position, other, foes, target)
    ]
    return next((other for other in (faction, *friends) if position.air.get(other, 0)), faction)


def air_at_hand(position: Position, faction: FactionId, target: Hex) -> int:
    """6.1 Return the air points that would support a faction against those who are in a hex."""
    owner = air_owner(position, faction, defenders_at(position, faction, target), target)
    return position.air.get(owner, 0)


def _lends_air(position: Position, owner: FactionId, foes: tuple[Unit, ...], target: Hex) -> bool:
    """6.1 An ally's aircraft fly against those it is hostile to itself, over its own ring against anybody."""
    return all(hostile(position, owner, foe.faction) for foe in foes) or any(
        zone.kind is ZoneKind.RING and zone.owner == owner and target in zone.hexes
        for zone in position.setting.politics.zones.values()
    )


def standing_air(
    position: Position, defenders: tuple[Unit, ...], attackers: tuple[Unit, ...], target: Hex
) -> int:
    """6.3 Points left standing defend by themselves, one a fight."""
    if not defenders:
        return 0
    owner = air_owner(position, defenders[0].faction, attackers, target)
    return min(position.air.get(owner, 0), position.setting.rules.combat.standing_air_max)


def _attacker_shifts(position: Position, attackers: tuple[Unit, ...], target: Hex) -> Iterator[Shift]:
    figures = position.setting.rules.combat
    if any("shock" in unit.type.traits for unit in attackers):
        yield Shift(figures.shock, mark("assault detachment"), "4.3")
    if all(_out_of_sight(position, unit, target) for unit in attackers):
        yield Shift(figures.surprise, "surprise", "4.3")
    if len({unit.hq for unit in attackers}) > 1:
        yield Shift(figures.mixed_hq, mark("different HQs"), "4.3")
    if any(unit.supply is SupplyState.OUT for unit in attackers):
        yield Shift(figures.attacker_out_of_supply, mark("attacker out of supply"), "4.3")
    if not any(unit.moved for unit in attackers):
        yield Shift(figures.unmoved, mark("did not move"), "4.3")


def _out_of_sight(position: Position, unit: Unit, target: Hex) -> bool:
    """4.2 A raider surprises when it began the impulse far from its target."""
    far = position.setting.rules.combat.surprise_distance
    return "surprise" in unit.type.traits and position.setting.board.grid.distance(unit.start, target) >= far


def _situation_shifts(
    position: Position, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...], target: Hex
) -> Iterator[Shift]:
    figures = position.setting.rules.combat
    terrain = position.setting.board.terrain[target]
    armour = [unit.type.mobility is Mobility.MECH for unit in attackers]
    on_foot = any(unit.type.mobility is Mobility.LEG for unit in attackers)
    if any(armour) and on_foot and not terrain.built_up and terrain.shift == 0:
        yield Shift(figures.combined_arms, mark("combined arms"), "4.3")
    if terrain.built_up and all("armour" in unit.type.traits for unit in attackers):
        yield Shift(figures.armour_alone_in_town, mark("armour alone in a town"), "4.3")
    sides = {unit.at for unit in attackers}
    if len(sides) >= figures.surrounded_sides or (defenders and cornered(position, defenders)):
        yield Shift(figures.surrounded, mark("surrounded or cornered"), "4.3")


def capped(cell: Cell, mode: Mode, most: int) -> Cell:
    """4.5 A probe loses at most one step on either side and wins at most one hex."""
    if mode is Mode.ASSAULT:
        return cell
    return Cell(min(cell.attacker, most), min(cell.defender, most), min(cell.retreat, most))


def chances(position: Position, column: int, mode: Mode) -> tuple[Outcome36, ...]:
    """4.2 Return the distinct results of a column and how many of 36 throws give each."""
    table, most = position.setting.rules.table, position.setting.rules.combat.probe_max_loss
    ways: dict[Cell, int] = {}
    for roll, count in WAYS:
        cell = capped(table.cell(roll, column), mode, most)
        ways[cell] = ways.get(cell, 0) + count
    return tuple(Outcome36(cell, count) for cell, count in ways.items())


def delays(position: Position, unit: Unit, odds: Odds, target: Hex) -> bool:
    """4.7 Whether a unit's posture makes it leave before the dice at these odds."""
    table, figures = position.setting.rules.table, position.setting.rules.combat
    enough = table.columns.index(figures.delay_odds)
    built_up = position.setting.board.terrain[target].built_up
    return unit.posture is Posture.DELAY and unit.type.move > 0 and odds.final >= enough and not built_up


def preview(position: Position, attack: Attack) -> Preview:
    """4.2 Return exactly what an attack may bring, as far as the position tells."""
    target = position.setting.board.grid.hex_of(attack.target)
    attackers = attackers_of(position, attack)
    defenders = defenders_at(position, attackers[0].faction, target)
    odds = odds_of(position, attack, defenders)
    outcomes = chances(position, odds.final, attack.mode)
    steps = sum(unit.steps for unit in defenders)
    return Preview(
        odds,
        outcomes,
        won=sum(one.ways for one in outcomes if wins_ground(one.cell, steps)),
        attacker_loss=sum(one.ways * one.cell.attacker for one in outcomes),
        defender_loss=sum(one.ways * min(one.cell.defender, steps or 99) for one in outcomes),
        falls_back=bool(defenders) and _all_leave(position, attackers, defenders, odds, target),
        sure=bool(defenders) and target not in position.suspected,
    )


def _all_leave(
    position: Position, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...], odds: Odds, target: Hex
) -> bool:
    """4.7 Whether every defender is told to delay and has a way to leave by."""
    hexes = tuple(sorted({unit.at for unit in attackers}))
    return all(
        delays(position, unit, odds, target) and fall_back_path(position, unit, hexes) for unit in defenders
    )


def wins_ground(cell: Cell, steps: int) -> bool:
    """4.2 The ground is won when the defender must go or nobody is left of `steps` to hold it."""
    return cell.retreat > 0 or 0 < steps <= cell.defender
