"""The View of a faction as GeoJSON (RFC 7946): hexes, places and units at their latitude and longitude."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from game.geo.projection import Projection
from game.model.kinds import Sight
from game.model.state import View
from game.model.units import Unit

DIGITS = 5
"""Digits of a degree: about a metre."""

SEEN = {Sight.UNKNOWN: "no", Sight.PRESENCE: "presence", Sight.KNOWN: "yes"}


def geojson_of(view: View) -> str:
    """Return what a faction knows, as text to be written into a file; nothing else gets into it."""
    writer = _Writer(view)
    features = [*writer.hexes(), *writer.places(), *writer.units(), *writer.contacts()]
    clock, setting = view.setting.clock, view.setting
    about = {
        "scenario": setting.id,
        "title": setting.title,
        "turn": view.turn,
        "date": clock.date_of(view.turn).isoformat(),
        "faction": view.faction,
    }
    document = {"type": "FeatureCollection", "properties": about, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


class _Writer:
    """Makes the features of one View."""

    def __init__(self, view: View) -> None:
        self.view, self.board = view, view.setting.board
        self.map = Projection(self.board.grid, self.board.frame)

    def hexes(self) -> Iterator[dict[str, Any]]:
        """Yield each hex as a polygon: ground, country, holder as last seen, whether it is seen now."""
        for here in range(len(self.board.grid)):
            corners = [self._point(*self.map.lat_lon(x, y)) for x, y in self.map.layout.corners(here)]
            corners.reverse()  # outer rings run against the clock
            known = {
                "kind": "hex",
                "hex": self.board.grid.label(here),
                "terrain": self.board.terrain[here].id,
                "country": self.board.country[here],
                "control": self.view.control[here] or None,
                "seen": SEEN[Sight(self.view.vision.get(here, Sight.UNKNOWN))],
            }
            yield _feature({"type": "Polygon", "coordinates": [[*corners, corners[0]]]}, known)

    def places(self) -> Iterator[dict[str, Any]]:
        """Yield each place where it really lies, with its holder and what it is worth."""
        assets = self.view.setting.assets
        for place in self.board.places.values():
            known: dict[str, Any] = {
                "kind": "place",
                "id": place.id,
                "name": place.name,
                "name_ar": place.name_ar,
                "place": place.kind,
                "control": self.view.control[place.at] or None,
            }
            if place.id in assets:
                known["value"] = assets[place.id].value
            yield self._at(place.lat, place.lon, known)

    def units(self) -> Iterator[dict[str, Any]]:
        """Yield one's own units and the identified ones of others."""
        for unit in self.view.units.values():
            if unit.at >= 0:
                yield self._at(*self.map.centre(unit.at), {"kind": "unit", **self._unit(unit)})

    def _unit(self, unit: Unit) -> dict[str, Any]:
        return {
            "id": unit.id,
            "name": unit.name,
            "faction": unit.faction,
            "type": unit.type.name,
            "steps": unit.steps,
            "posture": unit.posture.value,
            "hex": self.board.grid.label(unit.at),
        }

    def contacts(self) -> Iterator[dict[str, Any]]:
        """Yield what is seen without being known, or was seen some turns ago."""
        for contact in self.view.contacts:
            known: dict[str, Any] = {
                "kind": "contact",
                "faction": contact.faction,
                "turns_ago": contact.age,
                "hex": self.board.grid.label(contact.at),
            }
            if contact.unit is not None:
                known["name"] = contact.unit.name
            yield self._at(*self.map.centre(contact.at), known)

    def _at(self, lat: float, lon: float, known: dict[str, Any]) -> dict[str, Any]:
        return _feature({"type": "Point", "coordinates": self._point(lat, lon)}, known)

    def _point(self, lat: float, lon: float) -> list[float]:
        return [round(lon, DIGITS), round(lat, DIGITS)]


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
