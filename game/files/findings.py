"""What the schema found wrong, in the words and at the line of the author's file."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from typing import Any

from game.files.problems import Mark, Problem, did_you_mean, problem, quoted
from game.files.upgrades import FORMAT
from game.files.yaml_reader import locate

Path: typing.TypeAlias = tuple[int | str, ...]
MAX_FINDINGS = 200

ORDINARY: dict[str, Callable[[dict[str, Any], str], str]] = {
    "int_parsing": lambda ctx, value: f"a whole number was expected, not {value}",
    "int_from_float": lambda ctx, value: f"a whole number was expected, not {value}",
    "int_parsing_size": lambda ctx, value: "this number is too large",
    "float_parsing": lambda ctx, value: f"a number was expected, not {value}",
    "finite_number": lambda ctx, value: f"a finite number was expected, not {value}",
    "string_type": lambda ctx, value: "text was expected",
    "dict_type": lambda ctx, value: f"a map was expected (`key: value`), not {value}",
    "dataclass_type": lambda ctx, value: f"a map was expected (`key: value`), not {value}",
    "dataclass_exact_type": lambda ctx, value: f"a map was expected (`key: value`), not {value}",
    "list_type": lambda ctx, value: f"a list was expected ([…] or lines with `-`), not {value}",
    "tuple_type": lambda ctx, value: f"a list was expected, not {value}",
    "greater_than_equal": lambda ctx, value: f"at least {_number(ctx['ge'])} was expected, not {value}",
    "less_than_equal": lambda ctx, value: f"at most {_number(ctx['le'])} was expected, not {value}",
    "multiple_of": lambda ctx, value: (
        f"a multiple of {_number(ctx['multiple_of'])} was expected, not {value}"
    ),
    "string_too_long": lambda ctx, value: f"at most {ctx['max_length']} characters may stand here",
    "string_too_short": lambda ctx, value: "this may not be empty",
    "too_short": lambda ctx, value: f"at least {ctx['min_length']} expected here",
    "too_long": lambda ctx, value: f"at most {ctx['max_length']} expected here",
    "value_error": lambda ctx, value: f"{ctx['error']}, not {value}",
}
REMEDIES = {
    "int_parsing": "write digits alone, such as 24",
    "int_from_float": "write digits alone, such as 24",
    "int_parsing_size": "write a smaller number",
    "float_parsing": "write a number such as 34.5",
    "finite_number": "write a number such as 34.5",
    "string_type": "write words, in quotes where they hold `: ` or `#`",
    "dict_type": "write `key: value` on lines of their own, or {key: value}",
    "dataclass_type": "write `key: value` on lines of their own, or {key: value}",
    "dataclass_exact_type": "write `key: value` on lines of their own, or {key: value}",
    "list_type": "write [a, b], or each item on a line that begins with `-`",
    "tuple_type": "write [a, b], or each item on a line that begins with `-`",
    "string_too_long": "shorten it",
    "string_too_short": "write something, or leave the key out",
    "too_short": "add what is missing, or leave the key out",
    "too_long": "take some out",
}
PATTERNS = {
    "a-z0-9_": ("is not an id", "ids are lower-case letters, digits and _, at most 48"),
    "#[0-9": ("is not a colour", "colours look like #D55E00"),
    r"\d{4}": ("is not the number of a hex", 'hexes look like "0407", in quotes'),
    "A-Z0-9_": ("is not a code of the atlas", "codes are capitals such as GOV"),
}


def _number(value: float) -> str:
    return f"{value:g}"


def findings(errors: Iterable[Any], document: Any, shape: type) -> list[Problem]:
    """Return the schema's errors as problems; `shape` is the dataclass the document should have fitted."""
    start = getattr(document, "mark", None) or Mark("scenario", 1, 1)
    found = (_finding(error, document, shape, start) for error in errors)
    return [one for _, one in zip(range(MAX_FINDINGS), found, strict=False)]


def _finding(error: Any, document: Any, shape: type, start: Mark) -> Problem:
    path: Path = error["loc"]
    kind, value = error["type"], quoted(_shown(error.get("input")))
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        at = locate(document, path, of_key=True) or start
        return problem(at, "E401", f"unknown key {quoted(path[-1])}", _key_like(str(path[-1]), path, shape))
    if kind in ("missing", "missing_argument"):
        at = locate(document, path[:-1], of_key=True) or start
        if isinstance(path[-1], int):
            return problem(at, "E402", f"the list ends too soon: item {path[-1] + 1} is missing")
        return problem(at, "E402", f"the key {quoted(path[-1])} is missing")
    at = locate(document, path, of_key=path[-1] == "[key]") or start
    if kind == "literal_error":
        allowed = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
        if path == ("format",):
            return _format(at, value)
        remedy = did_you_mean(str(error.get("input")), allowed) or f"one of {', '.join(allowed)}"
        return problem(at, "E404", f"{value} is not allowed here", remedy)
    if kind == "string_pattern_mismatch":
        return _mismatch(at, value, error["ctx"]["pattern"])
    text = ORDINARY.get(kind)
    told = text(error.get("ctx", {}), value) if text else f"{error['msg']}: {value}"
    return problem(at, "E403", told, REMEDIES.get(kind, ""))


def _shown(value: Any) -> Any:
    return "a map" if isinstance(value, dict) else "a list" if isinstance(value, list) else value


def _format(at: Mark, value: str) -> Problem:
    remedy = f"this game reads format {FORMAT}; a newer game may be needed"
    return problem(at, "E405", f"scenario format {value} is not known", remedy)


def _mismatch(at: Mark, value: str, pattern: str) -> Problem:
    for part, (what, remedy) in PATTERNS.items():
        if part in pattern:
            return problem(at, "E403", f"{value} {what}", remedy)
    return problem(at, "E403", f"{value} has a character that may not stand here")


def _key_like(key: str, path: Path, shape: type) -> str:
    known = _keys_at(path[:-1], shape)
    return did_you_mean(key, known) or (f"the keys here are {', '.join(sorted(known))}" if known else "")


def _keys_at(path: Path, shape: Any) -> list[str]:
    """Return the keys that the schema has at a path, following it through maps, lists and unions."""
    here = [shape]
    for step in path:
        here = [inner for one in here for inner in _inside(one, step)]
    fields = [field for one in here if is_dataclass(one) for field in one.__dataclass_fields__]
    return [field.rstrip("_") for field in fields]


def _inside(shape: Any, step: int | str) -> list[Any]:
    """Return the types found one step inside a type; a union's tag leads to its members again."""
    if is_dataclass(shape):
        hints = typing.get_type_hints(shape, include_extras=True)
        inner = hints.get(str(step), hints.get(f"{step}_"))
        return _bare(inner) if inner is not None else [shape]
    if isinstance(shape, types.GenericAlias):
        return _bare(typing.get_args(shape)[-1])
    return []


def _bare(hint: Any) -> list[Any]:
    """Return the plain types that an annotation stands for."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _bare(typing.get_args(hint)[0])
    if origin in (typing.Union, types.UnionType):
        return [inner for member in typing.get_args(hint) for inner in _bare(member)]
    return [hint]
