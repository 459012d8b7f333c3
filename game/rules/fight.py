"""How a fight is fought out (4.2–4.10): falling back, dice, losses, retreat, advance."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.combat import FightReport, Odds
from game.model.events import (
    Advanced,
    AirSpent,
    AttackMarked,
    CommandSpent,
    Disrupted,
    FellBack,
    Fought,
    FreeAttackUsed,
    Retreated,
    StepsLost,
)
from game.model.kinds import FactionId, Mobility
from game.model.orders import Attack
from game.model.ruleset import Cell
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.combat import (
    air_owner,
    attack_strength,
    attackers_of,
    capped,
    defenders_at,
    delays,
    odds_of,
    standing_air,
)
from game.rules.command import attack_price
from game.rules.control import take
from game.rules.dice import roll_two
from game.rules.insurgency.belts import spring, trap_on
from game.rules.insurgency.chits import lies_in_wait, send
from game.rules.insurgency.ground import hide, may_hide
from game.rules.movement import steps_of
from game.rules.play import Play
from game.rules.politics.coalition import note_attack, note_victory
from game.rules.politics.incidents import risk_of_mistake
from game.rules.politics.keeping import fire_inside
from game.rules.politics.overflight import shot_down
from game.rules.retreat import fall_back_path, retreat_path
from game.rules.stacking import over_stacked
from game.rules.zoc import uncontested


def fight(play: Play, attack: Attack) -> None:
    """4.2 Fight an attack on a hex outside the cities."""
    target = play.state.setting.board.grid.hex_of(attack.target)
    attackers = attackers_of(play.state, attack)
    defenders = defenders_at(play.state, attackers[0].faction, target)
    odds = odds_of(play.state, attack, defenders)
    pay(play, attack, attackers, defenders, target)
    leaving = tuple(unit for unit in defenders if delays(play.state, unit, odds, target))
    _fall_back(play, leaving, attackers)
    staying = tuple(unit for unit in play.alive(defenders) if unit.at == target)
    length = 1
    if staying:
        length = _exchange(play, attack, attackers, staying, target)
        meet_vehicle(play, attack, staying[0].faction, attackers, target)
    _spend_standing_air(play, defenders, attackers, target)
    if not defenders_at(play.state, attackers[0].faction, target):
        note_victory(play, attackers[0].faction, tuple(unit.faction for unit in defenders), target)
        _advance(play, attack, attackers, target, length)


def meet_vehicle(
    play: Play, attack: Attack, defender: FactionId, attackers: tuple[Unit, ...], target: Hex
) -> None:
    """15.2 A vehicle that lay in wait may cost the attacker a step more."""
    alive = play.alive(attackers)
    if alive and lies_in_wait(play, defender, alive, target, attack.air):
        lose_attackers(play, alive, 1, mark("a vehicle lay in wait"))


def pay(
    play: Play, attack: Attack, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...], target: Hex
) -> None:
    """1.1, 6.1 Pay for an attack in command and air, and mark everybody who takes part."""
    state, faction = play.state, attackers[0].faction
    price = attack_price(state, attackers)
    if price:
        play.enter(CommandSpent(faction, price, mark("a further attack")))
    else:
        hq = next(unit.hq for unit in attackers if unit.hq in state.free_attacks)
        play.enter(FreeAttackUsed(faction, hq))
    if attack.svbied:
        send(play, faction)
    if attack.air:
        owner = air_owner(state, faction, defenders, target)
        play.enter(AirSpent(owner, attack.air))
        shot_down(play, owner, target, manned=True)
        risk_of_mistake(play, faction, target)
    city = state.setting.city_at.get(target)
    units = (*attack.units, *attack.guns)
    play.enter(AttackMarked(units, tuple(u.id for u in defenders), target, city.place if city else None))
    attacked = tuple(unit.faction for unit in defenders)
    note_attack(play, faction, attacked, target)
    fire_inside(play, faction, attacked or (state.control[target],), target)


def _spend_standing_air(
    play: Play, defenders: tuple[Unit, ...], attackers: tuple[Unit, ...], target: Hex
) -> None:
    """6.3 Standing air is spent after the dice, so that it counts in the fight it is spent on."""
    standing = standing_air(play.state, defenders, attackers, target)
    if standing:
        owner = air_owner(play.state, defenders[0].faction, attackers, target)
        play.enter(AirSpent(owner, standing))


def _fall_back(play: Play, leaving: tuple[Unit, ...], attackers: tuple[Unit, ...]) -> None:
    """4.7 Delaying units go before the dice, without loss, if a path is free."""
    hexes = tuple(sorted({unit.at for unit in attackers}))
    for unit in leaving:
        path = fall_back_path(play.state, unit, hexes)
        if path:
            play.enter(FellBack(unit, path))
            take(play, unit.faction, path[1:])


def _exchange(
    play: Play, attack: Attack, attackers: tuple[Unit, ...], staying: tuple[Unit, ...], target: Hex
) -> int:
    """4.2 Roll on the table and return the hexes of retreat it asked for."""
    state = play.state
    odds = odds_of(state, attack, staying)
    thrown = roll_two(state, "combat", state.setting.board.grid.label(target))
    most = state.setting.rules.combat.probe_max_loss
    cell = capped(state.setting.rules.table.cell(thrown, odds.final), attack.mode, most)
    play.enter(Fought(report_of(attack, attackers, staying, target, odds, thrown, cell)))
    lose_attackers(play, attackers, cell.attacker)
    lose_defenders(play, staying, cell.defender)
    for unit in play.alive(staying):
        if cell.retreat:
            retreat(play, unit, tuple(sorted({other.at for other in attackers})), cell.retreat)
    return max(1, cell.retreat)


def report_of(
    attack: Attack,
    attackers: tuple[Unit, ...],
    defenders: tuple[Unit, ...],
    target: Hex,
    odds: Odds,
    thrown: int,
    cell: Cell,
    city: bool = False,
) -> FightReport:
    """4.2 Return the report of a fight for the log."""
    return FightReport(
        target,
        attackers[0].faction,
        defenders[0].faction if defenders else "",
        tuple(unit.id for unit in attackers),
        tuple(unit.id for unit in defenders),
        attack.mode,
        odds,
        thrown,
        cell,
        city,
    )


def lose_attackers(play: Play, units: tuple[Unit, ...], steps: int, cause: str = "attack") -> None:
    """4.6 The attacker's steps come off the strongest unit first; two in one fight disrupt it."""
    before = sum(unit.steps for unit in play.alive(units))
    for _ in range(steps):
        alive = play.alive(units)
        if not alive:
            return
        worst = max(alive, key=lambda unit: (attack_strength(play.state, unit), unit.id))
        play.enter(StepsLost(worst, 1, worst.at, cause))
    lost = before - sum(unit.steps for unit in play.alive(units))
    if lost >= play.state.setting.rules.combat.disrupting_loss:
        disrupt(play, max(play.alive(units), key=lambda unit: (unit.steps, unit.id), default=None))


