"""What a document came to on its way to a Scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.files.problems import Mark
from game.files.yaml_reader import locate

if TYPE_CHECKING:
    from game.files.geography import Geography
    from game.files.schema import ScenarioSpec

TOP = Mark("scenario", 1, 1)
"""Where everything stands in a document without marks, as saves keep it."""


@dataclass(frozen=True)
class Reading:
    """A document, its typed values, and its board unless the map itself is wrong.

    `lost` names sections that could not be read and must not be judged.
    """

    document: Any
    spec: ScenarioSpec
    geography: Geography | None
    lost: frozenset[str]

    def at(self, *path: int | str, key: bool = False) -> Mark:
        """Return where something stands in its file."""
        return locate(self.document, path, key) or TOP
