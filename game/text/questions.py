"""Questions to the map in words: who may do what to whom, what falls with a hex, whose zones, who threatens,
when a unit could be where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId
from game.model.state import View
from game.model.units import Unit
from game.rules.desk_parts import short
from game.rules.foresight import threats, turns_to
from game.rules.lens import Deed, deeds, judged, most_important_other, who_may
from game.rules.supply import supply_map
from game.rules.supply_cut import bottleneck, if_falls
from game.rules.zoc import FULL, zones_by_owner
from game.text.sheet import points, where

HELP = """\
Questions to the map:
  lens [A B] [HEX]          what faction A may do to B, on the whole map or in a hex, with the rules
  supply [UNIT]             how the units are supplied, or the way supply takes to one
  supply if HEX             who would be worse off if an enemy stood in a hex
  turns UNIT N              where a unit could be in up to five turns
  zones [HEX]               whose zones of control bind you, and in a hex
  threat [HEX]              where enemies in sight could come
"""

DEEDS = {
    Deed.STRIKE: "may strike and enter",
    Deed.PRICE: "may strike, at a price",
    Deed.FIRE: "may strike and not enter",
    Deed.MEET: "may enforce its ring",
    Deed.RISK: "is in a ring and may be met there",
    Deed.SHADOW: "may only shadow",
    Deed.SHELTER: "finds the enemy sheltered",
    Deed.PASS: "may pass by road",
    Deed.SHARE: "shares all as a friend",
    Deed.CLOSED: "may not enter",
}
MOST_TURNS = 5
SHOWN = 40
"""How many hexes are listed before the rest is counted."""


def lens(view: View, words: Sequence[str]) -> Iterator[str]:
    """9.1 Yield what one faction may do to another, of the whole map or of one hex."""
    factions = [word for word in words if word in view.setting.factions]
    actor = factions[0] if factions else view.faction
    other = factions[1] if len(factions) > 1 else most_important_other(view, actor)
    rest = [word for word in words if word not in view.setting.factions]
    here = _hex(view, rest)
    if rest and here == OFF_MAP:
        yield f"factions are {' '.join(view.setting.factions)}; hexes have numbers such as 0407"
    elif rest:
        yield f"{where(view, here)}: {short(view, actor)} {DEEDS[judged(view, actor, other, here).deed]}"
        yield from (f"  {finding}" for finding in judged(view, actor, other, here).findings)
        for deed, others in who_may(view, other, here).items():
            names = ", ".join(short(view, one) for one in others)
            yield f"  to {short(view, other)} here, {names}: {DEEDS[deed]}"
    else:
        stance = view.relation(actor, other).value
        yield f"What {short(view, actor)} may do to {short(view, other)}, {stance}:"
        yield from _by_deed(view, deeds(view, actor, other))


def _by_deed(view: View, found: Sequence[Deed]) -> Iterator[str]:
    for deed in Deed:
        hexes = [here for here, one in enumerate(found) if one is deed]
        if hexes:
            yield f"  {DEEDS[deed]}: {len(hexes)} hexes: {_listed(view, hexes)}"


def supply(view: View, words: Sequence[str]) -> Iterator[str]:
    """7.1 Yield how units are supplied, the way to one of them, or what falls with a hex."""
    if words[:1] == ["if"]:
        here = _hex(view, words[1:])
        yield from _if_falls(view, here) if here != OFF_MAP else ["`supply if HEX` wants a hex such as 0407"]
    elif words:
        unit = _own(view, words[0])
        yield from (
            _way_to(view, unit) if unit else ["the id of one of your units is wanted; `units` lists them"]
        )
    else:
        supplied = supply_map(view, view.faction)
        for unit in view.units_of(view.faction):
            cost = supplied.costs.get(unit.at)
            far = "" if cost is None else f", {points(cost)} points from a source"
            yield f"  {unit.id} {where(view, unit.at)}: {supplied.state_at(unit.at).value}{far}"


def _way_to(view: View, unit: Unit) -> Iterator[str]:
    supplied = supply_map(view, view.faction)
    if unit.at not in supplied.costs:
        yield f"no supply reaches {unit.name}: {supplied.state_at(unit.at).value}"
        return
    way = supplied.path(unit.at)
    label = view.setting.board.grid.label
    yield f"{unit.name}: {supplied.state_at(unit.at).value}, from {where(view, way[0])}"
    yield "  " + ", ".join(f"{label(here)} at {points(supplied.costs.get(here, 0))}" for here in way)
    narrow = bottleneck(view, view.faction, unit.at)
    if narrow != OFF_MAP:
        yield f"  its bottleneck is {where(view, narrow)}: `supply if {label(narrow)}`"


def _if_falls(view: View, here: Hex) -> Iterator[str]:
    cut = if_falls(view, view.faction, here)
    if not cut.matters:
        yield f"if an enemy stood in {where(view, here)} nobody would be worse off"
        return
    yield f"If an enemy of {short(view, cut.foe)} stood in {where(view, here)} (rules 3.1, 7.1):"
    places = view.setting.board.places
    parts = {
        "out of supply": [view.units[one].name for one in cut.out],
        "strained": [view.units[one].name for one in cut.strained],
        "places cut off": [places[one].name for one in cut.places],
        "depots dead": [view.depots[one].name for one in cut.depots],
    }
    yield from (f"  {what}: {', '.join(names)}" for what, names in parts.items() if names)
    if cut.sources:
        yield f"  sources lost: {cut.sources}"


def turns(view: View, words: Sequence[str]) -> Iterator[str]:
    """2.1 Yield where a unit could be in some turns, turn by turn."""
    unit = _own(view, words[0]) if words else None
    count = words[1] if len(words) > 1 else "2"
    if unit is None or not count.isdigit() or not 1 <= int(count) <= MOST_TURNS:
        yield f"`turns UNIT N` wants one of your units and a number up to {MOST_TURNS}"
        return
    found = turns_to(view, unit, int(count))
    for turn in range(1, int(count) + 1):
        hexes = [here for here in sorted(found) if found[here] == turn]
        yield f"by turn {view.turn + turn - 1}: {len(hexes)} hexes: {_listed(view, hexes)}"


def zones(view: View, words: Sequence[str]) -> Iterator[str]:
    """3.1 Yield whose zones of control bind the faction."""
    here = _hex(view, words)
    for owner, zone in zones_by_owner(view, view.faction).items():
        if here in zone or not words:
            kind = "bind you" if FULL in zone.values() else "hinder you"
            yield f"zones of {short(view, owner)} {kind}: {_listed(view, [here] if words else sorted(zone))}"


def threat(view: View, words: Sequence[str]) -> Iterator[str]:
    """2.1 Yield which enemies in sight could come where."""
    found: Mapping[Hex, tuple[str, ...]] = threats(view, view.faction)
    here = _hex(view, words)
    if here != OFF_MAP:
        names = [view.units[one].name for one in found.get(here, ())]
        yield f"{where(view, here)}: {', '.join(names) or 'no enemy in sight could come here'}"
    else:
        yield f"{len(found)} hexes: {_listed(view, sorted(found))}"


def _listed(view: View, hexes: Iterable[Hex]) -> str:
    labels = [view.setting.board.grid.label(here) for here in hexes]
    more = f" and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
    return " ".join(labels[:SHOWN]) + more


def _hex(view: View, words: Sequence[str]) -> Hex:
    return view.setting.board.grid.hex_of(words[0]) if words else OFF_MAP


def _own(view: View, id: str) -> Unit | None:
    unit: Unit | None = view.units.get(id)
    faction: FactionId = view.faction
    return unit if unit is not None and unit.faction == faction else None


ASKED = {"lens": lens, "supply": supply, "turns": turns, "zones": zones, "threat": threat}
"""The commands that ask these questions."""
