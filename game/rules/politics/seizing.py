"""Towns that change hands within a coalition (16.3), units that go over, members that are absorbed (16.4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import OFF_MAP, Hex
from game.model import orders as od
from game.model.events import (
    Announced,
    CityPressed,
    CohesionChanged,
    CommandSpent,
    ControlPassed,
    DepotMoved,
    Event,
    Retreated,
    StepsLost,
    UnitTurned,
)
from game.model.kinds import FactionId, PlaceId, Relation
from game.model.orders import Order
from game.model.politics import Coalition
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.command import why_not_spend
from game.rules.control import overrun, take
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.coalition import coalition_of, in_infighting
from game.rules.politics.relations import allied, name
from game.rules.refusal import Refusal
from game.rules.retreat import retreat_path
from game.rules.siege import settle_city

FOREIGN = "foreign"
TOWNS = ("city", "town", "crossing")


def is_town(position: Position, here: Hex) -> bool:
    """16.3 Whether a hex is a town, or an asset, that members may contend for."""
    places = position.setting.board.places_at.get(here, ())
    return here in position.setting.asset_hexes or any(place.kind in TOWNS for place in places)


def towns_of(position: Position, coalition: Coalition) -> tuple[Hex, ...]:
    """16.3 Return the towns in a coalition's ground, in order of hex."""
    return tuple(here for here in sorted(coalition.hexes) if is_town(position, here))


# --- seizing -----------------------------------------------------------------------------------------


def owner_of(position: Position, faction: FactionId, here: Hex) -> FactionId:
    """16.3 Return whom a place would be seized from: its holder; in a city of districts the other one."""
    city = position.setting.city_at.get(here)
    if city is None:
        return position.control[here]
    holders = position.cities[city.place].holders
    return next((one for one, count in holders.items() if count and one != faction), "")


def local_steps(position: Position, faction: FactionId, here: Hex) -> int:
    """16.3 Return a faction's steps in a hex and next to it, as far as the position tells."""
    near = (here, *position.setting.board.grid.around[here])
    return sum(unit.steps for at in near for unit in position.units_at(at) if unit.faction == faction)


def _seize(position: Position, faction: FactionId, order: od.Seize) -> Refusal | None:
    """16.3 A shared town is seized by weight of steps in it and next to it."""
    place = position.setting.board.places.get(order.place)
    if place is None or not is_town(position, place.at):
        return Refusal("there is no such town to seize", "16.3")
    owner = owner_of(position, faction, place.at)
    coalition = coalition_of(position, faction, owner)
    if coalition is None or place.at not in coalition.hexes or allied(position, faction, owner):
        return Refusal(say("{place} is not shared with a partner", place=place.name), "16.3")
    return (
        _why_no_right(position, faction, coalition, owner)
        or _why_too_weak(position, faction, owner, place.at)
        or why_not_spend(position, faction, _price(position, coalition))
    )


def _price(position: Position, coalition: Coalition) -> int:
    """16.3 Return the command points for a seizure: none in infighting, when towns fall by themselves."""
    fighting = in_infighting(position, coalition.id)
    return 0 if fighting else position.setting.rules.coalition.seize_command


def _why_no_right(
    position: Position, faction: FactionId, coalition: Coalition, owner: FactionId
) -> Refusal | None:
    """16.3 While members co-operate only one with a stated aim seizes; in infighting any of them does."""
    fighting = in_infighting(position, coalition.id)
    if position.in_truce(faction, owner):
        return Refusal(say("there is a truce with {owner}", owner=name(position, owner)), "16.3")
    if position.relation(faction, owner) is Relation.HOSTILE and not fighting:
        return Refusal(say("{owner} is an enemy: attack it", owner=name(position, owner)), "16.3")
    if faction not in coalition.breakers and not fighting:
        return Refusal(
            say("{faction} does not seize from its partners", faction=name(position, faction)), "16.3"
        )
    return None


