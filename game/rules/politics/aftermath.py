"""What follows from an order once it is carried out: those who watched draw their conclusions (9.8, 13.3)."""

from __future__ import annotations

from game.rules.insurgency import remnants
from game.rules.play import Play
from game.rules.politics import attention, clashes, oil


def settle(play: Play) -> None:
    """9.8, 13.3, 15.1 Let what has happened since the last time have its consequences, once."""
    clashes.reckon(play, tuple(play.events[play.settled :]))
    news = tuple(play.events[play.settled :])
    attention.heed(play, news)
    remnants.heed(play, news)
    oil.heed(play, news)
    play.settled = len(play.events)
