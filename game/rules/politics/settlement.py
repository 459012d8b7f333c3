"""What is agreed and what is not at the table (18.3, 18.4): who holds a place there, and what is disputed."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.kinds import NOBODY, FactionId, PlaceId
from game.model.state import Position
from game.rules.memo import once_a_position
from game.rules.politics.relations import allied


def on_the_ground(position: Position, place: PlaceId) -> FactionId:
    """18.3 Return who controls a place on the map, of a city the holder of most districts."""
    siege = position.cities.get(place)
    if siege is not None:
        return siege.controller
    return position.control[position.setting.board.places[place].at]


def holder_of(position: Position, place: PlaceId) -> FactionId:
    """18.3 Return who holds a place at the table: whom it was signed over to, else who controls it."""
    return position.affairs.conceded.get(place) or on_the_ground(position, place)


@once_a_position
def disputed(position: Position) -> Mapping[PlaceId, tuple[FactionId, ...]]:
    """18.4 Return the assets that others claim than hold them and their allies, with the claimants."""
    found: dict[PlaceId, tuple[FactionId, ...]] = {}
    for claimant, places in position.setting.politics.conference.claims.items():
        for place in places:
            holder = holder_of(position, place)
            open_claim = holder != NOBODY and not allied(position, claimant, holder)
            if place in position.setting.assets and open_claim:
                found[place] = (*found.get(place, ()), claimant)
    return found


def frozen_for(position: Position, place: PlaceId, faction: FactionId) -> bool:
    """18.4 Whether a place stayed in dispute when the talks were over and a faction claims it."""
    return bool(position.affairs.frozen) and faction in disputed(position).get(place, ())


def is_frozen(position: Position, place: PlaceId) -> bool:
    """18.4 Whether a place stayed in dispute when the talks were over."""
    return bool(position.affairs.frozen) and place in disputed(position)
