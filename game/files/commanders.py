"""Typed values of `commanders` and `ai` to the commanders that a machine plays; checked before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.reading import Reading
from game.files.schema_ai import DoctrineSpec, FactionAiSpec, given
from game.model.doctrine import SWITCHES, USUAL_RISK, Commanders, Doctrine, Weights
from game.model.kinds import FactionId
from game.model.orders.politics import READERS

if TYPE_CHECKING:
    from game.files.schema import ScenarioSpec

Path = tuple[int | str, ...]


def commanders(spec: ScenarioSpec) -> Commanders:
    """Return the levels, and the doctrine of each faction: its usual one, as the scenario changes it."""
    levels = {name: Weights(**given(level)) for name, level in spec.commanders.levels.items()}
    doctrines = {faction: _doctrine(spec, faction) for faction in spec.factions}
    return Commanders(levels, {faction: one for faction, one in doctrines.items() if one != Doctrine()})


def _doctrine(spec: ScenarioSpec, faction: FactionId) -> Doctrine:
    own = spec.ai.get(faction) or FactionAiSpec()
    name = own.doctrine or spec.commanders.usual.get(faction, "")
    shared = spec.commanders.doctrines.get(name) or DoctrineSpec()
    risk = next((one for one in (own.risk, shared.risk) if one is not None), USUAL_RISK)
    switches = shared.switches if own.switches is None else own.switches
    weights_pct = given(shared.weights_pct) | given(own.weights_pct)
    desk_pct = {**shared.desk_pct, **own.desk_pct}
    avoid = tuple(own.avoid_zones)
    return Doctrine(name, shared.text, weights_pct, frozenset(switches), risk, avoid, desk_pct)


# --- checks ------------------------------------------------------------------------------------------


def commander_complaints(reading: Reading) -> Iterator[Problem]:
    """Yield the names in `commanders` and `ai` that stand for nothing."""
    spec = reading.spec
    known = {"faction": set(spec.factions), "zone": set(spec.zones), "switch": set(SWITCHES)}
    known |= {"doctrine": set(spec.commanders.doctrines), "political order": set(READERS)}
    for what, name, path, of_key in _names(spec):
        if name not in known[what]:
            at = reading.at(*path, key=of_key)
            yield problem(at, "E224", f"unknown {what} {quoted(name)}", did_you_mean(name, known[what]))


def _names(spec: ScenarioSpec) -> Iterator[tuple[str, str, Path, bool]]:
    """Yield each name, what it should name, where it stands, and whether it is the key there."""
    for faction, name in spec.commanders.usual.items():  # it may speak of factions that are not here
        yield "doctrine", name, ("commanders", "usual", faction), False
    for id, doctrine in spec.commanders.doctrines.items():
        for index, switch in enumerate(doctrine.switches):
            yield "switch", switch, ("commanders", "doctrines", id, "switches", index), False
        for word in doctrine.desk_pct:
            yield "political order", word, ("commanders", "doctrines", id, "desk_pct", word), True
    for faction, own in spec.ai.items():
        yield "faction", faction, ("ai", faction), True
        if own.doctrine is not None:
            yield "doctrine", own.doctrine, ("ai", faction, "doctrine"), False
        for index, switch in enumerate(own.switches or ()):
            yield "switch", switch, ("ai", faction, "switches", index), False
        for index, zone in enumerate(own.avoid_zones):
            yield "zone", zone, ("ai", faction, "avoid_zones", index), False
        for word in own.desk_pct:
            yield "political order", word, ("ai", faction, "desk_pct", word), True
