"""Events in words: one line each for the log, or None for what no player needs to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.combat import FightReport
from game.model.events import Event
from game.model.kinds import CrossingState, SupplyState
from game.model.scenario import Setting
from game.rules import chronicle_borders, chronicle_patrons, chronicle_politics, chronicle_table
from game.rules.chronicle_words import counted_steps, faction_name, hex_name


def tell(setting: Setting, event: Event) -> str | None:
    """Return an event as a sentence, or None when there is nothing to tell."""
    teller = _TELLERS.get(type(event))
    return teller(setting, event) if teller else None


def _turn(setting: Setting, event: ev.TurnBegan) -> str:
    day = setting.clock.date_of(event.turn)
    return f"Turn {event.turn}: {day.day} {day:%B %Y}"


def _impulse(setting: Setting, event: ev.ImpulseBegan) -> str:
    part = f", impulse {'AB'[event.impulse]}" if setting.clock.impulses > 1 else ""
    return f"{setting.factions[event.faction].name} to act{part}"


def _activated(setting: Setting, event: ev.Activated) -> str:
    hq = setting.factions[event.faction].hqs.get(event.hq, event.hq)
    return f"{hq} activates {len(event.units)} unit{'s' if len(event.units) > 1 else ''}"


def _command(setting: Setting, event: ev.CommandSpent) -> str:
    return f"{faction_name(setting, event.faction)} spends {event.points} command on {event.reason}"


def _surged(setting: Setting, event: ev.Surged) -> str:
    return f"{faction_name(setting, event.faction)} calls a surge: {event.points} command points more"


def _axis(setting: Setting, event: ev.AxisNamed) -> str:
    hq = setting.factions[event.faction].hqs.get(event.hq, event.hq)
    return f"{faction_name(setting, event.faction)} names its main axis: {hq}"


def _moved(setting: Setting, event: ev.Moved) -> str | None:
    if not event.path:
        return None
    verb = "marches to" if event.marched else "moves to"
    return f"{event.unit.name} {verb} {hex_name(setting, event.path[-1])}"


def _halted(setting: Setting, event: ev.Halted) -> str:
    return f"{event.unit.name} halts at {hex_name(setting, event.at)}: it {event.reason}"


def _posture(setting: Setting, event: ev.PostureSet) -> str:
    return f"{event.unit.name} is to {event.posture.value}"


def _dug(setting: Setting, event: ev.DugIn) -> str:
    return f"{event.unit.name} digs in to level {event.level}"


def _merged(setting: Setting, event: ev.Merged) -> str:
    return f"{event.unit.name} is merged into its sister unit"


def _fought(setting: Setting, event: ev.Fought) -> str:
    report = event.report
    where = hex_name(setting, report.target)
    return f"{_clash(setting, report)} {where}, {_odds(setting, report)}: {_result(setting, report)}"


def _clash(setting: Setting, report: FightReport) -> str:
    """Say who attacks whom; districts may be without a garrison, and then without a name to give."""
    who = faction_name(setting, report.attacker)
    held = report.defender in setting.factions
    whom = faction_name(setting, report.defender)
    if report.city:
        return f"{who} storms {f'districts of {whom}' if held else 'empty districts'} at"
    return f"{who} {'probes' if report.mode == 'probe' else 'attacks'} {whom} at"


def _odds(setting: Setting, report: FightReport) -> str:
    if report.city:
        return f"dice {report.roll}" + (f"{report.odds.final:+d}" if report.odds.final else "")
    a, d = setting.rules.table.columns[report.odds.final]
    return f"odds {a}:{d}, dice {report.roll}"


def _result(setting: Setting, report: FightReport) -> str:
    """Say what the table gives: losses of both sides, then ground."""
    cell = report.cell
    who, whom = faction_name(setting, report.attacker), faction_name(setting, report.defender)
    held = report.defender in setting.factions
    suffered = [f"loses {counted_steps(cell.defender)}"] if cell.defender and held else []
    if cell.retreat and not report.city:
        suffered.append(f"is driven back {_hexes(cell.retreat)}")
    parts = [f"{who} loses {counted_steps(cell.attacker)}"] if cell.attacker else []
    parts += [f"{whom} {' and '.join(suffered)}"] if suffered else []
    parts += [f"progress {cell.retreat}"] if cell.retreat and report.city else []
    return ", ".join(parts or ["nobody loses"])


def _hexes(count: int) -> str:
    return f"{count} hex{'es' if count != 1 else ''}"


def _fell_back(setting: Setting, event: ev.FellBack) -> str:
    to = f" to {hex_name(setting, event.path[-1])}" if event.path else ""
    return f"{event.unit.name} falls back{to} before the attack"


def _lost(setting: Setting, event: ev.StepsLost) -> str:
    if event.reason in ("gone to ground", "slipped away"):  # these are elsewhere (15.1, 15.4)
        steps, where = counted_steps(event.steps), hex_name(setting, event.at)
        return f"{steps} of {event.unit.name} {event.reason} at {where}"
    if event.steps >= event.unit.steps:
        return f"{event.unit.name} is destroyed at {hex_name(setting, event.at)} ({event.reason})"
    return f"{event.unit.name} loses {counted_steps(event.steps)} ({event.reason})"


def _retreated(setting: Setting, event: ev.Retreated) -> str | None:
    return f"{event.unit.name} retreats to {hex_name(setting, event.path[-1])}" if event.path else None


def _advanced(setting: Setting, event: ev.Advanced) -> str | None:
    return f"{event.unit.name} advances to {hex_name(setting, event.path[-1])}" if event.path else None


def _disrupted(setting: Setting, event: ev.Disrupted) -> str:
    return f"{event.unit.name} {'is disrupted' if event.disrupted else 'has recovered'}"


def _control(setting: Setting, event: ev.ControlPassed) -> str | None:
    """Only ground with a name is worth a line."""
    named = [here for here in event.hexes if here in setting.board.places_at]
    if not named:
        return None
    names = ", ".join(setting.board.places_at[here][0].name for here in named)
    return f"{faction_name(setting, event.faction)} controls {names}"


def _mission(setting: Setting, event: ev.MissionFlown) -> str:
    words = {
        "recon": "reconnoitres",
        "interdict": "interdicts the road at",
        "strike": "strikes",
        "drop": "drops supply on",
    }
    roll = f", rolling {event.roll}" if event.roll else ""
    result = "" if event.success or not event.roll else ", without effect"
    who = faction_name(setting, event.faction)
    return f"{who} air {words[event.mission.value]} {hex_name(setting, event.at)}{roll}{result}"


def _shelled(setting: Setting, event: ev.Shelled) -> str:
    return f"{event.unit.name} shells {hex_name(setting, event.at)}, rolling {event.roll}"


def _crossing(setting: Setting, event: ev.CrossingChanged) -> str:
    crossing = setting.board.crossings[event.crossing]
    word = {
        CrossingState.OPEN: "is open",
        CrossingState.LAYING: "is being laid",
        CrossingState.DOWN: "is down",
    }
    return f"{crossing.name} {word[event.state]}: {event.reason}"


def _depot(setting: Setting, event: ev.DepotMoved) -> str:
    who = faction_name(setting, event.faction)
    if event.to == OFF_MAP:
        return f"{who} loses a depot"
    return f"{who} moves a depot to {hex_name(setting, event.to)}"


def _supply(setting: Setting, event: ev.SupplyChecked) -> str | None:
    out = sum(1 for _, supply, turns in event.units if supply is SupplyState.OUT and turns == 1)
    if not out:
        return None
    return f"{faction_name(setting, event.faction)}: {out} unit{'s' if out > 1 else ''} newly out of supply"


def _dump(setting: Setting, event: ev.DumpChanged) -> str:
    name = setting.board.places[event.place].name
    return f"Stores in {name}: {event.halves / 2:g} turns ({event.reason})"


def _city(setting: Setting, event: ev.CityPressed) -> str | None:
    if not event.won:
        return None
    name = setting.board.places[event.place].name
    districts = f"{event.won} district{'s' if event.won > 1 else ''}"
    return f"{faction_name(setting, event.attacker)} takes {districts} of {name}"


def _harm(setting: Setting, event: ev.HarmDone) -> str:
    where, who = hex_name(setting, event.at), faction_name(setting, event.faction)
    return f"Civilians are harmed at {where}: a cost to {who}"


def _arrived(setting: Setting, event: ev.Arrived) -> str:
    return f"{event.unit.name} arrives at {hex_name(setting, event.unit.at)}"


def _settled(setting: Setting, event: ev.ArrivalSettled) -> str | None:
    return f"{event.text} waits for room until turn {event.turn}" if event.turn else event.text or None


def _recalled(setting: Setting, event: ev.Recalled) -> str:
    return f"{faction_name(setting, event.faction)} recalls a force for turn {event.turn}"


def _withdrawn(setting: Setting, event: ev.Withdrawn) -> str:
    return f"{event.unit.name} leaves for another front"


def _replaced(setting: Setting, event: ev.Replaced) -> str:
    return f"{event.unit.name} receives {counted_steps(event.steps)}"


def _tension(setting: Setting, event: ev.TensionChanged) -> str:
    a, b = (faction_name(setting, faction) for faction in event.pair)
    return f"Tension between {a} and {b} {event.by:+d}: {event.reason}"


def _points(setting: Setting, event: ev.PointsScored) -> str:
    return f"{faction_name(setting, event.faction)} scores {event.tenths / 10:+g}: {event.reason}"


def _symbol(setting: Setting, event: ev.SymbolTaken) -> str:
    name = setting.board.places[event.place].name
    return f"The world takes note: {faction_name(setting, event.faction)} in {name}"


def _milestone(setting: Setting, event: ev.MilestoneReached) -> str | None:
    found = next((one for one in setting.milestones if one.id == event.id), None)
    return f"{found.text} (in history {found.day.day} {found.day:%B %Y})" if found else None


def _ended(setting: Setting, event: ev.GameEnded) -> str:
    winner = event.ending.winner
    best = f"{setting.factions[winner].name} did best" if winner else "Nobody stands out"
    return f"The game is over. {best}. {event.ending.words}".rstrip()


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
