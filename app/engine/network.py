"""The network: its parameters in one flat vector, and what one layer does forward and backward.

Shapes inside the engine put units first. A layer reads ``a_in`` (units_in + 1, rows), whose last row is the
constant 1 that the bias weighs, so ``wb`` (units_in + 1, units) holds weights above and biases below.
"""

from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise

import numpy as np

from .activations import ACTIVATIONS, Activation
from .initializers import INITIALIZERS
from .losses import LOSSES, Loss
from .operations import Floats, Operations
from .optimizers import OPTIMIZERS, Optimizer, Scalars, Vectors
from .penalties import PENALTIES, Penalty
from .spec import Spec, check_parameters


@dataclass(frozen=True)
class Network:
    """What a network is, without any number in it. ``units`` has the input layer first."""

    units: tuple[int, ...]
    activations: tuple[Activation, ...]
    loss: Loss
    optimizer: Optimizer
    penalty: Penalty

    @property
    def layers(self) -> int:
        """Number of layers with weights, L."""
        return len(self.units) - 1

    @property
    def slope_cancels(self) -> bool:
        """Whether the output's slope cancels against the loss, so that delta = a − y."""
        return self.loss.output_activation is not None

    def slices(self) -> list[slice]:
        """Where each layer's (units_in + 1) × units parameters lie in a flat vector."""
        ends = np.cumsum([0] + [(i + 1) * o for i, o in pairwise(self.units)]).tolist()
        return [slice(start, end) for start, end in pairwise(ends)]


def network_of(spec: Spec, features: int, outputs: int) -> Network:
    """Give the network that a specification asks for."""
    names = [*(layer.activation for layer in spec.hidden), spec.output_activation]
    return Network(
        units=(features, *(layer.units for layer in spec.hidden), outputs),
        activations=tuple(ACTIVATIONS[name] for name in names),
        loss=LOSSES[spec.loss],
        optimizer=OPTIMIZERS[spec.optimizer.kind],
        penalty=PENALTIES[spec.regularization.kind],
    )


class Parameters:
    """All parameters, gradients and memories of a network: flat vectors, and views on them by layer.

    ``core`` (parameters and memories) is all that must be kept to go on from the end of a mini-batch,
    ``kept`` (that, and the last step and penalty) all that an update leaves to see. ``watched`` (what steps
    are made from, and parameters) shows whether numbers have grown out of bounds.
    """

    def __init__(self, network: Network, spec: Spec) -> None:
        self.network = network
        self._slices = network.slices()
        self.size = self._slices[-1].stop
        names = (*network.optimizer.memory, *network.penalty.memory)
        penalized = network.penalty.name != "none"
        self._stems = ("", *names, "step", *(["penalty"] if penalized else []))
        block = np.zeros((1 + len(self._stems)) * self.size)
        self.watched, self.kept = block[: 2 * self.size], block[self.size :]
        self.core = self.kept[: (1 + len(names)) * self.size]
        vectors = self.by_stem(self.kept)
        self.flat = Vectors(
            p=vectors[""],
            g=np.zeros(self.size),
            h=block[: self.size],
            s=vectors["step"],
            penalty=vectors.get("penalty", np.zeros(self.size)),
            penalty_rate=np.zeros(self.size),
            memory={name: vectors[name] for name in names},
        )
        for layer in range(1, network.layers + 1):
            self.by_layer(self.flat.penalty_rate, layer)[:-1] = spec.regularization.rate
        self._start(spec)

    def _start(self, spec: Spec) -> None:
        """Set the starting values: those given, or drawn from the seed."""
        if spec.parameters is not None:
            check_parameters(spec.parameters, self.network.units)
        generator = np.random.default_rng(spec.seed)
        initializer = INITIALIZERS[spec.initializer]
        for layer, (units_in, units) in enumerate(pairwise(self.network.units), start=1):
            values = self.by_layer(self.flat.p, layer)
            if spec.parameters is not None:
                values[:-1], values[-1] = spec.parameters[layer - 1].w, spec.parameters[layer - 1].b
            else:
                values[:-1], values[-1] = initializer.draw(generator, units_in, units), initializer.bias

    def by_stem(self, kept: Floats) -> dict[str, Floats]:
        """View the vectors in ``kept``, or in a copy of it, by the stem of their tensors' names."""
        return dict(zip(self._stems, kept.reshape(-1, self.size), strict=True))

    def by_layer(self, vector: Floats, layer: int) -> Floats:
        """View one layer's part of a flat vector as (units_in + 1, units)."""
        units_in, units = self.network.units[layer - 1 : layer + 1]
        return vector[self._slices[layer - 1]].reshape(units_in + 1, units)

    def change(self, layer: int) -> tuple[Floats, Floats]:
        """View one layer's part of the parameters, flat, and of the step to add to it."""
        here = self._slices[layer - 1]
        return self.flat.p[here], self.flat.s[here]


