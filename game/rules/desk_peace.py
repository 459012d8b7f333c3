"""How a war was left at the table, in words: meetings held, what was signed over, what stays frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.model.events import CheckHeld, Event
from game.model.state import Position
from game.model.tongue import listed, t, tell
from game.rules.desk_lines import tenths
from game.rules.desk_parts import Entry
from game.rules.politics.relations import name
from game.rules.politics.settlement import disputed


def peace(position: Position, events: Iterable[Event]) -> Iterator[Entry]:
    """18.5 Yield the partition index, what was signed over, what stays in dispute, and the meetings held."""
    talks, board = position.setting.politics.conference, position.setting.board
    if talks.rounds:
        yield Entry(_frozen(position), t("Partition index"), rule="18.4")
        for place, to in position.affairs.conceded.items():
            yield Entry(
                t("signed over to {to}", to=name(position, to)), tell(board.places[place].name), rule="18.3"
            )
        for place, who in disputed(position).items():
            claimants = listed(name(position, one) for one in who)
            yield Entry(
                t("frozen, claimed by {claimants}", claimants=claimants),
                tell(board.places[place].name),
                rule="18.4",
            )
    checks = {check.id: check for check in talks.checks}
    for event in events:
        if isinstance(event, CheckHeld):
            hands = listed(f"{tell(name(position, one))} {tenths(hand)}" for one, hand in event.hands)
            yield Entry(t("in hand {hands}", hands=hands), tell(checks[event.check].name), rule="18.1")


def _frozen(position: Position) -> str:
    """18.4 Return the share of the country that stays unsettled, in words."""
    frozen = position.affairs.frozen
    return (
        t("{frozen} % of the value stays in dispute", frozen=frozen)
        if frozen
        else t("0 %: nothing stays in dispute")
    )