def _why_too_weak(position: Position, faction: FactionId, owner: FactionId, here: Hex) -> Refusal | None:
    """16.3 It takes units at the town, so many times the owner's steps, and nobody else's units in it."""
    odds = position.setting.rules.coalition.seize_odds
    ours, theirs = local_steps(position, faction, here), local_steps(position, owner, here)
    near = (here, *position.setting.board.grid.around[here])
    theirs += position.setting.rules.coalition.seize_guess * sum(position.strangers(at) for at in near)
    if any(unit.faction not in (faction, owner) for unit in position.units_at(here)):
        return Refusal("others stand in that town", "16.3")
    if here in position.suspected:
        return Refusal("it is not known who stands in that town", "16.3")
    if not ours or ours < odds * theirs:
        label = position.setting.board.grid.label(here)
        return Refusal(
            say(
                "{ours} steps at {label} against {theirs}: {odds}:1 is needed",
                ours=ours,
                label=label,
                theirs=theirs,
                odds=odds,
            ),
            "16.3",
        )
    return None


def _handle_seize(play: Play, view: View, order: od.Seize) -> None:
    """16.3 The town passes without a fight and its garrison goes; of a city a district passes. What the
    seizer had not seen may make it fail."""
    state, faction = play.state, view.faction
    here = state.setting.board.places[order.place].at
    owner = owner_of(state, faction, here)
    coalition = coalition_of(state, faction, owner)
    price = _price(state, coalition) if coalition else 0
    if price:
        play.enter(CommandSpent(faction, price, mark("the seizure of a town")))
    if coalition is None or _why_too_weak(state, faction, owner, here):
        town = state.setting.board.places[order.place].name
        play.enter(
            Announced(say("{town} is not seized: more stood there than was known", town=town), faction)
        )
        return
    play.enter(
        CohesionChanged(coalition.id, -1, say("{faction} seizes a town", faction=name(state, faction)))
    )
    if here in state.setting.city_at:
        _take_district(play, order.place, faction, owner)
    else:
        _oust(play, here, owner, faction)
        play.enter(ControlPassed((here,), faction))
        _lose_stores(play, here, owner)
        overrun(play, faction, (here,))


def _take_district(play: Play, place: PlaceId, faction: FactionId, owner: FactionId) -> None:
    """16.3 Of a city that is shared one district passes at a time."""
    siege = play.state.cities[place]
    play.enter(CityPressed(place, faction, owner, 1, siege.progress.get(faction, 0), siege.dump))
    settle_city(play, place, owner)


def _oust(play: Play, here: Hex, owner: FactionId, faction: FactionId) -> None:
    """16.3 A garrison goes one hex back without loss; who cannot goes over, foreigners are disarmed."""
    rivals = tuple(sorted({unit.at for unit in play.state.units_of(faction)}))
    for unit in tuple(unit for unit in play.state.units_at(here) if unit.faction == owner):
        path = retreat_path(play.state, unit, rivals, 1)
        if len(path) > 1:
            play.enter(Retreated(unit, path))
            take(play, owner, path[1:])
        elif may_turn(play.state, unit, faction):
            play.enter(UnitTurned(unit, faction, mark("nowhere to go")))
        else:
            play.enter(StepsLost(unit, unit.steps, here, "disarmed"))


def _lose_stores(play: Play, here: Hex, owner: FactionId) -> None:
    """16.3 Stores in a seized town are lost to their owner."""
    for depot in tuple(play.state.depots.values()):
        if depot.at == here and depot.faction == owner:
            play.enter(DepotMoved(depot.id, owner, OFF_MAP))


# --- going over --------------------------------------------------------------------------------------


def may_turn(position: Position, unit: Unit, to: FactionId) -> bool:
    """16.4 Foreigners never go over, nor does anybody into a faction that may not be where he stands."""
    country = position.setting.board.country[unit.at]
    return FOREIGN not in unit.type.traits and country in position.setting.factions[to].countries


def change_sides(play: Play) -> None:
    """16.4 For each town that changed hands between members during an order, a high throw brings a
    unit of the loser's in it or next to it over to the winner."""
    before = play.before
    for event in tuple(play.events):
        for here in _won(event):
            winner, loser = event.faction, before.control[here]  # type: ignore[union-attr]
            if coalition_of(before, winner, loser) and is_town(before, here):
                _defect(play, here, winner, loser)


