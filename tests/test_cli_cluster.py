"""Games on other machines: a real Dask scheduler and real workers, one of which is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.cli import run
from game.files.journal import read_save
from tests.test_cli_simulate import BRITTLE, kept

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[1]
SKIRMISH = str(ROOT / "tests" / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]
TIMES = ("cpu_s", "ai_turn_ms", "peak_mb")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def dask(*words: str) -> subprocess.Popen[bytes]:
    """Start a part of a cluster, as `dask scheduler` and `dask worker` do."""
    quiet = {**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    command = [sys.executable, "-m", "dask", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def worker(address: str) -> subprocess.Popen[bytes]:
    """Start a worker with one thread, without a nurse that would start it again."""
    return dask("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler with two workers: its address, and the workers."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    workers = [worker(address), worker(address)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def games(capsys: Out, *words: str) -> list[dict[str, Any]]:
    """Simulate games and return them without times and memory."""
    assert run(["simulate", SKIRMISH, "--seats", "all=greedy", "--json", *words]) == 0
    found = json.loads(capsys.readouterr().out)["games"]
    return [{name: value for name, value in game.items() if name not in TIMES} for game in found]


def test_a_cluster_plays_the_same_games_as_this_machine(
    capsys: Out, cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    here = games(capsys, "--games", "4", "--out", str(tmp_path / "here"))
    there = games(capsys, "--games", "4", "--out", str(tmp_path / "there"), "--cluster", cluster[0])
    assert here == there
    saves = sorted(path.name for path in (tmp_path / "there" / "saves").iterdir())
    assert len(saves) == 4
    for name in saves:
        both = [(tmp_path / where / "saves" / name).read_bytes() for where in ("here", "there")]
        assert both[0] == both[1]


def test_a_game_that_fails_in_a_worker_leaves_its_save_here_and_the_way_to_play_it_again(
    capsys: Out,
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "brittle.py").write_text(BRITTLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    out = tmp_path / "out"
    seats = ["--seats", "all=random,gov=brittle:Brittle", "--games", "4"]
    assert run(["simulate", SKIRMISH, *seats, "--cluster", cluster[0], "--out", str(out)]) == 1
    error = capsys.readouterr().err
    [path] = kept(out)
    assert "a part is missing" in error and f"main.py replay {path}" in error and "Traceback" not in error
    assert len(read_save(path).entries) >= 5
    assert run(["replay", str(path), "--verify"]) == 0


def test_a_killed_worker_costs_only_its_running_games(
    capsys: Out, cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    here = games(capsys, "--games", "40", "--seats", "all=normal")
    words = [
        sys.executable,
        "main.py",
        "simulate",
        SKIRMISH,
        "--seats",
        "all=normal",
        "--json",
        "--games",
        "40",
    ]
    running = subprocess.Popen(
        [*words, "--games", "40", "--cluster", address, "--out", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    ledger = tmp_path / "games.jsonl"
    end = time.monotonic() + 60
    while not (ledger.exists() and ledger.read_bytes().count(b"\n") >= 2):
        assert time.monotonic() < end and running.poll() is None, "no game came in"
        time.sleep(0.02)
    workers[0].send_signal(signal.SIGKILL)
    out, _ = running.communicate(timeout=120)
    assert running.returncode == 0
    there = [{k: v for k, v in game.items() if k not in TIMES} for game in json.loads(out)["games"]]
    assert there == here


def test_a_scheduler_that_is_not_there_is_told_in_one_line(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.commands.cluster.PATIENCE_S", 1)
    assert run(["simulate", SKIRMISH, "--cluster", f"tcp://127.0.0.1:{free_port()}"]) == 1
    error = capsys.readouterr().err.strip()
    assert re.search("no scheduler answers", error) and "Traceback" not in error
