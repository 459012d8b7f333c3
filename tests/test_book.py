"""The book: every article can be reached and leads on, speaks of nothing hidden, is found by its words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from game.book.article import Piece, lines_of, pieces, plain, rules_in, texts_of
from game.book.library import Library
from game.book.matters import here_article, of_hex
from game.book.rulebook import parsed
from game.book.terms import TERMS
from game.files import load_scenario
from game.files.rulebook import rule_numbers, rulebook
from game.model.kinds import ZoneKind
from game.model.state import State, View
from game.model.units import TRAITS
from game.rules import setup, view_of

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("race_to_geneva", "raqqah", "idlib")


@lru_cache
def state_of(name: str) -> State:
    return setup(load_scenario(ROOT / "scenarios" / f"{name}.yaml"), 1)


def view(name: str = "raqqah", faction: str = "gov") -> View:
    return view_of(state_of(name), faction)


def library(name: str = "raqqah", faction: str = "gov") -> Library:
    seen = view(name, faction)
    return Library(rulebook(seen.setting), seen)


def text(book: Library, key: str) -> str:
    article = book.article(key)
    assert article is not None, key
    return "\n".join(lines_of(article))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_article_is_there_and_every_link_leads_somewhere(name: str) -> None:
    book = library(name)
    dead = []
    for entry in book.contents:
        article = book.article(entry.key)
        assert article is not None and article.blocks, entry
        words = (words for block in article.blocks for words in texts_of(block))
        targets = {piece.key for one in words for piece in pieces(one) if piece.key}
        dead += [(entry.key, key) for key in targets if book.article(key) is None]
    assert dead == []


def test_every_rule_has_an_article_with_the_scenarios_own_figures() -> None:
    book = library()
    for number in rule_numbers(book.text):
        assert f"rule {number}" in book.titles
    figures = book.view.setting.rules  # type: ignore[union-attr]
    assert f"at most {figures.command.group_size} units" in text(book, "rule 1.1")
    assert "{" not in text(book, "chapter 4")


def test_a_rule_whose_name_begins_its_sentence_keeps_it() -> None:
    book = parsed(
        "# Book\nBefore.\n## 1 One\n**1.1 Plain.** 5 of them.\n**1.2 The turn** has phases (1.1).\n"
    )
    assert [rule.text for rule in book.rules.values()] == ["5 of them.", "The turn has phases (1.1)."]
    assert book.preface == "Before." and book.chapters[0].title == "One"


def test_numbers_of_rules_become_links_and_other_numbers_do_not() -> None:
    found = pieces("see rule 9.6 (9.1, 9.15) and [the Tigers](unit tiger_bn); 1.5 points")
    assert [piece for piece in found if piece.key] == [
        Piece("rule 9.6", "rule 9.6"),
        Piece("9.1", "rule 9.1"),
        Piece("9.15", "rule 9.15"),
        Piece("the Tigers", "unit tiger_bn"),
    ]
    assert rules_in("nothing (rule 2.1). Rule 7.2") == ("2.1", "7.2")
    assert "".join(piece.text for piece in found) == plain(
        "see rule 9.6 (9.1, 9.15) and [the Tigers](unit tiger_bn); 1.5 points"
    )


def test_others_cards_are_no_articles() -> None:
    cards = view().setting.politics.cards
    for faction in view().setting.order:
        book = library(faction=faction)
        for card in cards.values():
            known = book.article(f"card {card.id}") is not None
            assert known == (faction in card.factions)
            assert (f"card {card.id}" in book.titles) == known


def test_two_states_that_look_the_same_give_the_same_book() -> None:
    """A hidden unit more or less, another faction's hand and orders change no word of any article."""
    state = state_of("raqqah")
    seen = view_of(state, "gov")
    hidden = next(one for one in state.units.values() if one.faction == "isis" and one.id not in seen.units)
    other = replace(
        state,
        units={id: unit for id, unit in state.units.items() if id != hidden.id},
        command={**state.command, "isis": 1},
        desks={one: desk for one, desk in state.desks.items() if one == "gov"},
    )
    one, two = (Library(rulebook(seen.setting), view_of(each, "gov")) for each in (state, other))
    assert one.contents == two.contents
    assert [one.article(entry.key) for entry in one.contents] == [two.article(e.key) for e in two.contents]


def test_a_search_puts_titles_before_texts_and_takes_beginnings_of_words() -> None:
    book = library()
    keys = [hit.entry.key for hit in book.find("9.6")]
    assert keys[0] == "rule 9.6"
    found = book.find("depot")
    assert not found[0].excerpt and "Depot" in found[0].entry.title
    assert all("depot" in hit.excerpt.casefold() for hit in found if hit.excerpt)
    assert not book.find("epots")
    assert len(book.find("")) == len(book.contents)


def test_the_rules_that_matter_in_a_ring_begin_with_the_ring() -> None:
    seen = view("race_to_geneva", "gov")
    zone = next(one for one in seen.setting.politics.zones.values() if one.kind is ZoneKind.RING)
    numbers = [matter.rule for matter in of_hex(seen, min(zone.hexes))]
    assert numbers[:2] == ["9.6", "9.7"] and numbers[-1] == "2.1"


def test_the_rules_that_matter_in_a_city_are_those_of_sieges() -> None:
    seen = view()
    here = next(iter(seen.setting.city_at))
    page = here_article(Library(rulebook(seen.setting), seen), seen, here, None)
    heads = [plain(words) for block in page.blocks for words in texts_of(block)]
    assert [head for head in heads if head.startswith("5.1")] and page.at == here


def test_terms_and_traits_quote_rules_that_there_are() -> None:
    book = library()
    for words in [term.text for term in TERMS.values()]:
        assert set(rules_in(words)) <= set(book.rulebook.rules)
    for trait in TRAITS:
        assert book.article(f"trait {trait}") is not None


def test_without_a_game_the_book_holds_rules_and_words_alone() -> None:
    book = Library(rulebook(view().setting))
    assert {entry.key.split(" ")[0] for entry in book.contents} == {"short", "chapter", "rule", "term"}
    assert book.article("faction gov") is None and book.article("rule 9.6") is not None
