"""The text game: reads one command or order a line, answers in words, lets the machines play in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from game.book.library import Library
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.events import Event, Witnessed
from game.model.kinds import FactionId
from game.model.orders import Attack, MalformedOrder, Order, parse_order
from game.model.state import View
from game.model.tongue import mark, t, tn
from game.rules import IllegalOrder
from game.rules.desk import matters
from game.session import Session, sane_order, staff_order
from game.text import answers, chart, curtain, papers, questions, reference, sheet, staff, tutor

HELP = mark(
    """\
Orders (HEX is a printed number such as 0407):
  activate UNIT…            one command point for up to four units of one HQ
  move UNIT HEX             march UNIT HEX (by road, and no fighting)
  assault HEX with UNIT… [air N] [guns UNIT…] [advance HEX…] [svbied]
  probe HEX with UNIT…      as an assault, but only to feel the way
  barrage UNIT HEX          hold UNIT, delay UNIT, dig UNIT, merge UNIT UNIT
  recon HEX, interdict HEX, strike HEX, drop HEX                 air missions
  axis HQ, surge, recall ARRIVAL, depot DEPOT HEX, pontoon CROSSING, blow CROSSING
  end                       ends the impulse
Political orders (`affairs` lists those that may be given now):
  choose EVENT N, card CARD [TARGET]         answer a question; play a card
  accept OFFER, refuse OFFER                 answer an offer
  concede FACTION [give PLACE…] [take PLACE…] [recognition N]    propose an exchange at the talks
  fate expel|exit|dormant|absorb             what becomes of one's foreign fighters
  hotline FACTION, declare FACTION           a call that calms; give notice of a break
  consent PATRON                             win a patron's consent for this turn
  enforce ZONE UNIT                          act against an intruder in one's ring
  leave COUNTRY FACTION                      ask for leave to enter a country
  gate PLACE open|aid|closed                 what passes through a crossing one keeps
  break COALITION, seize PLACE, post HEX     break with partners; take a shared town; observe
  offer CITY                                 let a besieged garrison go
  sabotage PLACE                             wreck a field one holds
  sweep UNIT, belt UNIT, hide UNIT           comb a hex; lay mines; go to ground
  standing ambush|svbied on|off              orders that stand; `assault … svbied` sends a vehicle
Questions:
  view                      everything again; parts of it: units, enemies, contacts, assets, cities,
                            depots, arrivals, crossings, score
  affairs [SECTION]         politics and what may be done about it, all or one section
  map [HEX]                 the whole map, or the country about a hex
  look HEX                  all that is known of a hex
  reach UNIT                where a unit can go
  group UNIT                the group that would be activated with it
  orders UNIT               every legal order of a unit
  odds ORDER                what an assault or probe may bring
  why ORDER                 why an order is refused; `why` alone, why machines did what they did
  log                       what was witnessed, this turn and the last
Game:
  undo, redo                until something was rolled or sighted
  save [NAME], quit         the game is written down after every order all the same
