"""A run as a page has it that was saved: what the engine computed, and what is told besides."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import msgspec

from ...engine import BadInput, Diverged, Floats
from ...engine.edits import Edits
from ...engine.spec import Spec
from ...playback.allowance import unbounded
from ...playback.branches import Branches
from ...playback.pieces import at_once
from ...playback.player import Player
from ...playback.recorded import Recorded
from ...playback.reporter import Reporter
from ...playback.run import Run, begun, replaying
from ...playback.search.stops import Stops
from ...protocol import MOST_EPOCHS
from .choosing import Choice, Epochs
from .ends import End, Ends, film, told
from .packing import packed
from .passes import Pass, made

VERSION = 2
MOST_NUMBERS = 16_000_000
"""In all of a page's arrays: it takes four bytes or so for each."""
_BYTES_OF_A_NUMBER = 3
"""About, once it is packed."""


@dataclass(frozen=True)
class Saved:
    """What a page has, packed, and which mini-batches those are: fewer where the run ends before the last."""

    body: bytes
    choice: Choice
    batches: int
    complete: bool


def run_of_spec(spec: Spec, edits: Edits = ()) -> Run:
    """Begin a run that is to be saved; raise ``BadInput``."""
    run = begun(spec, edits)
    run.view.attach(run.timeline.stepper)
    at_once(run.timeline.evaluating_with(run.view.scoring))
    return run


def run_of_recording(recorded: Recorded) -> Run:
    """Open a recorded run that is to be saved; raise ``BadInput``."""
    return at_once(replaying(recorded, 0, unbounded))


def saved(
    run: Run,
    epochs: Epochs,
    whole: Epochs | None = None,
    *,
    most_bytes: float = inf,
    start: int | None = None,
    address: str = "",
) -> Saved:
    """Save a run between two epochs: every step of some of them, and of the others the last mini-batch.

    Without ``whole`` as many from the first on are whole as fit into ``most_bytes``. The page begins at step
    ``start``, and as the part of an ``address`` behind its # says. Raise ``BadInput``, or ``Diverged`` where
    the run has no mini-batch whose numbers are finite.
    """
    _check(run, epochs, whole, start)
    making = _Making(run, start, address)
    if whole is not None:
        return making.saved(Choice(epochs, whole))
    return making.fitting(epochs, most_bytes)


def _check(run: Run, epochs: Epochs, whole: Epochs | None, start: int | None) -> None:
    if epochs.last <= epochs.first:
        raise BadInput("epochs", f"{epochs.first}..{epochs.last}", epochs.first, "not_above")
    if epochs.last > MOST_EPOCHS:
        raise BadInput("epochs", epochs.last, MOST_EPOCHS, "too_large")
    if whole is not None and not epochs.first <= whole.first <= whole.last <= epochs.last:
        limit = f"within {epochs.first}..{epochs.last}"
        raise BadInput("whole", f"{whole.first}..{whole.last}", limit, "invalid")
    end = run.timeline.schedule.end
    if start is not None and not end(epochs.first) <= start <= end(epochs.last):
        limit = f"from {end(epochs.first)} to {end(epochs.last)}"
        raise BadInput("start", start, limit, "invalid")


