"""Files: YAML to a Scenario, its checks, and saved games. Heavy parts load when they are first used."""

from __future__ import annotations

from typing import Any

from game.files.problems import Problem, ScenarioError

__all__ = ["Problem", "ScenarioError", "check_file", "load_scenario", "scenario_from_source", "variants_of"]

_HOMES = {
    "check_file": "game.files.scenario_file",
    "load_scenario": "game.files.scenario_file",
    "scenario_from_source": "game.files.scenario_file",
    "variants_of": "game.files.variants",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'game.files' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
