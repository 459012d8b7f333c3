"""Hostile files: each ends in one clear line, within a second and 200 MB, and nothing outside is read.

The files are checked by a process of its own whose memory and processor time the system itself limits.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.files import check_file
from game.files.documents import SCENARIOS
from tests.support.small_scenario import text_of

ROOT = Path(__file__).parents[1]
MEMORY = 200 * 1024 * 1024
SECONDS = 10
"""Of processor time, start-up included, on a machine that is busy; far below what bombs take."""

UNIT = "{{id: u{n}, template: ndf, faction: gov, hq: central, at: palmyra, name: U}}"
CODE = """
import json, sys
from pathlib import Path
from game.commands.headless import peak_mb
from game.files import check_file, load_scenario
problems = check_file(Path(sys.argv[1]))
print(json.dumps([peak_mb() * 2**20, [[one.code, str(one)] for one in problems]]))
"""


def bomb(levels: int) -> str:
    """Return a text whose aliases double level by level."""
    rows = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, levels)]
    return "\n".join(["a0: &a0 [x, x]", *rows, ""])


def merges(levels: int) -> str:
    """Return a text whose merge keys double level by level."""
    rows = [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: 1}}" for n in range(1, levels)]
    return "\n".join(["a0: &a0 {x: 1}", *rows, ""])


def units(count: int) -> str:
    return "\n" + "\n".join("  - " + UNIT.format(n=n) for n in range(count))


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "alias bomb": (lambda: bomb(40), "E011"),
    "merge bomb": (lambda: merges(30), "E011"),
    "nested a million deep": (lambda: "a: " + "[" * 1_000_000, "E015"),
    "maps a hundred thousand deep": (lambda: "a: " + "{a: " * 100_000, "E015"),
    "python tag": (lambda: "a: !!python/object/apply:os.system ['touch owned']\n", "E012"),
    "not a number": (lambda: text_of(bands="{decisive: .nan, win: 4, draw: -1}"), "E403"),
    "infinite": (
        lambda: text_of(map="{bounds: {west: .inf, south: 34, east: 41, north: 36}, hex_km: 7}"), "E403",
    ),
    "a number of a million digits": (
        lambda: text_of(clock=f"{{start: 2017-06-09, turns: {'9' * 10**6}}}"), "E403",
    ),
    "a hexadecimal giant": (
        lambda: text_of(clock=f"{{start: 2017-06-09, turns: 0x{'f' * 10**6}}}"), "E403",
    ),
    "a power of ten": (lambda: text_of(bands="{decisive: 1e999999999, win: 4, draw: -1}"), "E403"),
    "control characters": (lambda: text_of(title='"\\x1b[2J\\x07"'), "E005"),
    "turned text": (lambda: text_of(title='"\\u202egnp.exe"'), "E006"),
    "format strings": (lambda: text_of(sides='[["%s%n{0.__class__}"]]'), "E403"),
    "a hundred thousand units": (lambda: text_of(units=units(100_000)), "E003"),
    "units as one list": (lambda: text_of(units="[" + "{}," * 90_000 + "]"), "E403"),
    "a map of every hex on earth": (
        lambda: text_of(map="{bounds: {west: -180, south: -90, east: 180, north: 90}, hex_km: 2}"), "E130",
    ),
    "turns without end": (lambda: text_of(clock="{start: 2017-06-09, turns: 400000000}"), "E403"),
    "half a million keys": (lambda: "\n".join(f"k{n}: 1" for n in range(150_000)), "E010"),
    "a line of two megabytes": (lambda: "title: " + "x" * 2_000_000, "E403"),
    "conditions in conditions": (
        lambda: text_of(events="[{id: e, then: [], when: " + "{not: " * 30 + "{turn: {}}" + "}" * 30 + "}]"),
        "E015",
    ),
    "a file of a hundred megabytes": (lambda: "", "E003"),
    "an emoji and no more": (lambda: "\U0001f680", "E008"),
}  # fmt: skip


def checked(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """Check a file in a process with limits; return its most memory and what it found."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))

    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        preexec_fn=limit,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-500:]
    most, found = json.loads(done.stdout)
    return most, [tuple(one) for one in found]


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_ends_in_clear_lines_within_its_limits(case: str, tmp_path: Path) -> None:
    make, code = HOSTILE[case]
    path = tmp_path / "hostile.yaml"
    path.write_text(make(), encoding="utf-8")
    if "hundred megabytes" in case:
        os.truncate(path, 100 * 1024 * 1024)
    most, found = checked(path)
    assert code in [one for one, _ in found], [line[:200] for _, line in found[:5]]
    assert most < MEMORY
    for _, line in found:
        assert len(line) < 700
        assert all(char.isprintable() or char == "\n" for char in line)
        assert line.startswith((str(path), "scenarios"))


