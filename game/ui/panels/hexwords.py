"""What is said of a hex, for the selected unit and for the layers shown: some of it under the pointer,
all of it while Alt is held and on the card. The same facts in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model.facts import Contact
from game.model.kinds import FactionId, Gait, Relation
from game.model.orders import Move
from game.model.state import View
from game.model.tongue import listed, t, tell
from game.model.units import Unit
from game.rules.desk_hex import words_of
from game.rules.foresight import eyes_on, shows_new, threats
from game.rules.lens import Deed, who_may
from game.rules.movement import allowance
from game.rules.supply import SupplyMap, supply_map
from game.rules.supply_cut import Cut, if_falls, supply_after
from game.rules.zoc import FULL, zones_by_owner
from game.ui.lookout import Lookout
from game.ui.panels import words

NAMED = 4
"""How many units a line names before it counts the rest."""


def tip(desk: Lookout, here: Hex, layers: frozenset[str], full: bool) -> str:
    """Return the tooltip of a hex; `full` with everything that the card says."""
    view = desk.view
    lines = [words.where(view, here)]
    asked = [] if full else list(for_layers(desk, here, layers, brief=True))
    if full:
        lines += facts(desk, here, layers)
    else:
        speaks = list(for_unit(desk, here))
        ground = words.ground_lines(view, here)[: 2 if speaks else 1]
        lines += [*ground, *speaks, *(_enemies_who_see(view, here) if speaks else ()), *asked]
    standing = [
        f"{tell(one.name)} ({words.strength(one)}, {one.steps}/{one.type.steps})"
        for one in view.units_at(here)
    ]
    lines += [*standing, *(contact_line(view, one) for one in view.contacts if one.at == here)]
    if not full and not asked:
        lines += words_of(view, here)
    return "\n".join(lines)


def facts(desk: Lookout, here: Hex, layers: frozenset[str]) -> list[str]:
    """Return everything there is to say of a hex but who stands in it."""
    view = desk.view
    return [
        *words.ground_lines(view, here),
        *for_unit(desk, here),
        *for_layers(desk, here, layers),
        *words_of(view, here),
        *_seen_from(view, here),
    ]


def for_unit(desk: Lookout, here: Hex) -> Iterator[str]:
    """Yield what a hex means to the selected unit: the way there, the fight from there, its supply there."""
    unit, view = desk.selected, desk.view
    if unit is None or unit.faction != desk.viewer or here == unit.at or not unit.type.move:
        return
    cost = desk.reachable().get(here)
    if cost is not None:
        yield _way_there(desk, unit, here, cost)
    else:
        yield words.move_line(view, unit, here)
        yield from _why_not_there(desk, unit, here)
    turn = desk.glass.reach(view, unit.id).get(here, 0)
    if turn > 1:
        yield t(
            "{unit} can be there in turn {turn} at the earliest", unit=unit.name, turn=view.turn + turn - 1
        )
    way = desk.session.reach(unit.id, desk.gait).path(here) if cost is not None else ()
    yield _supply_there(view, unit, here, supply_after(view, unit, way) if way else None)


def _why_not_there(desk: Lookout, unit: Unit, here: Hex) -> Iterator[str]:
    """Yield why the selected unit cannot go to a hex now."""
    if desk.commanding:
        refusal = desk.session.why_not(Move(unit.id, desk.label(here), desk.gait))
        if refusal is not None:
            yield t("Not now: {refusal}", refusal=refusal)


def _way_there(desk: Lookout, unit: Unit, here: Hex, cost: int) -> str:
    """Return what a move costs and leaves, whether one can fight from there, whether it can be undone."""
    left = words.half_points(allowance(desk.view, unit, desk.gait) - cost)
    spent = words.half_points(cost)
    march = t(" marching") if desk.gait is Gait.MARCH else ""
    fight = t("can attack from there") if desk.can_strike_from(here) else t("no attack from there")
    dark = len(shows_new(desk.view, unit, here))
    undo = t("nothing new comes into sight, so it can be taken back")
    if dark:
        undo = t("{dark} hexes come into sight, and whatever is found there makes it final", dark=dark)
    return t(
        "{unit}{march}: {spent} points, {left} left; {fight}; {undo}",
        unit=unit.name,
        march=march,
        spent=spent,
        left=left,
        fight=fight,
        undo=undo,
    )


def _supply_there(view: View, unit: Unit, here: Hex, after: SupplyMap | None) -> str:
    """Return what supply a unit would have in a hex: after its move there, or as things are now."""
    supplied = after or supply_map(view, unit.faction)
    state = words.SUPPLY[supplied.state_at(here)]
    cost = supplied.costs.get(here)
    if cost is None:
        return t("Supply there: {state}", state=state)
    far, most = words.half_points(cost), words.half_points(view.setting.rules.supply.full)
    return t(
        "Supply there: {state}, {far} points from a source (full up to {most})",
        state=state,
        far=far,
        most=most,
    )


def for_layers(desk: Lookout, here: Hex, layers: frozenset[str], brief: bool = False) -> Iterator[str]:
    """Yield what the layers that are shown say of a hex."""
    view = desk.view
    if "lens" in layers:
        yield from (f"{sentence(str(finding))}." for finding in desk.glass.verdict(view, here).findings)
        if not brief:
            yield from compared(view, desk.glass.other, here)
    if "zoc" in layers:
        yield from zone_lines(desk, here)
    if "threat" in layers:
        yield from threat_lines(view, here)
    if "supply" in layers:
        lines = list(fall_lines(view, if_falls(view, desk.viewer, here)))
        yield from lines[:3] if brief else lines


def compared(view: View, other: FactionId, here: Hex) -> Iterator[str]:
    """Yield which of all factions may strike another in a hex, and which must pay for it."""
    found, whom = who_may(view, other, here), words.faction_name(view, other)

    def named(*deeds: Deed) -> str:
        return ", ".join(view.setting.factions[one].short for deed in deeds for one in found.get(deed, ()))

    if free := named(Deed.STRIKE, Deed.FIRE):
        yield t("Who may strike {whom} here: {free}", whom=whom, free=free)
    if paid := named(Deed.PRICE):
        yield t("Who may strike {whom} here at a price: {paid}", whom=whom, paid=paid)
    if kept := named(Deed.SHELTER):
        yield t("Enemies from whom {whom} is sheltered here: {kept}", whom=whom, kept=kept)


def zone_lines(desk: Lookout, here: Hex) -> Iterator[str]:
    """Yield whose zones of control a hex lies in, and what that means for the selected unit's faction."""
    unit, view = desk.selected, desk.view
    faction = unit.faction if unit is not None else desk.viewer
    bound = words.faction_name(view, faction)
    for owner, zone in zones_by_owner(view, faction).items():
        if here in zone:
            whose = words.faction_name(view, owner)
            if zone[here] == FULL:
                yield (
                    t(
                        "Zone of {whose} against {bound}: entering costs more, and no supply passes where no "
                        "friend stands (rule 3.1)",
                        whose=whose,
                        bound=bound,
                    )
                )
            else:
                yield t(
                    "Zone of {whose} only hinders {bound}: they are not enemies here (rule 9.1)",
                    whose=whose,
                    bound=bound,
                )


