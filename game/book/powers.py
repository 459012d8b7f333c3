"""Articles about factions and the patrons behind them."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.model.doctrine import SWITCHES
from game.model.kinds import FactionId, Relation
from game.model.politics import Patron, Reaction
from game.model.scenario import Faction
from game.model.state import View
from game.rules.command import dealt
from game.rules.politics.patrons import approval, band_of, patrons_of
from game.rules.politics.tension import is_watched, level_of

BANDS = {"strong": "strong", "normal": "normal", "weak": "weak", "withdrawn": "withdrawn"}


def faction_article(view: View, id: FactionId) -> Article | None:
    """Return the article about a faction: what everybody knows of it, and how it stands now."""
    known = view.setting.factions.get(id)
    if known is None:
        return None
    blocks = (
        *(Para(part) for part in known.briefing.split("\n") if part.strip()),
        *_standing(view, known),
        *_relations(view, id),
        *_backing(view, id),
        *_means(view, known),
        *_doctrine(view, id),
        *_forces(view, id),
    )
    return Article(f"faction {id}", known.name, "Faction", blocks)


def _standing(view: View, known: Faction) -> Iterator[Block]:
    rows = [("Par, what history reached", names.tenths(known.par), link("12.5", "rule 12.5"))]
    if known.id in view.scores:
        rows.append(
            ("Public estimate of its score", names.tenths(view.scores[known.id]), link("12.1", "rule 12.1"))
        )
    if known.handicap:
        rows.append(("Handicap", f"{names.signed(known.handicap)} %", link("1.5", "rule 1.5")))
    yield Table(tuple(rows), ("", "", "Rule"))


def _relations(view: View, id: FactionId) -> Iterator[Block]:
    """Yield how it stands to every other faction, which the newspapers tell."""
    yield Head("Relations now (9.1)")
    rows = []
    for other in view.setting.order:
        if other != id:
            to, back = _stance(view.relation(id, other)), _stance(view.relation(other, id))
            tension = str(level_of(view, id, other)) if is_watched(view, id, other) else ""
            rows.append((names.faction(view, other), to, back, tension))
    yield Table(tuple(rows), ("", "It is", "They are", "Tension (9.5)"))


def _stance(relation: Relation) -> str:
    return link(relation.value, f"term {relation.value}")


def _backing(view: View, id: FactionId) -> Iterator[Block]:
    patrons = patrons_of(view, id)
    if patrons:
        yield Head("Patrons (13.1)")
    for patron in patrons:
        level = approval(view, patron.id)
        yield Item(f"{names.patron(view, patron.id)}: approval {level}, {BANDS[band_of(view, level)]}")


def _means(view: View, known: Faction) -> Iterator[Block]:
    """Yield what its scenario gives it: command, sources, surges, gates."""
    yield Head("Means")
    yield Item(f"Command points dealt this turn: {dealt(known, view.turn)} (1.1)")
    if known.capital:
        yield Item(f"Capital: {names.place(view, known.capital)} (12.1)")
    if known.sources:
        yield Item(f"Supplied from {names.places(view, known.sources)} (7.1)")
    if known.patron_sources:
        yield Item(f"Supplied by its patron at {names.places(view, known.patron_sources)} (7.1)")
    if known.town_supply:
        yield Item("Lives off the land about its towns (7.5)")
    if known.surge:
        surge = known.surge
        yield Item(
            f"Surges: {surge.count}, of {surge.command} command points each, "
            f"in turns {surge.first} to {surge.last} (1.3)"
        )
    for gate in known.gates:
        yield Item(f"{gate.reason.capitalize()} (1.4)")
    if known.hqs:
        yield Item(f"Headquarters: {', '.join(known.hqs.values())} (1.1)")


def _doctrine(view: View, id: FactionId) -> Iterator[Block]:
    doctrine = view.setting.commanders.doctrine_of(id)
    if doctrine.text:
        yield Head("Doctrine, when a machine plays it")
        yield Para(doctrine.text)
    yield from (Item(SWITCHES[switch]) for switch in sorted(doctrine.switches))


def _forces(view: View, id: FactionId) -> Iterator[Block]:
    """Yield its units by type, as far as the viewer knows them."""
    counts: dict[str, int] = {}
    for unit in view.units_of(id):
        counts[unit.type.id] = counts.get(unit.type.id, 0) + 1
    if counts:
        yield Head("Its units" if id == view.faction else "Its units, as far as you see them now")
        kinds = view.setting.rules.types
        rows = [
            (names.unit_type(kinds[kind]), str(count))
            for kind, count in sorted(counts.items())
            if kind in kinds
        ]
        yield Table(tuple(rows), ("Type", "Units"))


# --- patrons ----------------------------------------------------------------------------------------


def patron_article(view: View, id: str) -> Article | None:
    """Return the article about a patron: what it thinks, and of what it takes notice."""
    patron = view.setting.politics.patrons.get(id)
    if patron is None:
        return None
    level = approval(view, id)
    blocks = (
        Para(f"Approval {level} of 100, {BANDS[band_of(view, level)]} (13.1)."),
        Para(f"It backs {names.factions(view, patron.clients)}."),
        *_notices(view, patron),
    )
    return Article(f"patron {id}", patron.name, "Patron", blocks)


def _notices(view: View, patron: Patron) -> Iterator[Block]:
    if patron.reactions:
        yield Head("What it takes notice of (13.3)")
        rows = tuple((names.signed(one.by), reaction_words(view, one)) for one in patron.reactions)
        yield Table(rows, ("Approval", "When"))


def reaction_words(view: View, reaction: Reaction) -> str:
    """Return what a patron responds to, in words."""
    about = reaction.about
    who = names.faction(view, str(about["faction"])) if about.get("faction") else "anybody"
    whom = names.faction(view, str(about["against"])) if about.get("against") else "anybody"
    where = names.place(view, str(about["place"])) if about.get("place") else "a place of value"
    each = int(str(about.get("each", 1)))
    match reaction.on:
        case "takes":
            return f"{who} takes {where} from {whom}"
        case "loses":
            return f"{who} loses {where} to {whom}"
        case "district":
            return f"{who} wins a district of {where}"
        case "steps_lost":
            return f"{who} loses {names.counted(each, 'step')}"
        case "harm":
            return f"{who} does civilians {names.counted(each, 'mark')} of harm"
        case "clash":
            return f"{who} and {whom} clash"
    return _OTHERS.get(reaction.on, "{who}: {on}").format(
        who=who, whom=whom, where=where, on=reaction.on.replace("_", " ")
    )


_OTHERS = {
    "area_broken": "{who} breaks a de-escalation area (9.11)",
    "area_kept": "{who} keeps a de-escalation area through a turn (9.11)",
    "summit": "a summit is held (9.5)",
    "post": "{who} sets up an observation post (16.5)",
    "corridor": "the corridor of {who} opens (14.5)",
    "corridor_cut": "the corridor of {who} is broken (14.5)",
    "gate_held": "{who} holds {where} through a turn (9.10)",
    "break": "{who} breaks with {whom} (9.4)",
    "abroad": "{who} stays abroad too long (9.9)",
    "withdrawal_offer": "a garrison is offered a way out (5.5)",
}
