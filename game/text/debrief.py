"""The page between two stages of a campaign, in words."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.campaign import Debriefing


def page(told: Debriefing) -> Iterator[str]:
    """Yield what a stage came to and what goes over into the next."""
    chapter = told.chapter
    stage = chapter.stages[chapter.number - 1]
    yield f"{chapter.title}: stage {chapter.number} of {len(chapter.stages)}, {stage}, is over."
    for one in told.tallies:
        sums = f"{one.score / 10:g} against a par of {one.par / 10:g}, {one.margin / 10:+.1f}"
        lost = f"{one.lost} step{'' if one.lost == 1 else 's'} lost"
        yield f"{one.name}: {sums}; {lost}; over all stages {one.total / 10:+.1f}"
    yield "Ground held:"
    yield from (f"  {name}: {', '.join(places)}" for name, places in told.held)
    if not told.following:
        yield "That was the last stage. Over all stages:"
        yield from (f"  {name}: {total / 10:+.1f}" for name, total in told.totals)
        return
    yield f"Next: {told.following}"
    if told.intro:
        yield told.intro
    yield "What goes over:"
    yield from (f"  {line}" for line in told.carried or ("Nothing: all begins as in history.",))