def threat_lines(view: View, here: Hex) -> Iterator[str]:
    """Yield which enemies in sight could reach a hex."""
    found = threats(view, view.faction).get(here, ())
    if found:
        yield t("Enemies in sight that could come here: {named}", named=_named(view, found))


def fall_lines(view: View, cut: Cut) -> Iterator[str]:
    """Yield who would suffer if an enemy unit held a hex."""
    if not cut.matters:
        return
    yield t("If an enemy stood here: {words} (rule 7.1)", words=fall_words(cut))
    if cut.out:
        yield t("Out of supply: {named}", named=_named(view, cut.out))
    if cut.strained:
        yield t("Strained: {named}", named=_named(view, cut.strained))
    if cut.places:
        names = ", ".join(view.setting.board.places[place].name for place in cut.places[:NAMED])
        yield t("Places cut off: {names}{more}", names=names, more=_and_more(len(cut.places)))
    if cut.depots:
        yield t("Dead depots: {names}", names=", ".join(view.depots[depot].name for depot in cut.depots))


def fall_words(cut: Cut) -> str:
    """Return in numbers what would fall with a hex."""
    parts = [
        (len(cut.out), t("1 unit out of supply"), t("{count} units out of supply", count=len(cut.out))),
        (len(cut.strained), t("1 unit strained"), t("{count} units strained", count=len(cut.strained))),
        (len(cut.places), t("1 place cut off"), t("{count} places cut off", count=len(cut.places))),
        (len(cut.depots), t("1 depot dead"), t("{count} depots dead", count=len(cut.depots))),
        (cut.sources, t("1 source lost"), t("{sources} sources lost", sources=cut.sources)),
    ]
    told = [one if count == 1 else many for count, one, many in parts if count]
    return ", ".join(told) or t("nobody would be worse off")


def strip_line(view: View, cut: Cut) -> tuple[str, str]:
    """Return what the bottom strip says of the hex that is looked at, and in which tone."""
    board = view.setting.board
    name = next((place.name for place in board.places_at.get(cut.here, ())), board.grid.label(cut.here))
    tone = "bad" if cut.out or cut.sources else "warn" if cut.matters else "plain"
    return t("If {name} falls: {words}.", name=name, words=fall_words(cut)), tone


def _seen_from(view: View, here: Hex) -> Iterator[str]:
    """Yield who sees a hex, as far as is known."""
    eyes = eyes_on(view, here)
    ours = [unit.id for unit in eyes if view.relation(view.faction, unit.faction) is Relation.ALLIED]
    if ours:
        yield t("We see it from: {named}", named=_named(view, ours))
    yield from _enemies_who_see(view, here)


def _enemies_who_see(view: View, here: Hex) -> Iterator[str]:
    """8.1 Yield which of the enemies in sight see a hex."""
    eyes = eyes_on(view, here)
    theirs = [unit.id for unit in eyes if view.relation(view.faction, unit.faction) is Relation.HOSTILE]
    if theirs:
        yield t("Enemies in sight who see it: {named}", named=_named(view, theirs))


def _named(view: View, units: tuple[str, ...] | list[str]) -> str:
    names = listed(view.units[one].name for one in units[:NAMED])
    return f"{names}{_and_more(len(units))}"


def _and_more(count: int) -> str:
    return t(" and {count} more", count=count - NAMED) if count > NAMED else ""


def sentence(text: str) -> str:
    """Return a text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def contact_line(view: View, contact: Contact) -> str:
    """Return an unidentified unit or a ghost in words."""
    whose = words.faction_name(view, contact.faction)
    if contact.age == 0:
        return t("Unidentified unit of {whose}", whose=whose)
    turns = t("last turn") if contact.age == 1 else t("{age} turns ago", age=contact.age)
    known = contact.unit.type.name if contact.unit else t("A unit")
    return t("{known} of {whose}, seen {turns}", known=known, whose=whose, turns=turns)
