"""The operations of an update: from the gradient summed over a mini-batch's rows to new parameters."""

from . import layers
from .binding import Known, bind
from .operations import Floats, Operations
from .parameters import Parameters
from .scalars import Scalars


class Updating:
    """How the parameters of one network change: bound once, for mini-batches of every size."""

    def __init__(self, parameters: Parameters, scalars: Scalars) -> None:
        self._parameters = parameters
        self._step = [
            *self._penalized(),
            *self._held(parameters.flat.g),
            *self._optimized(scalars),
            *self._corrected(),
            *self._held(parameters.flat.step),
        ]

    def step(self, rows: int) -> Operations:
        """Bind the gradient of so many rows, the penalty, and all layers' steps."""
        flat, reduction = self._parameters.flat, self._parameters.network.reduction
        reduced = bind(reduction.function, {"total": flat.total, "per_row": 1.0 / rows}, flat.g)
        return [*reduced, *self._step]

    def one_by_one(self) -> list[Operations]:
        """Bind each layer's new parameters."""
        changes = [self._parameters.change(layer + 1) for layer in range(self._parameters.network.layers)]
        return [bind(layers.update, {"w": w, "step": step}, w) for w, step in changes]

    def at_once(self) -> Operations:
        """Bind all layers' new parameters."""
        flat = self._parameters.flat
        return bind(layers.update, {"w": flat.w, "step": flat.step}, flat.w)

    def _penalized(self) -> Operations:
        flat, penalty = self._parameters.flat, self._parameters.network.penalty
        if penalty.gradient is None:
            return []
        return [
            *bind(penalty.gradient, {"w": flat.w, "rate": flat.rate}, flat.penalty),
            *bind(layers.penalized, {"g": flat.g, "penalty": flat.penalty}, flat.g),
        ]

    def _held(self, of: Floats) -> Operations:
        """Bind what keeps parameters that are not trained: their gradients and steps are 0."""
        trained = self._parameters.flat.trained
        return [] if trained.all() else bind(layers.held, {"x": of, "trained": trained}, of)

    def _optimized(self, scalars: Scalars) -> Operations:
        flat, optimizer = self._parameters.flat, self._parameters.network.optimizer
        known: Known = {"g": flat.g, "w": flat.w, "eta": scalars.eta, "t": scalars.t, **flat.memory}
        known = {**known, **self._parameters.network.constants}
        return bind(optimizer.step, known, flat.step, *(flat.memory[name] for name in optimizer.memory))

    def _corrected(self) -> Operations:
        flat, penalty = self._parameters.flat, self._parameters.network.penalty
        if penalty.correction is None:
            return []
        known = {"w": flat.w, "step": flat.step, "g": flat.g, "penalty": flat.penalty, **flat.memory}
        return bind(penalty.correction, known, flat.step, *(flat.memory[name] for name in penalty.memory))
