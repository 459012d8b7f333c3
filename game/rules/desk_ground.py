"""What lies on a desk of the ground: zones, borders and gates, coalitions, oil and roads, the underground."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.affairs import Desk
from game.model.kinds import GateState, Standing, Step, ZoneKind
from game.model.politics import GatePlan, Rung, Zone
from game.model.state import View
from game.rules.desk_parts import Entry, Meter, Scale, counted, halves, place_name, short
from game.rules.politics.areas import in_force
from game.rules.politics.consent import keys_to
from game.rules.politics.gates import flow, state_of
from game.rules.politics.leave import bonuses, plan_for
from game.rules.politics.ring import rung_of

STEPS = {Step.WARN: "warn", Step.SHOW: "show of force", Step.STRIKE: "strike"}
GATES = {GateState.OPEN: "open", GateState.AID: "aid only", GateState.CLOSED: "closed"}


def zones(view: View) -> Iterator[Entry]:
    """9.6, 9.11, 13.4 Yield rings with their ladders, areas, and the ground that needs our patrons' keys."""
    for zone in view.setting.politics.zones.values():
        if zone.kind is ZoneKind.RING:
            yield from _ring(view, zone)
        elif zone.kind is ZoneKind.AREA:
            yield _area(view, zone)
        elif view.faction in zone.bound:
            yield _consent(view, zone)


def _ring(view: View, zone: Zone) -> Iterator[Entry]:
    """9.6 Yield a ring, with the ladder for each intruder that has begun to climb it or stands inside."""
    seen = {unit.faction for unit in view.units.values() if unit.at in zone.hexes}
    climbing = [one for one in zone.intruders if one in seen or view.affairs.rungs.get((zone.id, one))]
    since = view.affairs.pockets.get(zone.id, 0)
    state = "no intruder" if not climbing else counted(len(climbing), "intruder")
    cut = f", cut off since turn {since}" if since else ""
    yield Entry(f"ring of {short(view, zone.owner)}, {state}{cut}", zone.name, f"zone {zone.id}", "9.6")
    names = tuple((at, _step_words(rung)) for at, rung in enumerate(zone.ladder))
    for one in climbing:
        rung = rung_of(view, zone, one)
        text = f"next step: {names[rung][1]}" if 0 <= rung < len(names) else "no step"
        yield Entry(
            text, short(view, one), f"zone {zone.id}", "9.7", Meter(Scale.STEPS, rung, len(names), names)
        )


def _step_words(rung: Rung) -> str:
    return STEPS[rung.step] + (f" ({rung.points} air)" if rung.points else "")


def _area(view: View, zone: Zone) -> Entry:
    affairs = view.affairs
    until, broken = affairs.areas.get(zone.id, 0), affairs.suspended.get(zone.id, 0)
    if in_force(view, zone):
        state = f"in force to turn {until}" if until else "in force"
    elif zone.since > view.turn:
        state = f"from turn {zone.since} on"
    else:
        state = f"broken, open to attack to turn {broken}" if broken >= view.turn else "lapsed"
    signed, bound = (", ".join(short(view, one) for one in who) for who in (zone.signatories, zone.bound))
    return Entry(f"{state}; signed by {signed}, binds {bound}", zone.name, f"zone {zone.id}", "9.11")


def _consent(view: View, zone: Zone) -> Entry:
    given = keys_to(view, view.faction, zone)
    names = view.setting.politics.patrons
    keys = ", ".join(f"{names[key].name} {'(given)' if key in given else '(withheld)'}" for key in zone.keys)
    needed = f"needs {counted(zone.need, 'key')} of: the main axis, {keys}"
    return Entry(needed, zone.name, f"zone {zone.id}", "13.4")


# --- borders -----------------------------------------------------------------------------------------


def borders(view: View) -> Iterator[Entry]:
    """9.9, 9.10 Yield the leaves to enter countries, then the crossings and what passes through them."""
    for (faction, country), leave in view.affairs.leaves.items():
        plan = plan_for(view, faction, country)
        words = leave.value
        if plan is not None and view.faction in plan.askers:
            helped = sum(bonus.by for bonus in bonuses(view, plan))
            words += f"; granted on {plan.need} or more of two dice"
            words += f" {helped:+d}" if helped else ""
        head = f"{short(view, faction)} in {country.capitalize()}"
        yield Entry(words, head, f"leave {faction} {country}", "9.9")
    for gate in view.setting.politics.gates.values():
        yield Entry(gate_words(view, gate), place_name(view, gate.place), f"gate {gate.place}", "9.10")


