"""Oil and gas (14.1–14.3): what fields pay, how they are repaired, and how they are wrecked."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model import orders as od
from game.model.events import Event
from game.model.kinds import FactionId, Mobility, PlaceId
from game.model.orders import Order
from game.model.politics import Field
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.rules.dice import roll
from game.rules.play import Play
from game.rules.politics.patrons import patrons_of
from game.rules.politics.relations import allied, hostile
from game.rules.refusal import Refusal
from game.rules.supply import supply_map


def hex_of(position: Position, place: PlaceId) -> Hex:
    """14.1 Return the hex of a field."""
    return position.setting.board.places[place].at


def flow(position: Position, field: Field, damage: int) -> int:
    """14.1 Return the half points that a field yields a turn: an equal part less for each level of damage."""
    most = position.setting.rules.oil.max_damage
    return field.revenue * (most - damage) // most


def revenue(position: Position, faction: FactionId) -> int:
    """14.1 Return the half points a turn of the repaired fields that a faction holds."""
    affairs = position.affairs
    return sum(
        flow(position, one, affairs.damage.get(one.place, 0))
        for one in position.setting.politics.fields.values()
        if position.control[hex_of(position, one.place)] == faction
        and affairs.ready.get(one.place, 0) <= position.turn
    )


def pay_fields(play: Play) -> None:
    """14.1 Fields in supply pay those who have patrons political points."""
    state = play.state  # what is paid changes nobody's supply: one position for all
    holders = {state.control[hex_of(state, place)] for place in state.setting.politics.fields}
    for faction in state.setting.factions:
        if faction in holders and patrons_of(state, faction):
            halves = _supplied_revenue(state, faction)
            if halves >= 2:
                play.enter(ev.FavourChanged(faction, halves // 2, mark("oil and gas")))


def _supplied_revenue(state: State, faction: FactionId) -> int:
    supplied = supply_map(state, faction)
    return sum(
        flow(state, one, state.affairs.damage.get(one.place, 0))
        for one in state.setting.politics.fields.values()
        if state.control[hex_of(state, one.place)] == faction
        and state.affairs.ready.get(one.place, 0) <= state.turn
        and (hex_of(state, one.place) in supplied.costs or hex_of(state, one.place) in supplied.pockets)
    )


def men_lost(state: State, faction: FactionId) -> int:
    """14.1 Return the replacements a turn that a faction without patrons misses for want of revenue."""
    fields = state.setting.politics.fields.values()
    if not fields or patrons_of(state, faction):
        return 0
    owned = (one for one in fields if state.scenario.control[hex_of(state, one.place)] == faction)
    first = sum(flow(state, one, one.damage) for one in owned)
    return max(0, first - revenue(state, faction)) // state.setting.rules.oil.revenue_a_man


def mend(play: Play) -> None:
    """14.2 Every so many turns a field in supply, with no enemy near, loses a level of damage."""
    figures = play.state.setting.rules.oil
    if play.state.turn % figures.mend:
        return
    for place, damage in tuple(play.state.affairs.damage.items()):
        last = play.state.affairs.wrecked.get(place, 0)
        if damage and play.state.turn - last >= figures.mend and _in_peace(play.state, place):
            ready = play.state.affairs.ready.get(place, 0)
            play.enter(ev.FieldChanged(place, damage - 1, ready, "repaired"))


def _in_peace(state: State, place: PlaceId) -> bool:
    """14.2 Whether a field is in its holder's supply and no enemy of his is near."""
    here = hex_of(state, place)
    holder = state.control[here]
    if holder not in state.setting.factions or here not in supply_map(state, holder).costs:
        return False
    return not enemies_near(state, holder, here, state.setting.rules.oil.quiet)


def enemies_near(position: Position, holder: FactionId, here: Hex, reach: int) -> bool:
    """14.2, 14.3 Whether an enemy's unit is known within some hexes."""
    distance = position.setting.board.grid.distance
    units = any(
        hostile(position, holder, unit.faction) and distance(unit.at, here) <= reach
        for unit in position.units.values()
    )
    return units or any(
        hostile(position, holder, owner) and distance(at, here) <= reach
        for at, owner in position.suspected.items()
    )


# --- capture and sabotage ----------------------------------------------------------------------------


