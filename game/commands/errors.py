"""How a command ends when it cannot do what was asked."""

from __future__ import annotations

FAILED = 1
USAGE = 2


class Failure(Exception):
    """The thing asked for failed or was found wrong; the message is for the person who asked."""


class UsageError(Exception):
    """The command was not asked rightly."""
