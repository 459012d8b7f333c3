"""Prints the JSON Schema of a scenario or campaign file, for completion and checks in an editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--campaign", action="store_true", help="the schema of a campaign")
    parser.add_argument("--reference", action="store_true", help="every key in words, as Markdown")


def run(args: Namespace) -> int:
    """Print the schema, or the reference made from it."""
    from game.files.json_schema import campaign_schema_json, schema_json
    from game.files.reference import reference

    if args.reference:
        print(reference(), end="")
    else:
        print(campaign_schema_json() if args.campaign else schema_json(), end="")
    return 0
