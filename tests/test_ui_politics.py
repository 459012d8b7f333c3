"""Politics on the map and around it: routes, gates, vehicles, the bar, reminders, the log, films, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.window import SKIRMISH, Driver, driving

import pygame  # isort: skip

from game.files import load_scenario
from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.kinds import GateState, Step
from game.model.orders import EndImpulse, Sabotage, parse_order
from game.model.scenario import Scenario
from game.model.state import View
from game.rules import desk_hex
from game.session import Session
from game.table import players
from game.ui import zones
from game.ui.animate import film_of
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel
from game.ui.panels.log import FILTERS
from game.ui.reminders import forgotten
from game.ui.scenes import place_of
from game.ui.screens.battle import BattleScreen
from game.ui.screens.ending import EndingScreen


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(SKIRMISH.with_name("affairs.yaml"))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def session_of(scenario: Scenario, person: str = "gov") -> Session:
    seats = {faction: "human" if faction == person else "pass" for faction in scenario.setting.factions}
    return Session(scenario, 7, seats, players(seats, 7))


def battle_of(driver: Driver, session: Session) -> BattleScreen:
    battle = driver.battle(session)
    driver.pump(lambda: battle.desk.commanding)
    return battle


def written(panel: Panel) -> str:
    """Everything that stands written in a panel."""
    return "\n".join(
        f"{getattr(one, 'name', '')} {getattr(one, 'value', '')} {getattr(one, 'text', '')}"
        for one in panel.widgets
    )


def place(scenario: Scenario, name: str) -> Hex:
    return scenario.setting.board.places[name].at


# --- the map -----------------------------------------------------------------------------------------


def test_the_roads_that_one_lives_by_lie_on_the_layer_of_zones(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario))
    road = scenario.setting.politics.routes["track"].hexes
    assert battle.field.over.routes == (road,)
    driver.key(pygame.K_k)
    assert battle.field.over.routes == ()


def test_a_road_is_crossed_out_where_it_is_cut_this_turn(scenario: Scenario) -> None:
    view, road = session_of(scenario).view("gov"), scenario.setting.politics.routes["track"].hexes
    assert desk_hex.cut_hexes(view) == frozenset()
    cut = replace(view, interdicted={road[1]: "isis"}, affairs=replace(view.affairs, cuts={"track": 1}))
    assert desk_hex.cut_hexes(cut) == {road[1]}
    last_turn = replace(cut, affairs=replace(view.affairs, cuts={"track": 0}))
    assert desk_hex.cut_hexes(last_turn) == frozenset()


def test_every_state_of_a_gate_has_a_sign_of_its_own() -> None:
    pygame.init()
    signs = {pygame.image.tobytes(zones.gate_sign(state, 40), "RGBA") for state in GateState}
    assert len(signs) == len(GateState)


def test_a_hex_tells_of_its_gate_its_field_and_its_road(scenario: Scenario) -> None:
    view = session_of(scenario).view("gov")
    at_gate = "\n".join(desk_hex.words_of(view, place(scenario, "palmyra")))
    at_field = "\n".join(desk_hex.words_of(view, place(scenario, "arak")))
    assert "open, feeds 20 of 20 steps of GOV, kept by GOV for Moscow (rule 9.10)" in at_gate
    assert "pays 1½ a turn when whole, damage 1 of 3" in at_field
    assert "The track: GOV lives by it (rule 14.4)" in at_field


def test_a_hex_tells_who_may_not_enter_and_why(scenario: Scenario) -> None:
    view, here = session_of(scenario).view("gov"), place(scenario, "al_sukhnah")
    assert desk_hex.why_closed(view, here) == ""
    truce = replace(view, affairs=replace(view.affairs, truces={("gov", "isis"): 3}))
    assert desk_hex.why_closed(truce, here).startswith("Closed to GOV: ") and "9.15" in desk_hex.why_closed(
        truce, here
    )


def test_the_layers_button_explains_the_signs(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario))
    button = next(one for one in battle.strip.widgets if getattr(one, "text", "") == "Zones")
    assert all(word in button.tip for word in ("rings", "areas", "posts", "road", "Gates", "cells", "mines"))


# --- the bar, reminders ------------------------------------------------------------------------------


def test_the_bar_shows_points_and_weather_and_what_waits(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario))
    told = written(battle.top)
    assert "PP 3" in told and "Heat" in told and "1 to answer" in told
    driver.press("1 to answer")
    assert battle.affairs.visible
    driver.press("We shall")
    assert "to answer" not in written(battle.top)


def test_reminders_speak_of_questions_and_cards_until_they_are_dealt_with(scenario: Scenario) -> None:
    session = session_of(scenario)
    before = "\n".join(forgotten(session.view("gov")))
    assert "1 question or offer is unanswered" in before and "1 card is in hand: A call" in before
    session.submit(parse_order("choose question 1"))
    session.submit(parse_order("card call"))
    after = "\n".join(forgotten(session.view("gov")))
    assert "unanswered" not in after and "in hand" not in after


def test_reminders_speak_of_full_points(scenario: Scenario) -> None:
    view = session_of(scenario).view("gov")
    most = scenario.setting.rules.patrons.most_favour
    full = replace(view, desks={**view.desks, "gov": replace(view.desks["gov"], favour=most)})
    assert any("points are full" in line for line in forgotten(full))
    assert not any("points are full" in line for line in forgotten(view))


def test_reminders_name_intruders_in_ones_ring(scenario: Scenario) -> None:
    session = session_of(scenario, "isis")
    view = _inside(session, "gov_1")
    assert any("not acted against: 1st Column" in line for line in forgotten(view))


def _inside(session: Session, unit: str) -> View:
    """Return the view of the ring's owner with a unit of the intruder's in plain sight in the ring."""
    session.submit(EndImpulse())
    view = session.view("isis")
    here = min(session.setting.politics.zones["circle"].hexes)
    intruder = replace(session.state.units[unit], at=here)
    return replace(view, units={**view.units, unit: intruder})


# --- orders ------------------------------------------------------------------------------------------


def ready_to_attack(driver: Driver, scenario: Scenario) -> BattleScreen:
    """A battle screen in which the insurgent's raiders are active beside a garrison."""
    session = session_of(scenario, "isis")
    battle = battle_of(driver, session)
    battle.desk.select("isis_2")
    battle.desk.activate()
    battle.desk.open_attack(session.state.units["gov_4"].at)
    battle.update()
    return battle


