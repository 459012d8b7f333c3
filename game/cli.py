"""The command line: finds the command, runs it, and turns what goes wrong into a line and an exit code.

0: done. 1: what was asked for failed or was found wrong. 2: it was not asked rightly. Only the command
asked for is imported, so that none pays for another's libraries.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from importlib import import_module

from game.commands.errors import FAILED, USAGE, Failure, UsageError

COMMANDS = {
    "play": "play a scenario, in the window or with --text in a terminal",
    "simulate": "play headless games of machine players and record them",
    "balance": "play a scenario many times and say how its seats stand",
    "history": "play scenarios many times and say how near they come to history",
    "match": "measure one machine player against another",
    "conduct": "measure how machines lead: plans, command, reserves",
    "tune": "search better figures for a level of the machine players",
    "check": "find everything that is wrong with scenario files",
    "new": "cut a new scenario out of the atlas",
    "explain": "tell an event or card of a scenario in plain words",
    "diff": "compare two scenarios by what they mean",
    "fmt": "bring scenario files into their stable form",
    "schema": "print the JSON Schema of a scenario",
    "preview": "draw a scenario's map into a picture",
    "export": "write a scenario's start as a picture or GeoJSON",
    "replay": "play a save again, and verify it",
    "perft": "count sequences of legal orders",
    "bench": "measure the speed of the game",
    "tongue": "bring the catalogues of translations up to date",
    "proving": "print a generated scenario: four armies of fifty units",
}
ABOUT = "A turn-based hex wargame on the campaigns of 2017 in eastern Syria. Without a command: the menu."


def entry() -> None:
    """Run as the installed command `euphrates`."""
    code = run(sys.argv[1:])
    gc.freeze()  # what is about to go need not be searched for circles
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return guarded(lambda: _dispatch(words))


def _dispatch(words: Sequence[str]) -> int:
    if not words:
        from game.commands.play import open_menu

        return open_menu()
    if words[0] not in COMMANDS:
        return _about(words)
    command = import_module(f"game.commands.{words[0]}")
    parser = ArgumentParser(prog=f"main.py {words[0]}", description=command.__doc__.splitlines()[0])
    command.describe(parser)
    code: int = command.run(parser.parse_args(words[1:]))
    return code


def _about(words: Sequence[str]) -> int:
    """Answer --help, or words that are no command."""
    rows = "\n".join(f"  {name:10}{about}" for name, about in COMMANDS.items())
    parser = ArgumentParser(
        prog="main.py",
        description=ABOUT,
        usage="main.py [COMMAND …]",
        epilog=f"commands:\n{rows}\n\n`main.py COMMAND --help` tells more of one.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    if words[0] not in ("-h", "--help"):
        known = ", ".join(COMMANDS)
        parser.error(f"there is no command {words[0][:40]!r}; there are {known}")
    parser.print_help()
    return 0


def guarded(action: Callable[[], int]) -> int:
    """Run an action; what a user can cause ends in a few plain lines and an exit code."""
    try:
        code = action()
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else USAGE
    except KeyboardInterrupt:
        return _say("interrupted", FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not try to flush to it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except UsageError as error:
        return _say(str(error), USAGE)
    except Exception as error:
        message = _plainly(error)
        if message is None:
            raise
        return _say(message, FAILED)


def _say(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _plainly(error: Exception) -> str | None:
    """Return what to tell of an error that a user can cause, None for one in the program."""
    if isinstance(error, Failure):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'input or output'}: {(error.strerror or str(error)).lower()}"
    from game.files.problems import ScenarioError
    from game.files.save_format import SaveError

    return str(error) if isinstance(error, SaveError | ScenarioError) else None
