"""Between two stages of a campaign: what the last came to, and what goes over into the next."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.model.campaign import Chapter, Debriefing, Tally
from game.model.tongue import listed, mark, t, tell
from game.ui import theme
from game.ui.house import NextStage
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ScrollText
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window

HEADS = (mark("Score"), mark("Par"), mark("Margin"), mark("Lost"), mark("In all"))
COLUMN = 64
ROW = 26


class DebriefingScreen(Screen):
    """Scores and ground on the left, what goes over on the right, the stages above."""

    def __init__(self, window: Window, told: Debriefing, stage: NextStage | None) -> None:
        super().__init__(window)
        self.told, self.stage = told, stage

    def layout(self) -> None:
        """Put head, both columns and the buttons."""
        panel = Panel(self.rect.copy(), ground=theme.BACKDROP)
        pad = px(32)
        room = self.rect.inflate(-2 * pad, -2 * pad)
        chapter = self.told.chapter
        head = t(
            "{title}: stage {number} of {count} is over",
            title=chapter.title,
            number=chapter.number,
            count=len(chapter.stages),
        )
        at = Rect(room.left, room.top, room.width, px(42))
        panel.add(Label(at, head, theme.FONT_TITLE, theme.ACCENT, bold=True))
        panel.add(Stages(Rect(room.left, room.top + px(48), room.width, px(24)), chapter))
        top, bottom, half = room.top + px(92), room.bottom - px(50), (room.width - px(30)) // 2
        self._fill_left(panel, Rect(room.left, top, half, bottom - top))
        text = ScrollText(Rect(room.right - half, top, half, bottom - top), self._onward())
        panel.add(text)
        panel.focus(text)
        self._add_buttons(panel, room)
        self.panels = [panel]

    def _fill_left(self, panel: Panel, room: Rect) -> None:
        tall = min(room.height // 2, px(ROW) * (1 + len(self.told.tallies)))
        panel.add(Tallies(Rect(room.left, room.top, room.width, tall), self.told.tallies))
        under = Rect(room.left, room.top + tall + px(16), room.width, room.height - tall - px(16))
        lines = [f"# {tell(name)}\n{listed(places)}" for name, places in self.told.held]
        panel.add(ScrollText(under, "\n".join(lines), theme.FONT_SMALL))

    def _onward(self) -> str:
        """Return what comes next, as text."""
        if self.stage is None:
            sums = "\n".join(f"{name}: {total / 10:+.1f}" for name, total in self.told.totals)
            return t(
                "# The campaign is over\nWhat everybody came to, over all stages, against history:\n\n{sums}",
                sums=sums,
            )
        carried = self.told.carried or (t("Nothing: all begins as in history."),)
        lines = "\n".join(f"· {line}" for line in carried)
        intro = f"{self.told.intro}\n\n" if self.told.intro else ""
        return t(
            "# Next: {following}\n{intro}# What goes over\n{lines}",
            following=self.told.following,
            intro=intro,
            lines=lines,
        )

    def _add_buttons(self, panel: Panel, room: Rect) -> None:
        high = px(34)
        buttons = (
            [(t("Menu"), self.window.home, "")] if self.stage else [(t("Menu"), self.window.home, t("Enter"))]
        )
        buttons.append((t("Back"), self.window.pop, t("Esc")))
        if self.stage is not None:
            buttons.insert(0, (t("Next stage"), self.go_on, t("Enter")))
        for index, (text, action, key) in enumerate(buttons):
            rect = Rect(room.right - (index + 1) * px(190), room.bottom - high, px(180), high)
            panel.add(Button(rect, text, action, key, primary=index == 0))

    def go_on(self) -> None:
        """Go to the seats of the next stage, or after the last to the menu."""
        from game.ui.screens.seats import SeatsScreen  # which shows games, whose ends show this screen

        self.window.home()
        if self.stage is not None:
            self.window.push(SeatsScreen(self.window, self.stage.scenario, self.stage))

    def keyed(self, event: pygame.Event) -> None:
        """Enter goes on, Esc back to the scores."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.go_on()
        elif event.key == pygame.K_ESCAPE:
            self.window.pop()


class Stages(Label):
    """The stages in a row: those that are over, and those to come."""

    def __init__(self, rect: Rect, chapter: Chapter) -> None:
        super().__init__(rect, "")
        self._chapter = chapter

    def draw(self, surface: pygame.Surface) -> None:
        """Write the titles, the finished one in the accent's colour."""
        left = self.rect.left
        for number, title in enumerate(self._chapter.stages, start=1):
            over = number <= self._chapter.number
            colour = (
                theme.ACCENT if number == self._chapter.number else theme.TEXT if over else theme.TEXT_FAINT
            )
            drawn = ink.line(f"{number}  {title}", theme.FONT_BODY, colour, bold=over)
            surface.blit(drawn, (left, self.rect.top))
            left += drawn.get_width() + px(28)


class Tallies(Label):
    """What the stage came to for each faction, the best first."""

    def __init__(self, rect: Rect, tallies: tuple[Tally, ...]) -> None:
        super().__init__(rect, "", tip=t("In all: the margins of all stages so far"))
        self._tallies = tallies

    def draw(self, surface: pygame.Surface) -> None:
        """Draw a row a faction."""
        self._cells(surface, self.rect.top, HEADS, [theme.TEXT_DIM] * len(HEADS))
        step = min(px(ROW), self.rect.height // (1 + len(self._tallies)))
        for index, one in enumerate(self._tallies, start=1):
            self._row(surface, one, self.rect.top + index * step)

    def _row(self, surface: pygame.Surface, one: Tally, y: int) -> None:
        swatch = Rect(self.rect.left, y + px(4), px(14), px(14))
        pygame.draw.rect(surface, theme.look(one.colour, "plain").colour, swatch, border_radius=px(3))
        pygame.draw.rect(surface, theme.TEXT_FAINT, swatch, 1, border_radius=px(3))
        room = self.rect.width - len(HEADS) * px(COLUMN) - px(24)
        name = ink.line(ink.elide(one.name, theme.FONT_BODY, room), theme.FONT_BODY)
        surface.blit(name, (swatch.right + px(8), y))
        words = (
            f"{one.score / 10:g}",
            f"{one.par / 10:g}",
            f"{one.margin / 10:+g}",
            f"{one.lost}",
            f"{one.total / 10:+g}",
        )
        colours = [theme.TEXT, theme.TEXT_DIM, _shade(one.margin), theme.TEXT, _shade(one.total)]
        self._cells(surface, y, words, colours)

    def _cells(
        self, surface: pygame.Surface, y: int, words: tuple[str, ...], colours: list[theme.Colour]
    ) -> None:
        for index, (word, colour) in enumerate(zip(words, colours, strict=True)):
            drawn = ink.line(word, theme.FONT_BODY, colour)
            right = self.rect.right - (len(words) - 1 - index) * px(COLUMN)
            surface.blit(drawn, drawn.get_rect(topright=(right, y)))


def _shade(margin: int) -> theme.Colour:
    return theme.GOOD if margin >= 0 else theme.BAD
