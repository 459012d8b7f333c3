"""The camera while a film is shown: it follows what matters until it is taken out of its hands."""

from __future__ import annotations

from collections.abc import Sequence

from game.hexgrid.coords import OFF_MAP, Hex
from game.ui.camera import Camera

GLIDE_MS = 260
"""How long the camera takes to another place."""

FAR = 1.6
"""From how many widths of the map's window on it jumps instead."""

Where = tuple[float, float, int]


class FilmStage:
    """Follows, glides, and afterwards is where it was. Whoever moves the map frees the camera until he asks
    it to follow again."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._home: Hex = OFF_MAP
        self._left_at: Where | None = None
        self._way: tuple[Where, Where] | None = None
        self._spent = 0
        self.free = False

    def show(self, hexes: Sequence[Hex], calm: bool = False) -> None:
        """Bring hexes into sight, remembering the first time where the map stood."""
        if self._home == OFF_MAP:
            self._home = self._camera.hex_under(self._camera.port.center)
        self._notice_freedom()
        if self.free or not hexes:
            return
        start = self._where()
        if all(map(self._well_seen, hexes)):
            return
        self._camera.centre_on(hexes[len(hexes) // 2])
        end = self._where()
        self._left_at = end
        far = abs(end[0] - start[0]) > FAR * self._camera.port.w
        if not (calm or far):
            self._way, self._spent = (start, end), 0
            self._put(start)

    def tick(self, elapsed: int) -> bool:
        """Glide on; whether the camera is still on its way."""
        if self._way is None:
            return False
        if self._where() != self._left_at:  # taken out of our hands
            self._way, self.free = None, True
            return False
        (ax, ay, level), (bx, by, _) = self._way
        self._spent += elapsed
        share = min(1.0, self._spent / GLIDE_MS)
        share = share * share * (3 - 2 * share)
        self._put((ax + (bx - ax) * share, ay + (by - ay) * share, level))
        if self._spent >= GLIDE_MS:
            self._way = None
        return self._way is not None

    def follow(self) -> None:
        """Follow again."""
        self.free, self._left_at = False, self._where()

    def release(self) -> None:
        """Let the map stay where it is."""
        self._notice_freedom()
        self._way, self.free = None, True

    def leave(self) -> None:
        """Go back to where the map was before the film, unless somebody has moved it since."""
        self._notice_freedom()
        if self._home != OFF_MAP and not self.free:
            self._camera.centre_on(self._home)
        self._home, self._left_at, self._way, self.free = OFF_MAP, None, None, False

    def _notice_freedom(self) -> None:
        if self._left_at is not None and self._left_at != self._where():
            self.free = True

    def _well_seen(self, here: Hex) -> bool:
        camera = self._camera
        inner = camera.port.inflate(-3 * camera.hex_width, -3 * camera.hex_width)
        return inner.collidepoint(camera.point_of(here))

    def _where(self) -> Where:
        return self._camera.left, self._camera.top, self._camera.level

    def _put(self, where: Where) -> None:
        self._camera.left, self._camera.top, _ = where
        self._left_at = self._where()
