"""Plays a scenario, in the window or with --text in a terminal."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from game import table
from game.commands.asking import a_seed, add_variant, opened, scenario_file
from game.commands.errors import Failure, UsageError
from game.commands.seats import HANDICAP_HELP, HELP, Seats, for_play, handicap, players
from game.files import tongues
from game.files.handicap import handicapped
from game.files.journal import read_save
from game.files.lock import keep_traces
from game.files.rulebook import rulebook
from game.files.save_format import SaveError
from game.files.saves import save_folder
from game.model.kinds import FactionId
from game.model.scenario import Scenario
from game.model.state import View
from game.model.tongue import t
from game.session import Session
from game.table import Keeper

BOTH_PYGAMES = "pygame and pygame-ce are both installed, and they break each other. To put it right:"
FIX = "-m pip uninstall -y pygame pygame-ce && {python} -m pip install pygame-ce"


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="a file, or the name of a shipped one"
    )
    add_variant(parser)
    parser.add_argument("--text", action="store_true", help="in this terminal, by orders in words")
    parser.add_argument("--seats", metavar="…", help=f"{HELP} (default: you play the first side)")
    parser.add_argument("--handicap", metavar="…", help=HANDICAP_HELP)
    parser.add_argument("--seed", type=a_seed, metavar="N", help="the dice; equal seeds give equal games")
    parser.add_argument("--load", metavar="SAVE", help="go on with a saved game")
    parser.add_argument("--tongue", metavar="CODE", help="the language of the game: en, ar, …")


def run(args: Namespace) -> int:
    """Play a scenario or go on with a save."""
    if not (args.scenario or args.load):
        raise UsageError("name a scenario, or a save with --load; `main.py` alone opens the menu")
    if args.load and (args.seats or args.variant or args.handicap or args.seed is not None):
        raise UsageError("a saved game keeps its variant, its seats, its handicap and its seed")
    _speak(args.tongue)
    if args.text:
        return text_game(args)
    reason = why_no_window()
    if not reason:
        return _window(args)
    print(t("{reason}; starting the text game.", reason=reason))
    return text_game(args)


def _speak(code: str | None) -> None:
    """Speak the language that was asked for; UsageError names those there are."""
    if code is not None and code not in tongues.tongues():
        raise UsageError(f"there is no language {code!r}; there are {', '.join(tongues.tongues())}")
    tongues.use(code or tongues.ENGLISH)


def _must_be_of(names: Sequence[str], args: Namespace) -> None:
    """Refuse a save that is of another scenario or campaign than the one named beside it."""
    if args.scenario and Path(args.scenario).stem not in names:
        raise Failure(f"{args.load}: this is a game of {names[-1]}, not of {args.scenario}")


def _wanted_seats(args: Namespace, scenario: Scenario) -> Seats:
    """Return the seats of a game; those of a campaign may name factions of its later stages."""
    lesson = scenario.setting.lesson
    if lesson is not None and not args.seats:
        return dict(lesson.seats)
    return for_play(args.seats, scenario.setting, _of_later_stages(args, scenario))


def _wanted_handicap(args: Namespace, scenario: Scenario) -> dict[FactionId, int]:
    """Return the handicap of a game, which may name factions of a campaign's later stages as well."""
    return handicap(args.handicap, scenario.setting, _of_later_stages(args, scenario))


def _of_later_stages(args: Namespace, scenario: Scenario) -> list[FactionId]:
    """Return the factions of all stages, where a scenario is the first of a campaign."""
    if scenario.chapter is None:
        return []
    from game.files.campaign import stages_of

    return [one for stage in stages_of(scenario_file(args.scenario)) for one in stage.setting.order]


def open_menu() -> int:
    """Open the game's menu, or without a display the text game's."""
    reason = why_no_window()
    if not reason:
        return _window(
            Namespace(scenario=None, variant="", load=None, seats=None, handicap=None, seed=None, tongue=None)
        )
    print(t("{reason}; starting the text game.", reason=reason))
    from game.commands.choosing import chosen_scenario

    chosen = chosen_scenario()
    if chosen is None:
        return 0
    path, variant = chosen
    return text_game(
        Namespace(
            scenario=str(path), variant=variant, load=None, seats=None, handicap=None, seed=None, tongue=None
        )
    )


def text_game(args: Namespace) -> int:
    """Play in this terminal, a campaign stage by stage; the game is written down after every order."""
    session, keeper, note = _seated(args)
    while True:
        for line in filter(None, (note, keeper.trouble)):
            print(t("note: {line}", line=line), file=sys.stderr)
        _play_here(session, keeper)
        following = _next_stage(session, _campaign_folders(args))
        if following is None:
            return 0
        (session, keeper), note = following, ""


def _play_here(session: Session, keeper: Keeper) -> None:
    from game.text.loop import TextGame

    try:
        save = lambda name: _saved(session, keeper, name)  # noqa: E731
        TextGame(session, sys.stdin, sys.stdout, save, rulebook(session.setting), Office()).run()
    except (Failure, OSError, EOFError):
        raise
    except Exception as error:  # nobody expected it: the orders are on the disk, the rest goes into a report
        keep_traces()
        raise Failure(table.crashed(error, save_folder(), session)) from None
    finally:
        keeper.close()
    print(_saved(session, keeper))


