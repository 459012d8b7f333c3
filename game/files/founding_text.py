"""A founded scenario as the YAML that its author goes on from: short and commented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from game.files.archive import Capture, Power
from game.files.founding import MAPPED, Counter, Founding, spot
from game.model.kinds import FactionId

HQ = "main"
"""The one headquarters that each faction begins with."""
DUMP = 6
"""Turns that a pocket can live from its stores."""
TOLERANCE = 14
"""Days that a milestone may lie off history."""


def text_of(made: Founding, pars: Mapping[FactionId, str]) -> str:
    """Return a whole scenario file; `pars` are the scores that are par, as they are written."""
    parts = (_head(made), _factions(made, pars), _sides(made), _control(made), _assets(made), _units(made))
    tail = (_arrivals(made), _history(made))
    return "\n".join("\n".join(part) for part in (*parts, *tail) if part) + "\n"


def _head(made: Founding) -> list[str]:
    frame = made.frame
    box = frame.bounds
    names = " and ".join((", ".join(one.name for one in made.powers[:-1]), made.powers[-1].name))
    return [
        "# yaml-language-server: $schema=base/scenario.schema.json",
        "# Cut out of the atlas by `main.py new`; the sources of formations, places and dates stand in",
        "# base/archive and base/atlas. What is marked (*) is a first guess, for you to replace.",
        "format: 1",
        f"id: {frame.id}",
        "extends: base/syria_2017",
        f"title: {quoted(frame.title)}",
        f"summary: {quoted(f'{frame.start:%d %B %Y}. {names} meet here.')}    # (*)",
        "",
        f"clock: {{start: {frame.start}, turn_days: {frame.turn_days}, turns: {frame.turns}, impulses: 1}}",
        "map:",
        f"  bounds: {{west: {box.west:g}, south: {box.south:g}, east: {box.east:g}, north: {box.north:g}}}",
        f"  hex_km: {frame.hex_km}",
        "",
    ]


def _factions(made: Founding, pars: Mapping[FactionId, str]) -> list[str]:
    return [
        "# command (*): a point for every few units. par (*): the score that a faction has at the start.",
        "factions:",
        *(line for power in made.powers for line in _faction(made, power, pars[power.id])),
        "",
    ]


def _faction(made: Founding, power: Power, par: str) -> Iterator[str]:
    yield f"  {power.id}:"
    yield f"    name: {quoted(power.name)}"
    yield f"    short: {power.short}"
    yield f'    colour: "{power.colour}"'
    yield f"    pattern: {power.pattern}"
    yield f"    command: {{1: {command_of(made, power.id)}}}"
    if power.air:
        yield f"    air: {{1: {power.air}}}"
    if power.replacements:
        yield f"    replacements: {{1: {power.replacements}}}"
    yield f"    countries: [{', '.join(power.countries)}]"
    held = made.sources(power)
    if held:
        yield f"    capital: {held[0]}"
        yield f"    sources: [{', '.join(held)}]"
    elif power.guest:
        hosts = [one for one in made.powers if one.id in power.guest]
        yield f"    patron_sources: {listed(place for host in hosts for place in made.sources(host))}"
    if power.town_supply:
        yield "    town_supply: true"
    yield f"    hqs: {{{HQ}: {quoted(power.name)}}}"
    yield f"    par: {par}"


def command_of(made: Founding, power: FactionId) -> int:
    """Return the command points that a power has for its units."""
    units = sum(one.count for one in (*made.counters, *made.arrivals) if one.power == power)
    wanted = -(-units // made.archive.units_a_point)
    return min(made.archive.most_points, max(1, wanted))


def _sides(made: Founding) -> list[str]:
    there = {one.id for one in made.powers}
    pairs = [row for row in made.archive.relations if {row[0], row[1]} <= there]
    against = [one for one in made.archive.all_against if one in there]
    lines = [
        f"order: {listed(one.id for one in made.powers)}",
        f"sides: [{', '.join(map(listed, made.sides))}]",
        f"camps: [{', '.join(map(listed, made.camps))}]",
        "relations:",
        "  default: neutral",
    ]
    if pairs:
        lines += ["  pair:", *(f"    - [{a}, {b}, {stance}]" for a, b, stance in pairs)]
    if against:
        lines.append(f"  all_against: {listed(against)}")
    return [*lines, ""]


def _control(made: Founding) -> list[str]:
    there = {one.id for one in made.powers}
    codes = {code: power.id for power in made.powers for code in power.codes}
    lines = [
        f"# Who held what on {MAPPED:%d %B %Y} by the atlas, and what had changed hands by the start.",
        "control:",
        f"  date: {MAPPED}",
        f"  map: {{{', '.join(f'{code}: {power}' for code, power in codes.items())}}}",
    ]
    if made.shifts:
        lines.append("  set:")
    for shift in made.shifts:
        whose = f", faction: {shift.power}" if shift.power in there else ""  # nobody's otherwise
        lines.append(f"    - {{place: {shift.place}, radius: {made.reach}{whose}}}    # {shift.on}")
    return [*lines, ""]


def _assets(made: Founding) -> list[str]:
    rows = [f"  {place.id}: {{value: {value}, kind: {kind}}}" for place, value, kind in made.assets()]
    lines = ["# What is worth points at the table (*), by its weight in the atlas.", "assets:", *rows]
    if made.pockets:
        lines += ["# Ground that is cut off and lives from its stores (*).", "pockets:"]
    lines += [
        f"  {place}: {{faction: {who}, dump: {DUMP}, radius: 2}}" for place, who in made.pockets.items()
    ]
    return [*lines, ""]


def _units(made: Founding) -> list[str]:
    rows: list[str] = []
    for power in made.powers:
        rows += unit_rows(made, [one for one in made.counters if one.power == power.id], "  ")
    return [
        "# A step is 150 men; the ids are those of base/archive/order_of_battle.yaml.",
        "units:",
        *rows,
        "",
    ]


def unit_rows(made: Founding, counters: Sequence[Counter], indent: str, at: bool = True) -> list[str]:
    """Return a row for each counter, the ids of a formation's later ones lettered."""
    rows, seen = [], dict[str, int]()
    for one in counters:
        id = one.formation.id
        seen[id] = seen.get(id, 0) + 1
        letter = chr(ord("a") + seen[id] - 1)
        own = id if seen[id] == 1 else f"{id}_{letter}"
        words = [f"id: {own}", f"template: {one.template}", f"faction: {one.power}", f"hq: {HQ}"]
        words += [f"at: {spot(made.board, one.at)}"] if at else []
        words += [f"name: {quoted(one.formation.name)}", f"steps: {one.steps}"]
        words += [f"count: {one.count}"] if one.count > 1 else []
        rows.append(f"{indent}- {{{', '.join(words)}}}")
    return rows


