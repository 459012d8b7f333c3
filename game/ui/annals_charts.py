"""The annals of a game as charts: ground, losses, supply, score, tension; history and par beside them."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.annals import Fed, TurnRecord
from game.model.kinds import NOBODY, FactionId
from game.model.scenario import Setting
from game.model.tongue import mark, short_date, t
from game.rules.annals import Ledger, in_history, turn_of_day
from game.ui import theme
from game.ui.chart import Chart, Note, Series
from game.ui.theme import FactionLook

Looks = Mapping[FactionId, FactionLook]
SUPPLY = (
    (mark("in supply"), theme.FactionLook(theme.GOOD, "plain", (20, 18, 16), theme.GOOD)),
    ("strained", theme.FactionLook(theme.WARN, "hatch", (20, 18, 16), theme.mix(theme.WARN, (0, 0, 0), 0.3))),
    (
        mark("out of supply"),
        theme.FactionLook(theme.BAD, "check", (20, 18, 16), theme.mix(theme.BAD, (0, 0, 0), 0.3)),
    ),
)
"""How well units are supplied, by colour and pattern."""


def charts_of(setting: Setting, ledger: Ledger, looks: Looks) -> dict[str, tuple[Chart, ...]]:
    """Return the charts of each page of a report, in order; pages without any are left out."""
    drawer = _Drawer(setting, ledger.turns, looks)
    pages = {
        "Ground": (drawer.places(), drawer.hexes()),
        "Losses": (drawer.losses(),),
        "Supply": drawer.supply(),
        "Score": (drawer.scores(),),
        "Tension": drawer.tension(),
    }
    return {name: charts for name, charts in pages.items() if charts}


class _Drawer:
    """Makes the charts of one ledger."""

    def __init__(self, setting: Setting, turns: list[TurnRecord], looks: Looks) -> None:
        self.setting, self.turns, self.looks = setting, turns, looks
        clock = setting.clock
        self.days = tuple(short_date(clock.date_of(one.turn + 1), 2) for one in turns)
        self.last = len(turns) - 1
        self.notes = tuple(self._notes())

    def _notes(self) -> list[Note]:
        """Return what history had, by turn."""
        return [
            Note(
                turn_of_day(self.setting, one),
                t("History, {date}: {text}", date=short_date(one.day, 2), text=one.text),
            )
            for one in sorted(self.setting.milestones, key=lambda one: one.day)
        ]

    def _chart(self, title: str, series: tuple[Series, ...], **more: object) -> Chart:
        return Chart(title, series, self.last, notes=self.notes, days=self.days, **more)  # type: ignore[arg-type]

    def _holders(self) -> tuple[FactionId, ...]:
        """Return the factions that ever held anything."""
        held = [one for one in self.setting.factions if any(turn.hexes_of(one) for turn in self.turns)]
        return tuple(held)

    def places(self) -> Chart:
        """Return what the places held were worth, in columns, with history's beside them."""
        setting, first = self.setting, self.turns[0]
        then = [in_history(setting, first, turn) for turn in range(self.last + 1)]
        holders = [one for one in setting.factions if any(turn.worth.get(one) for turn in self.turns)]
        holders += [
            one
            for one in setting.factions
            if one not in holders and any(one in held.values() for held in then)
        ]

        def history(faction: FactionId) -> tuple[int, ...]:
            values = (
                (setting.assets[p].value for p, f in held.items() if f == faction and p in setting.assets)
                for held in then
            )
            return tuple(map(sum, values)) if setting.milestones else ()

        series = tuple(
            self._series(one, tuple(turn.worth.get(one, 0) for turn in self.turns), history=history(one))
            for one in holders
        )
        remark = t("wide: this game, narrow: history") if setting.milestones else ""
        return self._chart(t("Worth of the places held"), series, shares=True, remark=remark)

    def hexes(self) -> Chart:
        """Return how many hexes were held."""
        series = tuple(
            self._series(one, tuple(turn.hexes_of(one) for turn in self.turns)) for one in self._holders()
        )
        return self._chart(t("Hexes held"), series)

    def losses(self) -> Chart:
        """Return the steps lost up to each turn."""
        series = tuple(
            self._series(one, tuple(turn.lost.get(one, 0) for turn in self.turns))
            for one in self.setting.factions
            if any(turn.lost.get(one) for turn in self.turns)
        )
        return self._chart(t("Steps lost so far"), series)

    def supply(self) -> tuple[Chart, ...]:
        """Return how the units of each faction were supplied whose supply is known."""
        known = [
            one for one in self.setting.factions if any(sum(turn.fed.get(one, (0,))) for turn in self.turns)
        ]
        return tuple(self._supply_of(one) for one in known)

    def _supply_of(self, faction: FactionId) -> Chart:
        counts = [turn.fed.get(faction, Fed(0, 0, 0)) for turn in self.turns]
        series = tuple(
            Series(name, look, tuple(count[at] for count in counts)) for at, (name, look) in enumerate(SUPPLY)
        )
        return Chart(
            t("Supply: {faction}", faction=self.setting.factions[faction].name),
            series,
            self.last,
            shares=True,
            days=self.days,
        )

    def scores(self) -> Chart:
        """Return the scores, with par."""
        shown = [
            one
            for one, described in self.setting.factions.items()
            if described.par or any(turn.scores.get(one) for turn in self.turns)
        ]
        series = tuple(
            self._series(
                one,
                tuple(turn.scores.get(one, 0) if turn.turn else None for turn in self.turns),
                par=self.setting.factions[one].par,
            )
            for one in shown
        )
        return self._chart(t("Score"), series, unit=10, remark=t("dotted: par, what history came to"))

    def tension(self) -> tuple[Chart, ...]:
        """Return the tension of each pair that knew any."""
        pairs = dict.fromkeys(pair for turn in self.turns for pair, value in turn.tension.items() if value)
        factions, series = self.setting.factions, []
        for pair in pairs:
            name = f"{factions[pair[0]].short}–{factions[pair[1]].short}"
            values = tuple(turn.tension.get(pair, 0) for turn in self.turns)
            series.append(Series(name, self.looks[pair[1]], values))
        return (self._chart(t("Tension"), tuple(series)),) if series else ()

    def _series(
        self,
        faction: FactionId,
        values: tuple[int | None, ...],
        par: int | None = None,
        history: tuple[int, ...] = (),
    ) -> Series:
        name = self.setting.factions[faction].short if faction != NOBODY else t("Nobody")
        return Series(name, self.looks[faction], values, par, history)
