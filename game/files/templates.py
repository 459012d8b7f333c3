"""Templates of units, levels and doctrines that take over what they do not say from another."""

from __future__ import annotations

from typing import Any

from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.yaml_reader import Map

MAX_PARENTS = 8


def inherited(templates: Any, problems: list[Problem], what: str = "template") -> Any:
    """Return the templates with everything they take over, and without `extends`."""
    if not isinstance(templates, Map):
        return templates
    whole = Map(templates.mark)
    for id, template in templates.items():
        found = _lineage(id, templates, problems, what) if isinstance(template, Map) else template
        whole.put(id, found, templates.keys_at[id], templates.marks[id])
    return whole


def _lineage(id: str, templates: Map, problems: list[Problem], what: str) -> Map:
    """Return a template merged over its parents, nearest last."""
    line = [templates[id]]
    seen = [id]
    while isinstance(line[-1], Map) and "extends" in line[-1]:
        parent = line[-1]["extends"]
        at = line[-1].marks["extends"]
        if not isinstance(parent, str) or parent not in templates:
            remedy = did_you_mean(str(parent), templates)
            _note(problems, problem(at, "E204", f"unknown {what} {quoted(parent)}", remedy))
            break
        if parent in seen or len(seen) > MAX_PARENTS:
            _note(problems, problem(at, "E205", f"{quoted(id)} extends itself, or by too many steps"))
            break
        seen.append(parent)
        line.append(templates[parent])
    return _laid_over(line)


def _laid_over(line: list[Any]) -> Map:
    whole = Map(line[0].mark)
    for template in reversed(line):
        for key, value in template.items() if isinstance(template, Map) else ():
            if key != "extends":
                whole.put(key, value, template.keys_at[key], template.marks[key])
    return whole


def _note(problems: list[Problem], found: Problem) -> None:
    if found not in problems:
        problems.append(found)
