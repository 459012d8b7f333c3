"""What each key of a scenario or campaign file is for: the hover text of editors, by part and key.

Figures of the rules and of the machine players are told by the comments of `base/rules.yaml` and
`base/ai.yaml`, so that they are told once.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from game.files.key_words_more import MORE
from game.files.key_words_politics import POLITICS

BASE = Path(__file__).resolve().parents[2] / "scenarios" / "base"
LINE = re.compile(r"^ +(\w+): .*?# +(?:\S+–\S+ +)?(.*)$")
SECTION = re.compile(r"^(\w+):")
RULE = re.compile(r"(\d+\.\d+)\b ?(.*)")

ANYWHERE = """
id: name of this one thing: small letters, digits and _, used by other keys and never shown
name: what players read
title: what menus and reports call it
text: what players read
faction: a key of `factions`
factions: keys of `factions`
place: id of a place of the atlas, or of one under `map: places`
patron: a key of `patrons`
route: a key of `routes`
coalition: a key of `coalitions`
zone: a key of `zones`
country: a country of the atlas, such as syria or iraq
at_least: lower bound, included
at_most: upper bound, included
since: first day, included
until: last day, included
pair: two keys of `factions`
add: how much is added; less with a minus
turns: how many turns it lasts
stance: allied, cooperating, neutral, deconflicted or hostile
of: the faction whose stance it is
to: the faction that the stance is towards
unit: id of a unit
within: how many hexes away at most
lat: latitude in degrees north
lon: longitude in degrees east
hex: the hex's printed number, in quotes
extends: the one of its kind that says what this one does not
"""

FORCES = """
ScenarioSpec
format: version of this format; this game reads 1
summary: a few sentences for the menu
variant: stands in saves only
campaign: stands in saves only
clock: when the game begins, how long a turn is and how many there are
map: the box of the map, the size of its hexes, and what the scenario adds to the atlas
order: keys of `factions` in the order in which they play
sides: the two sides of a match: two lists of keys of `factions`
camps: factions that share a seat by default: lists of keys of `factions`, each once
relations: who stands how to whom at the start
control: who holds the ground at the start
assets: places that are worth points at the end, by id
symbols: points for whoever takes a place first
corridors: roads that score for a faction while they are open
means: factions scored by the mean of what they held at some turns
cities: cities fought for by districts, by the id of their place
pockets: garrisons that live on a dump, by the id of their place
bands: margins from which a result is a victory or a draw
units: the order of battle at the start
arrivals: units that come later
withdrawals: units that leave
depots: depots at the start
history: what happened and when; reports compare with it, no rule reads it
lesson: makes the scenario a lesson with a coach
templates: counters, by id; each may extend another
terrain: the rows of the terrain table, by id
combat_table: the combat results table
atlas: the documents of the atlas, by name; a scenario adds to it under `map`
rules: every figure of the rules
commanders: levels and doctrines of the machine players
ai: how machines play a faction of this scenario, by its id
factions: those who play, by id
ClockSpec
start: day on which the first turn begins, such as 2017-06-09
turn_days: days of a turn: 3, 4, 5 or 7
turns: how many turns the game has
impulses: how often each faction plays in a turn: 1 or 2
variable_end: after which turn the game ends on which throw of 2d6 or more
Bounds
west: western edge in degrees east
south: southern edge in degrees north
east: eastern edge in degrees east
north: northern edge in degrees north
MapSpec
bounds: the box of the map in degrees
hex_km: kilometres from hex to hex
places: places of the scenario's own, by id
areas: areas of terrain of the scenario's own, as the atlas writes them; later ones cover earlier ones
lines: roads of the scenario's own, as the atlas writes them
crossings: crossings of rivers of the scenario's own, as the atlas writes them
PlaceSpec
name_ar: its name in Arabic
kind: village, town, city, airbase, oil_field, road_junction and the like
importance: 1 to 5; decides which names are shown first, and what is built up
note: a remark for whoever looks at the place
SurgeSpec
count: how often a game
command: command points more, each time
first: first turn in which it may be used
last: last turn in which it may be used
GateSpec
until_turn: up to this turn it is forbidden
unless_half_fallen: a key of `cities`; once half of its districts have fallen the rest is allowed
attacks: whether attacks are forbidden
reason: what the player is told
FactionSpec
short: up to eight letters for counters and tables
colour: "#RRGGBB", with the pattern told apart by every eye
pattern: plain, dots, bars, cross, check, hatch or rings
command: command points, from a turn on
air: air points, from a turn on
transport: air transport points a turn
replacements: steps of replacements, from a turn on
countries: countries it may enter
capital: its main source of supply, and what makes links worth their full value
sources: places that feed it while it holds them
patron_sources: places at which its patrons feed it
town_supply: whether it lives off the towns it holds
surge: extra command points, a few times a game
gates: what it may not do before a turn
hqs: its headquarters, by id, with their names
par: what history held at the end, reckoned as the game does; the margin decides
handicap: per cent of command points more or less
briefing: what its player reads before the game
RelationsSpec
default: stance of everybody to everybody that nothing else names
pair: stances both ways: [a, b, stance]
one_way: stances of the first to the second only: [a, b, stance]
all_against: factions hostile to everybody, both ways
ControlSet
at: a spot instead of a place
radius: hexes about it that are given with it
ControlSpec
date: the day of the atlas's map of control
map: codes of the atlas to keys of `factions`
set: corrections, in order
AssetSpec
value: points at the end for whoever holds it in supply
kind: what it is, in words
SymbolSpec
value: points for the first who takes it
excluded: factions that get nothing for it
until: last day on which it is to be had
harm_each: marks of harm done there that cost a point
CorridorSpec
from: where the road begins: any of these places
to: where it must lead
paved: points while a paved road is open
track: points while only a track is open
denied_to: points for those who keep it closed, by faction
MeanSpec
turns: turns after which its assets are counted
steps_a_point: steps lost that cost a point
CitySpec
districts: how many districts it has
holders: districts of each of the one or two who hold it, the defender first
dump: turns of supply in the defender's stores
closed: whether it is fought for off stage, by `falls`
falls: districts that fall in a turn, where it is closed
room: steps a side that may stand there, where it is not the usual number
PocketSpec
dump: turns of supply in its stores
radius: hexes about the place that live on it
BandsSpec
decisive: margin from which it is a decisive victory
win: margin from which it is a victory
draw: margin from which it is a draw
UnitSpec
template: a key of `templates`
hq: a key of its faction's `hqs`
at: where it stands: id of a place, {lat, lon}, or {hex: "0407"}
count: how many such units; {n} in the name is their number
steps: steps at the start, where they are fewer than the template's
posture: what it does when attacked: hold or delay
dig_in: level of its works at the start
known: whether everybody knows of it at the start
EarlySpec
turn: from which turn it may be recalled
vp: points that this costs
ArrivalSpec
turn: when they come; 0 for those that only an event brings
at: where they come, unless a unit says otherwise
early: from when and at which price they may be recalled
units: who comes
WithdrawalSpec
turn: when they leave
units: ids of those who leave
DepotSpec
at: where it stands
MilestoneSpec
kind: control, link (in supply of each other), cross (a bank), or city (all districts)
places: the places it is about
date: the day on which history reached it
tolerance_days: days earlier or later that still count as the same
TemplateSpec
symbol: the sign on the counter
size: team, platoon, company, battalion or brigade
mobility: leg, motor or mech
attack: strength in attack at full steps
defence: strength in defence at full steps
steps: steps of a full unit
move: movement points a turn
barrage: strength of its guns
range: reach of its guns in hexes
traits: what else it can do, by the rules
TerrainSpec
leg: points for men on foot to enter, or barred
motor: points for lorries and light vehicles to enter, or barred
mech: points for tracked vehicles to enter, or barred
truck: points of supply to enter, or barred
shift: columns by which it shifts an attack
stack_steps: steps that a hex of it holds
dig_in: the deepest works it allows
conceal: by how much it hides who stands in it
built_up: whether it is a town
TableSpec
columns: odds such as 1:2 1:1 2:1, weakest first
rows: for each throw of 2d6 a cell a column: attacker's steps/defender's steps/hexes of retreat
ScaleSpec
hex_km: hex size for which the figures are given
turn_days: turn length for which the figures are given
time_pct: for turns of so many days, per cent of movement and supply
"""


def words_of(part: str, key: str) -> str:
    """Return what a key of a part of the schema is for; empty where nothing is known."""
    told = _told()
    if part == "TaskSpec" and (part, key) not in told:  # a learner's conditions are those of events and more
        part = "ConditionSpec"
    return told.get((part, key)) or _figures().get((part, key)) or told.get(("", key), "")


def told_keys() -> frozenset[tuple[str, str]]:
    """Return the parts and keys that have words here; an empty part stands for any."""
    return frozenset(_told())


@cache
def _told() -> dict[tuple[str, str], str]:
    found = {("", key): text for key, text in _entries(ANYWHERE)}
    for block in (FORCES, POLITICS, MORE):
        part = ""
        for line in block.strip().splitlines():
            key, colon, text = line.partition(": ")
            if colon:
                found[part, key] = text
            else:
                part = line
    return found


def _entries(block: str) -> list[tuple[str, str]]:
    lines = (line.partition(": ") for line in block.strip().splitlines())
    return [(key, text) for key, _, text in lines]


@cache
def _figures() -> dict[tuple[str, str], str]:
    """Return what the comments of the base pack say of the figures, by the parts of the schema."""
    from game.files.schema_tables import sections

    found: dict[tuple[str, str], str] = {}
    for name, shape in sections().items():
        found["RulesSpec", name] = " ".join((shape.__doc__ or name).split()).partition(". ")[0]
        for key, text in _comments("rules.yaml", name).items():
            found[f"{shape.__name__}Spec", key] = _ruled(key, text)
    for key, text in _comments("ai.yaml", "levels").items():
        found["LevelSpec", key] = text
        found["WeightsPctSpec", key] = f"in per cent of the level's: {text}"
    found["RulesSpec", "scale"] = "the hexes and turns that the figures are given for"
    return found


def _comments(file: str, section: str) -> dict[str, str]:
    """Return the comments behind the keys of a section of a file; the first of each key."""
    found: dict[str, str] = {}
    here = ""
    for line in (BASE / file).read_text(encoding="utf-8").splitlines():
        if head := SECTION.match(line):
            here = head[1]
            if here == section and "#" in line:
                found[""] = line.partition("#")[2].strip()
        elif here == section and (entry := LINE.match(line)):
            found.setdefault(entry[1], entry[2])
        elif here == section and (bare := re.match(r"^ +(\w+):", line)):
            found.setdefault(bare[1], found.get("", ""))
    return found


def _ruled(key: str, text: str) -> str:
    """Return a comment such as "4.3 a level" as a sentence with its rule at the end."""
    rule = RULE.fullmatch(text)
    words = key.replace("_", " ")
    if not rule:
        return text or words
    return f"{words}: {rule[2]} (rule {rule[1]})" if rule[2] else f"{words} (rule {rule[1]})"
