"""A YAML file to a Scenario, or to every problem in it.

file → document (documents) → typed values (schema) → board (geography) → checks (lint) → Scenario.
A save keeps the resolved document, so that a game goes on even where the file has changed or gone.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from game.files.documents import as_map, plain
from game.files.problems import Problem, ScenarioError, problem
from game.files.reading import TOP, Reading
from game.files.upgrades import STEPS, upgraded, version_of
from game.files.variants import Family
from game.files.yaml_reader import Map

if TYPE_CHECKING:
    from game.files.schema import ScenarioSpec
    from game.model.scenario import Scenario

Trial: TypeAlias = "Callable[[Scenario, Reading], Iterable[Problem]]"
MAX_SOURCE = 16 * 1024 * 1024
NO_BASE = frozenset({"E501", "E502", "E503", "E504", "E505"})
OF_THE_BASE = frozenset({"E402", "E204"})
"""Problems of what a scenario extends, and those that only follow from them."""


def load_scenario(path: Path | str, variant: str = "") -> Scenario:
    """Return the scenario in a file, or a variant of it; raise ScenarioError with every problem."""
    with uncollected():
        family = Family(Path(path))
        if family.kind == "campaign":
            return _opening(family, variant)
        return _playable(*_examined(family, variant))


def _opening(family: Family, variant: str) -> Scenario:
    """Return the first stage of a campaign, which has no variants."""
    from game.files.campaign import opening

    if variant:
        family.member(variant)  # it says that there is none
    return opening(family)


def reading_of(path: Path | str, variant: str = "") -> Reading:
    """Return a scenario's typed document with the place of everything in it; else ScenarioError."""
    family = Family(Path(path))
    if family.kind == "campaign" and family.whole is not None:
        remedy = "name the scenario of one of its stages"
        raise ScenarioError([problem(family.whole.marks["kind"], "E404", "this is a campaign", remedy)])
    with uncollected():
        reading, problems = _examined(family, variant)
    errors = [found for found in problems if not found.warning]
    if errors or reading is None:
        raise ScenarioError(errors)
    return reading


def scenario_of(family: Family, variant: str = "", *more: Map) -> Scenario:
    """Return a scenario or a variant of it with more merged over it; ScenarioError with every problem."""
    with uncollected():
        return _playable(*_examined(family, variant, *more))


def scenario_from_source(text: str) -> Scenario:
    """Return the scenario of `Scenario.source`, as a save keeps it."""
    with uncollected():
        return _playable(*read_document_of(_document_of(text), ()))


def check_file(path: Path | str, variant: str = "", trial: Trial | None = None) -> list[Problem]:
    """Return every problem and warning of a scenario file, in the order of its lines.

    Its variants are checked with it, or only the one that is named. `trial` may look at the scenario itself,
    where it can be played.
    """
    with uncollected():
        return _checked(path, variant, trial)


def _checked(path: Path | str, variant: str, trial: Trial | None) -> list[Problem]:
    family = Family(Path(path))
    if family.kind == "campaign":
        from game.files.lint_campaign import check_campaign

        return _in_order(family.path, check_campaign(family))
    first, *others = (variant,) if variant else ("", *family.variants)
    found = {first: _tried(*_judged(family, first), trial)}
    found |= {name: _judged(family, name)[1] for name in others}
    faults = [
        fault for name in (found if variant else family.faults) for fault in family.faults.get(name, ())
    ]
    return _in_order(family.path, [*faults, *_told_once(found)])


def _tried(reading: Reading | None, problems: list[Problem], trial: Trial | None) -> list[Problem]:
    """Return the problems with those that a trial of the scenario finds, where there is none worse."""
    if trial is None or reading is None or any(not one.warning for one in problems):
        return problems
    return [*problems, *trial(_scenario(reading), reading)]


def scenario_of_reading(reading: Reading) -> Scenario:
    """Return the scenario of a reading without errors."""
    with uncollected():
        return _scenario(reading)


def _playable(reading: Reading | None, problems: list[Problem]) -> Scenario:
    """Return the scenario of a reading without errors; warnings do not count."""
    errors = [found for found in problems if not found.warning]
    if errors or reading is None:
        raise ScenarioError(errors)
    return _scenario(reading)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off for a while: loading makes much, drops little, and saves a quarter."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _examined(family: Family, variant: str, *more: Map) -> tuple[Reading | None, list[Problem]]:
    """Return what a scenario or a variant of it came to and every problem, in the order of its lines."""
    reading, problems = _judged(family, variant, *more)
    faults = family.faults.get(variant, []) if variant else []
    return reading, _in_order(family.path, [*problems, *faults])


