"""Between latitude and longitude and hexes, and areas and control on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.geo.areas import hexes_inside, hexes_mostly_inside, is_inside
from game.geo.atlas import Atlas
from game.geo.control import codes_of, control_of
from game.geo.lattice import LEFT, RIGHT, banks_of, centre_of, corners_beside, corners_of, nearest, point_of
from game.geo.projection import Bounds, Projection, frame_for
from game.geo.reading import AtlasError
from game.hexgrid.coords import OFF_MAP
from tests.support.atlas import FRAMES, atlas, drawing, read

DZ = Projection(*frame_for(*FRAMES["deir_al_zor"]))


@given(st.floats(34.0, 36.2), st.floats(37.7, 41.2))
def test_a_point_comes_back_from_the_map_within_a_metre(lat: float, lon: float) -> None:
    back = DZ.lat_lon(*DZ.point(lat, lon))
    assert back == pytest.approx((lat, lon), abs=2e-5)


@given(st.integers(0, 48 * 44 - 1))
def test_the_centre_of_a_hex_lies_in_it(here: int) -> None:
    assert DZ.hex_of(*DZ.centre(here)) == here


def test_neighbouring_centres_are_one_hex_apart_on_the_earth() -> None:
    here = DZ.grid.hex_at(24, 22)
    (x, y), others = DZ.metres(*DZ.centre(here)), [DZ.metres(*DZ.centre(n)) for n in DZ.grid.around[here]]
    for ox, oy in others:
        assert ((x - ox) ** 2 + (y - oy) ** 2) ** 0.5 == pytest.approx(7000, abs=3)


def test_the_box_is_filled_and_centred() -> None:
    assert DZ.frame.lat == pytest.approx(35.1)
    assert DZ.frame.lon == pytest.approx(39.45)
    for lat, lon in ((34.0, 37.7), (34.0, 41.2), (36.2, 37.7), (36.2, 41.2)):
        assert DZ.hex_of(lat, lon) != OFF_MAP
    assert DZ.hex_of(33.7, 39) == DZ.hex_of(35, 42) == OFF_MAP


def test_the_sweep_finds_the_hexes_whose_centres_lie_inside() -> None:
    ring = [(3.2, 2.1), (20.5, 5.3), (14.0, 30.0), (9.0, 12.0), (1.0, 25.0)]
    wanted = [here for here in range(len(DZ.grid)) if is_inside(DZ.layout.centre(here), ring)]
    assert sorted(hexes_inside(DZ.grid, ring)) == wanted
    assert len(wanted) > 100


def test_an_area_smaller_than_a_hex_covers_it_in_part() -> None:
    x, y = DZ.layout.centre(500)
    ring = [(x - 0.4, y - 0.2), (x + 0.4, y - 0.2), (x + 0.4, y + 0.2), (x - 0.4, y + 0.2)]
    assert hexes_mostly_inside(DZ.grid, ring, 3) == [500]
    assert hexes_mostly_inside(DZ.grid, ring, 4) == []


def test_corners_join_and_hexsides_have_two_banks() -> None:
    for cell in ((4, 4), (4, 5), (-2, 3)):
        corners = corners_of(cell)
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            assert end in corners_beside(start)
            left, right = banks_of(start, end)
            assert right == cell
            line = (point_of(start), point_of(end))
            assert nearest(centre_of(left), line, range(1))[1] == LEFT
            assert nearest(centre_of(right), line, range(1))[1] == RIGHT


def test_the_bank_is_right_at_a_sharp_bend() -> None:
    line = ((0.0, 0.0), (4.0, 0.0), (1.0, 1.0))
    assert nearest((5.0, 0.1), line, range(2)) == (pytest.approx(1.005, abs=1e-3), LEFT)
    assert nearest((2.0, 0.3), line, range(2))[1] == RIGHT


# control of 10 June 2017


def test_control_at_the_start_is_as_the_atlas_has_it() -> None:
    board = drawing("deir_al_zor").board
    codes = codes_of(atlas(), board)
    at = {id: codes[place.at] for id, place in board.places.items()}
    assert at["palmyra"] == at["deir_al_zor_airbase"] == at["137th_brigade_base"] == "GOV"
    assert at["raqqah"] == at["mayadin"] == at["al_bukamal"] == at["al_sukhnah"] == at["al_qaim"] == "ISIS"
    assert at["tabqa"] == at["al_shaddadi"] == "SDF"


@pytest.mark.parametrize("frame", FRAMES)
def test_the_most_important_place_of_a_hex_decides_who_holds_it(frame: str) -> None:
    board = drawing(frame).board
    codes = codes_of(atlas(), board)
    for here, places in board.places_at.items():
        best = places[0].importance
        holders = {atlas().holders[place.id] for place in places if place.importance == best}
        assert codes[here] in holders, board.name_of(here)


def test_codes_become_factions_and_the_rest_is_nobodys() -> None:
    board = drawing("deir_al_zor").board
    held = control_of(atlas(), board, {"GOV": "gov", "ISIS": "isis"})
    assert set(held) == {"gov", "isis", ""}
    assert len(held) == len(board.grid)


def test_the_shares_of_syria_are_about_those_reported() -> None:
    board = drawing("race_to_geneva").board
    codes = codes_of(atlas(), board)
    syria = [code for code, country in zip(codes, board.country, strict=True) if country == "syria"]
    share = {code: 100 * syria.count(code) / len(syria) for code in set(syria)}
    assert share["GOV"] == pytest.approx(35.4, abs=2.5)
    assert share["ISIS"] == pytest.approx(28.6, abs=2.5)
    assert share["SDF"] == pytest.approx(22.1, abs=2.5)


# reading


def _documents(**more: object) -> dict[str, object]:
    places = {
        "places": {
            "a": "A | | 35 38 | town | 3 | syria | x | ",
            "b": "B | | 35.1 38.3 | town | 3 | syria | x | ",
        }
    }
    return {"places": places, **more}


def test_an_atlas_of_two_places_and_a_road_can_be_drawn() -> None:
    from game.geo.raster import draw_board
    from tests.support.atlas import TERRAIN

    roads = {
        "roads": {"r": {"name": "R", "class": "track", "path": ["a", {"lat": "35.05", "lon": "38.1"}, "b"]}}
    }
    board = draw_board(
        Atlas.from_documents(_documents(roads=roads)), Bounds(37.8, 34.8, 38.6, 35.3), 5, TERRAIN
    )
    assert board.places["a"].at in board.road_hexes
    assert board.places["b"].at in board.road_hexes


@pytest.mark.parametrize(
    ("more", "where", "word"),
    [
        ({"places": {"order": "lon_lat"}}, "places.order", "latitude first"),
        ({"places": {"places": {"a": "A | 35 38"}}}, "places.places.a", "expected name"),
        (
            {"places": {"places": {"a": "A | | 95 38 | town | 3 | syria | x | "}}},
            "places.places.a",
            "not on the earth",
        ),
        (
            {"roads": {"roads": {"r": {"name": "R", "class": "track", "path": "a, c"}}}},
            "roads.roads.r.path",
            "'c'",
        ),
        ({"rivers": {"rivers": {"r": {"name": "R", "kind": "big"}}}}, "rivers.rivers.r.kind", "'big'"),
        (
            {"rivers": {"rivers": {"r": {"kind": "major", "path": "1 2, 3 4"}}}},
            "rivers.rivers.r.name",
            "missing",
        ),
        ({"crossings": {"crossings": {"c": {"river": "z"}}}}, "crossings.crossings.c.river", "'z'"),
        (
            {"roads": {"roads": {"r": {"name": "R", "class": "track", "over": "z", "path": "a, b"}}}},
            "roads.roads.r.over",
            "'z'",
        ),
        ({"crossings": {"crossings": {"c": {"joins": "z"}}}}, "crossings.crossings.c.joins", "'z'"),
    ],
)
def test_a_wrong_atlas_says_where_and_what(more: dict[str, object], where: str, word: str) -> None:
    with pytest.raises(AtlasError) as error:
        Atlas.from_documents(_documents(**more))
    assert ".".join(error.value.where) == where
    assert word in error.value.problem


def test_the_terrain_of_the_atlas_is_in_the_terrain_table() -> None:
    table = read("terrain")
    assert isinstance(table, dict)
    words = {area.terrain for area in (*atlas().areas, *atlas().waters)}
    words |= {row.terrain for row in atlas().place_terrain} | {atlas().ground, atlas().wadi_terrain}
    assert words <= set(table)
