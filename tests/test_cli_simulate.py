"""Headless games: records, resuming, replay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.cli import run
from game.commands.simulate import pace
from game.files.journal import read_save
from tests.support.saves import new_save

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]
TIMES = ("cpu_s", "ai_turn_ms", "peak_mb")


def simulated(capsys: Out, *words: str) -> list[dict[str, Any]]:
    """Return the games of a run, without what differs from run to run."""
    assert run(["simulate", SKIRMISH, "--seats", "all=random", "--json", *words]) == 0
    games: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["games"]
    return [{key: value for key, value in game.items() if key not in TIMES} for game in games]


def test_a_record_holds_everything_that_is_promised_of_it(capsys: Out) -> None:
    assert run(["simulate", SKIRMISH, "--seats", "all=random", "--json"]) == 0
    (game,) = json.loads(capsys.readouterr().out)["games"]
    assert {
        "scenario", "seed", "seats", "turns", "ending", "winner", "margins", "scores", "milestones", "losses",
        "digest", "cpu_s", "ai_turn_ms", "peak_mb",
    } <= set(game)  # fmt: skip
    assert set(game["margins"]) == set(game["scores"]) == {"gov", "isis"}
    assert set(game["ai_turn_ms"]["gov"]) == {"p50", "p95", "max"}
    assert game["milestones"] == {"sukhna": None} or game["milestones"]["sukhna"].startswith("2017-08-")
    assert game["losses"]["gov"]["steps"] >= 0


def test_a_variant_is_named_in_the_record_only_when_one_was_chosen(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "varied.yaml"
    text = Path(SKIRMISH).read_text(encoding="utf-8")
    path.write_text(f"{text}variants: {{quick: {{clock: {{turns: 1}}}}}}\n", encoding="utf-8")
    out = tmp_path / "out"
    words = ["simulate", str(path), "--seats", "all=pass", "--json", "--out", str(out)]
    found = []
    for more in ([], ["--variant", "quick"]):
        assert run([*words, *more]) == 0
        found += json.loads(capsys.readouterr().out)["games"]
    assert [(game.get("variant"), game["turns"]) for game in found] == [(None, 2), ("quick", 1)]
    assert "variant" not in found[0]
    names = sorted(path.name for path in (out / "saves").iterdir())
    assert names == ["skirmish-1-0.save", "skirmish-quick-1-0.save"]
    assert len((out / "games.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    for name in names:
        assert run(["replay", str(out / "saves" / name), "--verify"]) == 0


def test_equal_seeds_give_equal_games_in_one_process_and_in_two(capsys: Out) -> None:
    alone = simulated(capsys, "--games", "3", "--seed", "5")
    assert simulated(capsys, "--games", "3", "--seed", "5", "--jobs", "2") == alone
    assert len({game["digest"] for game in alone}) == 3


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path, capsys: Out) -> None:
    whole = simulated(capsys, "--games", "3", "--out", str(tmp_path / "whole"))
    simulated(capsys, "--games", "2", "--out", str(tmp_path / "parts"))
    ledger = tmp_path / "parts" / "games.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-9])  # the second line was not finished
    assert simulated(capsys, "--games", "3", "--out", str(tmp_path / "parts")) == whole
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 3


def test_what_is_in_the_folder_is_not_played_again(tmp_path: Path, capsys: Out) -> None:
    simulated(capsys, "--out", str(tmp_path))
    (save,) = (tmp_path / "saves").iterdir()
    save.unlink()
    simulated(capsys, "--out", str(tmp_path))
    assert not save.exists()


def test_saves_are_named_by_scenario_seed_and_index_and_verify(tmp_path: Path, capsys: Out) -> None:
    simulated(capsys, "--games", "2", "--seed", "4", "--out", str(tmp_path))
    names = sorted(path.name for path in (tmp_path / "saves").iterdir())
    assert names == ["skirmish-4-0.save", "skirmish-4-1.save"]
    for name in names:
        assert run(["replay", str(tmp_path / "saves" / name), "--verify"]) == 0
        assert "every digest agrees" in capsys.readouterr().out


def a_save(tmp_path: Path, capsys: Out) -> Path:
    simulated(capsys, "--seed", "2", "--out", str(tmp_path))
    return tmp_path / "saves" / "skirmish-2-0.save"


def rewritten(path: Path, number: int, order: str) -> Path:
    """Return a copy of a save in which one order is another, with the record as it was."""
    save = read_save(path)
    changed = path.with_name("changed.save")
    with new_save(changed, save.scenario, save.seed, save.seats) as file:
        for at, entry in enumerate(save.entries, start=1):
            file.append(order if at == number else entry.order, entry.digest, save.checkpoints[at])
    return changed


def test_verify_names_the_first_order_and_field_that_differ(tmp_path: Path, capsys: Out) -> None:
    path = a_save(tmp_path, capsys)
    number = next(
        at for at, one in enumerate(read_save(path).entries, 1) if one.order.startswith("delay gov")
    )
    changed = rewritten(path, number, "axis central")
    assert run(["replay", str(changed), "--verify"]) == 1
    out = capsys.readouterr().out
    assert f"order {number}, `axis central`" in out
    assert "the field 'axis' differs" in out


def test_verify_names_an_order_that_is_refused(tmp_path: Path, capsys: Out) -> None:
    changed = rewritten(a_save(tmp_path, capsys), 2, "surge")
    assert run(["replay", str(changed), "--verify"]) == 1
    assert "order 2, `surge`: refused: no surge is left" in capsys.readouterr().out


def test_replay_tells_the_game(tmp_path: Path, capsys: Out) -> None:
    assert run(["replay", str(a_save(tmp_path, capsys))]) == 0
    out = capsys.readouterr().out
    assert "> end" in out
    assert "the game ended in turn 2" in out


def test_a_player_from_the_working_folder_may_sit_at_any_seat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    (tmp_path / "mine.py").write_text(
        "from game.model.orders import EndImpulse, MoveDepot\n"
        "class Idle:\n"
        "    def __init__(self, faction, seed): pass\n"
        "    def choose(self, view): return EndImpulse()\n"
        "class Rogue(Idle):\n"
        "    def choose(self, view): return MoveDepot('none', '0101')\n"
        "class Mute(Idle):\n"
        "    def choose(self, view): return None\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert run(["simulate", SKIRMISH, "--seats", "all=mine:Idle"]) == 0
    assert run(["simulate", SKIRMISH, "--seats", "all=mine:Rogue"]) == 1
    assert "mine:Rogue gave gov an illegal order" in capsys.readouterr().err
    assert run(["simulate", SKIRMISH, "--seats", "all=mine:Mute"]) == 1
    assert "mine:Mute gave gov an illegal order: None: None is no order" in capsys.readouterr().err


def test_a_run_says_how_much_longer_it_took_than_its_games() -> None:
    assert pace(40, 200.0, 102.0, 2) == "40 games: 200.0 s of play in 102.0 s by 2, overhead 2.0 %"
    assert pace(1, 5.0, 5.0, 2).endswith("by 1, overhead 0.0 %")


# Games that fail

BRITTLE = """
from game.ai.players import RandomPlayer


