"""The ground about one's own units as a few numbers, so that many ways to stand on it can be weighed: what
would he do next, and what could we do after that?

A *stand* says where each own unit would be. Its value, in hundredths of a point, is what one's follow-up
promises less what the enemy's best replies cost, by the combat table's exact expectation. It is an estimate:
he is taken to strike with all that reaches, the best blow first, and nobody's reach changes with the stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import UnitId
from game.model.ruleset import CombatTable
from game.model.units import Unit
from game.rules.combat import UNKNOWN_DEFENCE, attack_strength, column_of, defence_strength
from game.rules.command import shut_gate
from game.rules.dice import WAYS
from game.rules.movement import reach_of
from game.rules.politics.relations import hostile

Stand = Mapping[UnitId, Hex]
"""Where units would stand, those that are not named where they are."""

TOGETHER = 3
"""Units that strike one hex together at most."""
STEP = 30
"""The price of a step that an enemy's blow costs, in hundredths of a point."""
BLOWS = 4
"""Blows that an enemy strikes in a turn at most."""
STRIDE = 3
"""Hexes from which a unit that nobody knows may strike, and one's own follow-up may come."""
WALK_PCT = 60
"""Per cent of an asset's value that is given up for lost when a foe can walk in."""
WATCHED_PCT = 30
"""The same when one's own men stand next to it."""
FOLLOW_PCT = 70
"""Per cent of what a follow-up promises that is counted: much may come between."""
REPLY_PCT = 30
"""Per cent of what his best replies could cost that is counted: he neither knows all nor has command without
end. In games of the scenarios 10 to 40 per cent came true."""


@dataclass(frozen=True, slots=True)
class Striker:
    """Somebody who may strike: with how much, which hexes, and which he could walk into."""

    unit: UnitId
    at: Hex
    attack: int
    steps: int
    strikes: frozenset[Hex]
    enters: frozenset[Hex]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a column of the combat table brings in 36 throws: grounds won, steps lost on either side."""

    won: int
    attacker: int
    defender: int


@dataclass(frozen=True, slots=True)
class Blow:
    """A strike that is worth something to whoever makes it."""

    gain: int
    at: Hex
    by: tuple[UnitId, ...]


class Window:
    """What is known of both sides at a moment; `evaluations` counts the stands that were weighed."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind
        self.view = mind.view
        self.evaluations = 0
        self._around = self.view.setting.board.grid.around
        self._terrain = self.view.setting.board.terrain
        self._table = expectations(self.view.setting.rules.table)
        self.foes = tuple(_strikers(mind))
        self._targets = _targets(mind)
        self._assets = _own_assets(mind)
        self._own = {unit.id: unit for unit in mind.own}
        self._near = {here for foe in self.foes for here in foe.strikes}

    def value(self, stand: Stand, gone: Iterable[Hex] = ()) -> int:
        """Return what a stand is worth, when the foes in the hexes `gone` are beaten."""
        self.evaluations += 1
        stacks = self._stacks(stand)
        beaten = frozenset(gone)
        promise, loss = self._follow_up(stacks, beaten), self._reply(stacks, beaten)
        return (promise * FOLLOW_PCT - loss * REPLY_PCT) // 100

    def _stacks(self, stand: Stand) -> dict[Hex, list[Unit]]:
        """Return one's own units by hex."""
        stacks: dict[Hex, list[Unit]] = {}
        for unit in self._own.values():
            stacks.setdefault(stand.get(unit.id, unit.at), []).append(unit)
        return stacks

    def _reply(self, stacks: Mapping[Hex, list[Unit]], gone: frozenset[Hex]) -> int:
        """Return what his best blows and walks would cost."""
        foes = [foe for foe in self.foes if foe.at not in gone]
        blows: list[Blow] = []
        for here, units in stacks.items():
            if here in self._near:
                able = [foe for foe in foes if here in foe.strikes]
                if able:
                    blows.append(self._best_blow(here, units, able))
        used: set[UnitId] = set()
        cost = struck = 0
        for blow in sorted(blows, key=lambda one: (-one.gain, one.at)):
            if blow.gain <= 0 or struck == BLOWS:
                break
            free = [unit for unit in blow.by if unit not in used]
            if 2 * len(free) > len(blow.by):
                cost += blow.gain * len(free) // len(blow.by)
                used.update(blow.by)
                struck += 1
        return cost + self._walked_into(stacks, [foe for foe in foes if foe.unit not in used])

    def _best_blow(self, here: Hex, units: list[Unit], able: list[Striker]) -> Blow:
        """Return the blow at a stack that is worth most to those who are able."""
        defence = max(100, sum(defence_strength(self.view, unit) for unit in units))
        steps = sum(unit.steps for unit in units)
        kept = [unit.dig_in for unit in units if unit.at == here]
        shift = self._terrain[here].shift - (max(kept) if kept else 0)
        price = self._price(here)
        able = sorted(able, key=lambda foe: (-foe.attack, foe.unit))[:TOGETHER]
        best, attack = Blow(0, here, ()), 0
        for count, foe in enumerate(able, start=1):
            attack += foe.attack
            gain = self._gain(attack, defence, shift, steps, price, (STEP, self.mind.weights.foe_step))
            if gain > best.gain:
                best = Blow(gain, here, tuple(one.unit for one in able[:count]))
        return best

    def _gain(
        self, attack: int, defence: int, shift: int, steps: int, price: int, dear: tuple[int, int]
    ) -> int:
        """Return what a blow brings to whoever strikes, in hundredths of a point; `dear` says what a step of
        the struck and one of the striker's count for."""
        column = max(column_of(self.view.setting.rules.table, attack, defence), 0) + shift
        one = self._table[max(0, min(len(self._table) - 1, column))]
        theirs, own = dear
        return (min(one.defender, 36 * steps) * theirs + one.won * price - one.attacker * own) // 36

    def _price(self, here: Hex) -> int:
        """Return what losing a hex costs beside the men in it."""
        return self._assets.get(here, 0) * WALK_PCT // 100 + self.mind.weights.ground // 4

    def _walked_into(self, stacks: Mapping[Hex, list[Unit]], foes: list[Striker]) -> int:
        """Return what is lost in assets that nobody stands in and that a foe can come to."""
        lost = 0
        for here, price in self._assets.items():
            if here not in stacks and any(here in foe.enters for foe in foes):
                watched = any(near in stacks for near in self._around[here])
                lost += price * (WATCHED_PCT if watched else WALK_PCT) // 100
        return lost

    def _follow_up(self, stacks: Mapping[Hex, list[Unit]], gone: frozenset[Hex]) -> int:
        """Return what one's own best blows would bring after that."""
        promise = 0
        dear = self.mind.weights.foe_step, STEP
        for target, (defence, shift, steps, price) in self._targets.items():
            if target in gone:
                continue
            near = [
                attack_strength(self.view, unit)
                for here in self._around[target]
                for unit in stacks.get(here, ())
                if not unit.type.support
            ]
            if near:
                attack = sum(sorted(near, reverse=True)[: TOGETHER + 1])
                promise += max(0, self._gain(attack, defence, shift, steps, price, dear))
        return promise


