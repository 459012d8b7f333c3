"""Articles about what a scenario tells beside the rules: its course, its weather, its cards, its meetings."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.model.affairs import Desk
from game.model.state import View
from game.rules.story.happenings import questions

TARGETS = {
    "hex": "It names a hex.",
    "place": "It names a place.",
    "faction": "It names a faction.",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def course_article(view: View, id: str = "") -> Article:
    """Return the article about the scenario: its turns, what is expected, what is in the calendar."""
    setting, clock = view.setting, view.setting.clock
    day, last = clock.date_of(view.turn), clock.date_of(clock.turns)
    blocks: list[Block] = [Para(part) for part in setting.summary.split("\n") if part.strip()]
    blocks.append(
        Para(
            f"Turn {view.turn} of {clock.turns}, {day.day} {day:%B %Y}; the last begins on "
            f"{last.day} {last:%B %Y}. A turn is {clock.turn_days} days (1.2)."
        )
    )
    order = " → ".join(names.faction(view, one) for one in setting.order)
    blocks.append(Para(f"They move in this order: {order}."))
    blocks += [*_expected(view), *_calendar(view), *_milestones(view)]
    return Article("course", setting.title, "Scenario", tuple(blocks))


def _expected(view: View) -> Iterator[Block]:
    """Yield the viewer's own arrivals and departures; nobody sees others'."""
    coming = [(turn, text) for turn, _, text in view.schedule if turn >= view.turn]
    if coming:
        yield Head("What you expect (11.1, 11.2)")
        yield Table(tuple((f"Turn {turn}", text) for turn, text in coming))


def _calendar(view: View) -> Iterator[Block]:
    checks = view.setting.politics.conference.checks
    if checks:
        yield Head("Meetings of the powers (18.1)")
        date_of = view.setting.clock.date_of
        rows = ((f"Turn {one.turn}", f"{date_of(one.turn):%d %B %Y}", one.name) for one in checks)
        yield Table(tuple(rows))


def _milestones(view: View) -> Iterator[Block]:
    """Yield what history reached, and when."""
    known = view.setting.milestones
    if known:
        yield Head("What history reached")
        yield Table(
            tuple((f"{one.day:%d %B %Y}", one.text) for one in sorted(known, key=lambda one: one.day))
        )


def weather_article(view: View, id: str) -> Article | None:
    """Return the article about a kind of weather."""
    kind = next((one for one in view.setting.politics.weather if one.id == id), None)
    if kind is None:
        return None
    terrain = view.setting.rules.terrain
    blocks: list[Block] = (
        [Para("It is the weather of this turn (2.6).")] if view.affairs.weather == id else []
    )
    if kind.grounds_air:
        blocks.append(Item("Every aircraft stays on the ground (2.6, 6.1)"))
    if kind.bars:
        barred = ", ".join(link(terrain[one].name, f"terrain {one}") for one in sorted(kind.bars))
        blocks.append(Item(f"Off the road nobody enters {barred} (2.6)"))
    if kind.leg_pct != 100:
        blocks.append(Item(f"Units on foot move with {kind.leg_pct} % of their points (2.6)"))
    blocks.append(Head("When it comes, on two dice"))
    rows = tuple((MONTHS[month - 1], f"{need} or more") for month, need in sorted(kind.months.items()))
    return Article(f"weather {id}", kind.name, "Weather", (*blocks, Table(rows)))


def card_article(view: View, id: str) -> Article | None:
    """Return the article about a card that the viewer's faction may draw; others' stay unknown."""
    card = view.setting.politics.cards.get(id)
    if card is None or view.faction not in card.factions:
        return None
    held = view.desks.get(view.faction, Desk()).hand.count(id)
    hand = (
        f"You hold {names.counted(held, 'copy') if held == 1 else f'{held} copies'}."
        if held
        else "It is not in your hand."
    )
    blocks: list[Block] = [Para(card.text), Para(f"{hand} There are {card.copies} in all (17.4).")]
    if card.target:
        blocks.append(Para(TARGETS[card.target]))
    return Article(f"card {id}", card.name, "Card", tuple(blocks))


def question_article(view: View, id: str) -> Article | None:
    """Return the article about a question that waits for the viewer's answer."""
    choice = dict(questions(view, view.faction)).get(id)
    if choice is None:
        return None
    answers = (Item(option.label) for option in choice.options)
    told = Para("Left open, the first answer stands at the end of the turn (17.1).")
    return Article(f"question {id}", choice.ask, "Question", (told, Head("Answers"), *answers))