def test_nothing_outside_its_own_folder_and_the_base_pack_is_read(tmp_path: Path) -> None:
    folder, secret = tmp_path / "in", tmp_path / "secret.yaml"
    folder.mkdir()
    secret.write_text(text_of(title="The secret"), encoding="utf-8")
    (folder / "link.yaml").symlink_to(secret)
    (folder / "away").symlink_to(tmp_path)
    names = [
        "../secret",
        str(secret),
        str(secret)[:-5],
        "link",
        "away/secret",
        "/etc/passwd",
        "file:///etc/passwd",
    ]
    for name in names:
        path = folder / "x.yaml"
        path.write_text(f'extends: "{name}"\nid: x\nformat: 1\n', encoding="utf-8")
        told = " ".join(map(str, check_file(path)))
        assert "E501" in told or "E502" in told or "E503" in told, name
        assert "The secret" not in told
    for name in ("../secret.yaml", "link.yaml", "away/secret.yaml", "/etc/hostname", "away"):
        path.write_text(f'parts: {{rules: "{name}"}}\nid: x\nformat: 1\n', encoding="utf-8")
        assert "E503" in [one.code for one in check_file(path)], name


def test_a_file_that_goes_away_while_it_is_read_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mother.yaml"
    child = tmp_path / "child.yaml"
    path.write_text(text_of(), encoding="utf-8")
    child.write_text("extends: mother\nid: child\n", encoding="utf-8")
    opened = os.open

    def vanishing(name: str, *rest: int) -> int:
        if str(name).endswith("mother.yaml"):
            path.unlink(missing_ok=True)
        return opened(name, *rest)

    monkeypatch.setattr(os, "open", vanishing)
    assert [one.code for one in check_file(child)] == ["E001"]


def test_a_file_that_is_cut_while_it_is_read_is_refused_or_read_and_never_worse(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cut.yaml"
    whole = text_of()
    for length in range(0, len(whole), 97):
        path.write_text(whole[:length], encoding="utf-8")
        assert all(one.line >= 1 and one.column >= 1 and one.help for one in check_file(path))


def test_an_unreadable_file_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "x.yaml"
    path.write_text(text_of(), encoding="utf-8")
    monkeypatch.setattr(os, "open", refused)
    (found,) = check_file(path)
    assert (found.code, found.message) == ("E001", "cannot read the file: permission denied")


def test_a_folder_of_hostile_names_is_suggested_from_without_harm(tmp_path: Path) -> None:
    for name in ("a\nb", "%s%n", "\u202e", "x" * 200):
        (tmp_path / f"{name}.yaml").write_text("a: 1\n", encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text("extends: base/syria_2071\n", encoding="utf-8")
    (found,) = check_file(path)
    assert found.code == "E502"
    assert str(found).isprintable() or "\n    help:" in str(found)


def test_the_shipped_scenarios_stay_far_below_the_caps() -> None:
    from game.files.yaml_reader import MAX_BYTES

    assert max(path.stat().st_size for path in SCENARIOS.glob("*.yaml")) * 4 < MAX_BYTES
