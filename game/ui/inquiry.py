"""What the battle screen does about questions to the map: the lens and its panel, reach in some turns,
tooltips, and what falls with the hex that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.hexgrid.coords import Hex
from game.model.state import View
from game.model.tongue import t
from game.ui.answers import falls
from game.ui.controls import Desk
from game.ui.field import Field
from game.ui.keys import Command
from game.ui.panels import hexwords
from game.ui.panels.lens import LensPanel

TURNS = (Command.TURNS_1, Command.TURNS_2, Command.TURNS_3, Command.TURNS_4, Command.TURNS_5)


class Inquiry:
    """The questions of one battle screen. `turn` shows and hides a layer of the map."""

    def __init__(
        self, desk: Desk, field: Field, turn: Callable[[str], None], changed: Callable[[], None]
    ) -> None:
        self._desk, self._field, self._turn, self._changed = desk, field, turn, changed
        self._panel: LensPanel | None = None

    def panel(self, room: Rect) -> LensPanel:
        """Return the lens's panel for a map of this size."""
        close = partial(self._turn, "lens")
        looks = self._field.map.looks
        self._panel = LensPanel(room, looks, self._desk, self._changed, close)
        return self._panel

    def show(self) -> None:
        """Bring the panel up to date."""
        if self._panel is not None:
            self._panel.show()

    def deeds(self) -> dict[Command, Callable[[], object]]:
        """Return what the keys of these questions do."""
        glass = self._desk.glass
        found: dict[Command, Callable[[], object]] = {
            Command.LENS: partial(self._turn, "lens"),
            Command.LENS_ACTOR: partial(self._ask, glass.next_actor),
            Command.LENS_OTHER: partial(self._ask, glass.next_other),
            Command.LENS_SWAP: partial(self._ask, glass.swap),
        }
        for turns, command in enumerate(TURNS, 1):
            found[command] = partial(self._show_turns, turns)
        return found

    def _ask(self, change: Callable[[View], None]) -> None:
        """Change what the lens is on; a lens that lies aside is taken up first."""
        if "lens" in self._desk.layers:
            change(self._desk.view)
        else:
            self._turn("lens")

    def _show_turns(self, turns: int) -> None:
        """Show where the selected unit could be in some turns, or no more."""
        desk = self._desk
        desk.glass.show_turns(desk.view, turns)
        if desk.selected is None:
            desk.say(t("Select a unit first: its reach in so many turns is shown."))
        elif desk.glass.turns:
            count = len(desk.glass.reach(desk.view, desk.unit)) - 1
            desk.say(
                t(
                    "{selected} reaches {count} hexes in {turns} turns, as far as enemies are known.",
                    selected=desk.selected.name,
                    count=count,
                    turns=turns,
                )
            )
        else:
            desk.say(t("Only what can be done now."))

    def looked(self) -> tuple[str, str] | None:
        """The pointer came to another hex: ring who would suffer there; return what the strip says, if
        anything."""
        self._field.mark_fall(self._desk)
        cut = falls(self._field.over, self._desk, self._desk.layers)
        return hexwords.strip_line(self._desk.view, cut) if cut is not None else None

    def tip(self, here: Hex, full: bool) -> str:
        """Return the tooltip of a hex."""
        return hexwords.tip(self._desk, here, frozenset(self._desk.layers), full) if here >= 0 else ""
