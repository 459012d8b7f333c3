"""What lies on a desk of the ground: zones, borders and gates, coalitions, oil and roads, the underground."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.affairs import Desk
from game.model.kinds import GateState, Standing, Step, ZoneKind
from game.model.politics import GatePlan, Rung, Zone
from game.model.state import View
from game.model.tongue import listed, mark, t, tell, tn
from game.rules.chronicle_words import counted_steps
from game.rules.desk_parts import Entry, Meter, Scale, halves, place_name, short
from game.rules.politics.areas import in_force
from game.rules.politics.consent import keys_to
from game.rules.politics.gates import flow, state_of
from game.rules.politics.leave import bonuses, plan_for
from game.rules.politics.ring import rung_of

STEPS = {Step.WARN: mark("warn"), Step.SHOW: mark("show of force"), Step.STRIKE: mark("strike")}
GATES = {GateState.OPEN: mark("open"), GateState.AID: mark("aid only"), GateState.CLOSED: mark("closed")}


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
    state = tn("{count} intruder", "{count} intruders", len(climbing)) if climbing else t("no intruder")
    cut = [t("cut off since turn {since}", since=since)] if since else []
    yield Entry(
        listed([t("ring of {owner}", owner=short(view, zone.owner)), state, *cut]),
        tell(zone.name),
        f"zone {zone.id}",
        "9.6",
    )
    names = tuple((at, _step_words(rung)) for at, rung in enumerate(zone.ladder))
    for one in climbing:
        rung = rung_of(view, zone, one)
        text = t("next step: {step}", step=names[rung][1]) if 0 <= rung < len(names) else t("no step")
        yield Entry(
            text, short(view, one), f"zone {zone.id}", "9.7", Meter(Scale.STEPS, rung, len(names), names)
        )


def _step_words(rung: Rung) -> str:
    if not rung.points:
        return t(STEPS[rung.step])
    return t("{step} ({points} air)", step=STEPS[rung.step], points=rung.points)


def _area(view: View, zone: Zone) -> Entry:
    affairs = view.affairs
    until, broken = affairs.areas.get(zone.id, 0), affairs.suspended.get(zone.id, 0)
    if in_force(view, zone):
        state = t("in force to turn {until}", until=until) if until else t("in force")
    elif zone.since > view.turn:
        state = t("from turn {since} on", since=zone.since)
    else:
        open_yet = broken >= view.turn
        state = t("broken, open to attack to turn {broken}", broken=broken) if open_yet else t("lapsed")
    signed, bound = (listed(short(view, one) for one in who) for who in (zone.signatories, zone.bound))
    return Entry(
        t("{state}; signed by {signed}, binds {bound}", state=state, signed=signed, bound=bound),
        tell(zone.name),
        f"zone {zone.id}",
        "9.11",
    )


def _consent(view: View, zone: Zone) -> Entry:
    given = keys_to(view, view.faction, zone)
    names = view.setting.politics.patrons
    keys = listed(
        t("{patron} (given)", patron=names[key].name)
        if key in given
        else t("{patron} (withheld)", patron=names[key].name)
        for key in zone.keys
    )
    needed = tn(
        "needs {count} key of: the main axis, {keys}",
        "needs {count} keys of: the main axis, {keys}",
        zone.need,
        keys=keys,
    )
    return Entry(needed, tell(zone.name), f"zone {zone.id}", "13.4")


# --- borders -----------------------------------------------------------------------------------------


def borders(view: View) -> Iterator[Entry]:
    """9.9, 9.10 Yield the leaves to enter countries, then the crossings and what passes through them."""
    for (faction, country), leave in view.affairs.leaves.items():
        plan = plan_for(view, faction, country)
        words = tell(leave.value)
        if plan is not None and view.faction in plan.askers:
            helped = sum(bonus.by for bonus in bonuses(view, plan))
            words = t(
                "{leave}; granted on {need} or more of two dice {helped}",
                leave=words,
                need=plan.need,
                helped=f"{helped:+d}" if helped else "",
            ).rstrip()
        head = t("{faction} in {country}", faction=short(view, faction), country=country.capitalize())
        yield Entry(words, head, f"leave {faction} {country}", "9.9")
    for gate in view.setting.politics.gates.values():
        yield Entry(gate_words(view, gate), place_name(view, gate.place), f"gate {gate.place}", "9.10")


def gate_words(view: View, gate: GatePlan) -> str:
    """9.10 Return what passes through a crossing, whom it feeds, and who keeps it."""
    words = [t(GATES[state_of(view, gate.place)])]
    if gate.clients and gate.steps:
        words.append(
            tn(
                "feeds {flow} of {count} step of {clients}",
                "feeds {flow} of {count} steps of {clients}",
                gate.steps,
                flow=flow(view, gate),
                clients=listed(short(view, one) for one in gate.clients),
            )
        )
    if gate.keepers:
        patron = view.setting.politics.patrons.get(gate.patron)
        names = listed(short(view, one) for one in gate.keepers)
        words.append(
            t("kept by {names} for {patron}", names=names, patron=patron.name)
            if patron
            else t("kept by {names}", names=names)
        )
    return listed(words)


# --- coalitions --------------------------------------------------------------------------------------


def coalitions(view: View) -> Iterator[Entry]:
    """16.1, 16.5 Yield each coalition with its cohesion, and our observation posts."""
    joint = view.setting.rules.coalition.joint
    for coalition in view.setting.politics.coalitions.values():
        level, until = view.affairs.cohesion.get(coalition.id, 0), view.affairs.infighting.get(coalition.id)
        words = t("cohesion {level}", level=level)
        if until:
            words = t("cohesion {level}, infighting to turn {until}", level=level, until=until)
        words = t("; ").join((words, listed(short(view, one) for one in coalition.members)))
        meter = Meter(Scale.PIPS, level, 10, ((joint, t("co-operate")),), welcome=True)
        yield Entry(words, tell(coalition.name), f"coalition {coalition.id}", "16.1", meter)
    for plan in view.setting.politics.posts:
        count = sum(1 for owner in view.affairs.posts.values() if owner == plan.faction)
        words = t("{count} of {most}", count=count, most=plan.most)
        if plan.since > view.turn:
            words = t(
                "{count} of {most}, from turn {since} on", count=count, most=plan.most, since=plan.since
            )
        head = t("Observation posts of {faction}", faction=short(view, plan.faction))
        yield Entry(words, head, rule="16.5")


# --- oil and roads -----------------------------------------------------------------------------------


def economy(view: View) -> Iterator[Entry]:
    """14.1, 14.4 Yield the fields with their damage, then the roads that somebody lives by."""
    for place in view.setting.politics.fields:
        holder = short(view, view.control[view.setting.board.places[place].at])
        words = t("held by {holder}, {field}", holder=holder, field=field_words(view, place))
        damage, most = view.affairs.damage.get(place, 0), view.setting.rules.oil.max_damage
        meter = Meter(Scale.PIPS, damage, most) if damage else None
        yield Entry(words, place_name(view, place), f"field {place}", "14.1", meter)
    for route in view.setting.politics.routes.values():
        cut = view.affairs.cuts.get(route.id)
        when = t("last cut on turn {cut}", cut=cut) if cut else t("never cut")
        when = t("cut this turn") if cut == view.turn else when
        yield Entry(
            t("road of {faction}, {when}", faction=short(view, route.faction), when=when),
            tell(route.name),
            rule="14.4",
        )


def field_words(view: View, place: str) -> str:
    """14.1 Return what a field pays and how much it is damaged."""
    field, damage = view.setting.politics.fields[place], view.affairs.damage.get(place, 0)
    ready = view.affairs.ready.get(place, 0)
    words, most = (
        [t("pays {revenue} a turn when whole", revenue=halves(field.revenue))],
        view.setting.rules.oil,
    )
    words += [t("damage {damage} of {most}", damage=damage, most=most.max_damage)] if damage else []
    words += [t("pays again from turn {ready}", ready=ready)] if ready > view.turn else []
    return listed(words)


# --- underground -------------------------------------------------------------------------------------


def underground(view: View) -> Iterator[Entry]:
    """15.1–15.5 Yield an insurgent's means, then the cells and mines that we know of."""
    if view.faction in view.setting.politics.insurgencies:
        yield from _insurgent(view)
    for here, cell in view.cells.items():
        where = view.setting.board.name_of(here)
        yield Entry(
            t("strength {strength}", strength=cell.strength),
            t("Cells of {faction}, {where}", faction=short(view, cell.faction), where=where),
            rule="15.5",
        )
    for here, belt in view.belts.items():
        where = view.setting.board.name_of(here)
        yield Entry(
            t("level {level}", level=belt.level),
            t("Mines of {faction}, {where}", faction=short(view, belt.faction), where=where),
            rule="15.3",
        )


def _insurgent(view: View) -> Iterator[Entry]:
    mine, most = view.desks.get(view.faction, Desk()), view.setting.rules.insurgency.vehicles_max
    yield Entry(
        t("{chits} of at most {most}", chits=mine.chits, most=most), t("Prepared vehicles"), rule="15.2"
    )
    names = {Standing.AMBUSH: t("ambush"), Standing.SVBIED: t("vehicles in defence")}
    standing = listed(names[order] for order in mine.standing) or t("none")
    yield Entry(standing, t("Standing orders"), "standing", "15.2")
    if mine.remnants:
        steps = counted_steps(sum(steps for _, steps in mine.remnants))
        first = min(turn for turn, _ in mine.remnants)
        yield Entry(t("{steps}, the first on turn {first}", steps=steps, first=first), t("On their way"))


def handicap(view: View) -> Iterator[Entry]:
    """1.5 Yield who is dealt more or less command than the schedule says."""
    for one in view.setting.factions.values():
        if one.handicap:
            yield Entry(
                t("{handicap} % command points", handicap=f"{one.handicap:+d}"), tell(one.name), rule="1.5"
            )
