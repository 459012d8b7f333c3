"""The table before the first turn: every counter placed, nothing begun."""

from __future__ import annotations

from typing import Any

from game.model.affairs import Affairs, Desk
from game.model.facts import Depot, Holding, Siege
from game.model.kinds import CrossingState, FactionId, Standing, ZoneKind
from game.model.scenario import Scenario, Setting
from game.model.state import Knowledge, State
from game.rules.arrivals import placed

_TALLIES = ("command", "air", "transport", "harm", "points", "losses", "scores")
_LEDGERS = (
    "axis", "assaulted", "interdicted", "pool", "records", "milestones", "taken_symbols", "belts", "fired",
)  # fmt: skip
_LISTS = ("free_attacks", "recalled", "attacked", "offers", "pending")
"""The fields of a State in which nothing stands before the first turn: counts by faction, entries, names."""


def laid_out(scenario: Scenario, seed: int) -> State:
    """Return the table with every counter placed, before the first turn."""
    setting, control = scenario.setting, scenario.control
    places = setting.board.places
    empty: dict[str, Any] = {
        **dict.fromkeys(_TALLIES, dict.fromkeys(setting.factions, 0)),
        **{name: {} for name in _LEDGERS},
        **dict.fromkeys(_LISTS, ()),
    }
    return State(
        **empty,
        scenario=scenario,
        setting=setting,
        seed=seed,
        turn=0,
        impulse=0,
        impulse_command=0,
        active=None,
        ending=None,
        units={p.unit: placed(scenario, p, p.at) for p in sorted(scenario.units, key=lambda p: p.unit)},
        control=control,
        relations=scenario.relations,
        crossings={
            crossing.id: CrossingState.OPEN if crossing.open else CrossingState.DOWN
            for crossing in setting.board.crossings.values()
        },
        cities={plan.place: Siege(plan.holders, {}, plan.dump) for plan in setting.cities.values()},
        dumps={pocket.place: pocket.dump for pocket in setting.pockets.values()},
        depots={plan.id: Depot(plan.id, plan.name, plan.faction, plan.at) for plan in scenario.depots},
        surges={f.id: f.surge.count for f in setting.factions.values() if f.surge},
        late={arrival.id: arrival.turn for arrival in scenario.arrivals if arrival.turn},
        held={a.place: Holding(control[places[a.place].at], -1) for a in setting.assets.values()},
        knowledge=dict.fromkeys(setting.factions, Knowledge({}, {}, control, ())),
        affairs=_affairs(setting),
        desks={faction: _desk(setting, faction) for faction in setting.factions},
        tension=setting.politics.tension,
        cells=scenario.cells,
        talks=0,
        deck={card.id: card.copies for card in setting.politics.cards.values()},
    )


def _affairs(setting: Setting) -> Affairs:
    """Return what the newspapers know before the first turn."""
    plan = setting.politics
    areas = {zone.id: zone.until for zone in plan.zones.values() if zone.kind is ZoneKind.AREA}
    return Affairs(
        approval={patron.id: patron.start for patron in plan.patrons.values()},
        leaves={(leave.faction, leave.country): leave.start for leave in plan.leaves},
        gates={gate.place: gate.start for gate in plan.gates.values()},
        areas=areas,
        damage={one.place: one.damage for one in plan.fields.values() if one.damage},
        cohesion={coalition.id: coalition.start for coalition in plan.coalitions.values()},
    )


def _desk(setting: Setting, faction: FactionId) -> Desk:
    """Return a faction's desk before the first turn."""
    insurgency = setting.politics.insurgencies.get(faction)
    return Desk(chits=insurgency.chits, standing=tuple(sorted(Standing))) if insurgency else Desk()