def heed(play: Play, events: tuple[Event, ...]) -> None:
    """14.2 Whoever takes a field has to repair it; an insurgent may wreck it as it is lost (14.3)."""
    fields = play.state.setting.politics.fields
    if not fields:
        return
    at = {hex_of(play.state, place): place for place in fields}
    for event in events:
        if isinstance(event, ev.ControlPassed):
            for here in event.hexes:
                loser = play.before.control[here]
                if here in at and not (loser and allied(play.state, loser, event.faction)):
                    _captured(play, at[here], loser, event.faction)


def _captured(play: Play, place: PlaceId, loser: FactionId, winner: FactionId) -> None:
    figures, damage = play.state.setting.rules.oil, play.state.affairs.damage.get(place, 0)
    wrecked = damage < figures.max_damage and _wrecked_in_time(play.state, place, loser, winner)
    damage += wrecked
    wait = figures.long_repair if damage >= figures.long_repair_from else figures.repair
    reason = mark("wrecked as it was lost") if wrecked else mark("taken as it stood")
    play.enter(ev.FieldChanged(place, damage, play.state.turn + wait, reason))


def _wrecked_in_time(state: State, place: PlaceId, loser: FactionId, winner: FactionId) -> bool:
    """14.3 An insurgent wrecks a field on a high throw, unless a motorised unit came from afar."""
    if loser not in state.setting.politics.insurgencies:
        return False
    here, figures = hex_of(state, place), state.setting.rules.oil
    distance = state.setting.board.grid.distance
    dash = any(
        unit.faction == winner
        and unit.type.mobility is not Mobility.LEG
        and distance(unit.start, here) >= figures.dash
        for unit in state.units_at(here)
    )
    return not dash and roll(state, "wreck", place) >= figures.wreck_need


def wreck_threatened(play: Play) -> None:
    """14.3 A field of an insurgent's that an enemy has stood next to for a whole turn is damaged."""
    state = play.state
    for place in state.setting.politics.fields:
        here, damage = hex_of(state, place), play.state.affairs.damage.get(place, 0)
        holder = state.control[here]
        free = damage < state.setting.rules.oil.max_damage and state.affairs.wrecked.get(place) != state.turn
        if holder in state.setting.politics.insurgencies and free and _threatened(state, holder, here):
            ready = state.affairs.ready.get(place, 0)
            play.enter(ev.FieldChanged(place, damage + 1, ready, mark("wrecked under threat")))


def _threatened(state: State, holder: FactionId, here: Hex) -> bool:
    around = state.setting.board.grid.around[here]
    return any(
        hostile(state, holder, unit.faction) and not unit.moved
        for near in around
        for unit in state.units_at(near)
    )


def _why_not_sabotage(position: Position, faction: FactionId, order: od.Sabotage) -> Refusal | None:
    """14.3 Its holder wrecks a field once a turn, with a unit at it, when an enemy is near."""
    if order.place not in position.setting.politics.fields:
        return Refusal("there is no such field", "14.3")
    figures, here = position.setting.rules.oil, hex_of(position, order.place)
    name = position.setting.board.places[order.place].name
    at = (here, *position.setting.board.grid.around[here])
    own = any(unit.faction == faction for near in at for unit in position.units_at(near))
    if position.control[here] != faction or not own:
        return Refusal(say("you do not hold {name} with a unit in it or next to it", name=name), "14.3")
    if not enemies_near(position, faction, here, figures.sabotage_reach):
        return Refusal(
            say(
                "no enemy is known within {sabotage_reach} hexes of {name}",
                sabotage_reach=figures.sabotage_reach,
                name=name,
            ),
            "14.3",
        )
    if position.affairs.wrecked.get(order.place) == position.turn:
        return Refusal(say("{name} has been damaged this turn", name=name), "14.3")
    if position.affairs.damage.get(order.place, 0) >= figures.max_damage:
        return Refusal(say("{name} is wrecked throughout", name=name), "14.3")
    return None


def _sabotage(play: Play, view: View, order: od.Sabotage) -> None:
    affairs, figures = play.state.affairs, play.state.setting.rules.oil
    damage = affairs.damage.get(order.place, 0) + 1
    wait = figures.long_repair if damage >= figures.long_repair_from else figures.repair
    ready = max(affairs.ready.get(order.place, 0), play.state.turn + wait)
    play.enter(ev.FieldChanged(order.place, damage, ready, "sabotaged"))


def candidates(view: View) -> Iterator[Order]:
    """14.3 Yield each field that one holds."""
    for place in view.setting.politics.fields:
        if view.control[hex_of(view, place)] == view.faction:
            yield od.Sabotage(place)


JUDGES = {od.Sabotage: _why_not_sabotage}
HANDLERS = {od.Sabotage: _sabotage}
