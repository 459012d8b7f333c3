"""Articles about terrain, roads, rivers and crossings."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.book.forces import cost_of, ground_costs
from game.model.kinds import CrossingKind, CrossingState, RoadKind
from game.model.state import View

ROADS = {RoadKind.PAVED: "Paved road", RoadKind.TRACK: "Track"}
CROSSINGS = {
    CrossingKind.BRIDGE: ("Bridges", "Everybody crosses; a shift against who attacks over it (4.3)."),
    CrossingKind.DAM: ("Dams", "Crossed like a bridge (2.4)."),
    CrossingKind.FERRY: ("Ferries", "Only units on foot and light units cross, and pay for it (2.4)."),
    CrossingKind.PONTOON: ("Pontoon sites", "An engineer begins one; it opens the turn after (2.5)."),
}
STATES = {CrossingState.OPEN: "open", CrossingState.LAYING: "being laid", CrossingState.DOWN: "down"}


def terrain_article(view: View, id: str) -> Article | None:
    """Return the article about a kind of ground."""
    ground = view.setting.rules.terrain.get(id)
    if ground is None:
        return None
    shift = names.signed(ground.shift) if ground.shift else "none"
    rows = (
        ("Shift for who attacks into it", shift, link("4.3", "rule 4.3")),
        ("Steps that find room", str(ground.stack_steps), link("3.2", "rule 3.2")),
        ("Field works up to level", str(ground.dig_in), link("4.11", "rule 4.11")),
        ("Taken off every look into it", str(ground.conceal), link("8.1", "rule 8.1")),
    )  # fmt: skip
    blocks: list[Block] = []
    if ground.built_up:
        blocks.append(
            Para("Built up: units told to delay stand here all the same (4.7), armour alone suffers (4.3).")
        )
    blocks += [
        Table(rows, ("", "", "Rule")),
        Head("Movement points to enter (2.1, 7.1)"),
        Table(ground_costs(ground)),
    ]
    return Article(f"terrain {id}", ground.name, "Terrain", tuple(blocks))


def road_article(view: View, id: str) -> Article | None:
    """Return the article about a class of road."""
    kind = next((one for one in RoadKind if one.value == id), None)
    if kind is None:
        return None
    moving, supply = view.setting.rules.movement, view.setting.rules.supply
    cost, column = (moving.paved, supply.paved) if kind is RoadKind.PAVED else (moving.track, supply.track)
    rows = (
        ("Motorised and mechanised units", cost_of(cost), link("2.1", "rule 2.1")),
        ("Supply columns", cost_of(column), link("7.1", "rule 7.1")),
    )
    words = "It cancels the terrain on its way; a march goes by road alone (2.3)."
    if kind is RoadKind.PAVED:
        words += " Over hostile ground it counts as a track (2.2)."
    return Article(
        f"road {id}", ROADS[kind], "Road", (Table(rows, ("Points a hex", "", "Rule")), Para(words))
    )


def river_article(view: View, id: str) -> Article | None:
    """Return the article about rivers and what crosses them."""
    if id != "rivers":
        return None
    figures = view.setting.rules.combat
    blocks: list[Block] = [
        Para(
            "A major river is crossed at a bridge, a dam, a ferry or a pontoon and nowhere else (2.4). "
            "Zones of control do not reach over it where there is no bridge (3.1)."
        ),
        Para(
            f"A minor river bars nobody; who attacks over it has {names.signed(figures.minor_river)} (4.3)."
        ),
    ]
    for kind, (title, words) in CROSSINGS.items():
        blocks += [Head(title), Para(words), *_crossings(view, kind)]
    return Article("river rivers", "Rivers and crossings", "River", tuple(blocks))


def _crossings(view: View, kind: CrossingKind) -> Iterator[Block]:
    """Yield the crossings of a kind with their state, as it is known to everybody."""
    for crossing in sorted(view.setting.board.crossings.values(), key=lambda one: one.name):
        if crossing.kind is kind:
            state = STATES[view.crossings[crossing.id]]
            here, there = (names.hex_of(view, end) for end in crossing.side)
            yield Item(f"{crossing.name}: {state}, between {here} and {there}")
