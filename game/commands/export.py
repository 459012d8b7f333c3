"""Writes the start of a scenario for others to use: its map as a picture, all of it as GeoJSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.commands.asking import add_variant, opened, scenario_file
from game.commands.errors import UsageError
from game.commands.preview import a_size, draw, seen_by


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a scenario")
    parser.add_argument("--png", metavar="OUT", help="the picture to write")
    parser.add_argument("--size", type=a_size, default=(1600, 1200), metavar="WxH", help="at most this large")
    parser.add_argument("--geojson", metavar="OUT", help="the hexes, places and units to write (RFC 7946)")
    add_variant(parser)
    parser.add_argument("--seat", metavar="F", help="only what this faction sees (default: everything)")


def run(args: Namespace) -> int:
    """Write what was asked for."""
    if not args.png and not args.geojson:
        raise UsageError("say what to write: --png OUT, --geojson OUT, or both")
    scenario = opened(scenario_file(args.file), args.variant)
    view = seen_by(scenario, args.seat)
    if args.png:
        print(draw(scenario, args.png, args.size, view))
    if args.geojson:
        from game.files.geojson import geojson_of

        text = geojson_of(view)
        Path(args.geojson).write_text(text, encoding="utf-8")
        print(f"{args.geojson}: {len(text.encode()):,} bytes")
    return 0