def gate_words(view: View, gate: GatePlan) -> str:
    """9.10 Return what passes through a crossing, whom it feeds, and who keeps it."""
    words = [GATES[state_of(view, gate.place)]]
    if gate.clients and gate.steps:
        clients = ", ".join(short(view, one) for one in gate.clients)
        words.append(f"feeds {flow(view, gate)} of {counted(gate.steps, 'step')} of {clients}")
    if gate.keepers:
        patron = view.setting.politics.patrons.get(gate.patron)
        whose = f" for {patron.name}" if patron else ""
        words.append(f"kept by {', '.join(short(view, one) for one in gate.keepers)}{whose}")
    return ", ".join(words)


# --- coalitions --------------------------------------------------------------------------------------


def coalitions(view: View) -> Iterator[Entry]:
    """16.1, 16.5 Yield each coalition with its cohesion, and our observation posts."""
    joint = view.setting.rules.coalition.joint
    for coalition in view.setting.politics.coalitions.values():
        level, until = view.affairs.cohesion.get(coalition.id, 0), view.affairs.infighting.get(coalition.id)
        members = ", ".join(short(view, one) for one in coalition.members)
        words = f"cohesion {level}" + (f", infighting to turn {until}" if until else "") + f"; {members}"
        meter = Meter(Scale.PIPS, level, 10, ((joint, "co-operate"),), welcome=True)
        yield Entry(words, coalition.name, f"coalition {coalition.id}", "16.1", meter)
    for plan in view.setting.politics.posts:
        count = sum(1 for owner in view.affairs.posts.values() if owner == plan.faction)
        since = f", from turn {plan.since} on" if plan.since > view.turn else ""
        head = f"Observation posts of {short(view, plan.faction)}"
        yield Entry(f"{count} of {plan.most}{since}", head, rule="16.5")


# --- oil and roads -----------------------------------------------------------------------------------


def economy(view: View) -> Iterator[Entry]:
    """14.1, 14.4 Yield the fields with their damage, then the roads that somebody lives by."""
    for place in view.setting.politics.fields:
        holder = short(view, view.control[view.setting.board.places[place].at])
        words = f"held by {holder}, {field_words(view, place)}"
        damage, most = view.affairs.damage.get(place, 0), view.setting.rules.oil.max_damage
        meter = Meter(Scale.PIPS, damage, most) if damage else None
        yield Entry(words, place_name(view, place), f"field {place}", "14.1", meter)
    for route in view.setting.politics.routes.values():
        cut = view.affairs.cuts.get(route.id)
        when = "cut this turn" if cut == view.turn else f"last cut on turn {cut}" if cut else "never cut"
        yield Entry(f"road of {short(view, route.faction)}, {when}", route.name, rule="14.4")


def field_words(view: View, place: str) -> str:
    """14.1 Return what a field pays and how much it is damaged."""
    field, damage = view.setting.politics.fields[place], view.affairs.damage.get(place, 0)
    ready = view.affairs.ready.get(place, 0)
    words = f"pays {halves(field.revenue)} a turn when whole"
    words += f", damage {damage} of {view.setting.rules.oil.max_damage}" if damage else ""
    return words + (f", pays again from turn {ready}" if ready > view.turn else "")


# --- underground -------------------------------------------------------------------------------------


def underground(view: View) -> Iterator[Entry]:
    """15.1–15.5 Yield an insurgent's means, then the cells and mines that we know of."""
    if view.faction in view.setting.politics.insurgencies:
        yield from _insurgent(view)
    for here, cell in view.cells.items():
        where = view.setting.board.name_of(here)
        yield Entry(
            f"strength {cell.strength}", f"Cells of {short(view, cell.faction)}, {where}", rule="15.5"
        )
    for here, belt in view.belts.items():
        where = view.setting.board.name_of(here)
        yield Entry(f"level {belt.level}", f"Mines of {short(view, belt.faction)}, {where}", rule="15.3")


def _insurgent(view: View) -> Iterator[Entry]:
    mine, most = view.desks.get(view.faction, Desk()), view.setting.rules.insurgency.vehicles_max
    yield Entry(f"{mine.chits} of at most {most}", "Prepared vehicles", rule="15.2")
    names = {Standing.AMBUSH: "ambush", Standing.SVBIED: "vehicles in defence"}
    standing = ", ".join(names[order] for order in mine.standing) or "none"
    yield Entry(standing, "Standing orders", "standing", "15.2")
    if mine.remnants:
        steps = counted(sum(steps for _, steps in mine.remnants), "step")
        yield Entry(f"{steps}, the first on turn {min(turn for turn, _ in mine.remnants)}", "On their way")


def handicap(view: View) -> Iterator[Entry]:
    """1.5 Yield who is dealt more or less command than the schedule says."""
    for one in view.setting.factions.values():
        if one.handicap:
            yield Entry(f"{one.handicap:+d} % command points", one.name, rule="1.5")
