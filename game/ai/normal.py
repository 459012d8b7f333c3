"""The standing opponent: a main effort with air and guns behind it, guards where they are needed, depots
that follow, and everybody else closing up.

The order of an impulse: the desk → drops, depots, reconnaissance → attacks, the best a command point first →
pontoons → marches → everybody else moves → postures and field works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai.aims import Aim, aims_of, centre_of, field_forces, next_goal, power_of
from game.ai.assault import Drafting, Plan, orders_of
from game.ai.dates import dated
from game.ai.desk import desk_orders
from game.ai.fields import FAR
from game.ai.grabs import grabs
from game.ai.guns import barrages
from game.ai.lifelines import lifelines, nearest_fed, raid
from game.ai.manners import needs_axis, welcome
from game.ai.mind import Mind
from game.ai.missions import Mission, Task, charges, missions_of, post_task, told
from game.ai.moves import Goals, advances, laggards, marches
from game.ai.patterns import describe
from game.ai.posts import Post, fill, posts_of, settled
from game.ai.roads import openers
from game.ai.staff import depots, drops, mergers, pontoons, postures, recon, works
from game.ai.weights import Weights
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, HqId, SupplyState, UnitId
from game.model.orders import CallSurge, NameAxis, Order
from game.model.units import Unit
from game.rules.command import shut_gate
from game.rules.politics.relations import hostile

WORTH_A_SURGE = 16
"""Half points of way that a group must gain before a surge is called for it."""
FAR_ASTRAY = 20
"""Half points of way lost beyond which more makes no difference."""
FORGETTING = 5
"""Turns after which it may try again."""
PLENTY = 3
"""Times his defence that is enough against a foe who bars the way to several."""
NEAR = 6
"""Hexes about a force in which the enemy's strength decides whether it goes forward."""


