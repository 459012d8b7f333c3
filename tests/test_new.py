"""`main.py new`: a frame cut out of the atlas is a scenario that passes its checks and can be played."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from game.cli import run
from game.files import check_file, load_scenario
from game.files.archive import read_archive
from game.rules import setup
from tests.support.atlas import atlas

Out = pytest.CaptureFixture[str]
FRAMES = {
    "palmyra": ("38.0,34.2,39.6,35.2", "7"),
    "valley": ("39.5,34.2,41.2,35.8", "6"),
    "north": ("36.2,35.2,37.4,36.4", "5"),
    "ring": ("37.6,33,39.6,34.4", "8"),
    "khabur": ("40,35.2,41.5,37.2", "12"),
}


def made(tmp_path: Path, frame: str, *more: str) -> Path:
    """Make a scenario of a frame and return its file."""
    box, size = FRAMES[frame]
    path = tmp_path / f"{frame}.yaml"
    assert run(["new", frame, f"--bounds={box}", "--hex-km", size, "--out", str(path), *more]) == 0
    return path


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_passes_its_checks_without_an_error(tmp_path: Path, frame: str) -> None:
    found = check_file(made(tmp_path, frame))
    assert [one for one in found if not one.warning] == []


@pytest.mark.parametrize("day", ["2017-05-07", "2017-09-20", "2018-01-10"])
def test_a_frame_can_be_cut_on_other_days(tmp_path: Path, day: str) -> None:
    assert [one for one in check_file(made(tmp_path, "valley", "--date", day)) if not one.warning] == []


def test_machines_play_it_to_its_end(tmp_path: Path) -> None:
    path = made(tmp_path, "palmyra", "--turns", "3")
    assert run(["simulate", str(path), "--seats", "all=greedy", "--seed", "3"]) == 0


def test_everybody_is_fed_at_the_start(tmp_path: Path) -> None:
    codes = {one.code for frame in ("valley", "north", "ring") for one in check_file(made(tmp_path, frame))}
    assert "W350" not in codes


def test_par_is_what_each_faction_scores_at_the_start(tmp_path: Path) -> None:
    scenario = load_scenario(made(tmp_path, "ring"))
    state = setup(scenario, 1)
    assert {id: one.par for id, one in scenario.setting.factions.items()} == dict(state.scores)


def test_what_was_taken_before_the_day_is_held_by_the_taker(tmp_path: Path) -> None:
    before = load_scenario(made(tmp_path, "palmyra"))
    after = load_scenario(made(tmp_path, "palmyra", "--date", "2017-08-20", "--force"))
    sukhna = before.setting.board.places["al_sukhnah"].at
    assert (before.control[sukhna], after.control[sukhna]) == ("isis", "gov")


def test_what_was_taken_after_the_day_is_not_yet_taken(tmp_path: Path) -> None:
    scenario = load_scenario(made(tmp_path, "ring", "--date", "2017-05-07"))
    point = scenario.setting.board.places["border_point_9_june"].at
    assert scenario.control[point] != "gov"


def test_those_who_came_later_arrive_on_their_day(tmp_path: Path) -> None:
    scenario = load_scenario(made(tmp_path, "palmyra"))
    turns = {placed.unit: one.turn for one in scenario.arrivals for placed in one.units}
    assert turns["gov_22"] == (date(2017, 7, 1) - date(2017, 6, 10)).days // 7 + 1


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, capsys: Out) -> None:
    path = made(tmp_path, "palmyra")
    path.write_text("mine", encoding="utf-8")
    box, size = FRAMES["palmyra"]
    words = ["new", "palmyra", f"--bounds={box}", "--hex-km", size, "--out", str(path)]
    assert run(words) == 1
    assert "--force" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["x", "--bounds=34.2,38,35.2,39.6", "--hex-km", "7"], 2, "longitude comes first"),
        (["x", "--bounds=39.6,34.2,38,35.2", "--hex-km", "7"], 2, "west must be less than east"),
        (["x", "--bounds=38,34,39,35", "--hex-km", "1"], 2, "from 2 to 30"),
        (["x", "--bounds=38,34,39", "--hex-km", "7"], 2, "west,south,east,north"),
        (["X y", "--bounds=38,34,39,35", "--hex-km", "7"], 2, "small letters"),
        (["x", "--bounds=35.4,32,42,37.5", "--hex-km", "2"], 2, "take another --hex-km"),
        (["x", "--bounds=38,34,39,35", "--hex-km", "7", "--date", "2016-01-01"], 2, "from 2017-05-01"),
        (["x", "--bounds=35.2,35.3,35.7,36", "--hex-km", "4"], 1, "nobody stands in this frame"),
    ],
)
def test_what_cannot_be_made_ends_in_one_clear_line(
    tmp_path: Path, capsys: Out, words: list[str], code: int, said: str
) -> None:
    path = tmp_path / "x.yaml"
    assert run(["new", *words, "--out", str(path)]) == code
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error
    assert not path.exists()


def test_the_archive_knows_its_places_and_kinds() -> None:
    archive, places = read_archive(), atlas().places
    assert {one.place for one in (*archive.formations, *archive.captures)} <= set(places)
    codes = {code: power for power in archive.powers for code in power.codes}
    strange = {
        (one.code, one.kind) for one in archive.formations if one.kind not in codes[one.code].kinds[one.code]
    }
    assert strange == set()