def _arrivals(made: Founding) -> list[str]:
    groups: dict[tuple[int, FactionId, str], list[Counter]] = {}
    for one in made.arrivals:
        turn = made.frame.turn_of(one.formation.since)
        groups.setdefault((turn, one.power, spot(made.board, one.at)), []).append(one)
    if not groups:
        return []
    lines = ["arrivals:"]
    for number, ((turn, power, at), counters) in enumerate(groups.items(), start=1):
        names = ", ".join(dict.fromkeys(one.formation.name for one in counters))
        lines += [
            f"  - id: {power}_{number}",
            f"    turn: {turn}",
            f"    at: {at}",
            f"    text: {quoted(names[:150])}",
        ]
        lines += ["    units:", *unit_rows(made, counters, "      ", at=False)]
    return [*lines, ""]


def _history(made: Founding) -> list[str]:
    there = {one.id: one for one in made.powers}
    rows = []
    for one in made.archive.captures:
        power = made.archive.power_of(one.after)
        if made.frame.start < one.on < made.frame.end and one.place in made.board.places and power in there:
            rows.append(_milestone(made, one, str(power)))
    return (
        [
            "# What history reached, and when; reports measure games by it, no rule reads it.",
            "history:",
            *rows,
        ]
        if rows
        else []
    )


def _milestone(made: Founding, one: Capture, power: FactionId) -> str:
    name = made.board.places[one.place].name
    text = quoted(f"{made.power(power).short} takes {name}")
    return (
        f"  - {{id: {one.place}_{one.on:%m%d}, text: {text}, faction: {power}, kind: control, "
        f"places: [{one.place}], date: {_day(one.on)}, tolerance_days: {TOLERANCE}}}"
    )


def _day(day: date) -> str:
    return day.isoformat()


def listed(words: Iterable[str]) -> str:
    """Return words as a YAML list on one line."""
    return f"[{', '.join(words)}]"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
