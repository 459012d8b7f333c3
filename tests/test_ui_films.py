"""Films: what the map looked like before each event, cut backwards from what the viewer knows now."""

from __future__ import annotations

from dataclasses import replace

from game.model import events as ev
from game.ui.animate import Projector, film_of, of_others
from tests.support.window import session_of


def test_a_moving_unit_starts_each_shot_where_it_then_stood() -> None:
    view = session_of().view("gov")
    unit = view.units["gov_4"]
    first = view.setting.board.grid.around[unit.at][0]
    start = view.setting.board.grid.around[first][0]
    events = [ev.Moved(unit, (start, first), False), ev.Moved(unit, (first, unit.at), False)]
    shots = film_of(view, events, lambda event: "moves")
    assert [shot.view.units["gov_4"].at for shot in shots] == [start, first]


def test_a_unit_that_is_gone_by_now_is_there_again_before_its_loss() -> None:
    view = session_of().view("gov")
    unit = view.units["gov_4"]
    without = {key: one for key, one in view.units.items() if key != "gov_4"}
    after = replace(view, units=without)
    shots = film_of(after, [ev.StepsLost(unit, unit.steps, unit.at, "attack")], lambda event: None)
    assert shots[0].view.units["gov_4"] == unit and shots[0].at == unit.at
    assert "gov_4" not in after.units


def test_an_arrival_is_not_on_the_map_before_it_arrives() -> None:
    view = session_of().view("gov")
    shots = film_of(view, [ev.Arrived(view.units["gov_4"])], lambda event: None)
    assert "gov_4" not in shots[0].view.units


def test_a_film_takes_its_time_stops_when_paused_and_ends() -> None:
    view = session_of().view("gov")
    unit = view.units["gov_4"]
    near = view.setting.board.grid.around[unit.at][0]
    shown = Projector(film_of(view, [ev.Moved(unit, (near, unit.at), False)] * 2, lambda event: None))
    shown.paused = True
    assert not shown.advance(100_000)
    shown.paused = False
    assert shown.advance(100_000) and not shown.over
    shown.jump(-5)
    assert shown.index == 0 and shown.where()[0] == near
    shown.advance(100_000)
    shown.advance(100_000)
    assert shown.over


def test_what_ones_own_factions_did_is_no_news() -> None:
    unit = session_of().view("gov").units["gov_4"]
    mine, theirs = ev.Moved(unit, (1, 2), False), ev.Moved(unit, (2, 3), False)
    turn = ev.TurnBegan(2, {}, {}, {})
    log = [ev.ImpulseBegan(0, "isis"), theirs, ev.ImpulseBegan(0, "gov"), mine, turn, theirs]
    assert [event for event in of_others(log, ("gov",)) if isinstance(event, ev.Moved)] == [theirs, theirs]
