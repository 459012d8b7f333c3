"""The order of battle of a scenario, as tests count it."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.scenario import Placement, Scenario


def everyone(scenario: Scenario) -> Iterator[Placement]:
    """Yield every unit of the order of battle, arrivals included."""
    yield from scenario.units
    for arrival in scenario.arrivals:
        yield from arrival.units
