"""Orders: what a player asks. Every order has a text form both ways, and saves are made of it.

    activate UNIT…                     one command point for a group of one HQ
    move UNIT HEX, march UNIT HEX
    assault HEX with UNIT… [air N] [guns UNIT…] [advance HEX…] [svbied]     or  probe HEX with …
    barrage UNIT HEX                   artillery alone
    hold UNIT, delay UNIT              posture
    dig UNIT                           one level of field works
    merge UNIT UNIT                    the first joins the second
    recon HEX, interdict HEX, strike HEX, drop HEX                 air missions
    axis HQ, surge, recall ARRIVAL
    depot DEPOT HEX, pontoon CROSSING, blow CROSSING
    declare FACTION, hotline FACTION   a break with a faction; a call that calms
    enforce ZONE UNIT                  the next rung of a ring's ladder against an intruder
    leave COUNTRY FACTION              ask for leave to enter a country
    gate PLACE open|aid|closed         what passes through a crossing
    consent PATRON, sabotage PLACE     a patron's key; wreck a field one holds
    sweep UNIT, belt UNIT, hide UNIT   comb a hex; lay mines; go to ground
    standing ambush|svbied on|off      orders that stand
    break COALITION, seize PLACE, post HEX, fate CHOICE
    offer CITY                         let a besieged garrison go
    concede FACTION [give PLACE…] [take PLACE…] [recognition N]
    accept OFFER, refuse OFFER, choose EVENT N, card CARD [TARGET]
    end                                ends the impulse

A hex is named by its printed label ("0407"), so an order can be read and written without a map.
"""

from __future__ import annotations

from typing import TypeAlias

from game.model.orders.field import (
    READERS as FIELD_READERS,
)
from game.model.orders.field import (
    Activate,
    Attack,
    Barrage,
    Blow,
    CallSurge,
    DigIn,
    EndImpulse,
    FieldOrder,
    Fly,
    LayPontoon,
    Merge,
    Move,
    MoveDepot,
    NameAxis,
    Recall,
    SetPosture,
)
from game.model.orders.politics import (
    READERS as POLITICAL_READERS,
)
from game.model.orders.politics import (
    Answer,
    AskLeave,
    BreakCoalition,
    BuyConsent,
    CallHotline,
    Choose,
    Concede,
    Declare,
    Enforce,
    GoToGround,
    LayBelt,
    OfferWithdrawal,
    PlacePost,
    PlayCard,
    PoliticalOrder,
    Sabotage,
    Seize,
    SetFate,
    SetGate,
    SetStanding,
    Sweep,
)
from game.model.orders.words import MalformedOrder, Reader
from game.model.tongue import say

__all__ = [
    "Activate", "Answer", "AskLeave", "Attack", "Barrage", "Blow", "BreakCoalition", "BuyConsent",
    "CallHotline", "CallSurge", "Choose", "Concede", "Declare", "DigIn", "EndImpulse", "Enforce", "Fly",
    "GoToGround", "LayBelt", "LayPontoon", "MalformedOrder", "Merge", "Move", "MoveDepot", "NameAxis",
    "OfferWithdrawal", "Order", "PlacePost", "PlayCard", "Recall", "Sabotage", "Seize", "SetFate",
    "SetGate", "SetPosture", "SetStanding", "Sweep", "parse_order",
]  # fmt: skip

Order: TypeAlias = FieldOrder | PoliticalOrder

_READERS: dict[str, Reader] = {**FIELD_READERS, **POLITICAL_READERS}


def parse_order(text: str) -> Order:
    """Return the order a text stands for; MalformedOrder when it is none."""
    words = text.split()
    if not words:
        raise MalformedOrder(say("an order begins with a verb: {verbs}", verbs=", ".join(sorted(_READERS))))
    verb, rest = words[0].lower(), words[1:]
    reader = _READERS.get(verb)
    if reader is None:
        raise MalformedOrder(
            say("no order {verb}; there are {verbs}", verb=repr(verb), verbs=", ".join(sorted(_READERS)))
        )
    order: Order = reader(verb, rest)
    return order