def lose_defenders(play: Play, units: tuple[Unit, ...], steps: int) -> None:
    """4.6 The defender's steps come off the largest unit first, ties by id."""
    for _ in range(steps):
        alive = play.alive(units)
        if not alive:
            return
        largest = min(alive, key=lambda unit: (-unit.steps, unit.id))
        play.enter(StepsLost(largest, 1, largest.at, "defence"))


def disrupt(play: Play, unit: Unit | None) -> None:
    """4.10 Disrupt a unit that is not so yet."""
    if unit is not None and not unit.disrupted:
        play.enter(Disrupted(unit, True))


def retreat(play: Play, unit: Unit, attackers: tuple[Hex, ...], length: int) -> None:
    """4.8 Retreat a unit; each missing hex and each hex of hostile zone entered costs a step."""
    state = play.state
    danger = uncontested(state, unit.faction)
    path = retreat_path(state, unit, attackers, length)
    if len(path) > 1:
        play.enter(Retreated(unit, path))
    price = length + 1 - len(path) + len(danger.intersection(path[1:]))
    now = play.unit(unit.id)
    if price >= now.steps and may_hide(play.state, now):
        hide(play, now)
    elif price:
        play.enter(StepsLost(now, price, path[-1], "retreat"))
    left = play.state.units.get(unit.id)
    if left is not None:
        take(play, left.faction, path[1:])
    disrupt(play, left)


def _advance(play: Play, attack: Attack, attackers: tuple[Unit, ...], target: Hex, length: int) -> None:
    """4.9 Attackers who were told to advance enter the vacated hex; beyond it only motor and mech go."""
    grid = play.state.setting.board.grid
    way = tuple(grid.hex_of(label) for label in attack.advance)[:length]
    if not way:
        return
    ordered = sorted(play.alive(attackers), key=lambda unit: (-attack_strength(play.state, unit), unit.id))
    for unit in ordered:
        if may_advance(unit):
            _follow(play, unit, way)


def may_advance(unit: Unit) -> bool:
    """4.9 Disrupted, static and support units do not advance."""
    return not unit.disrupted and unit.type.move > 0 and not unit.type.support


def _follow(play: Play, unit: Unit, way: tuple[Hex, ...]) -> None:
    """4.9 Advance one unit along the way as far as it is free and it may go."""
    path = [unit.at]
    for here in way if unit.type.mobility is not Mobility.LEG else way[:1]:
        if defenders_at(play.state, unit.faction, here):
            break
        if here not in steps_of(play.state, unit, path[-1]):
            break
        path.append(here)
    trap = trap_on(play, unit, tuple(path))
    path = path[: trap + 1] if trap else path
    while len(path) > 1 and over_stacked(play.state, unit.faction, path[-1], (unit,)):
        path.pop()
    if len(path) > 1:
        play.enter(Advanced(unit, tuple(path)))
        take(play, unit.faction, tuple(path[1:]))
        if len(path) == trap + 1:
            spring(play, unit.id, path[trap])
