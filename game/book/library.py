"""The whole book: what articles there are for one View, each made when it is asked for, and a search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from game.book import forces, ground, names, places, powers, story, terms
from game.book.article import Article, Block, Head, Item, Para, link, plain, rules_in, texts_of, told
from game.book.hexes import hex_article
from game.book.rulebook import Chapter, Rule, Rulebook, parsed
from game.book.short import short_article
from game.model.affairs import Desk
from game.model.kinds import RoadKind
from game.model.state import View
from game.model.tongue import mark, t, tell
from game.model.units import TRAITS
from game.rules.story.happenings import questions

RULES = mark("Rules")


class Entry(NamedTuple):
    """A line of the contents: an article's key, its title, its group, the number that it goes by, and a word
    that tells it from others of its name."""

    key: str
    title: str
    group: str
    number: str = ""
    note: str = ""


class Hit(NamedTuple):
    """Something found: a line of the contents, and the words about it where the title does not hold them."""

    entry: Entry
    excerpt: str = ""


_MAKERS: dict[str, Callable[[View, str], Article | None]] = {
    "unit": forces.unit_article,
    "trait": forces.trait_article,
    "terrain": ground.terrain_article,
    "road": ground.road_article,
    "river": ground.river_article,
    "faction": powers.faction_article,
    "patron": powers.patron_article,
    "place": places.place_article,
    "zone": places.zone_article,
    "route": places.route_article,
    "coalition": places.coalition_article,
    "weather": story.weather_article,
    "card": story.card_article,
    "question": story.question_article,
    "course": story.course_article,
    "hex": hex_article,
}
"""Who makes the articles of each kind."""


@dataclass(frozen=True)
class Library:
    """The book as the faction of a View may read it; without a View only rules and words."""

    text: str
    view: View | None = None

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rulebook by chapters and rules."""
        return parsed(self.text)

    @cached_property
    def contents(self) -> tuple[Entry, ...]:
        """Every article there is, in the order of the contents."""
        known = _of_view(self.view) if self.view is not None else ()
        places = _of_places(self.view) if self.view is not None else ()
        entries = (*_of_rules(self.rulebook), *known, *_of_terms(), *places)
        return tuple(one._replace(title=tell(one.title), group=tell(one.group)) for one in entries)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of all articles of the contents, by key."""
        return {entry.key: entry.title for entry in self.contents}

    def article(self, key: str) -> Article | None:
        """Return an article by its key, None where there is none that the viewer may read."""
        made = self._article(key)
        return told(made) if made else None

    def _article(self, key: str) -> Article | None:
        kind, _, name = key.partition(" ")
        match kind:
            case "short":
                return short_article()
            case "term":
                return terms.term_article(name)
            case "chapter":
                chapter = self.rulebook.chapter(name)
                return _chapter_article(chapter) if chapter else None
            case "rule":
                rule = self.rulebook.rules.get(name)
                return self._rule_article(rule) if rule else None
        maker = _MAKERS.get(kind)
        return maker(self.view, name) if maker and self.view is not None else None

    def _rule_article(self, rule: Rule) -> Article:
        """Return a rule with its chapter, the rules it speaks of, and the articles that quote it."""
        chapter = self.rulebook.chapter(rule.chapter)
        blocks: list[Block] = [Para(sentence) for sentence in _sentences(rule.text)]
        about = [self._named(f"rule {one}") for one in self._beside(rule)]
        if about:
            blocks += [Head(t("See also")), *map(Item, about)]
        quoting = [link(entry.title, entry.key) for entry in self.quoting(rule.number)]
        if quoting:
            blocks += [Head(t("In the encyclopaedia")), *map(Item, quoting)]
        title = f"{rule.number} {rule.title}"
        kind = link(f"{chapter.number} {chapter.title}", f"chapter {chapter.number}") if chapter else RULES
        return Article(f"rule {rule.number}", title, kind, tuple(blocks))

    def _beside(self, rule: Rule) -> list[str]:
        """Return the rules that a rule quotes, and those that quote it."""
        quoted = [one for one in rules_in(rule.text) if one in self.rulebook.rules]
        others = [one.number for one in self.rulebook.rules.values() if rule.number in rules_in(one.text)]
        return [one for one in dict.fromkeys((*quoted, *others)) if one != rule.number]

    def _named(self, key: str) -> str:
        rule = self.rulebook.rules[key.removeprefix("rule ")]
        return link(f"{rule.number} {rule.title}", key)

    def quoting(self, number: str) -> tuple[Entry, ...]:
        """Return the general articles (terms, units' traits, zones) that quote a rule."""
        return self._quotes.get(number, ())

    @cached_property
    def _quotes(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.contents:
            if entry.key.split(" ")[0] in ("term", "trait", "zone", "weather", "river", "route", "coalition"):
                article = self.article(entry.key)
                texts = " ".join(
                    text for block in (article.blocks if article else ()) for text in texts_of(block)
                )
                for number in rules_in(texts):
                    found[number] = (*found.get(number, ()), entry)
        return found

    # Searching

    def find(self, words: str) -> list[Hit]:
        """Return what a search finds: titles that begin with the words, titles with them, then texts."""
        wanted = words.casefold().split()
        if not wanted:
            return [Hit(entry) for entry in self.contents]
        titled = [entry for entry in self.contents if _begins(f"{entry.number} {entry.title}", wanted)]
        titled.sort(
            key=lambda entry: not entry.title.casefold().startswith(wanted[0]) and entry.number != wanted[0]
        )
        known = {entry.key for entry in titled}
        others = (entry for entry in self.contents if entry.key not in known and entry.key[:8] != "chapter ")
        texts = ((entry, self._text_of(entry.key)) for entry in others)
        inside = [Hit(entry, _excerpt(text, wanted[0])) for entry, text in texts if _begins(text, wanted)]
        return [*(Hit(entry) for entry in titled), *inside]

    def _text_of(self, key: str) -> str:
        """Return the text that a search goes through."""
        known = self._texts.get(key)
        rule = self.rulebook.rules.get(key.removeprefix("rule "))
        if known is None and rule is not None:
            known = self._texts[key] = plain(rule.text)
        if known is None:
            article = self.article(key)
            parts = (text for block in article.blocks for text in texts_of(block)) if article else ()
            known = self._texts[key] = " ".join(plain(part) for part in parts)
        return known

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}


def _begins(text: str, wanted: list[str]) -> bool:
    """Whether each of the wanted words stands in a text, at least as the beginning of a word."""
    folded = text.casefold()
    return all(word in folded and re.search(rf"(?<!\w){re.escape(word)}", folded) for word in wanted)


def _excerpt(text: str, word: str) -> str:
    """Return the words around the first place where a word stands."""
    found = re.search(rf"(?<!\w){re.escape(word)}", text.casefold())
    at = found.start() if found else 0
    start = text.rfind(" ", 0, max(0, at - 24)) + 1
    end = text.find(" ", at + 60)
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"


def _sentences(text: str) -> Iterator[str]:
    """Yield a rule as paragraphs of a few sentences, so that a long one can be read."""
    part = ""
    for sentence in text.replace(". ", ".\n").split("\n"):
        part = f"{part} {sentence}" if part else sentence
        if len(part) > 220:
            yield part
            part = ""
    if part:
        yield part


def _chapter_article(chapter: Chapter) -> Article:
    blocks: list[Block] = []
    for rule in chapter.rules:
        blocks += [Head(f"{rule.number} {rule.title}"), Para(rule.text)]
    return Article(
        f"chapter {chapter.number}",
        f"{chapter.number} {chapter.title}",
        RULES,
        tuple(blocks),
    )


# --- the contents -----------------------------------------------------------------------------------


def _of_rules(book: Rulebook) -> Iterator[Entry]:
    yield Entry("short", t("The rules in short"), RULES)
    for chapter in book.chapters:
        yield Entry(f"chapter {chapter.number}", chapter.title, RULES, chapter.number)
        yield from (Entry(f"rule {rule.number}", rule.title, RULES, rule.number) for rule in chapter.rules)


def _of_view(view: View) -> Iterator[Entry]:
    """Yield what there is beside the rules, group by group."""
    setting, plan = view.setting, view.setting.politics
    yield Entry("course", setting.title, t("Scenario"))
    yield from (
        Entry(f"question {id}", choice.ask, t("For decision")) for id, choice in questions(view, view.faction)
    )
    yield from _named(t("Factions"), "faction", {one: setting.factions[one].name for one in setting.order})
    yield from _named(t("Patrons"), "patron", {one.id: one.name for one in plan.patrons.values()})
    yield from _named(t("Coalitions"), "coalition", {one.id: one.name for one in plan.coalitions.values()})
    for id, kind in forces.types_of(view).items():
        yield Entry(
            f"unit {id}",
            kind.name,
            t("Units"),
            note=f"{kind.attack}-{kind.defence}-{names.halves(kind.move)}",
        )
    yield from _named(t("Traits"), "trait", {id: id.capitalize() for id in sorted(TRAITS)})
    yield from _of_ground(view)
    yield from _named(t("Zones"), "zone", {one.id: one.name for one in plan.zones.values()})
    yield from _named(t("Roads to live by"), "route", {one.id: one.name for one in plan.routes.values()})
    yield from _named(t("Weather"), "weather", {one.id: one.name for one in plan.weather})
    yield from _cards(view)


def _of_terms() -> Iterator[Entry]:
    for group in dict.fromkeys(term.group for term in terms.TERMS.values()):
        found = {id: term.word for id, term in terms.TERMS.items() if term.group == group}
        yield from _named(group, "term", dict(sorted(found.items(), key=lambda pair: pair[1])))


def _of_places(view: View) -> Iterator[Entry]:
    places = sorted(view.setting.board.places.values(), key=lambda one: one.name)
    return _named(t("Places"), "place", {one.id: one.name for one in places})


def _of_ground(view: View) -> Iterator[Entry]:
    terrain = {id: one.name for id, one in view.setting.rules.terrain.items()}
    yield from _named(t("Ground"), "terrain", terrain)
    yield from _named(t("Ground"), "road", {kind.value: ground.ROADS[kind] for kind in RoadKind})
    yield Entry("river rivers", t("Rivers and crossings"), t("Ground"))


def _cards(view: View) -> Iterator[Entry]:
    """Yield the cards that the viewer's faction may draw, those in its hand first."""
    held = view.desks.get(view.faction, Desk()).hand
    known = [card for card in view.setting.politics.cards.values() if view.faction in card.factions]
    known.sort(key=lambda card: (card.id not in held, card.name))
    return _named(t("Cards"), "card", {card.id: card.name for card in known})


def _named(group: str, kind: str, found: Mapping[str, str]) -> Iterator[Entry]:
    return (Entry(f"{kind} {id}", name, group) for id, name in found.items())
