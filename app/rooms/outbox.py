"""What one viewer has still to be sent, and what becomes of it while the viewer is slow."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import count

from ..playback.hiding import Hidden
from ..protocol import (
    Beat,
    BranchValue,
    Done,
    Edited,
    EpochsShown,
    Failure,
    Found,
    Frame,
    HistoryLetter,
    Layout,
    Message,
    NumberTraced,
    Parted,
    Probed,
    RowsListed,
    Run,
    SlowLine,
    SweepBegun,
    SweepEnded,
    Swept,
    Weighed,
    encode,
    encode_frame,
    tag_of,
)
from .line import NOWHERE, Line, framed

MOST_FRAMES_WAITING = 64
MOST_LETTERS_WAITING = 256
MOST_UNANSWERED = 32
"""How many commands of one viewer wait for their answer to be taken; more are not read before."""
_SWEEP = "sweep"
"""A kind: what a sweep told its viewer is not told again."""
_FRAMES = ("step", "keyframe")
_LETTERS = ("letter", "run", "history")
"""Of which only so many are kept for a viewer who takes none."""
OF_THE_ROOM = (
    "people",
    "slow_line",
    "classroom",
    "admitted",
    "links",
    "closed",
    "own_fork",
    "forks",
    "fork_value",
    "pinned",
    "challenge",
    "poll",
    "poll_results",
    "past_polls",
)
"""Letters that mean something to who knows nothing of the run, each in place of the last of its kind."""
_NEVER_DROPPED = ("answer", _SWEEP, *OF_THE_ROOM)
_MOST_LAYOUTS = 512
ENOUGH_BYTES = 16_384
"""To be sent together: more would fill a line that takes little."""
_VIEWERS = count(1)
_BEAT = framed(encode(Beat()))
_MANY_LEFT_OUT = 25
"""Frames from one beat to the next: of so many that a line is too slow for, its viewer is told."""


@dataclass(frozen=True)
class Parcel:
    """One message on its way."""

    content: str | bytes | HistoryLetter
    """Encoded; only history is kept as it is, because more may be joined to it."""
    kind: str = "letter"
    layout: Layout | None = None
    """What its receiver must know to read it, of a frame."""
    instead: "Parcel | None" = None
    """What those get who may not know all of it."""

    @cached_property
    def data(self) -> str | bytes:
        """What it says: text or bytes, encoded once for all who get this very parcel."""
        return encode(self.content) if isinstance(self.content, HistoryLetter) else self.content

    @cached_property
    def framed(self) -> bytes:
        """What is sent: the same bytes to all who get this very parcel."""
        return framed(self.data)

    @property
    def bytes(self) -> int:
        """Memory that it takes: what it says, and what is sent."""
        return len(self.data) + len(self.framed)

    @property
    def is_frame(self) -> bool:
        """Whether it shows a step."""
        return self.kind in _FRAMES

    @property
    def takes_a_place(self) -> bool:
        """Whether it may say as much as older ones, and then takes their place."""
        return self.kind in ("keyframe", "history")

    def takes_the_place_of(self, older: "Parcel") -> bool:
        """Whether the older one need not be shown any more: a keyframe stands alone."""
        return self.kind == "keyframe" and older.is_frame

    def joined_to(self, older: "Parcel") -> "Parcel | None":
        """Give what says as much as the older one and then this; None where it takes both to say it."""
        if self.takes_the_place_of(older):
            return self
        if isinstance(self.content, HistoryLetter) and isinstance(older.content, HistoryLetter):
            return Parcel(_joined(older.content, self.content), "history")
        return None


def parcel(message: Message, hidden: Hidden | None = None) -> Parcel:
    """Encode a message, once for all viewers; without what is hidden, for those who may not know it."""
    made = _parcel(message)
    if hidden and (told := hidden.told(message)) is not message:
        made = replace(made, instead=parcel(told))
    assert made.framed, "encoded now, in the engine's time and not the event loop's"
    return made


def _parcel(message: Message) -> Parcel:
    match message:
        case HistoryLetter():
            return Parcel(message, "history")
        case Frame():
            layout, data = encode_frame(message)
            return Parcel(data, message.kind, layout)
        case (
            Done()
            | Probed()
            | Weighed()
            | Found()
            | NumberTraced()
            | RowsListed()
            | Parted()
            | EpochsShown()
            | BranchValue()
            | Failure()
        ):
            return Parcel(encode(message), "answer")
        case Run() | Edited():
            return Parcel(encode(message), "run")
        case SweepBegun() | Swept() | SweepEnded():
            return Parcel(encode(message), _SWEEP)
        case _:
            tag = tag_of(message)
            return Parcel(encode(message), tag if tag in OF_THE_ROOM else "letter")


@lru_cache(maxsize=_MOST_LAYOUTS)
def _announcing(layout: Layout) -> Parcel:
    return Parcel(encode(layout))


def _joined(first: HistoryLetter, second: HistoryLetter) -> HistoryLetter:
    """Say at once what two letters say one after the other."""
    if second.keep <= first.keep:
        return second
    kept = first.points[: second.keep - first.keep]
    return HistoryLetter(first.keep, [*kept, *second.points])


@dataclass(frozen=True)
class Bundle:
    """Messages on their way to everybody, which cost as much as one where they can go together."""

    parcels: Sequence[Parcel]

    @cached_property
    def framed(self) -> bytes:
        """What is sent to who has nothing else to take and knows the layouts."""
        return b"".join([parcel.framed for parcel in self.parcels])

    @cached_property
    def layouts(self) -> frozenset[int]:
        """What must be known to read them."""
        return frozenset(parcel.layout.id for parcel in self.parcels if parcel.layout)

    @cached_property
    def is_plain(self) -> bool:
        """Whether none changes what its receiver knows, or may ask, and none is not for everybody's eyes."""
        return not any(parcel.kind in ("run", "answer") or parcel.instead for parcel in self.parcels)


