"""A player's own random numbers: a keyed hash, so that the same view and key give the same number."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """Numbers that depend on nothing but a key and how many were drawn before."""

    def __init__(self, *key: object) -> None:
        self._key = "/".join(str(part) for part in key)
        self._drawn = 0

    def below(self, limit: int) -> int:
        """Return the next number, at least 0 and below `limit`."""
        self._drawn += 1
        digest = blake2b(f"{self._key}/{self._drawn}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def pick(self, options: Sequence[T]) -> T:
        """Return one of some options."""
        return options[self.below(len(options))]
