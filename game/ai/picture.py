"""The enemy as a staff sees him: what stands where, for certain or by guess, and what could strike where.

Legend: strengths are in hundredths as everywhere in combat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from game.hexgrid.coords import Grid, Hex
from game.model.kinds import Sight
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import UNKNOWN_DEFENCE, attack_strength, defence_strength
from game.rules.command import shut_gate
from game.rules.politics.relations import hostile
from game.rules.supply import supply_map

GUESS_STEPS = 3
MEMORY = 2
"""Turns for which something that was run into but not seen is taken to be there still."""
BOUND_PCT = 15
"""Per cent of its attack that a faction is feared for while a gate keeps it from attacking."""
STRIKE = {0: 100, 1: 100, 2: 100, 3: 60, 4: 30}
"""Per cent of a mobile unit's attack that counts at each distance."""


@dataclass(frozen=True, slots=True)
class Foe:
    """Everything hostile in a hex. `fresh` means seen just now, `moving` that some of it can march."""

    at: Hex
    attack: int
    defence: int
    steps: int
    fresh: bool
    moving: bool


@dataclass(frozen=True)
class Picture:
    """The foes by hex, and the attack strength that may strike each hex next turn."""

    foes: Mapping[Hex, Foe]
    threat: Mapping[Hex, int]


def picture_of(
    view: View, bumps: Mapping[Hex, int], shut_up: frozenset[Hex], unseen: Mapping[Hex, int]
) -> Picture:
    """Return what a faction believes of its enemies: what it sees or has seen, and what it ran into; from
    hexes `shut_up` nobody comes. `unseen` is what may strike each hex out of the dark beside them."""
    foes: dict[Hex, Foe] = {}
    for unit in view.units.values():
        if hostile(view, view.faction, unit.faction):
            _add(foes, _of_unit(view, unit, shut_up, fresh=True))
    for contact in view.contacts:
        if hostile(view, view.faction, contact.faction):
            if contact.unit is not None:
                _add(foes, _of_unit(view, contact.unit, shut_up, fresh=contact.age == 0))
            else:
                fresh, loose = contact.age == 0, contact.at not in shut_up
                guess = Foe(contact.at, UNKNOWN_DEFENCE, UNKNOWN_DEFENCE, GUESS_STEPS, fresh, loose)
                _add(foes, guess)
    for at, turn in bumps.items():
        if at not in foes and view.turn - turn <= MEMORY and view.vision.get(at, 0) < Sight.KNOWN:
            foes[at] = Foe(at, UNKNOWN_DEFENCE, UNKNOWN_DEFENCE, GUESS_STEPS, False, False)
    return Picture(foes, _threat(view, foes, unseen))


def besieged(view: View) -> frozenset[Hex]:
    """Return the hexes of hostile pockets that no supply is known to reach: nobody leaves them."""
    shut: set[Hex] = set()
    for pocket in view.setting.pockets.values():
        at = view.setting.board.places[pocket.place].at
        enemy = hostile(view, view.faction, pocket.faction)
        if enemy and at not in supply_map(view, pocket.faction).costs:
            shut.update(view.setting.board.grid.within(at, pocket.radius))
    return frozenset(shut)


def _of_unit(view: View, unit: Unit, shut_up: frozenset[Hex], fresh: bool) -> Foe:
    """Return what a unit amounts to; whoever may not attack yet threatens little."""
    bound = shut_gate(view, unit.faction) is not None
    return Foe(
        unit.at,
        attack_strength(view, unit) * (BOUND_PCT if bound else 100) // 100,
        defence_strength(view, unit) * (10 + 2 * unit.dig_in) // 10,
        unit.steps,
        fresh,
        unit.type.move > 0 and unit.at not in shut_up,
    )


def _add(foes: dict[Hex, Foe], foe: Foe) -> None:
    """Add a foe to whatever else stands in its hex."""
    old = foes.get(foe.at)
    if old is not None:
        foe = Foe(
            foe.at,
            old.attack + foe.attack,
            old.defence + foe.defence,
            old.steps + foe.steps,
            old.fresh or foe.fresh,
            old.moving or foe.moving,
        )
    foes[foe.at] = foe


def _threat(view: View, foes: Mapping[Hex, Foe], unseen: Mapping[Hex, int]) -> dict[Hex, int]:
    grid = view.setting.board.grid
    threat = dict(unseen)
    for foe in foes.values():
        for here, pct in _struck_from(grid, foe.at, max(STRIKE) if foe.moving else 1):
            threat[here] = threat.get(here, 0) + foe.attack * pct // 100
    return threat


@lru_cache(maxsize=16384)
def _struck_from(grid: Grid, at: Hex, radius: int) -> tuple[tuple[Hex, int], ...]:
    """Return the hexes within reach of a foe, and the part of its attack that counts there."""
    return tuple((here, STRIKE[grid.distance(at, here)]) for here in grid.within(at, radius))
