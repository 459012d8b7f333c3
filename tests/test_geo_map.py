"""The printed map is the real one, on every frame: places, rivers and their banks, roads, crossings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest

from game.geo.projection import Projection
from game.hexgrid.coords import OFF_MAP, Hex, Side, side
from game.hexgrid.layout import Layout
from game.model.board import Board
from game.model.kinds import RiverKind
from tests.support.atlas import FRAMES, atlas, drawing

MAJOR = ("Euphrates", "Khabur", "Tigris")

# fmt: off
EUPHRATES_RIGHT = (
    "deir_al_zor", "deir_al_zor_airbase", "137th_brigade_base", "al_baghiliyah", "ayyash",
    "panorama_junction", "al_muriiyah", "muhasan", "buqrus", "mayadin", "al_rahba_castle", "al_quriyah",
    "al_asharah", "subaykhan", "al_salihiyah_dura_europos", "al_jalaa", "al_bukamal", "al_hari",
    "al_bukamal_crossing", "al_qaim", "al_karabilah", "al_ubaydi", "al_tibni", "maadan", "al_sabkhah",
    "ghanim_al_ali", "al_dalhah", "kisrat_faraj", "al_mansurah", "tabqa", "maskanah", "al_khafsah",
    "manbij", "jarabulus", "hamdan_airfield", "al_ward_oil_field", "anah",
)
EUPHRATES_LEFT = (
    "al_husayniyah_dez", "hatlah", "marrat", "mazlum", "khasham", "conoco_gas_plant", "al_jafra_oil_field",
    "deir_al_zor_industrial_zone", "al_busayrah", "al_shuhayl", "dhiban", "al_omar_oil_field", "abu_hamam",
    "gharanij", "hajin", "al_shaafah", "al_susah", "al_baghuz", "al_kasrah", "al_karamah", "raqqah",
    "al_mishlab", "raqqah_sugar_factory", "17th_division_base", "al_jarniyah", "sarrin", "kobani",
    "rumanah", "rawah",
)
KHABUR_RIGHT = (
    "hasakah", "al_shaddadi", "markadah", "al_suwar", "al_busayrah",
)
KHABUR_LEFT = (
    "al_arishah", "al_shuhayl", "tall_tamr", "ras_al_ayn", "sijan_oil_field",
)
# fmt: on

BRIDGES = {
    "tabqa_dam": ("tabqa", None),
    "baath_dam": ("al_mansurah", None),
    "raqqah_south_bridges": ("kisrat_faraj", "raqqah"),
    "deir_al_zor_bridge": ("deir_al_zor", "al_husayniyah_dez"),
    "marrat_pontoon": ("al_muriiyah", "marrat"),
    "mayadin_bridge": ("mayadin", "dhiban"),
    "al_asharah_bridge": ("al_asharah", None),
    "al_bukamal_bridge": ("al_bukamal", "al_baghuz"),
    "al_suwar_bridge": ("al_suwar", None),
    "al_shaddadi_bridge": ("al_shaddadi", None),
    "hasakah_bridge": ("hasakah", None),
}
"""Crossing: what lies in the hex at its right-bank end and, if anything, at its left-bank end."""


@pytest.fixture(params=FRAMES)
def board(request: pytest.FixtureRequest) -> Board:
    return drawing(request.param).board


@pytest.mark.parametrize("frame", FRAMES)
def test_everything_in_the_atlas_can_be_drawn(frame: str) -> None:
    assert drawing(frame).problems == ()


def test_the_frames_have_the_sizes_of_the_rules() -> None:
    sizes = {frame: (drawing(frame).board.grid.cols, drawing(frame).board.grid.rows) for frame in FRAMES}
    assert sizes["deir_al_zor"] == (48, 44)
    assert sizes["al_tanf"] == (49, 42)
    assert sizes["raqqah"] == (49, 34)
    assert sizes["idlib"] == (31, 39)


def test_every_place_of_the_box_is_on_the_map_within_one_hex_of_its_coordinates(board: Board) -> None:
    projection = Projection(board.grid, board.frame)
    for place in atlas().places.values():
        if projection.hex_of(*place.at) != OFF_MAP:
            assert place.id in board.places
    for place in board.places.values():
        x, y = projection.point(place.lat, place.lon)
        cx, cy = projection.layout.centre(place.at)
        assert (x - cx) ** 2 + (y - cy) ** 2 <= 1.0 + 1e-9, place.id


def test_no_place_or_crossing_lies_in_a_lake(board: Board) -> None:
    ends = [end for crossing in board.crossings.values() for end in crossing.side]
    for here in [*(place.at for place in board.places.values()), *ends]:
        assert board.terrain[here].id != "lake", board.name_of(here)


def test_places_that_share_a_hex_share_its_country(board: Board) -> None:
    for here, places in board.places_at.items():
        assert {atlas().places[place.id].country for place in places} == {board.country[here]}


def test_bases_and_airfields_lie_outside_the_cities(board: Board) -> None:
    for here, places in board.places_at.items():
        if any(place.kind == "city" for place in places):
            assert not [place.id for place in places if place.kind in ("airbase", "base")], board.name_of(
                here
            )


# rivers


def test_rivers_are_unbroken_chains_of_hexsides(board: Board) -> None:
    for river in atlas().rivers:
        sides = [pair for pair, name in board.river_names.items() if name == river.name]
        loose = [end for chain in _chains(board, sides) for end in chain]
        for corner in loose:
            assert (
                _is_at_edge(board, corner)
                or _is_at_another(board, corner, river.name)
                or _is_an_end(board, corner, river.path[0], river.path[-1])
            ), (river.id, corner)


def test_a_tributary_meets_the_river_that_it_joins() -> None:
    for frame in ("deir_al_zor", "race_to_geneva"):
        board = drawing(frame).board
        khabur, euphrates = (_corners_of(board, name) for name in ("Khabur", "Euphrates"))
        assert len(khabur & euphrates) == 1


def test_every_place_lies_on_its_bank_of_the_euphrates(board: Board) -> None:
    _assert_parted(board, "Euphrates", EUPHRATES_RIGHT, EUPHRATES_LEFT)


def test_every_place_lies_on_its_bank_of_the_khabur(board: Board) -> None:
    _assert_parted(board, "Khabur", KHABUR_RIGHT, KHABUR_LEFT)


def test_no_hex_holds_places_of_both_banks(board: Board) -> None:
    for right, left in ((EUPHRATES_RIGHT, EUPHRATES_LEFT), (KHABUR_RIGHT, KHABUR_LEFT)):
        hexes = [{board.places[id].at for id in bank if id in board.places} for bank in (right, left)]
        assert not hexes[0] & hexes[1]


def test_the_major_rivers_are_major_and_the_rest_are_not(board: Board) -> None:
    for pair, kind in board.rivers.items():
        assert (kind is RiverKind.MAJOR) == (board.river_names[pair] in MAJOR)


# crossings and roads


def test_every_crossing_is_on_a_hexside_of_its_own_on_a_major_river(board: Board) -> None:
    sides = [crossing.side for crossing in board.crossings.values()]
    assert len(sides) == len(set(sides))
    assert all(board.rivers[pair] is RiverKind.MAJOR for pair in sides)


@pytest.mark.parametrize("frame", ["deir_al_zor", "raqqah", "race_to_geneva"])
def test_crossings_join_what_they_join_on_the_ground(frame: str) -> None:
    board = drawing(frame).board
    for id, ends in BRIDGES.items():
        if id in board.crossings:
            held = {board.places[end].at for end in ends if end in board.places}
            assert held <= set(board.crossings[id].side), id


@pytest.mark.parametrize("frame", ["deir_al_zor", "race_to_geneva"])
def test_the_crossings_of_the_euphrates_are_there(frame: str) -> None:
    wanted = {*BRIDGES, "halabiyah_bridge", "al_busayrah_bridge"} - {"hasakah_bridge"}
    assert wanted <= set(drawing(frame).board.crossings)


def test_roads_cross_major_rivers_only_at_crossings(board: Board) -> None:
    for pair in board.roads:
        assert board.rivers.get(pair) is not RiverKind.MAJOR or pair in board.crossing_at


def test_roads_are_chains_of_adjacent_hexes_on_dry_ground(board: Board) -> None:
    for a, b in board.roads:
        assert board.grid.distance(a, b) == 1
        assert "lake" not in (board.terrain[a].id, board.terrain[b].id)


def test_every_road_leads_from_each_of_its_places_to_the_next(board: Board) -> None:
    near: dict[Hex, list[Hex]] = {}
    for a, b in board.roads:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    for road in atlas().roads:
        stops = [stop if isinstance(stop, str) else "" for stop in road.path]
        for a, b in pairwise(stops):
            if a in board.places and b in board.places and not _is_rim(board, a, b):
                assert board.places[b].at in _reached(board.places[a].at, near), (road.id, a, b)


def test_the_roads_of_both_banks_stay_on_their_banks() -> None:
    board = drawing("deir_al_zor").board
    assert board.road_hexes >= {board.places[id].at for id in ("mayadin", "al_asharah", "hajin", "khasham")}
    without = {pair for pair in board.roads if pair not in board.crossing_at}
    near: dict[Hex, list[Hex]] = {}
    for a, b in without:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    south = _reached(board.places["deir_al_zor"].at, near)
    assert {board.places[id].at for id in ("mayadin", "al_bukamal", "palmyra", "al_tibni")} <= south
    assert not {board.places[id].at for id in ("raqqah", "hajin", "khasham", "al_shaddadi")} & south


# ground and borders


def test_cities_towns_and_fields_are_what_they_are() -> None:
    board = drawing("deir_al_zor").board
    ground = {id: board.terrain[place.at].id for id, place in board.places.items()}
    assert {ground[id] for id in ("deir_al_zor", "raqqah", "mayadin", "al_bukamal", "palmyra")} == {"city"}
    assert {ground[id] for id in ("al_sukhnah", "resafa", "hajin", "tabqa")} == {"town"}
    assert {ground[id] for id in ("al_omar_oil_field", "conoco_gas_plant", "arak")} == {"field"}
    assert ground["jabal_bishri_summit"] == "rough"
    assert ground["marrat"] == "valley"
    assert "lake" in {terrain.id for terrain in board.terrain}


def test_the_border_runs_between_the_places_of_two_countries() -> None:
    board = drawing("deir_al_zor").board
    country = {id: board.country[place.at] for id, place in board.places.items()}
    assert country["al_bukamal_crossing"] == country["al_baghuz"] == "syria"
    assert country["al_qaim"] == country["akkas_gas_field"] == "iraq"
    for a, b in board.borders:
        assert board.country[a] != board.country[b]


def test_the_whole_country_knows_its_neighbours() -> None:
    board = drawing("race_to_geneva").board
    assert set(board.country) == {"syria", "iraq", "jordan", "turkey", "lebanon", "other"}
    assert board.country[board.places["beirut"].at] == "lebanon"
    assert board.country[board.places["mafraq"].at] == "jordan"
    assert board.country[board.places["kilis"].at] == "turkey"


# helpers


def _corners(board: Board, pair: Side) -> list[tuple[int, int]]:
    """The two corners of a hexside, in whole thousandths of a hex."""
    layout = Layout(board.grid, 1000.0)
    corners = layout.corners(pair[0])
    way = board.grid.direction(*pair)
    return [_whole(corners[way]), _whole(corners[(way + 1) % 6])]


def _whole(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _corners_of(board: Board, river: str) -> set[tuple[int, int]]:
    return {c for pair, name in board.river_names.items() if name == river for c in _corners(board, pair)}


def _chains(board: Board, sides: Iterable[Side]) -> list[list[tuple[int, int]]]:
    """The loose ends of hexsides joined at their corners; a corner of three is a broken chain too."""
    counts: dict[tuple[int, int], int] = {}
    for pair in sides:
        for corner in _corners(board, pair):
            counts[corner] = counts.get(corner, 0) + 1
    assert max(counts.values(), default=0) <= 2
    return [[corner for corner, count in counts.items() if count == 1]]


def _is_at_edge(board: Board, corner: tuple[int, int]) -> bool:
    """Whether fewer than three hexes of the map meet in a corner."""
    layout = Layout(board.grid, 1000.0)
    here = layout.hex_under(*corner)
    around = {here, *board.grid.neighbours[here]} - {OFF_MAP} if here != OFF_MAP else set()
    return sum(corner in map(_whole, layout.corners(near)) for near in around) < 3


def _is_at_another(board: Board, corner: tuple[int, int], river: str) -> bool:
    return any(corner in _corners_of(board, other) for other in set(board.river_names.values()) - {river})


def _is_an_end(board: Board, corner: tuple[int, int], *ends: tuple[float, float]) -> bool:
    projection = Projection(board.grid, board.frame)
    points = (projection.point(*end) for end in ends)
    return any((x * 1000 - corner[0]) ** 2 + (y * 1000 - corner[1]) ** 2 <= 1e6 for x, y in points)


def _assert_parted(board: Board, river: str, right: Sequence[str], left: Sequence[str]) -> None:
    """No way leads from a place of one bank to one of the other, near the river and without crossing it."""
    touched = {end for pair, name in board.river_names.items() if name == river for end in pair}
    strip = {near for here in touched for near in board.grid.within(here, 1)}
    for bank, other in ((right, left), (left, right)):
        ends = {board.places[id].at: id for id in other if id in board.places}
        for id in bank:
            if id in board.places and board.places[id].at in strip:
                found = _reached(board.places[id].at, _ways(board, river, strip)) & set(ends)
                assert not found, (id, [ends[here] for here in found])


def _ways(board: Board, river: str, strip: set[Hex]) -> dict[Hex, list[Hex]]:
    """Where one can go inside a strip without crossing a major river; around its loose ends is no way."""
    land = {here for here in strip if not _is_near_an_end(board, river, here)}
    return {
        here: [
            near
            for near in board.grid.around[here]
            if near in land and board.rivers.get(side(here, near)) is not RiverKind.MAJOR
        ]
        for here in land
    }


def _is_near_an_end(board: Board, river: str, here: Hex) -> bool:
    """Whether a hex lies at the source of a river, or where the atlas loses sight of it."""
    line = next(line for line in atlas().rivers if line.name == river)
    projection = Projection(board.grid, board.frame)
    x, y = projection.layout.centre(here)
    ends = [line.path[0]] if line.into else [line.path[0], line.path[-1]]
    return any((x - ex) ** 2 + (y - ey) ** 2 < 4 for ex, ey in (projection.point(*end) for end in ends))


def _reached(start: Hex, near: dict[Hex, list[Hex]]) -> set[Hex]:
    found, waiting = {start}, [start]
    while waiting:
        for there in near.get(waiting.pop(), ()):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


def _is_rim(board: Board, *places: str) -> bool:
    return any(len(board.grid.around[board.places[id].at]) < 6 for id in places)