def _won(event: Event) -> tuple[Hex, ...]:
    return event.hexes if isinstance(event, ControlPassed) else ()


def _defect(play: Play, here: Hex, winner: FactionId, loser: FactionId) -> None:
    """16.4 The weakest unit that stands alone goes over, with the ground it stands on."""
    state = play.state
    label = state.setting.board.grid.label(here)
    if roll_two(state, "defect", label) < state.setting.rules.coalition.defect_need:
        return
    unit = min(_waverers(state, here, winner, loser), key=lambda one: (one.steps, one.id), default=None)
    if unit is not None:
        play.enter(
            UnitTurned(unit, winner, say("the fall of {place}", place=state.setting.board.name_of(here)))
        )
        if state.control[unit.at] != winner:
            play.enter(ControlPassed((unit.at,), winner))
            overrun(play, winner, (unit.at,))


def _waverers(state: State, here: Hex, winner: FactionId, loser: FactionId) -> Iterator[Unit]:
    """16.4 Yield the loser's units next to a town that stand alone in their hex, outside cities."""
    for near in (here, *state.setting.board.grid.around[here]):
        stack = state.units_at(near)
        alone = len(stack) == 1 and near not in state.setting.city_at
        if alone and stack[0].faction == loser and may_turn(state, stack[0], winner):
            yield stack[0]


def absorb_homeless(play: Play) -> None:
    """16.4 At the end of a turn who has lost his last town in a coalition joins the member with most."""
    for coalition in play.state.setting.politics.coalitions.values():
        for member in coalition.members:
            winner = _heir(play.state, coalition, member)
            if winner:
                _absorb(play, coalition, member, winner)


def _heir(state: State, coalition: Coalition, member: FactionId) -> FactionId:
    """16.4 Return who absorbs a member, or "": it held towns at first and holds none, others hold some."""
    towns = towns_of(state, coalition)
    if not any(state.scenario.control[here] == member for here in towns):
        return ""
    if any(_holds(state, member, here) for here in towns):
        return ""
    if not any(unit.at in coalition.hexes for unit in state.units_of(member)):
        return ""
    held = {other: sum(_holds(state, other, here) for here in towns) for other in coalition.members}
    winner = max(held, key=lambda other: held[other])
    return winner if held[winner] else ""


def _holds(state: State, faction: FactionId, here: Hex) -> bool:
    city = state.setting.city_at.get(here)
    if city is not None:
        return state.cities[city.place].holders.get(faction, 0) > 0
    return state.control[here] == faction


def _absorb(play: Play, coalition: Coalition, member: FactionId, winner: FactionId) -> None:
    """16.4 Whole stacks go over with the ground they stand on; foreigners, and who stands with them, stay."""
    turned, reason = False, say("{member} is absorbed", member=name(play.state, member))
    for here in sorted(coalition.hexes - set(play.state.setting.city_at)):
        stack = play.state.units_at(here)
        if stack and all(unit.faction == member and may_turn(play.state, unit, winner) for unit in stack):
            turned = True
            play.enter(
                *(
                    UnitTurned(unit, winner, say("{member} is absorbed", member=name(play.state, member)))
                    for unit in stack
                )
            )
            play.enter(ControlPassed((here,), winner))
            overrun(play, winner, (here,))
    if turned:
        play.enter(CohesionChanged(coalition.id, -1, reason))


def candidates(view: View) -> Iterator[Order]:
    """Yield the towns of partners that a faction's units stand in or next to."""
    coalitions = view.setting.politics.coalitions
    if not coalitions or view.talks:
        return
    near = {here for unit in view.units_of(view.faction) for here in _about(view, unit.at)}
    for here in sorted(near):
        if coalition_of(view, view.faction, owner_of(view, view.faction, here)) and is_town(view, here):
            yield from (od.Seize(place.id) for place in view.setting.board.places_at.get(here, ())[:1])


def _about(view: View, here: Hex) -> tuple[Hex, ...]:
    return (here, *view.setting.board.grid.around[here])


JUDGES = {od.Seize: _seize}
HANDLERS = {od.Seize: _handle_seize}
