"""What the keys of the political layer are for: zones, patrons, events, cards, the conference."""

from __future__ import annotations

POLITICS = """
ScenarioSpec
zones: areas on the map, by id: rings, de-escalation areas, zones of consent (9.6, 9.11, 13.4)
ladders: what the owner of a ring does, rung by rung, by id (9.7)
tension: pairs of factions that watch each other (9.3)
shared_enemy: whom everybody should rather fight (9.12)
breaks: relations that may be broken by declaration (9.4)
leaves: leave for a faction to enter a country (9.9)
gates: crossings to other states, by the id of their place (9.10)
patrons: capitals that back factions, by id (13.1)
fields: oil and gas fields, by the id of their place (14.1)
routes: roads that a faction lives by, by id (14.4)
insurgency: what a faction's men do when its ground is lost, by faction (15.1)
coalitions: partners that may fall out, by id (16.1)
posts: observation posts that a faction may set up (16.5)
weather: kinds of weather, by id (2.6)
cards: size of the hand, and the deck (17.4)
events: what may happen beside the rules (17.1)
conference: the negotiations (18.1)
RungSpec
do: warn, show_of_force or strike
points: air points that a strike spends
need: throw of 2d6 on which it costs a step
hard_need: throw of 2d6 on which it costs a second step
tension: tension that it adds
repeat_tension: tension that it adds when it is done again
ZoneSpec
kind: deconfliction (a ring), deescalation or consent
at: the middle, with `radius_km`
radius_km: kilometres about the middle
atlas: a zone of the atlas, instead of a middle
polygon: corners in {lat, lon}, instead of a middle
owner: faction that keeps the ring
core: place that the ring protects
ladder: a key of `ladders`
intruders: factions that it keeps out
signatories: factions that have signed
bound: factions that may not attack there
excluded: factions that it does not protect
guarantors: patrons that answer for it
since: turn from which it is in force
until: last turn in which it is in force; 0 for no end
renewal: turns for which it is renewed
keys: patrons whose consent is needed
need: how many of them must consent
TensionSpec
start: tension at the start
BreakSpec
who: the faction that may break
whom: the faction it may break with
approval: what each patron of the breaker thinks of it
BonusSpec
when: a condition
by: how much it adds to the throw
reason: what players read
LeaveSpec
start: closed, pursuit or open
patron: whose leave it is
askers: factions that may ask for it
price: political points that asking costs
need: throw of 2d6 on which it is given
bonuses: what helps or hinders the throw
depth: hexes from its own side that a pursuit may go
turns: turns that a pursuit may last
hunted: factions next to which it may go
BorderGateSpec
start: open, aid or closed
keepers: factions that may set it
patron: in whose name
clients: factions that it feeds
steps: steps of them that it feeds
by_holder: per cent of its flow, by the faction that holds it
aid_pct: per cent of its flow while only aid passes
closed_value: what it is worth as an asset while closed
ReactionSpec
on: what happens
by: approval gained or lost
against: the faction it is done to
each: how often it must happen
PatronSpec
clients: factions that it backs
start: approval at the start, in per cent
reactions: what pleases or displeases it
FieldSpec
revenue: political points a turn while whole, in halves
damage: level of damage at the start
RouteSpec
along: places that the road passes, in order
raiders: factions that may cut it
reach: hexes from which they may
belt: hexes on either side that must be clear
need: throw of 2d6 on which it is cut
InsurgencySpec
cells_max: strength of all its cells at most
cells: cells at the start, by place, with their strength
terrain: keys of `terrain` that cells live in
shelters: places where remnants gather
workshops: places where vehicles are prepared
chits: vehicles at the start
CoalitionSpec
members: factions that share a region
breakers: members with an aim of their own
start: cohesion at the start
gates: crossings that feed all of them
PostsSpec
most: posts at most
since: turn from which they may be set up
radius: hexes about a post that it watches
bars: factions that a post keeps out
patrons: patrons that must agree
WeatherSpec
months: for each month the throw of 2d6 from which it comes
grounds_air: whether aircraft stay on the ground
bars: keys of `terrain` that it closes to vehicles
leg_pct: per cent of movement that men on foot keep
CheckSpec
date: the day of the meeting
track: geneva, astana or sochi
EndingSpec
index: partition index in per cent from which these words stand
ConferenceSpec
checks: meetings of the powers
blocs: factions that sit together: lists of keys of `factions`
rounds: rounds of concessions after the war
frozen_turns: quiet turns after which a line is frozen
claims: places that a faction claims
endings: closing words by the partition index
EventSpec
when: the condition on which it comes
once: whether it comes only once a game
need: throw of 2d6 on which it comes, each turn that its condition holds; 2 for always
delay: turns until its effects follow
then: what follows
choice: a question to a faction
ChoiceSpec
ask: the question
options: the answers; the first stands where no answer comes
OptionSpec
label: the answer in words
then: what follows from it
weight: how much a machine prefers it
CardsSpec
hand: cards that each faction may hold
deck: the cards, by id
CardSpec
factions: who may draw it; without any, anybody
copies: how often it is in the deck
when: the condition on which it may be played
target: what its player names: none, hex, place or faction
then: what follows
MessageSpec
to: the faction that reads it; without one, everybody
PlaceValue
value: what it is worth from now on
RelationIs
of: the faction whose stance it is
StanceSet
both: whether the stance is set both ways
LeaveIs
leave: closed, pursuit or open
GateIs
state: open, aid or closed
CellsSet
strength: strength of the cells
StepsLostSpec
steps: how many steps are lost
reason: what players read
CoalitionTurns
breaker: the member that begins
ConditionSpec
all: all of these conditions hold
any: at least one of these conditions holds
not: this condition does not hold
turn: bounds of the turn
date: bounds of the day on which the turn begins
flag: this flag is set
fired: this event has come about
controls: a faction or an ally of it holds a place
supplied: a place is in a faction's supply
districts: districts of a city that a faction holds
near: a unit of a faction stands near a place
garrisoned: steps of a faction along a route
units: steps of a faction on the map
losses: steps that a faction has lost
towns: valued places that a faction holds
harm: marks of harm that a faction has done
cells: strength of a faction's cells
favour: political points of a faction
tension: tension between two factions
approval: approval of a patron
cohesion: cohesion of a coalition
infighting: this coalition fights within itself
relation: a faction's stance towards another
leave: a faction's leave in a country
gate: what passes through a crossing
weather: this weather holds
area: this de-escalation area is in force
EffectSpec
message: news, to everybody or to one faction
set_flag: sets a flag that conditions may ask for
clear_flag: takes a flag away
set_place: what a place is worth from now on
set_leave: changes a leave
set_gate: changes a crossing
set_relation: changes a stance
tension: adds tension between two factions
truce: a truce between two factions
approval: adds to a patron's approval
favour: adds political points
points: adds points of the score
harm: a mark of harm
command: adds command points this turn
air: adds air points this turn
arrive: an arrival comes
withdraw: units leave the map
replacements: steps of replacements
remnants: scattered men who gather next turn
cohesion: adds to a coalition's cohesion
infighting: a coalition falls out
suspend: a de-escalation area is open to attack for a while
weather: changes the weather
damage: adds damage to a field
cells: cells where a place lies
lose_steps: units of a faction in a place lose steps
draw_card: cards drawn
interdict: interdicts the hex that a card names
reveal: reconnoitres the hex that a card names
"""
