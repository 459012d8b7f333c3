"""The desk of the person to move: what is selected, planned and drafted, and the orders that follow.

The Desk knows nothing of pixels: clicks come as hexes and commands as words, so that the whole flow
can be tested without a window. It asks the session everything and changes the game only through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from game.hexgrid.coords import Hex
from game.model.combat import Preview
from game.model.events import Event
from game.model.kinds import FactionId, Gait, Mode, Posture, UnitId
from game.model.orders import (
    Activate,
    DigIn,
    EndImpulse,
    GoToGround,
    LayBelt,
    Move,
    Order,
    SetPosture,
    Sweep,
)
from game.model.tongue import t
from game.model.units import Unit
from game.rules.insurgency.chits import may_send, why_not_send
from game.session import Session
from game.ui.draft import Aimed, Draft, aimed_at, goal_of, toggled
from game.ui.lookout import Lookout


class Tone(StrEnum):
    """How a message is meant."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


def sentence(text: str) -> str:
    """Return a text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


class Desk(Lookout):
    """Selection, plan and draft of the person who is to move."""

    def __init__(
        self, session: Session, viewer: FactionId, heard: Callable[[tuple[Event, ...]], None]
    ) -> None:
        super().__init__(session, viewer)
        self.heard = heard
        self.draft: Draft | None = None
        self.aims: Mapping[Hex, Aimed] | None = None
        """What a click on a hex orders while a mission or a depot waits for its hex."""
        self.message = ""
        self.tone = Tone.PLAIN
        self.layers: set[str] = {"control", "fog", "grid", "zones"}

    # Selecting

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Put a sentence on the bottom strip."""
        self.message, self.tone = text, tone

    def select(self, unit: UnitId | None, here: Hex | None = None) -> None:
        """Select a unit, or only a hex."""
        self.unit, self.plan, self.draft, self.aims = unit, None, None, None
        self.gait = Gait.NORMAL
        chosen = self.selected
        self.hex = chosen.at if chosen else here
        self.say("")

    def click(self, here: Hex, follow: bool = False) -> None:
        """Take a click on a hex; `follow` moves onto an own stack instead of selecting it."""
        if self.aims:
            self._aimed(here, self.aims)
        elif self.draft is not None and here == self.draft.target:
            self.confirm()
        elif self.commanding and self.foes_at(here) and self._wants_attack(here):
            self.open_attack(here)
        elif self.own_at(here) and not follow:
            self._select_at(here)
        elif self.selected is not None and self.commanding and self.selected.faction == self.viewer:
            self._towards(here)
        else:
            self._look_at(here)

    def _select_at(self, here: Hex) -> None:
        """Select the first unit of a stack that can still act, or the next one on a second click."""
        stack = self.own_at(here)
        if self.selected in stack:
            self.cycle_stack()
            return
        ready = [unit for unit in stack if self.can_act(unit)]
        self.select((ready or list(stack))[0].id)

    def _look_at(self, here: Hex) -> None:
        others = self.view.units_at(here)
        self.select(others[0].id if others else None, here)

    def _wants_attack(self, here: Hex) -> bool:
        """A click on foes plans an attack when a unit is selected and someone stands beside them; in a city
        that both sides hold, only when the selected unit could attack: else it selects there."""
        if self.own_at(here) and self.unit not in self.attackers_on(here):
            return False
        around = self.view.setting.board.grid.around[here]
        return self.selected is not None and any(self.own_at(near) for near in (here, *around))

    def _towards(self, here: Hex) -> None:
        """Plan a move, or carry it out when it was planned already."""
        if self.plan == here:
            self.confirm()
            return
        self.plan, self.draft = None, None
        refusal = self._why_not_go(here)
        if refusal:
            if self.foes_at(here):
                name = self.view.setting.board.name_of(here)
                refusal = t(
                    "To attack {name}, move an active unit beside it first, then click it (rule 4.1).",
                    name=name,
                )
            self.hex = here
            self.say(refusal, Tone.BAD)
            return
        self.plan = here
        cost = self.reachable().get(here, 0)
        self.say(
            t(
                "To {place}: {cost} movement points. Click again or press Enter to go.",
                place=self.view.setting.board.name_of(here),
                cost=f"{cost / 2:g}",
            )
        )

    def _why_not_go(self, here: Hex) -> str:
        refusal = self.session.why_not(Move(self.unit or "", self.label(here), self.gait))
        return refusal.told if refusal else ""

    def cycle_stack(self) -> None:
        """Select the next unit of the stack."""
        here = self.hex
        stack = self.own_at(here) if here is not None else ()
        if not stack and here is not None:
            stack = self.view.units_at(here)
        if stack:
            ids = [unit.id for unit in stack]
            at = ids.index(self.unit) + 1 if self.unit in ids else 0
            self.select(ids[at % len(ids)])

    def next_unit(self, step: int = 1) -> Unit | None:
        """Select the next unit that can act."""
        ids = [unit.id for unit in self.ready()]
        if not ids:
            self.say(t("No unit is left that could act: end the impulse."), Tone.GOOD)
            return None
        at = ids.index(self.unit) + step if self.unit in ids else 0
        self.select(ids[at % len(ids)])
        return self.selected

    def finish_unit(self) -> Unit | None:
        """Mark the selected unit as done and go to the next."""
        if self.unit is not None:
            self.done.add(self.unit)
        return self.next_unit()

    # Ordering

    def give(self, order: Order) -> bool:
        """Submit an order, or say why it is refused."""
        if not self.commanding:
            return False
        refusal = self.session.why_not(order)
        if refusal is not None:
            self.say(refusal.told, Tone.BAD)
            return False
        events = self.session.submit(order)
        told = [text for event in events if (text := self.session.tell(event))]
        self.say("; ".join(told[:3]))
        if self.session.journal is not None and self.session.journal.trouble:
            self.say(self.session.journal.trouble, Tone.BAD)
        self._forget_lost()
        self.heard(events)
        return True

    def _forget_lost(self) -> None:
        """Drop a draft or a plan of units that are no longer there."""
        units = self.view.units
        if self.draft and any(one not in units for one in (*self.draft.candidates, *self.draft.batteries)):
            self.draft = None
        if self.unit is not None and self.unit not in units:
            self.unit, self.plan = None, None

    def confirm(self) -> None:
        """Carry out what is planned: the drafted attack, or the planned move."""
        if self.draft is not None:
            self._confirm_attack(self.draft)
        elif self.plan is not None and self.unit is not None:
            going, there = self.unit, self.plan
            self.plan = None
            if self.give(Move(going, self.label(there), self.gait)):
                self.gait = Gait.NORMAL
                self._follow(going)

    def _follow(self, unit: UnitId) -> None:
        """Keep a unit selected where it now stands."""
        now = self.view.units.get(unit)
        self.hex = now.at if now else self.hex
        self.unit = unit if now else None

    def activate(self) -> None:
        """Spend a command point on the group around the selected unit."""
        if self.selected is None:
            self.say(t("Select one of your units that is not yet active (rule 1.1)."), Tone.WARN)
        else:
            self.give(Activate(self.group() or (self.selected.id,)))

    def dig(self) -> None:
        """Have the selected unit dig in."""
        if self.unit:
            self.give(DigIn(self.unit))

    def special_orders(self) -> list[tuple[str, str, Order]]:
        """Return what the selected unit may do beside marching and fighting: name, tip and order of each."""
        unit = self.selected
        if unit is None or unit.faction != self.viewer or not self.commanding:
            return []
        ways: list[tuple[str, str, Order]] = [
            (t("Sweep"), t("Comb the hex for cells, mines and ambushes. Rule 15.6"), Sweep(unit.id)),
            (t("Lay mines"), t("Lay a level of mines and ambush here. Rule 15.3"), LayBelt(unit.id)),
            (t("Go to ground"), t("Live on as cells. Rule 15.4"), GoToGround(unit.id)),
        ]
        return [way for way in ways if self.session.why_not(way[2]) is None]

    def turn_posture(self) -> None:
        """Change the selected unit between holding and delaying."""
        unit = self.selected
        if unit:
            other = Posture.DELAY if unit.posture is Posture.HOLD else Posture.HOLD
            self.give(SetPosture(unit.id, other))

    def turn_gait(self) -> None:
        """Change between normal movement and a march."""
        self.gait = Gait.NORMAL if self.gait is Gait.MARCH else Gait.MARCH
        self.plan, self.draft = None, None
        self.say(
            t("March: by road through friendly ground, twice the points.")
            if self.gait is Gait.MARCH
            else t("Normal movement.")
        )

    def aim(self, what: str, orders: Iterable[Aimed]) -> None:
        """Have the next click choose between these orders, which differ in their hex alone."""
        self.select(None)
        self.aims = {goal_of(self.view, order): order for order in orders}
        self.say(t("{what}: click one of the tinted hexes, Esc to cancel.", what=what))

    def _aimed(self, here: Hex, aims: Mapping[Hex, Aimed]) -> None:
        """Give the order for a hex; any other hex is refused with the reason, and the aim is kept."""
        order = aims.get(here) or aimed_at(self.view, next(iter(aims.values())), here)
        if self.give(order):
            self.aims, self.hex = None, here

    def end_impulse(self) -> None:
        """Hand on to the next faction."""
        if not self.commanding:
            return
        self.select(None)
        self.done.clear()
        self.give(EndImpulse())

    def undo(self) -> None:
        """Take the last order back, or say why that cannot be."""
        reason = self.session.why_no_undo()
        if reason:
            self.say(t("No undo: {reason}.", reason=reason), Tone.WARN)
        else:
            self.session.undo()
            self.plan, self.draft = None, None
            self._follow(self.unit or "")
            self.say(t("Taken back."))

    def redo(self) -> None:
        """Give the order last taken back again."""
        if not self.session.redo():
            self.say(t("There is nothing to redo."), Tone.WARN)

    def cancel(self) -> bool:
        """Drop the innermost plan; False when there was none."""
        for name in ("aims", "draft", "plan"):
            if getattr(self, name) is not None:
                setattr(self, name, None)
                self.say("")
                return True
        if self.unit is not None or self.hex is not None:
            self.select(None)
            return True
        return False

    # Attacking

    def open_attack(self, target: Hex, mode: Mode = Mode.ASSAULT) -> None:
        """Begin an attack on a hex with everybody who can take part."""
        candidates = self.attackers_on(target)
        self.plan, self.hex = None, target
        if not candidates:
            self.say(
                t("No active unit that could attack stands beside that hex: activate one (rule 4.1)."),
                Tone.WARN,
            )
            return
        if target in self.view.setting.city_at:  # 5.2 districts are taken by assault alone
            draft = Draft(target, candidates, candidates, advance=False)
        else:
            draft = Draft(target, candidates, candidates, self.batteries_on(target), mode=mode)
        self.draft = draft
        if self.why_not_attack() and self.unit in candidates:
            self.draft = replace(draft, chosen=(self.unit,))
            if self.why_not_attack():
                self.draft = draft
        self.say("")

    def toggle_attacker(self, unit: UnitId) -> None:
        """Take a unit into the attack or out of it."""
        if self.draft:
            self.amend(chosen=toggled(self.draft.candidates, self.draft.chosen, unit))

    def toggle_gun(self, unit: UnitId) -> None:
        """Take a battery into the attack or out of it."""
        if self.draft:
            self.amend(guns=toggled(self.draft.batteries, self.draft.guns, unit))

    def amend(self, **changes: Any) -> None:
        """Change mode, air points, advance or who takes part in the drafted attack."""
        if self.draft:
            self.draft = replace(self.draft, **changes)
            if self.draft.vehicle and self.why_no_vehicle():
                self.draft = replace(self.draft, vehicle=False)

    def press(self, mode: Mode) -> None:
        """Set the mode of the attack, or open one on the selected hex."""
        if self.draft:
            self.amend(mode=mode)
        elif self.hex is not None and self.foes_at(self.hex):
            self.open_attack(self.hex, mode)
        elif len(self.targets()) == 1:
            self.open_attack(next(iter(self.targets())), mode)
        else:
            self.say(t("Click the hex to attack."), Tone.WARN)

    def why_not_attack(self) -> str:
        """Return why the drafted attack would be refused, empty when it is legal."""
        if self.draft is None:
            return ""
        if not self.draft.chosen:
            return t("No attacker is chosen (rule 4.1).")
        refusal = self.session.why_not(self.draft.order(self.label(self.draft.target)))
        return refusal.told if refusal else ""

    def odds(self) -> Preview | None:
        """Return what the drafted attack may bring, None while nobody takes part."""
        if self.draft is None or not self.draft.chosen:
            return None
        return self.session.preview(self.draft.order(self.label(self.draft.target)))

    def air_for_attack(self) -> int:
        """Return how many air points could support the drafted attack."""
        if self.draft is None or not self.draft.chosen:
            return 0
        label = self.label(self.draft.target)
        for points in (2, 1):
            order = replace(self.draft, air=points).order(label)
            if self.session.why_not(order) is None:
                return points
        return 0

    def has_vehicle(self) -> bool:
        """Return whether a prepared vehicle could be sent this turn."""
        return may_send(self.view, self.viewer)

    def why_no_vehicle(self) -> str:
        """Return why no vehicle may go ahead of the drafted attack, empty when one may."""
        if self.draft is None:
            return ""
        order = replace(self.draft, vehicle=True).order(self.label(self.draft.target))
        refusal = why_not_send(self.view, self.viewer, order, self.draft.target in self.view.setting.city_at)
        return refusal.told if refusal else ""

    def _confirm_attack(self, draft: Draft) -> None:
        if self.give(draft.order(self.label(draft.target))):
            self.draft = None
            self._follow(self.unit or "")
