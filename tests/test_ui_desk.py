"""The desk: clicks on hexes and words of command become orders, or a reason why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.files import load_scenario
from game.hexgrid.coords import Hex
from game.model.kinds import Gait, Mode, Posture
from game.model.orders import EndImpulse, Fly, MoveDepot
from game.session import Session
from game.ui.controls import Desk, Tone
from game.ui.panels.words import strength
from tests.support.window import session_of

CAMPAIGN = Path(__file__).parents[1] / "scenarios" / "deir_al_zor.yaml"


def desk_of(session: Session | None = None) -> Desk:
    return Desk(session or session_of(), "gov", lambda events: None)


def at_the_gates() -> tuple[Desk, Hex]:
    """A desk whose first column has been activated and stands beside an enemy, and that enemy's hex."""
    desk = desk_of()
    desk.select("gov_1")
    desk.activate()
    target = desk.session.state.units["isis_1"].at
    around = desk.view.setting.board.grid.around[target]
    there = min(here for here in desk.reachable() if here in around)
    desk.click(there)
    desk.click(there)
    assert desk.targets(), desk.message
    return desk, min(desk.targets())


def test_a_click_selects_and_the_next_on_the_stack_goes_to_its_next_unit() -> None:
    desk = desk_of()
    here = desk.view.units["gov_1"].at
    stack = [unit.id for unit in desk.own_at(here)]
    desk.click(here)
    first = desk.unit
    desk.click(here)
    assert len(stack) > 1 and first in stack and desk.unit in stack and desk.unit != first


def test_a_move_is_planned_by_one_click_and_made_by_a_second() -> None:
    desk = desk_of()
    desk.select("gov_4")
    there = max(desk.reachable(), key=lambda here: (desk.reachable()[here], -here))
    if desk.own_at(there):
        there = next(here for here in desk.reachable() if not desk.own_at(here))
    start = desk.view.units["gov_4"].at
    desk.click(there)
    assert desk.plan == there and desk.view.units["gov_4"].at == start
    assert desk.path()[0] == start and desk.path()[-1] == there
    desk.click(there)
    assert desk.view.units["gov_4"].at == there


def test_a_hex_out_of_reach_is_refused_with_the_number_of_the_rule() -> None:
    desk = desk_of()
    desk.select("gov_4")
    far = len(desk.view.setting.board.grid) - 1
    desk.click(far)
    assert desk.plan is None and desk.tone is Tone.BAD
    assert "rule" in desk.message


def test_activating_spends_a_point_on_the_group_that_was_shown() -> None:
    desk = desk_of()
    desk.select("gov_1")
    group, points = desk.group(), desk.view.command["gov"]
    desk.activate()
    assert desk.view.command["gov"] == points - 1
    assert all(desk.view.units[unit].active for unit in group)


def test_a_click_on_an_enemy_opens_an_attack_with_its_exact_odds() -> None:
    desk, target = at_the_gates()
    desk.click(target)
    assert desk.draft is not None and desk.draft.target == target
    preview = desk.odds()
    assert preview is not None and sum(one.ways for one in preview.outcomes) == 36


def test_a_probe_is_a_shift_worse_and_says_so() -> None:
    desk, target = at_the_gates()
    desk.click(target)
    desk.press(Mode.PROBE)
    preview = desk.odds()
    assert preview is not None and any(shift.reason == "probe" for shift in preview.odds.shifts)


def test_without_attackers_there_is_nothing_to_preview_and_a_reason() -> None:
    desk, target = at_the_gates()
    desk.click(target)
    assert desk.draft is not None
    for unit in desk.draft.chosen:
        desk.toggle_attacker(unit)
    assert desk.odds() is None and desk.why_not_attack()


def test_the_attack_is_fought_as_drafted_and_blocks_undo() -> None:
    desk, target = at_the_gates()
    desk.click(target)
    chosen = desk.draft.chosen if desk.draft else ()
    desk.confirm()
    survivors = [desk.view.units[unit] for unit in chosen if unit in desk.view.units]
    assert desk.draft is None and all(unit.attacked for unit in survivors)
    desk.undo()
    assert "dice were rolled" in desk.message


def test_cancel_drops_the_innermost_plan_first() -> None:
    desk, target = at_the_gates()
    desk.click(target)
    assert desk.cancel() and desk.draft is None and desk.unit is not None
    assert desk.cancel() and desk.unit is None
    assert not desk.cancel()


