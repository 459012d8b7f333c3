"""A View as lines of text: the same facts that the window shows, one a line, nothing by position alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.hexgrid.coords import Hex
from game.model.affairs import Desk
from game.model.events import Event
from game.model.kinds import PlaceId, SupplyState
from game.model.state import View
from game.model.units import Unit
from game.rules.command import handicaps
from game.rules.desk import desk, matters
from game.rules.desk_parts import short
from game.rules.desk_peace import peace


def where(view: View, here: Hex) -> str:
    """Return the name and label of a hex."""
    return view.setting.board.name_of(here)


def points(half: int) -> str:
    """Return half points as points."""
    return f"{half / 2:g}"


def summary(view: View) -> Iterator[str]:
    """Yield everything a player needs to begin an impulse."""
    yield from head(view)
    yield from standing(view)
    yield from matters(view)
    for title, lines in (
        ("Your units", units(view)),
        ("Others in sight", seen(view)),
        ("Contacts", contacts(view)),
        ("Assets", assets(view)),
        ("Cities and pockets", cities(view)),
        ("Depots", depots(view)),
        ("To come", schedule(view)),
    ):
        found = list(lines)
        if found:
            yield from ("", title, *(f"  {line}" for line in found))


def head(view: View) -> Iterator[str]:
    """Yield the turn, the date, and what is left to spend."""
    clock, faction = view.setting.clock, view.faction
    day = clock.date_of(view.turn)
    part = f", impulse {'AB'[view.impulse]}" if clock.impulses > 1 else ""
    title = f"Turn {view.turn} of {clock.turns}{part}, {day.day} {day:%B %Y}"
    yield f"{title}: {view.setting.factions[faction].name}"
    left = [f"command {view.command.get(faction, 0)}", f"air {view.air.get(faction, 0)}"]
    if view.transport.get(faction, 0):
        left.append(f"transport {view.transport[faction]}")
    if view.surges.get(faction, 0):
        left.append(f"surges {view.surges[faction]}")
    if faction in view.axis:
        left.append(f"main axis {view.axis[faction]}")
    if any(faction in patron.clients for patron in view.setting.politics.patrons.values()):
        left.append(f"political points {view.desks.get(faction, Desk()).favour}")
    yield ", ".join(left).capitalize()


def standing(view: View) -> Iterator[str]:
    """Yield the public estimate of the score against par."""
    if view.scores:
        told = (
            f"{short(view, faction)} {score / 10:.1f} (par {view.setting.factions[faction].par / 10:.1f})"
            for faction, score in view.scores.items()
        )
        yield "Score estimate: " + ", ".join(told)
    yield from handicaps(view.setting)


def affairs(view: View, wanted: str = "") -> Iterator[str]:
    """Yield how the faction stands politically, and every political order it may give now; all of it, or
    the sections whose titles hold a word."""
    sections = desk(view)
    shown = [section for section in sections if wanted.casefold() in section.title.casefold()]
    if not shown:
        yield "the sections are: " + ", ".join(section.title for section in sections)
    for section in shown:
        yield section.title
        for entry in section.entries:
            yield f"  {entry.line}"
            yield from (f"    > {action.order}   ({action.label})" for action in section.actions_of(entry))
        yield from (f"  > {action.order}   ({action.label})" for action in section.loose)


def units(view: View) -> Iterator[str]:
    """Yield the faction's own units under their HQs."""
    own = view.units_of(view.faction)
    for hq, name in view.setting.factions[view.faction].hqs.items():
        group = [unit for unit in own if unit.hq == hq]
        if group:
            yield f"{name} ({hq})"
        for unit in group:
            yield f"  {one(view, unit)}"


def one(view: View, unit: Unit) -> str:
    """Return a unit in one line: what it is, where, how strong, how supplied, what it does."""
    kind = unit.type
    strength = f"{unit.steps}/{kind.steps} steps, {kind.attack}-{kind.defence}-{points(kind.move)}"
    place, state = where(view, unit.at), ", ".join(state_of(unit))
    return f"{unit.id}: {unit.name}, {kind.name}, {place}, {strength}, {state}"


SUPPLY = {
    SupplyState.FULL: "in supply",
    SupplyState.STRAINED: "strained",
    SupplyState.OUT: "out of supply",
}