class Outbox:
    """What one viewer has still to be sent, which it is as soon as the line takes it.

    Past a bound all but answers is dropped for one fresh start.
    """

    def __init__(self, line: Line = NOWHERE) -> None:
        self.viewer: object = next(_VIEWERS)
        """Whose it is: what is asked carries this, and not the outbox, so that nothing outlives a visit."""
        self.knows_all = False
        """Whether it may be told what is hidden from others."""
        self.behind = True
        """Whether nothing makes sense to this viewer before it is told everything."""
        self._asked = True
        """Whether everything is on its way already."""
        self._waiting: deque[Parcel] = deque()
        self._kinds: Counter[str] = Counter()
        """How many of each kind wait: to put one more takes no longer the more there are."""
        self._known: set[int] = set()
        """The layouts that this viewer was told."""
        self._line = line
        self._silent = False
        """Whether nothing was sent since the last beat was due."""
        self._left_out = 0
        """Frames that the line was too slow for since the last beat: newer ones came before it was free."""
        self._slow = False
        """Whether this viewer was told that they were many."""
        self._questions = asyncio.Semaphore(MOST_UNANSWERED)

    @property
    def waiting(self) -> tuple[Parcel, ...]:
        """What is still to be taken, at this moment: any thread may ask."""
        return tuple(self._waiting)

    def put(self, new: Parcel) -> None:
        """Add a message; news means nothing to a viewer that is behind.

        A keyframe takes the place of frames that wait, and history that of history, never ahead of a new run:
        over a line too slow for all of it both come through in turn, and always the newest.
        """
        if self.behind and new.kind not in _NEVER_DROPPED:
            self._left_out += new.is_frame and not self._asked
            return
        new = self._mine(new)
        if self._waiting:
            self._put_with_others(new)
        else:
            self._add(new)
        self.flush()

    def put_all(self, new: Bundle) -> None:
        """Add what everybody gets: in the very same bytes where this viewer is up with the others."""
        up_to_now = not self._waiting and not self.behind and self._line.free
        if up_to_now and new.is_plain and new.layouts <= self._known:
            self._line.write(new.framed)
            self._silent = False
        else:
            for parcel in new.parcels:
                self.put(parcel)

    def flush(self) -> None:
        """Send what waits, as far as the line takes it; what goes together costs a fraction of one by one."""
        while self._waiting and self._line.free:
            self._line.write(b"".join(self._together()))
            self._silent = False

    def beat(self) -> None:
        """Tell of a line that is too slow; let one that has been silent since the last time carry a beat."""
        slow = self._left_out >= _MANY_LEFT_OUT
        if slow or self._slow:
            self.put(parcel(SlowLine(self._left_out if slow else 0)))
        self._slow, self._left_out = slow, 0
        if self._silent and not self._waiting and self._line.free:
            self._line.write(_BEAT)
        self._silent = True

    async def may_ask(self) -> None:
        """Wait until this viewer has taken enough of its answers to ask for more."""
        await self._questions.acquire()

    def end(self) -> None:
        """Send nobody anything any more."""
        self._line.end()

    def fell_behind(self) -> bool:
        """Whether the line is free and everything must be told anew; true once for each time."""
        if self.behind and not self._waiting and not self._asked:
            self._asked = True
            return True
        return False

    def start_afresh(self, parcels: Iterable[Parcel]) -> None:
        """Tell everything: from here on the viewer follows."""
        self.behind = self._asked = False
        for each in parcels:
            self._add(self._mine(each))
        self.flush()

    def take(self) -> Parcel:
        """Take the next message that waits.

        A frame is kept back for a layout that must be told first: so none is missing, whatever was dropped.
        """
        taken = self._waiting.popleft()
        if taken.layout and taken.layout.id not in self._known:
            self._known.add(taken.layout.id)
            self._waiting.appendleft(taken)
            return _announcing(taken.layout)
        self._kinds[taken.kind] -= 1
        if taken.kind == "run":
            self._known.clear()
        if taken.kind == "answer":
            self._questions.release()
        return taken

    def _mine(self, new: Parcel) -> Parcel:
        """Give what this viewer may know of a message."""
        return new if self.knows_all or new.instead is None else new.instead

    def _together(self) -> Iterator[bytes]:
        """Take what waits, until it is enough to be sent together."""
        size = 0
        while self._waiting and size < ENOUGH_BYTES:
            framed = self.take().framed
            size += len(framed)
            yield framed

    def _put_with_others(self, new: Parcel) -> None:
        """Add a message to those that wait, in place of what it says as much as; keep them within bounds."""
        if new.kind in OF_THE_ROOM:
            self._drop(lambda waiting: waiting.kind == new.kind)
        if new.takes_a_place:
            new = self._place(new)
        else:
            self._add(new)
        if new.kind == "keyframe":
            self._drop(lambda waiting: waiting.is_frame and waiting is not new)
        frames, letters = self._number(_FRAMES), self._number(_LETTERS)
        if frames > MOST_FRAMES_WAITING or letters > MOST_LETTERS_WAITING:
            self._drop(lambda waiting: waiting.kind not in _NEVER_DROPPED)
            self.behind = True

    def _place(self, new: Parcel) -> Parcel:
        """Join a message to one that waits, or put it last."""
        runs = [place for place, waiting in enumerate(self._waiting) if waiting.kind == "run"]
        for place in range(runs[-1] + 1 if runs else 0, len(self._waiting)):
            if joined := new.joined_to(self._waiting[place]):
                self._kinds[self._waiting[place].kind] -= 1
                self._kinds[joined.kind] += 1
                self._left_out += joined.is_frame
                self._waiting[place] = joined
                return joined
        self._add(new)
        return new

    def _add(self, new: Parcel) -> None:
        self._waiting.append(new)
        self._kinds[new.kind] += 1

    def _number(self, kinds: Iterable[str]) -> int:
        return sum(self._kinds[kind] for kind in kinds)

    def _drop(self, unwanted: Callable[[Parcel], bool]) -> None:
        frames = self._number(_FRAMES)
        self._waiting = deque(waiting for waiting in self._waiting if not unwanted(waiting))
        self._kinds = Counter(waiting.kind for waiting in self._waiting)
        self._left_out += frames - self._number(_FRAMES)
