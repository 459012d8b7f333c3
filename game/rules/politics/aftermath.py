"""What follows from an order once it is carried out: those who watched draw their conclusions (13.3)."""

from __future__ import annotations

from game.rules.play import Play
from game.rules.politics.attention import heed
from game.rules.politics.clashes import reckon


def settle(play: Play) -> None:
    """13.3 Let what has happened since the last time have its consequences, once."""
    reckon(play, tuple(play.events[play.settled :]))
    news = tuple(play.events[play.settled :])
    heed(play, news)
    play.settled = len(play.events)
