"""A View as lines of text: the same facts that the window shows, one a line, nothing by position alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.hexgrid.coords import Hex
from game.model.affairs import Desk
from game.model.events import Event
from game.model.kinds import PlaceId, SupplyState
from game.model.state import View
from game.model.tongue import listed, mark, t, tell, tn, told_date
from game.model.units import Unit
from game.rules.command import handicaps
from game.rules.desk import desk, matters
from game.rules.desk_parts import short
from game.rules.desk_peace import peace


def where(view: View, here: Hex) -> str:
    """Return the name and label of a hex."""
    return tell(view.setting.board.name_of(here))


def points(half: int) -> str:
    """Return half points as points."""
    return f"{half / 2:g}"


def summary(view: View) -> Iterator[str]:
    """Yield everything a player needs to begin an impulse."""
    yield from head(view)
    yield from standing(view)
    yield from matters(view)
    for title, lines in (
        (t("Your units"), units(view)),
        (t("Others in sight"), seen(view)),
        (t("Contacts"), contacts(view)),
        (t("Assets"), assets(view)),
        (t("Cities and pockets"), cities(view)),
        (t("Depots"), depots(view)),
        (t("To come"), schedule(view)),
    ):
        found = list(lines)
        if found:
            yield from ("", title, *(f"  {line}" for line in found))


def head(view: View) -> Iterator[str]:
    """Yield the turn, the date, and what is left to spend."""
    clock, faction = view.setting.clock, view.faction
    day = clock.date_of(view.turn)
    words = mark("Turn {turn} of {turns}, {date}: {faction}")
    if clock.impulses > 1:
        words = mark("Turn {turn} of {turns}, impulse {impulse}, {date}: {faction}")
    yield t(
        words,
        turn=view.turn,
        turns=clock.turns,
        impulse="AB"[view.impulse],
        date=told_date(day),
        faction=view.setting.factions[faction].name,
    )
    left = [
        t("command {points}", points=view.command.get(faction, 0)),
        t("air {points}", points=view.air.get(faction, 0)),
    ]
    if view.transport.get(faction, 0):
        left.append(t("transport {points}", points=view.transport[faction]))
    if view.surges.get(faction, 0):
        left.append(t("surges {count}", count=view.surges[faction]))
    if faction in view.axis:
        left.append(t("main axis {hq}", hq=view.axis[faction]))
    if any(faction in patron.clients for patron in view.setting.politics.patrons.values()):
        left.append(t("political points {points}", points=view.desks.get(faction, Desk()).favour))
    yield listed(left).capitalize()


def standing(view: View) -> Iterator[str]:
    """Yield the public estimate of the score against par."""
    if view.scores:
        told = (
            t(
                "{faction} {score} (par {par})",
                faction=short(view, faction),
                score=f"{score / 10:.1f}",
                par=f"{view.setting.factions[faction].par / 10:.1f}",
            )
            for faction, score in view.scores.items()
        )
        yield t("Score estimate: {scores}", scores=listed(told))
    yield from handicaps(view.setting)


def affairs(view: View, wanted: str = "") -> Iterator[str]:
    """Yield how the faction stands politically, and every political order it may give now; all of it, or
    the sections whose titles hold a word."""
    sections = desk(view)
    shown = [
        section
        for section in sections
        if wanted.casefold() in f"{section.title} {t(section.title)}".casefold()
    ]
    if not shown:
        yield t("the sections are: {sections}", sections=listed(section.title for section in sections))
    for section in shown:
        yield t(section.title)
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
            yield f"{tell(name)} ({hq})"
        for unit in group:
            yield f"  {one(view, unit)}"


def one(view: View, unit: Unit) -> str:
    """Return a unit in one line: what it is, where, how strong, how supplied, what it does."""
    kind = unit.type
    strength = t(
        "{steps}/{most} steps, {attack}-{defence}-{points}",
        steps=unit.steps,
        most=kind.steps,
        attack=kind.attack,
        defence=kind.defence,
        points=points(kind.move),
    )
    parts = (tell(unit.name), tell(kind.name), where(view, unit.at), strength, *state_of(unit))
    return f"{unit.id}: {listed(parts)}"


SUPPLY = {
    SupplyState.FULL: mark("in supply"),
    SupplyState.STRAINED: mark("strained"),
    SupplyState.OUT: mark("out of supply"),
}


def state_of(unit: Unit) -> Iterator[str]:
    """Yield a unit's supply, posture and what it has done, in words."""
    yield t(SUPPLY[unit.supply])
    yield tell(unit.posture.value)
    if unit.dig_in:
        yield t("field works {dig_in}", dig_in=unit.dig_in)
    flags = {
        t("disrupted"): unit.disrupted,
        t("active"): unit.active,
        t("done"): unit.done,
        t("moved"): unit.moved,
        t("marched"): unit.marched,
        t("has attacked"): unit.attacked,
    }
    yield from (word for word, set_ in flags.items() if set_)


