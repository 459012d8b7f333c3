"""Checks of a campaign file: its stages, and every name in what goes over between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from game.files.campaign import Campaign, alone, read_campaign
from game.files.problems import Problem, ScenarioError, did_you_mean, problem, quoted
from game.files.schema_campaign import CarrySpec
from game.files.variants import Family, UnknownVariant

if TYPE_CHECKING:
    from game.model.scenario import Scenario


def check_campaign(family: Family) -> list[Problem]:
    """Return everything that is wrong with a campaign file, its stages included."""
    try:
        campaign = read_campaign(family)
    except ScenarioError as error:
        return list(error.problems)
    found = list(_repeated(campaign))
    scenarios: list[Scenario | None] = []
    for index in range(len(campaign.spec.stages)):
        scenario, problems = _stage_alone(campaign, index)
        scenarios.append(scenario)
        found += problems
    for index, stage in enumerate(campaign.spec.stages):
        for number, plan in enumerate(stage.carry):
            found += _plan_problems(campaign, scenarios, index, number, plan)
    return found


def _repeated(campaign: Campaign) -> Iterator[Problem]:
    ids = [stage.id for stage in campaign.spec.stages]
    for index, id in enumerate(ids):
        if id in ids[:index]:
            yield problem(
                campaign.at("stages", index, "id"), "E209", f"the stage {quoted(id)} is given twice"
            )


def _stage_alone(campaign: Campaign, index: int) -> tuple[Scenario | None, list[Problem]]:
    """Return a stage with nothing carried; of what is wrong in other files only that something is."""
    try:
        return alone(campaign, index), []
    except UnknownVariant as error:
        (found,) = error.problems
        return None, [problem(campaign.at("stages", index, "variant"), found.code, found.message, found.help)]
    except ScenarioError as error:
        here = [one for one in error.problems if one.file == campaign.at().file]
        if here:
            return None, here
        at = campaign.at("stages", index, "scenario")
        return None, [problem(at, "E522", f"the scenario has problems, first: {error.problems[0].message}")]


def _plan_problems(
    campaign: Campaign, scenarios: Sequence[Scenario | None], index: int, number: int, plan: CarrySpec
) -> Iterator[Problem]:
    """Yield every name in what is carried that one of the two scenarios does not know."""
    path = ("stages", index, "carry", number)
    earlier = campaign.index_of(plan.stage) if plan.stage else index - 1
    if not 0 <= earlier < index:
        yield problem(campaign.at(*path), "E523", "only an earlier stage can be carried over")
        return
    before, after = scenarios[earlier], scenarios[index]
    if before is None or after is None:
        return
    for trail, what, name, known in _names(plan, before, after):
        if name not in known:
            remedy = did_you_mean(name, known)
            text = f"unknown {what} {quoted(name)}"
            yield problem(campaign.at(*path, *trail), "E524", text, remedy)


def _names(
    plan: CarrySpec, before: Scenario, after: Scenario
) -> Iterator[tuple[tuple[int | str, ...], str, str, Iterable[str]]]:
    """Yield where a name stands in a plan, what it names, the name, and the names that are known there."""
    old, new = before.setting, after.setting
    for n, spot in enumerate(plan.ground):
        yield ("ground", n, "place"), "place in the earlier stage", spot.place, old.board.places
        yield ("ground", n), "place in this stage", spot.to or spot.place, new.board.places
    for faction, place in plan.fall_back.items():
        yield ("fall_back", faction), "faction", faction, new.factions
        yield ("fall_back", faction), "place in this stage", place, new.board.places
    for faction, other in plan.factions.items():
        yield ("factions", faction), "faction of the earlier stage", faction, old.factions
        yield ("factions", faction), "faction of this stage", other, new.factions
    comes = [arrival.id for arrival in after.arrivals]
    for faction, loss in plan.losses.items():
        yield ("losses", faction), "faction of the earlier stage", faction, old.factions
        hqs = _hqs(after, plan.factions.get(faction, faction))
        yield from ((("losses", faction, "hqs", n), "HQ", id, hqs) for n, id in enumerate(loss.hqs))
        for n, id in enumerate(loss.arrivals):
            yield ("losses", faction, "arrivals", n), "arrival", id, comes
    for n, one in enumerate(plan.arrivals):
        yield ("arrivals", n, "arrival"), "arrival", one.arrival, comes
        yield ("arrivals", n, "milestone"), "milestone", one.milestone, [m.id for m in old.milestones]
    yield from _more_names(plan, before, after)


def _more_names(
    plan: CarrySpec, before: Scenario, after: Scenario
) -> Iterator[tuple[tuple[int | str, ...], str, str, Iterable[str]]]:
    old, new = before.setting, after.setting
    for n, city in enumerate(plan.cities):
        yield ("cities", n, "place"), "city of the earlier stage", city.place, old.cities
        yield ("cities", n), "city of this stage", city.to or city.place, new.cities
        if city.milestone:
            yield ("cities", n, "milestone"), "milestone", city.milestone, [m.id for m in old.milestones]
    for n, pair in enumerate(plan.tension):
        for at, faction in enumerate(pair):
            yield ("tension", n, at), "faction of the earlier stage", faction, old.factions
    for faction, one in plan.remnants.items():
        yield ("remnants", faction, "template"), "template", one.template, new.rules.types
        yield ("remnants", faction, "at"), "place in this stage", one.at, new.board.places
        called = plan.factions.get(faction, faction)
        yield ("remnants", faction, "hq"), "HQ", one.hq, _hqs(after, called)


def _hqs(scenario: Scenario, faction: str) -> Iterable[str]:
    """Return the HQs of a faction, none where it has no part."""
    described = scenario.setting.factions.get(faction)
    return described.hqs if described else ()
