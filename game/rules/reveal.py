"""What an order brought to light: nobody takes back what has told him something."""

from __future__ import annotations

from game.model.events import (
    Announced,
    BeltChanged,
    CardDrawn,
    Event,
    FieldChanged,
    Fought,
    GameEnded,
    Halted,
    ImpulseEnded,
    MissionFlown,
    Observed,
    Shelled,
    UnitTurned,
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
    LayBelt,
    Order,
    Sabotage,
    Seize,
    SetFate,
    Sweep,
)
from game.model.state import State
from game.model.tongue import mark
from game.rules.politics.relations import allies

_ROLLS = (Attack, Barrage, Fly, Blow, AskLeave, BreakCoalition, Enforce, Seize, SetFate, Sweep)
_TOLD = (Fought, MissionFlown, Shelled, BeltChanged, FieldChanged, UnitTurned)
_PLAIN = (LayBelt, Sabotage)
"""Orders on which dice are thrown, events that tell of dice or of what lay hidden, orders of which such
events tell nothing new."""


def what_came_to_light(before: State, order: Order, events: tuple[Event, ...], after: State) -> str:
    """Return why an order cannot be taken back, empty when nothing was rolled and nothing new was seen."""
    if isinstance(order, EndImpulse) or any(isinstance(e, ImpulseEnded | GameEnded) for e in events):
        return mark("the impulse has ended")
    if isinstance(order, _PLAIN):
        return ""
    if isinstance(order, _ROLLS) or any(isinstance(e, _TOLD) for e in events):
        return mark("dice were rolled")
    if any(isinstance(event, Halted) for event in events):
        return mark("the move met something unseen")
    if any(isinstance(e, CardDrawn) or (isinstance(e, Announced) and e.to == before.active) for e in events):
        return mark("there was news")
    if _stumbled_upon(before, after):
        return mark("something hidden was noticed")
    mine = (e for e in events if isinstance(e, Observed) and e.faction == before.active)
    if any(_sees_more(before, event) for event in mine):
        return mark("something new was sighted")
    return ""


def _stumbled_upon(before: State, after: State) -> bool:
    """15.6 Return whether the mover's people now stand where others have hidden something, and did not
    before."""
    hidden = {here: one.faction for here, one in after.cells.items()}
    mined = {here: one.faction for here, one in after.belts.items()}
    if before.active is None or not (hidden or mined):
        return False
    friends = allies(before, before.active)
    known = {unit.at for unit in before.units.values() if unit.faction in friends}
    new = {unit.at for unit in after.units.values() if unit.faction in friends} - known
    owners = (*hidden.items(), *mined.items())
    return any(here in new and owner not in friends for here, owner in owners)


def _sees_more(before: State, event: Observed) -> bool:
    """Return whether an observation holds a unit not seen before, or seen less well."""
    known = before.knowledge[event.faction].sightings
    return any(_is_news(known.get(unit), sighting) for unit, sighting in event.sightings.items())


def _is_news(old: Sighting | None, new: Sighting) -> bool:
    return old is None or new.sight > old.sight or new.at != old.at
