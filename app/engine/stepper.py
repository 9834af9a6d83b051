"""The one moving part: a cursor over the steps of a run."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace as placed
from functools import partial

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from .binding import Known, bind
from .edits import Parameter
from .network import Network, network_of
from .operations import QUIET, Floats, Operations, run
from .parameters import Parameters
from .randomness import masks_of, order_of
from .scalars import Scalars
from .spec import Spec
from .steps import MADE, Diverged, Key, Phase, Schedule, State, phases_of
from .updating import Updating
from .workspace import Layer, Workspace

CALM = 1e20
"""While squares of gradients and parameters sum to less, with at most 9 layers of 128 units on inputs up to
1e12, no product on the way can leave the range of doubles; beyond, every tensor is looked at."""


class Stepper:
    """A cursor over the steps of one run, on buffers of its own. One thread at a time may use it."""

    def __init__(self, spec: Spec, x: Floats, y: Floats) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs)."""
        self._shape = (x.shape[1], y.shape[1])
        self._rows = _Rows(spec, x, y)
        self.schedule = Schedule.of(len(spec.hidden) + 1, len(x), spec.batch_size)
        self._batch, self._at = 0, 0  # mini-batches made, and steps of the next one
        self._fresh = 0  # the mini-batch before which there is no pass to be seen
        self._bind(spec)
        self.become(spec)

    def _bind(self, spec: Spec) -> None:
        """Set up all that a network of this specification needs but its rows, at its starting values."""
        self._spec = spec
        self.network: Network = network_of(spec, *self._shape)
        self.parameters = Parameters(self.network, spec)
        self._scalars = Scalars()
        self._updating = Updating(self.parameters, self._scalars)
        self._spaces: dict[int, Workspace] = {}  # by the rows of a mini-batch
        self._plan: list[tuple[Workspace, Floats]] = []  # where each mini-batch is made, and its rows
        self._first = 0  # the first mini-batch of the epoch whose rows lie ready
        self._parts: tuple[slice, ...] = ()  # its mini-batches' rows
        self._copies: dict[tuple[bool, int, int], list[tuple[Key, Callable[[], Floats]]]] = {}
        self._single: dict[tuple[Key, int, bool], Callable[[], Floats]] = {}
        self._reductions: dict[tuple[int, int], Operations] = {}  # of a layer and the rows of a mini-batch
        self._space = self._space_of(self._batch)
        self._drops = any(self.network.dropout)
        self._varies = self.network.schedule.varies
        self._counts = self._varies or "t" in self.network.optimizer.scalars
        self._watched, self._watch = self.parameters.watched, self.parameters.watched.dot
        phases = phases_of(self.network.layers)
        self._last_step = len(phases) - 1
        self._gradient = np.empty(self.parameters.size)  # where a mini-batch's is made to be copied out
        self._started, self._elsewhere = self.parameters.kept.copy(), self.parameters.kept.copy()
        self._left = {name for name, _ in self._left_by_update(1)}
        self._news = [((), ()), *((self._keys(*step), self._aside(*step)) for step in phases)]

    @property
    def _penalizes(self) -> bool:
        return self.network.penalty.name != "none"

    @property
    def index(self) -> int:
        """Count the propagations made."""
        return self._batch * (self._last_step + 1) + self._at

    @property
    def last_rate(self) -> float:
        """The learning rate of the update last made or under way."""
        return self._eta

    def become(self, spec: Spec, counted_from: int = 0, scheduled_from: int = 0) -> None:
        """Be the network of a specification of the same shape, to be restored to one of its cores.

        Updates are counted from the mini-batch numbered ``counted_from``, a schedule's epochs from the one
        numbered ``scheduled_from``.
        """
        if spec is not self._spec:
            same = spec.with_learning_rate(self._spec.optimizer.learning_rate)
            if replace(same, batch_size=self._spec.batch_size) != self._spec:
                self._bind(spec)
        self._counted_from, self._scheduled_from = counted_from, scheduled_from
        self.learning_rate = spec.optimizer.learning_rate
        self._eta = self._rate(self._batch)  # of the pass under way, or just ended
        self._scalars.set(self._eta, self._number(self._batch))

    def follow(self, schedule: Schedule) -> None:
        """Go by another schedule, which is the same up to the step where the stepper stands."""
        self.schedule, self._plan = schedule, []

    def change(self, spec: Spec, by_hand: Iterable[Parameter] = ()) -> None:
        """Go on by another specification of the same shape, between two mini-batches; set parameters by hand.

        There is no pass to be seen then. What an optimizer or a penalty remembers is kept where its kind is.
        """
        assert self._at == 0, "changes are made between mini-batches"
        network, vectors = self.network, self.parameters.by_stem(self.parameters.kept.copy())
        kept = {""}
        if spec.optimizer.kind == network.optimizer.name:
            kept.update(network.optimizer.memory)
        if spec.regularization.kind == network.penalty.name:
            kept.update(network.penalty.memory)
        counted, scheduled = self._counted_from, self._scheduled_from
        if spec.optimizer.kind != network.optimizer.name:
            counted = self._batch
        if spec.schedule.kind != network.schedule.name:
            scheduled, _ = self.schedule.place(self._batch)
        self.become(spec, counted, scheduled)
        if self.schedule.stretch(self._batch).size != min(spec.batch_size, self._rows.count):
            self.follow(self.schedule.changed(self._batch, spec.batch_size))
        now = self.parameters.by_stem(self.parameters.kept)
        for stem in kept:
            now[stem][...] = vectors[stem]
        for parameter in by_hand:
            self._set(parameter)
        self._fresh = self._batch
        self._space = self._space_of(self._latest())
        self._save(self._started)

    def _set(self, parameter: Parameter) -> None:
        """Set a parameter by hand; one that the penalty has put to rest is awake again."""
        flat = self.parameters.flat
        row = -1 if parameter.unit_in is None else parameter.unit_in
        self.parameters.by_layer(flat.w, parameter.layer)[row, parameter.unit_out] = parameter.value
        for name in self.network.penalty.memory:
            self.parameters.by_layer(flat.memory[name], parameter.layer)[row, parameter.unit_out] = 0.0

    def set_learning_rate(self, learning_rate: float) -> None:
        """Change the learning rate from the next pass's updates on, or this one's if none is made yet."""
        self.learning_rate = learning_rate
        rate = self._rate(self._batch)
        if self._at and not self._updated(1, self._at):
            self._eta = rate
        self._scalars.set(rate, self._number(self._batch))
        self._save(self._elsewhere)

    def restore(self, core: Floats, batch: int) -> None:
        """Stand where ``batch`` mini-batches were made since the run's start, with the parameters of then."""
        self.parameters.core[...] = core
        self._batch, self._at = batch, 0
        self._fresh = 0 if batch == 0 else -1
        self._space = self._space_of(self._latest())
        self._save(self._started)

    def correct(self, core: Floats) -> None:
        """Have parameters and memories recorded elsewhere at the end of the mini-batch just made."""
        assert self._at == 0, "what is recorded is a mini-batch's end"
        self.parameters.core[...] = core
        self._save(self._elsewhere)

    def core(self) -> Floats:
        """Copy parameters and memories: what ``restore`` takes at the end of a mini-batch."""
        return self.parameters.core.copy()

    def step(self) -> None:
        """Make one propagation. Its numbers are known to be finite after ``verify``."""
        at = self._at
        if at == 0:
            self._save(self._started)
            self._load(self._batch)
        for operation in self._space.steps[at]:
            operation()
        if at < self._last_step:
            self._at = at + 1
            return
        self._batch, self._at = self._batch + 1, 0
        if not self._watch(self._watched) < CALM:
            self._look_closer()

    @QUIET
    def train(self, batches: int) -> None:
        """Make whole mini-batches, standing before one: the arithmetic of ``step`` without the losses."""
        assert self._at == 0, "training begins with a mini-batch"
        self._save(self._elsewhere)
        target = self._batch + batches
        load, watch, watched = self._load, self._watch, self._watched
        for number in range(self._batch, target):
            for operation in load(number).mini_batch:
                operation()
            if not watch(watched) < CALM:
                self._batch = target
                self._look_closer()
                return
        self._batch = target

    @QUIET
    def advance(self, steps: int) -> None:
        """Make steps; whole mini-batches are trained as such, but for the last, whose every tensor is wanted.

        Raises ``Diverged`` and stands at the last finite step when a number leaves the range of doubles.
        """
        target, each = self.index + steps, self.schedule.steps_per_batch
        while self.index < target and self.index % each:
            self.step()
        whole = (target - self.index - 1) // each
        if whole > 0:
            self.train(whole)
        while self.index < target:
            self.step()
        self.verify()

    @QUIET
    def verify(self) -> None:
        """Make sure that every number of the pass under way is finite, or raise ``Diverged``."""
        total = self.parameters.flat.total
        if not (self._watch(self._watched) < CALM and np.isfinite(total.dot(total)) and self._space.sane()):
            self._look_closer()

    def state(self) -> State:
        """Copy out all that is known at this step."""
        copying = self.copying()
        try:
            while True:
                next(copying)
        except StopIteration as end:
            state: State = end.value
            return state

    def copying(self) -> Generator[None, None, State]:
        """Copy it out as ``state`` does, resting after every tensor; no step may be made meanwhile."""
        latest, schedule = self._latest(), self.schedule
        done = self.index - latest * schedule.steps_per_batch
        first = latest == self._fresh
        asked = (first, self._space.rows, done)
        copies = self._copies.get(asked) or self._copies.setdefault(asked, self._bind_copies(first, done))
        arrays: dict[Key, Floats] = {}
        for key, copy in copies:
            arrays[key] = copy()
            yield
        if done:
            epoch, _ = schedule.place(latest)
            arrays["rows", 0] = self._rows.numbers(epoch, schedule.stretch(latest).part(latest))
        made, aside = self._news[done]
        core = self._started[: self.parameters.core.size].copy()
        position = schedule.position(self.index)
        if not done:
            position = placed(position, phase="start", layer=0)
        return State(position, arrays, made, aside, core)

    def tensor(self, key: Key) -> Floats:
        """Copy out one tensor that is known at this step, as ``state`` has it."""
        done = self.index - self._latest() * self.schedule.steps_per_batch
        return self._copy_of(key, done)()

    def _latest(self) -> int:
        """Number the mini-batch whose step was last made, or that is to begin where no pass is to be seen."""
        return self._batch if self._at or self._batch == self._fresh else self._batch - 1

    def _number(self, batch: int) -> int:
        """Count a mini-batch's update from 1, since its optimizer came in."""
        return batch - self._counted_from + 1

    def _epochs(self, batch: int) -> float:
        """Count the epochs before a mini-batch, since the schedule of the learning rate came in."""
        epoch, _ = self.schedule.place(batch)
        gone: int = self.schedule.stretch(batch).part(batch).start
        return epoch - self._scheduled_from + gone / self._rows.count

    def _rate(self, batch: int) -> float:
        """Give the learning rate of a mini-batch's update."""
        network = self.network
        if not network.schedule.varies:
            return self.learning_rate
        return network.schedule.at(self.learning_rate, self._epochs(batch), network.schedule_constants)

    def _space_of(self, number: int) -> Workspace:
        """Give where a mini-batch is made."""
        return self._space_for(self.schedule.stretch(number).part(number))

    def _space_for(self, part: slice) -> Workspace:
        """Give where mini-batches of so many rows are made: set up when first wanted."""
        rows = part.stop - part.start
        if rows not in self._spaces:
            self._spaces[rows] = Workspace(self.parameters, rows, self._updating)
        return self._spaces[rows]

    def _load(self, number: int) -> Workspace:
        """Bring in the rows of a mini-batch, and the scalars of its update."""
        if not 0 <= number - self._first < len(self._plan):
            self._begin(number)
        self._space, rows = self._plan[number - self._first]
        self._space.rows_in[...] = rows
        if self._drops:
            self._draw(number)
        self._eta = self._rate(number) if self._varies else self.learning_rate
        if self._counts:
            self._scalars.set(self._eta, self._number(number))
        return self._space

    def _draw(self, number: int) -> None:
        """Draw who is left out of a mini-batch: a function of seed and number alone."""
        generator = masks_of(self._spec.seed, number)
        for dropout in self._space.dropouts:
            dropout.drawn[...] = generator.random(dropout.drawn.T.shape).T

    def _begin(self, number: int) -> None:
        """Have the rows of a mini-batch's epoch lie ready."""
        epoch, _ = self.schedule.place(number)
        self._rows.begin(epoch)
        parts, self._first = self.schedule.parts(epoch), self.schedule.begin(epoch)
        if not self._plan or parts is not self._parts:
            self._parts = parts
            self._plan = [(self._space_for(part).ready(), self._rows.part(part)) for part in parts]
            self._let_go()

    def _let_go(self) -> None:
        """Keep the places of this epoch's mini-batches, and of the last one made, only."""
        used = {space.rows: space for space in (self._space, *(space for space, _ in self._plan))}
        if len(used) < len(self._spaces):
            self._spaces, self._copies, self._single, self._reductions = used, {}, {}, {}

    def _save(self, saved: Floats) -> None:
        """Keep what a closer look would have to come back to."""
        self._saved, self._saved_batch, self._saved_at = saved, self._batch, self._at
        saved[...] = self.parameters.kept

    def _look_closer(self) -> None:
        """Make the steps since the last save again, looking at every number of each."""
        target = self.index
        self._recall()
        while self.index < target:
            at = self._at
            self._save(self._elsewhere)
            if at == 0:
                self._started[...] = self._elsewhere
                self._load(self._batch)
            run(self._space.steps[at])
            self._batch, self._at = (self._batch, at + 1) if at < self._last_step else (self._batch + 1, 0)
            phase, layer = self.schedule.phases[at]
            left = self._left_by_update(layer) if phase == "update" else ()
            for key in (*self._keys(phase, layer), *left):
                if not np.isfinite(self._copy_of(key, at + 1)()).all():
                    position = self.schedule.position(self.index)
                    self._recall()
                    raise Diverged(key[0], position)

    def _recall(self) -> None:
        self._batch, self._at = self._saved_batch, self._saved_at
        self._space = self._space_of(self._latest())
        self.parameters.kept[...] = self._saved

    def _keys(self, phase: Phase, layer: int) -> tuple[Key, ...]:
        lacking = {
            "forward": () if self.network.dropout[layer - 1] else ("undropped", "mask"),
            "backward": self._lacking_back(layer),
            "update": () if self._varies else ("epochs",),
        }.get(phase, ())
        return tuple((name, layer) for name in MADE[phase] if name not in lacking)

    def _lacking_back(self, layer: int) -> tuple[str, ...]:
        """Name what a step back does without."""
        if layer == self.network.layers and self.network.slope_cancels:
            return ("d_a", "slope")
        return ("slope",) if self.network.activations[layer - 1].couples_units else ()

    def _left_by_update(self, layer: int) -> list[Key]:
        """Name what the last update leaves to see besides the new parameters."""
        names = ["step_w", "step_b"]
        names += [f"{memory}_{part}" for memory in self.network.optimizer.memory for part in "wb"]
        names += ["penalty_w"] if self._penalizes else []
        return [(name, layer) for name in names]

    def _aside(self, phase: Phase, layer: int) -> tuple[Key, ...]:
        extras = [key for key in self._left_by_update(layer) if key[0] not in MADE["update"]]
        update = (*extras, *self._old_memories(layer))
        penalty = (("penalty", layer),) if self._penalizes else ()
        return {"input": (("rows", 0),), "loss": penalty, "update": update}.get(phase, ())

    def _old_memories(self, layer: int) -> list[Key]:
        memories = self.network.optimizer.memory
        return [(f"old_{memory}_{part}", layer) for memory in memories for part in "wb"]

    def _bind_copies(self, first: bool, done: int) -> list[tuple[Key, Callable[[], Floats]]]:
        """Bind a copy of each tensor known after ``done`` steps; ``first``: there is no pass before this."""
        steps = self.schedule.phases[:done]
        keys = [key for step in steps for key in self._keys(*step)]
        keys += [key for phase, layer in steps if phase == "loss" for key in self._aside(phase, layer)]
        for layer in range(1, self.network.layers + 1):
            keys += [("w", layer), ("b", layer)]
            keys += self._left_by_update(layer) if not first or self._updated(layer, done) else []
            keys += self._old_memories(layer) if self._updated(layer, done) else []
        return [(key, self._copy_of(key, done)) for key in dict.fromkeys(keys)]

    def _updated(self, layer: int, done: int) -> bool:
        return done > self._last_step - self.network.layers + layer

    def _copy_of(self, key: Key, done: int) -> Callable[[], Floats]:
        """Give how to copy a tensor as it is after ``done`` steps, rows first; bound when first asked for."""
        # The first update makes every layer's step; a layer whose turn is still to come shows its last one.
        waits = key[0] in self._left and not self._updated(key[1], done)
        asked = (key, self._space.rows, waits)
        return self._single.get(asked) or self._single.setdefault(asked, self._bind_copy(key, waits))

    def _bind_copy(self, key: Key, waits: bool) -> Callable[[], Floats]:
        """Bind how to copy a tensor, or as it was when its layer ``waits`` for its update."""
        name, layer = key
        space, parameters = self._space, self.parameters
        if (name, layer) == ("a", 0):
            return space.inputs.T.copy
        if name == "y":
            return space.y.T.copy
        if name == "loss":
            return space.loss.copy
        if name == "eta":
            return lambda: np.array(self._eta)
        if name == "t":
            return lambda: np.array(float(self._number(self._latest())))
        if name == "epochs":
            return lambda: np.array(self._epochs(self._latest()))
        if name == "penalty":
            return self._penalty
        if name in ("z", "a", "undropped", "mask", "d_a", "slope", "delta"):
            return _in_layer(space.layers[layer - 1], name).T.copy
        stem, _, part = name.rpartition("_")
        which = -1 if part == "b" else slice(-1)
        if stem == "grad":
            gradient: Floats = parameters.by_layer(self._gradient, layer)[which]
            return partial(_made, self._reduction_of(layer), gradient)
        here = self._started if waits or stem.startswith("old_") else parameters.kept
        stem = stem.removeprefix("old_")
        return parameters.by_layer(parameters.by_stem(here)[stem], layer)[which].copy

    def _reduction_of(self, layer: int) -> Operations:
        """Bind what makes a layer's gradient of a mini-batch, once for weights and biases."""
        asked, parameters = (layer, self._space.rows), self.parameters
        if asked not in self._reductions:
            total, gradient = (
                parameters.by_layer(vector, layer) for vector in (parameters.flat.total, self._gradient)
            )
            known: Known = {"total": total, "per_row": 1.0 / self._space.rows}
            self._reductions[asked] = bind(self.network.reduction.function, known, gradient)
        return self._reductions[asked]

    def _penalty(self) -> Floats:
        """Give what the penalty adds to this mini-batch's loss, with the weights that it began with."""
        return np.array(self.parameters.cost(self._started))


