"""The window from outside: menu to ending by posted events, hand-over, saves, no frame without a reason."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import SKIRMISH, Driver, driving, session_of, skirmish

import pygame  # isort: skip

from game.files import load_scenario
from game.model.kinds import Sight
from game.model.orders import EndImpulse
from game.rules import digest
from game.ui.panels.attack import OutcomeBar
from game.ui.panels.milestones import History
from game.ui.screens.battle import BattleScreen
from game.ui.screens.curtain import CurtainScreen
from game.ui.screens.ending import EndingScreen
from game.ui.screens.menu import MenuScreen
from game.ui.screens.saves import SavesScreen
from game.ui.screens.seats import SeatsScreen
from game.ui.screens.settings import SettingsScreen


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def screen(driver: Driver) -> object:
    return driver.window.screen


def end_impulse(driver: Driver) -> None:
    driver.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    driver.key(pygame.K_RETURN)


def test_from_the_menu_to_the_map_by_keyboard_alone(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    shutil.copytree(SKIRMISH.parents[2] / "scenarios" / "base", folder / "base")
    shutil.copy(SKIRMISH, folder)
    with driving(tmp_path, scenarios=folder) as driver:
        driver.window.push(MenuScreen(driver.window))
        menu = driver.window.screen
        driver.pump(lambda: all(entry.scenario for entry in menu.entries))  # type: ignore[attr-defined]
        driver.key(pygame.K_RETURN)
        assert isinstance(screen(driver), SeatsScreen)
        driver.key(pygame.K_RETURN)
        driver.pump(lambda: isinstance(screen(driver), BattleScreen))
        assert screen(driver).session.state.turn == 1  # type: ignore[attr-defined]


def test_the_menu_switches_between_a_scenario_and_its_variants(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    shutil.copytree(SKIRMISH.parents[2] / "scenarios" / "base", folder / "base")
    variants = "variants: {quick: {clock: {turns: 1}}, broken: {order: [gov]}}\n"
    (folder / "varied.yaml").write_text(SKIRMISH.read_text(encoding="utf-8") + variants, encoding="utf-8")
    with driving(tmp_path, scenarios=folder) as driver:
        driver.window.push(MenuScreen(driver.window))
        menu = driver.window.screen
        entry = lambda: menu.entries[0]  # type: ignore[attr-defined]  # noqa: E731
        driver.pump(lambda: entry().scenario is not None)
        for label, turns in (("quick", 1), ("whole", 2), ("quick", 1)):
            driver.press(label)
            driver.pump(lambda turns=turns: entry().scenario.setting.clock.turns == turns)  # type: ignore[misc]
        driver.press("broken")
        driver.pump(lambda: entry().scenario is None)
        driver.key(pygame.K_RETURN)
        assert screen(driver) is menu, "a broken variant is not played"
        driver.press("quick")
        driver.pump(lambda: entry().scenario is not None)
        driver.key(pygame.K_RETURN)
        assert screen(driver).scenario.setting.title == "Skirmish at Sukhna (quick)"  # type: ignore[attr-defined]


def test_the_menu_reads_scenarios_only_while_nothing_lies_over_it(driver: Driver) -> None:
    driver.battle(session_of({"gov": "human", "isis": "pass"}))
    menu = driver.window.stack[0]
    assert isinstance(menu, MenuScreen)
    driver.pump()
    assert not any(entry.scenario for entry in menu.entries)
    driver.window.pop()
    driver.pump(lambda: any(entry.scenario for entry in menu.entries))


def test_a_broken_scenario_shows_its_first_problem_and_harms_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "broken.yaml").write_text("format: 1\nid: broken\nwrong_key: 3\n", encoding="utf-8")
    (folder / "junk.yaml").write_bytes(b"\x00\xff\x00")
    with driving(tmp_path, scenarios=folder) as driver:
        driver.window.push(MenuScreen(driver.window))
        menu = driver.window.screen
        driver.pump(lambda: all(entry.problem != "…" for entry in menu.entries))  # type: ignore[attr-defined]
        assert all(entry.scenario is None and entry.problem for entry in menu.entries)  # type: ignore[attr-defined]
        driver.key(pygame.K_RETURN)
        assert screen(driver) is menu


def test_units_move_by_clicks_on_the_map(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    desk = battle.desk
    driver.click_hex(battle, desk.view.units["gov_4"].at)
    assert desk.unit == "gov_4"
    there = next(here for here in desk.reachable() if not desk.own_at(here))
    driver.click_hex(battle, there)
    assert desk.plan == there
    driver.key(pygame.K_RETURN)
    assert desk.view.units["gov_4"].at == there


def test_an_attack_is_planned_and_fought_with_the_odds_on_the_screen(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    desk = battle.desk
    desk.select("gov_1")
    driver.key(pygame.K_e)
    target = desk.session.state.units["isis_1"].at
    there = min(h for h in desk.reachable() if h in desk.view.setting.board.grid.around[target])
    driver.click_hex(battle, there)
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: not battle.animating)
    driver.click_hex(battle, min(desk.targets()))
    bars = [widget for widget in battle.attack.widgets if isinstance(widget, OutcomeBar)]
    assert battle.attack.visible and len(bars) == 1
    assert sum(one.ways for one in bars[0].preview.outcomes) == 36
    driver.press("Probe")
    assert desk.draft is not None and desk.draft.mode == "probe"
    driver.key(pygame.K_RETURN)
    assert any(order.startswith("probe") for order in battle.session.orders)
    driver.pump(lambda: not battle.animating)
    assert battle.report.visible and len(battle.report.widgets) > 0
    assert not battle.attack.visible


def test_a_whole_game_is_played_to_its_ending(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    for _ in range(battle.session.setting.clock.turns):
        driver.pump(lambda: battle.desk.commanding)
        end_impulse(driver)
    driver.pump(lambda: isinstance(screen(driver), EndingScreen))
    driver.key(pygame.K_ESCAPE)
    assert screen(driver) is battle


def test_the_curtain_covers_everything_between_two_persons(driver: Driver) -> None:
    battle = driver.battle(session_of())
    assert isinstance(screen(driver), CurtainScreen)
    driver.key(pygame.K_RETURN)
    assert screen(driver) is battle and battle.desk.viewer == "gov"
    end_impulse(driver)
    assert isinstance(screen(driver), CurtainScreen)
    driver.window.draw()
    before = driver.window.surface.copy()
    for unit in battle.session.state.units:  # whatever stands on the map, the curtain looks the same
        battle.desk.select(unit)
    battle.update()
    driver.window.draw()
    assert pygame.image.tobytes(before, "RGB") == pygame.image.tobytes(driver.window.surface, "RGB")
    driver.key(pygame.K_RETURN)
    assert battle.desk.viewer == "isis"


def test_after_the_curtain_only_the_new_persons_view_is_used(driver: Driver) -> None:
    battle = driver.battle(session_of())
    driver.key(pygame.K_RETURN)
    end_impulse(driver)
    driver.key(pygame.K_RETURN)
    view = battle.desk.view
    assert view.faction == "isis"
    hidden = [unit for unit in battle.session.state.units.values() if unit.id not in view.units]
    assert hidden and all(view.vision.get(unit.at, 0) < Sight.KNOWN for unit in hidden)


def test_one_person_for_all_sees_no_curtain(driver: Driver) -> None:
    battle = driver.battle(session_of(one=True))
    assert screen(driver) is battle
    end_impulse(driver)
    driver.pump(lambda: battle.desk.viewer == "isis")
    assert screen(driver) is battle


def test_the_end_of_an_impulse_warns_of_unspent_command_points(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    assert battle.dialog is not None
    assert any("command point" in getattr(widget, "text", "") for widget in battle.dialog.widgets)
    driver.press("Go back")
    assert battle.dialog is None and battle.session.active == "gov"


def test_save_and_load_bring_back_the_same_game(driver: Driver) -> None:
    session = driver.program.start(skirmish(), {"gov": "human", "isis": "pass"}, 7)
    battle = driver.battle(session)
    battle.desk.select("gov_4")
    battle.desk.dig()
    battle.desk.end_impulse()
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F5)
    saved = digest(session.state)
    battle.desk.select("gov_1")
    battle.desk.activate()
    assert digest(session.state) != saved
    driver.key(pygame.K_F9)
    saves = screen(driver)
    assert isinstance(saves, SavesScreen)
    named = next(i for i, entry in enumerate(saves.entries) if not entry.auto)
    saves._list.pick(named)
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: isinstance(screen(driver), BattleScreen))
    assert digest(screen(driver).session.state) == saved  # type: ignore[attr-defined]


def test_every_order_is_in_the_autosave_without_being_asked_for(driver: Driver) -> None:
    session = driver.program.start(skirmish(), {"gov": "human", "isis": "pass"}, 7)
    session.submit(EndImpulse())
    again, note = driver.program.load(driver.program.saves()[0].path, lambda done, whole: None)
    assert digest(again.state) == digest(session.state) and not note


def test_a_damaged_save_is_refused_in_words(driver: Driver) -> None:
    session = driver.program.start(skirmish(), {"gov": "human", "isis": "pass"}, 7)
    path = driver.program.save(session, "spoilt")
    path.write_bytes(path.read_bytes()[:40])
    driver.window.push(SavesScreen(driver.window, lambda session: None))
    saves = driver.window.screen
    assert isinstance(saves, SavesScreen)
    saves._list.pick(next(i for i, entry in enumerate(saves.entries) if entry.problem))
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: saves.dialog is not None)


def test_nothing_is_drawn_while_nothing_changes(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.pump(lambda: not battle.animating and not battle.stale)
    frames = driver.window.frames
    for _ in range(20):
        driver.window.step(wait=False)
    assert driver.window.frames == frames
    driver.key(pygame.K_g)
    assert driver.window.frames > frames


def test_a_tooltip_appears_where_the_pointer_rests_and_goes_when_it_moves(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    battle.field.centre_on(battle.desk.view.units["gov_4"].at)
    at = battle.field.camera.point_of(battle.desk.view.units["gov_4"].at)
    driver.move(at)
    driver.pump(lambda: bool(battle.tooltip.text))
    assert "NDF Palmyra" in battle.tooltip.text
    driver.move((at[0] + 90, at[1]))
    assert not battle.tooltip.text


def test_the_replay_shows_only_what_was_witnessed(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "random"}))
    end_impulse(driver)
    driver.pump(lambda: battle.desk.commanding and battle.session.state.turn == 2)
    battle.replay()
    log = battle.desk.view.log
    if battle.cinema.projector is not None:
        assert all(shot.event in log for shot in battle.cinema.projector.shots)
        assert not any(getattr(shot.unit, "faction", "") == "gov" for shot in battle.cinema.projector.shots)
        driver.key(pygame.K_ESCAPE)
    assert battle.cinema.projector is None


def test_a_machine_that_fails_ends_its_impulse_and_the_game_goes_on(driver: Driver) -> None:
    class Broken:
        def choose(self, view: object) -> object:
            raise RuntimeError("no idea")

    session = session_of({"gov": "human", "isis": "pass"})
    session.players["isis"] = Broken()  # type: ignore[index]
    battle = driver.battle(session)
    end_impulse(driver)
    driver.pump(lambda: battle.desk.commanding and session.state.turn == 2)
    assert session.orders == ["end", "end"]


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.5])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (960, 600)])
def test_no_widget_leaves_its_panel_and_no_panel_the_window(
    tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    if scale > 1 and size[0] < 1280:
        pytest.skip("a small window has no room for a large interface")
    with driving(tmp_path, size) as driver:
        driver.window.scale(round((scale - 1) * 10))
        battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
        battle.desk.select("gov_1")
        battle.turn_layer("log")
        battle.open("orders")
        window = driver.window.rect
        for shown in (panel for panel in battle.panels if panel.visible):
            assert window.contains(shown.rect), type(shown).__name__
            inside = pygame.Rect((0, 0), shown.rect.size)
            for widget in shown.widgets:
                assert inside.contains(widget.rect), (type(shown).__name__, getattr(widget, "text", widget))


def test_help_opens_and_closes_from_the_map(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.key(pygame.K_F3)
    assert isinstance(screen(driver), SettingsScreen)
    driver.key(pygame.K_ESCAPE)
    assert screen(driver) is battle


def test_the_interface_scale_is_kept_for_the_next_time(driver: Driver) -> None:
    driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.key(pygame.K_EQUALS, pygame.KMOD_CTRL)
    assert driver.program.wish("ui_scale", 1.0) == 1.1
    driver.key(pygame.K_MINUS, pygame.KMOD_CTRL)
    assert driver.program.wish("ui_scale", 1.0) == 1.0


def test_the_interface_never_polls_pointer_or_keys() -> None:
    folder = SKIRMISH.parents[2] / "game" / "ui"
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in ("mouse.get_pos", "mouse.get_pressed", "key.get_pressed", "key.get_mods"):
            assert call not in text, f"{path.name} calls {call}"


def test_a_folder_that_cannot_be_written_to_costs_the_save_and_not_the_game(driver: Driver) -> None:
    blocker = driver.program.saves_at
    blocker.parent.mkdir(parents=True, exist_ok=True)
    blocker.write_text("a file where the folder of saves should be", encoding="utf-8")
    session = driver.program.start(skirmish(), {"gov": "human", "isis": "pass"}, 7)
    battle = driver.battle(session)
    battle.desk.select("gov_4")
    driver.key(pygame.K_d)
    assert session.orders == ["dig gov_4"]
    assert "not being saved" in battle.desk.message
    driver.key(pygame.K_F5)
    assert "Not saved" in battle.desk.message


def test_a_held_enter_does_not_answer_the_question_that_it_raised(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    for _ in range(5):  # the events that a held key repeats
        pygame.event.post(
            pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=pygame.KMOD_CTRL, unicode="", scancode=0)
        )
    driver.pump()
    assert battle.dialog is not None and battle.session.active == "gov"


@pytest.mark.parametrize("size", [(1600, 900), (1000, 620), (300, 200)])
def test_the_window_can_be_given_any_size_in_the_middle_of_a_game(
    driver: Driver, size: tuple[int, int]
) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.key(pygame.K_n)
    battle.open("units")
    pygame.event.post(pygame.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]))
    driver.pump()
    assert driver.window.surface.get_size() == size
    assert driver.window.screen is battle and battle.desk.unit is not None and battle.finder.visible


class Slow:
    """Thinks until the test lets it go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def choose(self, view: object) -> EndImpulse:
        self.go.wait(20)
        return EndImpulse()


