"""Brings the catalogues of the tongues up to date with the program and the shipped scenarios.

Reads every sentence there is into `assets/tongues/*.pot`, takes them over into each tongue's `.po` (what a
translator wrote stays), and compiles the `.mo` that the game reads. Wants Babel: `pip install -e .[dev]`.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.errors import FAILED, Failure, UsageError
from game.commands.messages import Message, names_in, of_program, of_scenarios
from game.files.tongues import FOLDER

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

DOMAINS: dict[str, Callable[[], Iterable[Message]]] = {"euphrates": of_program, "scenarios": of_scenarios}
TEMPLATE = "# What there is to translate. Made by `main.py tongue`; the translations are in the .po files."
TONGUE = "# Translations: fill in each msgstr and run `main.py tongue`. {names} stay as they are."
UNDATED = datetime(2017, 6, 10)
"""Catalogues bear no date, so that equal ones are equal files."""
LOOSE = (
    "Project-Id-Version",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Report-Msgid-Bugs-To",
)
"""Lines of a header that say only when and by what a file was made."""


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--add", metavar="CODE", help="begin a tongue, such as fr: its .po files, empty")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail where something is not current"
    )
    parser.add_argument("--json", action="store_true", help="print how much of each tongue is translated")


def run(args: Namespace) -> int:
    """Refresh the catalogues, or tell what is not current."""
    try:
        import babel.messages  # noqa: F401
    except ImportError as error:
        raise Failure("this needs Babel: pip install -e .[dev]") from error
    if args.add and not args.add.replace("_", "").isalnum():
        raise UsageError(f"a code such as fr or pt_BR is wanted, not {args.add!r}")
    stale = [str(path) for path, content in files(args.add) if _differs(path, content)]
    for path, content in () if args.check else files(args.add):
        if _differs(path, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    _report(args, stale)
    return FAILED if args.check and stale else 0


def _report(args: Namespace, stale: list[str]) -> None:
    told = {code: {domain: share(code, domain) for domain in DOMAINS} for code in codes(args.add)}
    if args.json:
        print(json.dumps({"changed": stale, "translated": told}))
        return
    for path in stale:
        print(f"{'not current' if args.check else 'written'}: {path}")
    for code, domains in told.items():
        print(f"{code}: " + ", ".join(f"{name} {done} of {all_}" for name, (done, all_) in domains.items()))


def codes(more: str | None = None) -> list[str]:
    """Return the tongues that there are, and one more that is to be begun."""
    known = {path.parents[1].name for path in FOLDER.glob("*/LC_MESSAGES/*.po")}
    return sorted(known | ({more} if more else set()))


def files(more: str | None = None) -> Iterator[tuple[Path, bytes]]:
    """Yield every file of the catalogues as it should be: templates, then each tongue's texts and their
    compiled form."""
    from babel.messages.mofile import write_mo

    for domain, messages in DOMAINS.items():
        template = template_of(messages())
        yield FOLDER / f"{domain}.pot", _written(template)
        for code in codes(more):
            path = FOLDER / code / "LC_MESSAGES" / f"{domain}.po"
            catalogue = updated(path, code, template)
            if domain == "scenarios":
                _take_names(catalogue, names_in(code))
            yield path, _written(catalogue)
            compiled = BytesIO()
            write_mo(compiled, catalogue)
            yield path.with_suffix(".mo"), compiled.getvalue()


def template_of(messages: Iterable[Message]) -> Catalog:
    """Return a catalogue of messages without translations; each stands once, with every file it is in."""
    from babel.messages.catalog import Catalog

    template = Catalog(charset="utf-8", fuzzy=False, header_comment=TEMPLATE)
    for one in messages:
        id = (one.one, one.many) if one.many else one.one
        comments = [one.comment] if one.comment else []
        template.add(id, locations=[(one.path, 0)], auto_comments=comments)
    return template


def updated(path: Path, code: str, template: Catalog) -> Catalog:
    """Return a tongue's catalogue with exactly the messages of the template; nothing is guessed."""
    from babel.messages.catalog import Catalog

    catalogue = (
        read(path)
        if path.exists()
        else Catalog(locale=code, charset="utf-8", fuzzy=False, header_comment=TONGUE)
    )
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = UNDATED
    return catalogue


def read(path: Path) -> Catalog:
    """Return a catalogue as it lies in its file."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name if path.suffix == ".po" else None)


def share(code: str, domain: str) -> tuple[int, int]:
    """Return how many messages of a tongue are translated, and how many there are."""
    path = FOLDER / code / "LC_MESSAGES" / f"{domain}.po"
    messages = [one for one in read(path) if one.id] if path.exists() else []
    return sum(1 for one in messages if _is_done(one.string)), len(messages)


def _is_done(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


def _take_names(catalogue: Catalog, names: dict[str, str]) -> None:
    """Fill in names that the atlas has, where no translator has written another."""
    for english, name in names.items():
        message = catalogue.get(english)
        if message is not None and not message.string:
            message.string = name


def _written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file, without anything that changes by itself."""
    from babel.messages.pofile import write_po

    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().decode("utf-8").splitlines(keepends=True)
    loose = tuple(f'"{name}:' for name in LOOSE)
    return "".join(line for line in lines if not line.startswith(loose)).encode("utf-8")


def _differs(path: Path, content: bytes) -> bool:
    return not path.exists() or path.read_bytes() != content
