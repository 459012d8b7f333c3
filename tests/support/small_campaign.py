"""A small campaign of two stages as files: the skirmish at Sukhna, then what it leads to."""

from __future__ import annotations

from pathlib import Path

from game.files.campaign import Campaign, read_campaign
from game.files.variants import Family
from tests.support.small_scenario import text_of

SKIRMISH = Path(__file__).parents[1] / "data" / "skirmish.yaml"
CARRY = "{ground: [{place: al_sukhnah}], losses: {gov: {pct: 100, most_pct: 50}}}"

CAMPAIGN = """
format: 1
kind: campaign
id: two
title: Two
summary: Two stages.
stages:
  - {id: first, scenario: skirmish, intro: It begins.}
  - {id: second, scenario: small, intro: It goes on., carry: [CARRY]}
"""

SECOND = {
    "units": """
  - {id: gov_1, template: saa_mech, faction: gov, hq: central, at: palmyra, name: Column}
  - {id: gov_2, template: ndf, faction: gov, hq: central, at: palmyra, name: Guard}
  - {id: isis_1, template: isis_line, faction: isis, hq: furat, at: al_sukhnah, name: Line, dig_in: 2}
  - {id: isis_2, template: isis_line, faction: isis, hq: furat, at: al_kawm, name: Reserve}""",
    "arrivals": """
  - id: veterans
    turn: 6
    at: palmyra
    early: {turn: 4, vp: 1}
    text: Veterans come
    units: [{id: gov_9, template: tiger_bn, faction: gov, hq: central, name: Veterans}]""",
    "clock": "{start: 2017-08-18, turn_days: 7, turns: 8}",
    "assets": "{al_sukhnah: {value: 4, kind: town}}",
    "depots": "[{id: stores, name: Stores, faction: isis, at: al_sukhnah}]",
}


def written_campaign(folder: Path, carry: str = CARRY, **second: str) -> Path:
    """Write the campaign with its two scenarios and return its file."""
    (folder / "skirmish.yaml").write_text(SKIRMISH.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "small.yaml").write_text(text_of(**{**SECOND, **second}), encoding="utf-8")
    path = folder / "two.yaml"
    path.write_text(CAMPAIGN.replace("CARRY", carry), encoding="utf-8")
    return path


def campaign_of(folder: Path, carry: str = CARRY, **second: str) -> Campaign:
    """Return the campaign, read."""
    return read_campaign(Family(written_campaign(folder, carry, **second)))


def outcome(**facts: object) -> dict[str, object]:
    """Return what the first stage came to: nothing, but for some facts."""
    nothing: dict[str, object] = {
        "stage": "first", "scenario": "skirmish", "held": {}, "cities": {}, "losses": {}, "margins": {},
        "milestones": {}, "tension": {}, "approval": {}, "remnants": {},
    }  # fmt: skip
    return nothing | facts
