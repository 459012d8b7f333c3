"""Cities of districts under siege (5.1–5.3).   Legend: `index` is added to the dice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.hexgrid.coords import Hex
from game.model.combat import Odds, Outcome36, Preview, Shift
from game.model.events import Advanced, CityPressed, ControlPassed, Fought, HarmDone, MissionFlown, StepsLost
from game.model.facts import Siege
from game.model.kinds import AirMission, FactionId, PlaceId
from game.model.orders import Attack
from game.model.ruleset import Cell
from game.model.state import Position
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.combat import attack_strength, attackers_of, column_of, defence_strength, defenders_at
from game.rules.control import overrun
from game.rules.dice import WAYS, roll_two
from game.rules.fight import (
    disrupt,
    lose_attackers,
    lose_defenders,
    may_advance,
    meet_vehicle,
    pay,
    report_of,
    retreat,
)
from game.rules.insurgency.belts import spring, trap_on
from game.rules.movement import steps_of
from game.rules.play import Play
from game.rules.politics.relations import allied, hostile
from game.rules.refusal import Refusal
from game.rules.stacking import over_stacked

Strength = Callable[[Position, Unit], int]


def enemy_holder(siege: Siege, position: Position, attacker: FactionId) -> FactionId | None:
    """5.2 Return the hostile faction that holds most districts, or None."""
    foes = [f for f, count in siege.holders.items() if count > 0 and hostile(position, attacker, f)]
    return max(foes, key=lambda f: (siege.holders[f], f), default=None)


def why_not_assault(position: Position, attack: Attack, target: Hex) -> Refusal | None:
    """5.2 Return why a city may not be assaulted in this way, or None."""
    plan = position.setting.city_at[target]
    figures = position.setting.rules.siege
    faction = position.units[attack.units[0]].faction
    name = position.setting.board.places[plan.place].name
    if plan.closed:
        return Refusal(say("the battle of {name} is fought elsewhere", name=name), "5.2")
    if enemy_holder(position.cities[plan.place], position, faction) is None:
        return Refusal(say("no enemy holds a district of {name}", name=name), "5.2")
    if assaults_by(position, plan.place, faction) >= figures.assaults_a_turn:
        return Refusal(
            say(
                "{name} has been assaulted {assaults_a_turn} times this turn",
                name=name,
                assaults_a_turn=figures.assaults_a_turn,
            ),
            "5.2",
        )
    if attack.guns or attack.advance or attack.mode != "assault":
        return Refusal("districts are taken by assault alone, without guns or advance", "5.2")
    if attack.air > figures.air_points:
        return Refusal(
            say("at most {air_points} air points over a city", air_points=figures.air_points), "5.2"
        )
    return None


def assaults_by(position: Position, place: PlaceId, faction: FactionId) -> int:
    """5.2 Return how often a side has assaulted a city this turn."""
    return sum(
        count
        for (city, other), count in position.assaulted.items()
        if city == place and allied(position, faction, other)
    )


def siege_odds(position: Position, attack: Attack, place: PlaceId, target: Hex) -> Odds:
    """5.2 Return attack and defence, at most 16 steps a side, and the index as named terms."""
    attackers = _strongest(position, attackers_of(position, attack), attack_strength)
    faction = position.units[attack.units[0]].faction
    defenders = _strongest(position, defenders_at(position, faction, target), defence_strength)
    strength = sum(attack_strength(position, unit) for unit in attackers)
    defence = max(100, sum(defence_strength(position, unit) for unit in defenders))
    terms = tuple(_index_terms(position, strength, defence, place, faction))
    raw = column_of(position.setting.rules.table, strength, defence)
    return Odds(strength, defence, raw, sum(term.by for term in terms), terms)


def _strongest(position: Position, units: tuple[Unit, ...], strength: Strength) -> tuple[Unit, ...]:
    """5.1 At most 16 steps a side count, the strongest units first."""
    room = position.setting.rules.siege.steps_a_side
    chosen: list[Unit] = []
    for unit in sorted(units, key=lambda unit: (-strength(position, unit), unit.id)):
        if unit.steps <= room:
            chosen.append(unit)
            room -= unit.steps
    return tuple(chosen)


def _index_terms(
    position: Position, strength: int, defence: int, place: PlaceId, faction: FactionId
) -> Iterator[Shift]:
    """5.2 Yield what is added to the dice of a siege assault."""
    figures, siege = position.setting.rules.siege, position.cities[place]
    for odds in figures.odds_steps:
        if strength >= odds * defence:
            yield Shift(1, say("odds of {odds}:1", odds=odds), "5.2")
    if 2 * strength < defence:
        yield Shift(figures.outmatched, mark("less than half the defence"), "5.2")
    holder = enemy_holder(siege, position, faction)
    if holder and in_outer_ring(position, place, holder):
        yield Shift(figures.outer_ring, mark("outer ring"), "5.2")
    if siege.dump > 0:
        yield Shift(figures.dump_bonus, mark("garrison still has stores"), "5.2")


def in_outer_ring(position: Position, place: PlaceId, holder: FactionId) -> bool:
    """5.2 Whether a side that began with more than half of a city's districts still has more than half."""
    plan, siege = position.setting.cities[place], position.cities[place]
    return 2 * min(plan.holders.get(holder, 0), siege.holders.get(holder, 0)) > plan.districts


