"""The seam between engine and viewers: sessions say what is to be told, and here it goes out."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from ..playback.asking import Answer, Told
from ..protocol import Message
from .outbox import Outbox, Parcel, parcel

Call: TypeAlias = Callable[..., object]
"""Has the event loop call a function with arguments, from any thread."""


class Publish(Protocol):
    """How what happens in one room reaches its viewers, wherever they are. Called in the engine thread."""

    def tell(self, told: Iterable[Told]) -> None:
        """Tell everybody; an answer is only its asker's, if that one is still here."""

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Tell everybody, or those who wait for it, all there is to know: from here on they follow."""

    @property
    def waiting_bytes(self) -> int:
        """Memory that messages take which somebody has still to take."""


class Audience:
    """The viewers of one room who are connected to this process, each with an outbox of its own.

    Messages are encoded where they are made, once for all; the event loop only hands them round. Whoever has
    left is looked for in vain: nothing that is still to be answered keeps an outbox.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self._outboxes: dict[object, Outbox] = {}
        self._waiting: set[object] = set()
        """Viewers to whom all there is to know is still to be told."""

    def __len__(self) -> int:
        return len(self._outboxes)

    def add(self, outbox: Outbox) -> None:
        """Let a viewer in. Runs in the event loop, as all but what publishes."""
        self._outboxes[outbox.viewer] = outbox

    def remove(self, outbox: Outbox) -> None:
        """See a viewer off."""
        self._outboxes.pop(outbox.viewer, None)
        self._waiting.discard(outbox.viewer)

    def wait(self, outbox: Outbox) -> bool:
        """Let a viewer wait for all there is to know; say whether nobody did yet."""
        first = not self._waiting
        self._waiting.add(outbox.viewer)
        return first

    def hand_round(self, new: Parcel) -> None:
        """Put a message into everybody's outbox."""
        for outbox in self._outboxes.values():
            outbox.put(new)

    def hand_to(self, viewer: object, new: Parcel) -> None:
        """Put a message into one viewer's outbox."""
        if outbox := self._outboxes.get(viewer):
            outbox.put(new)

    def tell(self, told: Iterable[Told]) -> None:
        """Encode, and have the event loop hand round."""
        for message in told:
            if isinstance(message, Answer):
                self._call(self.hand_to, message.to, parcel(message.letter))
            else:
                self._call(self.hand_round, parcel(message))

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Encode once, and have the event loop tell everything anew."""
        self._call(self._start_afresh, [parcel(message) for message in everything], all_of_them)

    @property
    def waiting_bytes(self) -> int:
        """Memory of all parcels that wait, each counted once for all viewers it waits for."""
        waiting = (parcel for outbox in tuple(self._outboxes.values()) for parcel in outbox.waiting)
        return sum({id(parcel): len(parcel.data) for parcel in waiting}.values())

    def _start_afresh(self, parcels: list[Parcel], all_of_them: bool) -> None:
        for viewer in [*(self._outboxes if all_of_them else self._waiting)]:
            self._outboxes[viewer].start_afresh(parcels)
        self._waiting.clear()
