"""The page between two stages of a campaign, in words."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.campaign import Debriefing
from game.model.tongue import listed, t, tell, tn


def page(told: Debriefing) -> Iterator[str]:
    """Yield what a stage came to and what goes over into the next."""
    chapter = told.chapter
    stage = chapter.stages[chapter.number - 1]
    yield t(
        "{title}: stage {number} of {count}, {stage}, is over.",
        title=chapter.title,
        number=chapter.number,
        count=len(chapter.stages),
        stage=stage,
    )
    for one in told.tallies:
        sums = t(
            "{score} against a par of {par}, {margin}",
            score=f"{one.score / 10:g}",
            par=f"{one.par / 10:g}",
            margin=f"{one.margin / 10:+.1f}",
        )
        lost = tn("{count} step lost", "{count} steps lost", one.lost)
        yield t(
            "{who}: {sums}; {lost}; over all stages {total}",
            who=one.name,
            sums=sums,
            lost=lost,
            total=f"{one.total / 10:+.1f}",
        )
    yield t("Ground held:")
    yield from (f"  {tell(name)}: {listed(places)}" for name, places in told.held)
    if not told.following:
        yield t("That was the last stage. Over all stages:")
        yield from (f"  {tell(name)}: {total / 10:+.1f}" for name, total in told.totals)
        return
    yield t("Next: {following}", following=told.following)
    if told.intro:
        yield tell(told.intro)
    yield t("What goes over:")
    yield from (f"  {line}" for line in told.carried or (t("Nothing: all begins as in history."),))
