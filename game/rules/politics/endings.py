"""How a war is left (18.4): what stays frozen after the talks, and a conflict that freezes early."""

from __future__ import annotations

from game.model.events import FlagSet, PartitionFixed
from game.model.kinds import FactionId
from game.model.scenario import Asset
from game.model.state import Position, State
from game.model.tongue import mark
from game.rules.play import Play
from game.rules.politics.settlement import disputed, on_the_ground
from game.rules.score import worth_of

PRIZES = ("capital", "crossing")
"""Words for the assets whose taking keeps a war from freezing."""

FRONT = mark("a prize taken")


def fix_partition(play: Play) -> None:
    """18.4 What is claimed and not settled when the talks are over is frozen: its share of the value of all
    assets is the partition index, in per cent."""
    state, open_claims = play.state, disputed(play.state)
    if not open_claims:
        return
    worth = {asset.place: worth_of(state, asset) for asset in state.setting.assets.values()}
    frozen, total = sum(worth[place] for place in open_claims), sum(worth.values())
    if frozen:
        play.enter(PartitionFixed(max(1, 100 * frozen // total)))


# --- a conflict that freezes early -------------------------------------------------------------------


def leader_of(position: Position, faction: FactionId) -> FactionId:
    """18.4 Return the first of the bloc that a faction sits with, or itself."""
    blocs = position.setting.politics.conference.blocs
    return next((bloc[0] for bloc in blocs if faction in bloc), faction)


def watch_prizes(play: Play) -> None:
    """18.4 Note the turn in which a bloc last won a province capital or a crossing from others."""
    if not play.state.setting.politics.conference.frozen_turns:
        return
    for asset in play.state.setting.assets.values():
        before, now = (
            _last_holder(play.state, asset),
            leader_of(play.state, on_the_ground(play.state, asset.place)),
        )
        if is_prize(asset) and before != now:
            play.enter(
                FlagSet(FRONT, True), FlagSet(_mark(asset, before), False), FlagSet(_mark(asset, now), True)
            )


def is_prize(asset: Asset) -> bool:
    """18.4 Whether taking an asset keeps a war from freezing."""
    return any(word in asset.kind for word in PRIZES)


def _last_holder(state: State, asset: Asset) -> FactionId:
    """18.4 Return the bloc that held a prize at the end of the last turn, by its first faction."""
    marked = (one for one in ("", *state.setting.factions) if _mark(asset, one) in state.affairs.flags)
    first = state.scenario.control[state.setting.board.places[asset.place].at]
    return next(marked, leader_of(state, first))


def _mark(asset: Asset, holder: FactionId) -> str:
    return f"{asset.place} of {holder}"


def is_frozen_war(state: State) -> bool:
    """18.4 Whether no bloc has won a capital or a crossing for so many turns that the war is over."""
    turns = state.setting.politics.conference.frozen_turns
    return bool(turns) and state.turn - state.affairs.flags.get(FRONT, 0) >= turns
