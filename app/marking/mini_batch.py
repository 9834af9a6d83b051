"""The engine's own numbers of one mini-batch, and what it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..data import load, resolve
from ..engine import Floats, Schedule, Spec, Stepper
from ..engine.steps import Key
from .passes import Made, Start, make
from .places import Place


@dataclass(frozen=True, eq=False)
class MiniBatch:
    """One mini-batch of a run: ``made`` has every array by its place, the engine's own if it has one."""

    spec: Spec
    schedule: Schedule
    number: int
    """From 0, over all epochs."""
    start: Start
    made: Made

    @property
    def layers(self) -> int:
        """Number of layers with weights."""
        return self.start.network.layers


def standing_at_start(spec: Spec) -> tuple[Spec, Stepper]:
    """Resolve a specification and stand at its start; raise ``BadInput`` where that cannot be."""
    spec = resolve(spec)
    data = load(spec)
    return spec, Stepper(spec, data.x_train, data.y_train)


def mini_batch(spec: Spec, stepper: Stepper, number: int) -> MiniBatch:
    """Make a mini-batch, counted from 0, of a run that stands at its start.

    Raises ``Diverged`` where its numbers would not be finite.
    """
    each = stepper.schedule.steps_per_batch
    if number:
        stepper.advance(number * each)
    before = _Parameters.of(stepper)
    stepper.advance(each)
    arrays = stepper.state().arrays
    start = Start(
        network=stepper.network,
        x=arrays["a", 0].T,
        y=arrays["y", 0].T,
        **vars(before),
        masks=tuple(_mask(arrays, layer) for layer in range(1, stepper.network.layers + 1)),
        eta=float(arrays["eta", 1]),
        t=float(arrays["t", 1]),
    )
    own = {Place(*key): value for key, value in arrays.items()}
    for layer in range(1, stepper.network.layers + 1):
        for part, which in (("w", slice(-1)), ("b", -1)):
            own[Place(f"new_{part}", layer)] = arrays[part, layer]
            own[Place(part, layer)] = before.wb[layer - 1][which]
    made = {place: own.get(place, value) for place, value in make(start, {}).items()}
    return MiniBatch(spec, stepper.schedule, number, start, made)


def _mask(arrays: Mapping[Key, Floats], layer: int) -> Floats | None:
    mask = arrays.get(("mask", layer))
    return None if mask is None else mask.T


@dataclass(frozen=True, eq=False)
class _Parameters:
    """Copies of what a stepper holds now, by layer."""

    wb: tuple[Floats, ...]
    memories: tuple[Mapping[str, Floats], ...]
    rate: tuple[Floats, ...]
    trained: tuple[Floats, ...]

    @classmethod
    def of(cls, stepper: Stepper) -> "_Parameters":
        flat = stepper.parameters.flat

        def by_layer(vector: Floats) -> tuple[Floats, ...]:
            layers = range(1, stepper.network.layers + 1)
            return tuple(stepper.parameters.by_layer(vector, layer).copy() for layer in layers)

        memories = {name: by_layer(vector) for name, vector in flat.memory.items()}
        each = [{name: kept[at] for name, kept in memories.items()} for at in range(stepper.network.layers)]
        return cls(by_layer(flat.w), tuple(each), by_layer(flat.rate), by_layer(flat.trained))
