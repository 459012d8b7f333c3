"""The staff in the window: fronts handed over and taken back, machines stopped, reasons read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.model.orders import EndImpulse, Order, parse_order
from game.session import Session
from game.ui.kit.lists import TickList
from game.ui.panels.fronts import reason_lines
from game.ui.screens.battle import BattleScreen
from game.ui.screens.ending import EndingScreen
from game.ui.staffroom import PATIENT_PULSES
from tests.support.fronts import Scripted, allied_game, game, reason
from tests.support.window import Driver, driving

LEVELS = {"easy": ("delay gov_3",), "normal": ("delay gov_3", "delay gov_4")}


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def opened(driver: Driver, session: Session) -> BattleScreen:
    battle = driver.battle(session)
    driver.pump(lambda: battle.desk.commanding)
    return battle


def end(driver: Driver) -> None:
    driver.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    driver.key(pygame.K_RETURN)


class Slow:
    """Thinks until the test lets it go, and ends its impulse."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked, self.done = 0, 0

    def choose(self, view: object) -> Order:
        self.asked += 1
        self.go.wait(20)
        self.done += 1
        return EndImpulse()

    def lead(self, hqs: object) -> None:
        """Whatever it leads, it is slow."""


class Obedient(Slow):
    """Plays what it has as soon as it is told to stop."""

    def cancel(self) -> None:
        self.go.set()

    def choose(self, view: object) -> Order:
        self.asked += 1
        self.go.wait(20)
        return parse_order("delay isis_1") if self.asked == 1 else EndImpulse()


def against(player: object, folder: Path) -> Session:
    session = game(folder)
    session.players["isis"] = player  # type: ignore[assignment]
    return session


# Handing over


def test_the_front_of_the_selected_unit_is_handed_over_and_taken_back_by_a_key(
    driver: Driver, tmp_path: Path
) -> None:
    battle = opened(driver, game(tmp_path, scripts=LEVELS))
    battle.desk.select("gov_3")
    driver.key(pygame.K_x)
    assert battle.session.seating.fronts == {"gov": {"tigers": "normal"}}
    driver.key(pygame.K_x)
    assert battle.session.seating.led("gov") == frozenset()


def test_fronts_are_handed_over_on_the_panel_at_the_level_that_is_chosen(
    driver: Driver, tmp_path: Path
) -> None:
    battle = opened(driver, game(tmp_path, scripts=LEVELS))
    driver.key(pygame.K_w)
    assert battle.fronts.visible
    driver.press("Easy")
    (box,) = (one for one in battle.fronts.widgets if isinstance(one, TickList))
    row = next(at for at, one in enumerate(box.rows) if one.text == "Tiger Forces · 1")
    driver.click((box.rect.left + 40, box.rect.top + battle.fronts.rect.top + box.step * row + 5))
    assert battle.session.seating.fronts == {"gov": {"tigers": "easy"}}


def test_the_staff_acts_at_a_key_and_the_impulse_stays_the_persons(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, scripts=LEVELS)
    session.seating.lead("gov", "tigers", "easy")
    battle = opened(driver, session)
    driver.key(pygame.K_q)
    driver.pump(lambda: not battle.desk.staff_acts)
    assert session.orders == ["delay gov_3"] and battle.desk.commanding
    assert battle.desk.message == "The staff has given 1 order."
    driver.key(pygame.K_u)
    assert session.orders == []


def test_the_staff_acts_before_the_end_of_the_impulse_and_once(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, scripts=LEVELS)
    session.seating.lead("gov", "tigers", "easy")
    battle = opened(driver, session)
    end(driver)
    driver.pump(lambda: battle.desk.commanding and session.state.turn == 2)
    assert session.orders == ["delay gov_3", "end", "end"]


