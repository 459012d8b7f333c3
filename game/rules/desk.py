"""A faction's desk in words: how it stands politically, and what it may do about it.

Screens and the text game show the same sections; every action is a legal order with its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from game.model import orders as od
from game.model.affairs import FAIR, Desk
from game.model.kinds import FactionId, GateState, OfferKind, PlaceId, ZoneKind
from game.model.orders import Order
from game.model.state import View
from game.rules.legal import why_illegal
from game.rules.politics.incidents import pair_of
from game.rules.registry import candidates
from game.rules.story.happenings import questions


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be ordered now."""

    order: Order
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the desk: how things stand, and what may be done."""

    title: str
    lines: tuple[str, ...]
    actions: tuple[Action, ...]


def desk(view: View) -> tuple[Section, ...]:
    """8.2 Return the sections of the desk that have anything on them."""
    ways = actions(view)
    found = []
    for title, (lines, kinds) in _SECTIONS.items():
        told = tuple(lines(view))
        mine = tuple(action for action in ways if isinstance(action.order, kinds))
        if told or mine:
            found.append(Section(title, told, mine))
    return tuple(found)


def actions(view: View) -> tuple[Action, ...]:
    """1.2 Return every political order that may be given now, with its label; none in another's impulse."""
    if view.active != view.faction or view.ending is not None:
        return ()
    found = dict.fromkeys(order for order in candidates(view) if why_illegal(view, order) is None)
    return tuple(Action(order, label_of(view, order)) for order in found)


def waiting(view: View) -> int:
    """17.1 Return how many questions and offers wait for an answer."""
    offers = sum(1 for offer in view.offers if offer.receiver == view.faction)
    return len(questions(view, view.faction)) + offers


# --- names -------------------------------------------------------------------------------------------


def _faction(view: View, faction: FactionId) -> str:
    known = view.setting.factions.get(faction)
    return known.short if known else "nobody"


def _place(view: View, place: PlaceId) -> str:
    known = view.setting.board.places.get(place)
    return known.name if known else place


def _places(view: View, places: tuple[PlaceId, ...]) -> str:
    return " and ".join(_place(view, place) for place in places) or "nothing"


def _concession(
    view: View,
    maker: FactionId,
    to: FactionId,
    gives: tuple[PlaceId, ...],
    takes: tuple[PlaceId, ...],
    recognition: int,
) -> str:
    words = f"{_faction(view, maker)} gives {_faction(view, to)} {_places(view, gives)}"
    words += f" for {_places(view, takes)}"
    return f"{words}, recognition {recognition:+d}" if recognition else words


def label_of(view: View, order: Order) -> str:
    """Return a political order as words on a button."""
    teller = _LABELS.get(type(order))
    return teller(view, order) if teller else str(order)


def _choose_label(view: View, order: od.Choose) -> str:
    return dict(questions(view, view.faction))[order.event].options[order.option - 1].label


def _card_label(view: View, order: od.PlayCard) -> str:
    at = f" at {order.target}" if order.target else ""
    return f"Play {view.setting.politics.cards[order.card].name}{at}"


def _concede_label(view: View, order: od.Concede) -> str:
    return _concession(view, view.faction, order.to, order.gives, order.takes, order.recognition)


def _leave_label(view: View, order: od.AskLeave) -> str:
    return f"Ask for leave in {order.country.capitalize()} for {_faction(view, order.faction)}"


def _gate_label(view: View, order: od.SetGate) -> str:
    word = {GateState.OPEN: "Open", GateState.AID: "Aid only at", GateState.CLOSED: "Close"}[order.state]
    return f"{word} {_place(view, order.place)}"


def _consent_label(view: View, order: od.BuyConsent) -> str:
    return f"Win the consent of {view.setting.politics.patrons[order.patron].name}"


def _standing_label(view: View, order: od.SetStanding) -> str:
    name = {"ambush": "Ambush", "svbied": "Vehicles in defence"}[order.order.value]
    return f"{name} {'on' if order.on else 'off'}"


def _post_label(view: View, order: od.PlacePost) -> str:
    return f"Observation post at {view.setting.board.name_of(view.setting.board.grid.hex_of(order.at))}"


