"""How far long work is: one line on stderr that renews itself, only where somebody can watch it."""

from __future__ import annotations

import sys
import time


class Progress:
    """A count of things done."""

    def __init__(self, what: str, whole: int) -> None:
        self._what, self._whole = what, whole
        self._began = time.monotonic()
        self._shown = sys.stderr.isatty()

    def show(self, done: int, note: str = "") -> None:
        """Renew the line."""
        if self._shown:
            spent = time.monotonic() - self._began
            left = f", about {spent / done * (self._whole - done):.0f} s left" if done else ""
            print(
                f"\r{self._what} {done}/{self._whole}{left}  {note}\033[K",
                end="",
                file=sys.stderr,
                flush=True,
            )

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