"""
)


def help_text() -> str:
    """Return what `help` says: every command."""
    parts = (HELP, curtain.HELP, papers.HELP, questions.HELP, staff.HELP, reference.HELP, tutor.HELP)
    return "".join(t(part) for part in parts)


class TextGame:
    """A Session at a terminal. `save` writes a copy under a name and returns where, or why it could not."""

    def __init__(
        self,
        session: Session,
        source: TextIO,
        out: TextIO,
        save: Callable[[str], str],
        rulebook: str = "",
        office: papers.Office | None = None,
    ) -> None:
        self.session, self._rulebook = session, rulebook
        self._source, self._out, self._save = source, out, save
        self._heard: dict[FactionId, int] = {
            faction: sum(1 for one in told if one.turn < session.state.turn)
            for faction, told in session.records.items()
        }
        self._at_hand: tuple[FactionId, ...] = ()
        self._begun: tuple[object, ...] = ()
        """Whose impulse was last announced, and when in the game."""
        self._let: tuple[object, ...] = ()
        """The impulse of a lent faction of which its person was asked."""
        self._tutor = tutor.Tutor(session)
        self._papers = papers.Papers(session, office)
        self._curtain = curtain.Curtain(session, source.isatty(), out, self._read)
        parts = (self._papers, self._curtain, self._tutor)
        self._commands = {**self._table(), **{n: do for one in parts for n, do in one.commands.items()}}

    def _table(self) -> dict[str, Callable[[list[str]], Iterable[str]]]:
        parts = {
            "view": sheet.summary,
            "units": sheet.units,
            "enemies": sheet.seen,
            "contacts": sheet.contacts,
            "assets": sheet.assets,
            "cities": sheet.cities,
            "depots": sheet.depots,
            "arrivals": sheet.schedule,
            "crossings": sheet.crossings,
            "score": sheet.standing,
        }
        shown = {name: lambda words, part=part: part(self.view) for name, part in parts.items()}
        return {
            **shown,
            **{name: lambda words, ask=ask: ask(self.view, words) for name, ask in questions.ASKED.items()},
            "help": lambda words: help_text().splitlines(),
            "affairs": lambda words: sheet.affairs(self.view, " ".join(words)),
            "map": self._map,
            "look": lambda words: answers.look(self.view, self._hex(words)),
            "reach": lambda words: answers.reach(self.view, self._unit(words)),
            "group": self._group,
            "orders": lambda words: map(str, self.session.orders_for(self._unit(words))),
            "odds": self._odds,
            "why": self._why,
            "log": self._log,
            "rule": lambda words: reference.rule(self._book(), words),
            "rules": lambda words: reference.rules(self._book(), words),
            "about": lambda words: reference.about(self._book(), words),
            "undo": self._undo,
            "redo": lambda words: [t("done")] if self.session.redo() else [t("there is nothing to redo")],
            "save": lambda words: [self._save("_".join(words))],
            "fronts": lambda words: staff.fronts(self.session, self.view.faction),
            "front": self._front,
            "staff": self._staff,
            "end": self._end,
        }

    @property
    def view(self) -> View:
        """The game as the faction at the keyboard sees it."""
        assert self.session.active is not None
        return self.session.view(self.session.active)

    def _book(self) -> Library:
        """Return the book as the faction at the keyboard may read it."""
        return Library(self._rulebook, self.view)

    # The course of the game

    def run(self) -> None:
        """Play until the game or the input ends."""
        while True:
            if not self._let_machines_play():
                return
            if self.session.over:
                self._conclude()
                return
            if not self._open_impulse():
                return
            self._tell(self._tutor.news())
            line = self._read("> ")
            if line is None or line.split()[:1] in (["quit"], ["exit"]):
                return
            if line.strip():
                self._tell(self._answer(line))
                self._tutor.heard(line)
            else:
                self._tutor.read_on()

    def _read(self, prompt: str) -> str | None:
        """Return the next line of input, None when there is no more."""
        if self._source.isatty():
            print(prompt, end="", file=self._out, flush=True)
        try:
            return self._source.readline() or None
        except KeyboardInterrupt:  # whoever leaves in this way has his game saved like everybody else
            return None

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            print(line, file=self._out)
        self._out.flush()

    def _let_machines_play(self) -> bool:
        """Let the machines give orders until a person is to act or the game is over; False when he leaves."""
        while not self.session.over and not self.session.is_human(self.session.active):
            if not self._still_lent():
                return False
            if self.session.is_human(self.session.active):
                return True
            order, note = sane_order(self.session, self._machine_order)
            self.session.submit(order)
            if note:
                self._tell([note])
            if not self.session.persons():
                self._tell(f"  {line}" for line in self._openly(self.session.last_events()))
        return True

    def _still_lent(self) -> bool:
        """At the beginning of an impulse of a lent faction ask its person; False when he leaves the game."""
        faction, state = self.session.active, self.session.state
        now = faction, state.turn, state.impulse, state.talks
        if faction not in self.session.seating.lent or self._let == now:
            return True
        self._let = now
        self._tell(["", *(f"  {text}" for text in self._news(faction)), *sheet.head(self.view)])
        line = self._read(t("The staff plays. Enter goes on, `back` takes the faction back, `quit` leaves. "))
        words = (line or "quit").split()
        if words[:1] == ["back"]:
            self._tell([staff.change(self.session, faction, ["all", "back"])])
        return words[:1] not in (["quit"], ["exit"])

    def _machine_order(self) -> Order:
        player = self.session.player()
        assert player is not None
        order = player.choose(self.view)
        self.session.note_reasons(player)
        return order

    # Fronts

    def _front(self, words: list[str]) -> Iterable[str]:
        faction = self.view.faction
        try:
            said = staff.change(self.session, faction, words)
        except ValueError as error:
            return [str(error)]
        state = self.session.state
        self._let = faction, state.turn, state.impulse, state.talks  # it begins without another question
        return [said]

    def _staff(self, words: list[str]) -> Iterable[str]:
        if words == ["now"]:
            return list(self._staff_acts(again=True)) or [
                t("nobody leads a front for you: `front HQ to LEVEL`")
            ]
        last = self.session.state.turn - 1
        return list(staff.told(self.session, self.view.faction, last)) or [
            t("no machine of yours has acted yet")
        ]

    def _staff_acts(self, again: bool) -> Iterator[str]:
        """Let those who lead fronts of the active faction give their orders, and tell what came of them."""
        faction = self.view.faction
        for leader in self.session.staff(again):
            count = 0
            while not self.session.over and self.session.active == faction:
                order, note = staff_order(self.session, leader, self.view)
                self.session.note_reasons(leader.player)
                yield from filter(None, [note])
                if order is None:
                    break
                self.session.submit(order)
                yield from (f"  {text}" for text in (str(order), *self._news(faction)))
                count += 1
            yield tn(
                "{who} has given {count} order", "{who} has given {count} orders", count, who=leader.level
            )

    def _end(self, words: list[str]) -> Iterable[str]:
        """End the impulse; those who lead fronts act first."""
        order = parse_order(" ".join(["end", *words]))
        return [*self._staff_acts(again=False), *self._obey(order)]

    def _openly(self, events: Iterable[Event]) -> Iterator[str]:
        """Yield what happened, for one who watches machines play each other."""
        for event in events:
            text = None if isinstance(event, Witnessed) else self.session.tell(event)
            if text:
                yield text

    def _open_impulse(self) -> bool:
        """At the start of a person's impulse: the curtain, what was witnessed, and the whole view; False when
        he leaves instead."""
        faction = self.session.active
        assert faction is not None
        person = self.session.person_of(faction)
        state, before = self.session.state, self._begun
        self._begun = (faction, state.turn, state.impulse, state.talks)
        if self._at_hand == (faction, *person):
            if before != self._begun:
                self._tell(["", *sheet.head(self.view), *matters(self.view)])
            return True
        known = self._at_hand[1:]
        if known != person and not self._curtain.opened(faction, person, begins=not known):
            return False
        self._at_hand = (faction, *person)
        news = dict.fromkeys(text for one in person for text in self._news(one))
        self._tell(["", *(f"  {text}" for text in news), "", *sheet.summary(self.view), ""])
        self._tell([t("`help` lists the commands, `end` ends the impulse.")])
        return True

    def _news(self, faction: FactionId) -> list[str]:
        """Return what a faction witnessed and its person has not been told."""
        told = self.session.records[faction]
        fresh = [one.text for one in told[self._heard[faction] :]]
        self._heard[faction] = len(told)
        return fresh

    def _conclude(self) -> None:
        news = dict.fromkeys(
            text for person in self.session.persons() for one in person for text in self._news(one)
        )
        faction = next(
            (f for person in self.session.persons() for f in person), self.session.setting.order[0]
        )
        witnessed = [one.event for one in self.session.records[faction]]
        last = sheet.ending(self.session.view(faction), witnessed)
        self._tell([*(f"  {text}" for text in news), "", *last])
        if self._source.isatty() and self.session.reasons_for(faction):
            line = self._read(t("`why` tells why the machines did what they did, Enter leaves. "))
            if line and line.split()[:1] == ["why"]:
                self._tell(staff.told(self.session, faction, 1))

    # One line of input

    def _answer(self, line: str) -> Iterable[str]:
        """Return the answer to a command, or what came of an order."""
        verb, *words = line.split()
        command = self._commands.get(verb.lower())
        try:
            return list(command(words)) if command else self._obey(parse_order(line))
        except MalformedOrder as error:
            return [t("{error}; `help` lists everything", error=error.args[0])]
        except _Unknown as error:
            return [str(error)]

    def _obey(self, order: Order) -> Iterable[str]:
        """Carry out an order and tell what was witnessed of it, or refuse it with the rule."""
        faction = self.session.active
        assert faction is not None
        try:
            self._papers.heard(faction, self.session.submit(order))
        except IllegalOrder as error:
            return [t("refused: {told}", told=error.refusal.told)]
        return [f"  {text}" for text in self._news(faction)] or [t("done")]

    def _hex(self, words: list[str]) -> Hex:
        here = self.session.setting.board.grid.hex_of(words[0]) if len(words) == 1 else OFF_MAP
        if here == OFF_MAP:
            raise _Unknown(t("a hex of this map is wanted, by its printed number such as 0407"))
        return here

    def _unit(self, words: list[str]) -> str:
        unit = self.view.units.get(words[0]) if len(words) == 1 else None
        if unit is None or unit.faction != self.session.active:
            raise _Unknown(t("the id of one of your units is wanted; `units` lists them"))
        return unit.id

    def _group(self, words: list[str]) -> Iterator[str]:
        group = self.session.activation_group(self._unit(words))
        yield " ".join(("activate", *group)) if group else t("it cannot be activated now")

    def _map(self, words: list[str]) -> Iterable[str]:
        return chart.around(self.view, self._hex(words)) if words else chart.whole(self.view)

    def _odds(self, words: list[str]) -> Iterator[str]:
        order = parse_order(" ".join(words))
        if not isinstance(order, Attack):
            raise _Unknown(t("odds are given of an assault or a probe"))
        refusal = self.session.why_not(order)
        if refusal is not None:
            yield t("refused: {told}", told=refusal.told)
        if self._can_be_priced(order):
            yield from answers.odds(self.view, order)

    def _can_be_priced(self, order: Attack) -> bool:
        """Whether an attack, legal or not, names own units and a hex that hold a meaning."""
        units = (self.view.units.get(unit) for unit in (*order.units, *order.guns))
        known = all(unit is not None and unit.faction == self.session.active for unit in units)
        return known and self.session.setting.board.grid.hex_of(order.target) != OFF_MAP

    def _why(self, words: list[str]) -> Iterator[str]:
        if not words:
            yield from self._staff(words)
            return
        refusal = self.session.why_not(parse_order(" ".join(words)))
        yield t("refused: {told}", told=refusal.told) if refusal else t("it may be done")
        yield from reference.behind(self._book(), str(refusal or ""))

    def _log(self, words: list[str]) -> Iterator[str]:
        faction = self.session.active
        assert faction is not None
        for told in self.session.records[faction]:
            if told.turn >= self.session.state.turn - 1:
                yield t("turn {turn}: {text}", turn=told.turn, text=told.text)

    def _undo(self, words: list[str]) -> Iterator[str]:
        reason = self.session.why_no_undo()
        if not self.session.undo():
            yield t("no undo: {reason}", reason=reason)
            return
        for faction, told in self.session.records.items():
            self._heard[faction] = min(self._heard[faction], len(told))
        yield t("taken back")


class _Unknown(Exception):
    """A question about something that is not there."""