def state_of(unit: Unit) -> Iterator[str]:
    """Yield a unit's supply, posture and what it has done, in words."""
    supply = {
        SupplyState.FULL: "in supply",
        SupplyState.STRAINED: "strained",
        SupplyState.OUT: "out of supply",
    }
    yield supply[unit.supply]
    yield unit.posture.value
    if unit.dig_in:
        yield f"field works {unit.dig_in}"
    flags = {
        "disrupted": unit.disrupted,
        "active": unit.active,
        "done": unit.done,
        "moved": unit.moved,
        "marched": unit.marched,
        "has attacked": unit.attacked,
    }
    yield from (word for word, set_ in flags.items() if set_)


def seen(view: View) -> Iterator[str]:
    """Yield the identified units of others."""
    others = [unit for unit in view.units.values() if unit.faction != view.faction]
    for unit in sorted(others, key=lambda unit: (unit.faction, unit.at, unit.id)):
        relation = view.relation(view.faction, unit.faction).value
        kind = f"{unit.type.name}, {unit.steps} steps"
        works = f", field works {unit.dig_in}" if unit.dig_in else ""
        yield f"{short(view, unit.faction)} ({relation}): {unit.name}, {kind}, {where(view, unit.at)}{works}"


def contacts(view: View) -> Iterator[str]:
    """Yield what is known to be somewhere, or was."""
    for contact in view.contacts:
        what = contact.unit.name if contact.unit else "an unidentified unit"
        ago = f", {contact.age} turn{'s' * (contact.age > 1)} ago" if contact.age else ""
        yield f"{short(view, contact.faction)}: {what}, {where(view, contact.at)}{ago}"


def assets(view: View) -> Iterator[str]:
    """Yield the assets by value, with their holder as last seen."""
    places = view.setting.board.places
    for asset in sorted(view.setting.assets.values(), key=lambda asset: (-asset.value, asset.place)):
        here = places[asset.place].at
        holder = short(view, view.control[here])
        label = view.setting.board.grid.label(here)
        yield f"{asset.value}: {places[asset.place].name} ({label}), {asset.kind}, held by {holder}"


def cities(view: View) -> Iterator[str]:
    """Yield the districts of each city and the dumps of pockets."""
    for place, siege in view.cities.items():
        held = ", ".join(
            f"{short(view, faction)} {count}" for faction, count in siege.holders.items() if count
        )
        yield f"{_name(view, place)}: districts {held}"
    for place, halves in view.dumps.items():
        yield f"{_name(view, place)}: a dump of {halves / 2:g} turns"


def _name(view: View, place: PlaceId) -> str:
    return where(view, view.setting.board.places[place].at)


def depots(view: View) -> Iterator[str]:
    """Yield the known depots."""
    for depot in view.depots.values():
        yield f"{depot.id}: {depot.name} ({short(view, depot.faction)}), {where(view, depot.at)}"


def schedule(view: View) -> Iterator[str]:
    """Yield the faction's own arrivals."""
    for turn, id, text in view.schedule:
        early = f"; may be called early: recall {id}" if id in view.reserves else ""
        yield f"turn {turn}: {text}{early}"


def crossings(view: View) -> Iterator[str]:
    """Yield every crossing of a major river and its state."""
    board = view.setting.board
    for crossing in board.crossings.values():
        a, b = crossing.side
        ends = f"{board.grid.label(a)}–{board.grid.label(b)}"
        state = view.crossings[crossing.id].value
        yield f"{crossing.id}: {crossing.name}, {crossing.kind.value} {ends}, {state}"


def ending(view: View, events: Iterable[Event] = ()) -> Iterator[str]:
    """Yield the final reckoning, and how the war was left at the table."""
    assert view.ending is not None
    over = view.ending
    yield f"The game ended in turn {over.turn}."
    if over.words:
        yield over.words
    for faction, margin in sorted(over.margins.items(), key=lambda item: -item[1]):
        name = view.setting.factions[faction].name
        score, par = over.scores[faction] / 10, view.setting.factions[faction].par / 10
        yield f"{name}: {over.verdicts[faction]}, {score:.1f} against a par of {par:.1f} ({margin / 10:+.1f})"
    yield from (entry.line for entry in peace(view, events))
