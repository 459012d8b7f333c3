"""The score (12.1–12.5): valued, connected assets against par. All sums are in tenths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.events import AssetsChecked, FlagSet, GameEnded, MilestoneReached, SymbolTaken
from game.model.facts import Ending, Holding
from game.model.kinds import FactionId, GateState, PlaceId, RoadKind
from game.model.scenario import Asset, Corridor, Faction, MeanOfTurns, Milestone, Symbol
from game.model.state import Position, State
from game.model.tongue import mark
from game.rules.play import Play
from game.rules.politics.fates import foreign_tenths
from game.rules.politics.frontier import link_tenths
from game.rules.politics.pockets import cut_off
from game.rules.politics.raiders import raided
from game.rules.politics.relations import allied
from game.rules.politics.settlement import frozen_for, is_frozen, on_the_ground
from game.rules.supply import connected, supply_map


def share_of(position: Position, asset: Asset, faction: FactionId) -> tuple[int, int]:
    """12.1, 18.2 Return a faction's share of an asset as a fraction: what it holds, or was signed over; half
    of what stayed in dispute, to who holds it and who claims it."""
    part, whole = held_of(position, asset, faction)
    to, giver = position.affairs.conceded.get(asset.place), on_the_ground(position, asset.place)
    if to and to != giver:
        part += held_of(position, asset, giver)[0] if faction == to else 0
        part = 0 if faction == giver else part
    if is_frozen(position, asset.place):
        pct = position.setting.rules.conference.disputed_pct
        return (whole if frozen_for(position, asset.place, faction) else part) * pct, whole * 100
    return part, whole


def held_of(position: Position, asset: Asset, faction: FactionId) -> tuple[int, int]:
    """12.1 Return a faction's share of an asset on the ground: districts held, or the whole hex."""
    siege = position.cities.get(asset.place)
    if siege is not None:
        return siege.holders.get(faction, 0), position.setting.cities[asset.place].districts
    here = position.setting.board.places[asset.place].at
    return int(position.control[here] == faction), 1


def worth_of(position: Position, asset: Asset) -> int:
    """18.2 Return what an asset is worth now: less when a crossing is closed or a field damaged, and what the
    powers have made of it."""
    affairs, plan = position.affairs, position.setting.politics
    worth = affairs.values.get(asset.place, asset.value)
    if affairs.gates.get(asset.place) is GateState.CLOSED:
        worth = min(worth, plan.gates[asset.place].closed_value)
    return max(0, worth - affairs.damage.get(asset.place, 0))


class Links:
    """How well each hex is linked to a faction's capital and patron, traced once."""

    def __init__(self, position: Position, faction: Faction) -> None:
        self.figures = position.setting.rules.score
        self.cut = cut_off(position, faction.id)
        capital = (faction.capital,) if faction.capital else ()
        self.capital = connected(position, faction.id, capital) if capital else frozenset()
        patrons = faction.patron_sources
        self.patron = connected(position, faction.id, patrons) if patrons else frozenset()
        self.besieged = frozenset(
            here
            for pocket in position.setting.pockets.values()
            if pocket.faction == faction.id
            for here in position.setting.board.grid.within(
                position.setting.board.places[pocket.place].at, pocket.radius
            )
        )

    def pct(self, here: Hex) -> int:
        """12.1, 9.13 Return the percentage that an asset in a hex counts for."""
        if here in self.cut:
            return self.figures.link_isolated
        if here in self.capital:
            return self.figures.link_capital
        if here in self.patron:
            return self.figures.link_patron
        return self.figures.link_besieged if here in self.besieged else self.figures.link_isolated


def asset_tenths(state: State, faction: FactionId) -> int:
    """12.1 Return the value of a faction's assets: value × share × link, half while freshly won."""
    links = Links(state, state.setting.factions[faction])
    total = 0
    for asset in state.setting.assets.values():
        part, whole = share_of(state, asset, faction)
        if part:
            pct = _pct(state, links, asset, faction)
            total += (10 * worth_of(state, asset) * part * pct + 50 * whole) // (100 * whole)
    return total


def _pct(state: State, links: Links, asset: Asset, faction: FactionId) -> int:
    """12.1, 18.2 Return the percentage that an asset counts for: by its link while freshly won half; in full
    where it is signed over or claimed."""
    if not held_of(state, asset, faction)[0]:
        return state.setting.rules.score.link_capital
    here = state.setting.board.places[asset.place].at
    return links.pct(here) * freshness(state, asset, faction) // 100