class NormalPlayer(Mind):
    """Plans a turn: aims, posts, attacks, moves."""

    def __init__(self, faction: FactionId, seed: int, level: str | Weights = "normal") -> None:
        super().__init__(faction, seed, level)
        self._standing: Weights | None = None
        self._wanted: Mapping[HqId, Aim] = {}
        self._duties: Mapping[UnitId, Hex] = {}
        self._openers: Mapping[UnitId, Hex] = {}
        self._grabs: Mapping[UnitId, Hex] = {}
        self._before: Mapping[HqId, Hex] = {}
        self._stood: dict[HqId, tuple[Hex, int]] = {}
        self._vain: dict[tuple[HqId, Hex], int] = {}
        self.aims: Mapping[HqId, Hex] = {}
        """Where each HQ goes this turn."""
        self.missions: Mapping[HqId, Mission] = {}
        """What each HQ is for."""
        self.posts: Mapping[UnitId, Post] = {}
        """What each unit that is not in the field holds this turn."""

    def agenda(self) -> Iterator[Order]:
        """Yield the orders of an impulse."""
        self._standing = self._standing or self.weights
        self.weights = dated(self._standing, self.view.setting, self.faction, self.view.turn)
        yield from desk_orders(self)
        forces = field_forces(self)
        self.forward = self._forward()
        aims = self._aims(forces)
        stay = settled(self)
        pool = tuple(unit for units in forces.values() for unit in units if unit.id not in stay)
        fed = self.weights.feeds_fronts
        self._openers = openers(self, {hq: forces[hq] for hq in aims if fed}, pool, self._openers)
        free = tuple(unit for unit in pool if unit.id not in self._openers)
        held = fill(self, posts_of(self, self.forward), free, self._duties)
        self._duties = {unit: post.at for unit, post in held.items()}
        self.aims, self.posts = aims, held
        idle = tuple(unit for unit in free if unit.id not in held and self.weights.walks_in)
        self._grabs = grabs(self, idle, self._grabs)
        self.lines = lifelines(self)
        self._tell(forces)
        yield from self._asked(aims)
        yield from drops(self)
        yield from depots(self, {hq: forces[hq] for hq in aims if fed})
        yield from recon(self, aims, forces)
        yield from self._attacks(aims, forces, held, stay)
        yield from barrages(self)
        yield from pontoons(self)
        goals = self._goals(aims, pool, held)
        yield from marches(self, goals)
        if self._race(goals):
            yield CallSurge()
            yield from marches(self, goals)
        yield from self.moves(goals)
        yield from mergers(self)
        yield from postures(self)
        yield from works(self)

    def _tell(self, forces: Mapping[HqId, tuple[Unit, ...]]) -> None:
        """Name the missions and say why they were given."""
        self.missions = missions_of(self, forces, self._wanted)
        detached = {unit: Mission(post_task(post), post.at) for unit, post in self.posts.items()}
        detached |= {unit: Mission(Task.OPEN, at) for unit, at in self._openers.items()}
        detached |= {unit: Mission(Task.SEIZE, at) for unit, at in self._grabs.items()}
        for charge in charges(self, self.missions, self._wanted, forces, detached):
            told(self, charge)

    def pick(self, drafting: Drafting, spent: set[Hex]) -> Plan | None:
        """Return the attack to make next, None when none is worth it."""
        return drafting.best(spent)

    def moves(self, goals: Goals) -> Iterator[Order]:
        """Yield the moves of everybody who has somewhere to go."""
        return advances(self, goals)

    def _aims(self, forces: Mapping[HqId, tuple[Unit, ...]]) -> dict[HqId, Hex]:
        """Return what each force that is strong enough goes for next; nothing while it may not attack."""
        self._wanted = {}
        if shut_gate(self.view, self.faction) is not None:
            return {}
        aims = aims_of(self, forces, self._before, self._given_up())
        self._before, self._wanted = {hq: aim.at for hq, aim in aims.items()}, aims
        goals: dict[HqId, Hex] = {}
        sent: dict[Hex, int] = {}
        for hq, aim in aims.items():
            centre = centre_of(self, forces[hq])
            if self.supplied(centre) is SupplyState.OUT:
                goals[hq] = self._reopening(hq, forces)
            elif self._bold(forces[hq]):
                goals[hq] = next_goal(self, aim, centre, self._dealt_with(sent))
                sent[goals[hq]] = sent.get(goals[hq], 0) + power_of(self, forces[hq])
                self._note_progress(hq, aim, centre)
        return goals

    def _dealt_with(self, sent: Mapping[Hex, int]) -> frozenset[Hex]:
        """Return the foes against whom enough is sent already, so that others may go past them."""
        foes = self.picture.foes
        return frozenset(
            at for at, power in sent.items() if at in foes and power >= PLENTY * foes[at].defence
        )

    def _reopening(self, hq: HqId, forces: Mapping[HqId, tuple[Unit, ...]]) -> Hex:
        """Return where a force goes that is cut off: to what bars its way to supply, or to the nearest hex
        that is fed; nowhere when there is none."""
        centre = centre_of(self, forces[hq])
        home = nearest_fed(self, centre)
        return centre if home is None else next_goal(self, Aim(home, 0), centre)

    def _note_progress(self, hq: HqId, aim: Aim, centre: Hex) -> None:
        """Remember since when a force has stood still on its way, and give an aim up that it cannot come
        nearer to."""
        where, since = self._stood.get(hq, (centre, self.view.turn))
        if self.distance(where, centre) > 1 or since > self.view.turn:
            where, since = centre, self.view.turn
        if self.view.turn - since >= self.weights.patience:
            self._vain[hq, aim.at] = self.view.turn
            since = self.view.turn
        self._stood[hq] = (where, since)

    def _given_up(self) -> frozenset[tuple[HqId, Hex]]:
        """Return the aims that a force has lately found out of its reach."""
        return frozenset(key for key, turn in self._vain.items() if self.view.turn - turn < FORGETTING)

    def _forward(self) -> bool:
        """Whether the army as a whole goes forward, so that it needs but small guards: it is the stronger as
        far as it knows, and has more to win than to keep or nobody to fear."""
        own = {unit.at for unit in self.own}
        foes = sum(
            foe.attack
            for foe in self.picture.foes.values()
            if any(self.distance(foe.at, at) <= NEAR for at in own)
        )
        assets = self.view.setting.asset_hexes
        mine = sum(asset.value for at, asset in assets.items() if self.view.control[at] == self.faction)
        whole = sum(asset.value for asset in assets.values())
        power = power_of(self, self.own)
        return 100 * power >= self.weights.forward_pct * foes and (2 * mine <= whole or power >= 2 * foes)

    def _bold(self, units: tuple[Unit, ...]) -> bool:
        """Whether a force is strong enough for what is about it to go forward."""
        centre = centre_of(self, units)
        friends = tuple(unit for unit in self.own if self.distance(unit.at, centre) <= NEAR)
        about = sum(foe.attack for foe in self.picture.foes.values() if self.distance(foe.at, centre) <= NEAR)
        return 100 * power_of(self, friends) >= self.weights.bold_pct * about

    def _attacks(
        self,
        aims: Mapping[HqId, Hex],
        forces: Mapping[HqId, tuple[Unit, ...]],
        held: Mapping[UnitId, Post],
        stay: frozenset[UnitId],
    ) -> Iterator[Order]:
        """Yield attacks while there are good ones, calling a surge when command runs out before they do."""
        prices: dict[Hex, int] = {}

        def gain(there: Hex) -> int:
            if there not in prices:
                prices[there] = self._gain(there, aims, forces) * welcome(self, there) // 100
            return prices[there]

        def stray(unit: Unit, here: Hex) -> int:
            field = self.field(aims[unit.hq]) if unit.hq in aims else ()
            return max(0, min(FAR_ASTRAY, field[here] - field[unit.at])) if field else 0

        rooted = stay | self._garrisons(held) | self._besieged()
        spent: set[Hex] = set()
        tried: set[Hex] = set()
        weights = self.weights
        dear, cheap = (weights.command_point, weights.least), (weights.idle_point, weights.least_idle)
        for price in (dear, cheap):
            while (
                plan := self.pick(Drafting(self, gain, rooted, self.points, *price, stray), spent)
            ) is not None:
                city = plan.target in self.view.setting.city_at
                if not city or plan.target in tried:
                    spent.add(plan.target)
                tried.add(plan.target)
                describe(self, plan)
                yield from self._named(plan)
                yield from orders_of(self, plan)
            if price == dear and self._surge_pays(
                Drafting(self, gain, rooted, self._surge_points(), *dear, stray), spent
            ):
                yield CallSurge()

    def _surge_pays(self, drafting: Drafting, spent: set[Hex]) -> bool:
        """Whether a surge would pay for an attack that is worth it."""
        plan = drafting.best(spent) if drafting.purse else None
        return plan is not None and plan.worth >= self.weights.surge_worth

    def _race(self, goals: Mapping[UnitId, Hex]) -> bool:
        """Whether a surge is called for marches: in the second half of the game, by an army that goes forward
        and has much way to make."""
        late = 2 * self.view.turn > self.view.setting.clock.turns
        if not (self.forward and late and self._surge_points()):
            return False
        return laggards(self, goals)[0] >= WORTH_A_SURGE

    def _surge_points(self) -> int:
        """Return what calling a surge would bring now that nothing is left to spend."""
        surge = self.me.surge
        if surge is None or self.points or not self.view.surges.get(self.faction, 0):
            return 0
        return surge.command if surge.first <= self.view.turn <= surge.last else 0

    def _garrisons(self, held: Mapping[UnitId, Post]) -> frozenset[UnitId]:
        """The men of a post stay in it; only mobile groups sally forth."""
        return frozenset(
            unit
            for unit, post in held.items()
            if not post.screen and "mobile" not in self.view.units[unit].type.traits
        )

    def _besieged(self) -> frozenset[UnitId]:
        """The men of a pocket hold their lines."""
        return frozenset(unit.id for unit in self.led if self.cut_off(unit))

    def _asked(self, aims: Mapping[HqId, Hex]) -> Iterator[Order]:
        """Name the HQ the main axis that may go for its aim on no other terms."""
        for hq, at in aims.items():
            if not self.view.axis and needs_axis(self, hq, at):
                yield NameAxis(hq)

    def _named(self, plan: Plan) -> Iterator[Order]:
        """Name the HQ of the first attack the main axis, if its air support makes use of it."""
        if not self.view.axis and plan.attack.air:
            yield NameAxis(self.view.units[plan.attack.units[0]].hq)

    def _gain(self, there: Hex, aims: Mapping[HqId, Hex], forces: Mapping[HqId, tuple[Unit, ...]]) -> int:
        """Return what a hex is worth: an asset, ground on the way to an aim, a lifeline of his or ours."""
        weights, view = self.weights, self.view
        worth = weights.ground // 3
        asset = view.setting.asset_hexes.get(there)
        if asset is not None and hostile(self.view, self.faction, view.control[there]):
            worth += weights.asset * asset.value
        worth += max((self._way_worth(there, aim, forces[hq]) for hq, aim in aims.items()), default=0)
        worth += min(weights.lifeline, self.lines.get(there, 0))
        return worth

    def _way_worth(self, there: Hex, aim: Hex, units: tuple[Unit, ...]) -> int:
        """Return what ground on the way to an aim is worth to a force near it, and twice that the aim."""
        near = [unit.at for unit in units if self.distance(unit.at, there) <= NEAR]
        if not near:
            return 0
        if there == aim:
            return 2 * self.weights.ground
        field = self.field(aim)
        return self.weights.ground // 2 if field[there] < min(field[at] for at in near) + 2 else 0

    def _goals(
        self, aims: Mapping[HqId, Hex], pool: tuple[Unit, ...], held: Mapping[UnitId, Post]
    ) -> dict[UnitId, Hex]:
        """Return where each unit is bound: its post, its raid, or its HQ's aim."""
        goals: dict[UnitId, Hex] = {}
        alive = tuple(self.view.units[unit.id] for unit in pool if unit.id in self.view.units)
        raiders = raid(self, tuple(unit for unit in alive if unit.id not in held), self.lines)
        for unit in alive:
            if unit.id in self._openers:
                goals[unit.id] = self._openers[unit.id]
            elif unit.id in self._grabs:
                goals[unit.id] = self._grabs[unit.id]
            elif unit.id in raiders:
                goals[unit.id] = raiders[unit.id]
            elif unit.id in held:
                goals[unit.id] = held[unit.id].at
            elif unit.hq in aims and self.field(aims[unit.hq])[unit.at] < FAR:
                goals[unit.id] = aims[unit.hq]
        return goals
