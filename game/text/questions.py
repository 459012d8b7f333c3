"""Questions to the map in words: who may do what to whom, what falls with a hex, whose zones, who threatens,
when a unit could be where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId
from game.model.state import View
from game.model.tongue import listed, mark, t
from game.model.units import Unit
from game.rules.desk_parts import short
from game.rules.foresight import threats, turns_to
from game.rules.lens import Deed, deeds, judged, most_important_other, who_may
from game.rules.supply import supply_map
from game.rules.supply_cut import bottleneck, if_falls
from game.rules.zoc import FULL, zones_by_owner
from game.text.sheet import points, where

HELP = mark("""\
Questions to the map:
  lens [A B] [HEX]          what faction A may do to B, on the whole map or in a hex, with the rules
  supply [UNIT]             how the units are supplied, or the way supply takes to one
  supply if HEX             who would be worse off if an enemy stood in a hex
  turns UNIT N              where a unit could be in up to five turns
  zones [HEX]               whose zones of control bind you, and in a hex
  threat [HEX]              where enemies in sight could come
""")

DEEDS = {
    Deed.STRIKE: mark("may strike and enter"),
    Deed.PRICE: mark("may strike, at a price"),
    Deed.FIRE: mark("may strike and not enter"),
    Deed.MEET: mark("may enforce its ring"),
    Deed.RISK: mark("is in a ring and may be met there"),
    Deed.SHADOW: mark("may only shadow"),
    Deed.SHELTER: mark("finds the enemy sheltered"),
    Deed.PASS: mark("may pass by road"),
    Deed.SHARE: mark("shares all as a friend"),
    Deed.CLOSED: mark("may not enter"),
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
        yield t(
            "factions are {names}; hexes have numbers such as 0407", names=" ".join(view.setting.factions)
        )
    elif rest:
        found = judged(view, actor, other, here)
        who, deed = short(view, actor), DEEDS[found.deed]
        yield t("{where}: {who} {deed}", where=where(view, here), who=who, deed=deed)
        yield from (f"  {finding}" for finding in found.findings)
        for deed, others in who_may(view, other, here).items():
            names = listed(short(view, one) for one in others)
            yield t(
                "  to {other} here, {names}: {deed}",
                other=short(view, other),
                names=names,
                deed=DEEDS[deed],
            )
    else:
        stance = view.relation(actor, other).value
        yield t(
            "What {actor} may do to {other}, {stance}:",
            actor=short(view, actor),
            other=short(view, other),
            stance=stance,
        )
        yield from _by_deed(view, deeds(view, actor, other))


def _by_deed(view: View, found: Sequence[Deed]) -> Iterator[str]:
    for deed in Deed:
        hexes = [here for here, one in enumerate(found) if one is deed]
        if hexes:
            words = t("{count} hexes: {hexes}", count=len(hexes), hexes=_listed(view, hexes))
            yield t("  {deed}: {hexes}", deed=DEEDS[deed], hexes=words)


def supply(view: View, words: Sequence[str]) -> Iterator[str]:
    """7.1 Yield how units are supplied, the way to one of them, or what falls with a hex."""
    if words[:1] == ["if"]:
        here = _hex(view, words[1:])
        yield from (
            _if_falls(view, here) if here != OFF_MAP else [t("`supply if HEX` wants a hex such as 0407")]
        )
    elif words:
        unit = _own(view, words[0])
        yield from (
            _way_to(view, unit) if unit else [t("the id of one of your units is wanted; `units` lists them")]
        )
    else:
        supplied = supply_map(view, view.faction)
        for unit in view.units_of(view.faction):
            cost = supplied.costs.get(unit.at)
            words = mark("  {unit} {where}: {state}")
            if cost is not None:
                words = mark("  {unit} {where}: {state}, {points} points from a source")
            state = supplied.state_at(unit.at).value
            yield t(words, unit=unit.id, where=where(view, unit.at), state=state, points=points(cost or 0))


def _way_to(view: View, unit: Unit) -> Iterator[str]:
    supplied = supply_map(view, view.faction)
    if unit.at not in supplied.costs:
        yield t("no supply reaches {unit}: {state}", unit=unit.name, state=supplied.state_at(unit.at).value)
        return
    way = supplied.path(unit.at)
    label = view.setting.board.grid.label
    yield t(
        "{unit}: {state}, from {where}",
        unit=unit.name,
        state=supplied.state_at(unit.at).value,
        where=where(view, way[0]),
    )
    costs = ((label(here), points(supplied.costs.get(here, 0))) for here in way)
    yield "  " + listed(t("{hex} at {points}", hex=hex, points=cost) for hex, cost in costs)
    narrow = bottleneck(view, view.faction, unit.at)
    if narrow != OFF_MAP:
        yield t(
            "  its bottleneck is {where}: `supply if {hex}`", where=where(view, narrow), hex=label(narrow)
        )


def _if_falls(view: View, here: Hex) -> Iterator[str]:
    cut = if_falls(view, view.faction, here)
    if not cut.matters:
        yield t("if an enemy stood in {where} nobody would be worse off", where=where(view, here))
        return
    yield t(
        "If an enemy of {foe} stood in {where} (rules 3.1, 7.1):",
        foe=short(view, cut.foe),
        where=where(view, here),
    )
    places = view.setting.board.places
    parts = {
        t("out of supply"): [view.units[one].name for one in cut.out],
        t("strained"): [view.units[one].name for one in cut.strained],
        t("places cut off"): [places[one].name for one in cut.places],
        t("depots dead"): [view.depots[one].name for one in cut.depots],
    }
    yield from (f"  {what}: {listed(names)}" for what, names in parts.items() if names)
    if cut.sources:
        yield t("  sources lost: {sources}", sources=cut.sources)


def turns(view: View, words: Sequence[str]) -> Iterator[str]:
    """2.1 Yield where a unit could be in some turns, turn by turn."""
    unit = _own(view, words[0]) if words else None
    count = words[1] if len(words) > 1 else "2"
    if unit is None or not count.isdigit() or not 1 <= int(count) <= MOST_TURNS:
        yield t("`turns UNIT N` wants one of your units and a number up to {most}", most=MOST_TURNS)
        return
    found = turns_to(view, unit, int(count))
    for turn in range(1, int(count) + 1):
        hexes = [here for here in sorted(found) if found[here] == turn]
        yield t(
            "by turn {turn}: {count} hexes: {hexes}",
            turn=view.turn + turn - 1,
            count=len(hexes),
            hexes=_listed(view, hexes),
        )


def zones(view: View, words: Sequence[str]) -> Iterator[str]:
    """3.1 Yield whose zones of control bind the faction."""
    here = _hex(view, words)
    for owner, zone in zones_by_owner(view, view.faction).items():
        if here in zone or not words:
            full = FULL in zone.values()
            told = (
                mark("zones of {owner} bind you: {hexes}")
                if full
                else mark("zones of {owner} hinder you: {hexes}")
            )
            hexes = _listed(view, [here] if words else sorted(zone))
            yield t(told, owner=short(view, owner), hexes=hexes)


def threat(view: View, words: Sequence[str]) -> Iterator[str]:
    """2.1 Yield which enemies in sight could come where."""
    found: Mapping[Hex, tuple[str, ...]] = threats(view, view.faction)
    here = _hex(view, words)
    if here != OFF_MAP:
        names = [view.units[one].name for one in found.get(here, ())]
        coming = listed(names) or t("no enemy in sight could come here")
        yield t("{where}: {units}", where=where(view, here), units=coming)
    else:
        yield t("{count} hexes: {hexes}", count=len(found), hexes=_listed(view, sorted(found)))


def _listed(view: View, hexes: Iterable[Hex]) -> str:
    labels = [view.setting.board.grid.label(here) for here in hexes]
    shown = " ".join(labels[:SHOWN])
    more = len(labels) - SHOWN
    return t("{hexes} and {count} more", hexes=shown, count=more) if more > 0 else shown


def _hex(view: View, words: Sequence[str]) -> Hex:
    return view.setting.board.grid.hex_of(words[0]) if words else OFF_MAP


def _own(view: View, id: str) -> Unit | None:
    unit: Unit | None = view.units.get(id)
    faction: FactionId = view.faction
    return unit if unit is not None and unit.faction == faction else None


ASKED = {"lens": lens, "supply": supply, "turns": turns, "zones": zones, "threat": threat}
"""The commands that ask these questions."""
