"""Where the wings of the rules come together: which module judges, handles and proposes which order, and
what happens in which phase of a turn beside the field's own business.

A wing is a module with any of `JUDGES`, `HANDLERS` and `candidates`. Everything runs in the order written
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, TypeAlias

from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.state import Position, View
from game.rules.insurgency import belts, cells, chits, ground, withdrawal
from game.rules.insurgency.belts import clear
from game.rules.insurgency.cells import stir
from game.rules.insurgency.chits import prepare
from game.rules.insurgency.remnants import come_in
from game.rules.play import Play
from game.rules.politics import (
    breaks,
    coalition,
    concessions,
    consent,
    fates,
    gates,
    hotline,
    leave,
    offers,
    oil,
    posts,
    ring,
    seizing,
)
from game.rules.politics.aftermath import settle
from game.rules.politics.attention import lend, watch_gates
from game.rules.politics.breaks import take_effect
from game.rules.politics.coalition import settle_coalitions
from game.rules.politics.conference import hold_checks
from game.rules.politics.corridor import watch_corridors
from game.rules.politics.endings import watch_prizes
from game.rules.politics.gates import starve
from game.rules.politics.hotline import hold_summits
from game.rules.politics.keeping import renew_areas
from game.rules.politics.leave import count_abroad
from game.rules.politics.oil import mend, pay_fields, wreck_threatened
from game.rules.politics.overflight import stay_grounded
from game.rules.politics.pockets import watch_rings
from game.rules.politics.posts import strike_posts
from game.rules.politics.ring import climb
from game.rules.politics.routes import raid
from game.rules.politics.seizing import absorb_homeless
from game.rules.refusal import Refusal
from game.rules.story import cards, happenings
from game.rules.story.draw import draw_cards
from game.rules.story.happenings import happen, settle_questions
from game.rules.story.weather import throw_weather

Judge: TypeAlias = Callable[[Position, FactionId, Any], Refusal | None]
Handler: TypeAlias = Callable[[Play, View, Any], None]
Phase: TypeAlias = Callable[[Play], None]

WINGS: tuple[ModuleType, ...] = (
    hotline,
    ring,
    gates,
    leave,
    breaks,
    coalition,
    seizing,
    posts,
    fates,
    concessions,
    happenings,
    cards,
    offers,
    withdrawal,
    ground,
    chits,
    belts,
    cells,
    consent,
    oil,
)
"""The wings, in the order in which their orders are listed."""

POLITICS: tuple[Phase, ...] = (
    take_effect,
    renew_areas,
    stay_grounded,
    throw_weather,
    lend,
    prepare,
    happen,
    draw_cards,
)
"""1.2 Phase 1, before anybody arrives: notices, areas, weather, patrons, vehicles, events, cards."""

SUPPLY: tuple[Phase, ...] = (come_in, stir, raid)
"""1.2 Phase 2, before supply is traced: remnants that come in, cells, roads that are cut."""

INCOME: tuple[Phase, ...] = (mend, pay_fields)
"""1.2 Phase 2, after replacements: fields are repaired and pay."""

CLOSE: tuple[Phase, ...] = (
    hold_summits,
    climb,
    count_abroad,
    starve,
    watch_rings,
    settle_coalitions,
    absorb_homeless,
    strike_posts,
    watch_prizes,
    settle_questions,
    clear,
    wreck_threatened,
)
"""1.2 Phase 5, after the last impulse: summits, ladders, stays abroad, crossings, rings, coalitions, posts,
questions, mines and fields."""

CHECKS: tuple[Phase, ...] = (settle, watch_corridors, watch_gates, hold_checks)
"""1.2 Phase 6, after the assets are counted: corridors, patrons who watch gates, the powers meet."""


def judges() -> dict[type, Judge]:
    """Return who judges which order."""
    return {kind: judge for wing in WINGS for kind, judge in getattr(wing, "JUDGES", {}).items()}


def handlers() -> dict[type, Handler]:
    """Return who handles which order."""
    return {kind: handler for wing in WINGS for kind, handler in getattr(wing, "HANDLERS", {}).items()}


def candidates(view: View) -> Iterator[Order]:
    """Yield the orders that the wings propose to the view's faction; they still have to be judged."""
    for wing in WINGS:
        if hasattr(wing, "candidates"):
            yield from wing.candidates(view)


def run(play: Play, phases: tuple[Phase, ...]) -> None:
    """1.2 Let every step of a phase take place."""
    for phase in phases:
        phase(play)
