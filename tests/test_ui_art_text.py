"""Text, fonts, symbols and names on the map."""

from __future__ import annotations

import os
from gettext import NullTranslations

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
import yaml

from game.model.tongue import speak
from game.ui import fonts, symbols, text, theme
from game.ui.names import Names
from tests.support.atlas import FOLDER, FRAMES, drawing

GLYPHLESS = "\U000f0000"


@pytest.fixture(scope="module", autouse=True)
def font_module() -> None:
    pygame.font.init()


def visual(line: str) -> str:
    """Return a line in the order in which it is drawn, Arabic runs turned round as the font does."""
    return "".join(run.text[::-1] if run.face == fonts.ARABIC else run.text for run in text.runs_of(line))


def test_latin_is_one_run_in_its_own_order() -> None:
    assert text.runs_of("Deir al-Zor (0407)") == (text.Run("Deir al-Zor (0407)", fonts.LATIN),)


def test_arabic_words_are_drawn_from_right_to_left() -> None:
    assert visual("دير الزور") == "دير الزور"[::-1]


def test_numbers_keep_their_order_inside_arabic() -> None:
    assert "105" in visual("اللواء 105 في الشمال")
    assert "501" not in visual("اللواء 105 في الشمال")


def test_brackets_close_around_latin_inside_arabic() -> None:
    assert "(T-72)" in visual("اللواء 105 (T-72) في الشمال")


def test_brackets_around_arabic_are_mirrored() -> None:
    drawn = visual("(دير الزور) 0407 الرقة")
    assert drawn.index("(") < drawn.index(")")


def test_arabic_inside_latin_stands_between_its_neighbours() -> None:
    drawn = visual("Brigade اللواء moves")
    assert drawn.startswith("Brigade ") and drawn.endswith(" moves")


def test_signs_that_the_interface_prints_are_in_a_bundled_font() -> None:
    for char in "→←↑↓−≤≥×½°•…–—▲▶▼●○■□◆★✓✗⚠ʿ’äé":
        face = fonts.face(fonts.face_of(char), 20)
        missing = pygame.image.tobytes(face.render(GLYPHLESS, True, "white"), "RGBA")
        assert pygame.image.tobytes(face.render(char, True, "white"), "RGBA") != missing, char


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    words = "the quick brown fox jumps over the lazy dog " * 3
    wrapped = text.wrap(words.strip(), 140)
    assert " ".join(wrapped) == words.strip()
    assert all(text.width(line) <= 140 for line in wrapped)


def test_a_text_cut_short_fits_and_says_so() -> None:
    cut = text.fitted("Deir al-Zor Industrial Zone", 90)
    assert text.width(cut) <= 90 and cut.endswith("…")
    assert text.fitted("Raqqah", 900) == "Raqqah"


def test_text_grows_with_the_ui_scale() -> None:
    try:
        plain = text.width("Euphrates")
        theme.set_ui_scale(2.0)
        assert text.width("Euphrates") > 1.8 * plain
    finally:
        theme.set_ui_scale(1.0)


def test_every_symbol_of_the_templates_is_in_the_assets() -> None:
    templates = yaml.safe_load((FOLDER / "templates.yaml").read_text("utf-8"))
    named = {template["symbol"] for template in templates.values() if "symbol" in template}
    assert named
    for name in sorted(named):
        path = fonts.ASSETS / "symbols" / f"{name}.svg"
        assert path.exists(), name
        assert "<text" not in path.read_text("utf-8"), f"{name}: the SVG reader drops text"


def test_a_symbol_takes_the_colours_it_is_given() -> None:
    red = symbols.symbol("armour", 60, (200, 0, 0), (0, 0, 0))
    assert pygame.transform.average_color(red)[0] > 100
    assert pygame.transform.average_color(red)[2] < 40


def test_an_unknown_symbol_is_drawn_as_infantry() -> None:
    unknown = pygame.image.tobytes(symbols.symbol("no such thing", 40), "RGBA")
    assert unknown == pygame.image.tobytes(symbols.symbol("infantry", 40), "RGBA")


@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize("frame", ["deir_al_zor", "race_to_geneva"])
def test_place_names_do_not_run_into_each_other(frame: str, arabic: bool) -> None:
    assert frame in FRAMES
    names = Names(drawing(frame).board, arabic)
    for level, width in enumerate(theme.HEX_WIDTHS):
        boxes = [box.inflate(0, -box.h * 0.4) for _, box in names.over(level, width)]
        assert boxes
        for at, box in enumerate(boxes):
            assert box.collidelist(boxes[:at]) < 0, (level, at)


def test_closer_zoom_shows_more_names() -> None:
    names = Names(drawing("deir_al_zor").board)
    counts = [len(names.over(level, width)) for level, width in enumerate(theme.HEX_WIDTHS)]
    assert counts == sorted(counts) and counts[0] < counts[-1]


def test_names_step_aside_for_counters() -> None:
    board = drawing("deir_al_zor").board
    names, width = Names(board), 48
    town = board.places["al_sukhnah"].at
    below = board.grid.neighbours[town][1], board.grid.neighbours[town][2]
    alone, crowded = (
        {id(picture): box.copy() for picture, box in names.over(4, width, manned)}
        for manned in (frozenset(), frozenset((town, *below)))
    )
    moved = [key for key in alone if key in crowded and alone[key] != crowded[key]]
    assert moved


def test_points_and_signs_of_numbers_stay_with_them_inside_arabic() -> None:
    assert visual("القاعدة 4.2").startswith("4.2")
    assert visual("الدور 1/24").startswith("1/24")
    assert visual("التوتر +3").startswith("+3")


def test_a_line_that_begins_in_latin_is_turned_as_well_where_the_tongue_reads_from_the_right() -> None:
    class Right(NullTranslations):
        def gettext(self, message: str) -> str:
            return "direction:rtl" if message == "direction:ltr" else message

    line = "SDF: دورك"
    assert visual(line).startswith("SDF")
    speak(Right())
    try:
        assert visual(line).endswith("SDF")
    finally:
        speak(None)