def _next_stage(session: Session, folders: Sequence[Path]) -> tuple[Session, Keeper] | None:
    """Tell what a finished stage came to and begin the next; None after the last or if the player leaves."""
    from game.files import ScenarioError
    from game.text.debrief import page

    if session.scenario.chapter is None or not session.over:
        return None
    try:
        told, scenario = table.concluded(session, folders)
    except ScenarioError as error:
        print(t("The campaign cannot go on: {error}", error=error.problems[0].message))
        return None
    print("", *page(told), sep="\n")
    if scenario is None or not (_goes_on() if session.persons() else True):
        return None
    seats = table.reseated(session.seating.own_seats(), scenario.setting)
    return table.begun(scenario, seats, session.seed, save_folder(), session.one_person)


def _campaign_folders(args: Namespace) -> list[Path]:
    """Return where the file of a campaign may lie beside the shipped ones."""
    named = [scenario_file(args.scenario).parent] if args.scenario else []
    return [*named, save_folder().parent / "scenarios"]


def _goes_on() -> bool:
    """Ask whether to go on; where the input ends the player leaves, and the save remembers the stage."""
    print(t("Press Enter to go on, `quit` to leave: "), end="", flush=True)
    answer = sys.stdin.readline()
    print()
    return answer.strip().lower() not in ("quit", "exit") and bool(answer)


def _seated(args: Namespace) -> tuple[Session, Keeper, str]:
    """Return the game that was asked for, its journal, and a note about the save that it goes on from."""
    try:
        if args.load:
            resumed = table.resumed(Path(args.load), save_folder())
            chapter = resumed[0].scenario.chapter
            _must_be_of([resumed[0].setting.id, *([chapter.campaign] if chapter else [])], args)
            return resumed
        scenario = opened(scenario_file(args.scenario), args.variant)
        seats = _wanted_seats(args, scenario)
        scenario = handicapped(scenario, _wanted_handicap(args, scenario))
        seed = table.seed_for(scenario) if args.seed is None else args.seed
        return *table.begun(scenario, seats, seed, save_folder()), ""
    except ValueError as error:
        raise UsageError(str(error)) from None


def _saved(session: Session, keeper: Keeper, name: str = "") -> str:
    """Say where a game is saved, after writing a copy of it where a name is given."""
    if keeper.trouble:
        return keeper.trouble
    if not name:
        return t("saved: {path}", path=keeper.path)
    if not all(letter.isalnum() or letter in "_-" for letter in name):
        return t("a name of letters, digits, - and _ is wanted")
    path = save_folder() / f"{name}.save"
    try:
        table.copy_to(path, session)
    except SaveError as error:
        return str(error)
    return t("saved: {path}", path=path)


class Office:
    """Writes the files that a player at a terminal asks for."""

    def export(self, view: View, report: str, table: str) -> list[str]:
        """Write a faction's map and its report."""
        from game.files.exports import export_folder, export_report, export_view
        from game.files.geojson import geojson_of

        name, folder = f"{view.setting.id}-{view.faction}-turn-{view.turn}", export_folder(save_folder())
        try:
            chart = export_view(folder, name, geojson_of(view))
            return [str(chart), str(export_report(folder, name, report, table))]
        except OSError as error:
            return [t("nothing could be written: {error}", error=error.strerror or str(error))]

    def send(self, session: Session) -> str:
        """Write the game for the person who is to move."""
        try:
            return t("saved: {path}", path=table.send_to(save_folder(), session, self._to(session)))
        except SaveError as error:
            return str(error)

    def _to(self, session: Session) -> tuple[str, ...]:
        return session.person_of(session.active) if session.active else session.setting.order[:1]


def why_no_window() -> str:
    """Return why there can be no window, empty when there can; pygame is asked only where one is likely."""
    likely = ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform not in ("win32", "darwin") and not any(os.environ.get(name) for name in likely):
        return t("No display was found")
    prove_pygame()
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    try:
        pygame.display.init()
    except pygame.error as error:
        return t("No window can be opened ({error})", error=error)
    # Without the display that was named SDL draws into memory, where nobody would see it.
    unseen = pygame.display.get_driver() in ("dummy", "offscreen") and not os.environ.get("SDL_VIDEODRIVER")
    return t("No window can be opened") if unseen else ""


def prove_pygame() -> None:
    """Fail with the remedy when two packages that provide `pygame` are installed together."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution("pygame")
        distribution("pygame-ce")
    except PackageNotFoundError:
        return
    raise Failure(f"{BOTH_PYGAMES} {sys.executable} {FIX.format(python=sys.executable)}")


def _window(args: Namespace) -> int:
    """Open the window, straight into a game where one is named."""
    from game.app import WindowOptions, run_window

    if args.scenario and not args.load:
        path = scenario_file(args.scenario)
        scenario = opened(path, args.variant)
        seats, changes = _wanted_seats(args, scenario), _wanted_handicap(args, scenario)
        players(seats, 0)
        return run_window(
            WindowOptions(path, args.variant, seats, args.seed, handicap=changes, tongue=args.tongue or "")
        )
    try:
        if args.scenario:
            document = json.loads(read_save(Path(args.load)).scenario)
            _must_be_of([str(one["id"]) for one in (document, document.get("campaign")) if one], args)
        return run_window(
            WindowOptions(load=Path(args.load) if args.load else None, tongue=args.tongue or "")
        )
    except ValueError as error:
        if not args.load:
            raise
        raise Failure(f"{args.load}: {error}") from error
