"""The tongues the game can be told in: one folder of gettext catalogues each, found by looking."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

from game.model.tongue import mark, speak

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "tongues"
ENGLISH = "en"
OWN_NAME = mark("(the name of this language in itself)")
"""Every catalogue tells under this message what its own tongue is called in itself."""


def tongues() -> dict[str, str]:
    """Return the tongues there are by their code, each with its own name; English, without a file, first."""
    found = {path.parents[1].name: path for path in sorted(FOLDER.glob("*/LC_MESSAGES/euphrates.mo"))}
    return {ENGLISH: "English"} | {code: _read(path).gettext(OWN_NAME) for code, path in found.items()}


def use(code: str) -> None:
    """Tell everything in a tongue from now on; English for one that nobody translated to."""
    folder = FOLDER / code / "LC_MESSAGES"
    main, names = folder / "euphrates.mo", folder / "scenarios.mo"
    known = code != ENGLISH and code in tongues()
    speak(_read(main) if known else None, _read(names) if known and names.exists() else None)


def _read(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        return GNUTranslations(file)
