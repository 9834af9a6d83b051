"""The steps of a run: one propagation is one step, and everything else is steps.

A mini-batch of a network with L layers is 3L + 2 steps: input, L forward, loss, L backward, L updates.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from .operations import Floats

Phase: TypeAlias = Literal["start", "input", "forward", "loss", "backward", "update"]
Key: TypeAlias = tuple[str, int]
"""A tensor's name and its layer."""

MADE: Mapping[Phase, tuple[str, ...]] = {
    "start": (),
    "input": ("a", "y"),
    "forward": ("z", "undropped", "mask", "a"),
    "loss": ("loss",),
    "backward": ("d_a", "slope", "delta", "grad_w", "grad_b"),
    "update": ("w", "b", "step_w", "step_b", "eta", "t", "epochs"),
}
"""The tensors that a step of each phase makes. Where the output's slope cancels against the loss there is
neither ``d_a`` nor ``slope``, where an activation couples the units no ``slope``, where the learning rate
follows no schedule no ``epochs``, and without dropout neither ``undropped`` nor ``mask``."""


@dataclass(frozen=True)
class Position:
    """Where a run stands: ``index`` propagations were made, the last of which the rest names."""

    index: int
    epoch: int
    batch: int
    phase: Phase
    layer: int


@dataclass(frozen=True)
class State:
    """All that is known after a step. ``arrays`` has every tensor computed in this pass by (name, layer),
    rows first, and besides parameters, memories and the last update; ``made`` names those of this very step.
    """

    position: Position
    arrays: Mapping[Key, Floats]
    made: tuple[Key, ...]
    aside: tuple[Key, ...]
    """What this step leaves to see besides: the rows' numbers; what the penalty adds to the loss; the
    memories, old and new, and the penalty's gradient."""
    core: Floats
    """Parameters and memories as they were when this mini-batch began: enough to come here again."""


class Diverged(Exception):
    """The next step would make the first non-finite value; the stepper stands at the last finite step."""

    def __init__(self, tensor: str, position: Position) -> None:
        self.tensor, self.layer, self.position = tensor, position.layer, position
        super().__init__(
            f"step {position.index} (epoch {position.epoch}, mini-batch {position.batch + 1}): "
            f"{tensor} of layer {position.layer} is no longer finite in {position.phase}"
        )


def phases_of(layers: int) -> tuple[tuple[Phase, int], ...]:
    """Give phase and layer of each of the 3L + 2 steps of a mini-batch."""
    up = range(1, layers + 1)
    forward: list[tuple[Phase, int]] = [("forward", layer) for layer in up]
    backward: list[tuple[Phase, int]] = [("backward", layer) for layer in reversed(up)]
    updates: list[tuple[Phase, int]] = [("update", layer) for layer in up]
    return (("input", 0), *forward, ("loss", layers), *backward, *updates)


@dataclass(frozen=True)
class Stretch:
    """Mini-batches of one size, from number ``first`` on: it begins at mini-batch ``batch`` of an ``epoch``,
    when ``gone`` of that epoch's rows are through. What is left of them makes mini-batches of the new size.
    """

    rows: int
    """In an epoch."""
    size: int
    """Rows of a mini-batch: the last of an epoch may have fewer."""
    first: int = 0
    epoch: int = 0
    batch: int = 0
    gone: int = 0

    @cached_property
    def parts(self) -> tuple[slice, ...]:
        """The rows of each mini-batch of a whole epoch, in its order."""
        return self._parts(0)

    @cached_property
    def rest(self) -> tuple[slice, ...]:
        """The same of what it finds of the epoch in which it begins."""
        return self._parts(self.gone) if self.gone else self.parts

    def _parts(self, start: int) -> tuple[slice, ...]:
        return tuple(slice(at, min(at + self.size, self.rows)) for at in range(start, self.rows, self.size))

    def place(self, number: int) -> tuple[int, int]:
        """Give epoch and mini-batch of a mini-batch by its number."""
        after = number - self.first - len(self.rest)
        if after < 0:
            return self.epoch, self.batch + number - self.first
        more, batch = divmod(after, len(self.parts))
        return self.epoch + 1 + more, batch

    def begin(self, epoch: int) -> int:
        """Number the first mini-batch of an epoch that begins in it."""
        if epoch == self.epoch:
            return self.first
        return self.first + len(self.rest) + (epoch - self.epoch - 1) * len(self.parts)

    def part(self, number: int) -> slice:
        """Give which rows of its epoch a mini-batch has."""
        within = number - self.first
        if within < len(self.rest):
            return self.rest[within]
        return self.parts[(within - len(self.rest)) % len(self.parts)]

    def followed(self, number: int, size: int) -> "Stretch":
        """Give the stretch that begins at a mini-batch of this one."""
        epoch, batch = self.place(number)
        return Stretch(self.rows, size, number, epoch, batch, self.part(number).start)


