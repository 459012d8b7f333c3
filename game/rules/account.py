"""What an attack, a barrage or a mission came to, and why: for the card after it and for the text game."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.combat import FightReport
from game.model.events import Event
from game.model.kinds import FactionId, Mode, UnitId
from game.model.ruleset import Cell
from game.model.scenario import Setting
from game.model.state import View
from game.model.tongue import t, tn
from game.rules.chronicle import tell
from game.rules.chronicle_words import counted_hexes, counted_steps, faction_name, hex_name
from game.rules.combat import capped
from game.rules.dice import WAYS
from game.rules.siege import siege_cell

TELLING = (ev.Fought, ev.Shelled, ev.MissionFlown, ev.FellBack, ev.CityPressed, ev.Halted)
UNTOLD = (
    ev.Fought, ev.Moved, ev.CommandSpent, ev.AirSpent, ev.StepsLost, ev.AttackMarked, ev.FreeAttackUsed,
    ev.Activated,
)  # fmt: skip
"""What an account tells in its own way, or not at all."""


@dataclass(frozen=True)
class Toll:
    """What a unit lost: its steps before, and how many of them went."""

    unit: UnitId
    name: str
    faction: FactionId
    before: int
    lost: int
    reason: str

    @property
    def gone(self) -> bool:
        """Whether nothing is left of it."""
        return self.lost >= self.before


@dataclass(frozen=True)
class Throw:
    """A throw of the dice: how many of the 36 ways give it, and what it does in this fight."""

    total: int
    ways: int
    cell: Cell


@dataclass(frozen=True)
class Account:
    """What came of an order. `good` is 1 when it went well for who gave it, -1 when ill, 0 between."""

    title: str
    good: int
    at: Hex | None
    report: FightReport | None
    strengths: str
    result: str
    throws: tuple[Throw, ...]
    tolls: tuple[Toll, ...]
    lines: tuple[str, ...]


def account_of(view: View, events: Sequence[Event]) -> Account | None:
    """4.2 Return what an own order came to, once dice were rolled or something was met; None otherwise."""
    events = tuple(events)
    main = next((one for kind in TELLING for one in events if isinstance(one, kind)), None)
    if main is None:
        return None
    setting = view.setting
    report = main.report if isinstance(main, ev.Fought) else None
    lines = tuple(
        text for event in events if not isinstance(event, UNTOLD) and (text := tell(setting, event))
    )
    title, good = _title(setting, events, main)
    return Account(
        title,
        good,
        report.target if report else getattr(main, "at", None),
        report,
        _strengths(setting, report) if report else "",
        _result(setting, report) if report else "",
        throws_of(view, report) if report else (),
        _tolls(events),
        tuple(line for line in dict.fromkeys(lines) if line != title),
    )


def throws_of(view: View, report: FightReport) -> tuple[Throw, ...]:
    """4.2 Return what every throw would have brought in a fight as it was fought."""
    return tuple(Throw(total, ways, _cell(view, report, total)) for total, ways in WAYS)


def _cell(view: View, report: FightReport, total: int) -> Cell:
    if report.city:
        return siege_cell(view, total + report.odds.final)
    rules = view.setting.rules
    return capped(rules.table.cell(total, report.odds.final), report.mode, rules.combat.probe_max_loss)


def _tolls(events: tuple[Event, ...]) -> tuple[Toll, ...]:
    """4.6 Return what each unit lost, in the order in which they were hit."""
    found: dict[UnitId, Toll] = {}
    for event in events:
        if isinstance(event, ev.StepsLost):
            unit, old = event.unit, found.get(event.unit.id)
            before, lost = (old.before, old.lost) if old else (unit.steps, 0)
            reason = old.reason if old else event.reason
            found[unit.id] = Toll(unit.id, unit.name, unit.faction, before, lost + event.steps, reason)
    return tuple(found.values())


# Words


def _title(setting: Setting, events: tuple[Event, ...], main: Event) -> tuple[str, int]:
    """Return how it went in a sentence, and whether well or ill."""
    if isinstance(main, ev.Fought):
        report = main.report
        where = hex_name(setting, report.target)
        return _siege_title(where, events, report) if report.city else _field_title(where, events, report)
    if isinstance(main, ev.FellBack):
        return t("{unit} falls back before the attack", unit=main.unit.name), 1
    if isinstance(main, ev.Halted):
        return tell(setting, main) or "", -1
    hurt = any(isinstance(event, ev.StepsLost) for event in events)
    return tell(setting, main) or "", int(hurt or getattr(main, "success", False))


def _field_title(where: str, events: tuple[Event, ...], report: FightReport) -> tuple[str, int]:
    cell = report.cell
    taken = any(isinstance(one, ev.Advanced) and one.path[-1:] == (report.target,) for one in events)
    if taken:
        return t("{where} is taken", where=where), 1
    if cell.retreat:
        return t("{where}: the enemy is driven out", where=where), 1
    if cell.attacker > cell.defender:
        return t("{where}: the attack is thrown back", where=where), -1
    if cell.attacker == cell.defender == 0:
        return t("{where}: nothing is gained, nothing lost", where=where), 0
    return t("{where}: the enemy holds", where=where), 1 if cell.defender > cell.attacker else 0


def _siege_title(where: str, events: tuple[Event, ...], report: FightReport) -> tuple[str, int]:
    won = sum(one.won for one in events if isinstance(one, ev.CityPressed))
    if won:
        return tn("{where}: {count} district taken", "{where}: {count} districts taken", won, where=where), 1
    if report.cell.retreat:
        return t("{where}: the assault makes progress", where=where), 1
    if report.cell.attacker > report.cell.defender:
        return t("{where}: the assault is thrown back", where=where), -1
    return t("{where}: the assault stands still", where=where), 0


def _strengths(setting: Setting, report: FightReport) -> str:
    """Return the odds as they were: strengths, the column before the shifts and the one rolled on."""
    odds, columns = report.odds, setting.rules.table.columns
    sides = t(
        "{attack} against {defence}", attack=f"{odds.attack / 100:g}", defence=f"{odds.defence / 100:g}"
    )
    if report.city:
        return t("{sides}, {final} on the dice", sides=sides, final=f"{odds.final:+d}")
    after = "{}:{}".format(*columns[odds.final])
    if odds.raw < 0:
        return t("{sides}, column {after}", sides=sides, after=after)
    before = "{}:{}".format(*columns[odds.raw])
    return (
        t("{sides}, column {before}", sides=sides, before=before)
        if before == after
        else t("{sides}: {before}, shifted to {after}", sides=sides, before=before, after=after)
    )


def _result(setting: Setting, report: FightReport) -> str:
    """Return what the dice gave."""
    cell = report.cell
    mine = t(
        "{attacker} loses {steps}",
        attacker=faction_name(setting, report.attacker),
        steps=counted_steps(cell.attacker),
    )
    theirs = t(
        "{defender} {steps}",
        defender=faction_name(setting, report.defender),
        steps=counted_steps(cell.defender),
    )
    if report.city:
        return t(
            "Dice {roll}{final}: {mine}, {theirs}; progress {retreat}",
            roll=report.roll,
            final=f"{report.odds.final:+d}",
            mine=mine,
            theirs=theirs,
            retreat=cell.retreat,
        )
    if not cell.retreat:
        return t("Dice {roll}: {mine}, {theirs}; no retreat", roll=report.roll, mine=mine, theirs=theirs)
    hexes = counted_hexes(cell.retreat)
    return t(
        "Dice {roll}: {mine}, {theirs} and {hexes} of ground",
        roll=report.roll,
        mine=mine,
        theirs=theirs,
        hexes=hexes,
    )


def luck(throws: Sequence[Throw], rolled: int) -> str:
    """4.2 Return how many of the 36 throws are better than the one that was thrown, and how many worse."""
    known = {one.total: one.cell for one in throws}
    if rolled not in known:
        return ""
    mine = _merit(known[rolled])
    better = sum(one.ways for one in throws if _merit(one.cell) > mine)
    worse = sum(one.ways for one in throws if _merit(one.cell) < mine)
    return t("Of 36 throws {better} do better, {worse} worse", better=better, worse=worse)


def _merit(cell: Cell) -> tuple[int, int, int]:
    return (1 if cell.retreat > 0 else 0, cell.defender + cell.retreat - cell.attacker, -cell.attacker)


def spelled(setting: Setting, account: Account) -> list[str]:
    """4.2 Return an account in lines of text."""
    found = [account.title]
    if account.report is not None:
        mode = t("probe") if account.report.mode is Mode.PROBE else t("assault")
        found.append(f"  {mode}: {account.strengths}")
        found += [
            t("    {by} {reason} (rule {rule})", by=f"{one.by:+d}", reason=one.reason, rule=one.rule)
            for one in account.report.odds.shifts
        ]
        found += [f"  {account.result}", f"  {luck(account.throws, account.report.roll)}"]
    for toll in account.tolls:
        who, left = faction_name(setting, toll.faction), max(0, toll.before - toll.lost)
        found.append(
            t(
                "  {who} {toll}: {before} steps, {left} left ({reason})",
                who=who,
                toll=toll.name,
                before=toll.before,
                left=left,
                reason=toll.reason,
            )
        )
    return [*found, *(f"  {line}" for line in account.lines)]
