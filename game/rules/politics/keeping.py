"""What becomes of de-escalation areas (9.11): breaches, stray fire, renewal."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.events import AreaChanged, StepsLost
from game.model.kinds import FactionId, ZoneKind
from game.model.politics import Zone
from game.model.tongue import mark, say
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.areas import area_between, areas_in_force
from game.rules.politics.patrons import approval, react
from game.rules.politics.relations import name


def fire_inside(play: Play, faction: FactionId, targets: tuple[FactionId, ...], at: Hex) -> None:
    """9.11 An attack on a signatory breaks an area; one on an excluded group may hit signatories."""
    for target in dict.fromkeys(targets):
        zone = area_between(play.state, faction, target, at)
        if zone is not None:
            _break(play, zone, faction, target)
        for other in areas_in_force(play.state):
            if at in other.hexes and faction in other.bound and target in other.excluded:
                _stray(play, other, at)


def _break(play: Play, zone: Zone, faction: FactionId, target: FactionId) -> None:
    """9.11 Guarantors respond, and for some turns the area is open to attack."""
    state = play.state
    until = state.affairs.areas.get(zone.id, 0)
    broken = state.turn + state.setting.rules.areas.open_turns - 1
    play.enter(AreaChanged(zone.id, until, broken, say("broken by {faction}", faction=name(state, faction))))
    react(play, "area_broken", faction=faction, against=target)


def _stray(play: Play, zone: Zone, at: Hex) -> None:
    """9.11 Fire on an excluded group hits a signatory's unit next to it on a low throw."""
    state = play.state
    near = (unit for here in state.setting.board.grid.around[at] for unit in state.units_at(here))
    struck = sorted((unit for unit in near if unit.faction in zone.signatories), key=lambda unit: unit.id)
    if struck and roll_two(state, "stray", at) <= state.setting.rules.areas.stray:
        play.enter(StepsLost(struck[0], 1, struck[0].at, mark("stray fire")))


def renew_areas(play: Play) -> None:
    """9.11 The turn after its last an area is renewed by the dice and its guarantors' approval, or lapses."""
    for zone in play.state.setting.politics.zones.values():
        until = play.state.affairs.areas.get(zone.id, 0)
        if zone.kind is ZoneKind.AREA and until and play.state.turn == until + 1:
            _renew(play, zone, until)


def _renew(play: Play, zone: Zone, until: int) -> None:
    state, figures = play.state, play.state.setting.rules.areas
    levels = [approval(state, patron) for patron in zone.guarantors]
    mean = sum(levels) // len(levels) if levels else 0
    broken = state.affairs.suspended.get(zone.id, 0)
    thrown = roll_two(state, "renewal", zone.id) + mean // figures.approval_divisor
    if zone.renewal and thrown >= figures.renewal_need:
        play.enter(AreaChanged(zone.id, until + zone.renewal, broken, "renewed"))
        react(play, "area_kept")
    else:
        play.enter(AreaChanged(zone.id, until, broken, "lapsed"))
