"""Watching machines play each other: how fast, an order or an impulse at a time, through whose eyes."""

from __future__ import annotations

from dataclasses import replace

from game.model.kinds import FactionId, Sight
from game.model.state import State, View
from game.session import Session

DELAYS_MS = (1500, 800, 350, 120, 0)
"""Between two orders, from slow to as fast as they think."""
FILMED_MS = 800
"""From this delay on each order is shown as it is carried out."""


class Pace:
    """How fast the game goes while no person sits before the window."""

    def __init__(self) -> None:
        self.speed = 1
        self.paused = False
        self._only: FactionId | None = None
        """Whose impulse is played out before the game stands still again."""
        self._once = False

    @property
    def delay_ms(self) -> int:
        """How long to wait before the next order."""
        return DELAYS_MS[self.speed]

    def faster(self, steps: int) -> None:
        """Go faster, or slower."""
        self.speed = min(len(DELAYS_MS) - 1, max(0, self.speed + steps))

    def turn(self) -> None:
        """Stand still, or go on."""
        self.paused, self._only, self._once = not self.paused, None, False

    def step(self, impulse_of: FactionId | None = None) -> None:
        """Stand still after one order, or after the impulse of a faction."""
        self.paused, self._only, self._once = True, impulse_of, impulse_of is None

    def goes(self, active: FactionId) -> bool:
        """Whether the next order may be given now, by the faction that is to move."""
        if self.paused and not self._once and self._only != active:
            self._only = None
            return False
        self._once = False
        return True


class Eyes:
    """Through whose eyes the game is watched: a faction's, or everybody's at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.all_seeing = False
        self._whole: tuple[State, View] | None = None

    def view(self, faction: FactionId) -> View:
        """Return what is seen; nothing is hidden only where nobody plays from whom it could be."""
        if not self.all_seeing or self._session.persons():
            return self._session.view(faction)
        state = self._session.state
        if self._whole is None or self._whole[0] is not state:
            self._whole = state, everything(state, self._session.view(faction))
        return self._whole[1]


def everything(state: State, view: View) -> View:
    """Return a View with nothing hidden on the map."""
    seen = dict.fromkeys(range(len(state.control)), Sight.KNOWN)
    known = {"units": state.units, "control": state.control, "depots": state.depots, "vision": seen}
    return replace(view, contacts=(), **known)
