"""What shows only when a scenario is set up: units that nothing feeds where they stand (`main.py check`)."""

from __future__ import annotations

from collections.abc import Iterator

from game.files.build import ids_of
from game.files.problems import Problem, problem
from game.files.reading import Reading
from game.model.kinds import SupplyState
from game.model.scenario import Scenario
from game.rules.layout import laid_out
from game.rules.supply import supply_map

REMEDY = "give a source, a depot, a road, or a `pocket` with a dump"


def complaints(scenario: Scenario, reading: Reading) -> Iterator[Problem]:
    """Yield each entry of the order of battle that is out of supply at the start."""
    state = laid_out(scenario, 1)
    maps = {faction: supply_map(state, faction) for faction in state.setting.factions}
    for index, entry in enumerate(reading.spec.units):
        ids = ids_of(reading.spec, entry.id)
        unit = state.units.get(ids[0])
        if unit is None or maps[unit.faction].state_at(unit.at) is not SupplyState.OUT:
            continue
        if unit.at in state.setting.city_at:
            continue  # 5.3 a city lives on its stores
        where = state.setting.board.name_of(unit.at)
        at = reading.at("units", index, "at")
        yield problem(at, "W350", f"{unit.id} is out of supply in {where} at the start", REMEDY)
