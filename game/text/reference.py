"""The book in the text game: a rule by its number, rules and articles by a word, why an order is refused."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from game.book.article import lines_of, plain, rules_in
from game.book.library import Hit, Library
from game.model.tongue import mark, t

HELP = mark("""\
The book:
  rule NUMBER               one rule, such as `rule 9.6`; `rule 9` is a whole chapter
  rules [WORD…]             the contents of the rulebook, or the rules that speak of something
  about WORD…               the encyclopaedia: a unit, place, faction, terrain, zone, card or term
""")
WIDTH = 100
MOST = 20


def rule(library: Library, words: list[str]) -> Iterator[str]:
    """Yield a rule, or a chapter, by its number."""
    number = words[0].strip("().") if words else ""
    article = library.article(f"rule {number}") or library.article(f"chapter {number}")
    if article is None:
        yield t("there is no such rule; `rules` lists them, `rules WORD` searches them")
        return
    for line in lines_of(article):
        yield from wrap(line, WIDTH) or [""]


def rules(library: Library, words: list[str]) -> Iterator[str]:
    """Yield the chapters with their rules, or the rules in which some words stand."""
    if not words:
        for chapter in library.rulebook.chapters:
            names = ", ".join(f"{one.number} {one.title}" for one in chapter.rules)
            yield from wrap(f"{chapter.number} {chapter.title}: {names}", WIDTH, subsequent_indent="    ")
        return
    found = [hit for hit in library.find(" ".join(words)) if hit.entry.key.startswith("rule ")]
    yield from (_line(hit, hit.entry.number) for hit in found[:MOST])
    yield from _rest(len(found))


def about(library: Library, words: list[str]) -> Iterator[str]:
    """Yield the article that words name, or what they might mean."""
    wanted = " ".join(words)
    found = [hit for hit in library.find(wanted) if not hit.entry.key.startswith(("rule ", "chapter "))]
    named = [hit for hit in found if hit.entry.title.casefold() == wanted.casefold()]
    named.sort(key=lambda hit: hit.entry.key == "course")  # a place may have the scenario's name
    titled = [hit for hit in found if not hit.excerpt]
    best = named[0] if named else titled[0] if len(titled) == 1 else None
    article = library.article(wanted) or (library.article(best.entry.key) if best else None)
    if article is not None and wanted:
        for line in lines_of(article):
            yield from wrap(line, WIDTH, subsequent_indent="    ") or [""]
        return
    yield from (_line(hit, hit.entry.group) for hit in (titled or found)[:MOST])
    yield from _rest(len(titled or found))


def _line(hit: Hit, before: str) -> str:
    told = f": {hit.excerpt}" if hit.excerpt else ""
    return f"{before}  {hit.entry.title}{told}"


def _rest(count: int) -> Iterator[str]:
    if count > MOST:
        yield t("and {count} more", count=count - MOST)
    if not count:
        yield t("nothing is found")


def behind(library: Library, text: str) -> Iterator[str]:
    """Yield the rules that a sentence quotes, each with what it says."""
    for number in rules_in(text):
        known = library.rulebook.rules.get(number)
        if known is not None:
            yield from wrap(f"{number} {known.title}. {plain(known.text)}", WIDTH, initial_indent="  ",
                            subsequent_indent="  ")  # fmt: skip
