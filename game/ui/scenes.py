"""Where events happened, for the log to jump to and for films to flash at."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.board import Board


def place_of(board: Board, event: ev.Event) -> Hex | None:
    """Return the hex where an event happened, None when it has none on the map."""
    here = _hex_of(board, event)
    return here if here is not None and 0 <= here < len(board.grid) else None


def _hex_of(board: Board, event: ev.Event) -> Hex | None:
    match event:
        case ev.Fought():
            return event.report.target
        case ev.Moved() | ev.FellBack() | ev.Retreated() | ev.Advanced():
            return event.path[-1] if event.path else None
        case (
            ev.StepsLost() | ev.MissionFlown() | ev.Shelled() | ev.Halted() | ev.Interdicted() | ev.HarmDone()
        ):
            return event.at
        case ev.Enforced() | ev.RouteCut() | ev.PostPlaced() | ev.CellsChanged() | ev.BeltChanged():
            return event.at
        case ev.FieldChanged() | ev.GateSet() | ev.Conceded() | ev.PlaceRevalued():
            return board.places[event.place].at if event.place in board.places else None
        case ev.UnitTurned():
            return event.unit.at
        case ev.Arrived() | ev.Withdrawn() | ev.PostureSet() | ev.DugIn() | ev.Merged() | ev.Replaced():
            return event.unit.at
        case ev.CityPressed() | ev.SymbolTaken() | ev.DumpChanged():
            return board.places[event.place].at if event.place in board.places else None
        case ev.CrossingChanged():
            return board.crossings[event.crossing].side[0]
        case ev.DepotMoved():
            return event.to
        case ev.ControlPassed():
            return event.hexes[0] if event.hexes else None
    return None