def freshness(state: State, asset: Asset, faction: FactionId) -> int:
    """12.2 An asset counts in full when held in supply at the end of two turns running, else half."""
    holding = state.held.get(asset.place)
    settled = holding is not None and holding.faction == faction and holding.since < state.turn
    return 100 if settled or asset.place in state.cities else state.setting.rules.score.fresh_pct


def score_of(state: State, faction: FactionId) -> int:
    """12.1, 9.14, 18.2 Return a faction's score: assets, roads, symbols, points and cells, less harm done
    and what foreign fighters cost."""
    mean = next((mean for mean in state.setting.means if mean.faction == faction), None)
    ground = _mean_tenths(state, mean) if mean else asset_tenths(state, faction)
    extra = symbol_tenths(state, faction) + state.points.get(faction, 0) + cell_tenths(state, faction)
    harm = state.harm.get(faction, 0) * state.setting.rules.score.harm_tenths
    costs = harm + foreign_tenths(state, faction)
    links = link_tenths(state, faction)
    return ground + corridor_tenths(state, faction) + links + extra - costs


def symbol_tenths(state: State, faction: FactionId) -> int:
    """12.3, 18.2 Return what a faction's symbols are worth: by the date they were taken, less the harm that
    their taker did."""
    total = 0
    for place, taker in state.taken_symbols.items():
        symbol = symbol_at(state, place, state.affairs.flags.get(f"symbol {place}", 0))
        if taker == faction and symbol is not None:
            price = state.harm.get(faction, 0) // symbol.harm_each if symbol.harm_each else 0
            total += 10 * max(0, symbol.value - price)
    return total


def symbol_at(position: Position, place: PlaceId, turn: int) -> Symbol | None:
    """18.2 Return what taking a place in a turn stands for: the first of its symbols not out of date."""
    rows = (symbol for symbol in position.setting.symbols if symbol.place == place)
    return next((symbol for symbol in rows if not symbol.until or turn <= symbol.until), None)


