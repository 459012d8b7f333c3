"""What lies between two stages of a campaign: what the last came to, and the next as it will begin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.files.campaign import find_campaign, load_stage
from game.files.handicap import handicap_of, handicapped
from game.files.outcomes import Outcome, outcome_of
from game.model.campaign import Chapter, Debriefing, Tally

if TYPE_CHECKING:
    from game.model.scenario import Scenario
    from game.model.state import State


def concluded(
    scenario: Scenario, state: State, folders: Iterable[Path] = ()
) -> tuple[Debriefing, Scenario | None]:
    """Return what a finished stage came to, and the next as it will begin, None after the last."""
    chapter = scenario.chapter
    assert chapter is not None
    record: list[Outcome] = json.loads(chapter.record)
    if chapter.last:
        return _debriefing(chapter, state, record, None), None
    campaign = find_campaign(chapter.campaign, folders)
    if chapter.number >= len(campaign.spec.stages):
        return _debriefing(chapter, state, record, None), None
    outcome = outcome_of(state, campaign.spec.stages[chapter.number - 1].id, campaign.places())
    following = handicapped(
        load_stage(campaign, chapter.number + 1, [*record, outcome]), handicap_of(scenario)
    )
    return _debriefing(chapter, state, record, following), following


def _debriefing(
    chapter: Chapter, state: State, record: Sequence[Outcome], following: Scenario | None
) -> Debriefing:
    after = following.chapter if following else None
    return Debriefing(
        chapter=chapter,
        held=tuple(_held(state)),
        tallies=tuple(_tallies(state, record)),
        totals=_totals(state, record),
        carried=after.carried if after else (),
        following=following.setting.title if following else "",
        intro=after.intro.strip() if after else "",
    )


def _held(state: State) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each faction that holds assets, with their names, the most valued first."""
    setting = state.setting
    ordered = sorted(setting.assets.values(), key=lambda asset: -asset.value)
    for faction in setting.order:
        held = [
            setting.board.places[asset.place].name
            for asset in ordered
            if state.control[setting.board.places[asset.place].at] == faction
        ]
        if held:
            yield setting.factions[faction].name, tuple(held)


def _totals(state: State, record: Sequence[Outcome]) -> tuple[tuple[str, int], ...]:
    """Return everybody's margins over all stages, of those too who had no part in the last."""
    assert state.ending is not None
    names = {faction: described.name for faction, described in state.setting.factions.items()}
    for outcome in record:
        names |= {faction: name for faction, name in outcome.get("names", {}).items() if faction not in names}
    stages = [*(outcome["margins"] for outcome in record), state.ending.margins]
    sums = {faction: sum(margins.get(faction, 0) for margins in stages) for faction in names}
    return tuple((names[faction], sums[faction]) for faction in sorted(sums, key=lambda one: -sums[one]))


def _tallies(state: State, record: Sequence[Outcome]) -> Iterator[Tally]:
    """Yield what each faction came to, the best margin first."""
    ending = state.ending
    assert ending is not None
    for faction in sorted(ending.margins, key=lambda one: -ending.margins[one]):
        described, margin = state.setting.factions[faction], ending.margins[faction]
        before = sum(outcome["margins"].get(faction, 0) for outcome in record)
        yield Tally(
            faction,
            described.name,
            described.colour,
            ending.scores.get(faction, 0),
            described.par,
            margin,
            ending.verdicts.get(faction, ""),
            state.losses.get(faction, 0),
            before + margin,
        )