def rules_of(battle: BattleScreen) -> list[str]:
    """The rules of the shifts in the drafted attack."""
    odds = battle.desk.odds()
    assert odds is not None
    return [shift.rule for shift in odds.odds.shifts]


def test_a_prepared_vehicle_is_sent_from_the_attack_panel(driver: Driver, scenario: Scenario) -> None:
    battle = ready_to_attack(driver, scenario)
    assert "15.2" not in rules_of(battle)
    driver.press("Prepared vehicle")
    assert battle.desk.draft is not None and battle.desk.draft.vehicle
    assert "15.2" in rules_of(battle)
    driver.key(pygame.K_RETURN)
    assert battle.session.orders[-1].endswith("svbied"), battle.desk.message


def test_no_vehicle_goes_ahead_of_a_probe(driver: Driver, scenario: Scenario) -> None:
    battle = ready_to_attack(driver, scenario)
    driver.press("Prepared vehicle")
    driver.press("Probe")
    assert battle.desk.draft is not None and not battle.desk.draft.vehicle
    button = next(one for one in battle.attack.widgets if getattr(one, "text", "") == "Prepared vehicle")
    assert isinstance(button, Button) and not button.enabled and "15.2" in button.tip


def test_a_faction_without_vehicles_is_not_offered_one(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario))
    battle.desk.select("gov_4")
    battle.desk.activate()
    battle.desk.open_attack(battle.session.state.units["isis_2"].at)
    battle.update()
    assert battle.attack.visible and "Prepared vehicle" not in written(battle.attack)


