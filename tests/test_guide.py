"""The guide for authors: what it says to type works, and its reference is the one of today."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from game.cli import run
from game.files import check_file
from game.files.reference import reference

SCENARIOS = Path(__file__).parents[1] / "scenarios"
GUIDE = (SCENARIOS / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


def test_the_reference_is_current() -> None:
    stored = (SCENARIOS / "REFERENCE.md").read_text(encoding="utf-8")
    assert stored == reference(), "run: main.py schema --reference > scenarios/REFERENCE.md"


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_every_snippet_works_over_the_shortest_scenario(tmp_path: Path, number: int) -> None:
    shutil.copy(SCENARIOS / "examples" / "shortest.yaml", tmp_path)
    path = tmp_path / "snippet.yaml"
    path.write_text(f"format: 1\nid: snippet\nextends: shortest\n{SNIPPETS[number]}", encoding="utf-8")
    assert [one for one in check_file(path) if not one.warning] == []


def test_the_command_that_cuts_the_frame_works_as_it_is_printed(tmp_path: Path) -> None:
    words = shlex.split(next(line for line in COMMANDS if " new " in line))[1:]
    path = tmp_path / "new.yaml"
    assert run([*words, "--out", str(path)]) == 0
    assert [one for one in check_file(path) if not one.warning] == []


def test_every_command_of_the_guide_is_one_of_the_program() -> None:
    from game.cli import COMMANDS as known

    assert COMMANDS and all(line.split()[1] in known for line in COMMANDS)


def test_every_link_of_the_guide_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (SCENARIOS / target).exists(), target
