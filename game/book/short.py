"""The rules in short: the first page of the book, for whoever opens it for the first time."""

from __future__ import annotations

from game.book.article import Article, Block, Head, Para
from game.model.tongue import mark, t

_PARTS: tuple[tuple[str, str], ...] = (
    (
        mark("What it is about"),
        mark(
            "Everybody races for the ground that counts: cities, oil and gas fields, crossings, the road to "
            "the border. At the end each faction's score is set against its [par](term par), which is what "
            "history reached; whoever does better than history wins, however small the faction (12.1, 12.5)."
        ),
    ),
    (
        mark("The turn"),
        mark(
            "Factions act one after the other. In your [impulse](term impulse) you spend [command "
            "points](term command point): one activates a [group](term group) of units of one headquarters "
            "that stand close together. Active units move in full and may attack; the group's first attack is"
            " included, each further one costs a point. Units that are not activated may still move a part of"
            " their points, and never attack (1.1, 1.2)."
        ),
    ),
    (
        mark("Moving"),
        mark(
            "Select a unit, then a tinted hex: the way and its cost are shown. Choose it again, or confirm, "
            "and the unit goes. Roads are fast, but only over ground that is not hostile. Entering a hostile "
            "[zone of control](term zone of control) costs more, going from one into the next more again. A "
            "[march](term march) goes twice as far, by road, through friendly ground (2.1–2.3, 3.1)."
        ),
    ),
    (
        mark("Fighting"),
        mark(
            "Choose an enemy beside an active unit. The panel shows the odds, every shift with the number of "
            "its rule, and all 36 results of the dice. An [assault](term assault) fights it out; a "
            "[probe](term probe) risks less and wins less. Air and artillery add shifts, never strength. A "
            "unit that [delays](term delay) falls back before the dice when the odds are bad for it; one that"
            " [holds](term hold) stands (4.1–4.5, 4.7)."
        ),
    ),
    (
        mark("Cities"),
        mark(
            "A city of districts is one hex with both sides inside. Assaults win districts step by step; a "
            "besieged side lives on its [dump](term dump) (5.1–5.3)."
        ),
    ),
    (
        mark("Supply"),
        mark(
            "Units trace a way to a [source](term source) or [depot](term depot), not through hostile units "
            "or zones. Near it they are in full supply, farther away [strained](term strained), beyond that "
            "[out](term out): first the attack suffers, then movement, then steps are lost. Move depots "
            "forward along roads (7.1–7.3, 7.5)."
        ),
    ),
    (
        mark("Seeing"),
        mark(
            "You see what your units see. A question mark is a unit that is not identified; a faded counter "
            "is where one was last seen (8.1, 8.2)."
        ),
    ),
    (
        mark("Politics"),
        mark(
            "Whom you may fight is a matter of [relations](term hostile), rings, areas and leave; patrons "
            "watch all of it. Your affairs say how things stand and what may be done about them (9.1, 9.6, "
            "13.1)."
        ),
    ),
    (
        mark("Staff"),
        mark(
            "A machine may lead fronts for you. It orders the units of those headquarters when you say so, "
            "else before your impulse ends; air, depots and affairs stay yours. The whole faction can be "
            "handed over too, and taken back at any time. Why your machines and your allies' did what they "
            "did stands on the page of reasons; after the game, everybody's."
        ),
    ),
    (
        mark("Undo"),
        mark("Every order can be taken back until dice were rolled or something new was sighted."),
    ),
    (
        mark("Why not?"),
        mark(
            "An order that is refused says why, with the number of the rule. Every such number can be "
            "followed into this book, here and wherever it is shown."
        ),
    ),
)


def short_article() -> Article:
    """Return the rules in short."""
    blocks: list[Block] = []
    for title, text in _PARTS:
        blocks += [Head(t(title)), Para(t(text))]
    return Article("short", t("The rules in short"), t("Rules"), tuple(blocks))
