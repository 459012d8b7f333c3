"""Compares two scenarios or variants by what they mean: units that moved, values that changed, not lines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.asking import scenario_file, told
from game.commands.errors import UsageError
from game.files.variants import Family, UnknownVariant

if TYPE_CHECKING:
    from game.files.differences import Ground


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    for name in ("a", "b"):
        parser.add_argument(name, metavar=name.upper(), help="a scenario, or FILE:VARIANT")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")


def run(args: Namespace) -> int:
    """Print what changes from A to B."""
    from game.files.differences import differences, measured

    a, b = _document(args.a), _document(args.b)
    changes = differences(a, b)
    if any(change.path[-1] == "at" for change in changes) and (grounds := _grounds(a, b)):
        changes = measured(changes, *grounds)
    if args.json:
        import json

        print(json.dumps([change.as_json() for change in changes], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(str, changes)) or "no difference in meaning")
    return 0


def _grounds(a: Any, b: Any) -> tuple[Ground, Ground] | None:
    """Return where things lie in both; None where one has no map that can be drawn."""
    from pydantic import ValidationError

    from game.files.differences import Ground
    from game.files.geography import geography
    from game.files.schema import adapter

    found = []
    for document in (a, b):
        try:
            place, _ = geography(adapter().validate_python(document), document)
        except ValidationError:
            return None
        if place is None:
            return None
        found.append(Ground(place))
    return found[0], found[1]


def _document(word: str) -> Any:
    """Return the resolved document of a scenario or variant; ScenarioError where it cannot be read."""
    from game.files.problems import ScenarioError

    path, variant = _split(word)
    family = Family(path)
    try:
        document = family.member(variant)
    except UnknownVariant as error:
        raise UsageError(f"{word}: {told(error)}") from None
    errors = [found for found in family.problems if not found.warning]
    if document is None or errors:
        raise ScenarioError(errors)
    return document


def _split(word: str) -> tuple[Path, str]:
    """Return the file and the variant that a word names."""
    path = scenario_file(word)
    if path.exists() or ":" not in word:
        return path, ""
    name, _, variant = word.rpartition(":")
    return scenario_file(name), variant
