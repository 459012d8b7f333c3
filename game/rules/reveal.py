"""What an order brought to light: nobody takes back what has told him something."""

from __future__ import annotations

from game.model.events import (
    BeltChanged,
    Event,
    FieldChanged,
    Fought,
    GameEnded,
    Halted,
    ImpulseEnded,
    MissionFlown,
    Observed,
    Shelled,
)
from game.model.facts import Sighting
from game.model.orders import (
    AskLeave,
    Attack,
    Barrage,
    Blow,
    BreakCoalition,
    EndImpulse,
    Enforce,
    Fly,
    Order,
    Seize,
    SetFate,
    Sweep,
)
from game.model.state import State

_ROLLS = (Attack, Barrage, Fly, Blow, AskLeave, BreakCoalition, Enforce, Seize, SetFate, Sweep)
_TOLD = (Fought, MissionFlown, Shelled, BeltChanged, FieldChanged)
"""Orders on which dice are thrown, and events that tell of dice or of what lay hidden."""


def what_came_to_light(before: State, order: Order, events: tuple[Event, ...]) -> str:
    """Return why an order cannot be taken back, empty when nothing was rolled and nothing new was seen."""
    if isinstance(order, EndImpulse) or any(isinstance(e, ImpulseEnded | GameEnded) for e in events):
        return "the impulse has ended"
    if isinstance(order, _ROLLS) or any(isinstance(e, _TOLD) for e in events):
        return "dice were rolled"
    if any(isinstance(event, Halted) for event in events):
        return "the move met something unseen"
    mine = (e for e in events if isinstance(e, Observed) and e.faction == before.active)
    if any(_sees_more(before, event) for event in mine):
        return "something new was sighted"
    return ""


def _sees_more(before: State, event: Observed) -> bool:
    """Return whether an observation holds a unit not seen before, or seen less well."""
    known = before.knowledge[event.faction].sightings
    return any(_is_news(known.get(unit), sighting) for unit, sighting in event.sightings.items())


def _is_news(old: Sighting | None, new: Sighting) -> bool:
    return old is None or new.sight > old.sight or new.at != old.at
