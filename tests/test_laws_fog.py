"""What holds in every game of who knows what: nobody learns of the unseen."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import get_args

from game.model import events as ev
from game.model.kinds import Relation, Sight
from game.model.orders import Move, Order
from game.model.state import State
from game.model.units import Unit
from game.rules import IllegalOrder, apply, view_of
from game.rules.audit import audit
from game.rules.evolve.parts import knowing
from game.rules.fog import control_seen, observe, sightings_of, vision_of
from game.rules.play import Play
from game.rules.politics.relations import allies
from game.rules.witness import PRIVATE, PUBLIC, owners_of
from tests.support.affairs import affairs
from tests.support.games import games, nonsense, positions
from tests.support.sketch import of, sketch


def hidden(state: State, faction: str) -> list[str]:
    """Return the units of others that a faction neither sees nor remembers."""
    known = state.knowledge[faction]
    friends = allies(state, faction)
    return [
        unit.id
        for unit in state.units.values()
        if unit.faction not in friends and unit.at not in known.vision and unit.id not in known.sightings
    ]


def test_a_hidden_unit_elsewhere_is_the_same_view_and_the_same_refusals() -> None:
    dice, pairs = random.Random(7), 0
    for state in positions():
        for faction in state.setting.order:
            unseen = [
                here for here in range(len(state.control)) if here not in state.knowledge[faction].vision
            ]
            for id in hidden(state, faction)[:3]:
                moved = replace(state.units[id], at=dice.choice(unseen), steps=1)
                other = replace(state, units={**state.units, id: moved})
                assert view_of(other, faction) == view_of(state, faction), f"{faction} learns of {id}"
                pairs += 1
                if faction == state.active:
                    assert_same_refusals(state, other, dice)
    assert pairs > 200


def assert_same_refusals(state: State, other: State, dice: random.Random) -> None:
    for _ in range(10):
        order = nonsense(state, dice)
        assert refusal_of(state, order) == refusal_of(other, order), str(order)


def refusal_of(state: State, order: Order) -> str | None:
    try:
        apply(state, order)
    except IllegalOrder as illegal:
        return str(illegal)
    return None


def test_a_move_from_the_unseen_to_the_unseen_leaves_the_enemy_s_view_equal() -> None:
    moves = 0
    for steps in games():
        for step in steps:
            if not isinstance(step.order, Move):
                continue
            id = step.order.unit
            path = {h for e in step.events if isinstance(e, ev.Moved) for h in e.path} | {
                step.before.units[id].at
            }
            for faction in step.before.setting.order:
                known = step.before.knowledge[faction]
                if id in hidden(step.before, faction) and not path & set(known.vision):
                    assert view_of(step.after, faction) == view_of(step.before, faction), str(step.order)
                    moves += 1
    assert moves > 50


def looks_like(seen: Unit, unit: Unit) -> bool:
    """Whether two counters look alike to an enemy."""
    return (seen.steps, seen.dig_in, seen.marched, seen.disrupted, seen.posture) == (
        unit.steps,
        unit.dig_in,
        unit.marched,
        unit.disrupted,
        unit.posture,
    )


def test_what_a_faction_knows_is_what_it_would_see_if_it_looked_again() -> None:
    """Looking again only when something has changed must not miss the change."""
    for steps in games():
        for step in steps[::4]:
            state = step.after
            for faction, known in state.knowledge.items():
                vision = vision_of(state, faction)
                blind = [here for here, sight in vision.items() if known.vision.get(here, 0) < sight]
                assert not blind, f"{faction} is blind after {step.order}"
                assert control_seen(state, known.control, vision) == known.control
                for id, sighting in sightings_of(state, faction, vision, frozenset()).items():
                    if sighting.at in vision:
                        assert known.sightings[id].at == sighting.at, f"{faction} lags behind {id}"
                        assert looks_like(known.sightings[id].unit, sighting.unit), (
                            f"{faction} sees {id} as it was"
                        )


def test_a_view_shows_of_others_only_units_in_sight() -> None:
    for state in positions():
        for faction in state.setting.order:
            view, friends = view_of(state, faction), allies(state, faction)
            for unit in view.units.values():
                if unit.faction not in friends:
                    assert view.vision.get(unit.at, Sight.UNKNOWN), (
                        f"{faction} is shown {unit.id} out of sight"
                    )
                    assert state.units[unit.id].at == unit.at


def test_a_log_names_no_hex_that_was_not_seen() -> None:
    for steps in games():
        for step in steps:
            for told in (event for event in step.events if isinstance(event, ev.Witnessed)):
                friends = allies(step.after, told.faction)
                seen = {
                    *step.before.knowledge[told.faction].vision,
                    *step.after.knowledge[told.faction].vision,
                    -1,
                }
                for event in told.events:
                    unit = getattr(event, "unit", None)
                    if unit is not None and unit.faction not in friends:
                        spots = {unit.at, unit.start, *getattr(event, "path", ())}
                        assert spots <= seen, f"{told.faction} is told where {unit.id} is: {event}"


def test_a_view_and_its_log_hold_nobody_else_s_command() -> None:
    for state in positions():
        for faction in state.setting.order:
            view = view_of(state, faction)
            assert set(view.command) <= {faction}
            for event in view.log:
                if isinstance(event, ev.TurnBegan):
                    assert set(event.command) <= {faction}, "the log tells of others' command"


# --- between factions ----------------------------------------------------------------------------------


def test_every_event_between_factions_is_public_or_somebody_s_own() -> None:
    parts = (ev.PoliticalEvent, ev.TableEvent)
    kinds = {kind for part in parts for kind in get_args(part)} - {ev.Announced}
    assert kinds <= {*PUBLIC, *PRIVATE} and not {*PUBLIC} & {*PRIVATE}


def test_nobody_is_told_of_the_affairs_of_others() -> None:
    """Neither what lies on their desks, nor what they hide, nor what they offer each other."""
    for steps in affairs():
        for step in steps:
            for told in (event for event in step.events if isinstance(event, ev.Witnessed)):
                friends = {*allies(step.before, told.faction), *allies(step.after, told.faction)}
                for event in told.events:
                    if isinstance(event, PRIVATE):
                        assert owners_of(event) & friends, f"{told.faction} is told {event}"


def test_news_of_the_day_names_no_hex_of_a_unit_that_was_not_seen() -> None:
    for steps in affairs():
        for step in steps:
            for told in (event for event in step.events if isinstance(event, ev.Witnessed)):
                friends = {*allies(step.before, told.faction), *allies(step.after, told.faction)}
                ends = (step.before.knowledge[told.faction], step.after.knowledge[told.faction])
                seen = {-1, *ends[0].vision, *ends[1].vision}
                for event in told.events:
                    unit = getattr(event, "unit", None)
                    if unit is not None and unit.faction not in friends:
                        spots = {unit.at, unit.start, getattr(event, "at", -1), *getattr(event, "path", ())}
                        assert spots <= seen, f"{told.faction} is told where {unit.id} is: {event}"


def test_a_view_holds_no_desk_offer_or_hiding_place_of_others() -> None:
    for steps in affairs():
        for step in steps[::9]:
            state = step.after
            for faction in state.setting.order:
                view, friends = view_of(state, faction), allies(state, faction)
                assert set(view.desks) == {faction}
                assert all(faction in (offer.maker, offer.receiver) for offer in view.offers)
                stood = {unit.at for unit in state.units.values() if unit.faction in friends}
                for here, one in (*view.cells.items(), *view.belts.items()):
                    assert one.faction in friends or here in stood
                for secret in ("deck", "fired", "pending", "seed", "knowledge", "scenario"):
                    assert not hasattr(view, secret)


def test_new_allies_see_with_each_other_s_eyes_at_once_and_no_longer() -> None:
    battle = sketch("a . . . . . . U B", U=of("coalition_sof", faction="us"), fog=True)
    assert battle.hex("0901") not in battle.state.knowledge["gov"].vision
    for relation, sees in ((Relation.ALLIED, True), (Relation.NEUTRAL, False)):
        play = Play(battle.state)
        play.enter(ev.RelationChanged("gov", "us", relation, "as it happens"))
        observe(play)
        battle.state = play.state
        assert (battle.hex("0901") in battle.state.knowledge["gov"].vision) is sees
        assert not audit(battle.state)


def test_a_state_in_which_somebody_knows_more_is_the_same_otherwise_and_has_no_derived_facts() -> None:
    state = sketch("a  .  B", sources={}).state
    assert state.units_at(0) and "occupants" in vars(state)
    known = state.knowledge["gov"]
    after = knowing(state, "gov", known)
    assert after == state and type(after) is State
    assert set(vars(after)) == {field.name for field in fields(State)}
