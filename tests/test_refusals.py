"""Why not: every refusal is a sentence with a rule that stands in the rulebook, and names no id."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from game.files.rulebook import SOURCE, rule_numbers
from game.model.kinds import AirMission, Gait, Mode, Posture
from game.model.orders import (
    Activate,
    Attack,
    Barrage,
    DigIn,
    Fly,
    GoToGround,
    LayBelt,
    Merge,
    Move,
    Order,
    SetPosture,
    Sweep,
)  # fmt: skip
from tests.support.window import session_of

RULES = Path(__file__).resolve().parents[1] / "game" / "rules"
NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
PASSED_ON = {"rule"}
"""Names of parameters that carry a rule's number, which their callers give as a literal."""


def refusals() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(RULES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                yield f"{path.name}:{node.lineno}", node


def words_of(node: ast.expr) -> str:
    """The literal words of a sentence, with a dot for each thing put into it."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "…"


def test_every_refusal_names_a_rule_of_the_rulebook() -> None:
    known = set(rule_numbers(SOURCE.read_text("utf-8")))
    wrong = []
    for where, call in refusals():
        rule = call.args[1]
        literal = isinstance(rule, ast.Constant) and rule.value in known
        if not literal and not (isinstance(rule, ast.Name) and rule.id in PASSED_ON):
            wrong.append(where)
    assert len(list(refusals())) > 150 and wrong == []


def test_refusals_put_no_id_into_their_sentences() -> None:
    """`!r` is how an id would be written; a player's own class may show its repr."""
    wrong = [
        where
        for where, call in refusals()
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.FormattedValue) and part.conversion == ord("r")
    ]
    assert [one for one in wrong if not one.startswith("legal.py")] == [] and len(wrong) <= 1


def test_refusals_are_the_middle_of_a_sentence_and_remedies_whole_ones() -> None:
    """`told` gives the reason its capital and its full stop."""
    wrong = []
    for where, call in refusals():
        words = words_of(call.args[0])
        if words[0].isupper() or words.endswith("."):
            wrong.append(f"{where} {words}")
        for remedy in call.args[2:]:
            told = words_of(remedy)
            if told != "…" and not (told[0].isupper() and told.endswith(".")):
                wrong.append(f"{where} {told}")
    assert wrong == []


def orders() -> Iterator[Order]:
    view = session_of().view("gov")
    own = [view.setting.board.grid.label(unit.at) for unit in view.units.values()]
    labels = [*own, "0101", "9999"]
    units = [*list(view.units)[:6], "isis_x"]
    yield from (Fly(mission, label) for mission in AirMission for label in labels[:4])
    for unit in units:
        yield from (DigIn(unit), Sweep(unit), LayBelt(unit), GoToGround(unit), Merge(unit, units[0]))
        yield from (SetPosture(unit, posture) for posture in Posture)
        for label in labels:
            yield from (Move(unit, label, gait) for gait in Gait)
            yield from (Attack(label, (unit,), mode) for mode in Mode)
            yield Barrage(unit, label)
    yield from (Activate(()), Activate(tuple(units[:5])))


def test_what_a_player_is_told_holds_no_id_and_begins_like_a_sentence() -> None:
    session = session_of()
    view = session.view("gov")
    ids = {*view.units, *view.setting.board.places, *view.depots} - set(view.setting.factions)
    ids = {one for one in ids if "_" in one}
    refused = [refusal for order in orders() if (refusal := session.why_not(order))]
    assert len({refusal.reason for refusal in refused}) > 12
    for refusal in refused:
        told = refusal.told
        assert told[0] == told[0].upper() and f"(rule {refusal.rule})." in told
        assert not [one for one in ids if one in told], told
        assert NUMBER.fullmatch(refusal.rule)
