"""Finds everything that is wrong with scenario files: path:line:col, a code, and the remedy."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.asking import SCENARIOS, add_variant, scenario_file, told
from game.commands.errors import UsageError
from game.files import check_file
from game.files.codes import CODES
from game.files.problems import Problem, did_you_mean
from game.files.reading import Reading
from game.files.variants import UnknownVariant

if TYPE_CHECKING:
    from game.model.scenario import Scenario


CODES_PAGE = SCENARIOS / "CODES.md"


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="scenario files, or names of shipped ones")
    add_variant(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    parser.add_argument("--code", metavar="E204", help="what a code means, with an example")


def run(args: Namespace) -> int:
    """Print every finding; exit code 1 when one of them is an error."""
    if args.code:
        print(entry_of(args.code))
        return 0
    if not args.files:
        raise UsageError("name the files to check, or ask with --code what a code means")
    found = {name: _problems(name, args.variant) for name in args.files}
    if args.json:
        print(json.dumps({"files": [_as_json(name, problems) for name, problems in found.items()]}, indent=1))
    else:
        for name, problems in found.items():
            print("\n".join([*map(str, problems), _summary(name, problems)]))
    return int(any(_errors(problems) for problems in found.values()))


def _problems(name: str, variant: str) -> list[Problem]:
    try:
        found: list[Problem] = check_file(scenario_file(name), variant, _trial)
        return found
    except UnknownVariant as error:
        raise UsageError(f"{name}: {told(error)}") from None


def entry_of(code: str) -> str:
    """Return what `scenarios/CODES.md` says of a code."""
    page = CODES_PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^### {re.escape(code.upper())}: .*?(?=\n##|\Z)", page, re.MULTILINE | re.DOTALL)
    if not found:
        remedy = did_you_mean(code.upper(), CODES)
        raise UsageError(f"there is no code {code[:20]!r}{'; ' + remedy if remedy else ''}")
    return found.group().removeprefix("### ").rstrip()


def _trial(scenario: Scenario, reading: Reading) -> Iterable[Problem]:
    """Look at the scenario as it begins; the rules are imported only where there is one."""
    from game.commands.trial import complaints

    return complaints(scenario, reading)


def _errors(problems: list[Problem]) -> int:
    return sum(1 for problem in problems if not problem.warning)


def _summary(name: str, problems: list[Problem]) -> str:
    errors = _errors(problems)
    if not problems:
        return f"{name}: in order"
    return f"{name}: errors: {errors}, warnings: {len(problems) - errors}"


def _as_json(name: str, problems: list[Problem]) -> dict[str, object]:
    listed = [{**asdict(problem), "warning": problem.warning} for problem in problems]
    return {"file": str(Path(name)), "ok": not _errors(problems), "problems": listed}
