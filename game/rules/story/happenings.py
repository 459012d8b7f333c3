"""Events of a scenario (17.1) and the questions they put. At most one firing an event a turn, so that they
always come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.affairs import Desk
from game.model.events import Asked, EventFired
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.politics import Choice, StoryEvent
from game.model.state import Position, State, View
from game.model.tongue import say
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.refusal import Refusal
from game.rules.story.conditions import holds
from game.rules.story.effects import Cause, bring_about


def happen(play: Play) -> None:
    """1.2, 17.1 Phase 1: what is due happens, then whatever has come to be so."""
    events = play.state.setting.politics.events
    for due, event in play.state.pending:
        if due <= play.state.turn:
            play.enter(EventFired(event, 0))
            _bring(play, events[event])
    for story in events.values():
        if _comes(play.state, story):
            play.enter(EventFired(story.id, play.state.turn + story.delay))
            if not story.delay:
                _bring(play, story)


def _comes(state: State, event: StoryEvent) -> bool:
    """17.1 Whether an event comes about now: not yet or not only once, its condition, its throw."""
    last = state.fired.get(event.id)
    if last is not None and (event.once or last == state.turn):
        return False
    if any(event.id == waiting for _, waiting in state.pending) or not holds(state, event.when):
        return False
    return event.need <= 2 or roll_two(state, "event", event.id) >= event.need


def _bring(play: Play, event: StoryEvent) -> None:
    bring_about(play, event.effects, Cause(title_of(event)))
    if event.choice is not None:
        play.enter(Asked(event.choice.faction, event.id, 0))


def title_of(event: StoryEvent) -> str:
    """Return an event's id as words for the log."""
    return event.id.replace("_", " ")


def questions(position: Position, faction: FactionId) -> tuple[tuple[str, Choice], ...]:
    """17.1 Return the questions that a faction has to answer."""
    events = position.setting.politics.events
    asked = ((id, events[id].choice) for id in position.desks.get(faction, Desk()).asks)
    return tuple((id, choice) for id, choice in asked if choice is not None)


def why_not_choose(position: Position, faction: FactionId, order: od.Choose) -> Refusal | None:
    """17.1 Only a question that lies on one's desk is answered, by one of its options."""
    choice = dict(questions(position, faction)).get(order.event)
    if choice is None:
        return Refusal("nobody has put that question to you", "17.1")
    if not 1 <= order.option <= len(choice.options):
        return Refusal(say("there are options 1 to {count}", count=len(choice.options)), "17.1")
    return None


def _choose(play: Play, view: View, order: od.Choose) -> None:
    answer(play, view.faction, order.event, order.option)


def answer(play: Play, faction: FactionId, event: str, option: int) -> None:
    """17.1 A question is answered, and its effects follow."""
    choice = dict(questions(play.state, faction))[event]
    play.enter(Asked(faction, event, option))
    cause = Cause(choice.options[option - 1].label, faction)
    bring_about(play, choice.options[option - 1].effects, cause)


def settle_questions(play: Play) -> None:
    """1.2, 17.1 Phase 5: a question that was left open is answered by its first option."""
    for faction in play.state.setting.factions:
        for event, _ in questions(play.state, faction):
            answer(play, faction, event, 1)


def candidates(view: View) -> Iterator[Order]:
    """17.1 Yield every answer to the questions on the desk."""
    for event, choice in questions(view, view.faction):
        for option in range(1, len(choice.options) + 1):
            yield od.Choose(event, option)


JUDGES = {od.Choose: why_not_choose}
HANDLERS = {od.Choose: _choose}
