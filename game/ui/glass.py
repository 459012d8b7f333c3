"""What a person asks of the map: which two factions the lens is on, and how many turns of reach he sees."""

from __future__ import annotations

from collections.abc import Mapping

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.state import Position, View
from game.rules.foresight import turns_to
from game.rules.lens import Deed, Verdict, deeds, judged, most_important_other
from game.rules.memo import once_a_position

MOST_TURNS = 5


class Glass:
    """The questions of one desk; whose View they are put to is for the asker to say."""

    def __init__(self) -> None:
        self.actor: FactionId = ""
        self.other: FactionId = ""
        self.turns = 0
        """How many turns of the selected unit's reach are shown, 0 for what it can do now."""
        self._viewer: FactionId = ""

    def aim(self, view: View) -> None:
        """Begin with what concerns the viewer, when he is another than before."""
        if self._viewer != view.faction:
            self._viewer = self.actor = view.faction
            self.turns = 0
            self.other = most_important_other(view, view.faction)

    def next_actor(self, view: View, step: int = 1) -> None:
        """Ask what the next faction may do."""
        self.aim(view)
        self.actor = _next(view, self.actor, step, self.other)

    def next_other(self, view: View, step: int = 1) -> None:
        """Ask what may be done to the next faction."""
        self.aim(view)
        self.other = _next(view, self.other, step, self.actor)

    def swap(self, view: View) -> None:
        """Ask the same the other way about."""
        self.aim(view)
        self.actor, self.other = self.other, self.actor

    def show_turns(self, view: View, turns: int) -> None:
        """Show the reach of so many turns; the same again shows what can be done now."""
        self.aim(view)
        self.turns = 0 if turns == self.turns else min(turns, MOST_TURNS)

    def areas(self, view: View) -> Mapping[Deed, frozenset[Hex]]:
        """Return the hexes of each deed, in the order of the deeds."""
        self.aim(view)
        return _areas(view, self.actor, self.other)

    def verdict(self, view: View, here: Hex) -> Verdict:
        """Return what may be done in a hex, with the reasons."""
        self.aim(view)
        return judged(view, self.actor, self.other, here)

    def reach(self, view: View, unit_id: str | None) -> Mapping[Hex, int]:
        """Return in which of the turns shown a unit could be where; empty while none are."""
        self.aim(view)
        unit = view.units.get(unit_id or "")
        return turns_to(view, unit, self.turns) if unit is not None and self.turns else {}


@once_a_position
def _areas(view: Position, actor: FactionId, other: FactionId) -> Mapping[Deed, frozenset[Hex]]:
    """Return the hexes of each deed that there is."""
    found: dict[Deed, list[Hex]] = {deed: [] for deed in Deed}
    for here, deed in enumerate(deeds(view, actor, other)):
        found[deed].append(here)
    return {deed: frozenset(hexes) for deed, hexes in found.items() if hexes}


def _next(view: View, faction: FactionId, step: int, taken: FactionId) -> FactionId:
    """Return the next faction in the order of play that is not taken."""
    order = [one for one in view.setting.order if one != taken] or [faction]
    at = order.index(faction) if faction in order else -1
    return order[(at + step) % len(order)]
