"""A small scenario as text, section by section, so that a test can spoil one of them."""

from __future__ import annotations

from pathlib import Path

from game.files import Problem, ScenarioError, check_file, load_scenario

SECTIONS = {
    "format": "1",
    "id": "small",
    "extends": "base/syria_2017",
    "title": "Small",
    "clock": "{start: 2017-06-09, turn_days: 7, turns: 24, impulses: 1}",
    "map": "{bounds: {west: 38.0, south: 34.0, east: 41.3, north: 36.2}, hex_km: 7}",
    "factions": """
  gov:
    {name: Government, short: GOV, colour: "#D55E00", command: {1: 5, 9: 6}, countries: [syria],
     capital: palmyra, sources: [palmyra], hqs: {central: Central axis}, par: 3.7}
  isis:
    {name: Islamic State, short: IS, colour: "#1A1A1A", pattern: cross, command: {1: 3},
     countries: [syria, iraq], town_supply: true, hqs: {furat: Furat}, par: 10}""",
    "order": "[isis, gov]",
    "sides": "[[gov], [isis]]",
    "camps": "[[gov], [isis]]",
    "relations": "{all_against: [isis]}",
    "control": "{date: 2017-06-10, map: {GOV: gov, ISIS: isis}}",
    "units": """
  - {id: gov_1, template: tiger_bn, faction: gov, hq: central, at: palmyra, name: Tiger 1}
  - {id: isis_1, template: isis_line, faction: isis, hq: furat, at: al_sukhnah, name: Line 1}""",
}


def text_of(**sections: str) -> str:
    """Return the small scenario with some sections replaced or added; an empty one is left out."""
    whole = {**SECTIONS, **sections}
    return "".join(f"{key}: {value}\n" for key, value in whole.items() if value)


def written(folder: Path, **sections: str) -> Path:
    """Write the small scenario, changed, and return its file."""
    path = folder / "small.yaml"
    path.write_text(text_of(**sections), encoding="utf-8")
    return path


def problems_of(folder: Path, **sections: str) -> list[Problem]:
    """Return what the linter says of the small scenario, changed."""
    return check_file(written(folder, **sections))


def codes_of(folder: Path, **sections: str) -> set[str]:
    """Return the codes of what the linter says."""
    return {found.code for found in problems_of(folder, **sections)}


def refusal_of(path: Path | str) -> tuple[Problem, ...]:
    """Return the problems for which a file is refused; fail where it loads."""
    try:
        load_scenario(path)
    except ScenarioError as error:
        return error.problems
    raise AssertionError(f"{path} loads")