def _judged(family: Family, variant: str, *more: Map) -> tuple[Reading | None, list[Problem]]:
    """Return what a scenario or a variant of it came to, and every problem of file and document."""
    document = family.member(variant, *more)
    if document is None:
        return None, family.problems
    reading, found = read_document_of(document, family.problems)
    problems = [*family.problems, *found]
    if any(one.code in NO_BASE for one in problems):
        problems = [one for one in problems if one.code not in OF_THE_BASE]
    return reading, problems


def _told_once(found: dict[str, list[Problem]]) -> list[Problem]:
    """Return the problems of a scenario, then those that only its variants have, with their names."""
    known = set(found.get("", ()))
    variants: dict[Problem, list[str]] = {}
    for name, problems in found.items():
        for one in problems:
            if one not in known and name:
                variants.setdefault(one, []).append(name)
    told = [
        replace(one, message=f"{one.message} (variant {', '.join(dict.fromkeys(names))})")
        for one, names in variants.items()
    ]
    return [*found.get("", ()), *told]


def read_document_of(document: Any, known: list[Problem] | tuple[()]) -> tuple[Reading | None, list[Problem]]:
    """Return what a resolved document came to, and every problem but those that are `known`."""
    from game.files.lint import complaints

    spec, kept, lost, problems = _typed(document)
    # Where the reader refused something, what the schema then misses there is no news.
    spoilt = {(found.file, found.line) for found in known}
    problems = [found for found in problems if (found.file, found.line) not in spoilt]
    if spec is None:
        return None, problems
    from game.files.geography import geography

    place, more = geography(spec, kept)
    reading = Reading(kept, spec, place, lost)
    found = complaints(reading, document)
    if problems:  # what was cut away is not missing
        found = [one for one in found if one.code != "E402"]
    return reading, [*problems, *more, *found]


def _typed(document: Any) -> tuple[ScenarioSpec | None, Any, frozenset[str], list[Problem]]:
    """Return the typed values, or as many as fit, the document they were read from, and the problems."""
    from pydantic import ValidationError

    from game.files.schema import ScenarioSpec, adapter

    try:
        return adapter().validate_python(document), document, frozenset(), []
    except ValidationError as error:
        from game.files.findings import findings
        from game.files.partial import partial

        errors = error.errors(include_url=False)
        problems = findings(errors, document, ScenarioSpec)
        if any(found.code == "E405" for found in problems):
            return None, document, frozenset(), [found for found in problems if found.code == "E405"]
        rest = partial(document, errors) if isinstance(document, Map) else None
        return (*rest, problems) if rest else (None, document, frozenset(), problems)


def _in_order(path: Path, problems: list[Problem]) -> list[Problem]:
    """Return the findings once each, the file's own first, by line."""
    from game.files.documents import shown

    own = shown(path)
    return sorted(set(problems), key=lambda found: (found.file != own, found))


def _document_of(text: str) -> Any:
    """Return the document in a save's source; json reads it, within a cap."""
    try:
        document = json.loads(text) if len(text) <= MAX_SOURCE else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise ScenarioError([problem(TOP, "E019", "the scenario in this save cannot be read")])
    return _as_of_today(document)


def _as_of_today(document: dict[str, Any]) -> Mapping[str, Any]:
    """Return the document of a save as today's format has it."""
    if version_of(document) not in STEPS:
        return document
    return upgraded(as_map(document, TOP))


def _scenario(reading: Reading) -> Scenario:
    """Return the scenario of a reading without errors."""
    from game.files.build import scenario

    assert reading.geography is not None
    source = json.dumps(_source(reading), ensure_ascii=False, separators=(",", ":"))
    return scenario(reading.spec, reading.geography, source)


def _source(reading: Reading) -> dict[str, Any]:
    """Return the resolved document without the states of control that the scenario does not use."""
    from game.files.geography import control_name

    whole: dict[str, Any] = plain(reading.document)
    used = control_name(reading.spec)
    whole["atlas"] = {
        name: document
        for name, document in whole["atlas"].items()
        if not name.startswith("control_") or name == used
    }
    return whole
