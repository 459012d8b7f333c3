"""What lies on a desk of words: questions and cards, offers, the table, patrons, relations."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.affairs import FAIR, Desk, Offer, pair_of
from game.model.kinds import FactionId, OfferKind
from game.model.politics import Patron
from game.model.state import View
from game.rules.desk_labels import FATES, exchange
from game.rules.desk_parts import Entry, Meter, Scale, counted, place_name, short
from game.rules.legal import why_illegal
from game.rules.politics.concessions import gain_and_loss
from game.rules.politics.fates import foreigners
from game.rules.politics.patrons import approval, backing, band_of, patrons_of
from game.rules.politics.settlement import disputed
from game.rules.politics.tension import is_off, is_watched, level_of
from game.rules.story.happenings import questions


def stories(view: View) -> Iterator[Entry]:
    """17.1, 17.4 Yield the questions to answer, then the cards in hand."""
    for event, choice in questions(view, view.faction):
        yield Entry(
            f"{choice.ask} Left open, the first answer stands.", "Question", f"question {event}", "17.1"
        )
    for card in dict.fromkeys(view.desks.get(view.faction, Desk()).hand):
        known = view.setting.politics.cards[card]
        yield Entry(known.text + _why_not_played(view, card), known.name, f"card {card}", "17.4")


def _why_not_played(view: View, card: str) -> str:
    """17.4 Return that a card which needs no target is of no use now, to be added to its text."""
    known = view.setting.politics.cards[card]
    if known.target or view.active != view.faction:
        return ""
    return " It cannot be played now." if why_illegal(view, od.PlayCard(card)) else ""


# --- offers ------------------------------------------------------------------------------------------


def offers(view: View) -> Iterator[Entry]:
    """5.5, 18.3 Yield the offers that lie open, with both sides named, and what they are worth to us."""
    for offer in view.offers:
        to_us = offer.receiver == view.faction
        head = f"{short(view, offer.maker)} to {'us' if to_us else short(view, offer.receiver)}"
        rule = "5.5" if offer.kind is OfferKind.WITHDRAWAL else "18.3"
        yield Entry(offer_words(view, offer) + _worth(view, offer), head, f"offer {offer.id}", rule)


def offer_words(view: View, offer: Offer) -> str:
    """5.5, 18.3 Return an offer in words."""
    if offer.kind is OfferKind.WITHDRAWAL:
        return f"{short(view, offer.maker)} lets the garrison of {place_name(view, offer.place)} go"
    return exchange(view, offer.maker, offer.receiver, offer.gives, offer.takes, offer.recognition)


def _worth(view: View, offer: Offer) -> str:
    """18.3 Return what an exchange brings and costs us, as far as we know."""
    if offer.kind is not OfferKind.CONCESSION or view.faction not in (offer.maker, offer.receiver):
        return ""
    gain, loss = gain_and_loss(view, offer, view.faction)
    return f". Worth {tenths(gain)} to us, costs us {tenths(loss)}."


def tenths(value: int) -> str:
    """Return a number of tenths as a decimal."""
    whole, rest = divmod(abs(value), 10)
    return f"{'−' if value < 0 else ''}{whole}{f'.{rest}' if rest else ''}"


# --- the table ---------------------------------------------------------------------------------------


def talks_words(view: View) -> Iterator[str]:
    """18.3 Yield what is to be done once the talks are open."""
    rounds = view.setting.politics.conference.rounds
    if view.talks and view.ending is None:
        yield (
            f"The talks, round {view.talks} of {rounds}: the war is over. Answer what you are offered, "
            "propose exchanges, then end the impulse. What is signed over counts in full; what stays "
            f"claimed counts {view.setting.rules.conference.disputed_pct} %."
        )


def table(view: View) -> Iterator[Entry]:
    """18.1, 18.3 Yield the talks, what was signed over and is in dispute, and the meetings to come."""
    yield from (Entry(words, rule="18.3") for words in talks_words(view))
    for place, to in view.affairs.conceded.items():
        yield Entry(f"signed over to {short(view, to)}", place_name(view, place), rule="18.3")
    if view.talks:
        yield from _claims(view)
    yield from _meetings(view)
    yield from _fates(view)


def _claims(view: View) -> Iterator[Entry]:
    """18.4 Yield what is in dispute, by claimant."""
    open_claims = disputed(view)
    for claimant in view.setting.politics.conference.claims:
        places = [place for place, who in open_claims.items() if claimant in who]
        if places:
            names = ", ".join(place_name(view, place) for place in places)
            yield Entry(names, f"{short(view, claimant)} claims", rule="18.4")


def _meetings(view: View) -> Iterator[Entry]:
    to_come = [one for one in view.setting.politics.conference.checks if one.turn >= view.turn]
    for check in to_come if not view.talks else ():
        day = view.setting.clock.date_of(check.turn)
        paid = "; the blocs are paid by what they have in hand" if check is to_come[0] else ""
        yield Entry(f"turn {check.turn}, {day.day} {day:%B %Y}{paid}", check.name, rule="18.1")


def _fates(view: View) -> Iterator[Entry]:
    for faction, fate in view.affairs.fates.items():
        yield Entry(FATES[fate].lower(), f"Foreign fighters of {short(view, faction)}", rule="16.6")
    mine = foreigners(view, view.faction)
    if mine and view.faction not in view.affairs.fates:
        steps = counted(sum(unit.steps for unit in mine), "step")
        yield Entry(f"{steps}; what becomes of them is decided once", "Our foreign fighters", "fate", "16.6")


# --- patrons -----------------------------------------------------------------------------------------


def patrons(view: View) -> Iterator[Entry]:
    """13.1, 13.2 Yield each patron with its approval, ours first, then the political points."""
    everybody = view.setting.politics.patrons.values()
    ours = patrons_of(view, view.faction)
    for patron in (*ours, *(one for one in everybody if one not in ours)):
        yield _patron(view, patron, patron in ours)
    if ours:
        favour, most = view.desks.get(view.faction, Desk()).favour, view.setting.rules.patrons.most_favour
        yield Entry(f"{favour} of at most {most}", "Political points", rule="13.2")
        yield Entry(backing(view, view.faction), "Our backing", rule="13.3")


def _patron(view: View, patron: Patron, ours: bool) -> Entry:
    level, bands = approval(view, patron.id), view.setting.rules.patrons
    clients = ", ".join(short(view, client) for client in patron.clients)
    head = f"{patron.name} (ours)" if ours else patron.name
    marks = ((bands.weak, "weak"), (bands.normal, "normal"), (bands.strong, "strong"))
    words = f"approval {level}, {band_of(view, level)}; backs {clients}"
    return Entry(
        words, head, f"patron {patron.id}", "13.1", Meter(Scale.BAR, level, 100, marks, welcome=True)
    )


# --- relations ---------------------------------------------------------------------------------------


def relations(view: View) -> Iterator[Entry]:
    """9.1 Yield the weather, then how we and each other faction stand to each other."""
    if view.affairs.weather != FAIR:
        names = {kind.id: kind.name for kind in view.setting.politics.weather}
        yield Entry(names.get(view.affairs.weather, view.affairs.weather), "Weather", rule="2.6")
    for other in view.setting.factions:
        if other != view.faction:
            yield _stance(view, other)


def _stance(view: View, other: FactionId) -> Entry:
    ours, theirs = view.relation(view.faction, other).value, view.relation(other, view.faction).value
    facts = [ours if ours == theirs else f"we {ours}, they {theirs}", *_between(view, other)]
    return Entry(
        ", ".join(facts),
        short(view, other),
        f"faction {other}",
        "9.5" if is_watched(view, view.faction, other) else "9.1",
        _tension(view, other),
        (short(view, other), ours, theirs, "; ".join(_between(view, other))),
    )


def _between(view: View, other: FactionId) -> Iterator[str]:
    """9.3–9.5, 9.15 Yield what else there is between us and another: tension, a break announced, a truce."""
    level, pair = level_of(view, view.faction, other), pair_of(view.faction, other)
    if level:
        yield f"tension {level}"
    if is_off(view, view.faction, other):
        yield "the line is off"
    for (who, whom), turn in view.affairs.notices.items():
        if pair_of(who, whom) == pair:
            yield f"break announced for turn {turn}"
    if view.affairs.truces.get(pair, 0) >= view.turn:
        yield f"truce to turn {view.affairs.truces[pair]}"


def _tension(view: View, other: FactionId) -> Meter | None:
    """9.3, 9.5 Return the tension on its scale, where there is a line or any of it."""
    level, figures = level_of(view, view.faction, other), view.setting.rules.politics
    if not is_watched(view, view.faction, other):
        return None
    marks = ((figures.line_off, "line off"), (figures.summit, "summit"))
    return Meter(Scale.PIPS, level, figures.summit, marks)
