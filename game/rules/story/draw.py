"""Drawing cards (17.4)."""

from __future__ import annotations

from game.model.affairs import Desk
from game.model.events import CardDrawn
from game.model.kinds import CardId, FactionId
from game.model.state import State
from game.rules.dice import roll
from game.rules.play import Play
from game.rules.politics.attention import cards_lent


def draw_cards(play: Play) -> None:
    """1.2, 17.4 Phase 1: each faction that some card is for draws one, up to a full hand."""
    most = play.state.setting.politics.hand
    for faction in play.state.setting.order if most else ():
        if len(play.state.desks.get(faction, Desk()).hand) < most + cards_lent(play.state, faction):
            draw(play, faction, 0)


def draw(play: Play, faction: FactionId, n: int) -> None:
    """17.4 Draw one card of those left that are for a faction, each copy as likely as another."""
    left = _left_for(play.state, faction)
    if left:
        play.enter(CardDrawn(faction, left[_below(play.state, len(left), faction, n)]))


def _left_for(state: State, faction: FactionId) -> tuple[CardId, ...]:
    cards = state.setting.politics.cards
    mine = {id for id, card in cards.items() if not card.factions or faction in card.factions}
    return tuple(card for card, copies in state.deck.items() for _ in range(copies) if card in mine)


def _below(state: State, most: int, faction: FactionId, n: int) -> int:
    """Return a number below `most` from three dice, 216 ways."""
    thrown = [roll(state, "card", faction, 3 * n + die) - 1 for die in range(3)]
    return (36 * thrown[0] + 6 * thrown[1] + thrown[2]) % most