def test_while_the_staff_acts_the_person_gives_no_orders(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path)
    session.seating.lead("gov", "tigers", "normal")
    slow = Slow()
    session.seating._leaders["gov", "normal"] = slow
    battle = opened(driver, session)
    driver.key(pygame.K_q)
    assert battle.desk.staff_acts and not battle.desk.commanding
    driver.key(pygame.K_u)
    end(driver)
    assert session.orders == []
    slow.go.set()
    driver.pump(lambda: battle.desk.commanding)


def test_a_whole_faction_is_handed_over_watched_and_taken_back(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, scripts={"easy": ("delay gov_1",), "normal": ("delay gov_2",)})
    battle = opened(driver, session)
    foe = Slow()
    session.players["isis"] = foe
    driver.key(pygame.K_w)
    driver.press("Hand over the whole faction")
    driver.pump(lambda: session.active == "isis")
    assert session.orders == ["delay gov_2", "end"] and battle.desk.viewer == "gov"
    driver.press("Take GOV back")
    foe.go.set()
    driver.pump(lambda: battle.desk.commanding)
    assert session.is_human("gov") and session.orders == ["delay gov_2", "end", "end"]


def test_a_lent_faction_is_taken_back_in_the_middle_of_its_impulse(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path)
    battle = opened(driver, session)
    battle.staff.hand_over()
    slow = Slow()
    session.players["gov"] = slow
    battle.turns.stop()
    battle.turns.acting = None
    battle.turns.advance()
    driver.key(pygame.K_x)
    driver.pump(lambda: battle.desk.commanding)
    slow.go.set()
    time.sleep(0.05)
    driver.pump()
    assert session.orders == [] and session.active == "gov"


def test_whom_machines_lead_is_not_among_those_to_be_visited(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, scripts=LEVELS)
    battle = opened(driver, session)
    session.seating.lead("gov", "central", "easy")
    assert [unit.id for unit in battle.desk.ready()] == ["gov_3"]


def test_a_lent_game_opens_with_its_persons_eyes(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, {"gov": "pass", "isis": "pass", "gov/*": "human"})
    battle = driver.battle(session)
    assert battle.desk.viewer == "gov" and battle.staff.lent


# Thinking


def thinking(driver: Driver, session: Session) -> BattleScreen:
    """Open a game and wait until the machine has thought long enough for the bar."""
    battle = opened(driver, session)
    end(driver)
    driver.pump(lambda: battle.thinking.visible)
    return battle


def test_a_machine_that_takes_its_time_is_seen_to_work(driver: Driver, tmp_path: Path) -> None:
    slow = Slow()
    battle = thinking(driver, against(slow, tmp_path))
    assert battle.staff.progress() == "Islamic State: 0 orders so far"
    assert battle.staff.pulses >= PATIENT_PULSES
    slow.go.set()
    driver.pump(lambda: battle.desk.commanding)
    assert not battle.thinking.visible


def test_the_stop_button_ends_the_impulse_of_the_machine_that_thinks(driver: Driver, tmp_path: Path) -> None:
    slow = Slow()
    battle = thinking(driver, against(slow, tmp_path))
    driver.press("Stop")
    driver.pump(lambda: battle.desk.commanding)
    assert slow.done == 0 and battle.session.orders == ["end", "end"]


def test_esc_stops_another_machine_only_the_second_time(driver: Driver, tmp_path: Path) -> None:
    slow = Slow()
    battle = thinking(driver, against(slow, tmp_path))
    driver.key(pygame.K_ESCAPE)
    assert battle.staff.progress() == "Esc again ends the impulse of Islamic State"
    assert battle.session.active == "isis" and battle.dialog is None
    driver.key(pygame.K_ESCAPE)
    driver.pump(lambda: battle.desk.commanding)
    assert slow.done == 0 and battle.session.orders == ["end", "end"]


def test_a_player_that_can_stop_plays_what_it_has(driver: Driver, tmp_path: Path) -> None:
    battle = thinking(driver, against(Obedient(), tmp_path))
    driver.press("Stop")
    driver.pump(lambda: battle.desk.commanding)
    assert battle.session.orders == ["end", "delay isis_1", "end"]


