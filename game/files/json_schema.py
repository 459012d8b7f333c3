"""JSON Schema of a scenario file, for completion and checks in an editor (`main.py schema`).

The game judges a scenario after it has been merged with what it extends; an editor sees one file. So a key
is required here only where merging cannot supply it, and entries of maps may be null, which deletes them.
"""

from __future__ import annotations

import json
from typing import Any

from game.files.schema import adapter

WHOLE = {
    "Point", "HexLabel", "Bounds", "GateSpec", "SymbolSpec", "CorridorSpec", "MeanSpec", "WithdrawalSpec",
    "EarlySpec",
}  # fmt: skip
"""Parts that are never merged, so that what they require must stand in the file."""

TEXT = {"type": "string"}
EXTENDS = {"description": "The scenario this one is merged over, such as base/syria_2017", **TEXT}
PARTS = {"description": "Files of the base pack, by the key they fill", "additionalProperties": TEXT}


def schema_json() -> str:
    """Return the JSON Schema of a scenario file as text."""
    whole = _relaxed(adapter().json_schema(), "ScenarioSpec")
    definitions = whole["$defs"]
    for name, part in definitions.items():
        definitions[name] = _relaxed(part, name)
    definitions["TemplateSpec"]["properties"]["extends"] = {
        "description": "The template that says what this one does not",
        **TEXT,
    }
    whole["properties"] |= {"extends": EXTENDS, "parts": PARTS}
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of Race to the Euphrates",
    }
    return (
        json.dumps({**head, **_seventh(whole), **head}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    )


def _relaxed(part: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a part with only what must stand in the file required."""
    if name in WHOLE or "required" not in part:
        return part
    must = [key for key in part["required"] if key in ("format", "id")]
    return {key: value for key, value in part.items() if key != "required"} | (
        {"required": must} if must else {}
    )


def _seventh(node: Any) -> Any:
    """Return the schema in draft 7, which editors know best: tuples as `items`, entries of maps or null."""
    if isinstance(node, list):
        return [_seventh(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _seventh(value) for key, value in node.items() if key not in ("title", "default")}
    if "properties" in node:
        found["properties"] = {key: _seventh(value) for key, value in node["properties"].items()}
    if "prefixItems" in found:
        found["items"] = found.pop("prefixItems")
    for pattern, entry in found.get("patternProperties", {}).items():
        found["patternProperties"][pattern] = {"anyOf": [entry, {"type": "null"}]}
    return found
