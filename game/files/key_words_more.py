"""What the keys of lessons, machine players and campaigns are for."""

from __future__ import annotations

MORE = """
LessonSpec
number: its place in the list of lessons
minutes: how long it takes about
teaches: what the list of lessons says
seats: who plays the other factions; pass where nothing is said
seed: the dice
steps: the steps of the coach, in order
LessonStepSpec
typed: the text at a terminal, where `text` speaks of keys
point: what the step rings
done: what it waits for; without it the step is only read
hint: what is said after a while
astray: what is said when a condition holds
way: recommended orders, in the text form
PointerSpec
at: a spot on the map
panel: a panel of the window
key: a command, whose button is rung
AstraySpec
when: a condition
DraftIs
mode: assault or probe
air: whether aircraft take part
guns: whether guns take part
OrderGiven
order: first word of the order in the text form
name: an id in the order
air: whether aircraft take part
guns: whether guns take part
times: how often it was given
UnitFed
state: full, strained or out
TaskSpec
selected: the unit or hex that is selected
planned: a path to this place is planned
drafted: an attack is opened
panel: this panel is open
layer: this layer is shown
given: an order was given and not taken back
taken_back: how many orders were taken back
active: this unit is active
stands: a unit stands at a place
fed: how a unit is supplied
gone: this unit is no longer on the map
command_left: command points that are left
CommandersSpec
levels: levels of the machine players, by name
doctrines: doctrines, by name
usual: the usual doctrine of each faction
DoctrineSpec
weights_pct: figures of the level in per cent
desk_pct: what a political order is worth in per cent, by its first word; 0 for never
switches: what it does beside
risk: 0 to 100; 50 changes nothing, more asks for less certainty and minds losses less
FactionAiSpec
doctrine: a doctrine by name, the usual one where it is left out
weights_pct: figures of the level in per cent, over those of the doctrine
desk_pct: what a political order is worth in per cent, by its first word; 0 for never
switches: instead of those of the doctrine
risk: 0 to 100; 50 changes nothing, more asks for less certainty and minds losses less
avoid_zones: zones that marches are planned round, where there is a way
CampaignSpec
format: version of this format; this game reads 1
kind: campaign
summary: a few sentences for the menu
stages: the stages, in order
StageSpec
scenario: a scenario beside the campaign, or a shipped one
variant: a variant of it
intro: what is read before it
changes: what is changed in it, as in a variant
carry: what it takes over
CarrySpec
stage: the earlier stage it comes from; the one before unless named
factions: names of factions that are others here
ground: places whose holder goes over
fall_back: where units gather that stand on ground now lost, by faction
losses: how losses go over, by faction
arrivals: forces that come so long after a milestone
cities: cities whose districts go over
tension: pairs whose tension goes over
approval: patrons whose approval goes over
remnants: men on their way or gone to ground, as units, by faction
GroundSpec
to: the place here, where it has another id
radius: hexes about it that go over with it
LossSpec
usual: losses that the next order of battle reckons with already
pct: per cent of those beyond that are missing
most_pct: per cent of the units concerned that may be missing at most
arrivals: arrivals that bear the losses, instead of the units at the start
hqs: HQs whose units bear the losses
RemnantSpec
template: a key of `templates`
hq: a key of the faction's `hqs`
at: id of the place where they gather
turn: when they gather
pct: per cent of them that do
most: steps at most
ArrivalSpec
arrival: id of an arrival of this stage
milestone: id of a milestone of the earlier stage
days: days after it
late: turn in which they come where it was not reached; without it never
CitySpec
to: the city here, where it has another id
milestone: the milestone whose date says at which pace it falls here
"""
