"""The example scenarios: the shortest that can be played, and one that uses every part of the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import run
from game.files import check_file
from game.files.yaml_reader import read_yaml

EXAMPLES = Path(__file__).parents[1] / "scenarios" / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_has_nothing_wrong_with_it(path: Path) -> None:
    assert check_file(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_is_played_to_its_end(path: Path) -> None:
    assert run(["simulate", str(path), "--seats", "all=greedy", "--seed", "2"]) == 0


def test_the_shortest_scenario_has_no_more_than_thirty_lines() -> None:
    assert len((EXAMPLES / "shortest.yaml").read_text(encoding="utf-8").splitlines()) <= 30


def test_the_toy_uses_every_part_of_the_format() -> None:
    toy = read_yaml(EXAMPLES / "toy_wadi.yaml")
    parts = (
        "clock map factions order relations control assets corridors bands templates units arrivals depots "
        "ai zones ladders tension leaves gates patrons routes insurgency weather cards events variants "
        "history"
    )
    assert set(parts.split()) <= set(toy)
    assert {"bounds", "hex_km", "areas", "lines", "places"} <= set(toy["map"])
    asked = {key for event in toy["events"] for key in event["when"]}
    assert asked >= {"all", "any"} and any("choice" in event for event in toy["events"])
    assert any("need" in event for event in toy["events"])