class _Making:
    """Mini-batches of a run, each made once, and packed in one choice or another."""

    def __init__(self, run: Run, start: int | None, address: str) -> None:
        self._run, self._start, self._address = run, start, address
        self._schedule = run.timeline.schedule
        self._made: dict[int, Pass] = {}
        self._reading = Ends(run)
        self._ends: dict[int, End] = {}
        """By their epochs; the start of the run is the end of epoch 0."""

    def fitting(self, epochs: Epochs, most_bytes: float) -> Saved:
        """Save what fits: first of how many epochs anything, then how many whole ones."""
        try:
            few = self._fewest(epochs, most_bytes)
        except Diverged:
            # In the first epoch: there is no other.
            return self.saved(_with_whole(Choice(epochs, epochs), 1))
        return self._most_whole(few, most_bytes)

    def _most_whole(self, few: Saved, most_bytes: float) -> Saved:
        """Save as many whole epochs as fit: how many is guessed by what those take that were tried."""
        best, fits, tried = few, 0, 1
        too_many = 1 + self._most_epochs(few.choice)
        while fits + 1 < too_many:
            made = self.saved(_with_whole(few.choice, tried))
            if len(made.body) <= most_bytes:
                best, fits = made, tried
            else:
                too_many = tried
            each = max(1.0, (len(made.body) - len(few.body)) / tried)
            guess = int((most_bytes - len(few.body)) / each)
            tried = max(fits + 1, min(guess, too_many - 1))
        return best

    def _most_epochs(self, choice: Choice) -> int:
        """Count the epochs that may be whole, whatever they take."""
        first, last = choice.epochs
        most = MOST_NUMBERS // self._numbers_each()
        return bisect_right(
            range(1, last - first + 1),
            most,
            key=lambda epochs: _with_whole(choice, epochs).count(self._schedule),
        )

    def _fewest(self, epochs: Epochs, most_bytes: float) -> Saved:
        choice = Choice(epochs, Epochs(epochs.first, epochs.first))
        self._make([self._first(choice)])
        most = most_bytes / (_BYTES_OF_A_NUMBER * self._numbers_each())
        while choice.count(self._schedule) > 2 * most and choice.each < epochs.last:
            choice = replace(choice, each=2 * choice.each)
        few = self.saved(choice)
        while len(few.body) > most_bytes and choice.each < epochs.last:
            choice = replace(choice, each=2 * choice.each)
            few = self.saved(choice)
        if len(few.body) > most_bytes:
            raise BadInput("most_bytes", int(most_bytes), len(few.body), "too_small")
        return few

    def saved(self, choice: Choice) -> Saved:
        """Save one choice."""
        self._make([self._first(choice)])
        most, count = MOST_NUMBERS // self._numbers_each(), choice.count(self._schedule)
        if count > most:
            raise BadInput("whole", f"{count} mini-batches", f"at most {most} of them", "invalid")
        numbers = choice.numbers(self._schedule)
        self._make(numbers)
        passes = [self._made[number] for number in numbers if number in self._made]
        data = self._run.view.data
        table: dict[str, Floats] = {"a": data.x_train, "y": data.y_train}
        ends = self._ends_of(choice, passes)
        said, levels = film(ends)
        more = {"results": told(ends), "rows": self._reading.rows(ends), "film": said}
        head = {**self._head(choice, passes, ends), **more}
        body = packed(passes, table, head, levels)
        return Saved(body, choice, len(passes), len(passes) == len(numbers))

    def _first(self, choice: Choice) -> int:
        """Number a mini-batch that takes as much as any."""
        return self._schedule.begin(choice.epochs.first)

    def _make(self, numbers: Sequence[int]) -> None:
        if numbers[0] == 0 and not self._made:
            self._run.timeline.seek(0)
            self._end(0)
        for each in made(self._run, [number for number in numbers if number not in self._made]):
            self._made[each.number] = each
            epoch, batches = self._schedule.place(each.number + 1)
            if batches == 0:
                self._end(epoch)
        if numbers[0] not in self._made:
            error = self._run.timeline.diverged
            assert error, "why else would it not be there"
            raise error

    def _end(self, epoch: int) -> None:
        """Read the run where it stands, at the end of an epoch."""
        self._ends[epoch] = self._reading.read()

    def _ends_of(self, choice: Choice, passes: Sequence[Pass]) -> dict[int, End]:
        """Give the ends of epochs that a choice has a step of."""
        there = {each.number + 1 for each in passes}
        return {
            epoch: end
            for epoch, end in self._ends.items()
            if (self._schedule.begin(epoch) in there if epoch else choice.epochs.first == 0)
        }

    def _numbers_each(self) -> int:
        return max(sum(array.size for array in each.arrays.values()) for each in self._made.values())

    def _head(self, choice: Choice, passes: Sequence[Pass], ends: Mapping[int, End]) -> dict[str, Any]:
        """Say what is told besides the steps."""
        run, schedule = self._run, self._schedule
        last = (passes[-1].number + 1) * schedule.steps_per_batch
        epochs, _ = schedule.epochs(last)
        reporter = Reporter(run)
        first = schedule.end(choice.epochs.first)
        points = {epoch: end.point(epoch) for epoch, end in ends.items()}
        points |= {point.epoch: point for point in run.timeline.history.points if point.epoch <= epochs}
        return {
            "version": VERSION,
            "run": run.letter(),
            "playback": reporter.playback(Player(), Branches(run.timeline), Stops(), busy=False),
            "history": [points[epoch].told for epoch in sorted(points)],
            "start": first if self._start is None else self._start,
            "last": last,
            "epochs": [choice.epochs.first, min(epochs, choice.epochs.last)],
            "whole": choice.whole,
            "each": choice.each,
            "address": self._address,
        }


def _with_whole(choice: Choice, epochs: int) -> Choice:
    first = choice.epochs.first
    return replace(choice, whole=Epochs(first, first + epochs))


def head_of(body: bytes) -> dict[str, Any]:
    """Read the head of what was packed: for tests, and for who wants to know what is in a page."""
    import zlib

    whole = zlib.decompress(body, -zlib.MAX_WBITS)
    head: dict[str, Any] = msgspec.json.decode(whole[4 : 4 + int.from_bytes(whole[:4], "little")])
    return head