_LABELS: dict[type, Callable[[View, Any], str]] = {
    od.Choose: _choose_label,
    od.PlayCard: _card_label,
    od.Answer: lambda view, order: f"{'Accept' if order.accept else 'Refuse'} {order.offer}",
    od.Concede: _concede_label,
    od.Declare: lambda view, order: f"Break with {_faction(view, order.on)}",
    od.CallHotline: lambda view, order: f"Call {_faction(view, order.to)}",
    od.Enforce: lambda view, order: f"Act against {view.units[order.unit].name}",
    od.AskLeave: _leave_label,
    od.SetGate: _gate_label,
    od.BuyConsent: _consent_label,
    od.Sabotage: lambda view, order: f"Wreck {_place(view, order.place)}",
    od.Seize: lambda view, order: f"Seize {_place(view, order.place)}",
    od.OfferWithdrawal: lambda view, order: f"Offer the garrison of {_place(view, order.place)} a way out",
    od.SetStanding: _standing_label,
    od.BreakCoalition: lambda view, order: f"Break {view.setting.politics.coalitions[order.coalition].name}",
    od.PlacePost: _post_label,
    od.SetFate: lambda view, order: f"Foreign fighters: {order.fate.value}",
    od.Sweep: lambda view, order: f"{view.units[order.unit].name} sweeps its hex",
    od.LayBelt: lambda view, order: f"{view.units[order.unit].name} lays mines",
    od.GoToGround: lambda view, order: f"{view.units[order.unit].name} goes to ground",
}
"""How each political order is told on a button."""


# --- sections ----------------------------------------------------------------------------------------


def _stories(view: View) -> Iterator[str]:
    for _, choice in questions(view, view.faction):
        yield choice.ask
    for card in view.desks.get(view.faction, Desk()).hand:
        known = view.setting.politics.cards[card]
        yield f"Card: {known.name}. {known.text}"


def _offers(view: View) -> Iterator[str]:
    for offer in view.offers:
        if offer.kind is OfferKind.WITHDRAWAL:
            maker = _faction(view, offer.maker)
            yield f"{maker} lets the garrison of {_place(view, offer.place)} go ({offer.id})"
        else:
            words = _concession(
                view, offer.maker, offer.receiver, offer.gives, offer.takes, offer.recognition
            )
            yield f"{words} ({offer.id})"


def _patrons(view: View) -> Iterator[str]:
    for patron in view.setting.politics.patrons.values():
        clients = ", ".join(_faction(view, client) for client in patron.clients)
        approval = view.affairs.approval.get(patron.id, 0)
        mine = " (ours)" if view.faction in patron.clients else ""
        yield f"{patron.name}{mine}: approval {approval} of {clients}"
    if any(view.faction in patron.clients for patron in view.setting.politics.patrons.values()):
        yield f"Political points: {view.desks.get(view.faction, Desk()).favour}"


def _relations(view: View) -> Iterator[str]:
    if view.affairs.weather != FAIR:
        names = {kind.id: kind.name for kind in view.setting.politics.weather}
        yield f"Weather: {names.get(view.affairs.weather, view.affairs.weather)}"
    for other in view.setting.factions:
        if other != view.faction:
            yield _stance(view, other)


def _stance(view: View, other: FactionId) -> str:
    ours, theirs = view.relation(view.faction, other), view.relation(other, view.faction)
    pair = pair_of(view.faction, other)
    words = f"{_faction(view, other)}: {ours.value}"
    words += f", they are {theirs.value}" if theirs is not ours else ""
    words += f", tension {view.tension[pair]}" if view.tension.get(pair) else ""
    notices = [turn for who, turn in view.affairs.notices.items() if set(who) == {view.faction, other}]
    words += f", break announced for turn {notices[0]}" if notices else ""
    truce = view.affairs.truces.get(pair)
    return words + (f", truce to turn {truce}" if truce else "")


