"""From the file of a scenario to one resolved document: what it extends, and the parts of the base pack.

Maps merge by key, lists of things with an `id` merge by id (a map over such a list changes things by their
ids), `null` deletes, everything else replaces.
Marks travel with the values, so a finding still names the file and line where its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.files.problems import Mark, Problem, did_you_mean, problem, quoted
from game.files.templates import inherited
from game.files.upgrades import too_new, upgraded
from game.files.yaml_reader import Map, Node, Seq, read_document

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
MAX_CHAIN = 4
PARTS = ("atlas", "combat_table", "commanders", "rules", "templates", "terrain")
NAME = re.compile(r"[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*")
PART_NAME = re.compile(r"[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*(\.yaml)?")


def resolve(path: Path) -> tuple[Map | None, list[Problem]]:
    """Return the document that a scenario file stands for, and every problem met on the way."""
    whole, problems = read_whole(path)
    return (None if whole is None else settled(whole, problems)), problems


def read_whole(path: Path) -> tuple[Map | None, list[Problem]]:
    """Return a file merged over all it extends, with its variants and the nulls that delete still in it."""
    problems: list[Problem] = []
    chain = _chain(path, problems)
    if not chain:
        return None, problems
    whole = Map(Mark(str(path), 1, 1))
    for file, document in reversed(chain):
        whole = merged(whole, _with_parts(file, document, problems))
    whole.mark = chain[0][1].mark
    return whole, problems


def settled(whole: Map, problems: list[Problem]) -> Map:
    """Return a document that nothing more is merged over: without nulls, templates with what they inherit."""
    found: Map = without_nulls(whole)
    for key in ("extends", "parts", "variants"):
        found.pop(key, None)
    if "templates" in found:
        found["templates"] = inherited(found["templates"], problems)
    _settle_commanders(found.get("commanders"), problems)
    return found


def _settle_commanders(commanders: Node, problems: list[Problem]) -> None:
    """Let levels and doctrines take over what they do not say."""
    for key, what in (("levels", "level"), ("doctrines", "doctrine")):
        if isinstance(commanders, Map) and key in commanders:
            commanders[key] = inherited(commanders[key], problems, what)


def merged(under: Map, over: Map) -> Map:
    """Return `over` merged over `under`; neither is changed."""
    whole = Map(over.mark)
    for key, value in under.items():
        whole.put(key, value, under.keys_at[key], under.marks[key])
    for key, value in over.items():
        if value is None and key in whole:
            del whole[key]
        else:
            whole.put(key, _combined(whole.get(key), value), over.keys_at[key], over.marks[key])
    return whole


def without_nulls(node: Any) -> Any:
    """Return the document without keys that are null, at any depth: nothing was there to delete."""
    if isinstance(node, Seq):
        kept = Seq(node.mark)
        for item, mark in zip(node, node.marks, strict=True):
            kept.put(without_nulls(item), mark)
        return kept
    if not isinstance(node, Map):
        return node
    whole = Map(node.mark)
    for key, value in node.items():
        if value is not None:
            whole.put(key, without_nulls(value), node.keys_at[key], node.marks[key])
    return whole


def _combined(under: Node, over: Node) -> Node:
    if isinstance(under, Map) and isinstance(over, Map):
        return merged(under, over)
    if isinstance(under, Seq) and _has_ids(under):
        if isinstance(over, Seq) and _has_ids(over):
            return _merged_by_id(under, over)
        if isinstance(over, Map):
            return _changed_by_id(under, over)
    return over


def _has_ids(items: Seq) -> bool:
    """Whether the items are things with an id each; where an id is given twice, the schema will say so."""
    ids = [item.get("id") for item in items if isinstance(item, Map)]
    return bool(ids) and len(set(map(str, ids))) == len(items) and all(isinstance(one, str) for one in ids)


def _merged_by_id(under: Seq, over: Seq) -> Seq:
    """Return the items of `under`, changed by those of `over` with the same id, then the new ones."""
    whole = Seq(over.mark)
    changes = {item["id"]: (item, mark) for item, mark in zip(over, over.marks, strict=True)}
    for item, mark in zip(under, under.marks, strict=True):
        change = changes.pop(item["id"], None)
        whole.put(*((merged(item, change[0]), change[1]) if change else (item, mark)))
    for item, mark in changes.values():
        whole.put(item, mark)
    return whole


def _changed_by_id(under: Seq, over: Map) -> Seq:
    """Return the items of `under` as a map by id changes them: null takes out, a map is merged over."""
    whole = Seq(over.mark)
    for item, mark in zip(under, under.marks, strict=True):
        change = over.get(item["id"], item)
        if isinstance(change, Map):
            whole.put(item if change is item else merged(item, change), mark)
        elif change is not None:  # not a change that can be made; the schema says so
            whole.put(change, over.marks[item["id"]])
    known = {item["id"] for item in under}
    for key, value in over.items():
        if key not in known and value is not None:
            whole.put(_named(key, value, over), over.marks[key])
    return whole


def _named(id: str, value: Node, over: Map) -> Node:
    """Return an item of a map by id as an item of the list: with its id."""
    if not isinstance(value, Map):
        return value
    whole = Map(value.mark)
    whole.put("id", id, over.keys_at[id], over.keys_at[id])
    return merged(whole, value)


def _chain(path: Path, problems: list[Problem]) -> list[tuple[Path, Map]]:
    """Return the file and what it extends, nearest first."""
    chain: list[tuple[Path, Map]] = []
    roots = (path.parent, SCENARIOS)
    file: Path | None = path
    while file is not None:
        document, found = read_document(file, shown(file))
        problems += found
        if document is None:
            return []
        if chain:  # the schema judges the file itself
            problems += too_new(document)
        chain.append((file, upgraded(document)))
        file = _extended(chain, roots, problems)
    return chain


def _extended(chain: list[tuple[Path, Map]], roots: tuple[Path, ...], problems: list[Problem]) -> Path | None:
    """Return the file that the last of the chain extends, or None."""
    document = chain[-1][1]
    name = document.get("extends")
    if name is None:
        return None
    at = document.marks["extends"]
    if not isinstance(name, str) or not NAME.fullmatch(name):
        remedy = "name a scenario beside this one or in the base pack, such as base/syria_2017"
        problems.append(problem(at, "E501", f"{quoted(name)} is not the name of a scenario", remedy))
        return None
    for root in roots:
        file = root / f"{name}.yaml"
        if file.is_file():
            return _admitted(file, root, at, chain, problems)
    known = {str(file.relative_to(root))[:-5] for root in roots for file in _scenarios_in(root)}
    problems.append(
        problem(at, "E502", f"there is no scenario {quoted(name)}", did_you_mean(name, sorted(known)))
    )
    return None


def _scenarios_in(root: Path) -> list[Path]:
    return [*root.glob("*.yaml"), *root.glob("base/*.yaml")]


def _admitted(
    file: Path, root: Path, at: Mark, chain: list[tuple[Path, Map]], problems: list[Problem]
) -> Path | None:
    """Return the file when it may join the chain: no way out of the folder, no cycle, not too long."""
    real = file.resolve()
    if not real.is_relative_to(root.resolve()):
        problems.append(problem(at, "E503", "what a scenario extends must lie in the scenarios folder"))
    elif real in {earlier.resolve() for earlier, _ in chain}:
        problems.append(problem(at, "E504", f"{shown(file)} extends itself, by way of others or directly"))
    elif len(chain) >= MAX_CHAIN:
        problems.append(problem(at, "E505", f"at most {MAX_CHAIN} files may extend one another"))
    else:
        return file
    return None


def _with_parts(file: Path, document: Map, problems: list[Problem]) -> Map:
    """Return the document merged over the parts that it names."""
    parts = document.get("parts")
    if parts is None:
        return document
    whole = Map(document.mark)
    if not isinstance(parts, Map):
        problems.append(problem(document.marks["parts"], "E403", "`parts` maps a part to its file"))
        return document
    for key, name in parts.items():
        found = _part(file.parent, key, name, parts, problems)
        if found is not None:
            whole.put(key, found, parts.keys_at[key], found.mark)
    return merged(whole, document)


def _part(folder: Path, key: str, name: Any, parts: Map, problems: list[Problem]) -> Map | None:
    """Return one part: a file, or a folder of files by their names."""
    at = parts.marks[key]
    if key not in PARTS:
        remedy = did_you_mean(key, PARTS) or f"the parts are {', '.join(PARTS)}"
        problems.append(problem(parts.keys_at[key], "E506", f"unknown part {quoted(key)}", remedy))
        return None
    path = folder / str(name)
    inside = PART_NAME.fullmatch(str(name)) and path.resolve().is_relative_to(folder.resolve())
    if not inside:
        problems.append(problem(at, "E503", f"{quoted(name)} is not a file of the base pack"))
        return None
    if path.is_dir():
        return _folder(path, at, problems)
    document, found = read_document(path, shown(path))
    problems += found
    return document


def _folder(path: Path, at: Mark, problems: list[Problem]) -> Map:
    """Return a folder's YAML files as one map, by their names without the ending."""
    whole = Map(at)
    for file in sorted(path.glob("*.yaml")):
        document, found = read_document(file, shown(file))
        problems += found
        if document is not None:
            whole.put(file.stem, document, document.mark, document.mark)
    return whole


def shown(path: Path) -> str:
    """Return a path as messages name it: as it was given, and short inside the working folder."""
    try:
        return str(path.relative_to(Path.cwd())) if path.is_absolute() else str(path)
    except ValueError:
        return str(path)


def as_map(values: Mapping[str, Any], mark: Mark) -> Map:
    """Return plain dicts and lists as a document that can be merged; everything in it stands at one place."""
    whole = Map(mark)
    for key, value in values.items():
        whole.put(str(key), _as_node(value, mark), mark, mark)
    return whole


def _as_node(value: Any, mark: Mark) -> Node:
    if isinstance(value, Mapping):
        return as_map(value, mark)
    if not isinstance(value, list):
        return None if value is None else str(value)
    items = Seq(mark)
    for inner in value:
        items.put(_as_node(inner, mark), mark)
    return items


def plain(node: Any) -> Any:
    """Return a document as plain dicts and lists, without marks."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node
