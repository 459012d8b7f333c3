"""What a battle leaves behind: its annals, its decisive moments shown again, pictures of the view."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from game.model.annals import Moment
from game.model.state import State, View
from game.model.tongue import t
from game.rules.views import view_of
from game.session import Session
from game.ui.cinema import Cinema
from game.ui.controls import Desk, Tone
from game.ui.field import Field
from game.ui.scenes import place_of
from game.ui.screens.annals import AnnalsScreen
from game.ui.shots import film_of
from game.ui.whole import whole_view
from game.ui.window import Window


class Battle(Protocol):
    """The battle screen as the recorder needs it."""

    window: Window
    session: Session
    desk: Desk
    field: Field
    cinema: Cinema

    def update(self) -> None:
        """Bring every panel up to date."""
        ...


class Recorder:
    """Opens the annals, shows their moments on the map, exports the view."""

    def __init__(self, screen: Battle) -> None:
        self._screen = screen

    def annals(self) -> None:
        """Show how the game has gone."""
        screen = self._screen
        window, scene = screen.window, screen.field.map
        window.push(AnnalsScreen(window, screen.session, screen.desk.viewer, scene, self.show))

    def show(self, moment: Moment) -> None:
        """Go back to the map and show a moment again, or at least its place."""
        screen = self._screen
        screen.window.home_to(screen)
        screen.cinema.end()
        here = place_of(screen.session.setting.board, moment.event)
        if here is not None:
            screen.field.centre_on(here)
        text = screen.session.tell(moment.event) or ""
        if moment.scene is not None:
            view = self._seen(moment.scene.after)
            shots = film_of(view, moment.scene.told, screen.session.tell)
            screen.cinema.play(shots)
        screen.desk.say(t("Turn {turn}: {text}", turn=moment.turn, text=text), Tone.GOOD)
        screen.update()

    def _seen(self, state: State) -> View:
        """Return a State of long ago as this reader sees it now: after the game with every unit."""
        view = view_of(state, self._screen.desk.viewer)
        return replace(view, units=state.units, contacts=()) if self._screen.session.over else view

    def export(self) -> None:
        """Write a picture of the whole view at the present zoom, and the view as GeoJSON."""
        screen = self._screen
        view, level = screen.desk.view, screen.field.camera.level
        try:
            picture = whole_view(screen.field.map, view, level)
            path = screen.window.house.export_view(view, picture)
            screen.desk.say(t("Written: {path}, and beside it the map as GeoJSON.", path=path), Tone.GOOD)
        except OSError as error:
            screen.desk.say(t("Not written: {error}", error=error), Tone.BAD)
        screen.update()
