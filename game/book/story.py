"""Articles about what a scenario tells beside the rules: its course, its weather, its cards, its meetings."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.model.affairs import Desk
from game.model.state import View
from game.model.tongue import MONTHS, listed, mark, t, tell, tn, told_date
from game.rules.story.happenings import questions

TARGETS = {
    "hex": mark("It names a hex."),
    "place": mark("It names a place."),
    "faction": mark("It names a faction."),
}


def course_article(view: View, id: str = "") -> Article:
    """Return the article about the scenario: its turns, what is expected, what is in the calendar."""
    setting, clock = view.setting, view.setting.clock
    day, last = clock.date_of(view.turn), clock.date_of(clock.turns)
    blocks: list[Block] = [Para(part) for part in tell(setting.summary).split("\n") if part.strip()]
    blocks.append(
        Para(
            t(
                "Turn {turn} of {turns}, {date}; the last begins on {last}. A turn is {days} days (1.2).",
                turn=view.turn,
                turns=clock.turns,
                date=told_date(day),
                last=told_date(last),
                days=clock.turn_days,
            )
        )
    )
    order = " → ".join(names.faction(view, one) for one in setting.order)
    blocks.append(Para(t("They move in this order: {order}.", order=order)))
    blocks += [*_expected(view), *_calendar(view), *_milestones(view)]
    return Article("course", setting.title, t("Scenario"), tuple(blocks))


def _expected(view: View) -> Iterator[Block]:
    """Yield the viewer's own arrivals and departures; nobody sees others'."""
    coming = [(turn, text) for turn, _, text in view.schedule if turn >= view.turn]
    if coming:
        yield Head(t("What you expect (11.1, 11.2)"))
        yield Table(tuple((t("Turn {turn}", turn=turn), text) for turn, text in coming))


def _calendar(view: View) -> Iterator[Block]:
    checks = view.setting.politics.conference.checks
    if checks:
        yield Head(t("Meetings of the powers (18.1)"))
        date_of = view.setting.clock.date_of
        rows = (
            (t("Turn {turn}", turn=one.turn), told_date(date_of(one.turn), 2), one.name) for one in checks
        )
        yield Table(tuple(rows))


def _milestones(view: View) -> Iterator[Block]:
    """Yield what history reached, and when."""
    known = view.setting.milestones
    if known:
        yield Head(t("What history reached"))
        yield Table(
            tuple((told_date(one.day, 2), one.text) for one in sorted(known, key=lambda one: one.day))
        )


def weather_article(view: View, id: str) -> Article | None:
    """Return the article about a kind of weather."""
    kind = next((one for one in view.setting.politics.weather if one.id == id), None)
    if kind is None:
        return None
    terrain = view.setting.rules.terrain
    blocks: list[Block] = (
        [Para(t("It is the weather of this turn (2.6)."))] if view.affairs.weather == id else []
    )
    if kind.grounds_air:
        blocks.append(Item(t("Every aircraft stays on the ground (2.6, 6.1)")))
    if kind.bars:
        barred = listed(link(terrain[one].name, f"terrain {one}") for one in sorted(kind.bars))
        blocks.append(Item(t("Off the road nobody enters {barred} (2.6)", barred=barred)))
    if kind.leg_pct != 100:
        blocks.append(
            Item(t("Units on foot move with {leg_pct} % of their points (2.6)", leg_pct=kind.leg_pct))
        )
    blocks.append(Head(t("When it comes, on two dice")))
    rows = tuple(
        (t(MONTHS[month - 1]), t("{need} or more", need=need)) for month, need in sorted(kind.months.items())
    )
    return Article(f"weather {id}", kind.name, t("Weather"), (*blocks, Table(rows)))


def card_article(view: View, id: str) -> Article | None:
    """Return the article about a card that the viewer's faction may draw; others' stay unknown."""
    card = view.setting.politics.cards.get(id)
    if card is None or view.faction not in card.factions:
        return None
    held = view.desks.get(view.faction, Desk()).hand.count(id)
    hand = (
        tn("You hold {count} copy.", "You hold {count} copies.", held)
        if held
        else t("It is not in your hand.")
    )
    blocks: list[Block] = [
        Para(card.text),
        Para(t("{hand} There are {copies} in all (17.4).", hand=hand, copies=card.copies)),
    ]
    if card.target:
        blocks.append(Para(TARGETS[card.target]))
    return Article(f"card {id}", card.name, t("Card"), tuple(blocks))


def question_article(view: View, id: str) -> Article | None:
    """Return the article about a question that waits for the viewer's answer."""
    choice = dict(questions(view, view.faction)).get(id)
    if choice is None:
        return None
    answers = (Item(option.label) for option in choice.options)
    told = Para(t("Left open, the first answer stands at the end of the turn (17.1)."))
    return Article(f"question {id}", choice.ask, t("Question"), (told, Head(t("Answers")), *answers))
