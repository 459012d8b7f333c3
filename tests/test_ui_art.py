"""The drawing of the map: the camera, chunks, counters, overlays, names, previews."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame
import pytest

from game.files import load_scenario
from game.hexgrid.coords import OFF_MAP
from game.model.kinds import NOBODY, FactionId, Sight, SupplyState
from game.model.scenario import Setting
from game.model.state import View
from game.ui import counters, lines, theme
from game.ui.camera import Camera
from game.ui.chunks import Budget, ChunkCache, Spot, spots
from game.ui.counters import counter_look
from game.ui.lines import unit_layout
from game.ui.mapview import MapOptions, MapView, render_preview
from game.ui.minimap import Minimap
from game.ui.names import Names
from game.ui.overlay import Overlay
from game.ui.regions import Lettering, lie_of, short
from game.ui.supply_marks import SupplyWays
from tests.support import fake_map

PORT = pygame.Rect(40, 30, 500, 400)
LEVELS = range(len(theme.HEX_WIDTHS))


@pytest.fixture(scope="module", autouse=True)
def display() -> None:
    pygame.display.init()
    pygame.font.init()


@pytest.fixture(scope="module")
def view() -> View:
    return fake_map.view()


@pytest.fixture(scope="module")
def scene(view: View) -> MapView:
    return MapView(view.setting)


def looks_of(setting: Setting) -> dict[FactionId, theme.FactionLook]:
    return {one.id: theme.look(one.colour, one.pattern) for one in setting.factions.values()}


def shipped() -> Setting:
    return load_scenario(Path(__file__).parents[1] / "scenarios" / "deir_al_zor.yaml").setting


def shot(scene: MapView, camera: Camera, view: View, over: Overlay | None = None) -> bytes:
    surface = pygame.Surface((600, 460), 0, 32)
    scene.finish(surface, camera, view, over or Overlay())
    return pygame.image.tobytes(surface, "RGB")


# The camera


@pytest.mark.parametrize("level", LEVELS)
def test_the_hex_under_a_hex_s_own_centre_is_that_hex(level: int) -> None:
    camera = Camera(fake_map.GRID, PORT, level)
    seen = [here for here in range(len(fake_map.GRID)) if PORT.collidepoint(camera.point_of(here))]
    assert seen
    assert all(camera.hex_under(camera.point_of(here)) == here for here in seen)


def test_no_hex_is_found_outside_the_port() -> None:
    camera = Camera(fake_map.GRID, PORT)
    assert camera.hex_under((PORT.left - 1, PORT.top + 50)) == OFF_MAP


def test_zooming_keeps_the_hex_under_the_pointer() -> None:
    camera = Camera(fake_map.GRID, PORT, 4)
    anchor = camera.point_of(camera.hex_under(PORT.center))
    before = camera.hex_under(anchor)
    assert camera.zoom(1, anchor)
    assert camera.hex_under(anchor) == before
    assert not camera.zoom(1, anchor)


def test_the_map_cannot_be_lost_by_panning() -> None:
    camera = Camera(fake_map.GRID, PORT, 5)
    camera.pan(-1e6, 1e6)
    assert camera.sees(fake_map.GRID.hex_at(0, fake_map.ROWS - 1))
    camera.pan(1e6, -1e6)
    assert camera.sees(fake_map.GRID.hex_at(fake_map.COLS - 1, 0))


def test_revealing_a_hex_moves_the_map_only_when_it_must() -> None:
    camera = Camera(fake_map.GRID, PORT, 5)
    assert not camera.reveal(camera.hex_under(PORT.center))
    assert camera.reveal(0)
    assert camera.sees(0)


# Lines


def test_a_river_is_one_curve_through_the_middle_of_each_of_its_hexsides(view: View) -> None:
    board = view.setting.board
    great = [sides for kind, _, sides in lines.rivers(board) if kind == "major"]
    for sides in great:
        curves = list(lines.along_sides(board.grid, sides))
        points = {point for curve in curves for point in curve}
        assert all(lines.middle_of(board.grid, pair) in points for pair in sides)


def test_a_road_crosses_a_river_where_the_bridge_is_drawn(view: View) -> None:
    board = view.setting.board
    bridges = [pair for pair in board.roads if pair in board.crossing_at]
    curves = list(lines.along_hexes(board.grid, sorted(board.roads)))
    points = {point for curve in curves for point in curve}
    assert bridges
    assert all(lines.middle_of(board.grid, pair) in points for pair in bridges)


def test_dashes_add_up_to_their_share_of_a_line() -> None:
    dashes = list(lines.dashes(((0.0, 0.0), (3.0, 0.0), (10.0, 0.0)), 1.0, 1.0))
    assert [dash[0][0] for dash in dashes] == pytest.approx([0, 2, 4, 6, 8])
    assert all(dash[-1][0] - dash[0][0] == pytest.approx(1.0) for dash in dashes)


# Chunks


def test_the_chunk_cache_stays_under_its_limit_and_drops_the_least_used() -> None:
    cache = ChunkCache(limit=3 * 256 * 256 * 4)
    keys = [("ground", Spot(0, at, 0)) for at in range(4)]
    for key in keys[:3]:
        cache.put(key, pygame.Surface((256, 256), 0, 32))
    cache.get(keys[0])
    cache.put(keys[3], pygame.Surface((256, 256), 0, 32))
    assert keys[0] in cache and keys[1] not in cache
    assert cache.bytes <= cache.limit


def test_chunks_are_baked_from_the_middle_outwards() -> None:
    camera = Camera(fake_map.GRID, pygame.Rect(0, 0, 900, 700), 5)
    order = spots(camera.level, camera.window, camera.layout)
    middle = pygame.Vector2(camera.window.center)
    distances = [middle.distance_to(spot.rect.center) for spot in order]
    assert distances == sorted(distances)


def test_a_frame_without_time_bakes_one_chunk_a_layer_and_asks_for_more(view: View) -> None:
    scene = MapView(view.setting)
    camera = scene.camera(pygame.Rect(0, 0, 600, 460), 4)
    surface = pygame.Surface((600, 460))
    frames = 1
    while not scene.draw(surface, camera, view, budget_ms=0.0):
        frames += 1
        assert frames < 100
    assert frames > 2
    assert Budget(0).allows()


def test_a_frame_drawn_piecemeal_ends_as_the_frame_drawn_at_once(view: View, scene: MapView) -> None:
    piecemeal = MapView(view.setting)
    camera = scene.camera(PORT, 3)
    surface = pygame.Surface((600, 460), 0, 32)
    while not piecemeal.draw(surface, camera, view, budget_ms=0.0):
        pass
    piecemeal.draw(surface, camera, view)
    assert pygame.image.tobytes(surface, "RGB") == shot(scene, camera, view)


def test_nothing_is_drawn_outside_the_port(view: View, scene: MapView) -> None:
    surface = pygame.Surface((600, 460), 0, 32)
    surface.fill((1, 2, 3))
    scene.finish(surface, scene.camera(PORT, 2), view)
    surface.fill((1, 2, 3), PORT)
    assert pygame.transform.average_color(surface)[:3] == (1, 2, 3)


# What is seen


def test_the_same_view_is_the_same_picture(view: View, scene: MapView) -> None:
    camera = scene.camera(PORT, 3)
    assert shot(scene, camera, view) == shot(MapView(view.setting), camera, view)


def test_a_change_of_control_is_drawn_and_taken_back(view: View, scene: MapView) -> None:
    camera = scene.camera(PORT, 3)
    before = shot(scene, camera, view)
    here = camera.hex_under(PORT.center)
    control = list(view.control)
    control[here] = "sdf" if control[here] != "sdf" else NOBODY
    assert shot(scene, camera, replace(view, control=tuple(control))) != before
    assert shot(scene, camera, view) == before


def test_a_hex_that_falls_out_of_sight_is_darker(view: View, scene: MapView) -> None:
    camera = scene.camera(PORT, 4)
    here = next(at for at, sight in view.vision.items() if sight is Sight.KNOWN and camera.sees(at)
                and not view.units_at(at) and at not in view.setting.board.places_at)  # fmt: skip
    unseen = replace(view, vision={at: sight for at, sight in view.vision.items() if at != here})
    camera.centre_on(here)
    assert _light(scene, camera, unseen, here) < _light(scene, camera, view, here)


def _light(scene: MapView, camera: Camera, view: View, here: int) -> int:
    surface = pygame.Surface((600, 460), 0, 32)
    scene.finish(surface, camera, view)
    box = pygame.Rect(0, 0, 14, 14)
    box.center = round(camera.point_of(here)[0]), round(camera.point_of(here)[1])
    return sum(pygame.transform.average_color(surface, box)[:3])


def test_switches_change_the_picture_and_back(view: View) -> None:
    scene = MapView(view.setting)
    camera = scene.camera(PORT, 3)
    plain = shot(scene, camera, view)
    for name in MapOptions.__slots__:
        scene.switch(replace(MapOptions(), **{name: not getattr(MapOptions(), name)}))
        assert shot(scene, camera, view) != plain, name
    scene.switch(MapOptions())
    assert shot(scene, camera, view) == plain


@pytest.mark.parametrize(
    "over",
    [
        Overlay(selected=230),
        Overlay(hover=230),
        Overlay(reach_attack=frozenset((230, 231))),
        Overlay(reach_move=frozenset((230, 231))),
        Overlay(targets=frozenset((230,))),
        Overlay(patterned=((frozenset((230,)), theme.ZOC_FULL),)),
        Overlay(would_starve=frozenset((230,))),
        Overlay(would_strain=frozenset((230,))),
        Overlay(group=frozenset((230,))),
        Overlay(path=(229, 230, 231), costs=(0, 2, 5)),
        Overlay(attacks=((230, 231),)),
        Overlay(supply_ways=SupplyWays(((229, 230, 1),))),
        Overlay(cut=frozenset((230,))),
        Overlay(lifted=frozenset(("u07", "u08"))),
    ],
    ids=lambda over: next(
        name for name in Overlay.__slots__ if getattr(over, name) != getattr(Overlay(), name)
    ),
)
def test_an_overlay_is_drawn_and_leaves_no_trace(view: View, scene: MapView, over: Overlay) -> None:
    camera = scene.camera(PORT, 3)
    camera.centre_on(230)
    before = shot(scene, camera, view)
    assert shot(scene, camera, view, over) != before
    assert shot(scene, camera, view) == before


# Counters


@pytest.mark.parametrize(
    "change",
    [
        {"steps": 1},
        {"supply": SupplyState.STRAINED},
        {"supply": SupplyState.OUT},
        {"disrupted": True},
        {"dig_in": 2},
        {"active": True},
        {"done": True},
        {"faction": "isis"},
    ],
    ids=str,
)
@pytest.mark.parametrize("edge", [19, 32, 51])
def test_a_counter_shows_its_condition(view: View, edge: int, change: dict[str, object]) -> None:
    unit = replace(view.units["u00"], steps=4)
    looks = looks_of(view.setting)
    changed = replace(unit, **change)
    plain = counters.picture(counter_look(unit, looks[unit.faction]), edge)
    other = counters.picture(counter_look(changed, looks[changed.faction]), edge)
    assert pygame.image.tobytes(plain, "RGBA") != pygame.image.tobytes(other, "RGBA")


def test_a_counter_prints_the_strength_of_the_steps_it_has_left(view: View) -> None:
    unit = replace(view.units["u00"], type=fake_map.unit_type("infantry"), steps=2)
    look = counter_look(unit, looks_of(view.setting)["gov"])
    assert counters.factors(look, 40) == "4-3-10"
    assert counters.factors(look, 26) == "4-3"
    assert counters.factors(replace(look, move=21, barrage=3), 40) == "3°-3-10½"


def test_ink_is_legible_on_every_faction_s_colour() -> None:
    for name, look in {**looks_of(shipped()), "": theme.look(*theme.NEUTRAL)}.items():
        bright, dark = sorted((theme.luminance(look.ink), theme.luminance(look.colour)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 3.5, name


def test_factions_that_share_a_colour_differ_by_pattern() -> None:
    looks = [(look.colour, look.pattern) for look in looks_of(shipped()).values()]
    assert len(set(looks)) == len(looks)


# Minimap and preview


def test_the_minimap_finds_hexes_and_frames_the_window(view: View, scene: MapView) -> None:
    small = Minimap(scene, (240, 160))
    camera = scene.camera(PORT, 5)
    frame = small.frame(camera)
    assert small.hex_under(frame.center) in fake_map.GRID.within(camera.hex_under(PORT.center), 1)
    assert small.hex_under((-1, 5)) == OFF_MAP
    assert pygame.Rect((0, 0), small.size).contains(frame)
    assert small.picture(view).get_size() == small.size


def test_the_minimap_shows_no_more_than_the_view(view: View, scene: MapView) -> None:
    small = Minimap(scene, (240, 160))
    shown = pygame.image.tobytes(small.picture(view), "RGB")
    fewer = replace(view, units={key: unit for key, unit in view.units.items() if unit.faction == "gov"})
    assert pygame.image.tobytes(small.picture(fewer), "RGB") != shown


def test_a_preview_fits_its_size(view: View) -> None:
    picture = render_preview(view.setting, (400, 200))
    assert picture.get_width() <= 400 and picture.get_height() <= 200
    assert max(picture.get_width() - 399, picture.get_height() - 199) >= 0
    manned = render_preview(view.setting, (400, 200), view)
    assert pygame.image.tobytes(manned, "RGB") != pygame.image.tobytes(picture, "RGB")


# The lettering of the land


def test_deserts_ranges_and_lakes_are_lettered_inside_themselves_and_clear_of_each_other() -> None:
    board = shipped().board
    names = Names(board)
    layout = unit_layout(board.grid)
    land = {region.name: frozenset(region.hexes) for region in board.regions}
    assert "Jabal Bishri" in land and "Lake Assad" in land
    for level, width in enumerate(theme.HEX_WIDTHS):
        boxes = [box for _, box in Lettering(board, False).labels(width)]
        inside = [layout.hex_under(box.centerx / width, box.centery / width) for box in boxes]
        covered = frozenset[int]().union(*land.values())
        assert boxes and sum(here in covered for here in inside) > 0.9 * len(inside)
        assert len(names.under(level, width)) >= len(boxes)


def test_two_names_of_the_land_never_cover_each_other() -> None:
    lettering = Lettering(shipped().board, True)  # joined letters: a name a picture
    boxes = [box for _, box in lettering.labels(40)]
    assert len(boxes) > 3
    assert all(a.collidelist([b for b in boxes if b is not a]) < 0 for a in boxes)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Badiya (Syrian Desert)", "Badiya"),
        ("Jabal al-Mazar - Jabal Hayyan ridge", "Jabal al-Mazar"),
        ("Sukhna - Tantur heights", "Sukhna - Tantur heights"),
        ("Aleppo-Idlib plain", "Aleppo-Idlib plain"),
    ],
)
def test_a_map_prints_the_short_name_of_a_region(name: str, printed: str) -> None:
    assert short(name) == printed


def test_a_name_runs_along_what_is_long_and_level_over_what_is_round() -> None:
    row = [(float(x), x * 0.5) for x in range(9)]
    lie = lie_of(row)
    assert lie.turn == pytest.approx(0.4636, abs=0.01) and lie.middle == (4.0, 2.0)
    assert lie_of([(x, y) for x in (0.0, 1.0, 2.0) for y in (0.0, 1.0, 2.0)]).turn == 0.0


def test_no_name_of_a_place_leaves_the_sheet() -> None:
    board = shipped().board
    wide, tall = unit_layout(board.grid).size()
    for level, width in enumerate(theme.HEX_WIDTHS):
        sheet = pygame.Rect(0, 0, int(wide * width), int(tall * width))
        labels = Names(board).over(level, width)
        assert labels and all(sheet.contains(box.inflate(0, -round(box.h * 0.36))) for _, box in labels)
