"""How losses and accuracies went, epoch by epoch, in bounded memory."""

import math
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass

MOST_POINTS = 1024
MOST_VISITED = 16
"""Epochs between the regular ones that are kept because somebody stood there, the latest of them."""


@dataclass(frozen=True)
class Point:
    """One evaluated epoch: mean losses without penalty, accuracies 0 … 1 (None where there are none)."""

    epoch: int
    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None

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
    epoch is evaluated unasked; ``generation`` tells that what was seen of it is no longer its beginning.
    """

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.stride = 1
        self.generation = 0
        self._visited: deque[int] = deque()

    def wants(self, epoch: int) -> bool:
        """Whether this epoch is still to be evaluated."""
        return epoch % self.stride == 0 and (not self.points or self.points[-1].epoch < epoch)

    def at(self, epoch: int) -> Point | None:
        """Find an epoch's point."""
        place = self._place(epoch)
        found = self.points[place : place + 1]
        return found[0] if found and found[0].epoch == epoch else None

    def add(self, point: Point) -> None:
        """Append a point; thin out when full."""
        self.points.append(point)
        if len(self.points) - len(self._visited) > MOST_POINTS:
            self.stride *= 2
            self.points = [kept for kept in self.points if kept.epoch % self.stride == 0]
            self._visited.clear()
            self.generation += 1

    def visit(self, point: Point) -> None:
        """Put in a point of an epoch that is not kept; the one visited longest ago goes for it."""
        place = self._place(point.epoch)
        if place < len(self.points):
            self.generation += 1
        self.points.insert(place, point)
        self._visited.append(point.epoch)
        if len(self._visited) > MOST_VISITED:
            del self.points[self._place(self._visited.popleft())]
            self.generation += 1

    def forget_after(self, epoch: int) -> None:
        """Drop what came after an epoch: the run takes another course from there."""
        kept = [point for point in self.points if point.epoch <= epoch]
        if len(kept) < len(self.points):
            self.points = kept
            self._visited = deque(visited for visited in self._visited if visited <= epoch)
            self.generation += 1

    def _place(self, epoch: int) -> int:
        return bisect_left(self.points, epoch, key=lambda point: point.epoch)
