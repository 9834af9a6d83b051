"""A room as the hub knows it: a name, who is there, and the run they share."""

from dataclasses import dataclass

from ..playback.reporter import FEW_FRAME_S, FRAME_S
from ..playback.session import Session
from .engine_thread import Seat
from .publish import Audience

FEW = 8
"""So many viewers are few."""


@dataclass(eq=False)
class Room:
    """A name, an audience, and a seat in the engine thread for their run."""

    name: str
    audience: Audience
    seat: Seat
    left_at: float = 0.0
    """When the last viewer went, on the hub's clock."""
    people_are_told: bool = False
    """Whether everybody is about to be told how many are here."""

    @property
    def session(self) -> Session:
        """The run, which the engine thread drives."""
        return self.seat.session

    def pace_frames(self) -> None:
        """Have few viewers shown more: it is they who watch closely, and many take the line's time."""
        self.seat.frame_s = FEW_FRAME_S if len(self.audience) <= FEW else FRAME_S
