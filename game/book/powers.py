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
from game.model.tongue import listed, mark, t, tell, tn
from game.rules.command import dealt
from game.rules.politics.patrons import approval, band_of, patrons_of
from game.rules.politics.tension import is_watched, level_of


def faction_article(view: View, id: FactionId) -> Article | None:
    """Return the article about a faction: what everybody knows of it, and how it stands now."""
    known = view.setting.factions.get(id)
    if known is None:
        return None
    blocks = (
        *(Para(part) for part in tell(known.briefing).split("\n") if part.strip()),
        *_standing(view, known),
        *_relations(view, id),
        *_backing(view, id),
        *_means(view, known),
        *_doctrine(view, id),
        *_forces(view, id),
    )
    return Article(f"faction {id}", known.name, t("Faction"), blocks)


def _standing(view: View, known: Faction) -> Iterator[Block]:
    rows = [(t("Par, what history reached"), names.tenths(known.par), link("12.5", "rule 12.5"))]
    if known.id in view.scores:
        rows.append(
            (
                t("Public estimate of its score"),
                names.tenths(view.scores[known.id]),
                link("12.1", "rule 12.1"),
            )
        )
    if known.handicap:
        rows.append((t("Handicap"), f"{names.signed(known.handicap)} %", link("1.5", "rule 1.5")))
    yield Table(tuple(rows), ("", "", t("Rule")))


def _relations(view: View, id: FactionId) -> Iterator[Block]:
    """Yield how it stands to every other faction, which the newspapers tell."""
    yield Head(t("Relations now (9.1)"))
    rows = []
    for other in view.setting.order:
        if other != id:
            to, back = _stance(view.relation(id, other)), _stance(view.relation(other, id))
            tension = str(level_of(view, id, other)) if is_watched(view, id, other) else ""
            rows.append((names.faction(view, other), to, back, tension))
    yield Table(tuple(rows), ("", t("It is"), t("They are"), t("Tension (9.5)")))


def _stance(relation: Relation) -> str:
    return link(relation.value, f"term {relation.value}")


def _backing(view: View, id: FactionId) -> Iterator[Block]:
    patrons = patrons_of(view, id)
    if patrons:
        yield Head(t("Patrons (13.1)"))
    for patron in patrons:
        level = approval(view, patron.id)
        yield Item(
            t(
                "{patron}: approval {level}, {band}",
                patron=names.patron(view, patron.id),
                level=level,
                band=band_of(view, level),
            )
        )


def _means(view: View, known: Faction) -> Iterator[Block]:
    """Yield what its scenario gives it: command, sources, surges, gates."""
    yield Head(t("Means"))
    yield Item(t("Command points dealt this turn: {dealt} (1.1)", dealt=dealt(known, view.turn)))
    if known.capital:
        yield Item(t("Capital: {place} (12.1)", place=names.place(view, known.capital)))
    if known.sources:
        yield Item(t("Supplied from {places} (7.1)", places=names.places(view, known.sources)))
    if known.patron_sources:
        yield Item(
            t("Supplied by its patron at {places} (7.1)", places=names.places(view, known.patron_sources))
        )
    if known.town_supply:
        yield Item(t("Lives off the land about its towns (7.5)"))
    if known.surge:
        surge = known.surge
        yield Item(
            t(
                "Surges: {count}, of {command} command points each, in turns {first} to {last} (1.3)",
                count=surge.count,
                command=surge.command,
                first=surge.first,
                last=surge.last,
            )
        )
    for gate in known.gates:
        reason = tell(gate.reason)
        yield Item(t("{reason} (1.4)", reason=reason[:1].upper() + reason[1:]))
    if known.hqs:
        yield Item(t("Headquarters: {names} (1.1)", names=listed(known.hqs.values())))


def _doctrine(view: View, id: FactionId) -> Iterator[Block]:
    doctrine = view.setting.commanders.doctrine_of(id)
    if doctrine.text:
        yield Head(t("Doctrine, when a machine plays it"))
        yield Para(doctrine.text)
    yield from (Item(t(SWITCHES[switch])) for switch in sorted(doctrine.switches))


def _forces(view: View, id: FactionId) -> Iterator[Block]:
    """Yield its units by type, as far as the viewer knows them."""
    counts: dict[str, int] = {}
    for unit in view.units_of(id):
        counts[unit.type.id] = counts.get(unit.type.id, 0) + 1
    if counts:
        yield Head(t("Its units") if id == view.faction else t("Its units, as far as you see them now"))
        kinds = view.setting.rules.types
        rows = [
            (names.unit_type(kinds[kind]), str(count))
            for kind, count in sorted(counts.items())
            if kind in kinds
        ]
        yield Table(tuple(rows), (t("Type"), t("Units")))


# --- patrons ----------------------------------------------------------------------------------------


def patron_article(view: View, id: str) -> Article | None:
    """Return the article about a patron: what it thinks, and of what it takes notice."""
    patron = view.setting.politics.patrons.get(id)
    if patron is None:
        return None
    level = approval(view, id)
    blocks = (
        Para(t("Approval {level} of 100, {band} (13.1).", level=level, band=band_of(view, level))),
        Para(t("It backs {factions}.", factions=names.factions(view, patron.clients))),
        *_notices(view, patron),
    )
    return Article(f"patron {id}", patron.name, t("Patron"), blocks)


def _notices(view: View, patron: Patron) -> Iterator[Block]:
    if patron.reactions:
        yield Head(t("What it takes notice of (13.3)"))
        rows = tuple((names.signed(one.by), reaction_words(view, one)) for one in patron.reactions)
        yield Table(rows, (t("Approval"), t("When")))


def reaction_words(view: View, reaction: Reaction) -> str:
    """Return what a patron responds to, in words."""
    about = reaction.about
    who = names.faction(view, str(about["faction"])) if about.get("faction") else t("anybody")
    whom = names.faction(view, str(about["against"])) if about.get("against") else t("anybody")
    where = names.place(view, str(about["place"])) if about.get("place") else t("a place of value")
    each = int(str(about.get("each", 1)))
    match reaction.on:
        case "takes":
            return t("{who} takes {where} from {whom}", who=who, where=where, whom=whom)
        case "loses":
            return t("{who} loses {where} to {whom}", who=who, where=where, whom=whom)
        case "district":
            return t("{who} wins a district of {where}", who=who, where=where)
        case "steps_lost":
            return tn("{who} loses {count} step", "{who} loses {count} steps", each, who=who)
        case "harm":
            return tn(
                "{who} does civilians {count} mark of harm",
                "{who} does civilians {count} marks of harm",
                each,
                who=who,
            )
        case "clash":
            return t("{who} and {whom} clash", who=who, whom=whom)
    words = _OTHERS.get(reaction.on, mark("{who}: {on}"))
    return t(words, who=who, whom=whom, where=where, on=reaction.on.replace("_", " "))


_OTHERS = {
    "area_broken": mark("{who} breaks a de-escalation area (9.11)"),
    "area_kept": mark("{who} keeps a de-escalation area through a turn (9.11)"),
    "summit": mark("a summit is held (9.5)"),
    "post": mark("{who} sets up an observation post (16.5)"),
    "corridor": mark("the corridor of {who} opens (14.5)"),
    "corridor_cut": mark("the corridor of {who} is broken (14.5)"),
    "gate_held": mark("{who} holds {where} through a turn (9.10)"),
    "break": mark("{who} breaks with {whom} (9.4)"),
    "abroad": mark("{who} stays abroad too long (9.9)"),
    "withdrawal_offer": mark("a garrison is offered a way out (5.5)"),
}
