"""The reference of the scenario format: every key with what it holds and means, made from the JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from game.files.json_schema import schema_json

Node = Mapping[str, Any]
PART = "Spec"
"""What the names of the schema's parts end in, and headings do not."""
TOP = "A scenario"
HEAD = """\
# Reference of the scenario format

Every key that a scenario file may hold. Made by `main.py schema --reference`; the same words appear in an
editor that reads the schema. *Holds* says what is allowed: a link leads to a part of its own. What a file
extends may stand in for a key that it does not have.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    whole = json.loads(schema_json())
    parts = {name: part for name, part in whole["$defs"].items() if "properties" in part}
    used = _reached(whole, whole["$defs"])
    pages = [_page(TOP, whole)]
    pages += [_page(_title(name), part) for name, part in sorted(parts.items()) if name in used]
    return "\n".join((HEAD, *pages))


def _reached(node: Any, parts: Node, found: set[str] | None = None) -> set[str]:
    """Return the names of the parts that a scenario leads to."""
    found = set() if found is None else found
    if isinstance(node, Mapping):
        name = _name(node.get("$ref", ""))
        if name in parts and name not in found:
            found.add(name)
            _reached(parts[name], parts, found)
        for key, value in node.items():
            if key != "$defs":
                _reached(value, parts, found)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            _reached(value, parts, found)
    return found


def _page(title: str, part: Node) -> str:
    """Return the table of one part."""
    must = set(part.get("required", ()))
    lines = [f"## {title}", ""]
    if part.get("description") and title != TOP:
        lines += [str(part["description"]).splitlines()[0], ""]
    lines += ["| key | holds | meaning |", "| --- | --- | --- |"]
    for key, node in sorted(part["properties"].items()):
        needed = " (needed)" if key in must else ""
        lines.append(f"| `{key}`{needed} | {holds(node)} | {_cell(node.get('description', ''))} |")
    return "\n".join((*lines, ""))


def holds(node: Node) -> str:
    """Return in words what a value may be."""
    if "$ref" in node:
        return _link(_name(node["$ref"])) if "$defs" in node["$ref"] else "as above"
    if "enum" in node:
        return " or ".join(f"`{_word(value)}`" for value in node["enum"] if value is not None)
    if "const" in node:
        return f"`{_word(node['const'])}`"
    choices = node.get("anyOf") or node.get("oneOf")
    if choices:
        words = [holds(one) for one in choices if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(word for word in words if word))
    kinds = node.get("type", "")
    kinds = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"]
    return " or ".join(dict.fromkeys(_of_kind(kind, node) for kind in kinds))


def _of_kind(kind: str, node: Node) -> str:
    """Return what a value of one JSON type may be."""
    if kind == "array":
        items = node.get("prefixItems", node.get("items", {}))
        inner = ", ".join(map(holds, items)) if isinstance(items, list) else holds(items)
        return f"a list of {inner}" if inner else "a list"
    if kind == "object":
        return _of_map(node)
    if kind in ("integer", "number"):
        what = "a whole number" if kind == "integer" else "a number"
        return f"{what}{_range(node)}"
    if kind == "boolean":
        return "`true` or `false`"
    return (
        "a date"
        if node.get("format") == "date"
        else "an id"
        if "a-z0-9_" in node.get("pattern", "")
        else "text"
    )


def _of_map(node: Node) -> str:
    """Return what a map holds: by its keys, where they are given, else by anything."""
    inner = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties", {}))
    what = holds(inner) if isinstance(inner, Mapping) else ""
    return f"a map by key of {what}" if what else "a map"


def _range(node: Node) -> str:
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None and high is not None:
        return f" from {low} to {high}"
    return f" from {low}" if low is not None else f" up to {high}" if high is not None else ""


def _name(ref: str) -> str:
    return ref.rpartition("/")[2]


def _title(name: str) -> str:
    """Return a part's name as a heading: `FactionSpec` is "Faction", `HexLabel` "Hex label"."""
    bare = name.removesuffix(PART)
    words = "".join(f" {one.lower()}" if one.isupper() else one for one in bare).strip()
    return words.capitalize()


def _link(name: str) -> str:
    title = _title(name)
    return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
