"""A whole game told in another tongue: nothing is left in English, and nothing of the game depends on it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from game.cli import run
from game.files import load_scenario, tongues
from game.model.orders import parse_order
from game.model.tongue import speak
from game.rules import apply, digest, legal_orders, setup, view_of, why_illegal
from game.session import Session

SKIRMISH = Path(__file__).parent / "data" / "skirmish.yaml"
ASKED = """view
affairs
look 0505
lens
lens 0505
supply
supply if 0505
zones
threat
reach gov_1
turns gov_1 3
why move gov_1 0101
why assault 0101 with gov_1
fronts
front first to normal
rule 4.2
about hold
end
log
end
undo
help
"""


@pytest.fixture(autouse=True)
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of saves of its own for every test."""
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "saves"))


class Marked(NullTranslations):
    """A tongue that puts every sentence between two signs."""

    def gettext(self, message: str) -> str:
        return message if "«" in message else f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tongues, "use", lambda code: speak(Marked(), Marked()))
    tongues.use("xx")
    yield
    speak(None)


def unmarked(text: str) -> list[str]:
    """Return the lines of what stands outside every pair of signs, without ids, orders and directions."""
    depth, left = 0, ""
    for char in text:
        depth += {"«": 1, "»": -1}.get(char, 0)
        left += char if char == "\n" or (depth == 0 and char != "»") else ""
    known = r"\([a-z_0-9]+\)|^ *>.*|^ *[a-z0-9_]+:|\b(?:NW|NE|SW|SE|E|W) \d+:|/\S+\.save"
    orders = r"^ *(?:activate|move|march|hold|delay|dig|assault|probe|end)\b.*"
    return [re.sub(f"{known}|{orders}", "", line) for line in left.splitlines()]


def test_no_line_of_the_text_game_is_left_in_english(
    marked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ASKED))
    seats = ("--seats", "gov=human,isis=greedy", "--seed", "7")
    assert run(["play", str(SKIRMISH), "--text", *seats]) == 0
    out = capsys.readouterr().out
    assert out.count("«") > 150
    assert [line for line in unmarked(out) if re.search(r"[A-Za-z]{3}", line)] == []


def test_a_game_is_the_same_in_every_tongue() -> None:
    scenario = load_scenario(SKIRMISH)

    def played() -> tuple[list[str], list[str]]:
        state, digests, refusals = setup(scenario, seed=3), [], []
        for _ in range(60):
            if state.ending is not None:
                break
            view = view_of(state, state.active)
            orders = list(legal_orders(view))
            state = apply(state, orders[len(orders) // 2]).state
            digests.append(digest(state))
            judged = (why_illegal(view_of(state, view.faction), order) for order in orders[:9])
            refusals += [refusal.reason for refusal in judged if refusal]
        return digests, refusals

    english = played()
    speak(Marked(), Marked())
    try:
        assert played() == english
    finally:
        speak(None)


def test_what_was_told_is_told_again_after_a_change_of_tongue() -> None:
    session = Session(load_scenario(SKIRMISH), 3, {"gov": "human", "isis": "human"}, {})
    session.submit(parse_order("end"))
    before = [one.text for one in session.records["gov"]]
    assert before
    speak(Marked(), Marked())
    try:
        session.retell()
        assert all("«" in one.text for one in session.records["gov"])
    finally:
        speak(None)
    session.retell()
    assert [one.text for one in session.records["gov"]] == before


def test_a_language_that_nobody_made_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play", str(SKIRMISH), "--text", "--tongue", "tlh"]) == 2
    assert "tlh" in capsys.readouterr().err


def test_arabic_is_spoken_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("look 0932\nquit\n"))
    words = ("--tongue", "ar", "--seats", "gov=human,all=pass", "--seed", "7")
    try:
        assert run(["play", "deir_al_zor", "--text", *words]) == 0
    finally:
        speak(None)
    assert "تدمر" in capsys.readouterr().out
