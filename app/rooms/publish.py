"""The seam between engine and viewers: sessions say what is to be told, and here it goes out."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Protocol, TypeAlias

from ..playback.asking import Answer, Told
from ..playback.hiding import Hidden
from ..protocol import Message
from .outbox import ENOUGH_BYTES, Bundle, Outbox, Parcel, parcel
from .pace import FEW, Pace

COUNT_S = 0.05
"""Memory that messages take is counted this often at most: there may be thousands who could have some."""
MOST_PUT = 256
"""Into outboxes in one go of the event loop: two or three milliseconds, and others have their turn."""

Call: TypeAlias = Callable[[Callable[[], object]], object]
"""Has the event loop call a function, from any thread."""


class Publish(Protocol):
    """How what happens in one room reaches its viewers, wherever they are. Called in the engine thread."""

    hidden: Hidden | None
    """What is kept, from now on, from all but those who may know it."""

    def tell(self, told: Iterable[Told]) -> None:
        """Tell everybody; an answer is only its asker's, if that one is still here."""

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Tell everybody, or those who wait for it, all there is to know: from here on they follow."""

    @property
    def frame_s(self) -> float:
        """How often they can be shown where the run stands, at most."""

    @property
    def waiting_bytes(self) -> int:
        """Memory that messages take which somebody has still to take."""


class Maker(Protocol):
    """What makes all that is told, and can be held up. Called in any thread."""

    def hold(self, who: object) -> None:
        """Have it go on with nothing of its own for a while, unless released before."""

    def release(self, who: object) -> None:
        """Let it go on, where nobody else holds it."""


class NoMaker:
    """What need not be held up."""

    def hold(self, who: object) -> None:
        """Hold up nothing."""

    def release(self, who: object) -> None:
        """Release nothing."""


NOBODY: Maker = NoMaker()


@dataclass(frozen=True)
class _Delivery:
    """Parcels on their way to the event loop, and who gets them."""

    parcels: Sequence[Parcel]
    to: object
    """A viewer, or one of the two below."""
    told_at: float
    afresh: bool = False
    """Whether they tell everything, so that who gets them follows from here on."""

    @property
    def is_news(self) -> bool:
        """Whether it goes to everybody and may go together with more of the kind."""
        return self.to is _EVERYBODY and not self.afresh and self.bundle.is_plain

    @property
    def weight(self) -> int:
        """How often something is put into each outbox."""
        return 1 if self.is_news else max(1, len(self.parcels))

    @cached_property
    def bundle(self) -> Bundle:
        """The parcels, as they go to everybody who is up with the others."""
        return Bundle(self.parcels)

    def put_into(self, outbox: Outbox) -> None:
        """Put it into one outbox."""
        if self.afresh:
            outbox.start_afresh(self.parcels)
        else:
            outbox.put_all(self.bundle)


class _Round:
    """A delivery on its round, from outbox to outbox."""

    def __init__(self, delivery: _Delivery, outboxes: Sequence[Outbox]) -> None:
        self.delivery = delivery
        self.to_many = len(outboxes) > FEW
        self._left = iter(outboxes)

    def go_on(self, most: int) -> int:
        """Put it into outboxes until so much is put; give how much was, which is less at the end."""
        put, weight = 0, self.delivery.weight
        for outbox in islice(self._left, -(-most // weight)):
            self.delivery.put_into(outbox)
            put += weight
        return put


_EVERYBODY, _WHO_WAITS = object(), object()


class Audience:
    """The viewers of one room who are connected to this process, each with an outbox of its own.

    Messages are encoded where they are made, once for all; the event loop only hands them round, as one call
    however many there are, and so many at a time that nobody waits for it. Whoever has left is looked for in
    vain: nothing that is still to be answered keeps an outbox, or is encoded.

    While something goes to many, its maker is held up: of two threads that both want the interpreter each
    waits for the other, over and over, and to hand one picture round would take twice as long.
    """

    def __init__(self, call: Call, now: Callable[[], float] = time.monotonic, maker: Maker = NOBODY) -> None:
        self._call = call
        self._now = now
        self.hidden: Hidden | None = None
        self._maker = maker
        self._outboxes: dict[object, Outbox] = {}
        self._waiting: set[object] = set()
        """Viewers to whom all there is to know is still to be told."""
        self._deliveries: deque[_Delivery] = deque()
        self._round: _Round | None = None
        self._written: list[float] = []
        """When that was told which many have by the end of this turn: what is put is written only then."""
        self._called = False
        """Whether the event loop will come for deliveries. Under the lock."""
        self._lock = threading.Lock()
        self._counted_at, self._counted_bytes = -COUNT_S, 0
        self._pace = Pace()

    def __len__(self) -> int:
        return len(self._outboxes)

    def __iter__(self) -> Iterator[Outbox]:
        return iter(tuple(self._outboxes.values()))

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

    def beat(self) -> None:
        """Have every line that was silent since the last time carry a beat."""
        for outbox in self._outboxes.values():
            outbox.beat()

    def tell(self, told: Iterable[Told]) -> None:
        """Encode, and have the event loop hand round; who is not here yet is told everything on coming."""
        for message in told:
            if not isinstance(message, Answer):
                if self._outboxes:
                    self._deliver_soon([parcel(message, self.hidden)], _EVERYBODY)
            elif message.to in self._outboxes:
                self._deliver_soon([parcel(message.letter)], message.to)

    def start_afresh(self, everything: Iterable[Message], *, all_of_them: bool = True) -> None:
        """Encode once, and have the event loop tell everything anew."""
        if self._outboxes:
            parcels = [parcel(message, self.hidden) for message in everything]
            self._deliver_soon(parcels, _EVERYBODY if all_of_them else _WHO_WAITS, afresh=True)

    @property
    def frame_s(self) -> float:
        """How often they can be shown where the run stands, as measured."""
        return self._pace.frame_s(len(self._outboxes), self._now())

    @property
    def waiting_bytes(self) -> int:
        """Memory of all parcels that wait, each counted once for all viewers; as of a moment ago."""
        now = self._now()
        if now - self._counted_at >= COUNT_S:
            self._counted_at, self._counted_bytes = now, self._count()
        return self._counted_bytes

    def _count(self) -> int:
        waiting = [parcel for outbox in tuple(self._outboxes.values()) for parcel in outbox.waiting]
        going = self._round
        deliveries = [*([going.delivery] if going else []), *tuple(self._deliveries)]
        waiting += [parcel for delivery in deliveries for parcel in delivery.parcels]
        return sum({id(parcel): parcel.bytes for parcel in waiting}.values())

    def _deliver_soon(self, parcels: Sequence[Parcel], to: object, *, afresh: bool = False) -> None:
        delivery = _Delivery(parcels, to, self._now(), afresh)
        self._deliveries.append(delivery)
        with self._lock:
            if self._is_for_many(to):
                self._maker.hold(self)
                if delivery.is_news:
                    self._pace.tell(delivery.told_at)
            called, self._called = self._called, True
        if not called:
            self._call(self._deliver)

    def _is_for_many(self, to: object) -> bool:
        groups = {_EVERYBODY: self._outboxes, _WHO_WAITS: self._waiting}
        return len(groups.get(to, ())) > FEW

    def _deliver(self) -> None:
        """Put what has come into outboxes, and call for the rest after what else the event loop has to do."""
        self._note_written()
        put = 0
        while put < MOST_PUT and (self._round or self._deliveries):
            put += self._go_round(MOST_PUT - put)
        with self._lock:
            self._called = bool(self._round or self._deliveries or self._written)
            if not self._called:
                self._pace.rest()
                self._maker.release(self)
        if self._called:
            self._call(self._deliver)

    def _note_written(self) -> None:
        for told_at in self._written:
            self._pace.note(told_at, self._now())
        self._written.clear()

    def _go_round(self, most: int) -> int:
        """Go on with a delivery's round until so much is put, or begin the next; give how much was put."""
        if self._round is None:
            self._round = self._begun(self._next())
        going = self._round
        put = going.go_on(most)
        if put < most:
            self._round = None
            if going.to_many and going.delivery.is_news:
                self._written.append(going.delivery.told_at)
        return put

    def _next(self) -> _Delivery:
        """Take the next delivery; news together with the news right behind it, but for pictures grown old."""
        first = self._deliveries.popleft()
        if not (first.is_news and self._deliveries):
            return first
        parcels, size = [*first.parcels], len(first.bundle.framed)
        while self._deliveries and self._deliveries[0].is_news and size < ENOUGH_BYTES:
            for new in self._deliveries.popleft().parcels:
                parcels = [older for older in parcels if not new.takes_the_place_of(older)]
                parcels.append(new)
            size = sum(len(each.framed) for each in parcels)
        return replace(first, parcels=parcels)

    def _begun(self, delivery: _Delivery) -> _Round:
        """Begin a delivery's round; from where everything is told nobody waits for it any more."""
        outboxes = self._of(delivery.to)
        if delivery.afresh:
            self._waiting.clear()
        return _Round(delivery, outboxes)

    def _of(self, to: object) -> list[Outbox]:
        if to is _EVERYBODY:
            return [*self._outboxes.values()]
        viewers = self._waiting if to is _WHO_WAITS else {to}
        return [self._outboxes[viewer] for viewer in viewers if viewer in self._outboxes]
