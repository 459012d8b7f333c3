"""Dice (4.2). A roll is a keyed hash of who rolls what for, where and when.

There is no running counter, so one changed decision does not reshuffle the rolls of later ones.
"""

from __future__ import annotations

from hashlib import blake2b

from game.model.state import State


def roll(state: State, purpose: str, subject: object, n: int = 0) -> int:
    """Return the n-th roll of one die for a purpose on a subject in this impulse."""
    key = f"{state.seed}|{state.turn}|{state.impulse}|{state.active}|{purpose}|{subject}|{n}"
    attempt = 0
    while True:
        for byte in blake2b(f"{key}|{attempt}".encode(), digest_size=16).digest():
            if byte < 252:
                return byte % 6 + 1
        attempt += 1


def roll_two(state: State, purpose: str, subject: object, n: int = 0) -> int:
    """Return the n-th roll of two dice for a purpose on a subject in this impulse."""
    return roll(state, purpose, subject, 2 * n) + roll(state, purpose, subject, 2 * n + 1)


WAYS: tuple[tuple[int, int], ...] = tuple((total, 6 - abs(total - 7)) for total in range(2, 13))
"""Each total of two dice and how many of the 36 throws give it."""
