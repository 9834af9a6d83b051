"""How often those who watch a room can be shown where it stands: fewer pictures rather than later ones."""

from ..playback.reporter import FEW_FRAME_S, FRAME_S

FEW = 8
"""So many viewers are few: they are shown more, for it is they who watch closely, and it takes no time."""
SHARE = 0.75
"""Of the event loop's time at most that handing round may take: commands, joins and pages need the rest."""
_RISING, _FALLING = 0.25, 0.05
"""How much of a measurement counts at once: one hiccup little, and what was too much is not tried soon."""


class Pace:
    """What it takes to hand something round to many, smoothed; and how often that can be done."""

    def __init__(self) -> None:
        self._took_s = 0.0

    def note(self, took_s: float) -> None:
        """Count a delivery to many: from when it was told until the last line had it."""
        self._took_s += (took_s - self._took_s) * (_RISING if took_s > self._took_s else _FALLING)

    def frame_s(self, viewers: int) -> float:
        """Give the shortest time between pictures for so many viewers."""
        return FEW_FRAME_S if viewers <= FEW else max(FRAME_S, self._took_s / SHARE)
