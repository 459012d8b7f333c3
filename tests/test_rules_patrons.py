"""Patrons (13.1–13.4): approval, what they lend, what they respond to, and their consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.model import events as ev
from game.model.kinds import FactionId, ZoneKind
from game.model.politics import Patron, Politics, Reaction, Zone
from game.rules.audit import audit
from game.rules.play import Play
from game.rules.politics.attention import air_lent, cards_lent, lateness
from game.rules.politics.patrons import approval, backing, band_of, pay, react, why_not_pay
from tests.support.sketch import Sketch, sketch


def moscow(*reactions: Reaction, start: int = 60, clients: tuple[FactionId, ...] = ("gov",)) -> Patron:
    return Patron("moscow", "Moscow", clients, start, reactions)


def backed(*rows: str, patrons: tuple[Patron, ...] = (), **given: Any) -> Sketch:
    """Return a sketch in which these patrons back their clients."""
    plan = Politics(patrons={patron.id: patron for patron in patrons or (moscow(),)})
    setting = {"politics": replace(plan, **given.pop("plan", {})), **given.pop("setting", {})}
    return sketch(*(rows or ("a . . B",)), setting=setting, **given)


def thinks(battle: Sketch, **levels: int) -> None:
    """Change what patrons think."""
    affairs = replace(battle.state.affairs, approval={**battle.state.affairs.approval, **levels})
    battle.set(affairs=affairs)


def favour(battle: Sketch, points: int, faction: str = "gov") -> None:
    """Give a faction so many political points."""
    desks: Mapping[str, Any] = battle.state.desks
    battle.set(desks={**desks, faction: replace(desks[faction], favour=points)})


# --- 13.1 approval -----------------------------------------------------------------------------------


def test_13_1_approval_has_four_bands() -> None:
    battle = backed()
    bands = [band_of(battle.state, level) for level in (75, 74, 50, 49, 25, 24)]
    assert bands == ["strong", "normal", "normal", "weak", "weak", "withdrawn"]


def test_13_1_approval_stays_between_nothing_and_a_hundred() -> None:
    battle = backed(patrons=(moscow(Reaction("summit", 70, {}), Reaction("break", -90, {})),))
    play = Play(battle.state)
    react(play, "summit")
    assert approval(play.state, "moscow") == 100
    react(play, "break")
    react(play, "break")
    assert approval(play.state, "moscow") == 0 and not audit(play.state)


def test_13_1_the_backing_of_a_faction_is_the_mean_of_its_patrons() -> None:
    tehran = Patron("tehran", "Tehran", ("gov",), 90, ())
    battle = backed(patrons=(moscow(start=62), tehran))
    assert backing(battle.state, "gov") == "strong" and backing(battle.state, "isis") == "normal"


# --- 13.2 political points ---------------------------------------------------------------------------


def test_13_2_each_patron_gives_a_twentieth_of_its_approval_half_up_each_turn() -> None:
    for level, points in ((60, 3), (49, 2), (50, 3), (9, 0)):
        assert backed(patrons=(moscow(start=level),)).state.desks["gov"].favour == points
    two = backed(patrons=(moscow(start=60), Patron("tehran", "Tehran", ("gov",), 70, ())))
    assert two.state.desks["gov"].favour == 7 and two.state.desks["isis"].favour == 0


def test_13_2_points_are_put_by_up_to_twenty_and_spent_no_lower_than_nothing() -> None:
    battle = backed()
    favour(battle, 19)
    battle.next_turn()
    assert battle.state.desks["gov"].favour == 20
    play = Play(battle.state)
    pay(play, "gov", 5, "a test")
    assert play.state.desks["gov"].favour == 15
    assert why_not_pay(play.state, "gov", 15, "13.4") is None
    refusal = why_not_pay(play.state, "gov", 16, "13.4")
    assert refusal and refusal.rule == "13.4" and "15 are left" in refusal.reason


def test_13_2_nobody_sees_anothers_points() -> None:
    assert "gov" not in backed().view("isis").desks


# --- 13.3 what they respond to and what follows ------------------------------------------------------


def test_13_3_strong_backing_adds_air_weak_halves_it_withdrawn_ends_it() -> None:
    for level, points in ((80, 5), (60, 4), (40, 2), (20, 0)):
        battle = backed()
        thinks(battle, moscow=level)
        assert air_lent(battle.state, "gov", 4) == points
        assert air_lent(battle.state, "gov", 0) == 0 and air_lent(battle.state, "isis", 4) == 4


def test_13_3_the_turn_begins_with_the_air_that_is_lent() -> None:
    battle = backed(factions={"gov": {"air": ((1, 4),)}}, patrons=(moscow(start=40),))
    assert battle.state.air["gov"] == 2


def test_13_3_weak_backing_makes_arrivals_late() -> None:
    battle = backed()
    assert lateness(battle.state, "gov") == 0
    thinks(battle, moscow=40)
    assert lateness(battle.state, "gov") == 1 and lateness(battle.state, "isis") == 0


def test_13_3_strong_backing_allows_a_card_more() -> None:
    battle = backed()
    assert cards_lent(battle.state, "gov") == 0
    thinks(battle, moscow=75)
    assert cards_lent(battle.state, "gov") == 1 and cards_lent(battle.state, "isis") == 0


TOOK = Reaction("takes", 8, {"faction": "gov", "against": "isis", "place": "town"})
LOST = Reaction("loses", -4, {"faction": "isis"})


def test_13_3_a_place_taken_pleases_and_the_same_place_lost_displeases() -> None:
    battle = backed("a . +", patrons=(moscow(TOOK, LOST),), places={"town": "town 0301"},
                    assets={"town": 2}, control={"*": "isis", "0101": "gov"})  # fmt: skip
    battle.order("move a 0301")
    assert approval(battle.state, "moscow") == 64
    assert [one.by for one in battle.told(ev.ApprovalChanged)] == [8, -4]


def test_13_3_ground_without_value_moves_nobody() -> None:
    battle = backed("a . +", patrons=(moscow(LOST),), control={"*": "isis", "0101": "gov"})
    battle.order("move a 0301")
    assert approval(battle.state, "moscow") == 60


def test_13_3_losses_count_over_the_game_so_that_no_remainder_is_lost() -> None:
    reaction = Reaction("steps_lost", -1, {"faction": "gov", "each": 3})
    battle = backed(patrons=(moscow(reaction),))
    battle.set(losses={"gov": 2, "isis": 0})
    play = Play(battle.state)
    react(play, "steps_lost", "gov", count=4, before=2)
    assert approval(play.state, "moscow") == 58
    react(play, "steps_lost", "gov", count=2, before=6)
    assert approval(play.state, "moscow") == 58


def test_13_3_a_fight_is_a_clash_whoever_began_it() -> None:
    reaction = Reaction("clash", -6, {"faction": "gov", "against": "isis"})
    battle = backed("a B", patrons=(moscow(reaction),))
    battle.order("assault 0201 with a", roll=2)
    assert approval(battle.state, "moscow") == 54
    battle.pass_to("isis")
    battle.orders("activate B", "probe 0101 with B")
    assert approval(battle.state, "moscow") == 48


def test_13_3_losses_in_a_fight_are_felt() -> None:
    battle = backed("a B", a="tiger_bn", patrons=(moscow(Reaction("steps_lost", -1, {"faction": "gov"})),))
    battle.order("assault 0201 with a", roll=2)
    lost = sum(event.steps for event in battle.told(ev.StepsLost) if event.unit.faction == "gov")
    assert lost and approval(battle.state, "moscow") == 60 - lost


def test_13_3_a_reaction_that_names_another_place_or_faction_is_silent() -> None:
    battle = backed(patrons=(moscow(TOOK),))
    play = Play(battle.state)
    react(play, "takes", "gov", "isis", "elsewhere")
    react(play, "takes", "sdf", "isis", "town")
    assert approval(play.state, "moscow") == 60


# --- 13.4 consent ------------------------------------------------------------------------------------


def bound(need: int = 2, **given: Any) -> Sketch:
    """Return a zone beyond the second column in which gov needs keys."""
    battle_zone = Zone("east", "The east", ZoneKind.CONSENT, frozenset({2, 3}), bound=("gov",),
                       keys=("moscow", "tehran"), need=need)  # fmt: skip
    patrons = (moscow(start=40), Patron("tehran", "Tehran", ("gov",), 60, ()))
    return backed("a . . B", patrons=patrons, plan={"zones": {"east": battle_zone}},
                  control={"*": "isis", "0101 0201": "gov"}, **given)  # fmt: skip


def test_13_4_hostile_ground_in_a_zone_of_consent_is_entered_with_enough_keys() -> None:
    battle = bound()
    assert battle.refuses("move a 0301").rule == "13.4"
    battle.order("move a 0201")
    assert battle.refuses("move a 0301").rule == "1.2"
    battle = bound(need=1)
    battle.order("move a 0301")


def test_13_4_the_named_main_axis_is_the_factions_own_key() -> None:
    battle = bound()
    battle.orders("axis gov", "move a 0301")


def test_13_4_an_attack_into_the_zone_needs_the_keys_too() -> None:
    battle = bound()
    battle.change("a", at="0301")
    assert battle.refuses("assault 0401 with a").rule == "13.4"
    battle.orders("axis gov", "assault 0401 with a")


def test_13_4_a_key_is_bought_for_the_turn_from_one_that_has_not_withdrawn() -> None:
    battle = bound()
    favour(battle, 3)
    assert "already" in battle.refuses("consent tehran").reason
    battle.order("consent moscow")
    assert battle.state.desks["gov"].favour == 1 and "already" in battle.refuses("consent moscow").reason
    battle.order("move a 0301")
    battle.next_turn()
    assert battle.state.desks["gov"].keys == ()
    favour(battle, 1)
    assert "1 are left" in battle.refuses("consent moscow").reason
    thinks(battle, moscow=20)
    assert "withdrawn" in battle.refuses("consent moscow").reason
    assert battle.refuses("consent baghdad").rule == "13.4"


def test_13_4_others_and_other_ground_are_not_bound() -> None:
    battle = bound(need=9)
    assert battle.stops("a") == {"0201"}
    battle.pass_to("isis")
    assert battle.stops("B") == {"0301"}
