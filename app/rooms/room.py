"""A room: one session, who watches it, and what is still to be done for them."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from ..playback.session import Session
from ..protocol import Message
from .outbox import Outbox, Parcel

Work: TypeAlias = Callable[[], list[Message]]
"""What is to be done in the engine thread; its messages go to the room."""


@dataclass(eq=False)
class Room:
    """One session and who is watching it."""

    name: str
    session: Session = field(default_factory=Session)
    viewers: set[Outbox] = field(default_factory=set)
    left_at: float = 0.0
    """When the last viewer went, on the hub's clock."""
    jobs: deque[tuple[Outbox | None, Work]] = field(default_factory=deque)
    """What is still to be done, and who asked for it. The engine thread's, under its lock."""
    ticked_at: float = 0.0
    most_steps: int = 1
    """How many steps fit into a slice, as measured on ``measured_run``."""
    measured_run: int = 0
    numbers: Iterator[int] = field(default_factory=count)
    asked: dict[int, tuple[Outbox, int]] = field(default_factory=dict)
    """Who sent each command not answered yet, and under which id."""

    def number(self, outbox: Outbox, own_id: int) -> int:
        """Number a command: viewers count theirs each for themselves, in the room every one is unique."""
        number = next(self.numbers)
        self.asked[number] = (outbox, own_id)
        return number

    def deliver(self, new: Parcel, to: Outbox | None = None) -> None:
        """Put a message into everybody's outbox, or one viewer's. Runs in the event loop."""
        for outbox in (to,) if to else self.viewers:
            outbox.put(new)

    def start_afresh(self, parcels: list[Parcel]) -> None:
        """Tell everybody everything. Runs in the event loop."""
        for outbox in self.viewers:
            outbox.start_afresh(parcels)
