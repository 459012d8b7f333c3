"""Draws a scenario's map with every unit of its start into a picture, or shows it while it is written."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path

from game.commands.asking import add_variant, opened, scenario_file
from game.commands.errors import Failure, UsageError
from game.model.kinds import Sight
from game.model.scenario import Scenario
from game.model.state import View
from game.rules import setup, view_of


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a scenario")
    parser.add_argument("--png", metavar="OUT", help="the picture to write")
    parser.add_argument(
        "--watch", action="store_true", help="a window that reads the file again whenever it is saved"
    )
    parser.add_argument("--size", type=a_size, default=(1600, 1200), metavar="WxH", help="at most this large")
    add_variant(parser)
    parser.add_argument("--seat", metavar="F", help="only what this faction sees (default: everything)")


def a_size(text: str) -> tuple[int, int]:
    """Read a size such as 1600x1200."""
    found = re.fullmatch(r"(\d{2,4})[x×](\d{2,4})", text)
    if not found:
        raise ArgumentTypeError(f"a size such as 1600x1200 is wanted, not {text[:20]!r}")
    return int(found[1]), int(found[2])


def run(args: Namespace) -> int:
    """Draw the map, or show it in a window."""
    if bool(args.png) == args.watch:
        raise UsageError("say either --png OUT or --watch")
    if args.watch:
        return watch(scenario_file(args.file), args.variant)
    scenario = opened(scenario_file(args.file), args.variant)
    print(draw(scenario, args.png, args.size, seen_by(scenario, args.seat)))
    return 0


def draw(scenario: Scenario, out: str, size: tuple[int, int], view: View) -> str:
    """Draw what a view holds into a picture; return its name and size."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    import pygame

    from game.ui.mapview import render_preview

    picture = render_preview(scenario.setting, size, view)
    try:
        pygame.image.save(picture, out)
    except (pygame.error, OSError) as error:
        raise Failure(f"{out}: {str(error).lower()}") from None
    return f"{out}: {picture.get_width()}x{picture.get_height()}"


def watch(path: Path, variant: str) -> int:
    """Show a file in a window until that is closed; every change of it is read and shown."""
    from game.commands.play import why_no_window

    reason = why_no_window()
    if reason:
        raise Failure(f"{reason}; `--png OUT` draws the map without one")
    from game.app import Program
    from game.commands.watching import Watcher, proof_of
    from game.ui.screens.preview import PreviewScreen
    from game.ui.window import Window

    window = Window(Program())
    screen = PreviewScreen(window, proof_of(path, variant))
    window.push(screen)

    def changed() -> None:
        proof = proof_of(path, variant)
        window.call(lambda: screen.show(proof))

    watcher = Watcher(path, changed)
    watcher.start()
    try:
        window.run()
    finally:
        watcher.stop()
    return 0


def seen_by(scenario: Scenario, faction: str | None) -> View:
    """Return the start as a faction sees it, or, for an author, with nothing hidden."""
    if faction is not None and faction not in scenario.setting.factions:
        known = ", ".join(scenario.setting.factions)
        raise UsageError(f"there is no faction {faction!r}; there are {known}")
    state = setup(scenario, 1)
    if faction is not None:
        return view_of(state, faction)
    view = view_of(state, scenario.setting.order[0])
    everywhere = dict.fromkeys(range(len(state.control)), Sight.KNOWN)
    return replace(
        view, units=state.units, control=state.control, contacts=(), vision=everywhere, depots=state.depots
    )