def expectations(table: CombatTable) -> tuple[Expected, ...]:
    """Return what each column brings in 36 throws."""
    found = []
    for column in range(len(table.columns)):
        cells = [(table.cell(roll, column), ways) for roll, ways in WAYS]
        found.append(
            Expected(
                sum(ways for cell, ways in cells if cell.retreat > 0),
                sum(ways * cell.attacker for cell, ways in cells),
                sum(ways * cell.defender for cell, ways in cells),
            )
        )
    return tuple(found)


def _strikers(mind: Mind) -> Iterator[Striker]:
    """Yield the foes who are seen, or whose kind is known, or who are but suspected."""
    view = mind.view
    own = {unit.at for unit in mind.own}
    for unit in view.units.values():
        able = hostile(view, mind.faction, unit.faction) and unit.type.attack
        if able and any(mind.distance(unit.at, at) <= unit.type.move // 2 + 2 for at in own):
            yield _striker(mind, unit)
    for number, contact in enumerate(view.contacts):
        if hostile(view, mind.faction, contact.faction) and contact.age <= 1:
            if contact.unit is not None:
                yield _striker(mind, contact.unit)
            else:
                near = frozenset(view.setting.board.grid.within(contact.at, STRIDE - 1))
                yield Striker(f"?{number}", contact.at, UNKNOWN_DEFENCE, 3, near, near)


def _striker(mind: Mind, unit: Unit) -> Striker:
    """Return a known foe with his reach; who is shut up or may not attack yet stays where he is."""
    view, around = mind.view, mind.view.setting.board.grid.around
    stays = unit.at in mind.shut_up or unit.type.move == 0
    bound = shut_gate(view, unit.faction) is not None
    enters = {unit.at} if stays or bound else set(reach_of(view, replace(unit, active=True)).costs)
    strikes = frozenset() if bound else frozenset(near for here in enters for near in around[here])
    return Striker(unit.id, unit.at, attack_strength(view, unit), unit.steps, strikes, frozenset(enters))


def _targets(mind: Mind) -> dict[Hex, tuple[int, int, int, int]]:
    """Return what one's follow-up may strike: defence, shift, steps, and what the hex is worth."""
    view = mind.view
    found: dict[Hex, tuple[int, int, int, int]] = {}
    for at, foe in mind.picture.foes.items():
        asset = view.setting.asset_hexes.get(at)
        price = mind.weights.ground // 2 + (mind.weights.asset * asset.value if asset else 0)
        found[at] = max(100, foe.defence), view.setting.board.terrain[at].shift, foe.steps, price
    return found


def _own_assets(mind: Mind) -> dict[Hex, int]:
    """Return what there is to lose, in hundredths of a point."""
    view = mind.view
    return {
        at: 100 * asset.value
        for at, asset in view.setting.asset_hexes.items()
        if view.control[at] == mind.faction and at not in view.setting.city_at
    }
