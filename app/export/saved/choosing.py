"""Which mini-batches of a run a page has: all of some epochs, and of others the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ...engine.steps import Schedule


class Epochs(NamedTuple):
    """Epochs from the end of one to the end of another; 0 is the start of the run."""

    first: int
    last: int


@dataclass(frozen=True)
class Choice:
    """Between which epochs a page is, which of them it has whole, and of which others the last mini-batch."""

    epochs: Epochs
    whole: Epochs
    each: int = 1
    """Of every so many epochs, counted from the start of the run, and of the very last."""

    def numbers(self, schedule: Schedule) -> list[int]:
        """Number the mini-batches, over all epochs."""
        whole = range(schedule.begin(self.whole.first), schedule.begin(self.whole.last))
        return sorted({*whole, *(schedule.begin(epoch) - 1 for epoch in self._ended())})

    def count(self, schedule: Schedule) -> int:
        """Give how many mini-batches that are, at most, without numbering them."""
        whole = schedule.begin(self.whole.last) - schedule.begin(self.whole.first)
        return whole + (self.epochs.last - self.epochs.first) // self.each + 2

    def __str__(self) -> str:
        """Say it in English."""
        (first, last), (begin, end) = self.epochs, self.whole
        others = f"the last mini-batch of {f'every {self.each}th' if self.each > 1 else 'each'}"
        if begin == end:
            return f"{others} epoch from {first} to {last}"
        steps = f"every step of epochs {begin} to {end}"
        return (
            steps
            if self.whole == self.epochs
            else f"{steps}, and {others} other epoch from {first} to {last}"
        )

    def _ended(self) -> Iterator[int]:
        first, last = self.epochs
        if first > 0:
            yield first
        yield from (epoch for epoch in range(first + 1, last) if epoch % self.each == 0)
        if last > first:
            yield last
