"""A faction's desk in words: how it stands politically, and what it may do about it.

Screens and the text game show the same sections; every action is a legal order with its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.model import orders as od
from game.model.state import View
from game.model.tongue import mark, t
from game.rules import desk_ground, desk_lines
from game.rules.desk_labels import action_of
from game.rules.desk_parts import Action, Entry, Section
from game.rules.legal import why_illegal
from game.rules.registry import candidates
from game.rules.story.happenings import questions

DECISION, OFFERS, TABLE, RELATIONS = (
    mark("For decision"),
    mark("Offers"),
    mark("The table"),
    mark("Relations"),
)

_SECTIONS: dict[str, tuple[Callable[[View], Iterator[Entry]], tuple[type, ...]]] = {
    DECISION: (desk_lines.stories, (od.Choose, od.PlayCard)),
    OFFERS: (desk_lines.offers, (od.Answer, od.OfferWithdrawal)),
    TABLE: (desk_lines.table, (od.Concede, od.SetFate)),
    RELATIONS: (desk_lines.relations, (od.CallHotline, od.Declare)),
    mark("Patrons"): (desk_lines.patrons, (od.BuyConsent,)),
    mark("Zones"): (desk_ground.zones, (od.Enforce,)),
    mark("Borders"): (desk_ground.borders, (od.AskLeave, od.SetGate)),
    mark("The north"): (desk_ground.coalitions, (od.BreakCoalition, od.Seize, od.PlacePost)),
    mark("Oil and roads"): (desk_ground.economy, (od.Sabotage,)),
    mark("Underground"): (desk_ground.underground, (od.SetStanding, od.Sweep, od.LayBelt, od.GoToGround)),
    mark("Handicap"): (desk_ground.handicap, ()),
}
"""The desk, section by section: what is told and which orders belong there."""


def desk(view: View) -> tuple[Section, ...]:
    """8.2 Return the sections of the desk that have anything on them."""
    ways = actions(view)
    found = []
    for title, (entries, kinds) in _SECTIONS.items():
        told = tuple(entries(view))
        mine = tuple(action for action in ways if isinstance(action.order, kinds))
        if told or mine:
            found.append(Section(title, told, mine))
    return tuple(found)


def actions(view: View) -> tuple[Action, ...]:
    """1.2 Return every political order that may be given now, with its label; none in another's impulse."""
    if view.active != view.faction or view.ending is not None:
        return ()
    found = dict.fromkeys(order for order in candidates(view) if why_illegal(view, order) is None)
    return tuple(action_of(view, order) for order in found)


def waiting(view: View) -> int:
    """17.1 Return how many questions and offers wait for an answer."""
    offers = sum(1 for offer in view.offers if offer.receiver == view.faction)
    return len(questions(view, view.faction)) + offers


def matters(view: View) -> Iterator[str]:
    """17.1, 18.3 Yield what a faction should know as its impulse begins: the talks, questions, offers."""
    yield from desk_lines.talks_words(view)
    for _, choice in questions(view, view.faction):
        yield t("A question waits for your answer: {ask}", ask=choice.ask)
    for offer in view.offers:
        if offer.receiver == view.faction:
            yield t(
                "An offer waits for your answer: {offer}",
                offer=desk_lines.offer_words(view, offer),
            )


def first_title(view: View, sections: tuple[Section, ...]) -> str:
    """17.1, 18.3 Return the section to look at first: what waits for an answer, the table, then relations."""
    titles = [section.title for section in sections]
    wanted = [DECISION] if questions(view, view.faction) else []
    wanted += [OFFERS] if any(offer.receiver == view.faction for offer in view.offers) else []
    wanted += [TABLE] if view.talks else []
    return next((title for title in (*wanted, RELATIONS) if title in titles), titles[0])
