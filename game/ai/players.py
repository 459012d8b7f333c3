"""Players by name, as seats and match commands ask for them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from game.ai.baselines import PassPlayer, RandomPlayer
from game.ai.greedy import GreedyPlayer
from game.ai.hard import HardPlayer
from game.ai.mind import Mind
from game.ai.normal import NormalPlayer
from game.ai.weights import changes_of
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.state import View


class Player(Protocol):
    """Anything that decides for a faction from what that faction may see."""

    def choose(self, view: View) -> Order:
        """Return the next order."""
        ...


MAKERS: dict[str, Callable[[FactionId, int], Player]] = {
    "pass": PassPlayer,
    "random": RandomPlayer,
    "greedy": GreedyPlayer,
    "recruit": lambda faction, seed: NormalPlayer(faction, seed, "recruit"),
    "easy": lambda faction, seed: NormalPlayer(faction, seed, "easy"),
    "normal": NormalPlayer,
    "hard": HardPlayer,
}
"""The players of this game by the name of their seat; `hard-150` is `hard` with 150 evaluations."""

HARD = "hard-"


def make_player(name: str, faction: FactionId, seed: int) -> Player:
    """Return the player of a name for a faction; ValueError with the known names when there is none."""
    if name.startswith(HARD) and name[len(HARD) :].isdecimal():
        return HardPlayer(faction, seed, budget=int(name[len(HARD) :]))
    maker = MAKERS.get(name)
    if maker is None:
        raise ValueError(f"there is no player {name!r}; known are {', '.join(MAKERS)}")
    return maker(faction, seed)


def load_player(spec: str, faction: FactionId, seed: int) -> Player:
    """Return a player by name, or of `module:Class`, made with (faction, seed).

    `normal+least=10+ground=50` is `normal` with other figures.
    """
    name, *words = spec.split("+")
    player = _unchanged(name, faction, seed)
    if words:
        if not isinstance(player, Mind) or isinstance(player, GreedyPlayer):
            raise ValueError(f"{name!r} is a player without figures to change")
        player.changes = changes_of(words)
    return player


def _unchanged(spec: str, faction: FactionId, seed: int) -> Player:
    module, colon, name = spec.partition(":")
    if not colon:
        return make_player(spec, faction, seed)
    try:
        maker = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ValueError(f"no player {spec!r}: {error}") from error
    player: Player = maker(faction, seed)
    if not callable(getattr(player, "choose", None)):
        raise ValueError(f"{spec!r} makes no player: it has no method choose(view)")
    return player
