"""Articles about terrain, roads, rivers and crossings."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.book.forces import cost_of, ground_costs
from game.model.kinds import CrossingKind, CrossingState, RoadKind
from game.model.state import View
from game.model.tongue import mark, t

ROADS = {RoadKind.PAVED: mark("Paved road"), RoadKind.TRACK: mark("Track")}
CROSSINGS = {
    CrossingKind.BRIDGE: (
        mark("Bridges"),
        mark("Everybody crosses; a shift against who attacks over it (4.3)."),
    ),
    CrossingKind.DAM: (mark("Dams"), mark("Crossed like a bridge (2.4).")),
    CrossingKind.FERRY: (
        mark("Ferries"),
        mark("Only units on foot and light units cross, and pay for it (2.4)."),
    ),
    CrossingKind.PONTOON: (
        mark("Pontoon sites"),
        mark("An engineer begins one; it opens the turn after (2.5)."),
    ),
}
STATES = {
    CrossingState.OPEN: mark("open"),
    CrossingState.LAYING: mark("being laid"),
    CrossingState.DOWN: mark("down"),
}


def terrain_article(view: View, id: str) -> Article | None:
    """Return the article about a kind of ground."""
    ground = view.setting.rules.terrain.get(id)
    if ground is None:
        return None
    shift = names.signed(ground.shift) if ground.shift else t("none")
    rows = (
        (t("Shift for who attacks into it"), shift, link("4.3", "rule 4.3")),
        (t("Steps that find room"), str(ground.stack_steps), link("3.2", "rule 3.2")),
        (t("Field works up to level"), str(ground.dig_in), link("4.11", "rule 4.11")),
        (t("Taken off every look into it"), str(ground.conceal), link("8.1", "rule 8.1")),
    )  # fmt: skip
    blocks: list[Block] = []
    if ground.built_up:
        blocks.append(
            Para(
                t("Built up: units told to delay stand here all the same (4.7), armour alone suffers (4.3).")
            )
        )
    blocks += [
        Table(rows, ("", "", t("Rule"))),
        Head(t("Movement points to enter (2.1, 7.1)")),
        Table(ground_costs(ground)),
    ]
    return Article(f"terrain {id}", ground.name, t("Terrain"), tuple(blocks))


def road_article(view: View, id: str) -> Article | None:
    """Return the article about a class of road."""
    kind = next((one for one in RoadKind if one.value == id), None)
    if kind is None:
        return None
    moving, supply = view.setting.rules.movement, view.setting.rules.supply
    cost, column = (moving.paved, supply.paved) if kind is RoadKind.PAVED else (moving.track, supply.track)
    rows = (
        (t("Motorised and mechanised units"), cost_of(cost), link("2.1", "rule 2.1")),
        (t("Supply columns"), cost_of(column), link("7.1", "rule 7.1")),
    )
    words = t("It cancels the terrain on its way; a march goes by road alone (2.3).")
    if kind is RoadKind.PAVED:
        words = t(
            "It cancels the terrain on its way; a march goes by road alone (2.3). Over hostile ground it "
            "counts as a track (2.2)."
        )
    return Article(
        f"road {id}",
        ROADS[kind],
        t("Road"),
        (Table(rows, (t("Points a hex"), "", t("Rule"))), Para(words)),
    )


def river_article(view: View, id: str) -> Article | None:
    """Return the article about rivers and what crosses them."""
    if id != "rivers":
        return None
    figures = view.setting.rules.combat
    blocks: list[Block] = [
        Para(
            t(
                "A major river is crossed at a bridge, a dam, a ferry or a pontoon and nowhere else (2.4). "
                "Zones of control do not reach over it where there is no bridge (3.1)."
            )
        ),
        Para(
            t(
                "A minor river bars nobody; who attacks over it has {minor_river} (4.3).",
                minor_river=names.signed(figures.minor_river),
            )
        ),
    ]
    for kind, (title, words) in CROSSINGS.items():
        blocks += [Head(title), Para(words), *_crossings(view, kind)]
    return Article("river rivers", t("Rivers and crossings"), t("River"), tuple(blocks))


def _crossings(view: View, kind: CrossingKind) -> Iterator[Block]:
    """Yield the crossings of a kind with their state, as it is known to everybody."""
    for crossing in sorted(view.setting.board.crossings.values(), key=lambda one: one.name):
        if crossing.kind is kind:
            state = STATES[view.crossings[crossing.id]]
            here, there = (names.hex_of(view, end) for end in crossing.side)
            yield Item(
                t(
                    "{crossing}: {state}, between {here} and {there}",
                    crossing=crossing.name,
                    state=state,
                    here=here,
                    there=there,
                )
            )
