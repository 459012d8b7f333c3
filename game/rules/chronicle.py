"""Events in words: one line each for the log, or None for what no player needs to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.combat import FightReport
from game.model.events import Event
from game.model.kinds import AirMission, CrossingState, SupplyState
from game.model.scenario import Setting
from game.model.tongue import listed, mark, t, tn, told_date
from game.rules import chronicle_borders, chronicle_patrons, chronicle_politics, chronicle_table
from game.rules.chronicle_words import counted_hexes, counted_steps, faction_name, hex_name


def tell(setting: Setting, event: Event) -> str | None:
    """Return an event as a sentence, or None when there is nothing to tell."""
    teller = _TELLERS.get(type(event))
    return teller(setting, event) if teller else None


def _turn(setting: Setting, event: ev.TurnBegan) -> str:
    day = setting.clock.date_of(event.turn)
    return t("Turn {turn}: {date}", turn=event.turn, date=told_date(day))


def _impulse(setting: Setting, event: ev.ImpulseBegan) -> str:
    faction = setting.factions[event.faction].name
    if setting.clock.impulses == 1:
        return t("{faction} to act", faction=faction)
    return t("{faction} to act, impulse {impulse}", faction=faction, impulse="AB"[event.impulse])


def _activated(setting: Setting, event: ev.Activated) -> str:
    hq = setting.factions[event.faction].hqs.get(event.hq, event.hq)
    return tn("{hq} activates {count} unit", "{hq} activates {count} units", len(event.units), hq=hq)


def _command(setting: Setting, event: ev.CommandSpent) -> str:
    return t(
        "{faction} spends {points} command on {reason}",
        faction=faction_name(setting, event.faction),
        points=event.points,
        reason=event.reason,
    )


def _surged(setting: Setting, event: ev.Surged) -> str:
    return t(
        "{faction} calls a surge: {points} command points more",
        faction=faction_name(setting, event.faction),
        points=event.points,
    )


def _axis(setting: Setting, event: ev.AxisNamed) -> str:
    hq = setting.factions[event.faction].hqs.get(event.hq, event.hq)
    return t("{faction} names its main axis: {hq}", faction=faction_name(setting, event.faction), hq=hq)


def _moved(setting: Setting, event: ev.Moved) -> str | None:
    if not event.path:
        return None
    unit, place = event.unit.name, hex_name(setting, event.path[-1])
    if event.marched:
        return t("{unit} marches to {place}", unit=unit, place=place)
    return t("{unit} moves to {place}", unit=unit, place=place)


def _halted(setting: Setting, event: ev.Halted) -> str:
    return t(
        "{unit} halts at {place}: it {reason}",
        unit=event.unit.name,
        place=hex_name(setting, event.at),
        reason=event.reason,
    )


def _posture(setting: Setting, event: ev.PostureSet) -> str:
    return t("{unit} is to {posture}", unit=event.unit.name, posture=event.posture.value)


def _dug(setting: Setting, event: ev.DugIn) -> str:
    return t("{unit} digs in to level {level}", unit=event.unit.name, level=event.level)


def _merged(setting: Setting, event: ev.Merged) -> str:
    return t("{unit} is merged into its sister unit", unit=event.unit.name)


def _fought(setting: Setting, event: ev.Fought) -> str:
    report = event.report
    where = hex_name(setting, report.target)
    return t(
        "{clash}, {odds}: {result}",
        clash=_clash(setting, report, where),
        odds=_odds(setting, report),
        result=_result(setting, report),
    )


def _clash(setting: Setting, report: FightReport, where: str) -> str:
    """Say who attacks whom; districts may be without a garrison, and then without a name to give."""
    who = faction_name(setting, report.attacker)
    held = report.defender in setting.factions
    whom = faction_name(setting, report.defender)
    if report.city and held:
        return t("{who} storms districts of {whom} at {where}", who=who, whom=whom, where=where)
    if report.city:
        return t("{who} storms empty districts at {where}", who=who, where=where)
    if report.mode == "probe":
        return t("{who} probes {whom} at {where}", who=who, whom=whom, where=where)
    return t("{who} attacks {whom} at {where}", who=who, whom=whom, where=where)


def _odds(setting: Setting, report: FightReport) -> str:
    if report.city:
        added = f"{report.odds.final:+d}" if report.odds.final else ""
        return t("dice {roll}{added}", roll=report.roll, added=added)
    a, d = setting.rules.table.columns[report.odds.final]
    return t("odds {a}:{d}, dice {roll}", a=a, d=d, roll=report.roll)


def _result(setting: Setting, report: FightReport) -> str:
    """Say what the table gives: losses of both sides, then ground."""
    cell = report.cell
    who, whom = faction_name(setting, report.attacker), faction_name(setting, report.defender)
    held = report.defender in setting.factions
    driven = cell.retreat if not report.city else 0
    parts = [t("{who} loses {steps}", who=who, steps=counted_steps(cell.attacker))] if cell.attacker else []
    parts += _suffered(whom, cell.defender if held else 0, driven)
    parts += [t("progress {retreat}", retreat=cell.retreat)] if cell.retreat and report.city else []
    return listed(parts or [t("nobody loses")])


def _suffered(who: str, lost: int, driven: int) -> list[str]:
    """Say what befell a defender: steps lost, hexes driven back, both or neither."""
    steps, hexes = counted_steps(lost), counted_hexes(driven)
    if lost and driven:
        return [t("{who} loses {steps} and is driven back {hexes}", who=who, steps=steps, hexes=hexes)]
    if lost:
        return [t("{who} loses {steps}", who=who, steps=steps)]
    return [t("{who} is driven back {hexes}", who=who, hexes=hexes)] if driven else []


def _fell_back(setting: Setting, event: ev.FellBack) -> str:
    if not event.path:
        return t("{unit} falls back before the attack", unit=event.unit.name)
    place = hex_name(setting, event.path[-1])
    return t("{unit} falls back to {place} before the attack", unit=event.unit.name, place=place)


def _lost(setting: Setting, event: ev.StepsLost) -> str:
    if event.reason in ("gone to ground", "slipped away"):  # these are elsewhere (15.1, 15.4)
        steps, where = counted_steps(event.steps), hex_name(setting, event.at)
        return t(
            "{steps} of {unit} {reason} at {where}",
            steps=steps,
            unit=event.unit.name,
            reason=event.reason,
            where=where,
        )
    if event.steps >= event.unit.steps:
        return t(
            "{unit} is destroyed at {place} ({reason})",
            unit=event.unit.name,
            place=hex_name(setting, event.at),
            reason=event.reason,
        )
    return t(
        "{unit} loses {steps} ({reason})",
        unit=event.unit.name,
        steps=counted_steps(event.steps),
        reason=event.reason,
    )


def _retreated(setting: Setting, event: ev.Retreated) -> str | None:
    if not event.path:
        return None
    return t("{unit} retreats to {place}", unit=event.unit.name, place=hex_name(setting, event.path[-1]))


def _advanced(setting: Setting, event: ev.Advanced) -> str | None:
    if not event.path:
        return None
    return t("{unit} advances to {place}", unit=event.unit.name, place=hex_name(setting, event.path[-1]))


def _disrupted(setting: Setting, event: ev.Disrupted) -> str:
    if event.disrupted:
        return t("{unit} is disrupted", unit=event.unit.name)
    return t("{unit} has recovered", unit=event.unit.name)


def _control(setting: Setting, event: ev.ControlPassed) -> str | None:
    """Only ground with a name is worth a line."""
    named = [here for here in event.hexes if here in setting.board.places_at]
    if not named:
        return None
    names = listed(setting.board.places_at[here][0].name for here in named)
    return t("{faction} controls {names}", faction=faction_name(setting, event.faction), names=names)


_MISSIONS = {
    AirMission.RECON: mark("{who} air reconnoitres {place}"),
    AirMission.INTERDICT: mark("{who} air interdicts the road at {place}"),
    AirMission.STRIKE: mark("{who} air strikes {place}"),
    AirMission.DROP: mark("{who} air drops supply on {place}"),
}


def _mission(setting: Setting, event: ev.MissionFlown) -> str:
    where, who = hex_name(setting, event.at), faction_name(setting, event.faction)
    told = t(_MISSIONS[event.mission], who=who, place=where)
    if not event.roll:
        return told
    if event.success:
        return t("{mission}, rolling {roll}", mission=told, roll=event.roll)
    return t("{mission}, rolling {roll}, without effect", mission=told, roll=event.roll)


def _shelled(setting: Setting, event: ev.Shelled) -> str:
    return t(
        "{unit} shells {place}, rolling {roll}",
        unit=event.unit.name,
        place=hex_name(setting, event.at),
        roll=event.roll,
    )


def _crossing(setting: Setting, event: ev.CrossingChanged) -> str:
    crossing = setting.board.crossings[event.crossing]
    words = {
        CrossingState.OPEN: mark("{crossing} is open: {reason}"),
        CrossingState.LAYING: mark("{crossing} is being laid: {reason}"),
        CrossingState.DOWN: mark("{crossing} is down: {reason}"),
    }
    return t(words[event.state], crossing=crossing.name, reason=event.reason)


def _depot(setting: Setting, event: ev.DepotMoved) -> str:
    who = faction_name(setting, event.faction)
    if event.to == OFF_MAP:
        return t("{who} loses a depot", who=who)
    return t("{who} moves a depot to {place}", who=who, place=hex_name(setting, event.to))


def _supply(setting: Setting, event: ev.SupplyChecked) -> str | None:
    out = sum(1 for _, supply, turns in event.units if supply is SupplyState.OUT and turns == 1)
    if not out:
        return None
    return tn(
        "{faction}: {count} unit newly out of supply",
        "{faction}: {count} units newly out of supply",
        out,
        faction=faction_name(setting, event.faction),
    )


def _dump(setting: Setting, event: ev.DumpChanged) -> str:
    name = setting.board.places[event.place].name
    return t(
        "Stores in {name}: {halves} turns ({reason})",
        name=name,
        halves=f"{event.halves / 2:g}",
        reason=event.reason,
    )


def _city(setting: Setting, event: ev.CityPressed) -> str | None:
    if not event.won:
        return None
    name = setting.board.places[event.place].name
    return tn(
        "{attacker} takes {count} district of {name}",
        "{attacker} takes {count} districts of {name}",
        event.won,
        attacker=faction_name(setting, event.attacker),
        name=name,
    )


def _harm(setting: Setting, event: ev.HarmDone) -> str:
    where, who = hex_name(setting, event.at), faction_name(setting, event.faction)
    return t("Civilians are harmed at {where}: a cost to {who}", where=where, who=who)


def _arrived(setting: Setting, event: ev.Arrived) -> str:
    return t("{unit} arrives at {place}", unit=event.unit.name, place=hex_name(setting, event.unit.at))


def _settled(setting: Setting, event: ev.ArrivalSettled) -> str | None:
    return (
        t("{text} waits for room until turn {turn}", text=event.text, turn=event.turn)
        if event.turn
        else event.text or None
    )


def _recalled(setting: Setting, event: ev.Recalled) -> str:
    return t(
        "{faction} recalls a force for turn {turn}",
        faction=faction_name(setting, event.faction),
        turn=event.turn,
    )


def _withdrawn(setting: Setting, event: ev.Withdrawn) -> str:
    return t("{unit} leaves for another front", unit=event.unit.name)


def _replaced(setting: Setting, event: ev.Replaced) -> str:
    return t("{unit} receives {steps}", unit=event.unit.name, steps=counted_steps(event.steps))


def _tension(setting: Setting, event: ev.TensionChanged) -> str:
    a, b = (faction_name(setting, faction) for faction in event.pair)
    return t("Tension between {a} and {b} {by}: {reason}", a=a, b=b, by=f"{event.by:+d}", reason=event.reason)


def _points(setting: Setting, event: ev.PointsScored) -> str:
    return t(
        "{faction} scores {tenths}: {reason}",
        faction=faction_name(setting, event.faction),
        tenths=f"{event.tenths / 10:+g}",
        reason=event.reason,
    )


def _symbol(setting: Setting, event: ev.SymbolTaken) -> str:
    name = setting.board.places[event.place].name
    return t(
        "The world takes note: {faction} in {name}", faction=faction_name(setting, event.faction), name=name
    )


def _milestone(setting: Setting, event: ev.MilestoneReached) -> str | None:
    found = next((one for one in setting.milestones if one.id == event.id), None)
    return t("{text} (in history {date})", text=found.text, date=told_date(found.day)) if found else None


def _ended(setting: Setting, event: ev.GameEnded) -> str:
    winner = event.ending.winner
    best = (
        t("{faction} did best", faction=setting.factions[winner].name) if winner else t("Nobody stands out")
    )
    return t("The game is over. {best}. {words}", best=best, words=event.ending.words).rstrip()


_TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.TurnBegan: _turn,
    ev.ImpulseBegan: _impulse,
    ev.Activated: _activated,
    ev.CommandSpent: _command,
    ev.Surged: _surged,
    ev.AxisNamed: _axis,
    ev.Moved: _moved,
    ev.Halted: _halted,
    ev.PostureSet: _posture,
    ev.DugIn: _dug,
    ev.Merged: _merged,
    ev.Fought: _fought,
    ev.FellBack: _fell_back,
    ev.StepsLost: _lost,
    ev.Retreated: _retreated,
    ev.Advanced: _advanced,
    ev.Disrupted: _disrupted,
    ev.ControlPassed: _control,
    ev.MissionFlown: _mission,
    ev.Shelled: _shelled,
    ev.CrossingChanged: _crossing,
    ev.DepotMoved: _depot,
    ev.SupplyChecked: _supply,
    ev.DumpChanged: _dump,
    ev.CityPressed: _city,
    ev.HarmDone: _harm,
    ev.Arrived: _arrived,
    ev.ArrivalSettled: _settled,
    ev.Recalled: _recalled,
    ev.Withdrawn: _withdrawn,
    ev.Replaced: _replaced,
    ev.TensionChanged: _tension,
    ev.PointsScored: _points,
    ev.SymbolTaken: _symbol,
    ev.MilestoneReached: _milestone,
    ev.GameEnded: _ended,
    **chronicle_borders.TELLERS,
    **chronicle_patrons.TELLERS,
    **chronicle_politics.TELLERS,
    **chronicle_table.TELLERS,
}
"""How each event is told; the others pass in silence."""