@dataclass(frozen=True)
class Layer:
    """One layer's buffers for a mini-batch: ``z``, ``a``, ``slope``, ``d_a``, ``delta`` are (units, rows)."""

    activation: Activation
    wb: Floats
    g: Floats
    a_in: Floats
    z: Floats
    a: Floats
    slope: Floats
    d_a: Floats
    delta: Floats


def forward(layer: Layer) -> Operations:
    """Bind z = a_in · w + b and a = f(z)."""
    activate = layer.activation.forward(layer.z, layer.a, layer.slope)
    return [partial(layer.wb.T.dot, layer.a_in, layer.z), *activate]


def blame(layer: Layer, after: Layer) -> Operations:
    """Bind d_a = ∂ℓ/∂a of this layer: every delta it feeds, weighed by the connection in between."""
    return [partial(after.wb[:-1].dot, after.delta, layer.d_a)]


def delta(layer: Layer) -> Operations:
    """Bind delta = ∂ℓ/∂z = d_a · f′(z)."""
    if layer.activation.backward:
        return layer.activation.backward(layer.a, layer.d_a, layer.delta)
    return [partial(np.multiply, layer.d_a, layer.slope, layer.delta)]


def gradient(layer: Layer) -> Operations:
    """Bind the sum over the rows of a_in · delta: for weights, and for the bias through the constant 1."""
    return [partial(layer.a_in.dot, layer.delta.T, layer.g)]


def step(vectors: Vectors, per_row: Floats, network: Network, scalars: Scalars) -> Operations:
    """Bind the gradient's mean over the rows, the penalty and the step."""
    return [
        partial(np.multiply, vectors.g, per_row, vectors.h),
        *network.penalty.before(vectors),
        *network.optimizer.bind(vectors, scalars),
        *network.penalty.after(vectors),
    ]


def update(p: Floats, s: Floats) -> Operations:
    """Bind p = p + s: new parameters are the old ones and the step."""
    return [partial(np.add, p, s, p)]


