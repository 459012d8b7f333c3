"""What lies on a desk of words: questions and cards, offers, the table, patrons, relations."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.affairs import FAIR, Desk, Offer, pair_of
from game.model.kinds import FactionId, OfferKind
from game.model.politics import Patron
from game.model.state import View
from game.model.tongue import listed, t, tell, told_date
from game.rules.chronicle_words import counted_steps
from game.rules.desk_labels import FATES, exchange
from game.rules.desk_parts import Entry, Meter, Scale, place_name, short
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
            t("{ask} Left open, the first answer stands.", ask=choice.ask),
            t("Question"),
            f"question {event}",
            "17.1",
        )
    for card in dict.fromkeys(view.desks.get(view.faction, Desk()).hand):
        known = view.setting.politics.cards[card]
        words = tell(known.text)
        if _is_of_no_use(view, card):
            words = t("{card} It cannot be played now.", card=known.text)
        yield Entry(words, tell(known.name), f"card {card}", "17.4")


def _is_of_no_use(view: View, card: str) -> bool:
    """17.4 Whether a card that needs no target cannot be played now."""
    known = view.setting.politics.cards[card]
    return not known.target and view.active == view.faction and bool(why_illegal(view, od.PlayCard(card)))


# --- offers ------------------------------------------------------------------------------------------


def offers(view: View) -> Iterator[Entry]:
    """5.5, 18.3 Yield the offers that lie open, with both sides named, and what they are worth to us."""
    for offer in view.offers:
        maker, receiver = short(view, offer.maker), short(view, offer.receiver)
        to_us = offer.receiver == view.faction
        head = t("{maker} to {receiver}", maker=maker, receiver=receiver)
        head = t("{maker} to us", maker=maker) if to_us else head
        rule = "5.5" if offer.kind is OfferKind.WITHDRAWAL else "18.3"
        yield Entry(_weighed(view, offer), head, f"offer {offer.id}", rule)


def offer_words(view: View, offer: Offer) -> str:
    """5.5, 18.3 Return an offer in words."""
    if offer.kind is OfferKind.WITHDRAWAL:
        return t(
            "{maker} lets the garrison of {place} go",
            maker=short(view, offer.maker),
            place=place_name(view, offer.place),
        )
    return exchange(view, offer.maker, offer.receiver, offer.gives, offer.takes, offer.recognition)


def _weighed(view: View, offer: Offer) -> str:
    """18.3 Return an offer with what it brings and costs us, as far as we know."""
    words = offer_words(view, offer)
    if offer.kind is not OfferKind.CONCESSION or view.faction not in (offer.maker, offer.receiver):
        return words
    gain, loss = gain_and_loss(view, offer, view.faction)
    return t(
        "{offer}. Worth {gain} to us, costs us {loss}.", offer=words, gain=tenths(gain), loss=tenths(loss)
    )


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
            t(
                "The talks, round {talks} of {rounds}: the war is over. Answer what you are offered, "
                "propose exchanges, then end the impulse. What is signed over counts in full; what stays "
                "claimed counts {disputed_pct} %.",
                talks=view.talks,
                rounds=rounds,
                disputed_pct=view.setting.rules.conference.disputed_pct,
            )
        )


def table(view: View) -> Iterator[Entry]:
    """18.1, 18.3 Yield the talks, what was signed over and is in dispute, and the meetings to come."""
    yield from (Entry(words, rule="18.3") for words in talks_words(view))
    for place, to in view.affairs.conceded.items():
        yield Entry(t("signed over to {to}", to=short(view, to)), place_name(view, place), rule="18.3")
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
            names = listed(place_name(view, place) for place in places)
            yield Entry(names, t("{claimant} claims", claimant=short(view, claimant)), rule="18.4")


def _meetings(view: View) -> Iterator[Entry]:
    to_come = [one for one in view.setting.politics.conference.checks if one.turn >= view.turn]
    for check in to_come if not view.talks else ():
        day = view.setting.clock.date_of(check.turn)
        words = t("turn {turn}, {date}", turn=check.turn, date=told_date(day))
        if check is to_come[0]:
            words = t("{date}; the blocs are paid by what they have in hand", date=words)
        yield Entry(words, tell(check.name), rule="18.1")


def _fates(view: View) -> Iterator[Entry]:
    for faction, fate in view.affairs.fates.items():
        yield Entry(
            t(FATES[fate]).lower(),
            t("Foreign fighters of {faction}", faction=short(view, faction)),
            rule="16.6",
        )
    mine = foreigners(view, view.faction)
    if mine and view.faction not in view.affairs.fates:
        steps = counted_steps(sum(unit.steps for unit in mine))
        yield Entry(
            t("{steps}; what becomes of them is decided once", steps=steps),
            t("Our foreign fighters"),
            "fate",
            "16.6",
        )


# --- patrons -----------------------------------------------------------------------------------------


def patrons(view: View) -> Iterator[Entry]:
    """13.1, 13.2 Yield each patron with its approval, ours first, then the political points."""
    everybody = view.setting.politics.patrons.values()
    ours = patrons_of(view, view.faction)
    for patron in (*ours, *(one for one in everybody if one not in ours)):
        yield _patron(view, patron, patron in ours)
    if ours:
        favour, most = view.desks.get(view.faction, Desk()).favour, view.setting.rules.patrons.most_favour
        yield Entry(
            t("{favour} of at most {most}", favour=favour, most=most), t("Political points"), rule="13.2"
        )
        yield Entry(tell(backing(view, view.faction)), t("Our backing"), rule="13.3")


def _patron(view: View, patron: Patron, ours: bool) -> Entry:
    level, bands = approval(view, patron.id), view.setting.rules.patrons
    clients = listed(short(view, client) for client in patron.clients)
    head = t("{patron} (ours)", patron=patron.name) if ours else tell(patron.name)
    marks = ((bands.weak, t("weak")), (bands.normal, t("normal")), (bands.strong, t("strong")))
    words = t(
        "approval {level}, {band}; backs {clients}",
        level=level,
        band=band_of(view, level),
        clients=clients,
    )
    return Entry(
        words, head, f"patron {patron.id}", "13.1", Meter(Scale.BAR, level, 100, marks, welcome=True)
    )


# --- relations ---------------------------------------------------------------------------------------


def relations(view: View) -> Iterator[Entry]:
    """9.1 Yield the weather, then how we and each other faction stand to each other."""
    if view.affairs.weather != FAIR:
        names = {kind.id: kind.name for kind in view.setting.politics.weather}
        yield Entry(tell(names.get(view.affairs.weather, view.affairs.weather)), t("Weather"), rule="2.6")
    for other in view.setting.factions:
        if other != view.faction:
            yield _stance(view, other)


def _stance(view: View, other: FactionId) -> Entry:
    ours, theirs = (
        tell(view.relation(view.faction, other).value),
        tell(view.relation(other, view.faction).value),
    )
    facts = [
        ours if ours == theirs else t("we {ours}, they {theirs}", ours=ours, theirs=theirs),
        *_between(view, other),
    ]
    return Entry(
        listed(facts),
        short(view, other),
        f"faction {other}",
        "9.5" if is_watched(view, view.faction, other) else "9.1",
        _tension(view, other),
        (short(view, other), ours, theirs, t("; ").join(_between(view, other))),
    )


def _between(view: View, other: FactionId) -> Iterator[str]:
    """9.3–9.5, 9.15 Yield what else there is between us and another: tension, a break announced, a truce."""
    level, pair = level_of(view, view.faction, other), pair_of(view.faction, other)
    if level:
        yield t("tension {level}", level=level)
    if is_off(view, view.faction, other):
        yield t("the line is off")
    for (who, whom), turn in view.affairs.notices.items():
        if pair_of(who, whom) == pair:
            yield t("break announced for turn {turn}", turn=turn)
    if view.affairs.truces.get(pair, 0) >= view.turn:
        yield t("truce to turn {turn}", turn=view.affairs.truces[pair])


def _tension(view: View, other: FactionId) -> Meter | None:
    """9.3, 9.5 Return the tension on its scale, where there is a line or any of it."""
    level, figures = level_of(view, view.faction, other), view.setting.rules.politics
    if not is_watched(view, view.faction, other):
        return None
    marks = ((figures.line_off, t("line off")), (figures.summit, t("summit")))
    return Meter(Scale.PIPS, level, figures.summit, marks)
