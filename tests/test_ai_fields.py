"""The map of marches: a field and the ways from a start agree, whatever has to be minded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai.fields import FAR, TOLL, Terms, field_of, ways_of
from game.hexgrid.paths import flood, reach
from tests.support.sketch import sketch

RIVER = sketch(
    "a  .  .  .  :  .",
    " .  ^  .  .  .  .",
    ".  .  .  *  .  B",
    " .  .  :  .  .  .",
    rivers={"0301-0302 0302-0401": "major"},
    roads={"0101-0201-0301-0401": "paved"},
    crossings={"bridge": ("bridge", "0301-0401"), "pontoon": ("pontoon", "0302-0402")},
).state.setting
HEXES = st.integers(0, len(RIVER.board.grid) - 1)
SOME = st.frozensets(HEXES, max_size=8)
SHUT = st.frozensets(st.sampled_from(["bridge", "pontoon"]))


@settings(deadline=None)
@given(SHUT, SOME, SOME, HEXES, HEXES)
def test_the_ways_from_a_hex_are_what_the_fields_say_of_it(
    shut: frozenset[str], barred: frozenset[int], dear: frozenset[int], start: int, goal: int
) -> None:
    terms = Terms(RIVER, frozenset({"syria"}), shut, barred, dear)
    assert ways_of(terms, start)[goal] == field_of(terms, goal)[start]


@given(HEXES, SOME, SOME)
def test_a_flood_costs_what_a_search_without_limit_does(
    start: int, barred: frozenset[int], dear: frozenset[int]
) -> None:
    grid = RIVER.board.grid
    steps = tuple(tuple((near, 1 + near % 3) for near in around) for around in grid.around)

    def edges(here: int, spent: int) -> list[tuple[int, int]]:
        if here in barred and here != start:
            return []
        return [(near, step + (TOLL if here in dear else 0)) for near, step in steps[here]]

    costs, _ = reach({start: 0}, edges, FAR - 1)
    assert flood(start, steps, FAR, barred, dear, TOLL) == tuple(
        costs.get(here, FAR) for here in range(len(grid))
    )


def test_where_no_way_leads_is_far() -> None:
    terms = Terms(RIVER, frozenset({"iraq"}), frozenset())
    assert set(field_of(terms, 0)) == {0, FAR}
