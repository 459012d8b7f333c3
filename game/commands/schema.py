"""Prints the JSON Schema of a scenario file, for completion and checks in an editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


def describe(parser: ArgumentParser) -> None:
    """The command has no arguments."""


def run(args: Namespace) -> int:
    """Print the schema."""
    from game.files.json_schema import schema_json

    print(schema_json(), end="")
    return 0
