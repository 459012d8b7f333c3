"""What chance may try on saves and rules: in short here, at length under the mark `long`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from game.commands.headless import play_out
from game.files import load_scenario
from game.files.journal import read_save, save_bytes
from game.files.save_format import Save, SaveError
from game.model.scenario import Scenario
from game.rules import IllegalOrder, apply, digest, setup, view_of
from game.rules.audit import audit
from tests.support.fuzz import Fuzz
from tests.support.games import nonsense

ROOT = Path(__file__).resolve().parents[1]
SKIRMISH = ROOT / "tests" / "data" / "skirmish.yaml"
AFFAIRS = ROOT / "tests" / "data" / "affairs.yaml"
JUNK = (b"[" * 5000, b'{"a":' * 5000, b"9" * 5000, b"\xff", b"\\ud800", b"\n", b"NaN", b"-1", b"1e999", b"\0")


# Saves


def a_game(scenario: Scenario, seed: int, orders: int) -> bytes:
    """Return the save of the first orders of a game by chance."""
    state, player, written = setup(scenario, seed), Fuzz(seed), []
    for _ in range(orders):
        if state.active is None:
            break
        order = player.choose(view_of(state, state.active))
        state = apply(state, order).state
        written.append((str(order), digest(state), ""))
    return save_bytes(scenario.source, seed, {"gov": "human"}, written)


def mutated(saves: list[bytes], dice: random.Random) -> bytes:
    """Return a save with bits turned, cut, doubled, spoilt, spliced with another or with lines changed about;
    half the time only among its orders."""
    found = bytearray(dice.choice(saves))
    least = dice.choice((0, found.index(b"\n")))
    at, to = sorted(dice.randrange(least, len(found)) for _ in range(2))
    match dice.randrange(6):
        case 0:
            for _ in range(dice.randrange(1, 6)):
                found[dice.randrange(least, len(found))] ^= 1 << dice.randrange(8)
        case 1:
            del found[at:]
        case 2:
            found[at:at] = found[at:to]
        case 3:
            found[at : at + 1] = dice.choice(JUNK)
        case 4:
            found[at:] = dice.choice(saves)[to:]
        case _:
            lines = bytes(found).split(b"\n")
            one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[one], lines[two] = lines[two], lines[one]
            found = bytearray(b"\n".join(lines))
    return bytes(found)


def is_beginning(save: Save, originals: list[Save]) -> bool:
    """Whether a save as read is the beginning of a game that was played."""
    begun = [one for one in originals if (one.seed, one.scenario) == (save.seed, save.scenario)]
    return any(one.entries[: len(save.entries)] == save.entries for one in begun)


def read_mutated(folder: Path, count: int, seed: int) -> Counter[str]:
    """Read so many mutated saves; each is refused in one line, or is the beginning of a game."""
    scenario, path = load_scenario(SKIRMISH), folder / "m.save"
    saves, originals = [a_game(scenario, number, 40) for number in range(1, 6)], []
    for raw in saves:
        path.write_bytes(raw)
        originals.append(read_save(path))
    dice, found = random.Random(seed), Counter[str]()
    for _ in range(count):
        path.write_bytes(mutated(saves, dice))
        try:
            save = read_save(path)
        except SaveError as error:
            assert "\n" not in str(error)
            found["refused"] += 1
        else:
            assert is_beginning(save, originals), "a game that nobody played"
            found["read"] += 1
    return found


def test_a_mutated_save_is_refused_in_a_line_or_is_the_beginning_of_its_game(tmp_path: Path) -> None:
    found = read_mutated(tmp_path, 600, 1)
    assert found["refused"] > 300 and found["read"] > 10


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_of_a_hundred_thousand_mutated_saves_none_does_harm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read_mutated(tmp_path, 100_000, 2017)
    with capsys.disabled():
        print(f"\n{dict(found)}")


# Orders


def ordered(scenario: Scenario, seed: int, count: int) -> Counter[str]:
    """Give so many orders, half of them nonsense; a refusal has a reason and changes nothing, and what
    follows an order that was accepted passes the audit."""
    state, player, dice, found = setup(scenario, seed), Fuzz(seed), random.Random(seed), Counter[str]()
    for number in range(count):
        if state.active is None:
            found["games"] += 1
            state = setup(scenario, seed + 1000 * found["games"])
        assert state.active is not None
        order = nonsense(state, dice) if number % 2 else player.choose(view_of(state, state.active))
        before = digest(state) if number % 8 == 1 else ""
        try:
            after = apply(state, order).state
        except IllegalOrder as illegal:
            assert illegal.refusal.reason and illegal.refusal.rule, str(order)
            assert not before or digest(state) == before, str(order)
            found["refused"] += 1
            continue
        assert not audit(after), str(order)
        found["accepted"] += 1
        state = after
    return found


@pytest.mark.parametrize("path", [SKIRMISH, AFFAIRS], ids=lambda path: path.stem)
def test_orders_half_of_them_nonsense_leave_a_sane_game(path: Path) -> None:
    found = ordered(load_scenario(path), 7, 500)
    assert found["refused"] > 100 and found["accepted"] > 200


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_ten_thousand_orders_of_fifty_seeds_leave_a_sane_game(capsys: pytest.CaptureFixture[str]) -> None:
    paths = (SKIRMISH, AFFAIRS, ROOT / "scenarios" / "uqayribat.yaml")
    scenarios, found = [load_scenario(path) for path in paths], Counter[str]()
    for seed in range(50):
        found += ordered(scenarios[seed % len(scenarios)], seed, 10_000)
    with capsys.disabled():
        print(f"\n{dict(found)}")


# The same game in other processes, and for hours


def simulated(folder: Path, scenario: Path, level: str, games: int) -> list[Path]:
    """Play games in a process of their own and return their saves."""
    command = [sys.executable, "main.py", "simulate", str(scenario), "--games", str(games), "--jobs", "1"]
    command += ["--seats", f"all={level}", "--seed", "91000", "--out", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return sorted(folder.glob("saves/*.save"))


def replayed(save: Path, hash_seed: int) -> str:
    """Verify a save in a fresh process and return what differs, empty when nothing does."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "main.py", "replay", str(save), "--verify"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{save.name}: {done.stdout}{done.stderr}"


