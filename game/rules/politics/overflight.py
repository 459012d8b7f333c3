"""Aircraft over another power's ring (9.8): drones and manned missions may be shot down."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.events import Grounded, MeansGranted
from game.model.kinds import FactionId
from game.model.politics import Zone
from game.model.state import State
from game.model.tongue import mark
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.ring import rings
from game.rules.politics.tension import strain


def shot_down(play: Play, faction: FactionId, at: Hex, manned: bool) -> int:
    """9.8 Return the throw with which an intruder's mission over a ring is shot down, 0 when it passes."""
    zone = _flown_over(play.state, faction, at)
    if zone is None:
        return 0
    state, figures = play.state, play.state.setting.rules.ring
    thrown = roll_two(state, "intercept", at, state.air.get(faction, 0))
    if thrown < (figures.aircraft_need if manned else figures.drone_need):
        return 0
    if manned:
        strain(play, zone.owner, faction, figures.aircraft_tension, mark("an aircraft is shot down"))
        play.enter(Grounded(faction, state.turn + figures.aircraft_turns))
    else:
        strain(play, zone.owner, faction, figures.drone_tension, mark("a drone is shot down"))
    return thrown


def _flown_over(state: State, faction: FactionId, at: Hex) -> Zone | None:
    """9.8 Return the ring over which a mission is met: its owner has air standing, and no truce."""
    for zone in rings(state):
        if faction in zone.intruders and at in zone.hexes and state.air.get(zone.owner, 0):
            return None if state.in_truce(zone.owner, faction) else zone
    return None


def stay_grounded(play: Play) -> None:
    """9.8 Whoever lost an aircraft has an air point less for some turns."""
    for faction, until in tuple(play.state.affairs.grounded.items()):
        if until >= play.state.turn and play.state.air.get(faction, 0):
            play.enter(MeansGranted(faction, 0, -1, mark("an aircraft lost")))
        if until <= play.state.turn:
            play.enter(Grounded(faction, 0))