def seen(view: View) -> Iterator[str]:
    """Yield the identified units of others."""
    others = [unit for unit in view.units.values() if unit.faction != view.faction]
    for unit in sorted(others, key=lambda unit: (unit.faction, unit.at, unit.id)):
        relation = view.relation(view.faction, unit.faction).value
        parts = [tell(unit.name), t("{type}, {steps} steps", type=unit.type.name, steps=unit.steps)]
        parts += [where(view, unit.at)]
        parts += [t("field works {dig_in}", dig_in=unit.dig_in)] if unit.dig_in else []
        yield f"{short(view, unit.faction)} ({tell(relation)}): {listed(parts)}"


def contacts(view: View) -> Iterator[str]:
    """Yield what is known to be somewhere, or was."""
    for contact in view.contacts:
        parts = [contact.unit.name if contact.unit else t("an unidentified unit"), where(view, contact.at)]
        parts += [tn("{count} turn ago", "{count} turns ago", contact.age)] if contact.age else []
        yield f"{short(view, contact.faction)}: {listed(parts)}"


def assets(view: View) -> Iterator[str]:
    """Yield the assets by value, with their holder as last seen."""
    places = view.setting.board.places
    for asset in sorted(view.setting.assets.values(), key=lambda asset: (-asset.value, asset.place)):
        here = places[asset.place].at
        holder = short(view, view.control[here])
        label = view.setting.board.grid.label(here)
        yield t(
            "{value}: {place} ({label}), {kind}, held by {holder}",
            value=asset.value,
            place=places[asset.place].name,
            label=label,
            kind=asset.kind,
            holder=holder,
        )


def cities(view: View) -> Iterator[str]:
    """Yield the districts of each city and the dumps of pockets."""
    for place, siege in view.cities.items():
        held = listed(f"{short(view, faction)} {count}" for faction, count in siege.holders.items() if count)
        yield t("{name}: districts {held}", name=_name(view, place), held=held)
    for place, halves in view.dumps.items():
        yield t("{name}: a dump of {halves} turns", name=_name(view, place), halves=f"{halves / 2:g}")


def _name(view: View, place: PlaceId) -> str:
    return where(view, view.setting.board.places[place].at)


def depots(view: View) -> Iterator[str]:
    """Yield the known depots."""
    for depot in view.depots.values():
        yield f"{depot.id}: {tell(depot.name)} ({short(view, depot.faction)}), {where(view, depot.at)}"


def schedule(view: View) -> Iterator[str]:
    """Yield the faction's own arrivals."""
    for turn, id, text in view.schedule:
        words = mark("turn {turn}: {text}")
        if id in view.reserves:
            words = mark("turn {turn}: {text}; may be called early: recall {id}")
        yield t(words, turn=turn, text=text, id=id)


def crossings(view: View) -> Iterator[str]:
    """Yield every crossing of a major river and its state."""
    board = view.setting.board
    for crossing in board.crossings.values():
        a, b = crossing.side
        ends = f"{board.grid.label(a)}–{board.grid.label(b)}"
        state = view.crossings[crossing.id].value
        yield f"{crossing.id}: {listed([crossing.name, f'{tell(crossing.kind.value)} {ends}', state])}"


def ending(view: View, events: Iterable[Event] = ()) -> Iterator[str]:
    """Yield the final reckoning, and how the war was left at the table."""
    assert view.ending is not None
    over = view.ending
    yield t("The game ended in turn {turn}.", turn=over.turn)
    if over.words:
        yield tell(over.words)
    for faction, margin in sorted(over.margins.items(), key=lambda item: -item[1]):
        name = view.setting.factions[faction].name
        score, par = over.scores[faction] / 10, view.setting.factions[faction].par / 10
        yield t(
            "{name}: {verdict}, {score} against a par of {par} ({margin})",
            name=name,
            verdict=over.verdicts[faction],
            score=f"{score:.1f}",
            par=f"{par:.1f}",
            margin=f"{margin / 10:+.1f}",
        )
    yield from (entry.line for entry in peace(view, events))