def _zones(view: View) -> Iterator[str]:
    affairs = view.affairs
    for zone in view.setting.politics.zones.values():
        if zone.kind is ZoneKind.RING:
            rungs = [
                f"{_faction(view, who)} on rung {rung}"
                for (at, who), rung in affairs.rungs.items()
                if at == zone.id
            ]
            yield f"{zone.name}, {_faction(view, zone.owner)}: {', '.join(rungs) or 'no intruder'}"
        elif zone.kind is ZoneKind.AREA:
            until = affairs.areas.get(zone.id, 0)
            force = f"agreed to turn {until}" if until >= view.turn else "lapsed"
            broken = affairs.suspended.get(zone.id, 0)
            broken_words = f", broken to turn {broken}" if broken >= view.turn else ""
            yield f"{zone.name}: {force}{broken_words}"
        elif view.faction in zone.bound:
            keys = ", ".join(view.setting.politics.patrons[key].name for key in zone.keys)
            yield f"{zone.name}: {zone.need} keys needed, of our main axis, {keys}"


def _borders(view: View) -> Iterator[str]:
    for (faction, country), leave in view.affairs.leaves.items():
        yield f"{_faction(view, faction)} in {country.capitalize()}: {leave.value}"
    for place, state in view.affairs.gates.items():
        yield f"{_place(view, place)}: {state.value}"


def _economy(view: View) -> Iterator[str]:
    for place, field in view.setting.politics.fields.items():
        damage = view.affairs.damage.get(place, 0)
        ready = view.affairs.ready.get(place, 0)
        words = f", damage {damage}" if damage else ""
        words += f", pays from turn {ready}" if ready > view.turn else ""
        holder = _faction(view, view.control[view.setting.board.places[place].at])
        yield f"{_place(view, place)}, {holder}: {field.revenue / 2:g} a turn{words}"
    for route in view.setting.politics.routes.values():
        cut = view.affairs.cuts.get(route.id)
        yield f"{route.name}, {_faction(view, route.faction)}: " + (
            f"last cut on turn {cut}" if cut else "never cut"
        )


def _underground(view: View) -> Iterator[str]:
    if view.faction in view.setting.politics.insurgencies:
        mine = view.desks.get(view.faction, Desk())
        standing = ", ".join(order.value for order in mine.standing) or "none"
        yield f"Prepared vehicles: {mine.chits}; standing orders: {standing}"
        if mine.remnants:
            yield f"On their way: {sum(steps for _, steps in mine.remnants)} steps"
    for here, cell in view.cells.items():
        where = view.setting.board.name_of(here)
        yield f"Cells of {_faction(view, cell.faction)} at {where}: {cell.strength}"
    for here, belt in view.belts.items():
        yield f"Mines of {_faction(view, belt.faction)} at {view.setting.board.name_of(here)}: {belt.level}"


def _coalitions(view: View) -> Iterator[str]:
    for coalition in view.setting.politics.coalitions.values():
        cohesion = view.affairs.cohesion.get(coalition.id, 0)
        until = view.affairs.infighting.get(coalition.id)
        yield f"{coalition.name}: cohesion {cohesion}" + (f", infighting to turn {until}" if until else "")
    for faction, fate in view.affairs.fates.items():
        yield f"Foreign fighters of {_faction(view, faction)}: {fate.value}"
    if view.affairs.posts:
        yield f"Observation posts: {len(view.affairs.posts)}"


def _conference(view: View) -> Iterator[str]:
    talks = view.setting.politics.conference
    if view.talks:
        yield f"Round {view.talks} of {talks.rounds} of the talks"
    for check in talks.checks:
        if check.turn >= view.turn and not view.talks:
            day = view.setting.clock.date_of(check.turn)
            yield f"{check.name}: turn {check.turn}, {day.day} {day:%B %Y}"
            return


_SECTIONS: dict[str, tuple[Callable[[View], Iterator[str]], tuple[type, ...]]] = {
    "For decision": (_stories, (od.Choose, od.PlayCard)),
    "Offers": (_offers, (od.Answer, od.OfferWithdrawal)),
    "The table": (_conference, (od.Concede, od.SetFate)),
    "Patrons": (_patrons, (od.BuyConsent,)),
    "Relations": (_relations, (od.CallHotline, od.Declare)),
    "Zones": (_zones, (od.Enforce,)),
    "Borders": (_borders, (od.AskLeave, od.SetGate)),
    "The north": (_coalitions, (od.BreakCoalition, od.Seize, od.PlacePost)),
    "Fields and roads": (_economy, (od.Sabotage,)),
    "Underground": (_underground, (od.SetStanding, od.Sweep, od.LayBelt, od.GoToGround)),
}
"""The desk, section by section: what is told and which orders belong there."""
