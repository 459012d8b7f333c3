"""Playing cards (17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import OFF_MAP
from game.model import orders as od
from game.model.affairs import Desk
from game.model.events import CardPlayed
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.politics import Card
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.rules.play import Play
from game.rules.politics.relations import hostile
from game.rules.refusal import Refusal
from game.rules.story.conditions import holds
from game.rules.story.effects import Cause, bring_about

MOST_TARGETS = 8


def why_not_play(position: Position, faction: FactionId, order: od.PlayCard) -> Refusal | None:
    """17.4 A card is played from the hand, while it applies, at what it asks for."""
    card = position.setting.politics.cards.get(order.card)
    if card is None or order.card not in position.desks.get(faction, Desk()).hand:
        return Refusal("you hold no such card", "17.4")
    if not holds(position, card.when):
        return Refusal(say("what {card} needs is not given now", card=card.name), "17.4")
    return _why_not_at(position, card, order.target)


def _why_not_at(position: Position, card: Card, target: str) -> Refusal | None:
    known = {
        "": not target,
        "hex": position.setting.board.grid.hex_of(target) != OFF_MAP if target else False,
        "place": target in position.setting.board.places,
        "faction": target in position.setting.factions,
    }[card.target]
    if known:
        return None
    wanted = say("names a {target}", target=card.target) if card.target else mark("names nothing")
    return Refusal(f"{card.name} {wanted}", "17.4")


def _play(play: Play, view: View, order: od.PlayCard) -> None:
    card = view.setting.politics.cards[order.card]
    play.enter(CardPlayed(view.faction, card.id, order.target))
    bring_about(play, card.effects, Cause(card.name, view.faction, order.target))


def candidates(view: View) -> Iterator[Order]:
    """17.4 Yield the cards of the hand with the likeliest targets."""
    for card in dict.fromkeys(view.desks.get(view.faction, Desk()).hand):
        for target in _targets(view, view.setting.politics.cards[card]):
            yield od.PlayCard(card, target)


def _targets(view: View, card: Card) -> tuple[str, ...]:
    match card.target:
        case "hex":
            grid = view.setting.board.grid
            seen = {unit.at for unit in view.units.values() if hostile(view, view.faction, unit.faction)}
            return tuple(grid.label(here) for here in sorted(seen)[:MOST_TARGETS])
        case "place":
            return tuple(view.setting.assets)[:MOST_TARGETS]
        case "faction":
            return tuple(other for other in view.setting.factions if other != view.faction)
    return ("",)


JUDGES = {od.PlayCard: why_not_play}
HANDLERS = {od.PlayCard: _play}
