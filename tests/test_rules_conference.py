"""Chapter 18, the conference: meetings, what counts, concessions, what stays frozen, endings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.files import load_scenario
from game.model.affairs import Affairs, Cell, Offer
from game.model.events import CheckHeld, Conceded, GameEnded, OfferSettled, PartitionFixed, TalksOpened
from game.model.kinds import GateState, OfferKind, ZoneKind
from game.model.politics import (
    Check,
    Conference,
    EndingText,
    GatePlan,
    Insurgency,
    Patron,
    Politics,
    Zone,
)
from game.model.scenario import Corridor, Symbol
from game.rules import apply, legal_orders
from game.rules.audit import audit
from game.rules.politics.concessions import best_offer_to, leverage, pressure, rivals, worth_accepting
from game.rules.score import score_of, worth_of
from tests.support.sketch import Sketch, of, sketch

BLOCS = (("gov",), ("sdf", "us"), ("isis",))
PLACES = {
    "damascus": "city 0101", "palmyra": "town 0201", "raqqah": "city 0302",
    "tabqa": "town 0202", "hajin": "town 0501",
}  # fmt: skip
ASSETS = {"damascus": 10, "palmyra": 5, "raqqah": 10, "tabqa": 4, "hajin": 2}


def table(conference: Conference, turns: int = 2, politics: Any = None, **given: Any) -> Sketch:
    """Return a country of three: gov in the west, sdf in the middle, isis in the east; gov about to act."""
    plan = replace(Politics(**(politics or {})), conference=conference)
    options: dict[str, Any] = {
        "control": {"*": "isis", "0101 0102 0201": "gov", "0202 0301 0302": "sdf"},
        "places": PLACES,
        "assets": ASSETS,
        "relations": {"gov sdf": "neutral"},
        "factions": {
            "gov": {"capital": "damascus"},
            "sdf": {"capital": "raqqah"},
            "isis": {"capital": "hajin"},
        },
        "setting": {"politics": plan, **given.pop("setting", {})},
        "clock": {"turns": turns},
        "active": False,
        **given,
    }
    return sketch(
        "a  .  s  .  I", " .  .  .  .  .",
        s=of("ypg", faction="sdf"), I=of("isis_garrison", faction="isis"), **options,
    )  # fmt: skip


def talking(**given: Any) -> Sketch:
    """Return the country at the table, in the first of two rounds."""
    conference = Conference(blocs=given.pop("blocs", BLOCS), rounds=2, claims=given.pop("claims", {}))
    battle = table(conference, 1, **given)
    while not battle.state.talks:
        battle.order("end")
    return battle


# --- meetings -----------------------------------------------------------------------------------------


def meeting(track: str, **given: Any) -> Sketch:
    checks = (Check("one", "The meeting", 1, track),)
    battle = table(Conference(checks=checks, blocs=BLOCS), **given)
    battle.next_turn()
    return battle


def test_18_1_each_bloc_has_its_assets_in_hand_and_is_paid_by_rank() -> None:
    battle = meeting("sochi")
    assert battle.told(CheckHeld)[0].hands == (("gov", 150), ("sdf", 140), ("isis", 20))
    assert {who: desk.favour for who, desk in battle.state.desks.items()} == {"gov": 2, "sdf": 1, "isis": 0}
    assert battle.state.points == {"gov": 0, "sdf": 0, "isis": 0}, "nobody scores for it"


def test_18_1_at_geneva_symbols_count_too() -> None:
    symbols = {"symbols": (Symbol("raqqah", 5, frozenset()),)}
    taken = {"taken_symbols": {"raqqah": "sdf"}}
    battle = meeting("geneva", setting=symbols, state=taken)
    assert dict(battle.told(CheckHeld)[0].hands)["sdf"] == 190
    assert dict(meeting("sochi", setting=symbols, state=taken).told(CheckHeld)[0].hands)["sdf"] == 140


def test_18_1_at_astana_the_areas_that_a_blocs_patrons_vouch_for() -> None:
    area = Zone("idlib", "Idlib", ZoneKind.AREA, frozenset({1}), guarantors=("moscow",), until=9)
    politics = {
        "zones": {"idlib": area},
        "patrons": {"moscow": Patron("moscow", "Moscow", ("gov",), 60, ())},
    }
    battle = meeting("astana", politics=politics)
    assert dict(battle.told(CheckHeld)[0].hands) == {"gov": 170, "sdf": 140, "isis": 20}
    endless = {**politics, "zones": {"idlib": replace(area, until=0)}}
    battle = meeting("astana", politics=endless)
    assert dict(battle.told(CheckHeld)[0].hands)["gov"] == 170, "an area without a last turn is in force"


def test_18_1_an_area_that_is_open_to_attack_is_no_card() -> None:
    area = Zone("idlib", "Idlib", ZoneKind.AREA, frozenset({1}), guarantors=("moscow",), until=9)
    patrons = {"moscow": Patron("moscow", "Moscow", ("gov",), 60, ())}
    broken = Affairs(areas={"idlib": 9}, suspended={"idlib": 9}, approval={"moscow": 60})
    battle = meeting(
        "astana", politics={"zones": {"idlib": area}, "patrons": patrons}, state={"affairs": broken}
    )
    assert dict(battle.told(CheckHeld)[0].hands)["gov"] == 150


def test_18_1_there_is_no_meeting_on_other_turns() -> None:
    battle = table(Conference(checks=(Check("one", "The meeting", 2, "geneva"),), blocs=BLOCS))
    battle.next_turn()
    assert not battle.told(CheckHeld)


# --- what counts --------------------------------------------------------------------------------------


def test_18_2_the_worked_scores_of_november_2017() -> None:
    """Government 37 and a paved corridor: 47. SDF 28 by its patron's link and Raqqah: 27.4. The ring 4,
    isolated: 2. The Islamic State a point for three live cells."""
    battle = sketch(
        "a  .  .  m  .", " .  .  s  .  .",
        s=of("ypg", faction="sdf"), m=of("coalition_sof", faction="mat"),
        places={
            "damascus": "city 0101", "deir": "city 0201", "border": "crossing 0301", "omar": "oilfield 0302",
            "raqqah": "city 0202", "tanf": "base 0401", "amman": "crossing 0502",
        },
        assets={"damascus": 20, "deir": 17, "omar": 18, "raqqah": 10, "tanf": 4},
        control={"*": "isis", "0101 0201 0301 0102": "gov", "0302 0202": "sdf", "0401": "mat"},
        roads={"0101-0201-0301": "paved"},
        factions={
            "gov": {"capital": "damascus"},
            "sdf": {"patron_sources": ("omar",)},
            "mat": {"patron_sources": ("amman",)},
        },
        setting={
            "corridors": (Corridor("gov", ("border",), "damascus", 10, 6, {}),),
            "symbols": (Symbol("raqqah", 5, frozenset()),),
            "politics": Politics(insurgencies={"isis": Insurgency("isis", 9, frozenset(), (), (), 0)}),
        },
        state={"taken_symbols": {"raqqah": "sdf"}, "cells": {4: Cell("isis", 2), 9: Cell("isis", 5)}},
    )  # fmt: skip
    scores = {faction: score_of(battle.state, faction) for faction in ("gov", "sdf", "mat", "isis")}
    assert scores == {"gov": 470, "sdf": 274, "mat": 20, "isis": 20}


def test_18_2_an_asset_is_worth_what_the_powers_have_made_of_it() -> None:
    plan = GatePlan("palmyra", GateState.OPEN, (), "", (), 8, {}, 50, 1)
    battle = table(Conference(), politics={"gates": {"palmyra": plan}})
    asset, affairs = battle.state.setting.assets["palmyra"], battle.state.affairs
    assert worth_of(battle.state, asset) == 5
    battle.set(affairs=replace(affairs, damage={"palmyra": 2}))
    assert worth_of(battle.state, asset) == 3
    battle.set(affairs=replace(affairs, gates={"palmyra": GateState.CLOSED}))
    assert worth_of(battle.state, asset) == 1
    battle.set(affairs=replace(affairs, values={"palmyra": 7}))
    assert worth_of(battle.state, asset) == 7
    assert score_of(battle.state, "gov") == 100 + 70


VICTORY = (
    Symbol("hajin", 4, frozenset(), until=1, harm_each=5),
    Symbol("hajin", 3, frozenset(), until=2, harm_each=5),
    Symbol("hajin", 1, frozenset()),
)


@pytest.mark.parametrize("turn, value", [(1, 4), (2, 3), (3, 1)])
def test_18_2_a_symbol_is_worth_less_the_later_it_is_taken(turn: int, value: int) -> None:
    battle = table(Conference(), 9, setting={"symbols": VICTORY})
    battle.next_turn(turn - 1)
    before = score_of(battle.state, "gov")
    control = list(battle.state.control)
    control[battle.hex("0501")] = "gov"
    battle.change("I", at="0502")
    battle.set(control=tuple(control))
    battle.next_turn()
    assert battle.state.taken_symbols == {"hajin": "gov"}
    battle.set(control=tuple("gov" if here == "x" else here for here in battle.state.control))
    hajin = 10 * battle.state.setting.assets["hajin"].value * 50 // 100 * 50 // 100
    assert score_of(battle.state, "gov") == before + 10 * value + hajin


def test_18_2_harm_done_by_its_taker_is_the_price_of_a_symbol() -> None:
    symbols = {"symbols": (Symbol("palmyra", 4, frozenset(), harm_each=5),)}
    battle = table(Conference(), setting=symbols, state={"taken_symbols": {"palmyra": "gov"}})
    clean = score_of(battle.state, "gov")
    battle.set(harm={"gov": 11, "isis": 0})
    assert score_of(battle.state, "gov") == clean - 11 * 5 - 20


def test_18_2_symbols_by_date_are_read_from_a_file(tmp_path: Path) -> None:
    plain = Path(__file__).parent / "data" / "plain.yaml"
    first = load_scenario(str(plain)).setting
    place, until = next(iter(first.board.places)), first.clock.date_of(2)
    text = (
        plain.read_text("utf-8") + f"symbols: [{{place: {place}, value: 4, until: {until}, harm_each: 5}}]\n"
    )
    (tmp_path / "dated.yaml").write_text(text, encoding="utf-8")
    (symbol,) = load_scenario(str(tmp_path / "dated.yaml")).setting.symbols
    assert symbol == Symbol(place, 4, frozenset(), 2, 5)


# --- the table ----------------------------------------------------------------------------------------


def test_18_3_after_the_last_turn_the_greatest_score_is_heard_first() -> None:
    battle = talking()
    assert battle.state.talks == 1 and battle.state.ending is None
    heard = []
    while battle.state.talks == 1:
        heard.append(battle.state.active)
        assert not audit(battle.state)
        battle.order("end")
    assert heard == ["gov", "sdf", "isis"]
    assert battle.told(TalksOpened)[0].round == 2
    for _ in heard:
        battle.order("end")
    assert battle.told(GameEnded) and battle.state.ending is not None


def test_18_3_without_talks_the_game_ends_with_the_war() -> None:
    battle = table(Conference(), 1)
    battle.next_turn()
    assert battle.state.ending is not None and battle.state.talks == 0


@pytest.mark.parametrize("text", ["move a 0102", "activate a", "axis gov", "hold a"])
def test_18_3_at_the_table_only_words_are_left(text: str) -> None:
    assert talking().refuses(text).rule == "18.3"


def test_18_3_before_the_end_of_the_war_nothing_is_conceded() -> None:
    assert table(Conference(rounds=1)).refuses("concede sdf take tabqa").rule == "18.3"


def test_18_3_an_offer_that_is_accepted_signs_places_over() -> None:
    battle = talking()
    battle.order("concede sdf give palmyra take tabqa recognition 1")
    battle.order("end")
    (offer,) = battle.view("sdf").offers
    assert not battle.view("isis").offers, "others hear nothing of it"
    battle.order(f"accept {offer.id}")
    assert {event.place: event.to for event in battle.told(Conceded)} == {"palmyra": "sdf", "tabqa": "gov"}
    assert score_of(battle.state, "gov") == 100 + 40 + 10
    assert score_of(battle.state, "sdf") == 100 + 50 - 10
    assert battle.holder("0201") == "gov", "the map stays as it is"


def test_18_3_what_is_refused_or_left_unanswered_comes_to_nothing() -> None:
    for answer in ("refuse gov_sdf_1", "end"):
        battle = talking()
        battle.order("concede sdf take tabqa")
        battle.order("end")
        battle.order(answer)
        assert [event.accepted for event in battle.told(OfferSettled)] == [False]
        assert not battle.state.offers and not battle.state.affairs.conceded


def test_18_3_what_the_war_left_unanswered_is_off_the_table() -> None:
    battle = table(Conference(rounds=2), 1)
    battle.set(offers=(Offer("war", OfferKind.WITHDRAWAL, "isis", "gov", "raqqah", turn=1),), active="isis")
    battle.order("end")
    assert battle.state.talks == 1 and not battle.state.offers


def test_18_3_who_has_been_heard_does_not_answer_in_the_last_round() -> None:
    battle = talking()
    while (battle.state.talks, battle.state.active) != (2, "sdf"):
        battle.order("end")
    battle.order("concede gov take palmyra")
    battle.order("end")
    battle.order("end")
    assert battle.state.ending is not None
    assert [event.accepted for event in battle.told(OfferSettled)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "concede sdf",  # nothing at all
        "concede gov take palmyra",  # to oneself
        "concede nobody take tabqa",
        "concede sdf take palmyra",  # what is not theirs
        "concede sdf give tabqa",  # what is not one's own
        "concede sdf take nowhere",
        "concede sdf take tabqa tabqa",
        "concede sdf recognition 4",
        "concede sdf take tabqa raqqah hajin",
    ],
)
def test_18_3_an_offer_has_its_bounds(text: str) -> None:
    assert talking().refuses(text).rule == "18.3"


def test_18_3_where_there_are_blocs_their_members_trade() -> None:
    battle = talking(blocs=(("gov",), ("sdf",)))
    assert battle.refuses("concede isis take hajin").rule == "18.3"
    battle.set(active="isis")
    assert battle.refuses("concede gov take palmyra").rule == "18.3"


def test_18_3_nothing_is_exchanged_that_one_of_the_two_holds_no_longer() -> None:
    battle = talking()
    battle.order("concede sdf give palmyra take tabqa")
    battle.order("end")
    battle.set(affairs=replace(battle.state.affairs, conceded={"tabqa": "isis"}))
    assert battle.refuses("accept gov_sdf_1").rule == "18.3"
    battle.order("refuse gov_sdf_1")
    assert battle.state.affairs.conceded == {"tabqa": "isis"}


def test_18_3_one_offer_is_open_between_two() -> None:
    battle = talking()
    battle.order("concede sdf take tabqa")
    assert battle.refuses("concede sdf take raqqah").rule == "18.3"
    battle.order("concede isis take hajin")
    battle.order("end")
    assert battle.refuses("concede gov take palmyra").rule == "18.3"


def test_18_3_every_word_on_offer_is_accepted() -> None:
    battle = talking(claims={"gov": ("raqqah", "tabqa")})
    battle.order("concede sdf take tabqa")
    while battle.state.ending is None:
        orders = list(legal_orders(battle.view()))
        assert {str(order).split()[0] for order in orders} <= {"concede", "accept", "refuse", "end"}
        assert len(set(orders)) == len(orders)
        for order in orders:
            after, _ = apply(battle.state, order)
            assert not audit(after)
        battle.order("end")


# --- what an offer is worth ---------------------------------------------------------------------------


def proposal(gives: tuple[str, ...], takes: tuple[str, ...], recognition: int = 0) -> Offer:
    return Offer("x", OfferKind.CONCESSION, "gov", "sdf", "", gives, takes, recognition)


def accepts(battle: Sketch, *offer: Any) -> bool:
    return worth_accepting(battle.view("sdf"), proposal(*offer))


def test_18_3_the_gain_must_be_the_loss_and_a_quarter_less_the_others_leverage() -> None:
    battle = talking()
    battle.set(scores={"gov": 140, "sdf": 140, "isis": 20})
    assert accepts(battle, ("palmyra",), ("tabqa",)), "5 for 4 is 5 for 5"
    assert not accepts(battle, ("palmyra",), ("tabqa",), 1)
    assert not accepts(battle, (), ("tabqa",))
    battle.set(scores={"gov": 240, "sdf": 140, "isis": 20})
    assert leverage(battle.view("sdf"), "gov", "sdf") == 10
    assert not accepts(battle, ("palmyra",), ("tabqa",), 1), "10 of leverage against 12.5 of recognition"
    battle.set(scores={"gov": 290, "sdf": 140, "isis": 20})
    assert accepts(battle, ("palmyra",), ("tabqa",), 1)


@pytest.mark.parametrize("approval, points", [(75, 0), (74, 1), (50, 1), (49, 2), (25, 2), (24, 3)])
def test_18_3_a_patron_presses_the_harder_the_less_it_approves(approval: int, points: int) -> None:
    patrons = {"washington": Patron("washington", "Washington", ("sdf",), approval, ())}
    battle = table(Conference(), politics={"patrons": patrons})
    affairs = replace(battle.state.affairs, approval={"washington": approval})
    battle.set(affairs=affairs)
    assert pressure(battle.state, "sdf") == points
    assert pressure(battle.state, "isis") == 0


def test_18_3_what_is_cut_off_is_worth_less_to_its_holder() -> None:
    battle = talking(factions={"gov": {"capital": "damascus"}, "sdf": {}})
    battle.set(scores={"gov": 140, "sdf": 140, "isis": 20})
    assert accepts(battle, ("palmyra",), ("tabqa",), 2), "tabqa is isolated: 2 of 4"


def test_18_3_the_best_offer_pays_and_is_likely_to_be_taken() -> None:
    battle = talking(factions={"gov": {"capital": ""}, "sdf": {"capital": "raqqah"}})
    battle.set(scores={"gov": 150, "sdf": 140, "isis": 20}, active="gov")
    order = best_offer_to(battle.view("gov"), "sdf")
    assert order is not None and battle.why_not(str(order)) is None
    battle.order(str(order))
    battle.set(active=order.to)
    (offer,) = battle.view(order.to).offers
    assert worth_accepting(battle.view("gov"), offer)


def test_18_3_between_equals_without_dispute_there_is_nothing_to_trade() -> None:
    battle = talking()
    battle.set(scores=dict.fromkeys(battle.state.scores, 100))
    view = battle.view("gov")
    assert rivals(view) and not any(best_offer_to(view, rival) for rival in rivals(view))


# --- what stays frozen --------------------------------------------------------------------------------

CLAIMS = {"gov": ("raqqah", "damascus")}


def settled(battle: Sketch) -> Sketch:
    told: tuple[Any, ...] = ()
    while battle.state.ending is None:
        told += battle.order("end")
    battle.events = told
    return battle


def test_18_4_what_is_claimed_and_not_settled_counts_half_for_both() -> None:
    battle = settled(talking(claims=CLAIMS))
    assert [event.index for event in battle.told(PartitionFixed)] == [100 * 10 // 31]
    assert battle.state.ending is not None
    assert battle.state.ending.scores["gov"] == 150 + 50
    assert battle.state.ending.scores["sdf"] == 140 - 50


def test_18_4_what_is_signed_over_is_not_frozen() -> None:
    battle = talking(claims=CLAIMS)
    battle.order("concede sdf take raqqah")
    battle.order("end")
    battle.order("accept gov_sdf_1")
    settled(battle)
    assert not battle.told(PartitionFixed)
    assert battle.state.ending is not None and battle.state.ending.scores["gov"] == 250


def test_18_4_what_is_in_dispute_anyway_is_worth_half_in_a_trade() -> None:
    battle = talking(claims={"gov": ("tabqa",)})
    battle.set(scores={"gov": 140, "sdf": 140, "isis": 20})
    assert accepts(battle, ("palmyra",), ("tabqa",), 2)


def test_18_4_a_war_in_which_no_prize_changes_hands_freezes() -> None:
    battle = table(Conference(frozen_turns=2, blocs=BLOCS), 9)
    battle.next_turn()
    assert battle.state.ending is None
    settled(battle)
    assert battle.state.ending is not None and battle.state.ending.turn == 2


def test_18_4_a_capital_taken_keeps_it_going() -> None:
    battle = table(Conference(frozen_turns=2, blocs=BLOCS), 9)
    assets = {**battle.state.setting.assets}
    assets["hajin"] = replace(assets["hajin"], kind="province capital")
    battle.set(setting=replace(battle.state.setting, assets=assets))
    control = list(battle.state.control)
    control[battle.hex("0501")] = "gov"
    battle.change("I", at="0502")
    battle.set(control=tuple(control))
    settled(battle)
    assert battle.state.ending is not None and battle.state.ending.turn == 3


@pytest.mark.parametrize(
    "claims, words", [({}, "Whole again."), (CLAIMS, "It may remain divided for years.")]
)
def test_18_5_the_closing_words_go_by_what_is_left_unsettled(claims: Any, words: str) -> None:
    endings = (EndingText(0, "Whole again."), EndingText(30, "It may remain divided for years."))
    battle = settled(table(Conference(rounds=1, claims=claims, endings=endings), 1))
    assert battle.state.ending is not None and battle.state.ending.words == words


def test_18_5_without_words_of_its_own_a_scenario_ends_in_silence() -> None:
    battle = settled(table(Conference(), 1))
    assert battle.state.ending is not None and battle.state.ending.words == ""