def test_a_player_that_thinks_for_too_long_plays_what_it_has(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.turns.CEILING_PULSES", 1)
    battle = opened(driver, against(Obedient(), tmp_path))
    end(driver)
    driver.pump(lambda: battle.desk.commanding)
    assert battle.session.orders == ["end", "delay isis_1", "end"]


def test_a_stopped_player_runs_out_before_it_is_asked_again(driver: Driver, tmp_path: Path) -> None:
    slow = Slow()
    battle = thinking(driver, against(slow, tmp_path))
    driver.press("Stop")
    driver.pump(lambda: battle.desk.commanding)
    end(driver)
    driver.pump(lambda: battle.thinking.visible)
    assert slow.asked == 1
    slow.go.set()
    driver.pump(lambda: battle.session.over)
    assert (slow.asked, slow.done) == (2, 2), "never two thoughts of one player at a time"


def test_esc_stops_ones_own_staff_at_once_and_the_impulse_goes_on(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path)
    session.seating.lead("gov", "tigers", "normal")
    session.seating._leaders["gov", "normal"] = Slow()
    battle = opened(driver, session)
    end(driver)
    assert battle.desk.staff_acts
    driver.key(pygame.K_ESCAPE)
    assert battle.desk.commanding and session.orders == []
    assert "was stopped" in battle.desk.message


# Reasons


def shown(battle: BattleScreen) -> list[str]:
    return [text for text, _, _ in battle.fronts._lines]


def say(session: Session, faction: str, mission: str, turn: int = 1, at: int = -1) -> None:
    player = Scripted(faction)
    player.reasons.append(reason(turn, faction, mission, at))
    session.note_reasons(player)


def test_the_panel_shows_reasons_of_ones_own_machines_and_none_of_the_enemys(
    driver: Driver, tmp_path: Path
) -> None:
    session = game(tmp_path)
    battle = opened(driver, session)
    say(session, "isis", "hold Sukhna")
    say(session, "gov", "take Sukhna")
    driver.key(pygame.K_w)
    driver.press("Reasons")
    assert "GOV: take Sukhna" in shown(battle) and not any("hold" in line for line in shown(battle))
    allied_game(session)
    say(session, "isis", "come along")
    battle.update()
    assert "IS: come along" in shown(battle) and not any("hold" in line for line in shown(battle))


def test_the_newest_reasons_stand_first_and_a_click_goes_to_their_place(
    driver: Driver, tmp_path: Path
) -> None:
    session = game(tmp_path)
    battle = opened(driver, session)
    here = next(unit.at for unit in session.state.units.values() if unit.id == "gov_4")
    say(session, "gov", "rest", 1)
    say(session, "gov", "guard Palmyra", 2, here)
    lines = [text for text, _, one in reason_lines(session.setting, session.reasons_for("gov"), 400)]
    assert lines[0].startswith("Turn 2") and lines.index("GOV: guard Palmyra") < lines.index("GOV: rest")
    battle.fronts.turn("reasons")
    battle.open("staff")
    battle.fronts._chosen(shown(battle).index("GOV: guard Palmyra"))
    assert battle.field.camera.sees(here)


def test_after_the_game_everybodys_reasons_are_read_from_the_ending(driver: Driver, tmp_path: Path) -> None:
    session = game(tmp_path, {"gov": "human", "isis": "foe"}, {"foe": ("delay isis_1",)})
    battle = opened(driver, session)
    for _ in range(2):
        end(driver)
        driver.pump(lambda: battle.desk.commanding or session.over)
    driver.pump(lambda: isinstance(driver.window.screen, EndingScreen))
    driver.press("Why they did it")
    assert driver.window.screen is battle and battle.fronts.visible
    assert any("do delay isis_1" in line for line in shown(battle))