def cell_tenths(state: State, faction: FactionId) -> int:
    """18.2 Return what an insurgent's cells are worth: a point a number of them."""
    if faction not in state.setting.politics.insurgencies:
        return 0
    alive = sum(cell.strength for cell in state.cells.values() if cell.faction == faction)
    return 10 * (alive // state.setting.rules.conference.cells_a_point)


def _mean_tenths(state: State, mean: MeanOfTurns) -> int:
    """12.4 Return the mean of the recorded turns, the present standing for those to come, plus a point a
    number of steps alive."""
    recorded = state.records.get(mean.faction, ())
    values = recorded or (asset_tenths(state, mean.faction),)
    alive = sum(unit.steps for unit in state.units_of(mean.faction))
    return sum(values) // len(values) + 10 * alive // mean.steps_a_point


def corridor_tenths(position: Position, faction: FactionId) -> int:
    """12.3 Return what the corridors are worth to a faction, as owner or as the one that denies them."""
    total = 0
    for corridor in position.setting.corridors:
        value = corridor_value(position, corridor)
        if corridor.faction == faction:
            total += 10 * value
        elif value == 0:
            total += 10 * corridor.denied_to.get(faction, 0)
    return total


def corridor_value(position: Position, corridor: Corridor) -> int:
    """12.3 A road held throughout from an open crossing is worth more when it is paved throughout."""
    for paved, value in ((True, corridor.paved), (False, corridor.track)):
        if _road_runs(position, corridor, paved):
            return value
    return 0


def _road_runs(position: Position, corridor: Corridor, paved: bool) -> bool:
    """12.3, 14.5 Whether the road is held, with no raiders at it, from one end to the other."""
    board, unsafe = position.setting.board, raided(position, corridor.faction)
    held = {f for f in position.setting.factions if allied(position, corridor.faction, f)}

    def edges(here: Hex, spent: int) -> Iterable[tuple[Hex, int]]:
        for near in board.grid.around[here]:
            road = board.road(here, near)
            usable = road and (road is RoadKind.PAVED or not paved) and near not in unsafe
            if usable and position.control[near] in held:
                yield near, 0

    starts = {
        board.places[place].at: 0
        for place in corridor.sources
        if position.control[board.places[place].at] in held
    }
    costs, _ = reach(starts, edges, 0)
    return board.places[corridor.to].at in costs


def check_assets(play: Play) -> None:
    """1.2 Phase 6: who holds which asset in supply since when, records, symbols, milestones, estimates."""
    _take_symbols(play)
    held = tuple(_holdings(play.state))
    state = replace(play.state, held=dict(held))
    records = tuple(
        (mean.faction, asset_tenths(state, mean.faction))
        for mean in state.setting.means
        if state.turn in mean.turns
    )
    scores = {faction: score_of(state, faction) for faction in state.setting.factions}
    play.enter(AssetsChecked(held, records, scores))
    for milestone in state.setting.milestones:
        if milestone.id not in state.milestones and reached(state, milestone):
            play.enter(MilestoneReached(milestone.id, state.turn))


def _holdings(state: State) -> Iterable[tuple[str, Holding]]:
    """12.2 Yield each asset held in supply with the turn since which it is held."""
    supplied = {faction: supply_map(state, faction) for faction in state.setting.factions}
    for asset in state.setting.assets.values():
        here = state.setting.board.places[asset.place].at
        holder = state.control[here]
        if holder in supplied and (here in supplied[holder].costs or here in supplied[holder].pockets):
            before = state.held.get(asset.place)
            same = before is not None and before.faction == holder
            yield asset.place, Holding(holder, before.since if same and before else state.turn)


def _take_symbols(play: Play) -> None:
    """12.3 A symbol goes to the first faction that takes its place from the one that held it."""
    for place in dict.fromkeys(symbol.place for symbol in play.state.setting.symbols):
        here = play.state.setting.board.places[place].at
        holder, first = play.state.control[here], play.state.scenario.control[here]
        symbol = symbol_at(play.state, place, play.state.turn)
        taken = place in play.state.taken_symbols or holder == first
        if symbol is not None and not taken and holder and holder not in symbol.excluded:
            play.enter(SymbolTaken(place, holder))
            if symbol.until or symbol is not symbol_at(play.state, place, 0):
                play.enter(FlagSet(f"symbol {place}", True))


def reached(state: State, milestone: Milestone) -> bool:
    """Whether something that history knows has happened in this game; no rule reads it."""
    board = state.setting.board
    hexes = [board.places[place].at for place in milestone.places]
    if milestone.kind == "link":
        costs = supply_map(state, milestone.faction).costs
        return all(here in costs for here in hexes)
    if milestone.kind == "cross":
        near = {other for here in hexes for other in board.grid.within(here, 1)}
        near &= {here for here in near if state.control[here] == milestone.faction}
        return any(unit.at in near for unit in state.units_of(milestone.faction))
    if milestone.kind == "city":
        return all(
            state.cities[place].holders.get(milestone.faction, 0) == state.setting.cities[place].districts
            for place in milestone.places
        )
    return all(allied(state, milestone.faction, state.control[here]) for here in hexes)


def ending_of(state: State) -> Ending:
    """12.1 Return the final reckoning: score against par, the band, and who did best."""
    factions = state.setting.factions
    scores = {faction: score_of(state, faction) for faction in factions}
    margins = {faction: scores[faction] - factions[faction].par for faction in factions}
    best = max(margins.values())
    leaders = [faction for faction, margin in margins.items() if margin == best]
    return Ending(
        state.turn,
        leaders[0] if len(leaders) == 1 else None,
        scores,
        margins,
        {faction: verdict(state, margin) for faction, margin in margins.items()},
        words_of(state),
    )


def words_of(position: Position) -> str:
    """18.5 Return the scenario's closing words for what is left unsettled, in per cent."""
    endings = position.setting.politics.conference.endings
    fitting = [one.text for one in endings if one.index <= position.affairs.frozen]
    return fitting[-1] if fitting else ""


def verdict(position: Position, margin: int) -> str:
    """12.1 Return the word for a margin."""
    bands = position.setting.bands
    if margin >= bands.decisive:
        return mark("decisive victory")
    if margin >= bands.win:
        return mark("victory")
    if margin >= bands.draw:
        return mark("draw")
    return mark("defeat") if margin > -bands.decisive else mark("decisive defeat")


def end_game(play: Play) -> None:
    """12.5 Enter the ending."""
    play.enter(GameEnded(ending_of(play.state)))
