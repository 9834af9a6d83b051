"""How losses and accuracies went, epoch by epoch, in bounded memory."""

import math
from bisect import bisect_left
from dataclasses import dataclass

MOST_POINTS = 1024


@dataclass(frozen=True)
class Point:
    """One evaluated epoch: mean losses without penalty, accuracies 0 … 1 (None where there are none)."""

    epoch: int
    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    penalty: float = 0.0
    """What the penalty adds to the loss of each mini-batch, whether that is its rows' mean or their sum."""

    @property
    def told(self) -> tuple[int, float, float | None, float | None, float | None, float]:
        """All of it in order, as letters have it: thousands may be told at once."""
        accuracies = (self.train_accuracy, self.test_accuracy)
        return (self.epoch, self.train_loss, self.test_loss, *accuracies, self.penalty)

    @property
    def is_finite(self) -> bool:
        """Whether the losses are numbers that can be drawn."""
        return math.isfinite(self.train_loss) and math.isfinite(self.test_loss or 0.0)

    def reaches(self, accuracy: float) -> bool:
        """Whether there are accuracies, and each is at least this."""
        halves = [half for half in (self.train_accuracy, self.test_accuracy) if half is not None]
        return bool(halves) and min(halves) >= accuracy


class History:
    """Points in the order of epochs. When full, every second goes, and from then on only every ``stride``-th
    epoch is evaluated; ``generation`` tells that points already seen have gone.
    """

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.stride = 1
        self.generation = 0

    def wants(self, epoch: int) -> bool:
        """Whether this epoch is still to be evaluated."""
        return epoch % self.stride == 0 and (not self.points or self.points[-1].epoch < epoch)

    def next_wanted(self, epoch: int) -> int:
        """Find the first epoch from this one on that is evaluated on the way."""
        return epoch + -epoch % self.stride

    def at(self, epoch: int) -> Point | None:
        """Find an epoch's point."""
        place = bisect_left(self.points, epoch, key=lambda point: point.epoch)
        found = self.points[place : place + 1]
        return found[0] if found and found[0].epoch == epoch else None

    def add(self, point: Point) -> None:
        """Append a point; thin out when full."""
        self.points.append(point)
        if len(self.points) > MOST_POINTS:
            self.points = self.points[::2]
            self.stride *= 2
            self.generation += 1

    def until(self, epoch: int) -> "History":
        """Give the beginning of another course, which is the same up to an epoch."""
        other = History()
        other.points = [point for point in self.points if point.epoch <= epoch]
        other.stride = self.stride
        return other
