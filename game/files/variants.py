"""Variants: changes with a name that a scenario carries, merged over it by the rules of `extends`.

A shorter clock cuts off what was to come after its last turn, so that its author need not take out one by
one the arrivals that nobody will see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from game.files.documents import merged, read_whole, settled
from game.files.problems import Mark, Problem, ScenarioError, did_you_mean, problem, quoted
from game.files.yaml_reader import Map, Seq, read_document

NAME = re.compile(r"[a-z0-9_]{1,48}")
OF_THE_GAME = ("variant", "campaign")
"""Keys that stand in the source of a save and never in an author's file."""

FIXED = ("format", "id", "extends", "parts", "variants", *OF_THE_GAME)
"""What a variant may not change."""


NOWHERE = Mark("", 1, 1)


class Variant(NamedTuple):
    """A variant as a menu shows it."""

    name: str
    title: str
    summary: str


class UnknownVariant(ScenarioError):
    """A variant was asked for that the scenario does not have."""


class Family:
    """A scenario file with its variants, read once.

    `problems` are those of the file; `faults` those of how a variant is written, by its name, and under the
    empty name those of the whole section: they are no reason not to play the rest.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.whole, self.problems = read_whole(path)
        self.variants: Map = Map(Mark(str(path), 1, 1))
        self.faults: dict[str, list[Problem]] = {}
        if self.whole is not None:
            self.problems += _strange_keys(self.whole)
            self.variants, self.faults = _variants(self.whole)

    @property
    def kind(self) -> str:
        """What the file says it is: `campaign`, or nothing for a scenario."""
        return _text(self.whole, "kind") if self.whole is not None else ""

    def member(self, variant: str = "", *more: Map) -> Map | None:
        """Return the scenario or a variant of it as a resolved document, with more merged over it in turn;
        None if it cannot be read."""
        if self.whole is None:
            return None
        if variant and variant not in self.variants:
            raise UnknownVariant([self._unknown(variant)])
        whole = varied(self.whole, variant, self.variants[variant]) if variant else self.whole
        for changes in more:
            whole = laid_over(whole, changes)
        return settled(whole, self.problems)

    def _unknown(self, variant: str) -> Problem:
        assert self.whole is not None
        at = self.whole.keys_at.get("variants", self.whole.mark)
        there = f"there are {', '.join(self.variants)}" if self.variants else "it has none"
        remedy = did_you_mean(variant, self.variants)
        return problem(at, "E510", f"there is no variant {quoted(variant)}; {there}", remedy)


def variants_of(path: Path | str) -> tuple[Variant, ...]:
    """Return the variants of a scenario file, in the order of the file."""
    found = Family(Path(path)).variants
    return tuple(
        Variant(name, shown_name(name, changes), _text(changes, "summary")) for name, changes in found.items()
    )


def title_in(path: Path, variant: str = "") -> str:
    """Return the title in a file, or of a variant in it, without reading what it extends; empty if none."""
    document, _ = read_document(path)
    title = _text(document, "title") if document is not None else ""
    variants = document.get("variants") if document is not None else None
    if not variant:
        return title
    changes = variants.get(variant) if isinstance(variants, Map) else None
    return f"{title} ({shown_name(variant, changes if isinstance(changes, Map) else Map(NOWHERE))})"


def shown_name(name: str, changes: Map) -> str:
    """Return what a variant is called."""
    return _text(changes, "title") or name.replace("_", " ")


def varied(whole: Map, name: str, changes: Map) -> Map:
    """Return a document with a variant merged over it; its title names the variant."""
    found = laid_over(whole, changes)
    at = changes.keys_at.get("title", changes.mark)
    found.put("title", f"{_text(whole, 'title')} ({shown_name(name, changes)})", at, at)
    found.put("variant", name, changes.mark, changes.mark)
    return found


def laid_over(whole: Map, changes: Map) -> Map:
    """Return a document with changes merged over it; a shorter clock cuts off what was to come later."""
    found = merged(whole, changes)
    clock = changes.get("clock")
    if isinstance(clock, Map) and _number(clock.get("turns")):
        _cut(found, _number(clock["turns"]))
    return found


def _text(changes: Map, key: str) -> str:
    value = changes.get(key)
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 5 else 0


def _cut(whole: Map, turns: int) -> None:
    """Take out what was to happen after the last turn."""
    for key in ("arrivals", "withdrawals"):
        if isinstance(whole.get(key), Seq):
            whole[key] = _until(whole[key], turns)
    ends = whole["clock"].get("variable_end")
    if isinstance(ends, Map):
        kept = Map(ends.mark)
        for turn, roll in ends.items():
            if _number(turn) <= turns:
                kept.put(turn, roll, ends.keys_at[turn], ends.marks[turn])
        whole["clock"]["variable_end"] = kept


def _until(items: Seq, turns: int) -> Seq:
    kept = Seq(items.mark)
    for item, mark in zip(items, items.marks, strict=True):
        if not (isinstance(item, Map) and _number(item.get("turn")) > turns):
            kept.put(item, mark)
    return kept


def _strange_keys(whole: Map) -> Iterator[Problem]:
    for key in OF_THE_GAME:
        if key in whole:
            remedy = did_you_mean(key, ("variants",))
            yield problem(whole.keys_at[key], "E401", f"unknown key {quoted(key)}", remedy)


def _variants(whole: Map) -> tuple[Map, dict[str, list[Problem]]]:
    """Return the variants that can be merged, and what is wrong with how they and the others are written."""
    found, named = Map(whole.mark), whole.get("variants", Map(whole.mark))
    if not isinstance(named, Map):
        text = "`variants` maps a name to what it changes"
        return found, {"": [problem(whole.marks["variants"], "E403", text)]}
    faults: dict[str, list[Problem]] = {"": []}
    for name, changes in named.items():
        fault = _no_variant(name, changes, named)
        if fault is not None:
            faults[""].append(fault)
        else:
            faults[name] = [*_forbidden(changes), *_nothing_there(whole, changes)]
            found.put(name, _permitted(changes), named.keys_at[name], named.marks[name])
    return found, faults


def _no_variant(name: str, changes: Any, named: Map) -> Problem | None:
    """Return why something under `variants` cannot be one, or None."""
    if not NAME.fullmatch(name):
        remedy = "names are lower-case letters, digits and _, at most 48"
        return problem(named.keys_at[name], "E403", f"{quoted(name)} is not a name", remedy)
    if not isinstance(changes, Map):
        return problem(named.marks[name], "E403", f"a map of changes was expected for {name}")
    return None


def _forbidden(changes: Map) -> Iterator[Problem]:
    for key in FIXED:
        if key in changes:
            yield problem(changes.keys_at[key], "E511", f"a variant may not change {quoted(key)}")


def _permitted(changes: Map) -> Map:
    kept = Map(changes.mark)
    for key, value in changes.items():
        if key not in FIXED:
            kept.put(key, value, changes.keys_at[key], changes.marks[key])
    return kept


def _nothing_there(under: Any, over: Map) -> Iterator[Problem]:
    """Yield each thing that is to be taken out and is not there: an ablation must not fail in silence."""
    inside = _by_key(under)
    for key, value in over.items():
        if value is None and key not in inside:
            remedy = did_you_mean(key, inside)
            yield problem(over.keys_at[key], "E512", f"there is no {quoted(key)} to take out", remedy)
        elif isinstance(value, Map) and key in inside:
            yield from _nothing_there(inside[key], value)


def _by_key(node: Any) -> dict[str, Any]:
    """Return what a map holds, or a list of things with ids."""
    if isinstance(node, Map):
        return dict(node)
    items = node if isinstance(node, Seq) else ()
    return {str(item["id"]): item for item in items if isinstance(item, Map) and "id" in item}
