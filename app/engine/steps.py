"""The steps of a run: one propagation is one step, and everything else is steps.

A mini-batch of a network with L layers is 3L + 2 steps: input, L forward, loss, L backward, L updates.
"""

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


@dataclass(frozen=True)
class Schedule:
    """The order of steps of a run."""

    layers: int
    batches: int
    """Mini-batches in an epoch."""

    @cached_property
    def phases(self) -> tuple[tuple[Phase, int], ...]:
        """Phase and layer of each step of a mini-batch."""
        up = range(1, self.layers + 1)
        forward: list[tuple[Phase, int]] = [("forward", layer) for layer in up]
        backward: list[tuple[Phase, int]] = [("backward", layer) for layer in reversed(up)]
        updates: list[tuple[Phase, int]] = [("update", layer) for layer in up]
        return (("input", 0), *forward, ("loss", self.layers), *backward, *updates)

    @cached_property
    def steps_per_batch(self) -> int:
        """3L + 2."""
        return 3 * self.layers + 2

    @cached_property
    def steps_per_epoch(self) -> int:
        """Steps of one pass over all rows."""
        return self.steps_per_batch * self.batches

    def position(self, index: int) -> Position:
        """Name the step that made ``index`` propagations complete."""
        if index == 0:
            return Position(0, 0, 0, "start", 0)
        number, step = divmod(index - 1, self.steps_per_batch)
        epoch, batch = divmod(number, self.batches)
        return Position(index, epoch, batch, *self.phases[step])
