"""The annals of a game in words: a report as Markdown, and a table of figures as CSV (12.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model.annals import Moment, TurnRecord
from game.model.events import MilestoneReached
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.tongue import t, tell, told_date
from game.rules import chronicle
from game.rules.annals import Ledger, in_history, moments_of, turn_of_day

MOMENTS = 16
"""How many moments a report tells."""

HEADS = (
    "turn", "day", "faction", "score", "par", "hexes", "places", "worth", "worth_in_history",
    "steps_lost", "units_in_supply", "units_strained", "units_out_of_supply",
)  # fmt: skip
"""The columns of the table."""


def tenths(value: int) -> str:
    """Return tenths of a point as they are written."""
    return f"{value / 10:g}"


def csv_of(setting: Setting, ledger: Ledger) -> str:
    """12.1 Return a line a turn and faction; what is not known is left empty."""
    lines = [",".join(HEADS)]
    for record in ledger.turns:
        then = in_history(setting, ledger.turns[0], record.turn)
        lines += [",".join(_cells(setting, record, faction, then)) for faction in setting.factions]
    return "\n".join(lines) + "\n"


def _cells(
    setting: Setting, record: TurnRecord, faction: FactionId, then: dict[str, FactionId]
) -> Iterator[str]:
    yield f"{record.turn}"
    yield setting.clock.date_of(record.turn + 1).isoformat()
    yield faction
    yield tenths(record.scores[faction]) if faction in record.scores else ""
    yield tenths(setting.factions[faction].par)
    yield f"{record.hexes_of(faction)}"
    yield f"{record.places_of(faction)}"
    yield f"{record.worth[faction]}"
    yield f"{worth_then(setting, then, faction)}" if setting.milestones else ""
    yield f"{record.lost[faction]}"
    yield from (f"{count}" for count in record.fed.get(faction, ("", "", "")))


def worth_then(setting: Setting, held: dict[str, FactionId], faction: FactionId) -> int:
    """12.1 Return what the places were worth that a faction held in history."""
    return sum(asset.value for place, asset in setting.assets.items() if held.get(place) == faction)


def moment_line(setting: Setting, moment: Moment) -> str:
    """12.1 Return a moment in words."""
    return chronicle.tell(setting, moment.event) or ""


def markdown_of(setting: Setting, ledger: Ledger, reader: FactionId, over: bool) -> str:
    """12.1 Return a report: how things stand, against history, and what decided it."""
    last = ledger.turns[-1]
    day = setting.clock.date_of(last.turn + 1)
    lines = [
        f"# {tell(setting.title)}",
        "",
        t(
            "After turn {turn} of {turns}, {date}.",
            turn=last.turn,
            turns=setting.clock.turns,
            date=told_date(day),
        ),
    ]
    if not over and reader:
        lines += [
            "",
            t("As far as {faction} knows; the game goes on.", faction=setting.factions[reader].name),
        ]
    lines += ["", t("## How things stand"), "", *_standing(setting, ledger)]
    if setting.milestones:
        lines += ["", t("## Here and in history"), "", *_against_history(setting, ledger)]
    lines += ["", t("## What decided it"), "", *_moments(setting, moments_of(ledger.moments, MOMENTS))]
    return "\n".join(lines) + "\n"


def _standing(setting: Setting, ledger: Ledger) -> Iterator[str]:
    last = ledger.turns[-1]
    yield t("| Faction | Score | Par | Hexes | Places | Worth | Steps lost |")
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for faction, described in setting.factions.items():
        score = tenths(last.scores.get(faction, 0))
        yield (
            f"| {tell(described.name)} | {score} | {tenths(described.par)} | {last.hexes_of(faction)} "
            f"| {last.places_of(faction)} | {last.worth[faction]} | {last.lost[faction]} |"
        )


def _against_history(setting: Setting, ledger: Ledger) -> Iterator[str]:
    """Yield a row a milestone: when it came here, as far as the reader knows, and when in history."""
    events = (moment.event for moment in ledger.moments)
    reached = {event.id: event.turn for event in events if isinstance(event, MilestoneReached)}
    yield t("| What | History | Turn | Here |")
    yield "| --- | --- | ---: | --- |"
    for one in sorted(setting.milestones, key=lambda one: one.day):
        turn = reached.get(one.id)
        here = t("turn {turn}", turn=turn) if turn is not None else t("not yet or never")
        yield f"| {tell(one.text)} | {told_date(one.day)} | {turn_of_day(setting, one)} | {here} |"


def _moments(setting: Setting, moments: Sequence[Moment]) -> Iterator[str]:
    for moment in moments:
        yield t("- Turn {turn}: {moment_line}", turn=moment.turn, moment_line=moment_line(setting, moment))
    if not moments:
        yield t("Nothing yet.")