def _in_layer(layer: Layer, name: str) -> Floats:
    """Find a layer's tensor: what it passes on is shown as its activations."""
    if name == "mask":
        assert layer.dropout, "only dropout has masks"
        return layer.dropout.mask
    array: Floats = getattr(layer, {"a": "passed", "undropped": "a"}.get(name, name))
    return array


def _made(operations: Operations, result: Floats) -> Floats:
    run(operations)
    return result.copy()


class _Rows:
    """The training rows, in the order of each epoch."""

    def __init__(self, spec: Spec, x: Floats, y: Floats) -> None:
        self._seed, self._shuffle = spec.seed, spec.shuffle
        self._table = np.ascontiguousarray(np.concatenate([y, x], axis=1).T)
        self._order = np.arange(len(x))
        self._epoch = -1
        self._shuffled = self._table.copy()
        self.count = len(x)

    def part(self, part: slice) -> Floats:
        """View targets and inputs of some rows of the epoch begun, (outputs + features, rows)."""
        return self._shuffled[:, part]

    def begin(self, epoch: int) -> None:
        """Gather all rows in the order of an epoch."""
        if self._shuffle:
            self._order = self._drawn(epoch)
            self._table.take(self._order, 1, self._shuffled, "clip")
        self._epoch = epoch

    def numbers(self, epoch: int, part: slice) -> Floats:
        """Give which training rows some of an epoch are."""
        known = epoch == self._epoch or not self._shuffle
        order = self._order if known else self._drawn(epoch)
        return order[part].astype(float)

    def _drawn(self, epoch: int) -> NDArray[np.int64]:
        """Draw the order of an epoch: a function of seed and epoch alone."""
        return order_of(self._seed, epoch, len(self._order))
