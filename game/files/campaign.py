"""Campaigns: scenarios played one after the other, each beginning where those before it ended.

A stage is a scenario, or a variant of it, with the stage's own changes and with what the stages before came
to merged over it. It is a scenario like any other: the rules know nothing of campaigns, and its save needs
no file but itself until the stage is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.files.carry import overlay
from game.files.documents import SCENARIOS, as_map
from game.files.outcomes import Changes, Following, Outcome
from game.files.problems import Mark, ScenarioError, did_you_mean, problem, quoted
from game.files.schema_campaign import CampaignSpec, CarrySpec, StageSpec, adapter
from game.files.variants import Family, title_in
from game.files.yaml_reader import Map, locate

if TYPE_CHECKING:
    from game.model.scenario import Scenario


@dataclass(frozen=True)
class Campaign:
    """A campaign file as read."""

    family: Family
    spec: CampaignSpec

    def at(self, *path: int | str) -> Mark:
        """Return where something stands in the file."""
        return locate(self.family.whole, path) or Mark(str(self.family.path), 1, 1)

    def index_of(self, stage: str) -> int:
        """Return the number of a stage, counted from 0; -1 when there is none of this id."""
        return next((n for n, one in enumerate(self.spec.stages) if one.id == stage), -1)

    def changes_of(self, index: int) -> Map:
        """Return a stage's own changes, with the nulls that delete still in them."""
        assert self.family.whole is not None
        stage = self.family.whole["stages"][index]
        found = stage.get("changes")
        return found if isinstance(found, Map) else Map(stage.mark)

    def places(self) -> tuple[str, ...]:
        """Return the places that any stage asks of an earlier one."""
        plans = (plan for stage in self.spec.stages for plan in stage.carry)
        return tuple(dict.fromkeys(one.place for plan in plans for one in plan.ground))


def read_campaign(family: Family) -> Campaign:
    """Return a campaign; raise ScenarioError with everything that is wrong with its file itself."""
    from pydantic import ValidationError

    from game.files.findings import findings

    if family.whole is None or family.problems:
        raise ScenarioError(family.problems)
    document = family.member()
    try:
        return Campaign(family, adapter().validate_python(document))
    except ValidationError as error:
        raise ScenarioError(findings(error.errors(include_url=False), document, CampaignSpec)) from None


def find_campaign(id: str, folders: Iterable[Path] = ()) -> Campaign:
    """Return the campaign of an id from the first folder that has it; ScenarioError when none does."""
    for folder in (*folders, SCENARIOS):
        if (folder / f"{id}.yaml").is_file():
            return read_campaign(Family(folder / f"{id}.yaml"))
    text = f"the campaign {quoted(id)} is not among the scenarios; this stage is its last"
    raise ScenarioError([problem(Mark(f"{id}.yaml", 1, 1), "E520", text)])


# A stage


def load_stage(campaign: Campaign, number: int, record: Sequence[Outcome] = ()) -> Scenario:
    """Return a stage, counted from 1, as the outcomes of those before it let it begin."""
    from game.files.scenario_file import scenario_of

    stage = campaign.spec.stages[number - 1]
    family, own = Family(file_of(campaign, stage)), campaign.changes_of(number - 1)
    plans = _plans(stage, record)
    following = _following(scenario_of(family, stage.variant, own)) if plans else None
    changes = overlay(plans, following) if following else {}
    chapter = _chapter(campaign, number, record, changes, following.words if following else [])
    try:
        return scenario_of(
            family, stage.variant, own, as_map(changes, campaign.at()), _top(campaign, chapter)
        )
    except ScenarioError as error:  # nobody shall be stranded between two stages
        if not changes:
            raise
        words = [f"Nothing goes over, for it does not fit: {error.problems[0].message}."]
        chapter |= {"carried": words, "overlay": {}}
        return scenario_of(family, stage.variant, own, _top(campaign, chapter))


def _top(campaign: Campaign, chapter: dict[str, Any]) -> Map:
    """Return what names a stage; its chapter is plain data, and so not merged but taken as it is."""
    at, number = campaign.at(), chapter["number"]
    top, kept = Map(at), dict[str, Any](chapter)
    top.put("title", f"{campaign.spec.title} {number}: {chapter['stages'][number - 1]}", at, at)
    top.put("campaign", kept, at, at)  # type: ignore[arg-type]
    return top


def _plans(stage: StageSpec, record: Sequence[Outcome]) -> list[tuple[CarrySpec, Outcome]]:
    """Return what goes over into a stage, each with the outcome that it is taken from."""
    by_stage = {outcome["stage"]: outcome for outcome in record}
    found: list[tuple[CarrySpec, Outcome]] = []
    for plan in stage.carry:
        outcome = by_stage.get(plan.stage) if plan.stage else (record[-1] if record else None)
        if outcome is not None:
            found.append((plan, outcome))
    return found


def _following(bare: Scenario) -> Following:
    """Return a stage as it would begin with nothing carried, for what goes over to work on."""
    return Following(json.loads(bare.source), bare)


def file_of(campaign: Campaign, stage: StageSpec) -> Path:
    """Return the scenario file of a stage: beside the campaign, or a shipped one."""
    roots = (campaign.family.path.parent, SCENARIOS)
    for root in roots:
        if (root / f"{stage.scenario}.yaml").is_file():
            return root / f"{stage.scenario}.yaml"
    at = campaign.at("stages", campaign.index_of(stage.id), "scenario")
    known = {file.stem for root in roots for file in root.glob("*.yaml")}
    text = f"there is no scenario {quoted(stage.scenario)}"
    raise ScenarioError([problem(at, "E521", text, did_you_mean(stage.scenario, sorted(known)))])


def _chapter(
    campaign: Campaign, number: int, record: Sequence[Outcome], changes: Changes, words: list[str]
) -> dict[str, Any]:
    """Return what a save keeps of the campaign, as plain data."""
    spec = campaign.spec
    return {
        "id": spec.id,
        "title": spec.title,
        "summary": spec.summary,
        "number": number,
        "stages": [_title(campaign, stage) for stage in spec.stages],
        "intro": spec.stages[number - 1].intro,
        "carried": words,
        "record": list(record),
        "overlay": changes,
    }


def _title(campaign: Campaign, stage: StageSpec) -> str:
    """Return what a stage is called: the title of its scenario; its name where that cannot be read."""
    try:
        return title_in(file_of(campaign, stage), stage.variant) or stage.scenario
    except ScenarioError:
        return stage.scenario


def alone(campaign: Campaign, index: int) -> Scenario:
    """Return a stage, counted from 0, with nothing carried and nothing said of the campaign."""
    from game.files.scenario_file import scenario_of

    stage = campaign.spec.stages[index]
    return scenario_of(Family(file_of(campaign, stage)), stage.variant, campaign.changes_of(index))


def stages_of(path: Path) -> tuple[Scenario, ...]:
    """Return every stage of a campaign with nothing carried; nothing for a file that is no campaign."""
    family = Family(path)
    if family.kind != "campaign":
        return ()
    campaign = read_campaign(family)
    return tuple(alone(campaign, index) for index in range(len(campaign.spec.stages)))


def opening(family: Family) -> Scenario:
    """Return the first stage of a campaign."""
    return load_stage(read_campaign(family), 1)