class Brittle(RandomPlayer):
    asked = 0

    def choose(self, view):
        self.asked += 1
        if self.asked == 6:
            raise KeyError("a part is missing")
        return super().choose(view)
"""


def kept(folder: Path) -> list[Path]:
    """Return the saves of failed games in a folder."""
    return sorted(folder.glob("failed-*.save"))


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", SKIRMISH, "--seats", "all=random,gov=brittle:Brittle"),
        ("simulate", SKIRMISH, "--seats", "all=random,gov=brittle:Brittle", "--games", "2", "--jobs", "2"),
        ("balance", SKIRMISH, "--games", "1", "--seats", "all=random,gov=brittle:Brittle"),
        ("match", "brittle:Brittle", "random", "--scenario", SKIRMISH, "--pairs", "1"),
    ],
    ids=["simulate", "two processes", "balance", "match"],
)
def test_a_game_that_fails_is_reported_with_a_save_that_replays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out, words: tuple[str, ...]
) -> None:
    (tmp_path / "brittle.py").write_text(BRITTLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    out = tmp_path / "out"
    assert run([*words, "--out", str(out)]) == 1
    error = capsys.readouterr().err
    path = kept(out)[0]
    assert "a part is missing" in error and f"main.py replay {path}" in error and "Traceback" not in error
    assert len(read_save(path).entries) >= 5
    assert run(["replay", str(path), "--verify"]) == 0


def test_an_error_in_the_rules_leaves_the_game_up_to_there_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    from game.commands import headless
    from game.model.orders import Order
    from game.model.state import State
    from game.rules import apply

    given: list[Order] = []

    def failing(state: State, order: Order) -> object:
        given.append(order)
        if len(given) == 9:
            raise ZeroDivisionError("by nothing")
        return apply(state, order)

    monkeypatch.setattr(headless, "apply", failing)
    monkeypatch.chdir(tmp_path)
    assert run(["simulate", SKIRMISH, "--seats", "all=random"]) == 1
    assert "ZeroDivisionError: by nothing (test_cli_simulate.py:" in capsys.readouterr().err
    assert [entry.order for entry in read_save(kept(tmp_path)[0]).entries] == [str(one) for one in given[:8]]