def test_next_unit_visits_everyone_who_can_act_and_skips_those_that_are_done() -> None:
    desk = desk_of()
    seen = {desk.next_unit().id for _ in range(len(desk.ready()))}  # type: ignore[union-attr]
    assert seen == {unit.id for unit in desk.ready()}
    done = desk.unit
    desk.finish_unit()
    assert done not in {unit.id for unit in desk.ready()}


def test_a_march_is_by_road_and_goes_back_to_normal_after_it() -> None:
    desk = desk_of()
    desk.select("gov_4")
    desk.turn_gait()
    assert desk.gait is Gait.MARCH
    roads = desk.view.setting.board.road_hexes
    assert desk.reachable() and all(here in roads for here in desk.reachable())


def test_posture_turns_between_hold_and_delay_once_a_turn() -> None:
    desk = desk_of()
    desk.select("gov_4")
    desk.turn_posture()
    assert desk.view.units["gov_4"].posture is Posture.DELAY
    desk.turn_posture()
    assert desk.view.units["gov_4"].posture is Posture.DELAY, "until it is taken back"
    desk.undo()
    assert desk.view.units["gov_4"].posture is Posture.HOLD


def test_nothing_can_be_ordered_in_somebody_elses_impulse() -> None:
    session = session_of()
    desk = Desk(session, "isis", lambda events: None)
    desk.select(next(unit.id for unit in desk.view.units_of("isis")))
    assert not desk.commanding and not desk.reachable() and not desk.group()
    before = session.state
    desk.dig()
    desk.end_impulse()
    assert session.state is before


def test_a_click_on_foes_beside_idle_units_says_that_one_must_be_activated() -> None:
    desk, target = at_the_gates()
    desk.session.submit(EndImpulse())
    desk.session.submit(EndImpulse())
    desk.select("gov_1")
    if not desk.foes_at(target):
        target = next(h for h in range(len(desk.view.setting.board.grid)) if desk.foes_at(h))
    desk.click(target)
    assert desk.draft is None and desk.tone in (Tone.WARN, Tone.BAD) and desk.message


def campaign() -> Desk:
    """A desk of the government at the start of the campaign, where depots stand and Arak is in sight."""
    session = Session(load_scenario(CAMPAIGN), 7, {}, {})
    while session.active != "gov":
        session.submit(EndImpulse())
    return desk_of(session)


def test_a_click_on_a_far_enemy_says_how_it_is_attacked() -> None:
    desk = campaign()
    desk.select("gov_16")
    desk.activate()
    desk.click(desk.view.units["isis_16"].at)
    assert desk.draft is None and desk.message.startswith("To attack")


def test_a_mission_waits_for_one_of_its_hexes() -> None:
    desk = desk_of()
    (mission, flights), *_ = desk.session.flights().items()
    desk.aim("Fly", flights)
    assert desk.aims and set(map(desk.label, desk.aims)) == {order.target for order in flights}
    far = next((h for h in range(len(desk.view.setting.board.grid)) if h not in desk.aims), None)
    if far is not None:
        desk.click(far)
        assert desk.tone is Tone.BAD and desk.aims
    target = min(desk.aims)
    desk.click(target)
    assert desk.aims is None and desk.hex == target
    assert desk.session.orders[-1] == str(Fly(mission, desk.label(target)))


def test_a_depot_goes_where_the_map_is_clicked_and_escape_keeps_it() -> None:
    desk = campaign()
    moves = [order for order in desk.session.other_orders() if isinstance(order, MoveDepot)]
    desk.aim("Move", moves)
    assert desk.cancel() and desk.aims is None
    desk.aim("Move", moves)
    desk.click(desk.view.setting.board.grid.hex_of(moves[-1].to))
    assert desk.session.orders[-1] == str(moves[-1])


def test_who_watches_a_machine_gives_no_orders_in_its_stead() -> None:
    desk = desk_of(session_of({"gov": "pass", "isis": "human"}))
    assert desk.session.active == "gov" and not desk.commanding
    desk.end_impulse()
    assert desk.session.orders == []


def test_a_worn_unit_is_described_by_what_it_has_left() -> None:
    unit = desk_of().view.units["gov_1"]
    full = replace(unit, steps=unit.type.steps)
    half = replace(unit, steps=max(1, unit.type.steps // 2))
    assert strength(full) == f"{unit.type.attack}-{unit.type.defence}"
    assert strength(half) != strength(full)