@dataclass(frozen=True)
class Schedule:
    """The order of steps of a run, whose mini-batches may change their size on the way."""

    layers: int
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, layers: int, rows: int, size: int) -> "Schedule":
        """Give that of mini-batches of one size, as far as there are so many rows."""
        return cls(layers, (Stretch(rows, min(size, rows)),))

    def changed(self, number: int, size: int) -> "Schedule":
        """Give the schedule whose mini-batches have another size from a number on, for good."""
        kept = [each for each in self.stretches if each.first < number] or [self.stretches[0]]
        size = min(size, kept[0].rows)
        if number == 0:
            return Schedule.of(self.layers, kept[0].rows, size)
        return Schedule(self.layers, (*kept, kept[-1].followed(number, size)))

    @cached_property
    def phases(self) -> tuple[tuple[Phase, int], ...]:
        """Phase and layer of each step of a mini-batch."""
        return phases_of(self.layers)

    @cached_property
    def steps_per_batch(self) -> int:
        """3L + 2."""
        return 3 * self.layers + 2

    @property
    def batches(self) -> int:
        """Mini-batches of an epoch as the run begins."""
        return len(self.stretches[0].parts)

    @property
    def steps_per_epoch(self) -> int:
        """Steps of one pass over all rows as the run begins."""
        return self.steps_per_batch * self.batches

    @cached_property
    def largest(self) -> int:
        """The most rows of a mini-batch."""
        return max(stretch.size for stretch in self.stretches)

    @cached_property
    def _firsts(self) -> list[int]:
        return [each.first for each in self.stretches]

    @cached_property
    def _begun(self) -> list[int]:
        """The first epoch that begins in each stretch."""
        return [each.epoch + (each.gone > 0) for each in self.stretches]

    def stretch(self, number: int) -> Stretch:
        """Find what a mini-batch belongs to."""
        return self.stretches[bisect_right(self._firsts, number) - 1]

    def place(self, number: int) -> tuple[int, int]:
        """Give epoch and mini-batch, both from 0, of a mini-batch by its number over all epochs."""
        return self.stretch(number).place(number)

    def begin(self, epoch: int) -> int:
        """Number the first mini-batch of an epoch."""
        return self.stretches[max(0, bisect_right(self._begun, epoch) - 1)].begin(epoch)

    def parts(self, epoch: int) -> tuple[slice, ...]:
        """Give the rows of each mini-batch of an epoch, in its order."""
        first, end = self.begin(epoch), self.begin(epoch + 1)
        stretch = self.stretch(first)
        if stretch is self.stretch(end - 1):
            return stretch.parts
        return tuple(self.stretch(number).part(number) for number in range(first, end))

    def epochs(self, index: int) -> tuple[int, int]:
        """Give how many epochs are whole after so many steps, and how many steps of the next were made."""
        number, step = divmod(index, self.steps_per_batch)
        epoch, _ = self.place(number)
        return epoch, (number - self.begin(epoch)) * self.steps_per_batch + step

    def end(self, epochs: int) -> int:
        """Give the step after which so many epochs are whole."""
        return self.begin(epochs) * self.steps_per_batch

    def position(self, index: int) -> Position:
        """Name the step that made ``index`` propagations complete."""
        if index == 0:
            return Position(0, 0, 0, "start", 0)
        number, step = divmod(index - 1, self.steps_per_batch)
        return Position(index, *self.place(number), *self.phases[step])
