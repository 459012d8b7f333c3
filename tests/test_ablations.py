"""Variants that take a system out of a scenario change what they say and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from game.files import load_scenario
from game.files.documents import SCENARIOS
from game.model.kinds import Relation

SHIPPED = ("deir_al_zor", "raqqah", "al_tanf")
TOLD = {"source", "setting.title", "setting.summary", "setting.variant"}
"""What differs in every variant."""

SUPPLY = {
    "setting.rules.combat.attacker_out_of_supply",
    *(
        f"setting.rules.supply.{name}"
        for name in (
            *("full", "strained", "depot_gap", "town_range", "strained_attack_pct"),
            *("out_attack_pct", "out_move_pct", "attrition_need"),
        )
    ),
}
POLITICS = {
    "deir_al_zor": {"events.river_line", "tension", "breakable"},
    "raqqah": {"events.arc_agreed", "zones.tabqa_arc", "tension", "breakable"},
    "al_tanf": {"zones.ring55", "tension"},
}
"""What keeps the peace in a scenario, beside the relations themselves."""

SURGES = {"deir_al_zor": ("gov", "isis"), "raqqah": ("gov", "isis"), "al_tanf": ("gov",)}


def differing(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """Yield where two things differ, as deep as their parts have names."""
    if one == other:
        return
    if is_dataclass(one) and type(one) is type(other):
        parts = {each.name: (getattr(one, each.name), getattr(other, each.name)) for each in fields(one)}
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        names = dict.fromkeys((*one, *other))
        parts = {name: (one.get(name), other.get(name)) for name in names if isinstance(name, str)}
        if len(parts) < len(names):
            parts = {}
    else:
        parts = {}
    if not parts:
        yield at
    for name, (mine, theirs) in parts.items():
        yield from differing(mine, theirs, f"{at}.{name}" if at else name)


def changed(name: str, variant: str) -> set[str]:
    """Return where a variant differs from its scenario."""
    path = SCENARIOS / f"{name}.yaml"
    return set(differing(load_scenario(path), load_scenario(path, variant))) - TOLD


@pytest.mark.parametrize("name", SHIPPED)
def test_without_relations_all_but_allies_are_enemies_and_nothing_keeps_the_peace(name: str) -> None:
    assert changed(name, "no_relations") == {
        "relations",
        *(f"setting.politics.{part}" for part in POLITICS[name]),
    }
    path = SCENARIOS / f"{name}.yaml"
    usual, bare = (load_scenario(path, variant).relations for variant in ("", "no_relations"))
    allied = {pair for pair, stance in usual.items() if stance is Relation.ALLIED}
    assert {pair for pair, stance in bare.items() if stance is Relation.ALLIED} == allied
    assert {stance for pair, stance in bare.items() if pair not in allied} == {Relation.HOSTILE}


@pytest.mark.parametrize("name", SHIPPED)
def test_without_supply_only_the_figures_of_supply_differ_and_hunger_does_no_harm(name: str) -> None:
    assert changed(name, "no_supply") == SUPPLY
    rules = load_scenario(SCENARIOS / f"{name}.yaml", "no_supply").setting.rules
    assert rules.supply.attrition_need > 12 and rules.combat.attacker_out_of_supply == 0
    assert {*rules.supply.out_attack_pct, rules.supply.out_move_pct} == {100}


@pytest.mark.parametrize("name", SHIPPED)
def test_without_surges_nobody_has_one_and_nothing_else_differs(name: str) -> None:
    assert changed(name, "no_surge") == {f"setting.factions.{one}.surge" for one in SURGES[name]}
    factions = load_scenario(SCENARIOS / f"{name}.yaml", "no_surge").setting.factions
    assert all(one.surge is None for one in factions.values())
