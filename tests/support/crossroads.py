"""A small map with one of everything the rules know, for games between fuzzing players."""

from __future__ import annotations

from typing import Any

from game.model.kinds import Posture
from game.model.scenario import (
    Arrival,
    Bands,
    Corridor,
    Gate,
    MeanOfTurns,
    Placement,
    Surge,
    Symbol,
    Withdrawal,
)
from game.model.state import State
from tests.support.sketch import of, sketch

ROWS = (
    ".  :  .  .  ~s ~  .  :  .  ^",
    " .  ab .  .  ~  ~t .  :C .  ^",
    ".  c  .  .  ~  ~  +D .  .  .",
    " .  d  :  ~f ~  .  .  E  .  .",
    "e  .  .  .  ~  #F ~  .  $G .",
    " .  .  .  .  ~  ~  ~  H  .  .",
    ".  g  .  _  .  .  +I .  .  .",
    " h  .  .  _  .  .  .  J  +K .",
    ".  .  *  *  u  .  .  .  .  .",
)
RIVER = "0501-0601 0502-0601 0502-0602 0503-0602 0503-0603 0504-0603 0504-0604 0504-0505 0505-0605 0505-0606"


def crossroads(seed: int = 1, fog: bool = True, impulses: int = 1, turns: int = 8) -> State:
    """Return the first state of a game for four factions and their air, engineers, city and pocket."""
    options: dict[str, Any] = {
        "fog": fog,
        "active": False,
        "control": {"*": "isis", WEST: "gov", NORTH: "sdf", SOUTH: "us"},
        "roads": {
            "0105-0205-0305-0405-0505-0605-0705-0805-0905": "paved",
            "0202-0203-0204-0205": "track",
            "0703-0804-0805-0806-0807-0908": "track",
        },
        "rivers": {RIVER: "major", "0707-0807 0707-0808": "minor"},
        "cliffs": "0901-1001 0902-1002",
        "crossings": {
            "bridge": ("bridge", "0505-0605"),
            "ferry": ("ferry", "0503-0603"),
            "site": ("pontoon", "0504-0604"),
        },
        "down": "site",
        "places": {
            "home": "city 0105", "city": "city 0605", "north": "town 0703", "south": "town 0707",
            "east": "town 0908", "wells": "oilfield 0905", "post": "town 0501", "base": "town 0509",
        },
        "countries": {"1001 1002 1003": "iraq"},
        "relations": {"gov sdf": "neutral"},
        "sources": {"gov": "home", "sdf": "post", "us": "base", "isis": "east"},
        "depots": {"depot": ("gov", "0205")},
        "cities": {"city": {"districts": 4, "holders": {"isis": 4, "gov": 0}, "dump": 2}},
        "pockets": {"south": ("isis", 4, 1)},
        "assets": {"home": 10, "city": 8, "north": 4, "south": 3, "east": 5, "wells": 6, "post": 2},
        "clock": {"impulses": impulses, "turns": turns, "variable_end": {turns - 1: 9}},
        "factions": FACTIONS,
        "setting": {
            "symbols": (Symbol("city", 5, frozenset()),),
            "corridors": (Corridor("gov", ("wells",), "home", 10, 6, {"us": 5}),),
            "means": (MeanOfTurns("isis", (2, 4, 6), 4),),
            "bands": Bands(100, 40, -10),
        },
        "scenario": {"arrivals": ARRIVALS, "withdrawals": (Withdrawal(5, ("g",), "Called away"),)},
    }  # fmt: skip
    return sketch(*ROWS, seed=seed, **options, **UNITS).state


WEST = " ".join(f"{col:02}{row:02}" for col in range(1, 5) for row in range(1, 10))
NORTH = "0501 0502 0601 0602"
SOUTH = "0509 0508"
UNITS = {
    "a": of("tiger_bn", hq="tiger"), "b": of("tiger_bn", hq="tiger", steps=2), "c": of("saa_inf", hq="army"),
    "d": of("saa_mech", hq="army"), "e": of("saa_battery", hq="army"), "f": of("saa_engineers", hq="army"),
    "g": of("ndf", hq="army", steps=2), "h": of("ndf", hq="army", steps=1),
    "s": of("ypg", faction="sdf"), "t": of("sdf_arab", faction="sdf"), "u": of("coalition_sof", faction="us"),
    "C": of("isis_mobile", posture=Posture.DELAY), "D": of("isis_garrison", dig_in=1), "E": of("isis_line"),
    "F": of("isis_line"), "G": of("isis_local"), "H": of("isis_inghimasi"), "I": of("isis_garrison"),
    "J": of("isis_battery"), "K": of("isis_mobile", posture=Posture.DELAY),
}  # fmt: skip
SYRIA_AND_IRAQ = frozenset({"syria", "iraq"})
FACTIONS: dict[str, dict[str, Any]] = {
    "gov": {
        "command": ((1, 4),),
        "air": ((1, 3),),
        "transport": 1,
        "replacements": ((2, 1),),
        "capital": "home",
        "surge": Surge(1, 2, 2, 6),
        "par": 150,
    },
    "sdf": {
        "command": ((1, 2),),
        "gates": (Gate(3, "city", True, "not before turn 3"),),
        "patron_sources": ("post",),
    },
    "us": {"command": ((1, 1),), "air": ((1, 2),)},
    "isis": {
        "command": ((1, 4),),
        "air": ((1, 1),),
        "transport": 1,
        "town_supply": True,
        "replacements": ((1, 1),),
        "countries": SYRIA_AND_IRAQ,
    },
}
RELIEF = Placement("x", "saa_mech", "gov", "army", "x", 40, Posture.HOLD, 0, 4, False)
RAIDERS = Placement("Y", "isis_mobile", "isis", "isis", "Y", 29, Posture.DELAY, 0, 2, True)
ARRIVALS = (
    Arrival("relief", "Relief", 6, (RELIEF,), 2, 2),
    Arrival("raiders", "Raiders", 3, (RAIDERS,), None, 0),
)
