"""A campaign played: in the terminal, headless, in the window; its stages saved and taken up again."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.small_campaign import written_campaign
from tests.support.small_scenario import SECTIONS
from tests.support.window import SKIRMISH, Driver, driving

import pygame  # isort: skip

from game.cli import run
from game.files import load_scenario
from game.files.journal import read_save
from game.model.campaign import Debriefing
from game.model.orders import EndImpulse
from game.table import begun, concluded, reseated
from game.text.debrief import page
from game.ui.screens.battle import BattleScreen
from game.ui.screens.debriefing import DebriefingScreen
from game.ui.screens.ending import EndingScreen
from game.ui.screens.menu import MenuScreen
from game.ui.screens.seats import SeatsScreen

Out = pytest.CaptureFixture[str]
ALL_PASS = {"gov": "pass", "isis": "pass"}


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small campaign in the player's own folder of scenarios."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "saves"))
    return written_campaign(folder)


def finished(path: Path, saves: Path, seats: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    """Return the first stage, played to its end by ending impulses."""
    session, keeper = begun(load_scenario(path), seats or ALL_PASS, 7, saves)
    while not session.over:
        session.submit(EndImpulse())
    keeper.close()
    return session


def debriefed(path: Path, saves: Path) -> Debriefing:
    return concluded(finished(path, saves), [path.parent])[0]


# In the terminal


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> Callable[..., str]:
    def script(lines: str, *words: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        assert run(["play", "--text", *words]) == 0
        return capsys.readouterr().out

    return script


def test_a_campaign_goes_on_from_stage_to_stage_in_the_terminal(play, campaign: Path) -> None:  # type: ignore[no-untyped-def]
    seats = ("--seats", "gov=human,isis=pass", "--seed", "7")
    out = play("end\n" * 2 + "\n" + "end\n" * 20, str(campaign), *seats)
    assert "Two: stage 1 of 2, Skirmish at Sukhna, is over." in out
    assert "Next: Two 2: Small" in out
    assert "It goes on." in out
    assert "Turn 1 of 8" in out
    assert "That was the last stage." in out


def test_who_leaves_between_two_stages_goes_on_from_the_save_of_the_first(play, campaign: Path) -> None:  # type: ignore[no-untyped-def]
    seats = ("--seats", "gov=human,isis=pass", "--seed", "7")
    for last_words in ("", "quit\n"):
        out = play("end\n" * 2 + last_words, str(campaign), *seats)
        assert "Press Enter to go on" in out
        assert "Turn 1 of 8" not in out
    save = max((campaign.parents[1] / "saves").glob("autosave-*.save"))
    assert "Turn 1 of 8" in play("\nquit\n", "two", "--load", str(save))


def test_the_save_of_a_stage_names_campaign_stage_and_what_went_over(play, campaign: Path) -> None:  # type: ignore[no-untyped-def]
    play("end\n" * 2 + "\nend\n", str(campaign), "--seats", "gov=human,isis=pass", "--seed", "7")
    saves = campaign.parents[1] / "saves"
    (second,) = saves.glob("autosave-*-small.save")
    kept = json.loads(read_save(second).scenario)["campaign"]
    assert (kept["id"], kept["number"]) == ("two", 2)
    assert [one["stage"] for one in kept["record"]] == ["first"]
    campaign.unlink()
    assert "Turn 2 of 8" in play("", "--load", str(second)), "a stage itself needs no file"
    assert run(["replay", str(second), "--verify"]) == 0


def test_a_campaign_whose_file_has_gone_ends_with_the_stage(play, campaign: Path, capsys: Out) -> None:  # type: ignore[no-untyped-def]
    play("end\n", str(campaign), "--seats", "gov=human,isis=pass", "--seed", "7")
    (save,) = (campaign.parents[1] / "saves").glob("autosave-*.save")
    campaign.unlink()
    assert run(["play", "--text", "--load", str(save)]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_machines_play_a_campaign_through_without_being_asked(play, campaign: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("", str(campaign), "--seats", "all=pass", "--seed", "7")
    assert "That was the last stage." in out


def test_the_page_between_two_stages_tells_what_was_held_scored_lost_and_carried(campaign: Path) -> None:
    told = "\n".join(page(debriefed(campaign, campaign.parent / "saves")))
    assert "Syrian government: 5 against a par of 5, +0.0; 0 steps lost; over all stages +0.0" in told
    assert "Palmyra" in told
    assert "What goes over:\n  Nothing: all begins as in history." in told


def test_newcomers_play_as_most_machines_do_and_a_person_is_never_without_a_side(campaign: Path) -> None:
    setting = load_scenario(campaign).setting
    assert reseated({"gov": "human", "us": "greedy"}, setting) == {"gov": "human", "isis": "greedy"}
    assert reseated({"us": "human", "isis": "pass"}, setting) == {"gov": "human", "isis": "pass"}
    assert reseated({}, setting) == {"gov": "normal", "isis": "normal"}


# Headless


def simulated(capsys: Out, *words: str) -> list[dict[str, object]]:
    assert run(["simulate", *words, "--json"]) == 0
    games: list[dict[str, object]] = json.loads(capsys.readouterr().out)["games"]
    return games


def test_simulate_plays_all_stages_and_records_each(campaign: Path, tmp_path: Path, capsys: Out) -> None:
    out = tmp_path / "out"
    words = [str(campaign), "--seats", "all=pass", "--games", "2", "--out", str(out)]
    games = simulated(capsys, *words)
    told = [(game["campaign"], game["stage"], game["scenario"], game["seed"]) for game in games]
    assert told == [
        ("two", 1, "skirmish", 1), ("two", 2, "small", 1), ("two", 1, "skirmish", 2), ("two", 2, "small", 2),
    ]  # fmt: skip
    names = sorted(path.name for path in (out / "saves").iterdir())
    assert names[:2] == ["two-1-skirmish-1-0.save", "two-1-skirmish-1-1.save"]
    for name in names:
        assert run(["replay", str(out / "saves" / name), "--verify"]) == 0
    capsys.readouterr()
    assert simulated(capsys, *words) == games, "what is in the folder is not played again"
    assert len((out / "games.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_a_campaign_that_was_interrupted_is_played_again_and_written_once(
    campaign: Path, tmp_path: Path, capsys: Out
) -> None:
    out = tmp_path / "out"
    words = [str(campaign), "--seats", "all=pass", "--out", str(out)]
    games = simulated(capsys, *words)
    ledger = out / "games.jsonl"
    ledger.write_text(ledger.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    again = simulated(capsys, *words)
    assert [game["digest"] for game in again] == [game["digest"] for game in games]
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 2


def test_seats_of_a_campaign_may_name_factions_of_any_stage_and_no_others(
    campaign: Path, capsys: Out
) -> None:
    coalition = """
  us:
    {name: Coalition, short: USA, colour: "#0072B2", command: {1: 1}, countries: [syria],
     patron_sources: [palmyra], hqs: {sof: Teams}, par: 0}"""
    sections = {
        "factions": SECTIONS["factions"] + coalition,
        "order": "[isis, us, gov]",
        "camps": "[[gov], [isis], [us]]",
    }
    written_campaign(campaign.parent, "{}", **sections)
    games = simulated(capsys, str(campaign), "--seats", "us=random,all=pass")
    assert games[0]["seats"] == {"gov": "pass", "isis": "pass"}
    assert games[1]["seats"] == {"gov": "pass", "isis": "pass", "us": "random"}
    assert run(["simulate", str(campaign), "--seats", "tur=pass"]) == 2


def test_check_and_menus_take_a_campaign(campaign: Path, capsys: Out) -> None:
    assert run(["check", str(campaign)]) == 0
    assert run(["simulate", str(campaign), "--variant", "quick"]) == 2
    assert "there is no variant" in capsys.readouterr().err


def test_the_last_page_sums_up_everybody_over_all_stages(play, campaign: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("", str(campaign), "--seats", "all=pass", "--seed", "7")
    last = out[out.index("Over all stages:") :]
    assert {"Government", "Islamic State"} <= {line.strip().split(":")[0] for line in last.splitlines()}


# In the window


@pytest.fixture
def driver(campaign: Path, tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path, scenarios=campaign.parent) as one:
        yield one


def screen(driver: Driver) -> object:
    return driver.window.screen


def test_the_menu_shows_a_campaign_with_its_stages_and_begins_the_first(
    driver: Driver, campaign: Path
) -> None:
    driver.window.push(MenuScreen(driver.window))
    menu = driver.window.screen
    index = next(n for n, one in enumerate(menu.entries) if one.path == campaign)  # type: ignore[attr-defined]
    driver.pump(lambda: menu.entries[index].scenario is not None)  # type: ignore[attr-defined]
    menu._list.pick(index)  # type: ignore[attr-defined]
    assert menu._rows()[index].detail == "2 stages"  # type: ignore[attr-defined]
    driver.key(pygame.K_RETURN)
    assert screen(driver).scenario.setting.title == "Two 1: Skirmish at Sukhna"  # type: ignore[attr-defined]


def test_from_the_end_of_a_stage_to_the_seats_of_the_next_by_keyboard(
    driver: Driver, campaign: Path, tmp_path: Path
) -> None:
    session = finished(campaign, tmp_path / "saves", {"gov": "human", "isis": "pass"})
    driver.window.push(MenuScreen(driver.window))
    driver.window.push(EndingScreen(driver.window, session))
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: isinstance(screen(driver), DebriefingScreen))
    assert screen(driver).stage.scenario.chapter.number == 2  # type: ignore[attr-defined]
    driver.key(pygame.K_ESCAPE)
    assert isinstance(screen(driver), EndingScreen)
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: isinstance(screen(driver), DebriefingScreen))
    driver.key(pygame.K_RETURN)
    seats = screen(driver)
    assert isinstance(seats, SeatsScreen)
    assert seats.seats == {"gov": "human", "isis": "pass"}
    assert seats.seed == "7"
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: isinstance(screen(driver), BattleScreen))
    assert screen(driver).session.scenario.chapter.number == 2  # type: ignore[attr-defined]


def test_a_game_that_is_no_stage_ends_as_before(tmp_path: Path) -> None:
    with driving(tmp_path) as driver:
        session = finished(SKIRMISH, tmp_path / "saves")
        driver.window.push(MenuScreen(driver.window))
        driver.window.push(EndingScreen(driver.window, session))
        driver.key(pygame.K_RETURN)
        assert isinstance(screen(driver), MenuScreen)
