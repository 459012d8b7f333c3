"""The glossary: every word that the game uses in a sense of its own, with the rule that says more."""

from __future__ import annotations

from typing import NamedTuple

from game.book.article import Article, Para, plain
from game.model.tongue import mark, t


class Term(NamedTuple):
    """A word, what group it belongs to, and what it means; rules in brackets become links."""

    word: str
    group: str
    text: str


POSTURE, ATTACK, AIR, SUPPLY, STANCE, WORD = (
    mark("Postures and movement"),
    mark("Modes of attack"),
    mark("Air missions"),
    mark("States of supply"),
    mark("Relations"),
    mark("Words"),
)

TERMS: dict[str, Term] = {
    "hold": Term(
        mark("Hold"),
        POSTURE,
        mark("A unit told to hold stands and fights when it is attacked (4.7)."),
    ),
    "delay": Term(
        mark("Delay"),
        POSTURE,
        mark(
            "A unit told to delay falls back before the dice, without loss, when the odds are bad enough and "
            "a way free of enemy zones exists; not in built-up ground (4.7)."
        ),
    ),
    "normal": Term(
        mark("Normal movement"),
        POSTURE,
        mark("A unit moves with its points; inactive ones with a part of them (1.2, 2.1)."),
    ),
    "march": Term(
        mark("March"),
        POSTURE,
        mark(
            "Twice the points, along roads, over friendly ground and clear of every zone of control; no "
            "attack that turn, and a weak defence (2.3)."
        ),
    ),
    "dig in": Term(
        mark("Field works"),
        POSTURE,
        mark(
            "A unit in full supply that does nothing else digs in by one level; each level is a shift against"
            " whoever attacks it (4.11, 4.3)."
        ),
    ),
    "assault": Term(
        mark("Assault"),
        ATTACK,
        mark(
            "An attack that is fought out: the full result of the table counts (4.2). Districts of a city are"
            " taken by assault alone (5.2)."
        ),
    ),
    "probe": Term(
        mark("Probe"),
        ATTACK,
        mark("An attack a column worse, in which nobody loses or retreats far (4.5)."),
    ),
    "barrage": Term(
        mark("Barrage"),
        ATTACK,
        mark("A battery fires alone at units it can see within its range (6.5)."),
    ),
    "sweep": Term(
        mark("Sweep"),
        ATTACK,
        mark("An active unit combs its hex for cells, mines and ambushes instead of attacking (15.6)."),
    ),
    "recon": Term(
        mark("Reconnaissance"),
        AIR,
        mark("Shows what is at a place and around it (6.2)."),
    ),
    "interdict": Term(
        mark("Interdiction"),
        AIR,
        mark("Makes a road hex dear to enter for the enemy this turn, and dangerous (6.2)."),
    ),
    "strike": Term(
        mark("Strike"),
        AIR,
        mark("Strikes a bridge or a depot that is known (6.2)."),
    ),
    "drop": Term(
        mark("Air drop"),
        AIR,
        mark("A transport point may bring a besieged pocket half a turn of supply or a turn (7.4)."),
    ),
    "standing air": Term(
        mark("Standing air"),
        AIR,
        mark("Air points that are not spent defend by themselves, a column a fight (6.3)."),
    ),
    "full": Term(
        mark("In supply"),
        SUPPLY,
        mark("Near enough to a source or depot by the cheapest open way; everything works (7.2)."),
    ),
    "strained": Term(
        mark("Strained supply"),
        SUPPLY,
        mark("Farther away: the attack is weaker (7.2)."),
    ),
    "out": Term(
        mark("Out of supply"),
        SUPPLY,
        mark("Beyond or cut off: first the attack suffers, then movement, then steps are lost (7.2, 7.5)."),
    ),
    "allied": Term(
        mark("Allied"),
        STANCE,
        mark("Shares ground, hexes, supply and sight (9.1)."),
    ),
    "cooperating": Term(
        mark("Co-operating"),
        STANCE,
        mark("Opens its roads, shares no hex; supply passes over its ground at a price (9.1)."),
    ),
    "neutral": Term(
        mark("Neutral"),
        STANCE,
        mark("May not be entered, fired on or supplied through (9.1)."),
    ),
    "deconflicted": Term(
        mark("Deconflicted"),
        STANCE,
        mark(
            "Keeps apart under an arrangement: not entered, not fired on; who stands next to it at the end of"
            " a turn risks an incident (9.1, 9.3)."
        ),
    ),
    "hostile": Term(
        mark("Hostile"),
        STANCE,
        mark("May be attacked, and its ground entered (9.1)."),
    ),
    "command point": Term(
        mark("Command point"),
        WORD,
        mark(
            "What activating a group costs; further attacks of an HQ, depots and pontoons cost some as well. "
            "What is not spent is lost (1.1, 1.2)."
        ),
    ),
    "group": Term(
        mark("Group"),
        WORD,
        mark("Units of one HQ that stand close together and are activated for one point (1.1)."),
    ),
    "hq": Term(
        mark("Headquarters (HQ)"),
        WORD,
        mark(
            "Every unit belongs to one; groups are formed within it, and air is best behind the one that is "
            "named main axis (1.1, 4.4)."
        ),
    ),
    "impulse": Term(
        mark("Impulse"),
        WORD,
        mark("A faction's time to give orders. Some scenarios have two a turn (1.2)."),
    ),
    "activated": Term(
        mark("Activated"),
        WORD,
        mark("An activated unit moves in full and may attack; others move a part of their points (1.2)."),
    ),
    "step": Term(
        mark("Step"),
        WORD,
        mark(
            "A unit's strength is counted in steps, the pips of its counter; losses are taken by the step "
            "(4.6)."
        ),
    ),
    "shift": Term(
        mark("Shift"),
        WORD,
        mark("A column of the combat table to the right (+) or to the left (−) (4.3)."),
    ),
    "column": Term(
        mark("Column"),
        WORD,
        mark("The odds rounded down to one of those of the combat table, from which the dice read (4.2)."),
    ),
    "zone of control": Term(
        mark("Zone of control"),
        WORD,
        mark(
            "The six hexes about a unit of two steps or more: dear to enter for its enemies, dearer still to "
            "go through (3.1)."
        ),
    ),
    "stack": Term(
        mark("Stack"),
        WORD,
        mark("The units of one hex; terrain says how many steps find room (3.2)."),
    ),
    "disrupted": Term(
        mark("Disrupted"),
        WORD,
        mark("A unit after a retreat or a costly attack: half its attack until it has rested (4.10)."),
    ),
    "cornered": Term(
        mark("Surrounded, cornered"),
        WORD,
        mark("Attacked from many sides, or with nowhere to go: a shift for the attacker (4.3)."),
    ),
    "main axis": Term(
        mark("Main axis"),
        WORD,
        mark("The one HQ of a turn behind which two air points may fight, and a key of consent (4.4, 13.4)."),
    ),
    "depot": Term(
        mark("Depot"),
        WORD,
        mark("A link in the chain of supply, moved forward by road (7.3)."),
    ),
    "source": Term(
        mark("Source"),
        WORD,
        mark("A place from which a faction's supply sets out (7.1)."),
    ),
    "dump": Term(
        mark("Dump"),
        WORD,
        mark("The stores of a besieged pocket or city, counted in turns (7.4, 5.3)."),
    ),
    "ghost": Term(
        mark("Ghost"),
        WORD,
        mark("A faded counter: where a unit was last seen (8.1)."),
    ),
    "contact": Term(
        mark("Contact"),
        WORD,
        mark("A question mark: something is there, and it is not identified (8.1)."),
    ),
    "control": Term(
        mark("Control"),
        WORD,
        mark("Ground belongs to the last faction that entered it; empty desert passes of itself (10.1)."),
    ),
    "asset": Term(
        mark("Asset"),
        WORD,
        mark("A place that counts at the end, by its value, its holder and its link (12.1, 12.2)."),
    ),
    "par": Term(
        mark("Par"),
        WORD,
        mark("What history scored for a faction. Who does better has won, however small he is (12.5)."),
    ),
    "margin": Term(
        mark("Margin"),
        WORD,
        mark("Score less par; the scenario's bands put it into words (12.5)."),
    ),
    "symbol": Term(
        mark("Symbol"),
        WORD,
        mark("A place that counts more for who takes it first (12.3)."),
    ),
    "corridor": Term(
        mark("Corridor"),
        WORD,
        mark("A road from an open crossing that scores while it is held throughout (12.3, 14.5)."),
    ),
    "tension": Term(
        mark("Tension"),
        WORD,
        mark(
            "What lies between two powers that watch each other; it rises by incidents and falls by calls and"
            " quiet turns (9.3, 9.5)."
        ),
    ),
    "the line": Term(
        mark("The line"),
        WORD,
        mark("The telephone between two such powers. Past a tension it is off (9.5)."),
    ),
    "ring": Term(
        mark("Ring"),
        WORD,
        mark(
            "Ground about a base that its owner defends by a ladder: warning, show of force, strike "
            "(9.6, 9.7)."
        ),
    ),
    "truce": Term(
        mark("Truce"),
        WORD,
        mark("While it lasts enemies neither attack nor enter each other's ground (9.15)."),
    ),
    "patron": Term(
        mark("Patron"),
        WORD,
        mark("A capital that backs factions. Its approval gives points, air and consent (13.1, 13.3)."),
    ),
    "political point": Term(
        mark("Political point (PP)"),
        WORD,
        mark("What approval brings each turn: calls, leave, consent and offers cost some (13.2)."),
    ),
    "key": Term(
        mark("Key"),
        WORD,
        mark("One of the consents that are needed in some zones (13.4)."),
    ),
    "cohesion": Term(
        mark("Cohesion"),
        WORD,
        mark("How well a coalition holds together, 0 to 10 (16.1)."),
    ),
    "cells": Term(
        mark("Cells"),
        WORD,
        mark("Men gone to ground, who mine roads and rise again (15.4, 15.5)."),
    ),
    "remnants": Term(
        mark("Remnants"),
        WORD,
        mark("Part of what an insurgent lost, on its way to a shelter (15.1)."),
    ),
    "harm": Term(
        mark("Harm"),
        WORD,
        mark("Marks of harm done to civilians; they cost points and displease patrons (5.2, 12.1)."),
    ),
    "replacements": Term(
        mark("Replacements"),
        WORD,
        mark("Steps that come back to the most worn units each turn (11.4)."),
    ),
    "milestone": Term(
        mark("Milestone"),
        WORD,
        mark("What history reached on a date. It is reported, and no rule reads it."),
    ),
}
"""Every term by the key of its article."""


def term_article(id: str) -> Article | None:
    """Return the article about a term."""
    term = TERMS.get(id)
    return Article(f"term {id}", term.word, term.group, (Para(term.text),)) if term else None


def meaning(id: str) -> str:
    """Return what a term means, in plain words."""
    return plain(t(TERMS[id].text))