def siege_cell(position: Position, total: int) -> Cell:
    """5.2 Return (attacker's steps, defender's steps, progress) for dice and index together."""
    figures = position.setting.rules.siege
    if total >= figures.two_progress:
        return Cell(0, 2, 2)
    if total >= figures.one_progress:
        return Cell(0, 1, 1)
    if total >= figures.stalemate:
        return Cell(1, 1, 0)
    return Cell(1, 0, 0) if total >= figures.repulse else Cell(2, 0, 0)


def siege_preview(position: Position, attack: Attack, target: Hex) -> Preview:
    """5.2 Return exactly what a siege assault may bring; `won` counts throws that make progress."""
    place = position.setting.city_at[target].place
    odds = siege_odds(position, attack, place, target)
    ways: dict[Cell, int] = {}
    for thrown, count in WAYS:
        cell = siege_cell(position, thrown + odds.final)
        ways[cell] = ways.get(cell, 0) + count
    outcomes = tuple(Outcome36(cell, count) for cell, count in ways.items())
    faction = position.units[attack.units[0]].faction
    return Preview(
        odds,
        outcomes,
        won=sum(one.ways for one in outcomes if one.cell.retreat),
        attacker_loss=sum(one.ways * one.cell.attacker for one in outcomes),
        defender_loss=sum(one.ways * one.cell.defender for one in outcomes),
        falls_back=False,
        sure=bool(defenders_at(position, faction, target)),
        city=True,
    )


def assault_city(play: Play, attack: Attack, target: Hex) -> None:
    """5.2 Fight one siege assault: air, dice, losses, progress, and the fall of the city."""
    state = play.state
    place = state.setting.city_at[target].place
    attackers = attackers_of(state, attack)
    faction = attackers[0].faction
    defenders = defenders_at(state, faction, target)
    pay(play, attack, attackers, defenders, target)
    n = state.assaulted.get((place, faction), 0)
    for point in range(attack.air):
        _bomb(play, faction, target, 2 * n + point)
    odds = siege_odds(play.state, attack, place, target)
    thrown = roll_two(play.state, "assault", place, n)
    cell = siege_cell(play.state, thrown + odds.final)
    play.enter(Fought(report_of(attack, attackers, defenders, target, odds, thrown, cell, city=True)))
    lose_attackers(play, attackers, cell.attacker)
    lose_defenders(play, defenders, cell.defender)
    if defenders:
        meet_vehicle(play, attack, defenders[0].faction, attackers, target)
    outside = state.cities[place].holders.get(faction, 0) == 0
    press(play, place, faction, cell.retreat)
    if outside:
        _move_in(play, attackers, place, target)


def _move_in(play: Play, attackers: tuple[Unit, ...], place: PlaceId, target: Hex) -> None:
    """5.1 Whoever has won a first district moves in, the strongest first, as far as there is room."""
    ordered = sorted(play.alive(attackers), key=lambda unit: (-attack_strength(play.state, unit), unit.id))
    for unit in ordered:
        state = play.state
        if not state.cities[place].holders.get(unit.faction, 0) or not may_advance(unit):
            continue
        if target in steps_of(state, unit, unit.at) and not over_stacked(
            state, unit.faction, target, (unit,)
        ):
            trap = trap_on(play, unit, (unit.at, target))
            play.enter(Advanced(unit, (unit.at, target)))
            if trap:
                spring(play, unit.id, target)


def _bomb(play: Play, faction: FactionId, target: Hex, n: int) -> None:
    """5.2 Each air point costs the garrison a step on 12, and does civilians harm on 10 or more."""
    figures = play.state.setting.rules.siege
    thrown = roll_two(play.state, "bomb", target, n)
    hit = thrown >= figures.air_hit
    play.enter(MissionFlown(faction, AirMission.STRIKE, target, thrown, hit))
    if hit:
        lose_defenders(play, defenders_at(play.state, faction, target), 1)
    if thrown >= figures.air_harm:
        play.enter(HarmDone(faction, 1, target))


def press(play: Play, place: PlaceId, attacker: FactionId, progress: int) -> None:
    """5.2 Two progress win a district; with its last district a side has lost the city."""
    if not progress:
        return
    state = play.state
    siege = state.cities[place]
    holder = enemy_holder(siege, state, attacker)
    if holder is None:
        return
    need = state.setting.rules.siege.progress_a_district
    total = siege.progress.get(attacker, 0) + progress
    won = min(total // need, siege.holders[holder])
    play.enter(CityPressed(place, attacker, holder, won, total - won * need, siege.dump))
    settle_city(play, place, holder)


def settle_city(play: Play, place: PlaceId, loser: FactionId) -> None:
    """5.2 The holder of most districts controls the city; a side without any leaves it."""
    state = play.state
    siege, here = state.cities[place], state.setting.board.places[place].at
    if siege.holders.get(loser, 0) == 0:
        rivals = {unit.at for unit in state.units.values() if hostile(state, loser, unit.faction)}
        for unit in tuple(unit for unit in state.units_at(here) if unit.faction == loser):
            _leave(play, unit, tuple(sorted(rivals & {here, *state.setting.board.grid.around[here]})))
    if play.state.control[here] != siege.controller:
        play.enter(ControlPassed((here,), siege.controller))
        overrun(play, siege.controller, (here,))


def _leave(play: Play, unit: Unit, rivals: tuple[Hex, ...]) -> None:
    """5.2 A garrison that has lost its last district retreats one hex or is lost."""
    retreat(play, unit, rivals, 1)
    left = play.state.units.get(unit.id)
    if left is not None and left.at == unit.at:
        play.enter(StepsLost(left, left.steps, left.at, mark("the city fell")))
    else:
        disrupt(play, left)