def test_the_card_offers_what_an_insurgent_unit_may_do(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario, "isis"))
    battle.desk.select("isis_2")
    battle.update()
    assert "Go to ground" in written(battle.card)
    driver.press("Go to ground")
    assert battle.session.orders[-1] == "hide isis_2"


def test_a_place_is_chosen_by_a_click_on_the_map(driver: Driver, scenario: Scenario) -> None:
    session = session_of(scenario, "isis")
    battle = battle_of(driver, session)
    here = place(scenario, "al_sukhnah")
    battle.desk.aim("Wreck a field", [Sabotage("arak")])
    assert battle.desk.aims is not None and set(battle.desk.aims) == {place(scenario, "arak")}
    driver.click_hex(battle, here)
    assert "al_sukhnah" in battle.desk.message or "field" in battle.desk.message
    assert battle.desk.aims is not None, "a refused hex keeps the aim"
    driver.key(pygame.K_ESCAPE)
    assert battle.desk.aims is None


# --- the log, films ----------------------------------------------------------------------------------


def test_the_log_sifts_politics(driver: Driver, scenario: Scenario) -> None:
    battle = battle_of(driver, session_of(scenario))
    battle.desk.give(parse_order("choose question 1"))
    battle.desk.give(parse_order("activate gov_1"))
    battle.desk.give(parse_order("move gov_1 0910"))
    driver.key(pygame.K_h)
    assert "1st Column" in "\n".join(text for text, _, _ in battle.log._rows)
    driver.press("Politics")
    rows = "\n".join(text for text, _, _ in battle.log._rows)
    assert "We shall" in rows and "1st Column" not in rows
    kinds = dict(FILTERS)["Politics"]
    assert ev.Enforced in kinds and ev.Conceded in kinds and ev.Moved not in kinds


def test_strikes_defections_and_seizures_are_shown_where_they_happen(scenario: Scenario) -> None:
    view = session_of(scenario).view("gov")
    unit, town = view.units["gov_1"], place(scenario, "al_sukhnah")
    events: list[ev.Event] = [
        ev.Enforced("circle", "isis", Step.WARN, unit, unit.at, 0, 0),
        ev.CohesionChanged("north", -1, "a town is seized"),
        ev.ControlPassed((town,), "gov"),
        ev.UnitTurned(unit, "isis", "nowhere to go"),
        ev.PostPlaced(unit.at, "gov"),
    ]
    shots = film_of(view, events, lambda event: "")
    assert [type(shot.event) for shot in shots] == [
        ev.Enforced, ev.ControlPassed, ev.UnitTurned, ev.PostPlaced
    ]  # fmt: skip
    assert [shot.at for shot in shots] == [unit.at, town, unit.at, unit.at]


def test_ground_that_passes_with_a_move_is_no_seizure(scenario: Scenario) -> None:
    view = session_of(scenario).view("gov")
    events = [ev.CohesionChanged("north", -1, "x"), ev.Grounded("gov", 1), ev.ControlPassed((3,), "gov")]
    assert film_of(view, events, lambda event: "") == ()


def test_political_events_have_a_place_to_jump_to(scenario: Scenario) -> None:
    board = scenario.setting.board
    gate = ev.GateSet("palmyra", GateState.CLOSED, "by order")
    assert place_of(board, gate) == place(scenario, "palmyra")
    assert place_of(board, ev.RouteCut("track", "gov", 5, "isis")) == 5


# --- the end -----------------------------------------------------------------------------------------


def test_the_end_tells_how_the_war_was_left_at_the_table(driver: Driver, scenario: Scenario) -> None:
    session = session_of(scenario)
    while not session.over:
        order = EndImpulse() if session.active == "gov" else session.player().choose(session.view("isis"))  # type: ignore[union-attr]
        session.submit(order)
    screen = EndingScreen(driver.window, session)
    driver.window.push(screen)
    driver.pump()
    text = "\n".join(
        one.text
        for panel in screen.panels
        for one in panel.widgets
        if isinstance(one, Label) or hasattr(one, "text")
    )
    assert "Nobody is content." in text
    assert "Partition index" in text and "A first meeting" in text
