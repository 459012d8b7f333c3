"""Everything that a person at the window or the terminal gets to see of a position, to compare two."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pygame

from game.files.exports import safe
from game.files.geojson import geojson_of
from game.files.saves import autosave_path
from game.model.kinds import FactionId
from game.model.orders import Attack, MalformedOrder, Order, parse_order
from game.model.state import State
from game.rules import legal_orders, view_of
from game.rules.annals import recorded
from game.rules.annals_words import csv_of
from game.text import answers, chart, sheet
from game.ui.reminders import forgotten
from game.ui.whole import whole_view
from tests.support.probes import CHANGES
from tests.support.window import Driver

PANELS = ("", "log", "orders", "affairs", "units", "objectives", "staff", "")
LAYERS = ("supply", "zoc", "threat", "values", "zones", "control", "fog", "labels")
VERBS = (
    "move {u} {h}", "march {u} {h}", "assault {h} with {u}", "recon {h}", "drop {h}", "barrage {u} {h}",
    "strike {h}", "sweep {u}", "activate {u}",
)  # fmt: skip
POINTS = tuple((x, y) for x in range(60, 1280, 130) for y in range(16, 720, 88))
Seen = Mapping[str, object]


class Onlooker:
    """Somebody before a window who looks at everything there is; `number` says which panels he opens."""

    def __init__(self, driver: Driver, session: object) -> None:
        self.driver, self.session = driver, session
        self.screen = driver.battle(session)  # type: ignore[arg-type]
        while driver.window.screen is not self.screen:
            driver.window.pop()
        self.screen.turns.stop()

    def look(self, state: State, viewer: FactionId, number: int) -> Seen:
        """Return everything that can be seen of a position for a faction."""
        dice, screen = random.Random(number), self.screen
        screen.session.state = state
        screen.cinema.end()
        screen.desk.viewer = viewer
        screen.desk.layers = {"grid", "control", "fog", dice.choice(LAYERS), dice.choice(LAYERS)}
        screen.field.show_layers(screen.desk.layers)
        own = screen.desk.view.units_of(viewer)
        screen.desk.select(dice.choice(own).id if own else None)
        screen.field.camera.left, screen.field.camera.top = 0.0, 0.0
        screen._open = ""
        panel = PANELS[number % len(PANELS)]
        if panel and (panel != "orders" or screen.desk.commanding):
            screen.open(panel)
        screen.update()
        return {
            **self._window(number),
            **self._questions(dice),
            **self._texts(viewer, dice),
            **self._files(viewer),
        }

    def _window(self, number: int) -> Seen:
        """Return the frame, the small map, tooltips, short or long, and every now and then the whole map."""
        window, screen, view = self.driver.window, self.screen, self.screen.desk.view
        window.draw()
        while screen.field.pending:  # not all of the map is baked in one frame
            window.draw()
        small = screen.field.minimap
        seen: dict[str, object] = {
            "frame": pygame.image.tobytes(window.surface, "RGB"),
            "small map": pygame.image.tobytes(small.picture(view), "RGB") if small else b"",
        }
        if number % 8 == 0:
            seen["whole map"] = pygame.image.tobytes(whole_view(screen.field.map, view, 0), "RGB")
        window.alt = bool(number % 2)
        seen["tooltips"] = [self._tip(point) for point in POINTS]
        window.alt = False
        return seen

    def _tip(self, at: tuple[int, int]) -> str:
        panels = [panel for panel in self.screen.panels if panel.visible and panel.rect.collidepoint(at)]
        return panels[-1].tip_at(at) if panels else self.screen.tip_at(at)

    def _questions(self, dice: random.Random) -> Seen:
        """Return ways, refusals and odds, for whoever is to move."""
        session, desk = self.screen.session, self.screen.desk
        viewer, unit = desk.viewer, desk.selected
        seen: dict[str, object] = {
            "supply": dict(session.supply(viewer).costs),
            "zones": sorted(session.zoc(viewer)),
            "threat": sorted(session.threat(viewer)),
        }
        if session.active == viewer:
            if unit is not None:
                reach = session.reach(unit.id)
                seen["ways"] = {here: reach.path(here) for here in sorted(reach.costs)}
            orders = list(self._orders(dice))
            seen["refusals"] = [str(session.why_not(order)) for order in orders]
            legal = [order for order in legal_orders(session.asking()) if isinstance(order, Attack)]
            seen["odds"] = [str(session.preview(order)) for order in legal[:3]]
            seen["legal"] = [str(order) for order in legal_orders(session.asking())]
        return seen

    def _orders(self, dice: random.Random) -> Iterable[Order]:
        """Yield orders that make sense and others that do not."""
        view = self.screen.desk.view
        grid, own = view.setting.board.grid, view.units_of(view.faction)
        for _ in range(14 if own else 0):
            unit, here = dice.choice(own).id, grid.label(dice.randrange(len(grid)))
            verb = dice.choice(VERBS)
            try:
                yield parse_order(verb.format(u=unit, h=here))
            except MalformedOrder:
                continue

    def _texts(self, viewer: FactionId, dice: random.Random) -> Seen:
        """Return what the text game says, and what is asked before the end of an impulse."""
        view = self.screen.desk.view
        places = [dice.randrange(len(view.setting.board.grid)) for _ in range(6)]
        return {
            "looks": [list(answers.look(view, here)) for here in places],
            "sheet": [*sheet.summary(view), *sheet.affairs(view, ""), *sheet.schedule(view)],
            "chart": list(chart.whole(view)),
            "reminders": forgotten(view),
        }

    def _files(self, viewer: FactionId) -> Seen:
        """Return what is written of a View, and the names under which the game is saved."""
        session, view, saves = self.screen.session, self.screen.desk.view, self.driver.program.saves_at
        ledger = session.annals.of(viewer)
        page = recorded(view, view.turn, ledger.lost)
        ledger.turns.append(page)
        table = csv_of(session.setting, ledger)
        ledger.turns.pop()
        return {
            "geojson": geojson_of(view),
            "table": table,
            "names": (str(autosave_path(session.setting.id, saves)), safe(session.setting.id)),
        }


@dataclass
class Compared:
    """How many pairs of positions were compared, by what was changed, and what told them apart."""

    pairs: dict[str, int] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(self.pairs.values())


def compare(
    looker: Onlooker, states: Iterable[State], dice: random.Random, wanted: int,
    changes: Mapping[str, Callable[..., State | None]] = CHANGES,
) -> Compared:  # fmt: skip
    """Compare so many pairs of positions that are the same to a viewer."""
    found, positions = Compared(), list(states)
    tries = 0
    while found.count < wanted and tries < 40 * wanted:
        tries += 1
        state = dice.choice(positions)
        viewer = state.active if dice.random() < 0.6 else dice.choice(state.setting.order)
        kind = dice.choice(sorted(changes))
        other = changes[kind](state, viewer, dice)
        if other is None or viewer is None or view_of(other, viewer) != view_of(state, viewer):
            continue
        found.pairs[kind] = found.pairs.get(kind, 0) + 1
        one, two = (looker.look(each, viewer, tries) for each in (state, other))
        for name in one:
            if one[name] != two[name]:
                found.leaks.append(f"{viewer}, turn {state.turn}, {kind}: {name}")
    return found
