"""What an attack sets off between factions beyond the field: who fired first, whose people died (9.8)."""

from __future__ import annotations

from game.model import events as ev
from game.model.affairs import Pair
from game.model.events import Event
from game.model.kinds import FactionId
from game.model.tongue import mark
from game.rules.play import Play
from game.rules.politics.relations import allied
from game.rules.politics.ring import rings
from game.rules.politics.shared import fire_among_rivals
from game.rules.politics.tension import is_watched, strain


def reckon(play: Play, events: tuple[Event, ...]) -> None:
    """9.8 Draw the political consequences of attacks that were just made."""
    plan = play.state.setting.politics
    if not (plan.zones or plan.tension or plan.shared_enemy):
        return
    pairs = tuple(dict.fromkeys(pair for event in events for pair in fired(play, event)))
    for actor, target in pairs:
        fire_among_rivals(play, actor, target)
        play.enter(ev.FireOpened(actor, target))
    for owner in dict.fromkeys(zone.owner for zone in rings(play.state)):
        _mourn(play, owner, pairs, events)


def fired(play: Play, event: Event) -> tuple[Pair, ...]:
    """9.8 Return who fired on whom in an event: assaults and barrages, not accidents."""
    units = {**play.state.units, **play.before.units}
    if isinstance(event, ev.AttackMarked):
        actor = units[event.units[0]].faction
        targets = sorted({units[unit].faction for unit in event.defenders if unit in units})
        return tuple((actor, target) for target in targets)
    if isinstance(event, ev.Shelled):
        others = sorted({unit.faction for unit in play.before.units_at(event.at)})
        actor = event.unit.faction
        return tuple((actor, other) for other in others if not allied(play.state, actor, other))
    return ()


def _mourn(play: Play, owner: FactionId, pairs: tuple[Pair, ...], events: tuple[Event, ...]) -> None:
    """9.8 A power whose own people are killed in a fight does not forget it."""
    dead = any(isinstance(event, ev.StepsLost) and event.unit.faction == owner for event in events)
    killed = play.state.setting.rules.ring.killed_tension
    for actor, target in pairs:
        if dead and owner in (actor, target) and is_watched(play.state, actor, target):
            strain(play, actor, target, killed, mark("a power's own people killed"))
