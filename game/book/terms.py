"""The glossary: every word that the game uses in a sense of its own, with the rule that says more."""

from __future__ import annotations

from typing import NamedTuple

from game.book.article import Article, Para, plain


class Term(NamedTuple):
    """A word, what group it belongs to, and what it means; rules in brackets become links."""

    word: str
    group: str
    text: str


POSTURE, ATTACK, AIR, SUPPLY, STANCE, WORD = (
    "Postures and movement",
    "Modes of attack",
    "Air missions",
    "States of supply",
    "Relations",
    "Words",
)

TERMS: dict[str, Term] = {
    "hold": Term(
        "Hold",
        POSTURE,
        "A unit told to hold stands and fights when it is attacked (4.7).",
    ),
    "delay": Term(
        "Delay",
        POSTURE,
        "A unit told to delay falls back before the dice, without loss, when the odds are bad enough and "
        "a way free of enemy zones exists; not in built-up ground (4.7).",
    ),
    "normal": Term(
        "Normal movement",
        POSTURE,
        "A unit moves with its points; inactive ones with a part of them (1.2, 2.1).",
    ),
    "march": Term(
        "March",
        POSTURE,
        "Twice the points, along roads, over friendly ground and clear of every zone of control; no "
        "attack that turn, and a weak defence (2.3).",
    ),
    "dig in": Term(
        "Field works",
        POSTURE,
        "A unit in full supply that does nothing else digs in by one level; each level is a shift against"
        " whoever attacks it (4.11, 4.3).",
    ),
    "assault": Term(
        "Assault",
        ATTACK,
        "An attack that is fought out: the full result of the table counts (4.2). Districts of a city are"
        " taken by assault alone (5.2).",
    ),
    "probe": Term(
        "Probe",
        ATTACK,
        "An attack a column worse, in which nobody loses or retreats far (4.5).",
    ),
    "barrage": Term(
        "Barrage",
        ATTACK,
        "A battery fires alone at units it can see within its range (6.5).",
    ),
    "sweep": Term(
        "Sweep",
        ATTACK,
        "An active unit combs its hex for cells, mines and ambushes instead of attacking (15.6).",
    ),
    "recon": Term(
        "Reconnaissance",
        AIR,
        "Shows what is at a place and around it (6.2).",
    ),
    "interdict": Term(
        "Interdiction",
        AIR,
        "Makes a road hex dear to enter for the enemy this turn, and dangerous (6.2).",
    ),
    "strike": Term(
        "Strike",
        AIR,
        "Strikes a bridge or a depot that is known (6.2).",
    ),
    "drop": Term(
        "Air drop",
        AIR,
        "A transport point may bring a besieged pocket half a turn of supply or a turn (7.4).",
    ),
    "standing air": Term(
        "Standing air",
        AIR,
        "Air points that are not spent defend by themselves, a column a fight (6.3).",
    ),
    "full": Term(
        "In supply",
        SUPPLY,
        "Near enough to a source or depot by the cheapest open way; everything works (7.2).",
    ),
    "strained": Term(
        "Strained supply",
        SUPPLY,
        "Farther away: the attack is weaker (7.2).",
    ),
    "out": Term(
        "Out of supply",
        SUPPLY,
        "Beyond or cut off: first the attack suffers, then movement, then steps are lost (7.2, 7.5).",
    ),
    "allied": Term(
        "Allied",
        STANCE,
        "Shares ground, hexes, supply and sight (9.1).",
    ),
    "cooperating": Term(
        "Co-operating",
        STANCE,
        "Opens its roads, shares no hex; supply passes over its ground at a price (9.1).",
    ),
    "neutral": Term(
        "Neutral",
        STANCE,
        "May not be entered, fired on or supplied through (9.1).",
    ),
    "deconflicted": Term(
        "Deconflicted",
        STANCE,
        "Keeps apart under an arrangement: not entered, not fired on; who stands next to it at the end of"
        " a turn risks an incident (9.1, 9.3).",
    ),
    "hostile": Term(
        "Hostile",
        STANCE,
        "May be attacked, and its ground entered (9.1).",
    ),
    "command point": Term(
        "Command point",
        WORD,
        "What activating a group costs; further attacks of an HQ, depots and pontoons cost some as well. "
        "What is not spent is lost (1.1, 1.2).",
    ),
    "group": Term(
        "Group",
        WORD,
        "Units of one HQ that stand close together and are activated for one point (1.1).",
    ),
    "hq": Term(
        "Headquarters (HQ)",
        WORD,
        "Every unit belongs to one; groups are formed within it, and air is best behind the one that is "
        "named main axis (1.1, 4.4).",
    ),
    "impulse": Term(
        "Impulse",
        WORD,
        "A faction's time to give orders. Some scenarios have two a turn (1.2).",
    ),
    "activated": Term(
        "Activated",
        WORD,
        "An activated unit moves in full and may attack; others move a part of their points (1.2).",
    ),
    "step": Term(
        "Step",
        WORD,
        "A unit's strength is counted in steps, the pips of its counter; losses are taken by the step (4.6).",
    ),
    "shift": Term(
        "Shift",
        WORD,
        "A column of the combat table to the right (+) or to the left (−) (4.3).",
    ),
    "column": Term(
        "Column",
        WORD,
        "The odds rounded down to one of those of the combat table, from which the dice read (4.2).",
    ),
    "zone of control": Term(
        "Zone of control",
        WORD,
        "The six hexes about a unit of two steps or more: dear to enter for its enemies, dearer still to "
        "go through (3.1).",
    ),
    "stack": Term(
        "Stack",
        WORD,
        "The units of one hex; terrain says how many steps find room (3.2).",
    ),
    "disrupted": Term(
        "Disrupted",
        WORD,
        "A unit after a retreat or a costly attack: half its attack until it has rested (4.10).",
    ),
    "cornered": Term(
        "Surrounded, cornered",
        WORD,
        "Attacked from many sides, or with nowhere to go: a shift for the attacker (4.3).",
    ),
    "main axis": Term(
        "Main axis",
        WORD,
        "The one HQ of a turn behind which two air points may fight, and a key of consent (4.4, 13.4).",
    ),
    "depot": Term(
        "Depot",
        WORD,
        "A link in the chain of supply, moved forward by road (7.3).",
    ),
    "source": Term(
        "Source",
        WORD,
        "A place from which a faction's supply sets out (7.1).",
    ),
    "dump": Term(
        "Dump",
        WORD,
        "The stores of a besieged pocket or city, counted in turns (7.4, 5.3).",
    ),
    "ghost": Term(
        "Ghost",
        WORD,
        "A faded counter: where a unit was last seen (8.1).",
    ),
    "contact": Term(
        "Contact",
        WORD,
        "A question mark: something is there, and it is not identified (8.1).",
    ),
    "control": Term(
        "Control",
        WORD,
        "Ground belongs to the last faction that entered it; empty desert passes of itself (10.1).",
    ),
    "asset": Term(
        "Asset",
        WORD,
        "A place that counts at the end, by its value, its holder and its link (12.1, 12.2).",
    ),
    "par": Term(
        "Par",
        WORD,
        "What history scored for a faction. Who does better has won, however small he is (12.5).",
    ),
    "margin": Term(
        "Margin",
        WORD,
        "Score less par; the scenario's bands put it into words (12.5).",
    ),
    "symbol": Term(
        "Symbol",
        WORD,
        "A place that counts more for who takes it first (12.3).",
    ),
    "corridor": Term(
        "Corridor",
        WORD,
        "A road from an open crossing that scores while it is held throughout (12.3, 14.5).",
    ),
    "tension": Term(
        "Tension",
        WORD,
        "What lies between two powers that watch each other; it rises by incidents and falls by calls and"
        " quiet turns (9.3, 9.5).",
    ),
    "the line": Term(
        "The line",
        WORD,
        "The telephone between two such powers. Past a tension it is off (9.5).",
    ),
    "ring": Term(
        "Ring",
        WORD,
        "Ground about a base that its owner defends by a ladder: warning, show of force, strike (9.6, 9.7).",
    ),
    "truce": Term(
        "Truce",
        WORD,
        "While it lasts enemies neither attack nor enter each other's ground (9.15).",
    ),
    "patron": Term(
        "Patron",
        WORD,
        "A capital that backs factions. Its approval gives points, air and consent (13.1, 13.3).",
    ),
    "political point": Term(
        "Political point (PP)",
        WORD,
        "What approval brings each turn: calls, leave, consent and offers cost some (13.2).",
    ),
    "key": Term(
        "Key",
        WORD,
        "One of the consents that are needed in some zones (13.4).",
    ),
    "cohesion": Term(
        "Cohesion",
        WORD,
        "How well a coalition holds together, 0 to 10 (16.1).",
    ),
    "cells": Term(
        "Cells",
        WORD,
        "Men gone to ground, who mine roads and rise again (15.4, 15.5).",
    ),
    "remnants": Term(
        "Remnants",
        WORD,
        "Part of what an insurgent lost, on its way to a shelter (15.1).",
    ),
    "harm": Term(
        "Harm",
        WORD,
        "Marks of harm done to civilians; they cost points and displease patrons (5.2, 12.1).",
    ),
    "replacements": Term(
        "Replacements",
        WORD,
        "Steps that come back to the most worn units each turn (11.4).",
    ),
    "milestone": Term(
        "Milestone",
        WORD,
        "What history reached on a date. It is reported, and no rule reads it.",
    ),
}
"""Every term by the key of its article."""


def term_article(id: str) -> Article | None:
    """Return the article about a term."""
    term = TERMS.get(id)
    return Article(f"term {id}", term.word, term.group, (Para(term.text),)) if term else None


def meaning(id: str) -> str:
    """Return what a term means, in plain words."""
    return plain(TERMS[id].text)
