"""A handicap on a game that begins: it becomes part of the scenario, and so of its saves (1.5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from game.model.kinds import FactionId
from game.model.scenario import Scenario

MOST = 50
STEP = 10
"""Per cent: a handicap goes from MOST less to MOST more, in steps."""


def is_handicap(pct: int) -> bool:
    """Whether a faction's command may be changed by so many per cent."""
    return abs(pct) <= MOST and pct % STEP == 0


def handicapped(scenario: Scenario, handicap: Mapping[FactionId, int]) -> Scenario:
    """Return a scenario in which some factions have so many per cent more or less command; factions that are
    not in it are left out."""
    setting = scenario.setting
    known = {faction: pct for faction, pct in handicap.items() if faction in setting.factions}
    if all(setting.factions[faction].handicap == pct for faction, pct in known.items()):
        return scenario
    changed = {id: replace(setting.factions[id], handicap=pct) for id, pct in known.items()}
    factions = {**setting.factions, **changed}
    return replace(
        scenario, setting=replace(setting, factions=factions), source=_source(scenario.source, known)
    )


def handicap_of(scenario: Scenario) -> dict[FactionId, int]:
    """Return the factions of a scenario that have a handicap, with it."""
    return {id: one.handicap for id, one in scenario.setting.factions.items() if one.handicap}


def _source(text: str, handicap: Mapping[FactionId, int]) -> str:
    """Return what a save keeps of a scenario, with the handicap."""
    if not text:
        return text
    document = json.loads(text)
    for faction, pct in handicap.items():
        document["factions"][faction]["handicap"] = str(pct)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
