"""Questions that are put to a faction, and the cards in its hand (17.1, 17.4)."""

from __future__ import annotations

from game.ai.desk.effects import value_of
from game.model import orders as od
from game.model.affairs import Desk
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import attack_strength
from game.rules.politics.relations import hostile
from game.rules.story.happenings import questions

ANSWERED = 5000
"""Every question is answered, and first of all."""
OPINION = 40
"""What a scenario's own opinion of an answer counts for, a grade."""
ROOM = 20
"""What it is worth to have room for another card."""
A_LOOK, A_ROAD = 15, 12
"""A place looked at, a road made unsafe."""
FIRM = 4
"""Steps of an enemy about a hex that make it worth a little more, a point each of so many."""
CLOSE = 4
"""Hexes of one's own units within which a look or a trap is of use."""


def choose(view: View, order: od.Choose) -> int:
    """17.1 The answer that brings most, with the scenario's opinion; of equals the first."""
    option = dict(questions(view, view.faction))[order.event].options[order.option - 1]
    return ANSWERED + 10 * (value_of(view, option.effects) + OPINION * option.weight) - order.option


def play_card(view: View, order: od.PlayCard) -> int:
    """17.4 A card is played when what it brings is worth anything, at the place where most is to be had."""
    card = view.setting.politics.cards[order.card]
    worth = value_of(view, card.effects) + (ROOM if _full(view) else 0)
    if card.target == "hex":
        kinds = {effect.kind for effect in card.effects}
        worth += _aimed(view, view.setting.board.grid.hex_of(order.target), "reveal" in kinds)
    return worth


def _full(view: View) -> bool:
    """Whether no card will be drawn before one is played."""
    return len(view.desks.get(view.faction, Desk()).hand) >= view.setting.politics.hand


def _aimed(view: View, here: int, look: bool) -> int:
    """Return what a look at a hex or a trap in it is worth: where the enemy is near one's own, and strong."""
    if not any(unit.faction == view.faction for at in _about(view, here) for unit in view.units_at(at)):
        return 1
    foes = [unit for unit in view.units_at(here) if hostile(view, view.faction, unit.faction)]
    return (A_LOOK if look else A_ROAD) + sum(_weight(view, unit) for unit in foes)


def _about(view: View, here: int) -> tuple[int, ...]:
    return tuple(view.setting.board.grid.within(here, CLOSE))


def _weight(view: View, unit: Unit) -> int:
    return attack_strength(view, unit) // (100 * FIRM)
