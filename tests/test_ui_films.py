"""Films: what the map looked like before each event, cut backwards from what the viewer knows now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.window import Driver, driving, session_of, skirmish

import pygame  # isort: skip

from game.model import events as ev
from game.model.orders import EndImpulse
from game.model.state import View
from game.ui.animate import SPEEDS, Projector, film_of, of_others
from game.ui.keys import Command, key_for
from game.ui.panels.replay import Scrub, TurnPicker
from game.ui.reels import Memory, Reel
from game.ui.screens.battle import BattleScreen
from game.ui.shots import MOST_ON_A_CARD, Kind, Shot
from game.ui.sound import LENGTHS, RANKS, Score, Sound, cue_of
from game.ui.waves import WAVES

CTRL = pygame.KMOD_LCTRL


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def opened(driver: Driver, isis: str = "pass") -> BattleScreen:
    """Open the small war with a person for the government."""
    battle = driver.battle(session_of({"gov": "human", "isis": isis}))
    driver.pump(lambda: battle.desk.commanding)
    battle.cinema.end()
    return battle


def next_turn(driver: Driver, battle: BattleScreen) -> None:
    """End the person's impulse and wait for his next."""
    turn = battle.session.state.turn
    battle.desk.give(EndImpulse())
    driver.pump(lambda: battle.desk.commanding and battle.session.state.turn == turn + 1)


def marched(view: View, times: int, name: str = "gov_4") -> list[ev.Event]:
    """Return as many marches of a unit into the hex where it is."""
    unit = view.units[name]
    near = view.setting.board.grid.around[unit.at][0]
    return [ev.Moved(unit, (near, unit.at), False)] * times


def replayed(battle: BattleScreen, times: int = 6) -> Projector:
    """Begin a film of so many shots, all marches but an arrival after the third."""
    view = battle.desk.view
    events = [*marched(view, 3), ev.Arrived(view.units["gov_3"]), *marched(view, times - 4)]
    assert battle.cinema.play(film_of(view, events, lambda event: type(event).__name__))
    assert battle.cinema.projector is not None
    battle.update()
    return battle.cinema.projector


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


# Cards


def test_what_no_map_shows_is_gathered_on_cards_and_only_in_replays() -> None:
    view = session_of().view("gov")
    risen = [ev.TensionChanged(("gov", "isis"), 1, str(n)) for n in range(MOST_ON_A_CARD + 2)]
    events = [*risen, *marched(view, 1), risen[0]]
    tell = lambda event: getattr(event, "reason", "moves")  # noqa: E731
    assert [shot.kind for shot in film_of(view, events, tell)] == [Kind.MOVE]
    shots = film_of(view, events, tell, cards=True)
    assert [(shot.kind, len(shot.lines)) for shot in shots] == [
        (Kind.CARD, MOST_ON_A_CARD),
        (Kind.CARD, 2),
        (Kind.MOVE, 1),
        (Kind.CARD, 1),
    ]
    assert shots[0].lines == tuple(str(n) for n in range(MOST_ON_A_CARD))
    assert shots[0].length > shots[3].length


def test_a_card_is_read_over_the_map_and_goes_with_its_shot(driver: Driver) -> None:
    battle = opened(driver)
    events = [ev.TensionChanged(("gov", "isis"), 1, "a word"), *marched(battle.desk.view, 1)]
    battle.cinema.play(film_of(battle.desk.view, events, lambda event: "Tension rises.", cards=True))
    driver.pump()
    assert battle.film_card.visible
    assert "Tension rises." in [getattr(widget, "text", "") for widget in battle.film_card.widgets]
    driver.key(pygame.K_RIGHT)
    assert not battle.film_card.visible


# Steering


def test_a_replay_is_stepped_sped_up_paused_and_skipped_by_keys(driver: Driver) -> None:
    battle = opened(driver)
    shown = replayed(battle)
    driver.key(pygame.K_SPACE)
    assert shown.paused
    driver.key(pygame.K_RIGHT)
    driver.key(pygame.K_RIGHT)
    driver.key(pygame.K_LEFT)
    assert shown.index == 1
    before = shown.speed
    seen = []
    for _ in SPEEDS:
        driver.key(pygame.K_UP)
        seen.append(shown.speed)
    assert sorted(seen) == sorted(SPEEDS) == [1, 2, 4, 8] and seen[-1] == before
    driver.key(pygame.K_ESCAPE)
    assert battle.cinema.projector is None and not battle.cinema.busy


def test_the_next_replay_keeps_the_speed_that_was_chosen_last(driver: Driver) -> None:
    battle = opened(driver)
    replayed(battle)
    driver.key(pygame.K_UP)
    driver.key(pygame.K_UP)
    assert replayed(battle).speed == 4


def scrub_of(battle: BattleScreen) -> Scrub:
    return next(widget for widget in battle.bar.widgets if isinstance(widget, Scrub))


def test_a_click_on_the_scrub_bar_goes_there_and_a_drag_on_and_back(driver: Driver) -> None:
    battle = opened(driver)
    shown = replayed(battle)
    shown.paused = True
    driver.pump()
    bar = scrub_of(battle).rect.move(battle.bar.rect.topleft)
    driver.click((bar.right - 2, bar.centery))
    assert shown.index == len(shown.shots) - 1
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(bar.left + 1, bar.centery), button=1))
    driver.pump()
    assert shown.index == 0
    for share in (0.5, 0.9, 0.2):
        driver.move((bar.left + bar.width * share, bar.centery), (1, 0, 0))
        assert shown.index == shown.at(share)


