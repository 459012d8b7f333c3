"""JSON Schema of a scenario file, for completion and checks in an editor (`main.py schema`).

The game judges a scenario after it has been merged with what it extends; an editor sees one file. So a key
is required here only where merging cannot supply it, and entries of maps may be null, which deletes them. A
list of things with ids may also be written as a map by id, which changes some of them.
"""

from __future__ import annotations

import json
from typing import Any

from game.files.key_words import words_of
from game.files.schema import adapter
from game.files.variants import FIXED, NAME, OF_THE_GAME

WHOLE = {
    "Point", "HexLabel", "Bounds", "GateSpec", "SymbolSpec", "CorridorSpec", "MeanSpec", "WithdrawalSpec",
    "EarlySpec",
}  # fmt: skip
"""Parts that are never merged, so that what they require must stand in the file."""

TEXT = {"type": "string"}
NULL = {"type": "null"}
EXTENDS = {"description": "The scenario this one is merged over, such as base/syria_2017", **TEXT}
INHERITS = {"description": "The one of its kind that says what this one does not", **TEXT}
PARTS = {
    "description": "Files of the base pack, by the key they fill",
    "type": "object",
    "additionalProperties": TEXT,
}


def schema_json() -> str:
    """Return the JSON Schema of a scenario file as text."""
    whole = adapter().json_schema()
    _told(whole, "ScenarioSpec")
    whole = _relaxed(whole, "ScenarioSpec")
    definitions = whole["$defs"]
    for name, part in definitions.items():
        definitions[name] = _relaxed(part, name)
    for part in ("TemplateSpec", "LevelSpec", "DoctrineSpec"):
        definitions[part]["properties"]["extends"] = INHERITS
    for key in OF_THE_GAME:
        del whole["properties"][key]
    del definitions["ChapterSpec"]
    for part in (whole, *definitions.values()):
        _lists_by_id(part.get("properties", {}), definitions)
    whole["properties"] |= {"extends": EXTENDS, "parts": PARTS, "variants": _variants(whole["properties"])}
    return _text(whole, "A scenario of Race to the Euphrates")


def campaign_schema_json() -> str:
    """Return the JSON Schema of a campaign file as text."""
    from game.files.schema_campaign import adapter as reader

    whole = reader().json_schema()
    _told(whole, "CampaignSpec")
    whole = _relaxed(whole, "CampaignSpec")
    for name, part in whole["$defs"].items():
        whole["$defs"][name] = _relaxed(part, name)
    for part in (whole, *whole["$defs"].values()):
        _lists_by_id(part.get("properties", {}), whole["$defs"])
    whole["properties"]["extends"] = EXTENDS
    return _text(whole, "A campaign of Race to the Euphrates")


def _told(whole: dict[str, Any], top: str) -> None:
    """Let every key say what it is for; parts of a schema of their own keep what they say of themselves."""
    for name, part in ((top, whole), *whole["$defs"].items()):
        for key, found in part.get("properties", {}).items():
            words = words_of(name, key)
            if words:
                found["description"] = words


def _text(whole: dict[str, Any], title: str) -> str:
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return (
        json.dumps({**head, **_seventh(whole), **head}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    )


def _variants(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the variants: every section of a scenario, or null to do without it."""
    changed = {
        key: {
            "anyOf": [{"$ref": f"#/properties/{key}"}, {"type": "null"}],
            "description": found.get("description", ""),
        }
        for key, found in properties.items()
    }
    for key in FIXED:
        changed.pop(key, None)
    variant = {"additionalProperties": False, "properties": changed, "type": "object"}
    about = "Changes with a name, merged over the scenario when it is played as that variant"
    return {
        "additionalProperties": False,
        "description": about,
        "patternProperties": {f"^{NAME.pattern}$": variant},
        "type": "object",
    }


def _lists_by_id(properties: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Let every list of things with ids be a map by id as well."""
    for key, part in properties.items():
        items = part.get("items", {})
        name = items.get("$ref", "").rpartition("/")[2]
        if "id" not in definitions.get(name, {}).get("properties", {}):
            continue
        changed = {k: v for k, v in definitions[name].items() if k != "required"}
        by_id = {"type": "object", "additionalProperties": {"anyOf": [changed, {"type": "null"}]}}
        part["type"] = "array"
        words = {"description": part.pop("description")} if "description" in part else {}
        properties[key] = {"anyOf": [part, by_id, NULL], **words}


def _relaxed(part: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a part with only what must stand in the file required; what may be left out may be null."""
    required = part.get("required", [])
    properties = part.get("properties", {})
    free = {key: found if key in required else _or_null(found) for key, found in properties.items()}
    part = {**part, "properties": free} if properties else part
    must = required if name in WHOLE else [key for key in required if key in ("format", "id")]
    kept = {key: value for key, value in part.items() if key != "required"}
    return kept | ({"required": must} if must else {})


def _or_null(found: dict[str, Any]) -> dict[str, Any]:
    """Return what a key may hold, or null, which takes it out of what the file is merged over."""
    if isinstance(found.get("type"), str):
        enum = {"enum": [*found["enum"], None]} if "enum" in found else {}
        return {**found, "type": [found["type"], "null"], **enum}
    if "$ref" in found:
        kept = {key: value for key, value in found.items() if key != "$ref"}
        return {"anyOf": [{"$ref": found["$ref"]}, NULL], **kept}
    if "anyOf" in found and NULL not in found["anyOf"]:
        return {**found, "anyOf": [*found["anyOf"], NULL]}
    return found


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