def test_games_of_machines_replay_the_same_in_a_fresh_process(tmp_path: Path) -> None:
    saves = simulated(tmp_path, SKIRMISH, "normal", 2)
    assert [replayed(save, 4242 + number) for number, save in enumerate(saves)] == ["", ""]


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("level", "games"), [("greedy", 1000), ("normal", 100)])
def test_hundreds_of_games_replay_the_same_in_fresh_processes(tmp_path: Path, level: str, games: int) -> None:
    saves, dice = simulated(tmp_path, SKIRMISH, level, games), random.Random(games)
    assert len(saves) == games
    assert [line for save in saves if (line := replayed(save, dice.randrange(2**32)))] == []


def resident() -> int:
    """Return the memory that this process holds now, in KiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def handles() -> int:
    """Return how many files this process holds open."""
    return len(os.listdir("/proc/self/fd"))


def grown(play: Callable[[int], object], warm: int, games: int) -> tuple[float, int]:
    """Return by how many per cent memory has grown over games after the first few, and how many handles."""
    for seed in range(warm):
        play(seed)
    memory, held = resident(), handles()
    for seed in range(warm, warm + games):
        play(seed)
    return 100 * (resident() - memory) / memory, handles() - held


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_game_after_game_holds_no_more_memory_and_no_more_files() -> None:
    scenario = load_scenario(SKIRMISH)
    seats = dict.fromkeys(scenario.setting.order, "greedy")
    growth, files = grown(lambda seed: play_out(scenario, seed, seats), 4, 12)
    assert files == 0
    assert growth < 5


@pytest.mark.long
@pytest.mark.timeout(14400)
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_a_long_run_of_mixed_games_holds_no_more_memory(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("uqayribat", "deir_al_zor", "raqqah", "al_tanf", "idlib")
    scenarios = [load_scenario(ROOT / "scenarios" / f"{name}.yaml") for name in names]
    levels = ("greedy", "normal", "easy")

    def play(seed: int) -> None:
        scenario = scenarios[seed % len(scenarios)]
        play_out(scenario, seed, dict.fromkeys(scenario.setting.order, levels[seed % len(levels)]))

    growth, files = grown(play, 15, 150)
    with capsys.disabled():
        print(f"\n150 games: {growth:+.1f} % memory, {files:+d} files")
    assert files == 0 and growth < 5
