"""Borders, crossings, patrons' keys and observation posts (9.9, 9.10, 13.4, 16.5)."""

from __future__ import annotations

from game.ai.desk.purse import favour_of, to_spare
from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.kinds import FactionId, GateState
from game.model.state import View
from game.rules.politics.consent import zones_binding
from game.rules.politics.leave import plan_for
from game.rules.politics.posts import kept_out, plan_of
from game.rules.politics.relations import allied, hostile

LEAVE, KEY, GATE = 40, 50, 60
"""Leave that is of use, a key that opens ground, a crossing set as it should be."""
PURSUIT = 8
"""Hexes from a faction's units within which those it hunts are worth asking leave for."""
MARCH = 3
"""Hexes from one's own units within which ground wants a key."""
A_POST, FAR = 1, 30
"""The least that a post is worth; the distance from which those it keeps out do not matter."""
GUARDED = 4
"""What a post is worth for each point of the assets of friends that it covers."""


def leave(view: View, order: od.AskLeave) -> int:
    """9.9 Leave is asked for while those who are hunted stand near, with points that are needed for nothing
    else."""
    plan = plan_for(view, order.faction, order.country)
    if plan is None or plan.start is None or not to_spare(view, plan.price):
        return 0
    return LEAVE if _game_near(view, order.faction, order.country, plan.hunted) else 0


def _game_near(view: View, faction: FactionId, country: str, hunted: tuple[FactionId, ...]) -> bool:
    """9.9 Whether ground of the hunted in a country lies near a faction's units; anybody's enemies where the
    plan names none."""
    board = view.setting.board
    near: dict[Hex, None] = {}
    for unit in view.units_of(faction):
        near.update(dict.fromkeys(board.grid.within(unit.at, PURSUIT)))
    return any(
        board.country[here] == country and (view.control[here] in hunted if hunted else True) for here in near
    )


def gate(view: View, order: od.SetGate) -> int:
    """9.10 A crossing is open to one's clients and gives aid alone where others hold it."""
    plan = view.setting.politics.gates[order.place]
    holder = view.control[view.setting.board.places[order.place].at]
    friendly = not hostile(view, view.faction, holder) and plan.by_holder.get(holder, 100) >= 100
    return GATE if order.state is (GateState.OPEN if friendly else GateState.AID) else 0


def consent(view: View, order: od.BuyConsent) -> int:
    """13.4 A key is bought when enemy ground that it opens lies before one's own units."""
    price = view.setting.rules.patrons.key_price
    if favour_of(view) < 2 * price:
        return 0
    zones = [zone for zone in zones_binding(view, view.faction) if order.patron in zone.keys]
    reach = view.setting.board.grid.within
    ahead = (
        {here for unit in view.units_of(view.faction) for here in reach(unit.at, MARCH)} if zones else set()
    )
    wanted = any(
        here in ahead and hostile(view, view.faction, view.control[here])
        for zone in zones
        for here in zone.hexes
    )
    return KEY if wanted else 0


def post(view: View, order: od.PlacePost) -> int:
    """16.5 Posts go where they shelter most of what friends and partners hold from those they keep out, the
    nearer the more."""
    plan = plan_of(view, view.faction)
    if plan is None:
        return 0
    here, grid = view.setting.board.grid.hex_of(order.at), view.setting.board.grid
    barred = [unit.at for unit in view.units.values() if unit.faction in plan.bars]
    near = min((grid.distance(here, at) for at in barred), default=FAR)
    covered = sum(_sheltered(view, at, plan.bars) for at in grid.within(here, plan.radius))
    return max(A_POST, 2 * (FAR - near) + GUARDED * covered)


def _sheltered(view: View, at: Hex, bars: tuple[FactionId, ...]) -> int:
    """16.5 Return the value of an asset that a post would newly shelter, more for one's own side."""
    asset, holder = view.setting.asset_hexes.get(at), view.control[at]
    if asset is None or holder in bars or any(at in kept_out(view, one) for one in bars):
        return 0
    return 2 * asset.value if allied(view, view.faction, holder) else asset.value
