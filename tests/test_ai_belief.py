"""What is believed of those who went out of sight: it spreads over ground they can cross, a look that finds
nobody narrows it, it fades and does not vanish."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

from game.ai.belief import FADING, FAINTEST, WHOLE, Belief, closed_crossings, menace, spread_on
from game.model import events as ev
from game.model.facts import Contact
from game.model.kinds import Sight
from game.model.state import View
from game.rules.combat import attack_strength
from tests.support.sketch import Sketch, of, sketch

WIDE = (
    "a  .  .  .  .  .  .  .",
    " .  .  .  .  .  .  .  .",
    ".  .  .  .  C  .  .  .",
    " .  .  .  .  .  .  .  .",
    ".  .  .  .  .  .  .  .",
)


def field(**options: Any) -> Sketch:
    return sketch(*WIDE, a="saa_mech", C=of("isis_line", name="Column"), **options)


def dark(view: View, turn: int, seen: tuple[int, ...] = ()) -> View:
    """Return a view of a later turn in which nobody of the enemy is seen, and only some hexes are."""
    own = {unit.id: unit for unit in view.units_of(view.faction)}
    vision = dict.fromkeys(seen, Sight.KNOWN)
    return replace(view, turn=turn, units=own, contacts=(), vision=vision, log=())


def followed(battle: Sketch, turns: int, seen: tuple[int, ...] = ()) -> tuple[Belief, View]:
    """Return what is believed so many turns after the enemy was seen."""
    belief, view = Belief(), battle.view()
    belief.update(view)
    for turn in range(view.turn + 1, view.turn + turns + 1):
        view = dark(battle.view(), turn, seen)
        belief.update(view)
    return belief, view


def at(belief: Belief, unit: str = "C") -> dict[int, int]:
    return dict(belief.tracks[unit].spread)


def test_who_is_seen_is_where_he_is_seen_and_expected_nowhere() -> None:
    battle = field()
    belief = Belief()
    belief.update(battle.view())
    assert at(belief) == {battle.unit("C").at: WHOLE}
    assert belief.expected(battle.view()) == {}


def test_who_is_out_of_sight_may_be_farther_off_week_by_week() -> None:
    battle = field()
    sizes = [len(at(followed(battle, turns)[0])) for turns in (0, 1, 2)]
    assert sizes[0] == 1 < sizes[1] < sizes[2]
    belief, _ = followed(battle, 3)
    assert sum(at(belief).values()) == WHOLE
    assert belief.likely("C") == battle.unit("C").at


def test_a_hex_that_is_looked_at_and_shows_nobody_does_not_hold_him() -> None:
    battle = field()
    here = battle.unit("C").at
    seen = (here, *battle.grid.around[here][:3])
    belief, _ = followed(battle, 1, seen)
    assert at(belief) and not set(at(belief)).intersection(seen)
    assert sum(at(belief).values()) == WHOLE


def test_he_must_be_somewhere_though_everything_near_is_seen_empty() -> None:
    battle = field()
    belief, view = followed(battle, 2, tuple(range(len(battle.state.control))))
    assert sum(belief.expected(view).values()) > 0


def test_nobody_is_expected_across_a_river_without_a_bridge() -> None:
    river = "0401-0501 0402-0501 0402-0502 0402-0503 0403-0503"
    rows = ("a  .  .  C  .  .", " .  .  .  .  .  .", ".  .  .  .  .  .")
    battle = sketch(*rows, a="saa_mech", C="isis_line", rivers={river: "major"})
    belief, _ = followed(battle, 4)
    assert len(at(belief)) > 5
    assert all(battle.grid.col_row(here)[0] <= 3 for here in at(belief))


def test_who_never_moves_is_where_he_was() -> None:
    battle = sketch("a . . C", a="saa_mech", C="isis_garrison")
    fixed = replace(battle.unit("C"), type=replace(battle.unit("C").type, move=0))
    start = ((fixed.at, WHOLE),)
    assert spread_on(battle.state.setting, fixed, start, closed_crossings(battle.view())) == start


def test_he_counts_for_half_after_two_turns_and_for_something_ever_after() -> None:
    battle = field()
    whole = attack_strength(battle.view(), battle.unit("C"))
    cases = [followed(battle, turns) for turns in (1, 2, 9)]
    expected = [sum(belief.expected(view).values()) for belief, view in cases]
    wanted = [whole * pct // 100 for pct in (FADING[1], FADING[2], FAINTEST)]
    assert FADING[2] == 50
    for found, due in zip(expected, wanted, strict=True):
        assert due - 30 <= found <= due, "parts of a strength are rounded down, hex by hex"


def test_nothing_is_expected_of_who_is_no_enemy() -> None:
    battle = sketch(*WIDE, a="saa_mech", C=of("isis_line", faction="us"), relations={"gov>us": "neutral"})
    belief, view = followed(battle, 2)
    assert "C" in belief.tracks and belief.expected(view) == {}


def test_who_was_seen_to_die_is_looked_for_no_more() -> None:
    battle = field()
    belief, view = followed(battle, 1)
    unit = battle.unit("C")
    belief.hear(replace(view, log=(ev.StepsLost(unit, unit.steps, unit.at, "combat"),)))
    assert "C" not in belief.tracks


def test_who_went_over_is_remembered_under_his_new_flag() -> None:
    battle = field()
    belief, view = followed(battle, 1)
    belief.hear(replace(view, log=(ev.UnitTurned(battle.unit("C"), "gov", "a bargain"),)))
    assert belief.tracks["C"].unit.faction == "gov"


def test_the_same_course_of_views_makes_the_same_memory_and_it_can_be_kept() -> None:
    one, two = followed(field(), 3)[0], followed(field(), 3)[0]
    assert one == two and pickle.loads(pickle.dumps(one)) == one
    assert one != followed(field(), 2)[0]


def test_a_share_of_what_may_come_out_of_the_dark_threatens_the_hexes_about_it() -> None:
    battle = field()
    belief, view = followed(battle, 1)
    here = battle.unit("C").at
    full, half = menace(view, belief, 100), menace(view, belief, 50)
    assert menace(view, belief, 0) == {}
    assert 0 < half[here] < full[here] <= attack_strength(view, battle.unit("C"))
    assert battle.unit("a").at not in full


def test_what_the_view_still_remembers_is_not_counted_twice() -> None:
    battle = field()
    belief, view = followed(battle, 1)
    ghost = Contact("isis", battle.unit("C").at, 1, battle.unit("C"))
    view = replace(view, contacts=(ghost,))
    assert menace(view, belief, 100) == {} != belief.expected(view)


def test_a_ghost_is_all_that_a_player_knows_who_wakes_in_the_middle_of_a_game() -> None:
    battle = field()
    old = Contact("isis", battle.unit("C").at, 2, battle.unit("C"))
    view = replace(dark(battle.view(), 5), contacts=(old,))
    belief = Belief()
    belief.update(view)
    assert belief.tracks["C"].turn == 3 and belief.likely("C") == old.at
