"""The questions that the map answers, asked with keys and pointer as anybody would."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path

import pytest

from game.files import load_scenario
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import UnitId
from game.model.orders import Activate, EndImpulse
from game.model.scenario import Scenario
from game.rules.foresight import turns_to
from game.rules.lens import Deed, judged
from game.rules.supply import supply_map
from game.rules.supply_cut import bottleneck, if_falls
from game.session import Session
from game.text.loop import TextGame
from game.ui.answers import DEEDS, answers
from game.ui.keys import KEYMAP, Command
from game.ui.panels.hexwords import fall_words
from game.ui.screens.battle import BattleScreen
from game.ui.theme import LENS
from game.ui.tiles import STROKES, tile
from tests.support.window import Driver, driving, session_of

pygame = pytest.importorskip("pygame")
SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as window:
        yield window


@pytest.fixture
def screen(driver: Driver) -> BattleScreen:
    return driver.battle(session_of(one=True))


@lru_cache(maxsize=1)
def _valley() -> Scenario:
    return load_scenario(SCENARIOS / "raqqah.yaml")


@pytest.fixture
def valley(driver: Driver) -> BattleScreen:
    """A whole scenario, for what the small one is too small for."""
    seats = dict.fromkeys(_valley().setting.order, "human")
    session = Session(_valley(), 7, seats, {}, None, True)
    while session.active != "sdf":
        session.submit(EndImpulse())
    return driver.battle(session)


def lifeline(screen: BattleScreen) -> tuple[UnitId, Hex]:
    """Return a unit that is fed over a hex whose fall would starve it, and the hex."""
    view, me = screen.desk.view, screen.desk.viewer
    for unit in view.units_of(me):
        here = bottleneck(view, me, unit.at)
        if here != OFF_MAP and unit.id in if_falls(view, me, here).out and here != unit.at:
            return unit.id, here
    raise AssertionError("nobody hangs on a single hex")


def press(driver: Driver, command: Command) -> None:
    """Press the key that gives a command."""
    binding = KEYMAP.of(command)[0]
    driver.key(binding.key, binding.mods)


def rest_on(driver: Driver, screen: BattleScreen, here: Hex) -> str:
    """Rest the pointer on a hex and return the tooltip."""
    screen.field.centre_on(here)
    x, y = screen.field.camera.point_of(here)
    driver.move((x, y))
    screen.show_tip()
    return screen.tooltip.text


def at_of(screen: BattleScreen, unit: UnitId) -> Hex:
    return screen.session.state.units[unit].at


def hold_alt(driver: Driver, down: bool) -> None:
    kind, mod = (pygame.KEYDOWN, pygame.KMOD_LALT) if down else (pygame.KEYUP, 0)
    pygame.event.post(pygame.Event(kind, key=pygame.K_LALT, mod=mod, unicode="", scancode=0))
    driver.pump()


# --- the lens ------------------------------------------------------------------------------------------


def test_the_lens_covers_the_map_once_and_its_panel_counts_every_hex(
    driver: Driver, screen: BattleScreen
) -> None:
    press(driver, Command.LENS)
    view, glass = screen.desk.view, screen.desk.glass
    assert (glass.actor, glass.other) == ("gov", "isis")
    found = answers(screen.desk, frozenset({"lens"}))
    assert sum(len(one.hexes) for one in found) == len(view.control)
    assert screen.inquiry.panel(screen.frame.map) is not None
    assert [hexes for hexes, _look in screen.field.over.patterned] == [one.hexes for one in found]
    press(driver, Command.LENS)
    assert not screen.field.over.patterned


def test_both_factions_of_the_lens_are_chosen_and_swapped_by_keys(
    driver: Driver, screen: BattleScreen
) -> None:
    press(driver, Command.LENS)
    press(driver, Command.LENS_SWAP)
    assert (screen.desk.glass.actor, screen.desk.glass.other) == ("isis", "gov")
    for command in (Command.LENS_ACTOR, Command.LENS_OTHER):
        press(driver, command)
        assert screen.desk.glass.actor != screen.desk.glass.other


def test_the_tooltip_of_the_lens_says_the_sentence_and_the_rule_of_a_hex(
    driver: Driver, screen: BattleScreen
) -> None:
    press(driver, Command.LENS)
    here = at_of(screen, "isis_1")
    said = rest_on(driver, screen, here)
    for finding in judged(screen.desk.view, "gov", "isis", here).findings:
        assert f"rule {finding.rule}" in said
    assert "GOV may strike IS here" in said.replace("gov", "GOV")


def test_every_deed_has_a_look_that_differs_in_pattern_as_well_as_in_colour() -> None:
    looks = [LENS[deed] for deed in Deed]
    assert set(DEEDS) == set(Deed) and set(LENS) == {deed.value for deed in Deed}
    assert len({look.pattern for look in looks}) == len(looks), "without colour they are told apart as well"
    assert len({look.colour for look in looks}) == len(looks)


@pytest.mark.parametrize("pattern", sorted(set(STROKES) - {"plain"}))
def test_a_pattern_can_be_seen_at_every_zoom(pattern: str) -> None:
    look = next((one for one in LENS.values() if one.pattern == pattern), None)
    if look is None:
        return
    for width in (16, 24, 32, 40, 48, 64):
        face = tile(look, width)
        seen = {tuple(face.get_at((x, y))) for x in range(face.get_width()) for y in range(face.get_height())}
        assert max(c[3] for c in seen) > look.alpha + 20, width


# --- supply --------------------------------------------------------------------------------------------


def test_with_supply_shown_the_way_to_the_unit_is_drawn_with_its_costs_and_its_bottleneck(
    driver: Driver, valley: BattleScreen
) -> None:
    id, narrow = lifeline(valley)
    driver.key(pygame.K_s)
    valley.desk.select(id)
    valley.update()
    ways, view, unit = valley.field.over.supply_ways, valley.desk.view, valley.desk.view.units[id]
    assert ways.line[-1] == unit.at and ways.bottleneck == narrow
    assert ways.costs[-1] == supply_map(view, valley.desk.viewer).costs[unit.at]


def test_resting_on_a_hex_rings_who_would_suffer_if_it_fell_and_the_strip_counts_them(
    driver: Driver, valley: BattleScreen
) -> None:
    press(driver, Command.SUPPLY)
    view = valley.desk.view
    id, here = lifeline(valley)
    cut = if_falls(view, valley.desk.viewer, here)
    said = rest_on(driver, valley, here)
    assert "If an enemy stood here" in said and view.units[id].name in said
    assert valley.field.over.would_starve == {view.units[one].at for one in cut.out}
    shown = " ".join(getattr(widget, "text", "") + widget.tip for widget in valley.strip.widgets)
    assert f"{fall_words(cut)}." in shown


def test_the_hex_selected_is_asked_about_while_the_pointer_is_nowhere(
    driver: Driver, valley: BattleScreen
) -> None:
    press(driver, Command.SUPPLY)
    _, here = lifeline(valley)
    valley.desk.select(None, here)
    driver.move(valley.frame.card.center)
    valley.update()
    assert valley.field.over.would_starve


def test_without_the_layer_nothing_is_ringed(driver: Driver, screen: BattleScreen) -> None:
    said = rest_on(driver, screen, screen.desk.view.setting.board.places["palmyra"].at)
    assert "If an enemy stood here" not in said and not screen.field.over.would_starve


# --- reach, zones, threats -----------------------------------------------------------------------------


@pytest.mark.parametrize("turns", [1, 3, 5])
def test_a_figure_key_shows_where_the_unit_could_be_in_so_many_turns(
    driver: Driver, screen: BattleScreen, turns: int
) -> None:
    driver.click_hex(screen, at_of(screen, "gov_1"))
    driver.key(pygame.K_0 + turns)
    unit = screen.desk.selected
    assert unit is not None
    found = turns_to(screen.desk.view, unit, turns)
    shown = frozenset().union(*(hexes for hexes, _look in screen.field.over.patterned))
    assert shown == frozenset(found) - {unit.at}
    driver.key(pygame.K_0 + turns)
    assert not screen.field.over.patterned


def test_the_tooltip_says_what_is_left_after_the_move_and_whether_it_can_be_taken_back(
    driver: Driver, screen: BattleScreen
) -> None:
    screen.session.submit(Activate(screen.session.activation_group("gov_1")))
    driver.click_hex(screen, at_of(screen, "gov_1"))
    reached = screen.desk.reachable()
    said = [rest_on(driver, screen, here) for here in (min(reached, key=reached.get), max(reached))]  # type: ignore[arg-type]
    assert all("points" in text and "left" in text for text in said)
    assert all("taken back" in text or "final" in text for text in said)
    assert all("attack from there" in text for text in said)
    assert all("Supply there" in text for text in said)


def test_zones_are_shown_by_whose_they_are_and_the_tooltip_names_him(
    driver: Driver, screen: BattleScreen
) -> None:
    screen.session.submit(Activate(screen.session.activation_group("gov_1")))
    press(driver, Command.ZOC)
    areas = answers(screen.desk, frozenset({"zoc"}))
    if areas:
        assert "IS" in areas[0].text
        said = rest_on(driver, screen, min(areas[0].hexes))
        assert "Zone of Islamic State against" in said and "rule 3.1" in said


def test_alt_makes_the_tooltip_long_and_the_card_says_the_same(driver: Driver, screen: BattleScreen) -> None:
    here = at_of(screen, "gov_3")
    short = rest_on(driver, screen, here)
    hold_alt(driver, True)
    long = screen.tooltip.text
    assert len(long) > len(short) and "Defence:" in long
    hold_alt(driver, False)
    assert screen.tooltip.text == short
    screen.desk.select(None, here)
    screen.update()
    card = " ".join(getattr(widget, "text", "") for widget in screen.card.widgets)
    told = [line for line in long.splitlines()[1:] if "Tiger 1" not in line]
    assert sum(line in card for line in told) >= min(3, len(told))


# --- the text game -------------------------------------------------------------------------------------


def told(*lines: str) -> str:
    out = StringIO()
    TextGame(session_of(one=True), StringIO("\n".join([*lines, "quit", ""])), out, lambda name: name).run()
    return out.getvalue()


def test_the_text_game_answers_the_same_questions() -> None:
    session = session_of(one=True)
    view = session.view("gov")
    palmyra = view.setting.board.grid.label(view.setting.board.places["palmyra"].at)
    said = told("lens gov isis", f"lens isis gov {palmyra}", "supply", "supply gov_1", f"supply if {palmyra}",
                "turns gov_1 3", "zones", "threat")  # fmt: skip
    assert "What GOV may do to IS, hostile" in said and "may strike and enter" in said
    assert "(rule 9.1)" in said and "sources lost: 1" in said
    assert "by turn 3: " in said and "no supply reaches" in said


def test_the_text_game_says_what_it_wants_when_a_question_makes_no_sense() -> None:
    said = told("lens nobody", "supply if nowhere", "supply nobody", "turns gov_1 99")
    assert said.count("wants") + said.count("wanted") >= 3 and "factions are gov isis" in said


def test_escape_closes_the_lens_and_leaves_the_selection(driver: Driver, screen: BattleScreen) -> None:
    unit = next(iter(screen.desk.view.units_of(screen.desk.viewer)))
    screen.desk.select(unit.id)
    press(driver, Command.LENS)
    assert "lens" in screen.desk.layers and screen.desk.unit == unit.id
    driver.key(pygame.K_ESCAPE)
    assert "lens" not in screen.desk.layers and screen.desk.unit == unit.id
    assert driver.window.screen is screen
