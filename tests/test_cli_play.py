"""The text game: scripts in, words out, a save at the end."""

from __future__ import annotations

import io
import re
from pathlib import Path
from random import Random

import pytest

from game.cli import run
from game.files.journal import SaveFile, read_save
from game.files.save_format import SaveError
from game.model.orders import Attack, parse_order
from game.text.papers import Papers
from tests.support.fuzz import Fuzz
from tests.support.window import session_of

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of saves of its own for every test."""
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "saves"))
    return tmp_path / "saves"


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, capsys: Out):  # type: ignore[no-untyped-def]
    """Return a function that plays a script and returns what was said."""

    def script(lines: str, *words: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        usual = ("--seats", "gov=human,isis=pass", "--seed", "7")
        given = words or (SKIRMISH, *usual)
        assert run(["play", "--text", *given]) == 0
        return capsys.readouterr().out

    return script


def orders_in(saves: Path) -> list[str]:
    (save,) = saves.glob("autosave-*.save")
    return [entry.order for entry in read_save(save).entries]


def test_end_of_input_saves_the_game(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("hold gov_1\ndelay gov_1\n")
    assert "saved: " in out
    assert orders_in(saves) == ["delay gov_1"]


def test_quit_leaves_and_what_follows_is_not_read(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    play("delay gov_1\nquit\ndelay gov_2\n")
    assert orders_in(saves) == ["delay gov_1"]


def test_the_view_names_turn_points_units_and_assets(play) -> None:  # type: ignore[no-untyped-def]
    out = play("")
    assert "Turn 1 of 2, 4 August 2017: Syrian government" in out
    assert "Command 3, air 2" in out
    assert "gov_3: Tiger 1" in out
    assert "4: al-Sukhnah" in out


def test_a_hidden_enemy_is_nowhere_in_the_words(play) -> None:  # type: ignore[no-untyped-def]
    out = play("view\nmap\nenemies\ncontacts\nlog\n")
    assert "Raiders" not in out
    assert "isis_2" not in out


def test_a_refused_order_is_answered_with_its_rule(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("assault 0101 with gov_1\nmove isis_1 0101\nwhy dig gov_9\n")
    assert out.count("refused: ") == 3
    assert out.count("(rule ") >= 3
    assert orders_in(saves) == []


def test_nonsense_is_answered_and_the_game_goes_on(play) -> None:  # type: ignore[no-untyped-def]
    out = play("sing\nlook\nlook 9999\nreach nobody\nodds end\nassault\nmove gov_1\n\nscore\n")
    assert "no order 'sing'" in out
    assert out.count("a hex of this map is wanted") == 2
    assert "one of your units is wanted" in out
    assert "odds are given of an assault or a probe" in out
    assert "expected: move UNIT HEX" in out


@pytest.mark.parametrize(
    "question", ["units", "assets", "arrivals", "crossings", "map", "map 0808", "look 0808", "reach gov_1",
                 "group gov_1", "orders gov_1", "why end", "help"],
)  # fmt: skip
def test_every_question_has_an_answer(play, question: str) -> None:  # type: ignore[no-untyped-def]
    assert len(play(f"{question}\n")) >= len(play(""))


def test_undo_takes_the_last_order_back_and_out_of_the_save(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("delay gov_1\ndelay gov_2\nundo\nundo\nundo\nredo\n")
    assert out.count("taken back") == 2
    assert "no undo: there is nothing to undo" in out
    assert orders_in(saves) == ["delay gov_1"]


def test_a_whole_game_ends_with_scores_against_par(play) -> None:  # type: ignore[no-untyped-def]
    out = play("end\n" * 9)
    assert "The game ended in turn 2." in out
    assert "against a par of 5.0" in out


def test_machines_alone_play_to_the_end_before_the_reader(play) -> None:  # type: ignore[no-untyped-def]
    out = play("", SKIRMISH, "--seats", "all=random", "--seed", "3")
    assert "The game ended in turn 2." in out


def test_a_saved_game_goes_on_where_it_stood(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    play("delay gov_1\nsave halfway\n")
    out = play("end\nend\nend\n", "--load", str(saves / "halfway.save"))
    assert "The game ended in turn 2." in out
    assert "Turn 1" in play("quit\n", SKIRMISH, "--load", str(saves / "halfway.save"))


def test_a_variant_is_played_saved_and_resumed_as_it_is(
    play, saves: Path, tmp_path: Path, capsys: Out
) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "varied.yaml"
    text = Path(SKIRMISH).read_text(encoding="utf-8")
    path.write_text(f"{text}variants: {{quick: {{clock: {{turns: 1}}}}}}\n", encoding="utf-8")
    out = play("save quick\n", str(path), "--variant", "quick", "--seats", "gov=human,isis=pass")
    assert "Turn 1 of 1" in out
    path.unlink()
    assert "The game ended in turn 1." in play("end\n", "--load", str(saves / "quick.save"))
    assert run(["play", "--text", "--load", str(saves / "quick.save"), "--variant", "quick"]) == 2
    assert "a saved game keeps its variant" in capsys.readouterr().err


def test_the_text_menu_lets_one_pick_a_scenario_and_a_variant(monkeypatch, saves: Path, capsys: Out) -> None:  # type: ignore[no-untyped-def]
    import game.commands.choosing as choosing

    folder = saves.parent
    text = Path(SKIRMISH).read_text(encoding="utf-8")
    variants = "variants: {quick: {summary: In a week., clock: {turns: 1}}}\n"
    (folder / "varied.yaml").write_text(text + variants, encoding="utf-8")
    (folder / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setattr(choosing, "shipped_scenarios", lambda: sorted(folder.glob("*.yaml")))
    for lines, chosen in (("2\n2\n", "quick"), ("2\n7\n1\n", ""), ("2\n", None), ("", None)):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        found = choosing.chosen_scenario()
        assert (found and found[1]) == chosen
    out = capsys.readouterr().out
    assert "1. broken.yaml cannot be played" in out
    assert "2. quick: In a week." in out


def test_a_copy_is_never_written_outside_the_folder_of_saves(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    assert "a name of letters" in play("save ../elsewhere\n")
    assert not (saves.parent / "elsewhere.save").exists()


def test_a_folder_that_cannot_be_written_costs_the_save_and_not_the_game(
    play, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "file"))
    assert "The game ended" in play("end\n" * 4)


def test_a_broken_player_loses_its_impulse_and_not_the_game(play, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "brittle.py").write_text(
        "class Player:\n"
        "    def __init__(self, faction, seed): pass\n"
        "    def choose(self, view): raise ValueError('no idea')\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    out = play("end\n" * 4, SKIRMISH, "--seats", "gov=human,isis=brittle:Player")
    assert "the player of isis failed (no idea); its impulse ends" in out
    assert "The game ended" in out


@pytest.mark.parametrize("seed", range(4))
def test_no_line_of_nonsense_ends_the_game(play, saves: Path, seed: int) -> None:  # type: ignore[no-untyped-def]
    stream = Random(seed)
    plain = "activate move march assault probe hold dig merge recon strike axis depot blow"
    verbs = f"{plain} odds why look map reach group orders undo redo log units".split()
    words = [
        "gov_1",
        "gov_3",
        "isis_1",
        "0808",
        "1007",
        "9999",
        "with",
        "air",
        "2",
        "-1",
        "advance",
        "central",
        "é",
    ]
    lines = (
        " ".join((stream.choice(verbs), *stream.choices(words, k=stream.randrange(5)))) for _ in range(300)
    )
    assert "saved: " in play("\n".join(lines))
    assert all(parse_order(order) for order in orders_in(saves))


def test_a_disk_that_fills_up_costs_the_save_and_not_the_game(play, saves: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    writes = SaveFile.append

    def append(file: SaveFile, order: str, digest: str, checkpoint: str) -> None:
        if order == "end":
            raise SaveError("no space left")
        writes(file, order, digest, checkpoint)

    monkeypatch.setattr(SaveFile, "append", append)
    out = play("delay gov_1\n" + "end\n" * 4)
    assert "The game ended" in out
    assert "not being saved from `end` on: no space left" in out
    assert orders_in(saves) == ["delay gov_1"]


def test_the_orders_in_the_readme_are_accepted(play) -> None:  # type: ignore[no-untyped-def]
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    block = readme[readme.index("activate gov_12_1") :].split("```")[0]
    commands = [re.split(r"\s{2,}", line)[0] for line in block.splitlines()]
    assert {"activate", "move", "odds", "assault", "end"} <= {line.split()[0] for line in commands}
    out = play("\n".join(commands), "deir_al_zor", "--seats", "gov=human,all=pass")
    assert "refused" not in out


# Papers and curtains


def attacked(seed: int) -> tuple[Papers, bool]:
    """Play by chance up to an attack; return the papers, and whether there was one amid the game."""
    session, player = session_of(one=True), Fuzz(seed)
    papers = Papers(session, None)
    while not session.over:
        faction, order = session.asking().faction, player.choose(session.asking())
        papers.heard(faction, session.submit(order))
        if isinstance(order, Attack) and not session.over:
            return papers, True
    return papers, False


def test_a_result_is_told_again_with_its_terms_and_throws(play) -> None:  # type: ignore[no-untyped-def]
    assert "nothing was thrown for yet" in play("result\n")
    papers = next(papers for seed in range(1, 40) for papers, fought in [attacked(seed)] if fought)
    told = list(papers.commands["result"]([]))
    assert len(told) > 3
    assert any("(rule 4." in line for line in told)


def test_the_report_says_how_things_stand_and_how_history_went(play) -> None:  # type: ignore[no-untyped-def]
    out = play("end\nreport\n")
    assert "## How things stand" in out and "| Syrian government |" in out
    assert "## Here and in history" in out


def test_what_is_known_and_how_it_went_are_written_into_files(play, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("export\nend\n")
    [chart], [folder] = tmp_path.glob("exports/*.geojson"), tmp_path.glob("exports/*-report-*")
    assert str(chart) in out and str(folder) in out
    assert "isis_2" not in chart.read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == {"report.md", "turns.csv"}


def test_a_game_is_sent_to_who_is_to_move(play, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("delay gov_1\nsend\n")
    [path] = tmp_path.glob("to-send/*.save")
    assert str(path) in out
    assert [entry.order for entry in read_save(path).entries] == ["delay gov_1"]


def test_a_folder_that_cannot_be_written_to_costs_the_export_alone(play, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.files.exports.export_view", full)
    assert "No space left on device" in play("export\n")


def test_a_pin_is_asked_for_when_a_save_is_taken_up_and_a_wrong_one_shows_nothing(play, saves: Path) -> None:  # type: ignore[no-untyped-def]
    out = play("pin x\npin 4711\ndelay gov_1\n")
    assert "up to 12 digits" in out and "Your curtain has a PIN" in out
    [path] = saves.glob("autosave-*.save")
    assert b"4711" not in path.read_bytes().split(b"\n")[0].split(b'"scenario"')[0]
    wrong = play("1234\nquit\n", "--load", str(path))
    assert "That is not the PIN" in wrong
    assert "gov_3" not in wrong and "Command" not in wrong
    right = play("1234\n4711\npin off\n", "--load", str(path))
    assert "gov_3: Tiger 1" in right and "no PIN any more" in right
    assert "PIN" not in play("", "--load", str(sorted(saves.glob("autosave-*.save"))[-1])).split("help")[0]