def test_what_stands_out_is_marked_on_the_scrub_bar_where_it_happens(driver: Driver) -> None:
    battle = opened(driver)
    shown = replayed(battle)
    shown.paused = True
    driver.pump()
    marks = shown.marks()
    assert [index for _, index, _ in marks] == [
        at for at, one in enumerate(shown.shots) if one.kind is Kind.ARRIVE
    ]
    bar = scrub_of(battle)
    spot = bar.rect.left + round(marks[0][0] * bar.rect.width), bar.rect.centery
    assert bar.tip_at(spot) == "Arrived"
    battle.cinema.steer("next mark")
    assert shown.index == marks[0][1]


# The whole game


def test_the_film_of_the_game_goes_from_turn_to_turn_and_ends_with_what_is_known_now() -> None:
    session = session_of({"gov": "greedy", "isis": "greedy"})
    while not session.over:
        player = session.player()
        assert player is not None
        session.submit(player.choose(session.asking()))
    memory = Memory(skirmish(), 7, "gov")
    assert memory.recall(session.orders)
    last, now = memory.chapters[max(memory.chapters)].end, session.view("gov")
    assert (last.units, last.contacts, last.control) == (now.units, now.contacts, now.control)
    reel = Reel(memory.chapters, session.tell)
    assert reel.turns == (1, 2)
    assert all(shot.view.faction == "gov" for turn in reel.turns for shot in reel.film(turn))
    assert reel.from_turn(1)[0].view.turn == 1 and reel.turn == 1
    assert reel.from_turn(2) and reel.turn == 2
    assert reel.from_turn(3) == () and reel.from_turn(3, -1) and reel.turn == 2


def test_turns_are_chosen_on_the_bar_of_the_whole_game(driver: Driver) -> None:
    battle = opened(driver, "greedy")
    next_turn(driver, battle)
    battle.cinema.end()
    battle.hindsight.show("gov")
    driver.pump(lambda: battle.cinema.reel is not None)
    reel, shown = battle.cinema.reel, battle.cinema.projector
    assert reel is not None and shown is not None
    driver.pump()
    picker = next(one for one in battle.bar.widgets if isinstance(one, TurnPicker))
    assert picker.turns == reel.turns
    box = picker.rect.move(battle.bar.rect.topleft)
    driver.click((box.right - 3, box.centery))
    assert reel.turn == reel.turns[-1]
    driver.key(pygame.K_ESCAPE)
    assert battle.cinema.reel is None


def test_a_film_is_under_the_viewers_own_fog(driver: Driver) -> None:
    battle = opened(driver, "greedy")
    next_turn(driver, battle)
    view, shown = battle.desk.view, battle.cinema.projector
    assert shown is not None
    for shot in shown.shots:
        assert shot.event in view.log
        assert (shot.view.faction, shot.view.vision) == ("gov", view.vision)
        named = getattr(shot.event, "unit", None)
        assert named is None or named.faction == "gov" or named.at in view.vision or shot.path


# Films off


def test_with_films_off_neither_ones_own_orders_nor_the_others_are_shown(driver: Driver) -> None:
    battle = opened(driver, "greedy")
    driver.window.prefer(film_speed=0)
    played: list[tuple[Shot, ...]] = []
    battle.cinema.play = lambda shots: bool(played.append(shots))  # type: ignore[method-assign,func-returns-value]
    battle.cinema.show_own(battle.desk.view, marched(battle.desk.view, 2))
    assert battle.cinema.projector is None
    next_turn(driver, battle)
    assert battle.cinema.projector is None and not any(played)


def test_without_replays_a_turn_begins_with_the_map_and_y_still_shows_them(driver: Driver) -> None:
    battle = opened(driver, "greedy")
    driver.window.prefer(show_replay=False)
    asked = battle.cinema.replay
    battle.cinema.replay = lambda view, mine: (
        asked(view, mine)
        or battle.cinema.play(  # type: ignore[method-assign]
            film_of(view, marched(view, 1), lambda event: "moves")
        )
    )
    next_turn(driver, battle)
    assert battle.cinema.projector is None
    assert key_for(Command.REPLAY) == "Y"
    driver.key(pygame.K_y)
    assert battle.cinema.replaying


def test_with_reduced_motion_the_map_does_not_glide(driver: Driver) -> None:
    battle = opened(driver)
    driver.window.prefer(reduced_motion=True)
    replayed(battle)
    assert battle.cinema.calm and not battle.field.stage.tick(1)


# Sounds


def test_every_sound_of_a_film_is_made_by_the_project_and_has_a_length() -> None:
    assert set(WAVES) == set(RANKS) == set(LENGTHS)
    view = session_of().view("gov")
    moved = film_of(view, marched(view, 1), lambda event: "moves")[0]
    assert cue_of(moved) in ("foot", "wheels", "tracks")
    risen = [ev.TensionChanged(("gov", "isis"), by, "") for by in (1, -1)]
    cards = [film_of(view, [one], lambda event: "told", cards=True)[0] for one in risen]
    assert [cue_of(card) for card in cards] == ["tension", "page"]


def test_nothing_lesser_is_heard_over_something_greater_and_nothing_twice_at_once() -> None:
    score = Score()
    assert score.allows("rifle", 0.0)
    assert not score.allows("foot", 10.0) and not score.allows("rifle", 10.0)
    assert score.allows("bell", 20.0)
    assert score.allows("foot", 20.0 + LENGTHS["bell"])


def test_at_a_volume_of_nothing_not_even_the_device_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.sound._mute", lambda: False)
    monkeypatch.setattr("game.ui.sound._perform", lambda wanted: None)
    volume = [0]
    sound = Sound(lambda: volume[0])
    sound.play("bell")
    assert sound._wanted is None
    volume[0] = 50
    sound.play("bell")
    assert sound._wanted is not None
