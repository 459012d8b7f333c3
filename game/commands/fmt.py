"""Brings scenario files into their stable form: even indentation and spaces, every comment kept."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import NamedTemporaryFile

from game.commands.asking import scenario_file


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="scenario files, or names of shipped ones")
    parser.add_argument("--check", action="store_true", help="change nothing; say which files would change")


def run(args: Namespace) -> int:
    """Format the files; exit code 1 when one cannot be read, or with --check would change."""
    failures = [_failed(scenario_file(name), args.check) for name in args.files]
    return int(any(failures))


def _failed(path: Path, check: bool) -> bool:
    """Format a file and say what became of it; whether that is a failure."""
    from game.files.problems import ScenarioError
    from game.files.yaml_format import NotTheSame, formatted
    from game.files.yaml_reader import read_text

    try:
        before = read_text(path)
        after = formatted(before, str(path))
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return True
    except NotTheSame:
        print(f"{path}: left as it is: it has no stable form that means the same", file=sys.stderr)
        return True
    changes = path.read_bytes() != after.encode()
    if changes and not check:
        _replace(path, after)
    print(f"{path}: {_word(changes, check)}")
    return changes and check


def _word(changes: bool, check: bool) -> str:
    if not changes:
        return "in its stable form"
    return "would change" if check else "written anew"


def _replace(path: Path, text: str) -> None:
    """Write a file in one step, so that nobody ever reads half of it."""
    real = path.resolve()
    with NamedTemporaryFile("wb", dir=real.parent, prefix=f".{real.name}.", delete=False) as file:
        file.write(text.encode())
    os.chmod(file.name, real.stat().st_mode)
    os.replace(file.name, real)
