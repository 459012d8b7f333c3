"""The atlas and its five frames for tests, read and drawn once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from game.geo.atlas import Atlas
from game.geo.projection import Bounds
from game.geo.raster import Drawing, draw
from game.model.board import Terrain

FOLDER = Path(__file__).parents[2] / "scenarios" / "base"
NAMES = ("places", "rivers", "lakes", "roads", "crossings", "terrain", "borders", "zones")
FRAMES: dict[str, tuple[Bounds, int]] = {
    "deir_al_zor": (Bounds(37.6, 33.9, 41.3, 36.3), 7),
    "al_tanf": (Bounds(36.9, 32.4, 41.1, 35.0), 8),
    "raqqah": (Bounds(37.6, 35.3, 40.9, 36.9), 6),
    "idlib": (Bounds(35.9, 35.0, 37.6, 36.5), 5),
    "race_to_geneva": (Bounds(35.4, 32.2, 42.6, 37.5), 10),
}
WORDS = ("desert", "rough", "escarpment", "sabkha", "valley", "mountain", "town", "city", "field", "lake")
TERRAIN = {word: Terrain(word, word, 2, 2, 2, 2, 0, 12, 1, 0) for word in WORDS}


def read(name: str) -> object:
    """Return a document of the base folder with all scalars as text."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)


@cache
def atlas() -> Atlas:
    """Return the atlas of the base folder."""
    documents = {name: read(f"atlas/{name}") for name in NAMES}
    return Atlas.from_documents({**documents, "control": read("atlas/control_2017_06_10")})


@cache
def drawing(frame: str) -> Drawing:
    """Return a frame drawn from the atlas."""
    bounds, hex_km = FRAMES[frame]
    return draw(atlas(), bounds, hex_km, TERRAIN)
