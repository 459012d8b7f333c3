"""Playing a film: the shot that is shown, how far it is, the speed, and the way of what moves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from game.ui.shots import PATHS, Kind, Shot, film_of, of_others

__all__ = ["SPEEDS", "Projector", "along", "eased", "film_of", "of_others"]

SPEEDS = (1, 2, 4, 8)
MARKED = {
    Kind.FIGHT: "fight", Kind.SHELL: "fight", Kind.AIR: "fight", Kind.CAPTURE: "capture",
    Kind.TURN: "capture", Kind.SIGN: "event", Kind.CARD: "event", Kind.CROSSING: "event",
    Kind.CELLS: "event", Kind.ARRIVE: "event",
}  # fmt: skip
"""Which shots have a mark on the scrub bar, and of which sort."""

Point = tuple[float, float]


class Projector:
    """Plays a film: knows the shot, how far it is, the speed, and whether it is paused."""

    def __init__(self, shots: tuple[Shot, ...], speed: int = 1) -> None:
        self.shots = shots
        self.index = 0
        self.elapsed = 0
        self.speed = speed
        self.paused = False
        self._ends = list(accumulate(shot.length for shot in shots))

    @property
    def over(self) -> bool:
        """Whether the last shot has been shown."""
        return self.index >= len(self.shots)

    @property
    def shot(self) -> Shot:
        """The shot being shown."""
        return self.shots[min(self.index, len(self.shots) - 1)]

    def advance(self, milliseconds: int) -> bool:
        """Let time pass; True when another shot has begun."""
        if self.paused or self.over:
            return False
        self.elapsed += milliseconds * self.speed
        if self.elapsed < self.shot.length:
            return False
        self.index, self.elapsed = self.index + 1, 0
        return True

    def jump(self, index: int) -> None:
        """Go to a shot."""
        self.index, self.elapsed = max(0, min(index, len(self.shots) - 1)), 0

    # The whole film

    @property
    def share(self) -> float:
        """How far the shot is, 0 to 1."""
        return min(1.0, self.elapsed / self.shot.length)

    @property
    def progress(self) -> float:
        """How far the film is, 0 to 1."""
        before = self._ends[self.index - 1] if self.index else 0
        return min(1.0, (before + self.elapsed) / max(1, self._ends[-1]))

    def at(self, share: float) -> int:
        """Return the shot that is shown when the film is so far."""
        return min(bisect_right(self._ends, share * self._ends[-1]), len(self.shots) - 1)

    def marks(self) -> list[tuple[float, int, str]]:
        """Return where on the scrub bar something stands out: how far, which shot, of which sort."""
        starts = [0, *self._ends]
        whole = max(1, self._ends[-1])
        return [
            (starts[at] / whole, at, MARKED[shot.kind])
            for at, shot in enumerate(self.shots)
            if shot.kind in MARKED
        ]

    def next_mark(self, step: int) -> int:
        """Return the next shot with a mark, or the last before this one, or the end of the film."""
        marked = [at for _, at, _ in self.marks()]
        if step > 0:
            return next((at for at in marked if at > self.index), len(self.shots) - 1)
        return next((at for at in reversed(marked) if at < self.index), 0)

    # What moves

    @property
    def moving(self) -> bool:
        """Whether a unit moves in the shot."""
        return self.shot.kind in PATHS or bool(self.shot.path)

    def where(self) -> tuple[int, int, float]:
        """Return the two hexes that the moving unit is between, and the share of the way."""
        path = self.shot.path
        share = self.share * (len(path) - 1)
        leg = min(int(share), max(0, len(path) - 2))
        return path[leg], path[min(leg + 1, len(path) - 1)], share - leg


def eased(share: float) -> float:
    """Return a share of the time as one of the way: slow at both ends."""
    return share * share * (3 - 2 * share)


def along(points: Sequence[Point], share: float) -> Point:
    """Return a point of the smooth curve through some points, 0 at the first and 1 at the last."""
    if len(points) < 2:
        return points[0]
    far = min(max(share, 0.0), 1.0) * (len(points) - 1)
    leg = min(int(far), len(points) - 2)
    start, end = points[leg], points[leg + 1]
    lead = points[leg - 1] if leg else start
    trail = points[leg + 2] if leg + 2 < len(points) else end
    return (
        _spline(lead[0], start[0], end[0], trail[0], far - leg),
        _spline(lead[1], start[1], end[1], trail[1], far - leg),
    )


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    """Return the Catmull-Rom curve through b and c; on a long march it keeps to the road from hex to hex."""
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
