"""Where those may be who were seen once and are out of sight: a memory that outlasts the View's own ghosts.

Each enemy who was ever identified has a track: what he was, when he was last seen, and how likely he is to be
in which hex. Week by week the likelihood spreads over ground that he can cross; a hex that is looked at and
shows nobody does not hold him, which is knowledge as well. He counts for less the longer he has not been
seen, and never for nothing.

Legend: likelihood is in parts of `WHOLE`, strength in hundredths as everywhere in combat.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.kinds import CrossingId, CrossingState, Mobility, UnitId
from game.model.scenario import Setting
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import attack_strength
from game.rules.ground import movement_edges
from game.rules.politics.relations import allies, hostile

WHOLE = 10_000
WIDEST = 24
"""Hexes in which one unit is looked for, the likeliest."""
STRIDE = 2
"""Hexes that likelihood spreads in a turn."""
STAYS, STAYS_DUG_IN = 65, 85
"""Per cent of the likelihood of a hex that remains there over a turn; more where he had dug himself in."""
FADING = (100, 71, 50, 35)
"""Per cent of his strength that a unit counts for, by the turns since it was seen: half after two."""
FAINTEST = 25
MOST_TURNS = 3
"""Turns made up for at once after a gap."""
NEAR = 2
"""Hexes about a place from which those who may stand there threaten it."""

Spread = tuple[tuple[Hex, int], ...]


@dataclass(frozen=True, slots=True)
class Track:
    """An enemy as he was last seen, in which turn, and where he may be now, the likeliest hex first."""

    unit: Unit
    turn: int
    spread: Spread


class Belief:
    """What a faction believes of those it has lost sight of. Plain data: equal memories believe the same."""

    def __init__(self) -> None:
        self.tracks: dict[UnitId, Track] = {}
        self._turn = 0
        self._heard = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Belief) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def update(self, view: View) -> None:
        """Bring the tracks up to date, once an impulse: who is seen, who is gone, where the others may be."""
        self._heard = 0
        self.hear(view)
        turns = min(MOST_TURNS, view.turn - self._turn) if self._turn else 0
        self._turn = view.turn
        seen = self._see(view)
        shut = closed_crossings(view)
        for key, track in self.tracks.items():
            if key not in seen:
                spread = track.spread
                for _ in range(turns):
                    spread = spread_on(view.setting, track.unit, spread, shut)
                self.tracks[key] = replace(track, spread=not_seen(spread, view.vision))

    def _see(self, view: View) -> Collection[UnitId]:
        """Note who is in sight, and the View's own ghosts where they are news; return who is in sight."""
        friends = allies(view, view.faction)
        found = {unit.id: (unit, unit.at, view.turn) for unit in view.units.values()}
        for contact in view.contacts:
            if contact.unit is not None:
                found[contact.unit.id] = (contact.unit, contact.at, view.turn - contact.age)
        for key, (unit, at, turn) in found.items():
            if unit.faction not in friends and (key in view.units or self._is_news(key, turn)):
                self.tracks[key] = Track(unit, turn, ((at, WHOLE),))
        return view.units

    def _is_news(self, unit: UnitId, turn: int) -> bool:
        return unit not in self.tracks or self.tracks[unit].turn < turn

    def hear(self, view: View) -> None:
        """Forget whoever was destroyed or left, as far as it was witnessed, and note who went over; what has
        been heard in this impulse is not heard again."""
        news, self._heard = view.log[self._heard :], len(view.log)
        for event in news:
            destroyed = isinstance(event, ev.StepsLost) and event.steps >= event.unit.steps
            if destroyed or isinstance(event, ev.Withdrawn):
                self.tracks.pop(event.unit.id, None)
            elif isinstance(event, ev.UnitTurned) and event.unit.id in self.tracks:
                track = self.tracks[event.unit.id]
                self.tracks[event.unit.id] = replace(track, unit=replace(track.unit, faction=event.to))

    def expected(self, view: View, but: Collection[UnitId] = ()) -> Mapping[Hex, int]:
        """Return the attack strength of hostile units out of sight to be expected in each hex, without some
        of them."""
        found: dict[Hex, int] = {}
        foes = {other for other in view.setting.factions if hostile(view, view.faction, other)}
        for key, track in self.tracks.items():
            if key in view.units or key in but or track.unit.faction not in foes:
                continue
            strength = attack_strength(view, track.unit) * faded(view.turn - track.turn) // 100
            for at, part in track.spread:
                found[at] = found.get(at, 0) + strength * part // WHOLE
        return found

    def likely(self, unit: UnitId) -> Hex:
        """Return where a unit that was seen once most likely is."""
        track = self.tracks[unit]
        return track.spread[0][0] if track.spread else track.unit.at


