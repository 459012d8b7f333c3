"""Matches: pairs with sides swapped, what a series says, when it stops, and how it goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.ai.baselines import PassPlayer
from game.ai.mind import Mind
from game.ai.players import MAKERS, load_player
from game.cli import run
from game.commands.asking import shipped_scenarios, skirmishes
from game.commands.match import Series
from game.commands.match_report import found_in, told
from game.commands.pairs import Leg, Pair, Result, play
from game.commands.series import Sprt, elo_of, expected, interval, log_likelihood_ratio, pentanomial, wilson
from game.files import check_file, load_scenario
from game.rules import setup, view_of

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]
SIDES = (("gov",), ("isis",))


def matched(capsys: Out, a: str, b: str, *words: str, code: int = 0) -> dict[str, Any]:
    """Return what a match on the skirmish found."""
    ground = () if "--scenario" in words or "--skirmish" in words else ("--scenario", SKIRMISH)
    assert run(["match", a, b, *ground, "--others", "pass", "--json", *words]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def a_pair(one: int, two: int, trail: str = "") -> Pair:
    """Return a pair in which A is ahead by so many tenths in the first game and in the second."""
    return Pair(
        Result("s", SIDES, True, (one, 0), f"{trail}1", 0.0), Result("s", SIDES, False, (0, two), trail, 0.0)
    )


# --- guards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("player", ["random", "normal", "greedy"])
def test_a_player_against_itself_is_exactly_even_and_no_game_differs(player: str, capsys: Out) -> None:
    found = matched(capsys, player, player, "--pairs", "2")
    assert found["win_rate"] == found["pair_win_rate"] == 0.5
    assert found["margin"] == found["margin_low"] == found["margin_high"] == 0
    assert found["elo"] == 0
    assert found["diverging"] == 0
    assert found["win_rate_low"] < 0.5 < found["win_rate_high"]
    assert found["pentanomial"] == [0, 0, 2, 0, 0]


def test_who_does_not_play_alike_twice_is_not_measured_against_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    (tmp_path / "fickle.py").write_text(
        "from game.ai.baselines import RandomPlayer\n"
        "class Fickle(RandomPlayer):\n"
        "    made = 0\n"
        "    def __init__(self, faction, seed):\n"
        "        Fickle.made += 1\n"
        "        super().__init__(faction, seed + Fickle.made)\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert matched(capsys, "fickle:Fickle", "fickle:Fickle", "--pairs", "1", code=1)["diverging"] == 1


def test_different_players_play_different_games(capsys: Out) -> None:
    assert matched(capsys, "normal", "pass", "--pairs", "2")["diverging"] == 2


@pytest.mark.parametrize(
    "player", ["noraml", "no_module_of_ours:Player", "normal+lest=3", "pass+least=3", "greedy+least=3"]
)
def test_a_missing_player_is_an_error_and_nothing_is_played(player: str, capsys: Out) -> None:
    assert run(["match", "pass", player, "--scenario", SKIRMISH]) == 2
    assert "player" in capsys.readouterr().err


def test_a_player_of_a_budget_has_a_dash_in_his_name(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setitem(MAKERS, "hard-50", PassPlayer)
    assert matched(capsys, "hard-50", "pass", "--pairs", "1")["a"] == "hard-50"


def test_a_player_may_be_named_with_other_figures() -> None:
    scenario = load_scenario(SKIRMISH)
    view = view_of(setup(scenario, 1), "gov")
    found = []
    for name in ("normal", "normal+least=33+two_groups=0"):
        player = load_player(name, "gov", 1)
        assert isinstance(player, Mind)
        player.choose(view)
        found.append(player.weights)
    assert found[1] == replace(found[0], least=33, two_groups=False)
    assert found[0] != found[1]


# --- what is played -------------------------------------------------------------------------------


def test_several_scenarios_and_variants_are_played_and_told_apart(tmp_path: Path, capsys: Out) -> None:
    varied = tmp_path / "varied.yaml"
    text = Path(SKIRMISH).read_text(encoding="utf-8").replace("id: skirmish", "id: varied")
    varied.write_text(f"{text}variants: {{quick: {{clock: {{turns: 1}}}}}}\n", encoding="utf-8")
    words = ("--scenario", SKIRMISH, "--scenario", f"{varied}:quick", "--pairs", "2")
    found = matched(capsys, "random", "pass", *words)
    assert [row["scenario"] for row in found["table"]] == ["skirmish", "varied:quick"]
    assert [row["pairs"] for row in found["table"]] == [2, 2]
    assert found["pairs"] == 4
    assert [one["side"] for one in found["table"][0]["sides"]] == [["gov"], ["isis"]]


def test_the_table_says_how_each_did_in_each_side() -> None:
    pairs = [Pair(Result("s", SIDES, True, (30, 10), "a", 0), Result("s", SIDES, False, (50, -20), "b", 0))]
    (row,) = found_in("a", "b", pairs)["table"]
    assert row["sides"] == [{"side": ["gov"], "a": 3.0, "b": 5.0}, {"side": ["isis"], "a": -2.0, "b": 1.0}]
    assert row["margin"] == -2.5


def test_a_pair_is_won_by_both_games_together() -> None:
    found = found_in("a", "b", [a_pair(100, -10), a_pair(10, -10), a_pair(-30, 20)])
    assert found["win_rate"] == 0.5
    assert found["pair_win_rate"] == 0.5
    assert found_in("a", "b", [a_pair(100, -10)] * 3)["pair_win_rate"] == 1.0


def test_drawn_and_diverging_games_are_counted() -> None:
    found = found_in("a", "b", [a_pair(0, 0), a_pair(0, 5, "x"), a_pair(3, 3, "y")])
    assert (found["draws"], found["diverging"]) == (3, 3)
    assert found["pentanomial"] == [0, 0, 1, 1, 1]


def test_a_match_goes_on_where_it_was_stopped(tmp_path: Path, capsys: Out) -> None:
    whole = matched(capsys, "random", "pass", "--pairs", "3")
    matched(capsys, "random", "pass", "--pairs", "2", "--out", str(tmp_path))
    file = tmp_path / "match.jsonl"
    file.write_bytes(file.read_bytes()[:-9])  # the fourth game was not finished
    first = file.read_bytes().splitlines()[0]
    found = matched(capsys, "random", "pass", "--pairs", "3", "--out", str(tmp_path))
    assert found | {"cpu_s": 0} == whole | {"cpu_s": 0}
    lines = file.read_bytes().splitlines()
    assert len(lines) == 6
    assert lines[0] == first


def test_what_was_played_before_an_interrupt_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    def until_the_third(leg: Leg) -> dict[str, Any]:
        if leg.seed == 2:
            raise KeyboardInterrupt
        return play(leg)

    words = ["--scenario", SKIRMISH, "--pairs", "3", "--others", "pass", "--out", str(tmp_path)]
    with monkeypatch.context() as patched:
        patched.setattr("game.commands.match.play", until_the_third)
        assert run(["match", "random", "pass", *words]) == 1
    assert capsys.readouterr().err == "interrupted\n"
    assert len((tmp_path / "match.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert matched(capsys, "random", "pass", "--pairs", "3", "--out", str(tmp_path))["pairs"] == 3


def test_games_of_another_version_are_played_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    words = ("random", "pass", "--pairs", "1", "--out", str(tmp_path))
    matched(capsys, *words)
    monkeypatch.setattr("game.commands.pairs.version", lambda: "another")
    matched(capsys, *words)
    assert len((tmp_path / "match.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_processes_change_nothing(capsys: Out) -> None:
    words = ("random", "pass", "--pairs", "2")
    alone, two = matched(capsys, *words), matched(capsys, *words, "--jobs", "2")
    assert alone | {"cpu_s": 0} == two | {"cpu_s": 0}


def test_a_match_is_told_in_words(capsys: Out) -> None:
    words = ["--scenario", SKIRMISH, "--pairs", "1", "--others", "pass", "--sprt", "0,35"]
    assert run(["match", "pass", "pass", *words]) == 0
    out = capsys.readouterr().out
    assert "win rate 50.0%" in out
    assert "0 pairs in which anything differed" in out
    assert "neither accepted" in out


# --- figures --------------------------------------------------------------------------------------


def test_the_interval_narrows_with_pairs_and_holds_the_rate() -> None:
    few, many = interval([0.5, 1.0] * 5), interval([0.5, 1.0] * 50)
    assert few[0] < many[0] < 0.75 < many[1] < few[1]


def test_the_interval_lies_between_those_of_pairs_and_of_games() -> None:
    for shares in ([1.0] * 97 + [0.5] * 6, [0.5] * 40, [0.0, 1.0] * 30, [0.0, 0.5, 1.0, 0.5] * 20):
        rate = sum(shares) / len(shares)
        low, high = interval(shares)
        assert wilson(rate, len(shares))[0] <= low <= wilson(rate, 2 * len(shares))[0]
        assert wilson(rate, 2 * len(shares))[1] <= high <= wilson(rate, len(shares))[1]


def test_one_game_less_won_never_raises_the_lower_bound() -> None:
    bounds = [interval([1.0] * (100 - lost) + [0.5] * lost)[0] for lost in range(20)]
    assert bounds == sorted(bounds, reverse=True)


@pytest.mark.parametrize("alike", [0.0, 0.5, 1.0])
def test_the_lower_bound_is_too_high_about_once_in_forty(alike: float) -> None:
    stream, missed = Random(5), 0
    for _ in range(1000):
        missed += interval([_pair_at(0.95, alike, stream) for _ in range(100)])[0] > 0.95
    assert missed <= 40


def _pair_at(rate: float, alike: float, stream: Random) -> float:
    """Return what is won of a pair whose second game goes as the first with a probability."""
    one = stream.random() < rate
    two = one if stream.random() < alike else stream.random() < rate
    return (one + two) / 2


def test_a_sweep_has_no_bound_in_elo() -> None:
    found = found_in("a", "b", [a_pair(30, 10)] * 8)
    assert found["win_rate"] == 1.0
    assert found["elo"] is None
    assert found["elo_low"] is not None
    assert found["margin"] == 2.0
    assert "Elo without bound" in "\n".join(told(found))


def test_elo_of_three_wins_in_four_is_191() -> None:
    assert elo_of(0.75) == pytest.approx(190.8, abs=0.1)
    assert expected(190.8) == pytest.approx(0.75, abs=1e-3)


# --- stopping -------------------------------------------------------------------------------------


def test_the_ratio_is_that_of_a_published_series() -> None:
    """A test of a chess engine, whose page gives the exact logistic ratio as -0.53772
    (montytest.muzhen.org/tests/stats/69d3c8dc7c5b3724e29d2712)."""
    assert log_likelihood_ratio((13, 37, 50, 25, 3), 0, 2.716) == pytest.approx(-0.5377, abs=2e-4)


def test_the_ratio_favours_neither_half_way_and_changes_sign_with_the_players() -> None:
    assert log_likelihood_ratio((10, 20, 40, 20, 10), -20, 20) == pytest.approx(0, abs=1e-9)
    counts = (3, 8, 30, 14, 9)
    turned = log_likelihood_ratio(counts[::-1], -35, 0)
    assert log_likelihood_ratio(counts, 0, 35) == pytest.approx(-turned, abs=1e-6)


def test_the_bounds_at_five_per_cent_are_those_of_fishtest() -> None:
    assert Sprt(0, 35).bounds == pytest.approx((-2.944, 2.944), abs=1e-3)


@pytest.mark.parametrize(("true", "wrong"), [(0, "H1"), (100, "H0")])
def test_the_test_errs_about_once_in_twenty(true: float, wrong: str) -> None:
    stream, rule = Random(1), Sprt(0, 100)
    verdicts = [_series(rule, true, stream) for _ in range(200)]
    assert verdicts.count(None) == 0
    assert verdicts.count(wrong) <= 16


def _series(rule: Sprt, elo: float, stream: Random) -> str | None:
    """Return the verdict on games of so many Elo, one in ten of them drawn."""
    shares: list[float] = []
    for _ in range(500):
        rolls = (stream.random() for _ in range(2))
        rate = expected(elo)
        shares.append(sum(1.0 if u < rate - 0.05 else 0.5 if u < rate + 0.05 else 0.0 for u in rolls) / 2)
        if (verdict := rule.verdict(pentanomial(shares))) is not None:
            return verdict
    return None


def test_a_series_stops_at_its_verdict_whatever_order_games_come_in() -> None:
    legs = [Leg("s", "", "", seed, first, ()) for seed in range(40) for first in (True, False)]
    forth, back = Series(legs, Sprt(0, 200), "games"), Series(legs, Sprt(0, 200), "games")
    for series, order in ((forth, legs), (back, legs[::-1])):
        for leg in order:
            series.add(leg, Result("s", SIDES, leg.first, (1, 0) if leg.first else (0, 1), "", 0.0))
    assert forth.decided
    assert len(forth.pairs) == len(back.pairs) < 40
    assert found_in("a", "b", forth.pairs, Sprt(0, 200))["sprt"]["verdict"] == "H1"


def test_a_test_may_count_pairs_where_a_scenario_favours_a_side() -> None:
    pairs = [a_pair(50, -10)] * 30
    assert found_in("a", "b", pairs, Sprt(0, 200))["sprt"]["verdict"] == "H0"
    assert found_in("a", "b", pairs, Sprt(0, 200), "pairs")["sprt"]["verdict"] == "H1"


def test_a_match_stops_when_one_difference_is_accepted(capsys: Out) -> None:
    found = matched(capsys, "random", "random", "--pairs", "50", "--sprt", "150,300")
    assert found["sprt"]["verdict"] == "H0"
    assert found["pairs"] < 50


@pytest.mark.parametrize("elos", ["35", "35,0", "a,b", "0,5000"])
def test_a_test_wants_two_differences_in_elo(elos: str, capsys: Out) -> None:
    assert run(["match", "pass", "pass", "--scenario", SKIRMISH, "--sprt", elos]) == 2
    assert "two differences in Elo" in capsys.readouterr().err


# --- skirmishes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", skirmishes(), ids=lambda path: path.stem)
def test_a_skirmish_is_small_and_in_order(path: Path) -> None:
    assert check_file(path) == []
    scenario = load_scenario(path)
    assert 12 <= len(scenario.units) <= 24
    assert 6 <= scenario.setting.clock.turns <= 8
    assert len(scenario.setting.sides) == 2


def test_skirmishes_are_of_several_kinds_and_stay_out_of_the_menu() -> None:
    names = {path.stem for path in skirmishes()}
    assert names >= {"meeting", "assault", "delay", "relief"}
    assert not set(skirmishes()) & set(shipped_scenarios())


def test_skirmishes_are_played_in_turn(capsys: Out) -> None:
    found = matched(capsys, "normal", "normal", "--skirmish", "--pairs", "1")
    assert [row["scenario"] for row in found["table"]] == [path.stem for path in skirmishes()]
    assert (found["margin"], found["diverging"]) == (0, 0)


def test_who_plays_skirmishes_names_no_scenario(capsys: Out) -> None:
    assert run(["match", "pass", "pass", "--skirmish", "--scenario", SKIRMISH]) == 2
    assert "leave --scenario out" in capsys.readouterr().err