def against_slow(driver: Driver) -> tuple[BattleScreen, Slow]:
    """Return a game in which a machine has begun to think, and the machine."""
    session, slow = session_of({"gov": "human", "isis": "pass"}), Slow()
    session.players["isis"] = slow
    battle = driver.battle(session)
    end_impulse(driver)
    return battle, slow


def test_leaving_a_game_forgets_what_a_machine_was_thinking(driver: Driver) -> None:
    battle, slow = against_slow(driver)
    assert battle.turns.thought is not None and "moves" in battle.desk.message
    thought = battle.turns.thought
    driver.window.home()
    slow.go.set()
    thought.wait()
    driver.pump()
    assert battle.session.orders == ["end"] and isinstance(screen(driver), MenuScreen)


def test_the_window_takes_orders_of_its_own_while_a_machine_thinks(driver: Driver) -> None:
    battle, slow = against_slow(driver)
    before = battle.field.camera.window
    driver.key(pygame.K_EQUALS)
    assert battle.turns.thought is not None and battle.field.camera.window != before
    slow.go.set()
    driver.pump(lambda: battle.desk.commanding)


def test_the_lists_are_unfolded_from_the_empty_card(driver: Driver) -> None:
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.press("Air missions, depots, others")
    assert battle.orders.visible
    driver.key(pygame.K_ESCAPE)
    driver.press("Objectives")
    assert battle.finder.visible and not battle.orders.visible


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_ending_shows_every_milestone(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    setting = load_scenario(SKIRMISH.parents[2] / "scenarios" / "deir_al_zor.yaml").setting
    lines: list[int] = []
    monkeypatch.setattr(History, "_line", lambda self, surface, y, *rest: lines.append(y))
    room = pygame.Rect(0, 92, 600, size[1] - 206)
    History(room, setting, {}).draw(pygame.Surface(size))
    assert len(lines) == 1 + len(setting.milestones) and max(lines) + 18 <= room.bottom
