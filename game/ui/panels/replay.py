"""The bar under a replay: what happens, how far the film is with a mark for all that stands out, and the
buttons to steer it; and the card that tells what is not to be seen on the map."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.tongue import t
from game.ui import theme
from game.ui.animate import Projector
from game.ui.cinema import Cinema
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.column import Column
from game.ui.kit.widget import At, Panel, Widget
from game.ui.shots import Kind
from game.ui.theme import px

CAPTION, SCRUB, TURNS, BUTTONS = 24, 18, 22, 28
MARK_WIDTH = {"fight": 4, "capture": 4, "event": 2}
CARD_WIDTH = 460


class Scrub(Widget):
    """How far the film is; a click or a drag goes elsewhere, a click on a mark to what it stands for."""

    focusable = False

    def __init__(self, rect: Rect, shown: Projector, go: Callable[[int], None]) -> None:
        super().__init__(rect)
        self.shown, self._go = shown, go
        self._marks = shown.marks()
        self._held = False

    def take(self, event: pygame.Event, at: At) -> bool:
        """Go where the pointer asks."""
        if event.type == pygame.MOUSEBUTTONUP:
            self._held = False
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at and self.rect.collidepoint(at):
            self._held = True
            self._go(self._near(at[0]))
            return True
        if event.type == pygame.MOUSEMOTION and self._held and at is not None:
            index = self.shown.at(self._share(at[0]))
            if index != self.shown.index:
                self._go(index)
            return True
        return False

    def _share(self, x: int) -> float:
        return min(1.0, max(0.0, (x - self.rect.left) / max(1, self.rect.width)))

    def _near(self, x: int) -> int:
        """Return the shot of the mark under a point, else the shot at that time."""
        for share, index, _ in self._marks:
            if abs(self.rect.left + share * self.rect.width - x) <= px(4):
                return index
        return self.shown.at(self._share(x))

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what is shown there."""
        return self.shown.shots[self._near(at[0])].text

    @property
    def cursor(self) -> int:
        """Where the film is, in pixels from the left."""
        return round(self.rect.width * self.shown.progress)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the track, what was shown of it, the marks and the cursor."""
        track = Rect(0, 0, self.rect.width, px(6))
        track.midleft = self.rect.midleft
        pygame.draw.rect(surface, theme.PANEL_SUNK, track, border_radius=px(3))
        done = Rect(track.topleft, (self.cursor, track.height))
        pygame.draw.rect(surface, theme.ACCENT_DARK, done, border_radius=px(3))
        for share, _, sort in self._marks:
            wide = px(MARK_WIDTH[sort])
            tall = self.rect.height - (0 if sort != "event" else px(6))
            mark = Rect(0, 0, wide, tall)
            mark.center = self.rect.left + round(share * self.rect.width), self.rect.centery
            pygame.draw.rect(surface, theme.SCRUB[sort], mark, border_radius=px(1))
        knob = self.rect.left + self.cursor, self.rect.centery
        pygame.draw.circle(surface, theme.PANEL, knob, px(8))
        pygame.draw.circle(surface, theme.TEXT, knob, px(6))


class TurnPicker(Widget):
    """A box for every turn of the game so far; the one that is shown is lit."""

    def __init__(self, rect: Rect, turns: tuple[int, ...], now: int, go: Callable[[int], object]) -> None:
        super().__init__(rect)
        self.turns, self.now, self._go = turns, now, go

    def _turn_at(self, at: tuple[int, int]) -> int:
        index = (at[0] - self.rect.left) * len(self.turns) // max(1, self.rect.width)
        return self.turns[min(max(index, 0), len(self.turns) - 1)]

    def take(self, event: pygame.Event, at: At) -> bool:
        """Show the turn that is clicked."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at and self.rect.collidepoint(at):
            self._go(self._turn_at(at))
            return True
        return False

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return which turn is under the pointer."""
        return t("Show turn {turn}", turn=self._turn_at(at))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the boxes, with a number in each that has room for one."""
        count = len(self.turns)
        for at, turn in enumerate(self.turns):
            left = self.rect.left + self.rect.width * at // count
            right = self.rect.left + self.rect.width * (at + 1) // count
            box = Rect(left, self.rect.top, max(1, right - left - 1), self.rect.height)
            here = turn == self.now
            pygame.draw.rect(surface, theme.ACCENT if here else theme.BUTTON, box, border_radius=px(2))
            every = -(-px(22) // max(1, box.width))
            if here or (every == 1 or turn % (every if every < 5 else 5 * -(-every // 5)) == 0):
                colour = theme.TEXT_ON_ACCENT if here else theme.TEXT_DIM
                drawn = ink.line(str(turn), theme.FONT_SMALL, colour)
                surface.blit(drawn, drawn.get_rect(center=box.center))


class ReplayBar(Panel):
    """Rebuilt with every shot; `jump` brings a hex into sight."""

    def __init__(self, rect: Rect, cinema: Cinema, jump: Callable[[int], None]) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        self._foot = rect
        self._cinema, self._jump = cinema, jump
        self._scrub: Scrub | None = None
        self._cursor = -1

    def show(self, shown: Projector) -> None:
        """Bring the bar up to date with the film."""
        reel = self._cinema.reel
        high = CAPTION + SCRUB + BUTTONS + 34 + (TURNS + 6 if reel else 0)
        rect = Rect(self._foot.left, 0, self._foot.width, px(high))
        rect.bottom = self._foot.bottom
        self.clear()
        self.resize(rect)
        column = Column(self, Rect(px(10), px(8), rect.width - px(20), rect.height - px(16)))
        self._add_caption(column, shown)
        if reel is not None:
            column.add(lambda box: TurnPicker(box, reel.turns, reel.turn, self._cinema.to_turn), TURNS)
            column.gap(6)
        column.add(lambda box: self._made_scrub(box, shown), SCRUB)
        column.gap(8)
        self._add_buttons(column, shown)

    def _made_scrub(self, box: Rect, shown: Projector) -> Scrub:
        """Return the scrub bar: of one film always the same, so that a drag goes on from shot to shot."""
        if self._scrub is None or self._scrub.shown is not shown:
            self._scrub = Scrub(box, shown, self._cinema.jump)
        self._scrub.rect = box
        return self._scrub

    def _add_caption(self, column: Column, shown: Projector) -> None:
        """Add what happens, whose impulse it is, and the number of the shot; a click on it goes there."""
        shot = shown.shot
        count = t("{index} of {count}", index=shown.index + 1, count=len(shown.shots))
        wide = ink.width(count, theme.FONT_SMALL) + px(8)
        room = column.rest
        room.height = px(CAPTION)
        place = Rect(room.right - wide + px(8), room.top + px(3), wide, room.height)
        self.add(Label(place, count, theme.FONT_SMALL, theme.TEXT_DIM))
        text = shot.lines[0] if shot.kind is Kind.CARD and shot.lines else shot.text
        at = shot.path[-1] if shot.path else shot.at
        colour = actor_colour(shot.view.setting, shot.actor)
        self.add(Caption(Rect(room.left, room.top, room.width - wide, room.height), text, colour,
                         None if at is None else lambda: self._jump(at)))  # fmt: skip
        column.y += px(CAPTION + 4)

    def _add_buttons(self, column: Column, shown: Projector) -> None:
        steer, y, x = self._cinema.steer, column.y, column.room.left
        pause = t("Go on") if shown.paused else t("Pause")
        buttons = (
            ("◀◀", "last mark", "", 42, t("To the fight, capture or event before")),
            ("◀", "back", "", 38, t("A step back (Left)")),
            (pause, "pause", t("Space"), 128, ""),
            ("▶", "forward", "", 38, t("A step forward (Right)")),
            ("▶▶", "next mark", "", 42, t("To the next fight, capture or event")),
            (t("Speed ×{speed}", speed=shown.speed), "speed", "", 92, t("Faster (Up), slower (Down)")),
        )
        for name, what, key, wide, tip in buttons:
            box = Rect(x, y, px(wide), px(BUTTONS))
            self.add(Button(box, name, lambda what=what: steer(what), key, tip))
            x += px(wide) + px(5)
        skip = Rect(0, y, px(90), px(BUTTONS))
        skip.right = column.room.right
        self.add(Button(skip, t("Skip"), lambda: steer("skip"), t("Esc")))
        follow = Rect(x, y, min(px(100), skip.left - px(5) - x), px(BUTTONS))
        tip = t("The map follows what is shown (Home); moving the map yourself frees it")
        self.add(Toggle(follow, t("Follow"), lambda on: self._follow(on), not self._cinema.free, tip=tip))

    def _follow(self, on: bool) -> None:
        self._cinema.steer("follow" if on else "let go")

    def draw(self, target: pygame.Surface) -> None:
        """Copy the bar to the window, drawn anew when its cursor has moved."""
        if self.visible and self._scrub is not None and self._scrub.cursor != self._cursor:
            self._cursor = self._scrub.cursor
            self.dirty = True
        super().draw(target)


class Caption(Widget):
    """A sentence in one line behind a swatch in its faction's colour; pressing it goes to its place."""

    def __init__(
        self, rect: Rect, text: str, colour: theme.Colour | None, action: Callable[[], None] | None
    ) -> None:
        super().__init__(rect, text)
        self.text, self._colour, self._action = text, colour, action

    def take(self, event: pygame.Event, at: At) -> bool:
        """Go there when clicked."""
        if event.type != pygame.MOUSEBUTTONDOWN or at is None or not self.rect.collidepoint(at):
            return False
        if self._action is not None:
            self._action()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """Draw swatch and sentence, underlined while pressing would go there."""
        room = self.rect.copy()
        if self._colour is not None:
            mark = Rect(room.left, 0, px(12), px(12))
            mark.centery = room.centery
            pygame.draw.rect(surface, self._colour, mark)
            pygame.draw.rect(surface, theme.PANEL_EDGE, mark, 1)
            room.left, room.width = room.left + px(20), room.width - px(20)
        colour = theme.LINK if self.hovered and self._action is not None else theme.TEXT
        words = ink.line(ink.elide(self.text, theme.FONT_BODY, room.width), theme.FONT_BODY, colour)
        surface.blit(words, words.get_rect(midleft=room.midleft))


class FilmCard(Panel):
    """What happened between factions, above the map, while its shot lasts."""

    def __init__(self, map_rect: Rect) -> None:
        self._map = map_rect
        super().__init__(
            Rect(map_rect.topleft, (min(px(CARD_WIDTH), map_rect.width - px(40)), 8)), border=True
        )
        self.tabs = False
        self.visible = False
        self._edge: theme.Colour = theme.LINK

    def show(self, shown: Projector | None) -> None:
        """Show the card of the present shot, or nothing."""
        shot = shown.shot if shown is not None and not shown.over else None
        self.visible = shot is not None and shot.kind is Kind.CARD
        if shot is None or not self.visible:
            return
        self.clear()
        inner = self.rect.width - px(40)
        rows = sum(len(ink.wrap(line, theme.FONT_BODY, inner)) for line in shot.lines)
        tall = ink.line_height(theme.FONT_SMALL) + rows * ink.line_height(theme.FONT_BODY)
        rect = Rect(0, 0, self.rect.width, tall + px(28 + 5 * len(shot.lines)))
        rect.midtop = self._map.centerx, self._map.top + px(24)
        self.resize(rect)
        setting = shot.view.setting
        self._edge = actor_colour(setting, shot.actor) or theme.LINK
        column = Column(self, Rect(px(22), px(12), inner, rect.height - px(20)))
        who = setting.factions[shot.actor].name if shot.actor in setting.factions else t("Between the turns")
        column.text(who, theme.FONT_SMALL, theme.TEXT_DIM, lines=1)
        for line in shot.lines:
            column.gap(5)
            column.text(line)

    def paint(self, surface: pygame.Surface) -> None:
        """Draw a band in the colour of whose impulse it is."""
        pygame.draw.rect(surface, ink.legible(self._edge), Rect(0, 0, px(8), self.rect.height))


def actor_colour(setting: Setting, faction: FactionId) -> theme.Colour | None:
    """Return the colour of whose impulse it is, None between impulses."""
    described = setting.factions.get(faction)
    return theme.look(described.colour, described.pattern).colour if described else None
