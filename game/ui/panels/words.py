"""Facts of the game in a few words, for cards and tooltips. The same words everywhere."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.board import Place
from game.model.kinds import NOBODY, CrossingState, FactionId, Relation, Sight, SupplyState
from game.model.state import View
from game.model.tongue import listed, mark, t, tell
from game.model.units import Unit
from game.rules.score import worth_of
from game.ui import theme
from game.ui.counters import worn

RELATIONS = {
    Relation.ALLIED: "allied",
    Relation.COOPERATING: "co-operating",
    Relation.NEUTRAL: "neutral",
    Relation.DECONFLICTED: "deconflicted",
    Relation.HOSTILE: "hostile",
}
SUPPLY = {
    SupplyState.FULL: mark("in supply"),
    SupplyState.STRAINED: mark("strained supply: attack weaker"),
    SupplyState.OUT: mark("out of supply"),
}
SUPPLY_COLOURS = {
    SupplyState.FULL: theme.GOOD,
    SupplyState.STRAINED: theme.WARN,
    SupplyState.OUT: theme.BAD,
}


def half_points(points: int) -> str:
    """Return a number of half points in whole ones: 3 is '1½'."""
    whole, half = divmod(points, 2)
    return f"{whole}½" if half and whole else "½" if half else f"{whole}"


def strength(unit: Unit) -> str:
    """Return attack and defence of the steps a unit has left, as its counter shows them."""
    return f"{worn(unit.type.attack, unit)}-{worn(unit.type.defence, unit)}"


def percent(ways: int) -> int:
    """Return a number of the 36 results in per cent, half rounded up."""
    return (ways * 200 + 36) // 72


def tenths(value: int) -> str:
    """Return a number of tenths as a decimal."""
    return f"{value / 10:g}"


def faction_name(view: View, faction: FactionId) -> str:
    """Return a faction's short name, or that nobody holds the ground."""
    if faction == NOBODY or faction not in view.setting.factions:
        return t("nobody")
    return tell(view.setting.factions[faction].name)


def status(unit: Unit) -> str:
    """Return what a unit has done this turn and what it may still do."""
    words = []
    if unit.disrupted:
        words.append("disrupted")
    if unit.attacked:
        words.append(t("has attacked"))
    elif unit.done:
        words.append(t("has acted"))
    elif unit.active:
        words.append(t("active, has moved") if unit.moved else t("active"))
    else:
        words.append(t("has moved") if unit.moved else t("not activated"))
    return ", ".join(words)


def where(view: View, here: Hex) -> str:
    """Return a place's name and the hex's number."""
    name = view.setting.board.name_of(here)
    return tell(name) if here in view.setting.board.places_at else t("Hex {name}", name=name)


def place_line(view: View, place: Place) -> str:
    """Return a place with its kind and what it is worth."""
    asset = view.setting.assets.get(place.id)
    kind = place.kind.replace("_", " ")
    return (
        t("{place} ({kind}, value {value})", place=place.name, kind=kind, value=worth_of(view, asset))
        if asset
        else t("{place} ({kind})", place=place.name, kind=kind)
    )


def ground_lines(view: View, here: Hex) -> list[str]:
    """Return what there is to know of a hex's ground."""
    board = view.setting.board
    terrain = board.terrain[here]
    sight = view.vision.get(here, Sight.UNKNOWN)
    seen = {Sight.KNOWN: t("seen well"), Sight.PRESENCE: t("seen dimly"), Sight.UNKNOWN: t("not seen now")}[
        sight
    ]
    held = faction_name(view, view.control[here])
    lines = [t("{terrain}, held by {held}; {seen}", terrain=terrain.name, held=held, seen=seen)]
    shift = t("attack {shift}", shift=f"{terrain.shift:+d}") if terrain.shift else t("no shift")
    lines.append(
        t(
            "Defence: {shift}; room for {stack_steps} steps; works to level {level}",
            shift=shift,
            stack_steps=terrain.stack_steps,
            level=terrain.dig_in,
        )
    )
    roads = {road.value for near in board.grid.around[here] if (road := board.road(here, near))}
    if roads:
        lines.append(t("Roads: {roads}", roads=listed(sorted(roads))))
    lines += [place_line(view, place) for place in board.places_at.get(here, ())[:3]]
    return lines + _crossing_lines(view, here) + _city_lines(view, here)


def _crossing_lines(view: View, here: Hex) -> list[str]:
    board = view.setting.board
    lines = []
    for crossing in board.crossings.values():
        if here in crossing.side:
            state = view.crossings.get(crossing.id, CrossingState.OPEN)
            condition = {"open": t("open"), "laying": t("being laid"), "down": t("down")}[state.value]
            kind = crossing.kind.value
            lines.append(t("{crossing}: {kind}, {state}", crossing=crossing.name, kind=kind, state=condition))
    return lines


def _city_lines(view: View, here: Hex) -> list[str]:
    """Return who holds which districts of a city."""
    plan = view.setting.city_at.get(here)
    siege = view.cities.get(plan.place) if plan else None
    if siege is None:
        return []
    held = ", ".join(f"{faction_name(view, f)} {count}" for f, count in siege.holders.items() if count)
    return [t("Districts: {held}", held=held)]


def move_line(view: View, unit: Unit, here: Hex) -> str:
    """Return what a hex's ground costs the selected unit."""
    cost = view.setting.board.terrain[here].cost(unit.type.mobility)
    if cost is None:
        return t("{unit} cannot enter this ground", unit=unit.name)
    words = mark("{points} points off the road for {unit}")
    if cost <= 2:
        words = mark("{points} point off the road for {unit}")
    return t(words, points=half_points(cost), unit=unit.name)
