"""The walk: one propagation is one step, and everything else is steps.

A mini-batch of a network with L layers is 3L + 2 steps: input, L forward, loss, L backward, L updates.
``Walk`` is the one moving part, a cursor over a run; ``Trainer`` gives the same as frozen states.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from app.engine.network import Network, Parameters, Workspace, network_of
from app.engine.operations import Floats, run
from app.engine.optimizers import Rates
from app.engine.spec import Spec

Phase: TypeAlias = Literal["start", "input", "forward", "loss", "backward", "update"]
Key: TypeAlias = tuple[str, int]
"""A tensor's name and its layer."""

MADE: Mapping[Phase, tuple[str, ...]] = {
    "start": (),
    "input": ("a", "y"),
    "forward": ("z", "a"),
    "loss": ("loss",),
    "backward": ("delta", "grad_w", "grad_b"),
    "update": ("w", "b", "step_w", "step_b"),
}
"""The tensors that a step of each phase makes."""

CALM = 1e20
"""While squares of gradients and parameters sum to less, with at most 9 layers of 128 units on inputs up to
1e12, no product on the way can leave the range of doubles; beyond, every tensor is looked at."""


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
    """What this step leaves to see besides: the rows' numbers, the memories, the penalty's gradient."""
    core: Floats
    """Parameters and memories as they were when this mini-batch began: enough to come here again."""


class Diverged(Exception):
    """The next step would make the first non-finite value; the walk stands at the last finite step."""

    def __init__(self, tensor: str, position: Position) -> None:
        self.tensor, self.layer, self.position = tensor, position.layer, position
        super().__init__(
            f"step {position.index} (epoch {position.epoch}, mini-batch {position.batch + 1}): "
            f"{tensor} of layer {position.layer} is no longer finite in {position.phase}"
        )


@dataclass(frozen=True)
class Course:
    """The order of steps of a run."""

    layers: int
    batches: int
    """Mini-batches in an epoch."""

    @property
    def phases(self) -> tuple[tuple[Phase, int], ...]:
        """Phase and layer of each step of a mini-batch."""
        up = range(1, self.layers + 1)
        forward: list[tuple[Phase, int]] = [("forward", layer) for layer in up]
        backward: list[tuple[Phase, int]] = [("backward", layer) for layer in reversed(up)]
        updates: list[tuple[Phase, int]] = [("update", layer) for layer in up]
        return (("input", 0), *forward, ("loss", self.layers), *backward, *updates)

    @property
    def steps_per_batch(self) -> int:
        """3L + 2."""
        return 3 * self.layers + 2

    @property
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


