"""A campaign as screens know it: which stage a game is, and what a finished stage came to."""

from __future__ import annotations

from dataclasses import dataclass

from game.model.kinds import FactionId


@dataclass(frozen=True, slots=True)
class Chapter:
    """The stage of a campaign that a scenario is. `number` counts from 1, `stages` holds their titles,
    `carried` says in words what came over from the stages before, `record` is what they came to, as JSON."""

    campaign: str
    title: str
    summary: str
    number: int
    stages: tuple[str, ...]
    intro: str
    carried: tuple[str, ...]
    record: str

    @property
    def last(self) -> bool:
        """Whether no stage follows."""
        return self.number >= len(self.stages)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a stage came to for one faction, in tenths of a point; `total` is its margin over all stages."""

    faction: FactionId
    name: str
    colour: str
    score: int
    par: int
    margin: int
    verdict: str
    lost: int
    total: int


@dataclass(frozen=True, slots=True)
class Debriefing:
    """What lies between two stages: ground by holder, scores, losses, and what goes on into the next.

    `totals` are the margins of everybody over all stages so far, the best first, in tenths of a point.
    `following` is the title of the stage to come, empty after the last; `intro` what leads to it.
    """

    chapter: Chapter
    held: tuple[tuple[str, tuple[str, ...]], ...]
    tallies: tuple[Tally, ...]
    totals: tuple[tuple[str, int], ...]
    carried: tuple[str, ...]
    following: str
    intro: str
