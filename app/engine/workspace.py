"""A mini-batch's buffers, and the operations of every step on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from . import layers
from .activations import Activation
from .binding import Binding, Known, bind, bind_together
from .operations import Floats, Operations
from .parameters import Parameters
from .updating import Updating


@dataclass(frozen=True)
class Layer:
    """One layer's buffers for a mini-batch, as ``layers.py`` describes them; ``total`` is as ``wb``.

    ``passed`` is what the next layer is given: ``a``, or what dropout leaves of it.
    """

    activation: Activation
    wb: Floats
    total: Floats
    a_in: Floats
    z: Floats
    a: Floats
    slope: Floats
    d_a: Floats
    delta: Floats
    passed: Floats
    dropout: "Dropout | None"


@dataclass(frozen=True)
class Dropout:
    """A layer's ``fraction`` left out, random numbers and the ``mask`` made of them, both (units, rows)."""

    fraction: float
    drawn: Floats
    mask: Floats


class Workspace:
    """Buffers for one network and one mini-batch size, and the operations of every step on them.

    Once it is ``ready``, ``steps`` has one list of operations per propagation, in the order they are made;
    ``mini_batch`` does the same arithmetic for a whole mini-batch, without the losses, in fewer and larger
    operations. What is elementwise over all layers is done for all at once in either: the slopes with the
    first step back, the mini-batch's gradient and the steps with the first update. Each layer's parameters
    change in its own update only. Without ``updating`` there is only the way forward and the loss, and no
    dropout.
    """

    def __init__(self, parameters: Parameters, rows: int, updating: Updating | None = None) -> None:
        self._network = network = parameters.network
        self.rows = rows
        # Targets, inputs and the constant 1 lie together, to be brought in at once. Zeros are not
        # touched here: the system gives the memory for them later, step by step.
        self.data = np.zeros((network.units[-1] + network.units[0] + 1, rows))
        self.data[-1] = 1.0
        self.y, self.x = self.data[: network.units[-1]], self.data[network.units[-1] :]
        self.inputs, self.rows_in = self.x[:-1], self.data[:-1]
        self.loss = np.zeros(rows)
        # One row more than a layer has units: room for the constant 1, so that all blocks have one layout.
        ends = np.cumsum([0] + [(units + 1) * rows for units in network.units[1:]]).tolist()
        self._places = [slice(start, end) for start, end in pairwise(ends)]
        self._z, self._a, self._slope, self._d_a, self._delta = (np.zeros(ends[-1]) for _ in range(5))
        self._drops = updating is not None and any(network.dropout)
        self._passed = self._a.copy() if self._drops else self._a
        for layer in range(1, network.layers + 1):
            self._rows_of(self._a, layer)[-1] = self._rows_of(self._passed, layer)[-1] = 1.0
        self.layers = [self._layer(parameters, layer) for layer in range(1, network.layers + 1)]
        self._updating = updating
        self.steps: list[Operations] = []
        self.mini_batch: Operations = []

    def ready(self) -> "Workspace":
        """Bind the operations, where they are not yet: many a run is only looked at."""
        if not self.steps:
            self.steps = self._one_by_one()
            self.mini_batch = self._at_once(self._updating) if self._updating else []
        return self

    def _rows_of(self, block: Floats, layer: int) -> Floats:
        return block[self._places[layer - 1]].reshape(-1, self.rows)

    def _layer(self, parameters: Parameters, layer: int) -> Layer:
        z, a, slope, d_a, delta = (
            self._rows_of(block, layer)[:-1]
            for block in (self._z, self._a, self._slope, self._d_a, self._delta)
        )
        fraction = parameters.network.dropout[layer - 1] if self._drops else 0.0
        dropout = Dropout(fraction, np.zeros_like(z), np.zeros_like(z)) if fraction else None
        passed = self._rows_of(self._passed if dropout else self._a, layer)[:-1]
        return Layer(
            activation=parameters.network.activations[layer - 1],
            wb=parameters.by_layer(parameters.flat.w, layer),
            total=parameters.by_layer(parameters.flat.total, layer),
            a_in=self.x if layer == 1 else self._into(layer),
            z=z,
            a=a,
            slope=slope,
            d_a=d_a,
            delta=delta,
            passed=passed,
            dropout=dropout,
        )

    def _into(self, layer: int) -> Floats:
        """Give what the layer before passes on, and the constant 1."""
        drops = self._drops and self._network.dropout[layer - 2]
        return self._rows_of(self._passed if drops else self._a, layer - 1)

    @property
    def dropouts(self) -> Sequence[Dropout]:
        """What is left out of each layer that leaves something out."""
        return [layer.dropout for layer in self.layers if layer.dropout]

    def _one_by_one(self) -> list[Operations]:
        """Bind the 3L + 2 steps; the first, which loads the rows, is the stepper's own and empty here."""
        updating, forward = self._updating, [[], *self._forward_and_loss()]
        if updating is None:
            return forward
        updates = updating.one_by_one()
        updates[0] = updating.step(self.rows) + updates[0]
        return [*forward, *self._backward(), *updates]

    def _at_once(self, updating: Updating) -> Operations:
        """Bind a whole mini-batch in one list, every layer's parameters changed at once."""
        passes = [*self._forward_and_loss()[:-1], *self._backward()]
        passes[len(self.layers) - 1] = self._forward(self.layers[-1])
        flat = [operation for operations in passes for operation in operations]
        return [*flat, *updating.step(self.rows), *updating.at_once()]

    def _forward_and_loss(self) -> list[Operations]:
        """Bind a list for each layer, and one for the loss, which shares what the output is made of."""
        *hidden, output = self.layers
        known = self._known_of_output()
        activated, loss = bind_together(
            Binding(output.activation.function, {"z": output.z}, (output.a,)),
            Binding(self._network.loss.value, known, (self.loss,)),
        )
        return [*(self._forward(layer) for layer in hidden), [*_weighed(output), *activated], loss]

    def _forward(self, layer: Layer) -> Operations:
        activated = bind(layer.activation.function, {"z": layer.z}, layer.a)
        return [*_weighed(layer), *activated, *_dropped(layer)]

    def _backward(self) -> list[Operations]:
        """Bind a list for each layer, the last layer first."""
        backward: list[Operations] = []
        for layer, after in zip(reversed(self.layers), [None, *reversed(self.layers)], strict=False):
            if after:
                operations = bind(layers.blame, {"w": after.wb[:-1], "delta": after.delta}, layer.d_a)
                operations += [*_masked(layer, layer.d_a, layer.d_a), *_delta(layer)]
            else:
                operations = self._output_delta()
            gradient = bind(layers.gradient, {"a_in": layer.a_in, "delta": layer.delta}, layer.total)
            backward.append(operations + gradient)
        return backward

    def _output_delta(self) -> Operations:
        """Bind all layers' slopes, and the output's delta: from ∂ℓ/∂a, or at once where the slope cancels."""
        output, loss, known = self.layers[-1], self._network.loss, self._known_of_output()
        if loss.delta:
            return [*bind(loss.delta, known, output.delta), *self._slopes()]
        return [*bind(loss.slope, known, output.d_a), *self._slopes(), *_delta(output)]

    def _known_of_output(self) -> dict[str, Floats | float]:
        output = self.layers[-1]
        return {"z": output.z, "a": output.a, "y": self.y, "outputs": float(len(self.y))}

    def _slopes(self) -> Operations:
        """Bind f′(z) of all layers that need it, neighbours with one activation in one operation."""
        sloped = range(len(self.layers) - self._network.slope_cancels)
        operations: Operations = []
        for activation, group in groupby(sloped, key=lambda index: self.layers[index].activation):
            indices = list(group)
            if activation.slope:
                here = slice(self._places[indices[0]].start, self._places[indices[-1]].stop)
                operations += bind(
                    activation.slope, {"z": self._z[here], "a": self._a[here]}, self._slope[here]
                )
        return operations

    def sane(self) -> bool:
        """Whether every number of the pass is finite (its square too, so *no* means: look closer)."""
        blocks = (self._z, self._a, self._d_a, self._delta, self.loss)
        return all(np.isfinite(block.dot(block)) for block in blocks)


def _weighed(layer: Layer) -> Operations:
    return bind(layers.forward, {"wb": layer.wb, "a_in": layer.a_in}, layer.z)


def _delta(layer: Layer) -> Operations:
    if layer.activation.delta:
        return bind(layer.activation.delta, {"a": layer.a, "d_a": layer.d_a}, layer.delta)
    return bind(layers.delta, {"d_a": layer.d_a, "slope": layer.slope}, layer.delta)


def _dropped(layer: Layer) -> Operations:
    """Bind the mask, and what it leaves of the activations."""
    if layer.dropout is None:
        return []
    known: Known = {"drawn": layer.dropout.drawn, "fraction": layer.dropout.fraction}
    return [*bind(layers.drop_mask, known, layer.dropout.mask), *_masked(layer, layer.a, layer.passed)]


def _masked(layer: Layer, x: Floats, out: Floats) -> Operations:
    return bind(layers.masked, {"x": x, "mask": layer.dropout.mask}, out) if layer.dropout else []