class Walk:
    """A cursor over the steps of one run, on buffers of its own. One thread at a time may use it."""

    def __init__(self, spec: Spec, x: Floats, y: Floats) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs)."""
        self.network: Network = network_of(spec, x.shape[1], y.shape[1])
        self.parameters = Parameters(self.network, spec)
        rows, size = len(x), min(spec.batch_size, len(x))
        self.course = Course(self.network.layers, -(-rows // size))
        self.learning_rate = spec.optimizer.learning_rate
        self.index = 0
        self._rates = Rates()
        self._rows = _Rows(spec, x, y, size)
        rest = rows % size
        self._full = Workspace(self.parameters, size, self._rates)
        self._rest = Workspace(self.parameters, rest, self._rates) if rest else self._full
        self._watched, self._watch = self.parameters.watched, self.parameters.watched.dot
        self._last_step = self.course.steps_per_batch - 1
        self._started, self._saved_core, self._saved_steps = (
            self.core(),
            self.core(),
            self.parameters.flat.s.copy(),
        )
        self._save()
        self.set_learning_rate(self.learning_rate)

    def set_learning_rate(self, learning_rate: float) -> None:
        """Change the learning rate from the next update on."""
        self.learning_rate = learning_rate
        self._rates.set(learning_rate, self.index // self.course.steps_per_batch + 1)
        self._save()

    def restore(self, core: Floats, batch: int) -> None:
        """Stand at the beginning of mini-batch ``batch`` (counted from the run's start) with its parameters."""
        self.parameters.core[...] = core
        self.index = batch * self.course.steps_per_batch
        np.positive(core, self._started)
        self._save()

    def core(self) -> Floats:
        """Copy parameters and memories: what ``restore`` takes at the end of a mini-batch."""
        return self.parameters.core.copy()

    def step(self) -> None:
        """Make one propagation. Its numbers are known to be finite after ``verify``."""
        number, step = divmod(self.index, self.course.steps_per_batch)
        space = self._space(number)
        if step == 0:
            self._save()
            np.positive(self._saved_core, self._started)
            self._load(number, space)
        for operation in space.steps[step]:
            operation()
        self.index += 1
        if step == self._last_step and not self._watch(self._watched) < CALM:
            self._look_closer()

    def train(self, batches: int) -> None:
        """Make whole mini-batches, standing at the beginning of one: ``step``'s arithmetic without the losses."""
        assert self.index % self.course.steps_per_batch == 0, "training begins with a mini-batch"
        self._save()
        target = self.index + batches * self.course.steps_per_batch
        first = self.index // self.course.steps_per_batch
        watch, watched, each = self._watch, self._watched, self.course.steps_per_batch
        for number in range(first, first + batches):
            space = self._space(number)
            self._load(number, space)
            for operation in space.mini_batch:
                operation()
            self.index += each
            if not watch(watched) < CALM:
                self.index = target
                self._look_closer()
                return

    def advance(self, steps: int) -> None:
        """Make steps; whole mini-batches are trained as such, but for the last, whose every tensor is wanted.

        Raises ``Diverged`` and stands at the last finite step when a number leaves the range of doubles.
        """
        target, each = self.index + steps, self.course.steps_per_batch
        while self.index < target and self.index % each:
            self.step()
        whole = (target - self.index - 1) // each
        if whole > 0:
            self.train(whole)
        while self.index < target:
            self.step()
        self.verify()

    def verify(self) -> None:
        """Make sure that every number of the pass under way is finite, or raise ``Diverged``."""
        space = self._space(self._number())
        if self.index and not (self._watch(self._watched) < CALM and space.sane()):
            self._look_closer()

    def state(self) -> State:
        """Copy out all that is known at this step."""
        position, course = self.course.position(self.index), self.course
        number = self._number()
        done = self.index - number * course.steps_per_batch
        keys = [key for step in course.phases[:done] for key in self._keys(*step)]
        made = tuple(self._keys(*course.phases[done - 1])) if done else ()
        aside = tuple(self._aside(*course.phases[done - 1])) if done else ()
        layers = range(1, self.network.layers + 1)
        known = [key for layer in layers if number or ("w", layer) in keys for key in self._of_update(layer)]
        always = [(name, layer) for layer in layers for name in ("w", "b")]
        arrays = {key: self._array(key, number).copy() for key in dict.fromkeys([*keys, *always, *known])}
        if done:
            arrays["rows", 0] = self._rows.numbers(*divmod(number, course.batches))
        return State(position, arrays, made, aside, self._started.copy())

    def _number(self) -> int:
        """Count the mini-batches before the one whose step was last made."""
        return max(0, self.index - 1) // self.course.steps_per_batch

    def _space(self, number: int) -> Workspace:
        return self._rest if number % self.course.batches == self.course.batches - 1 else self._full

    def _load(self, number: int, space: Workspace) -> None:
        """Bring in the rows of a mini-batch, and the scalars of its update."""
        x, y = self._rows.mini_batch(*divmod(number, self.course.batches))
        np.positive(x, space.inputs)
        np.positive(y, space.y)
        if self.network.optimizer.counts:
            self._rates.set(self.learning_rate, number + 1)

    def _save(self) -> None:
        """Keep what a closer look would have to come back to."""
        self._saved_index = self.index
        np.positive(self.parameters.core, self._saved_core)
        np.positive(self.parameters.flat.s, self._saved_steps)

    def _look_closer(self) -> None:
        """Make the steps since the last save again, looking at every number of each."""
        target = self.index
        self._recall()
        while self.index < target:
            number, step = divmod(self.index, self.course.steps_per_batch)
            self._save()
            if step == 0:
                np.positive(self._saved_core, self._started)
                self._load(number, self._space(number))
            run(self._space(number).steps[step])
            self.index += 1
            phase, layer = self.course.phases[step]
            for key in (*self._keys(phase, layer), *(self._of_update(layer) if phase == "update" else ())):
                if not np.isfinite(self._array(key, number)).all():
                    position = self.course.position(self.index)
                    self._recall()
                    raise Diverged(key[0], position)

    def _recall(self) -> None:
        self.index = self._saved_index
        np.positive(self._saved_core, self.parameters.core)
        np.positive(self._saved_steps, self.parameters.flat.s)

    def _keys(self, phase: Phase, layer: int) -> list[Key]:
        return [(name, layer) for name in MADE[phase]]

    def _aside(self, phase: Phase, layer: int) -> list[Key]:
        extras = [key for key in self._of_update(layer) if key[0] not in MADE["update"]]
        return {"input": [("rows", 0)], "update": extras}.get(phase, [])

    def _of_update(self, layer: int) -> list[Key]:
        """Name what the last update leaves to see besides the new parameters."""
        names = ["step_w", "step_b"]
        names += [f"{memory}_{part}" for memory in self.network.optimizer.memory for part in "wb"]
        names += ["penalty_w"] if self.network.regularizer.name != "none" else []
        return [(name, layer) for name in names]

    def _array(self, key: Key, number: int) -> Floats:
        """View a tensor of the pass of mini-batch ``number``, rows first."""
        name, layer = key
        space = self._space(number)
        if name == "a" and layer == 0:
            return space.inputs.T
        if name == "y":
            return space.y.T
        if name == "loss":
            return space.loss
        if name in ("z", "a", "delta"):
            array: Floats = getattr(space.layers[layer - 1], name)
            return array.T
        return self._parameter(name, layer)

    def _parameter(self, name: str, layer: int) -> Floats:
        """View a tensor that has a number for each weight or for each bias."""
        flat = self.parameters.flat
        stem, _, part = name.rpartition("_")
        vectors = {"": flat.p, "grad": flat.g, "step": flat.s, "penalty": flat.penalty, **flat.memory}
        values = self.parameters.by_layer(vectors[stem], layer)
        return values[-1] if part == "b" else values[:-1]


class _Rows:
    """The training rows, in the order of each epoch."""

    def __init__(self, spec: Spec, x: Floats, y: Floats, size: int) -> None:
        self._seed, self._shuffle, self._size = spec.seed, spec.shuffle, size
        self._x, self._y = np.ascontiguousarray(x.T), np.ascontiguousarray(y.T)
        self._x_block, self._y_block = self._x.copy(), self._y.copy()
        starts = range(0, len(x), size)
        self._views = [(self._x_block[:, at : at + size], self._y_block[:, at : at + size]) for at in starts]
        self._order = np.arange(len(x))
        self._epoch = -1

    def mini_batch(self, epoch: int, batch: int) -> tuple[Floats, Floats]:
        """View inputs and targets of one mini-batch, (features, rows) and (outputs, rows)."""
        if epoch != self._epoch:
            self._begin(epoch)
        return self._views[batch]

    def numbers(self, epoch: int, batch: int) -> Floats:
        """Give which training rows are in a mini-batch."""
        if epoch != self._epoch:
            self._begin(epoch)
        return self._order[batch * self._size : (batch + 1) * self._size].astype(float)

    def _begin(self, epoch: int) -> None:
        """Gather all rows in the order of an epoch: a function of seed and epoch alone."""
        self._epoch = epoch
        if self._shuffle:
            self._order = np.random.default_rng((self._seed, epoch)).permutation(len(self._order))
            self._x.take(self._order, axis=1, out=self._x_block, mode="clip")
            self._y.take(self._order, axis=1, out=self._y_block, mode="clip")


class Trainer:
    """The walk as a function from one frozen state to the next."""

    def __init__(self, spec: Spec, x: Floats, y: Floats) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs)."""
        self._walk = Walk(spec, x, y)
        self.course = self._walk.course
        self._start = self._latest = self._walk.state()

    def start(self) -> State:
        """Give the state before the first step: parameters only."""
        return self._start

    def step(self, state: State) -> State:
        """Give the state one propagation on; raise ``Diverged`` where its numbers would not be finite."""
        if self._latest is not state:
            self._stand_at(state)
        self._walk.advance(1)
        self._latest = self._walk.state()
        return self._latest

    def _stand_at(self, state: State) -> None:
        number = max(0, state.position.index - 1) // self.course.steps_per_batch
        self._walk.restore(state.core, number)
        for (name, layer), array in state.arrays.items():
            if name in ("step_w", "step_b"):
                self._walk._parameter(name, layer)[...] = array
        self._walk.advance(state.position.index - self._walk.index)