def faded(age: int) -> int:
    """Return the per cent that a unit counts for so many turns after it was seen."""
    return FADING[age] if age < len(FADING) else FAINTEST


def menace(view: View, belief: Belief, pct: int) -> dict[Hex, int]:
    """Return a share of the attack strength that may strike each hex out of the dark: that of units which the
    View itself remembers no more."""
    if not pct:
        return {}
    ghosts = {contact.unit.id for contact in view.contacts if contact.unit is not None}
    grid, found = view.setting.board.grid, dict[Hex, int]()
    for at, strength in belief.expected(view, ghosts).items():
        part = strength * pct // 100
        for here in grid.within(at, NEAR) if part else ():
            found[here] = found.get(here, 0) + part
    return found


def closed_crossings(view: View) -> frozenset[CrossingId]:
    """Return the crossings over which nobody goes."""
    return frozenset(key for key, state in view.crossings.items() if state is not CrossingState.OPEN)


def not_seen(spread: Spread, vision: Collection[Hex]) -> Spread:
    """Return a spread without the hexes that are in sight and show nobody; as it was when that leaves none,
    for he must be somewhere near."""
    left = {at: part for at, part in spread if at not in vision}
    return spread if len(left) == len(spread) or not left else levelled(left)


def spread_on(setting: Setting, unit: Unit, spread: Spread, shut: frozenset[CrossingId]) -> Spread:
    """Return where a unit may be a turn later."""
    if unit.type.move == 0:
        return spread
    stays = STAYS_DUG_IN if unit.dig_in >= 2 else STAYS
    countries, kind = setting.factions[unit.faction].countries, unit.type
    found: dict[Hex, int] = {}
    for at, part in spread:
        ways = strides(setting, kind.mobility, countries, shut, at, kind.move)
        share = part * (100 - stays) // 100 // len(ways) if ways else 0
        for near in ways:
            found[near] = found.get(near, 0) + share
        found[at] = found.get(at, 0) + part - share * len(ways)
    return levelled(found)


def levelled(found: Mapping[Hex, int]) -> Spread:
    """Return the likeliest hexes, so that their likelihood adds up to the whole."""
    first = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:WIDEST]
    whole = sum(part for _, part in first)
    parts = [(at, part * WHOLE // whole) for at, part in first if part] if whole else [first[0]]
    rest = WHOLE - sum(part for _, part in parts)
    return ((parts[0][0], parts[0][1] + rest), *parts[1:])


@lru_cache(maxsize=65536)
def strides(
    setting: Setting,
    mobility: Mobility,
    countries: frozenset[str],
    shut: frozenset[CrossingId],
    at: Hex,
    points: int,
) -> tuple[Hex, ...]:
    """Return the hexes, but its own, that a unit may get to in a turn by a few steps which it can pay for."""
    table = movement_edges(setting, mobility, countries, True)
    costs, edge = {at: 0}, [at]
    for _ in range(STRIDE):
        beyond: list[Hex] = []
        for here in edge:
            for step in table[here]:
                cost = costs[here] + step.road
                if cost <= points and step.near not in costs and step.crossing not in shut:
                    costs[step.near] = cost
                    beyond.append(step.near)
        edge = beyond
    return tuple(near for near in sorted(costs) if near != at)
