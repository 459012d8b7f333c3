"""Tells an event or a card of a scenario in plain words: when, how likely, what follows, who chooses."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.commands.asking import add_variant, scenario_file, told
from game.commands.errors import UsageError
from game.files.problems import did_you_mean
from game.files.variants import UnknownVariant
from game.model.politics import Card, Effect, StoryEvent
from game.model.scenario import Scenario, Setting
from game.model.tongue import t, tell, tn, told_date

if TYPE_CHECKING:
    from game.files.reading import Reading


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a scenario")
    parser.add_argument("event", nargs="?", metavar="EVENT", help="an event or card (default: list them)")
    add_variant(parser)


def run(args: Namespace) -> int:
    """Print an event in words, or the list of all."""
    from game.files.scenario_file import reading_of, scenario_of_reading

    try:
        reading = reading_of(scenario_file(args.file), args.variant)
    except UnknownVariant as error:
        raise UsageError(told(error)) from None
    scenario = scenario_of_reading(reading)
    if args.event is None:
        print("\n".join(listing(scenario, reading)))
    else:
        print("\n".join(explanation(scenario, reading, args.event)))
    return 0


def listing(scenario: Scenario, reading: Reading) -> Iterator[str]:
    """Yield a line for each event and each card."""
    plan = scenario.setting.politics
    if not plan.events and not plan.cards:
        yield t("{title} has no events and no cards.", title=scenario.setting.title)
    for event in plan.events.values():
        yield f"{event.id}: {_times(scenario.setting, reading, event.id)}"
    for card in plan.cards.values():
        yield t("{id}: the card {name}", id=card.id, name=card.name)


def explanation(scenario: Scenario, reading: Reading, id: str) -> Iterator[str]:
    """Yield what is to be told of an event or card; UsageError where there is none."""
    plan = scenario.setting.politics
    if id in plan.events:
        yield from _event(scenario.setting, reading, plan.events[id])
    elif id in plan.cards:
        yield from _card(scenario.setting, reading, plan.cards[id])
    else:
        known = [*plan.events, *plan.cards]
        remedy = did_you_mean(id, known) or (f"there are {', '.join(known)}" if known else "there are none")
        raise UsageError(f"there is no event or card {id[:40]!r}; {remedy}")


def _event(setting: Setting, reading: Reading, event: StoryEvent) -> Iterator[str]:
    from game.book.telling import chance_words, condition_lines

    index = [one.id for one in reading.spec.events].index(event.id)
    yield _head(event.id, reading, ("events", index))
    yield t("When, at the beginning of a turn:")
    yield from condition_lines(setting, event.when, 1)
    yield t("Possible: {turns}", turns=_times(setting, reading, event.id))
    likely = chance_words(event.need)
    if likely:
        yield t("How likely: each turn that it may come, on {throw}", throw=likely)
    else:
        yield t("How likely: it comes as soon as this holds")
    yield t("How often: once a game") if event.once else t("How often: each turn that this holds")
    if event.delay:
        yield tn("What follows, {count} turn later:", "What follows, {count} turns later:", event.delay)
    elif event.effects or event.choice is None:
        yield t("What follows, at once:")
    if event.effects or event.choice is None:
        yield from _effects(setting, event.effects)
    if event.choice is not None:
        yield from _choice(setting, event)


def _choice(setting: Setting, event: StoryEvent) -> Iterator[str]:
    choice = event.choice
    assert choice is not None
    faction = setting.factions[choice.faction].name
    yield t("Who chooses: {faction}, asked: “{question}”", faction=faction, question=choice.ask)
    for number, option in enumerate(choice.options, 1):
        first = t(" (also where no answer comes)") if number == 1 else ""
        label = tell(option.label)
        yield t("  {number}. {label}{first}; to a machine it weighs {weight}", number=number, label=label,
                first=first, weight=option.weight)  # fmt: skip
        yield from _effects(setting, option.effects, 2)


def _card(setting: Setting, reading: Reading, card: Card) -> Iterator[str]:
    from game.book.telling import condition_lines

    yield _head(card.id, reading, ("cards", "deck", card.id))
    yield t("The card {name}: {text}", name=card.name, text=card.text)
    who = ", ".join(tell(setting.factions[one].name) for one in card.factions)
    yield t("Who may draw it: {factions}", factions=who) if who else t("Who may draw it: anybody")
    deck = sum(one.copies for one in setting.politics.cards.values())
    yield t("How likely: {copies} of {deck} cards of the deck", copies=card.copies, deck=deck)
    yield t("When it may be played:")
    yield from condition_lines(setting, card.when, 1)
    if card.target:
        yield t("Whoever plays it names a {target}.", target=card.target)
    yield t("What follows, at once:")
    yield from _effects(setting, card.effects)


def _head(id: str, reading: Reading, path: tuple[int | str, ...]) -> str:
    at = reading.at(*path, key=isinstance(path[-1], str))
    return f"{id} ({at.file}:{at.line})"


def _effects(setting: Setting, effects: tuple[Effect, ...], indent: int = 1) -> Iterator[str]:
    from game.book.telling import effect_words

    dash = "  " * indent + ("  - " if indent > 1 else "- ")
    yield from (dash + effect_words(setting, effect) for effect in effects)
    if not effects:
        yield dash + t("nothing")


def _times(setting: Setting, reading: Reading, id: str) -> str:
    """Return from when to when an event may come, as far as the file alone can tell."""
    from game.files.story_turns import Calendar, sources_of

    sources = sources_of(reading.spec)
    calendar = Calendar(reading.spec, sources)
    when = next(one.when for one in sources if one.name == id and one.path[0] == "events")
    turns = [turn for turn in range(1, calendar.turns + 1) if calendar.may(when) >> turn & 1]
    if not turns:
        return t("never")
    first, last = (t("turn {turn} ({day})", turn=one, day=told_date(setting.clock.date_of(one)))
                   for one in (turns[0], turns[-1]))  # fmt: skip
    return first if first == last else t("from {first} to {last}", first=first, last=last)
