"""What a person does about the machines that lead for him, and about those that think."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.model.kinds import HqId
from game.model.tongue import t, tn
from game.ui.controls import Desk, Tone, sentence
from game.ui.house import Level
from game.ui.turns import Turns

PATIENT_PULSES = 3
"""A machine that is done sooner is not worth a bar on the screen."""


class Staffroom:
    """Hands fronts over and takes them back, lets those who lead them act, stops who thinks too long."""

    def __init__(
        self, desk: Desk, turns: Turns, levels: tuple[Level, ...], changed: Callable[[], None]
    ) -> None:
        self.desk, self._turns, self._changed = desk, turns, changed
        self.seating = desk.session.seating
        self.levels = tuple(level for level in levels if self.seating.can_lead(level.name))
        names = [level.name for level in self.levels]
        self.level = "normal" if "normal" in names else next(iter(names), "")
        """The level of what is handed over next."""
        self.page = "fronts"
        """Which page of the panel is open."""
        self._ending = False
        self._warned: object = None
        self._written = 0

    # Fronts

    @property
    def lent(self) -> bool:
        """Whether the viewer's faction is lent as a whole; after the game that is all one."""
        return self.desk.viewer in self.seating.lent and not self.desk.session.over

    @property
    def able(self) -> bool:
        """Whether there is anybody to hand something over to."""
        return bool(self.levels)

    @property
    def fronts(self) -> Mapping[HqId, str]:
        """The viewer's HQs that machines lead, and who."""
        led = self.seating.fronts.get(self.desk.viewer, {})
        return {hq: self.label_of(level) for hq, level in led.items()}

    def label_of(self, level: str) -> str:
        """Return a level as it is shown."""
        return next((one.label for one in self.levels if one.name == level), level)

    def leads(self, hq: HqId) -> str:
        """Return who leads an HQ of the viewer's, empty where he does."""
        level = self.seating.level_of(self.desk.viewer, hq)
        return self.label_of(level) if level else ""

    def choose(self, level: str) -> None:
        """Set the level of what is handed over next."""
        self.level = level
        self._changed()

    def toggle(self, hq: HqId) -> None:
        """Hand an HQ over, or take it back."""
        viewer = self.desk.viewer
        name = self.desk.session.setting.factions[viewer].hqs.get(hq, hq)
        if self.seating.level_of(viewer, hq):
            self.seating.recall(viewer, hq)
            self.desk.say(t("You lead {name} again.", name=name), Tone.GOOD)
        elif self._tried(lambda: self.seating.lead(viewer, hq, self.level)):
            who = self.label_of(self.level)
            self.desk.say(
                t(
                    "{who} leads {name}: it acts when you say so (Q), else before the end.",
                    who=who,
                    name=name,
                ),
                Tone.GOOD,
            )
        self._changed()

    def toggle_selected(self) -> None:
        """Take the faction back if it is lent, else hand the selected unit's HQ over or take it back."""
        unit = self.desk.selected
        if self.lent:
            self.take_back()
        elif unit is None or unit.faction != self.desk.viewer or not unit.hq:
            self.desk.say(t("Select a unit of the front first, or open the staff (W)."), Tone.WARN)
        else:
            self.toggle(unit.hq)

    def hand_over(self) -> None:
        """Let a machine play the viewer's whole faction."""
        if not self._tried(lambda: self.seating.hand_over(self.desk.viewer, self.level)):
            return
        self.desk.select(None)
        if self.desk.session.active == self.desk.viewer and not self._turns.busy:
            self._turns.advance()
        self._changed()

    def take_back(self, faction: str = "") -> None:
        """Give a lent faction, if none is named the viewer's, back to its person."""
        faction = faction or self.desk.viewer
        acting = self.desk.session.active == faction and faction in self.seating.lent
        if acting:
            self._turns.stop()
        self.seating.take_back(faction)
        if acting:
            self._turns.advance()
        self._changed()

    def _tried(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except ValueError as error:
            self.desk.say(sentence(str(error)), Tone.BAD)
            return False
        return True

    # Acting

    def act(self, again: bool = True) -> bool:
        """Let those who lead fronts act; False when nobody does."""
        self._written = len(self.desk.session.written)
        if not self.desk.commanding or not self._turns.staff(again):
            return False
        self.desk.select(None)
        self.desk.staff_acts = True
        self._changed()
        return True

    def act_now(self) -> None:
        """Let those who lead fronts act, or say that nobody does."""
        if not self.act():
            self.desk.say(t("Nobody leads a front for you: hand one over first (W)."), Tone.WARN)

    def waiting(self) -> list[str]:
        """Say that those who lead fronts act before the end."""
        names = ", ".join(self.desk.session.setting.factions[self.desk.viewer].hqs[hq] for hq in self.fronts)
        return (
            [t("The staff acts before the end: {names}.", names=names)] if self.desk.session.staff_due else []
        )

    def end(self) -> None:
        """End the impulse; those who lead fronts act first, unless they have."""
        self._ending = self.act(again=False)
        if not self._ending:
            self.desk.end_impulse()
            self._changed()

    def acted(self, done: bool) -> None:
        """Those who lead fronts have acted, or were stopped: the person goes on, or his impulse ends."""
        self.desk.staff_acts = False
        ending, self._ending = self._ending, False
        given = len(self.desk.session.written) - self._written
        if done:
            words = tn("The staff has given {count} order.", "The staff has given {count} orders.", given)
        else:
            words = tn(
                "The staff has given {count} order and was stopped.",
                "The staff has given {count} orders and was stopped.",
                given,
            )
        self.desk.say(words, Tone.GOOD)
        if ending and done:
            self.desk.end_impulse()
        self._changed()

    # Thinking

    @property
    def thinking(self) -> bool:
        """Whether a machine has been at work for so long that it is worth a bar."""
        return self._turns.busy and self._turns.pulses >= PATIENT_PULSES

    @property
    def warned(self) -> bool:
        """Whether the next Esc ends the impulse of the machine at work."""
        return self._warned is not None and self._warned is self._turns.acting

    @property
    def pulses(self) -> int:
        """How long machines have been at work."""
        return self._turns.pulses

    def progress(self) -> str:
        """Return who is at work, and how far."""
        acting = self._turns.acting
        if acting is None:
            return ""
        name = self.desk.session.setting.factions[acting.faction].name
        if self.warned:
            return t("Esc again ends the impulse of {name}", name=name)
        who = (
            t("Your fronts, led by {level}", level=self.label_of(acting.leader.level))
            if acting.leader
            else name
        )
        given = self._turns.given
        return tn("{who}: {count} order so far", "{who}: {count} orders so far", given, who=who)

    def stop(self) -> None:
        """Stop the machine at work."""
        self._warned = None
        self._turns.halt()
        self._changed()

    def escape(self) -> bool:
        """Esc while a machine is at work stops one's own; another's is stopped by a second Esc. False while
        none is at work."""
        acting = self._turns.acting
        if not self._turns.busy or acting is None:
            return False
        own = acting.leader is not None or acting.faction in self.seating.lent
        if own or self.warned:
            self.stop()
        else:
            self._warned = acting
            self._changed()
        return True
