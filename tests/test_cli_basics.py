"""The command line: exit codes, plain errors, the small commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from game.cli import COMMANDS, guarded, run

ROOT = Path(__file__).resolve().parents[1]
SKIRMISH = str(ROOT / "tests" / "data" / "skirmish.yaml")
P0 = str(ROOT / "tests" / "data" / "perft" / "p0.yaml")
Out = pytest.CaptureFixture[str]


def shell(*words: str, code: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run main.py, or some code instead of it, as a process of its own."""
    command = [sys.executable, "-c", code] if code else [sys.executable, str(ROOT / "main.py"), *words]
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment.pop("SDL_VIDEODRIVER", None)
    return subprocess.run(
        command, capture_output=True, text=True, env={**environment, **more}, cwd=ROOT, input="", timeout=120
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: Out) -> None:
    assert run([command, "--help"]) == 0
    assert f"main.py {command}" in capsys.readouterr().out


def test_help_lists_every_command(capsys: Out) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["conquer"],
        ["perft"],
        ["perft", P0, "--depth", "none"],
        ["perft", P0, "--depth", "0"],
        ["simulate", SKIRMISH, "--seats", "gov=human"],
        ["simulate", SKIRMISH, "--seats", "gov"],
        ["simulate", SKIRMISH, "--seats", "gvo=pass"],
        ["simulate", SKIRMISH, "--seats", "all=napoleon"],
        ["simulate", SKIRMISH, "--seats", "all=no.such:Player"],
        ["simulate", SKIRMISH, "--seed", "-1"],
        ["play"],
        ["play", "--load", "x.save", "--seed", "1"],
        ["preview", SKIRMISH],
        ["preview", SKIRMISH, "--png", "x.png", "--size", "large"],
        ["match", "pass", "human", "--scenario", SKIRMISH],
    ],
    ids=" ".join,
)
def test_bad_usage_ends_with_2_and_a_word_on_stderr(words: list[str], capsys: Out) -> None:
    assert run(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()


@pytest.mark.parametrize(
    "words",
    [
        ["perft", "no-such-file.yaml", "--depth", "1"],
        ["replay", "no-such.save"],
        ["replay", SKIRMISH],
        ["play", "--text", "--load", SKIRMISH],
        ["simulate", "no-such-scenario", "--seats", "all=pass"],
        ["simulate", SKIRMISH, "--seats", "all=pass", "--out", f"{SKIRMISH}/below"],
        ["preview", SKIRMISH, "--png", "/no/such/folder/map.png"],
        ["preview", str(ROOT), "--png", "map.png"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_ends_with_1_and_plain_lines(words: list[str], capsys: Out) -> None:
    assert run(words) == 1
    told = capsys.readouterr()
    assert told.err.strip()
    assert "Traceback" not in told.err


def test_a_misspelt_faction_is_suggested(capsys: Out) -> None:
    run(["simulate", SKIRMISH, "--seats", "isi=pass"])
    assert "did you mean 'isis'?" in capsys.readouterr().err


def test_an_interrupt_is_one_line_and_no_traceback(capsys: Out) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert guarded(interrupted) == 1
    assert capsys.readouterr().err == "interrupted\n"


def test_a_fault_of_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        guarded(lambda: 1 // 0)


def test_a_reader_that_goes_away_costs_no_traceback() -> None:
    code = (
        "import subprocess, sys; child = subprocess.Popen([sys.executable, 'main.py', 'schema'], "
        "stdout=subprocess.PIPE, stderr=subprocess.PIPE); child.stdout.close(); "
        "told = child.stderr.read(); child.wait(); print(repr(told))"
    )
    assert shell(code=code).stdout.strip() == "b''"


def test_check_tells_a_good_file_from_a_bad_one(tmp_path: Path, capsys: Out) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        Path(SKIRMISH).read_text(encoding="utf-8").replace("saa_mech", "saa_mecj"), encoding="utf-8"
    )
    assert run(["check", SKIRMISH]) == 0
    assert "errors: 0" in capsys.readouterr().out
    assert run(["check", SKIRMISH, str(bad)]) == 1
    assert f"{bad}:" in capsys.readouterr().out


def test_check_json_is_one_document_with_every_problem(tmp_path: Path, capsys: Out) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("format: 1\n", encoding="utf-8")
    assert run(["check", SKIRMISH, str(empty), "--json"]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [one["ok"] for one in files] == [True, False]
    assert {"file", "line", "column", "code", "message", "help", "warning"} <= set(files[1]["problems"][0])


VARIED = Path(SKIRMISH).read_text(encoding="utf-8") + "variants: {quick: {clock: {turns: 1}}, bare: {}}\n"


@pytest.fixture
def varied(tmp_path: Path) -> str:
    """The skirmish with two variants."""
    path = tmp_path / "varied.yaml"
    path.write_text(VARIED, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        ["simulate"],
        ["check"],
        ["play", "--text"],
        ["preview", "--png", "x.png"],
        ["match", "pass", "pass", "--scenario"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_reads_a_scenario_refuses_a_variant_it_does_not_have(
    command: list[str], varied: str, capsys: Out
) -> None:
    assert run([*command, varied, "--variant", "quik"]) == 2
    told = capsys.readouterr()
    assert "there are quick, bare; did you mean 'quick'?" in told.err
    assert told.out == ""


def test_check_reads_every_variant_or_the_one_that_is_named(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "varied.yaml"
    path.write_text(VARIED.replace("bare: {}", "bare: {order: [gov]}"), encoding="utf-8")
    assert run(["check", str(path)]) == 1
    assert "(variant bare)" in capsys.readouterr().out
    assert run(["check", str(path), "--variant", "quick"]) == 0


def test_preview_and_match_take_a_variant(varied: str, tmp_path: Path, capsys: Out) -> None:
    picture = tmp_path / "map.png"
    assert run(["preview", varied, "--variant", "quick", "--png", str(picture), "--size", "200x200"]) == 0
    words = ["--scenario", varied, "--variant", "quick", "--pairs", "1", "--others", "pass", "--json"]
    assert run(["match", "pass", "pass", *words]) == 0


def test_shipped_scenarios_are_in_order(capsys: Out) -> None:
    assert run(["check", *map(str, sorted((ROOT / "scenarios").glob("*.yaml")))]) == 0


def test_schema_is_json(capsys: Out) -> None:
    assert run(["schema"]) == 0
    assert "$schema" in json.loads(capsys.readouterr().out)


def test_perft_prints_a_line_a_depth(capsys: Out) -> None:
    assert run(["perft", P0, "--depth", "2"]) == 0
    assert capsys.readouterr().out == "depth 1: 25\ndepth 2: 338\n"


def test_perft_counts_the_orders_of_a_scenario(capsys: Out) -> None:
    assert run(["perft", SKIRMISH, "--depth", "1"]) == 0
    every = capsys.readouterr().out
    assert run(["perft", SKIRMISH, "--depth", "1", "--moves"]) == 0
    moves = capsys.readouterr().out
    assert int(every.split()[-1].replace(",", "")) > int(moves.split()[-1].replace(",", "")) > 1


def test_without_a_display_the_menu_is_a_text_menu_and_says_so() -> None:
    done = shell()
    assert done.returncode == 0
    assert "No display" in done.stdout.splitlines()[0]
    assert "Deir al-Zor" in done.stdout


def test_missing_dependencies_are_answered_with_the_two_lines_of_the_readme(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr(main, "find_spec", lambda name: None)
    assert main.main() == 1
    told = capsys.readouterr().err.splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(told) == 2
    assert all(line in readme for line in told)


def test_two_packages_that_provide_pygame_are_reported_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: name)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert run(["play", SKIRMISH]) == 1
    assert "pip uninstall -y pygame pygame-ce" in capsys.readouterr().err


def test_preview_writes_a_picture_of_the_size_asked_for(tmp_path: Path) -> None:
    for words in ([], ["--seat", "isis"]):
        picture = tmp_path / "map.png"
        assert shell("preview", SKIRMISH, "--png", str(picture), "--size", "400x300", *words).returncode == 0
        raw = picture.read_bytes()
        assert raw.startswith(b"\x89PNG")
        assert int.from_bytes(raw[16:20], "big") <= 400
        assert int.from_bytes(raw[20:24], "big") <= 300
