"""Consent (13.4): ground where a faction attacks only with the keys of its patrons, or its own main axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import KeyGiven
from game.model.kinds import FactionId, HqId, PatronId, ZoneKind
from game.model.orders import Order
from game.model.politics import Zone
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.patrons import approval, pay, why_not_pay
from game.rules.politics.relations import hostile
from game.rules.refusal import Refusal

NO_HEXES: frozenset[Hex] = frozenset()


def zones_binding(position: Position, faction: FactionId) -> tuple[Zone, ...]:
    """13.4 Return the zones of consent that bind a faction this turn."""
    return tuple(
        zone
        for zone in position.setting.politics.zones.values()
        if zone.kind is ZoneKind.CONSENT and faction in zone.bound
        if zone.since <= position.turn and (not zone.until or position.turn <= zone.until)
    )


def keys_to(position: Position, faction: FactionId, zone: Zone) -> tuple[PatronId, ...]:
    """13.4 Return the patrons whose keys a faction has: given freely by the well disposed, or bought."""
    desk, normal = position.desks.get(faction), position.setting.rules.patrons.normal
    bought = desk.keys if desk else ()
    return tuple(key for key in zone.keys if approval(position, key) >= normal or key in bought)


def _keys_missing(position: Position, faction: FactionId, zone: Zone, hqs: Iterable[HqId]) -> int:
    """13.4 Return how many keys a force lacks; its faction's own is that it is the named main axis."""
    axis = position.axis.get(faction)
    own = int(axis is not None and all(hq == axis for hq in hqs))
    return max(0, zone.need - own - len(keys_to(position, faction, zone)))


def why_no_consent(position: Position, faction: FactionId, hqs: Iterable[HqId], here: Hex) -> Refusal | None:
    """13.4 Return why a force of these HQs may not attack a hex or enter it as hostile ground, or None."""
    hqs = tuple(hqs)
    for zone in zones_binding(position, faction):
        lacking = _keys_missing(position, faction, zone, hqs) if here in zone.hexes else 0
        if lacking:
            words = mark("{zone} needs the consent of patrons or the main axis: {count} keys lacking")
            if lacking == 1:
                words = mark("{zone} needs the consent of patrons or the main axis: {count} key lacking")
            return Refusal(
                say(words, zone=zone.name, count=lacking),
                "13.4",
                "Name the HQ as main axis, or win the consent of a patron for this turn.",
            )
    return None


@once_a_position
def unconsented(position: Position, faction: FactionId, hq: HqId) -> frozenset[Hex]:
    """13.4 Return the hostile ground that a unit of an HQ may not enter for want of consent."""
    shut = NO_HEXES
    for zone in zones_binding(position, faction):
        if _keys_missing(position, faction, zone, (hq,)):
            theirs = (here for here in zone.hexes if hostile(position, faction, position.control[here]))
            shut = shut.union(theirs)
    return shut


def _why_not_buy(position: Position, faction: FactionId, order: od.BuyConsent) -> Refusal | None:
    """13.4 A key is bought of a patron that would not give it, and has not withdrawn."""
    zones = zones_binding(position, faction)
    if not any(order.patron in zone.keys for zone in zones):
        return Refusal("this patron has no say in what you attack", "13.4")
    figures, level = position.setting.rules.patrons, approval(position, order.patron)
    if level >= figures.normal or any(order.patron in keys_to(position, faction, zone) for zone in zones):
        return Refusal("this patron consents already", "13.4")
    if level < figures.weak:
        return Refusal("this patron has withdrawn and sells nothing", "13.4")
    return why_not_pay(position, faction, figures.key_price, "13.4")


def _buy(play: Play, view: View, order: od.BuyConsent) -> None:
    pay(play, view.faction, play.state.setting.rules.patrons.key_price, mark("a patron's consent"))
    play.enter(KeyGiven(view.faction, order.patron))


def candidates(view: View) -> Iterator[Order]:
    """13.4 Yield each key that might be bought."""
    for patron in dict.fromkeys(key for zone in zones_binding(view, view.faction) for key in zone.keys):
        yield od.BuyConsent(patron)


JUDGES = {od.BuyConsent: _why_not_buy}
HANDLERS = {od.BuyConsent: _buy}
