"""How often those who watch a room can be shown where it stands: fewer pictures rather than later ones."""

from ..playback.reporter import FEW_FRAME_S, FRAME_S

FEW = 8
"""So many viewers are few: they are shown more, for it is they who watch closely, and it takes no time."""
SHARE = 0.85
"""Of all time at most that handing round may take: whoever makes what is handed round needs the rest."""


class Pace:
    """What it took to hand the last picture round to many, and whether the next is still on its way.

    Nothing is smoothed: while it takes long each is made when the last one is out, and a hiccup takes no more
    pictures from anybody than the time it lasted.
    """

    def __init__(self) -> None:
        self._took_s = 0.0
        self._told_at: float | None = None

    def tell(self, at: float) -> None:
        """Count from now on, where nothing is on its way already."""
        if self._told_at is None:
            self._told_at = at

    def note(self, told_at: float, now: float) -> None:
        """Count what was on its way: the last line has it."""
        self._took_s, self._told_at = now - told_at, None

    def rest(self) -> None:
        """Know that nothing is on its way, whatever became of it."""
        self._told_at = None

    def frame_s(self, viewers: int, now: float) -> float:
        """Give the shortest time between pictures for so many viewers."""
        if viewers <= FEW:
            return FEW_FRAME_S
        told_at = self._told_at
        takes_s = self._took_s if told_at is None else max(self._took_s, now - told_at)
        return max(FRAME_S, takes_s / SHARE)