class Workspace:
    """Buffers for one network and one mini-batch size, and the operations of every step on them.

    ``steps`` has one list of operations per propagation, in the order they are made; ``mini_batch`` does the
    same arithmetic for a whole mini-batch, without the losses, in fewer and larger operations. What is
    elementwise over all layers is done for all at once in either: the slopes with the first step back, means
    and steps with the first update. Each layer's parameters change in its own update only.
    """

    def __init__(self, parameters: Parameters, rows: int, scalars: Scalars) -> None:
        network = parameters.network
        self.rows = rows
        # Targets, inputs and the constant 1 lie together, to be brought in at once.
        self.data = np.ones((network.units[-1] + network.units[0] + 1, rows))
        self.y, self.x = self.data[: network.units[-1]], self.data[network.units[-1] :]
        self.inputs, self.rows_in = self.x[:-1], self.data[:-1]
        self.loss = np.zeros(rows)
        # One row more than a layer has units: room for the constant 1, so that all blocks have one layout.
        ends = np.cumsum([0] + [(units + 1) * rows for units in network.units[1:]]).tolist()
        self._places = [slice(start, end) for start, end in pairwise(ends)]
        self._z, self._a, self._slope, self._d_a, self._delta = (
            np.zeros(ends[-1]),
            np.ones(ends[-1]),
            np.zeros(ends[-1]),
            np.zeros(ends[-1]),
            np.zeros(ends[-1]),
        )
        self.layers = [self._layer(parameters, layer) for layer in range(1, network.layers + 1)]
        self._network = network
        self.per_row = np.array(1.0 / rows)
        self.steps = self._one_by_one(parameters, scalars)
        self.mini_batch = self._whole(parameters, scalars)

    def _rows_of(self, block: Floats, layer: int) -> Floats:
        return block[self._places[layer - 1]].reshape(-1, self.rows)

    def _layer(self, parameters: Parameters, layer: int) -> Layer:
        z, a, s, d_a, d = (
            self._rows_of(block, layer)[:-1]
            for block in (self._z, self._a, self._slope, self._d_a, self._delta)
        )
        return Layer(
            activation=parameters.network.activations[layer - 1],
            wb=parameters.by_layer(parameters.flat.p, layer),
            g=parameters.by_layer(parameters.flat.g, layer),
            a_in=self.x if layer == 1 else self._rows_of(self._a, layer - 1),
            z=z,
            a=a,
            slope=s,
            d_a=d_a,
            delta=d,
        )

    def _output_delta(self) -> Operations:
        """Bind the output's ∂ℓ/∂a, or where the slope cancels its ∂ℓ/∂z."""
        output = self.layers[-1]
        made = output.delta if self._network.slope_cancels else output.d_a
        return self._network.loss.slope(output.a, self.y, made)

    def _forward(self) -> list[Operations]:
        return [forward(layer) for layer in self.layers]

    def _value(self) -> Operations:
        output = self.layers[-1]
        return self._network.loss.value(output.z, output.a, output.slope, self.y, self.loss)

    def _backward(self) -> list[Operations]:
        """Bind a list for each layer, the last layer first."""
        layers: list[Operations] = []
        for layer, after in zip(reversed(self.layers), [None, *reversed(self.layers)], strict=False):
            operations = blame(layer, after) if after else [*self._output_delta(), *self._slopes()]
            if after or not self._network.slope_cancels:
                operations += delta(layer)
            layers.append(operations + gradient(layer))
        return layers

    def _one_by_one(self, parameters: Parameters, scalars: Scalars) -> list[Operations]:
        """Bind the 3L + 2 steps; the first, which loads the rows, is the stepper's own and empty here."""
        updates = [update(*parameters.change(layer + 1)) for layer in range(len(self.layers))]
        updates[0] = step(parameters.flat, self.per_row, self._network, scalars) + updates[0]
        loading: Operations = []
        steps: list[Operations] = [loading, *self._forward(), self._value(), *self._backward(), *updates]
        return steps

    def _whole(self, parameters: Parameters, scalars: Scalars) -> Operations:
        """Bind a whole mini-batch in one list, every layer's parameters changed at once."""
        flat = parameters.flat
        passes = [operation for layer in self._forward() + self._backward() for operation in layer]
        return [*passes, *step(flat, self.per_row, self._network, scalars), *update(flat.p, flat.s)]

    def _slopes(self) -> Operations:
        """Bind f′(z) of all layers that need it, neighbours with one activation in one operation."""
        sloped = range(len(self.layers) - self._network.slope_cancels)
        operations: Operations = []
        for activation, group in groupby(sloped, key=lambda index: self.layers[index].activation):
            indices = list(group)
            if activation.slope:
                here = slice(self._places[indices[0]].start, self._places[indices[-1]].stop)
                operations += activation.slope(self._z[here], self._a[here], self._slope[here])
        return operations

    def sane(self) -> bool:
        """Whether every number of the pass is finite (its square too, so *no* means: look closer)."""
        blocks = (self._z, self._a, self._d_a, self._delta, self.loss)
        return all(np.isfinite(block.dot(block)) for block in blocks)
