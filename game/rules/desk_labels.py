"""Every political order as words on a button, with its rule and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from game.model import orders as od
from game.model.kinds import FactionId, Fate, GateState, OfferKind, PlaceId, Standing, Step
from game.model.orders import Order
from game.model.state import View
from game.model.tongue import listed, mark, t, tell, tn
from game.rules.desk_parts import Action, hex_name, place_name, places_named, short
from game.rules.politics.leave import plan_for
from game.rules.politics.posts import plan_of, price_of
from game.rules.politics.ring import answer_to
from game.rules.story.happenings import questions


class _Kind(NamedTuple):
    """How one kind of order is told: its label, its rule, the key of its entry."""

    label: Callable[[View, Any], str]
    rule: str
    about: Callable[[Any], str] = lambda order: ""


def action_of(view: View, order: Order) -> Action:
    """Return an order as something that may be done, in words."""
    kind = _KINDS.get(type(order))
    if kind is None:
        return Action(order, str(order))
    return Action(order, kind.label(view, order), _rule_of(view, order) or kind.rule, kind.about(order))


def _rule_of(view: View, order: Order) -> str:
    """Return the rule of an order of which the kind has two, empty for what its kind says."""
    if isinstance(order, od.SetStanding) and order.order is Standing.SVBIED:
        return "15.2"
    offer = next((one for one in view.offers if isinstance(order, od.Answer) and one.id == order.offer), None)
    return "5.5" if offer is not None and offer.kind is OfferKind.WITHDRAWAL else ""


def exchange(
    view: View,
    maker: FactionId,
    to: FactionId,
    gives: tuple[PlaceId, ...],
    takes: tuple[PlaceId, ...],
    recognition: int,
) -> str:
    """18.3 Return an exchange in words, with both sides named."""
    words = [_gift(view, giver, places) for giver, places in ((maker, gives), (to, takes)) if places]
    if recognition:
        giver, taker = (to, maker) if recognition > 0 else (maker, to)
        words.append(
            tn(
                "{giver} grants {taker} {count} point of recognition",
                "{giver} grants {taker} {count} points of recognition",
                abs(recognition),
                giver=short(view, giver),
                taker=short(view, taker),
            )
        )
    return t("; ").join(words) or t("nothing for nothing")


def _gift(view: View, giver: FactionId, places: tuple[PlaceId, ...]) -> str:
    return t("{giver} gives {places}", giver=short(view, giver), places=places_named(view, places))


def _priced(words: str, price: int) -> str:
    return t("{words} ({price} PP)", words=words, price=price) if price else words


def _choose(view: View, order: od.Choose) -> str:
    return tell(dict(questions(view, view.faction))[order.event].options[order.option - 1].label)


def _card(view: View, order: od.PlayCard) -> str:
    grid, targets = view.setting.board.grid, view.setting.factions
    card = view.setting.politics.cards[order.card].name
    if not order.target:
        return t("Play {card}", card=card)
    if order.target in targets:
        return t("Play {card}: {target}", card=card, target=short(view, order.target))
    here = grid.hex_of(order.target)
    where = hex_name(view, here) if here >= 0 else place_name(view, order.target)
    return t("Play {card} at {where}", card=card, where=where)


def _answer(view: View, order: od.Answer) -> str:
    maker = next((short(view, offer.maker) for offer in view.offers if offer.id == order.offer), "")
    if order.accept:
        return t("Accept what {maker} offers", maker=maker)
    return t("Refuse what {maker} offers", maker=maker)


def _concede(view: View, order: od.Concede) -> str:
    words = exchange(view, view.faction, order.to, order.gives, order.takes, order.recognition)
    return t("Propose to {to}: {words}", to=short(view, order.to), words=words)


def _hotline(view: View, order: od.CallHotline) -> str:
    return _priced(t("Call {to}", to=short(view, order.to)), view.setting.rules.politics.call_price)


def _enforce(view: View, order: od.Enforce) -> str:
    unit = view.units[order.unit]
    rung = answer_to(view, view.setting.politics.zones[order.zone], unit)
    step = rung.step if rung else Step.WARN
    words = t(_ENFORCED[step], unit=unit.name, place=hex_name(view, unit.at))
    return t("{words} ({points} air)", words=words, points=rung.points) if rung and rung.points else words


_ENFORCED = {
    Step.WARN: mark("Warn {unit} at {place}"),
    Step.SHOW: mark("Show force to {unit} at {place}"),
    Step.STRIKE: mark("Strike {unit} at {place}"),
}


def _leave(view: View, order: od.AskLeave) -> str:
    plan = plan_for(view, order.faction, order.country)
    words = t(
        "Ask for leave in {country} for {faction}",
        country=order.country.capitalize(),
        faction=short(view, order.faction),
    )
    return _priced(words, plan.price) if plan else words


def _gate(view: View, order: od.SetGate) -> str:
    words = {
        GateState.OPEN: mark("Open {place}"),
        GateState.AID: mark("Let only aid through {place}"),
        GateState.CLOSED: mark("Close {place}"),
    }
    return t(words[order.state], place=place_name(view, order.place))


def _consent(view: View, order: od.BuyConsent) -> str:
    name = view.setting.politics.patrons[order.patron].name
    return _priced(
        t("Win the consent of {name} for this turn", name=name), view.setting.rules.patrons.key_price
    )


def _standing(view: View, order: od.SetStanding) -> str:
    if order.order is Standing.AMBUSH:
        return t("Ambush: on") if order.on else t("Ambush: off")
    return t("Vehicles in defence: on") if order.on else t("Vehicles in defence: off")


def _break(view: View, order: od.BreakCoalition) -> str:
    members = view.setting.politics.coalitions[order.coalition].members
    return t("Break with {names}", names=listed(short(view, one) for one in members if one != view.faction))


def _post(view: View, order: od.PlacePost) -> str:
    plan = plan_of(view, view.faction)
    words = t("Observation post at {place}", place=hex_name(view, view.setting.board.grid.hex_of(order.at)))
    return _priced(words, price_of(view, plan) if plan else 0)


FATES = {
    Fate.EXPEL: mark("Expel them"),
    Fate.EXIT: mark("Let them leave"),
    Fate.DORMANT: mark("Let them go to ground"),
    Fate.ABSORB: mark("Absorb them"),
}
"""What may become of foreign fighters."""


def _of_unit(words: str) -> Callable[[View, Any], str]:
    def told(view: View, order: Any) -> str:
        unit = view.units[order.unit]
        return t(words, unit=unit.name, place=hex_name(view, unit.at))

    return told


def _at_place(words: str) -> Callable[[View, Any], str]:
    return lambda view, order: t(words, place=place_name(view, order.place))


_KINDS: dict[type, _Kind] = {
    od.Choose: _Kind(_choose, "17.1", lambda order: f"question {order.event}"),
    od.PlayCard: _Kind(_card, "17.4", lambda order: f"card {order.card}"),
    od.Answer: _Kind(_answer, "18.3", lambda order: f"offer {order.offer}"),
    od.Concede: _Kind(_concede, "18.3"),
    od.Declare: _Kind(
        lambda view, order: t("Break with {on}", on=short(view, order.on)),
        "9.4",
        lambda order: f"faction {order.on}",
    ),
    od.CallHotline: _Kind(_hotline, "9.5", lambda order: f"faction {order.to}"),
    od.Enforce: _Kind(_enforce, "9.7", lambda order: f"zone {order.zone}"),
    od.AskLeave: _Kind(
        _leave,
        "9.9",
        lambda order: f"leave {order.faction} {order.country}",
    ),
    od.SetGate: _Kind(_gate, "9.10", lambda order: f"gate {order.place}"),
    od.BuyConsent: _Kind(_consent, "13.4", lambda order: f"patron {order.patron}"),
    od.Sabotage: _Kind(_at_place(mark("Wreck {place}")), "14.3", lambda order: f"field {order.place}"),
    od.Seize: _Kind(_at_place(mark("Seize {place}")), "16.3"),
    od.OfferWithdrawal: _Kind(_at_place(mark("Offer the garrison of {place} a way out")), "5.5"),
    od.SetStanding: _Kind(_standing, "15.3", lambda order: "standing"),
    od.BreakCoalition: _Kind(
        _break,
        "16.2",
        lambda order: f"coalition {order.coalition}",
    ),
    od.PlacePost: _Kind(_post, "16.5"),
    od.SetFate: _Kind(lambda view, order: t(FATES[order.fate]), "16.6", lambda order: "fate"),
    od.Sweep: _Kind(_of_unit(mark("{unit} sweeps its hex, {place}")), "15.6"),
    od.LayBelt: _Kind(_of_unit(mark("{unit} lays mines, {place}")), "15.3"),
    od.GoToGround: _Kind(_of_unit(mark("{unit} goes to ground, {place}")), "15.4"),
}
"""How each political order is told."""
