"""The bar under the map while machines play each other: pace, single steps, whose eyes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pygame import Rect

from game.model.tongue import t
from game.ui import theme
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel
from game.ui.theme import px
from game.ui.watch import DELAYS_MS, Pace

WAYS = (Command.DONE, Command.NEXT, Command.PREVIOUS, Command.TURN_BEFORE, Command.TURN_AFTER, Command.FRONT)
"""What the buttons do, in their order; the keys are those of the commands."""


class WatchBar(Panel):
    """A line that says who is to move, and a row of buttons."""

    def __init__(self, rect: Rect, deeds: Mapping[Command, Callable[[], object]]) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        self._deeds = deeds

    def show(self, said: str, pace: Pace, eyes: str) -> None:
        """Bring the bar up to date."""
        self.clear()
        pad, gap = px(theme.PAD), px(5)
        line = ink.line_height(theme.FONT_BODY)
        room = self.rect.width - 2 * pad
        speed = t("speed {speed} of {most}", speed=pace.speed + 1, most=len(DELAYS_MS))
        state = t("standing still") if pace.paused else speed
        told = ink.elide(f"{said} · {state}", theme.FONT_BODY, room)
        self.add(Label(Rect(pad, px(8), room, line), told))
        going = t("Go on") if pace.paused else t("Pause")
        steps = t("One order"), t("Impulse")
        names = (going, *steps, t("Slower"), t("Faster"), t("Eyes: {who}", who=eyes))
        wide = (room + gap) // len(names) - gap
        for index, (name, command) in enumerate(zip(names, WAYS, strict=True)):
            spot = Rect(pad + index * (wide + gap), self.rect.height - px(8) - px(28), wide, px(28))
            tip = t("Key: {key}", key=key_for(command))
            self.add(Button(spot, name, self._deeds[command], tip=tip, primary=index == 0))
