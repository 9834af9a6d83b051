"""A network's parameters, gradients and memories: flat vectors, so that an update is a few operations.

A layer's parameters ``wb`` are (units_in + 1, units), weights above and biases below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .initializers import INITIALIZERS
from .network import Network
from .operations import Floats
from .randomness import weights_of
from .spec import Spec, check_parameters


@dataclass(frozen=True)
class Vectors:
    """Flat vectors of equal length, with a number for each parameter.

    ``w`` parameters, ``total`` gradient summed over the rows, ``g`` the mini-batch's with the penalty,
    ``step`` (new − old), ``penalty`` the penalty's own gradient, ``rate`` its λ on weights and 0 on biases,
    ``trained`` 1, and 0 on what stays as it started, ``memory`` what the optimizer and the penalty remember,
    by name.
    """

    w: Floats
    total: Floats
    g: Floats
    step: Floats
    penalty: Floats
    rate: Floats
    trained: Floats
    memory: Mapping[str, Floats]


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
            w=vectors[""],
            total=np.zeros(self.size),
            g=block[: self.size],
            step=vectors["step"],
            penalty=vectors.get("penalty", np.zeros(self.size)),
            rate=np.zeros(self.size),
            trained=np.zeros(self.size),
            memory={name: vectors[name] for name in names},
        )
        for layer in range(1, network.layers + 1):
            trains = network.trains_weights[layer - 1]
            self.by_layer(self.flat.rate, layer)[:-1] = spec.regularization.rate
            self.by_layer(self.flat.trained, layer)[:-1] = trains
            self.by_layer(self.flat.trained, layer)[-1] = network.trains_biases[layer - 1]
        self._start(spec)

    def _start(self, spec: Spec) -> None:
        """Set the starting values: those given, or drawn from the seed."""
        if spec.parameters is not None:
            check_parameters(spec.parameters, self.network.units)
        generator = weights_of(spec.seed, spec.version)
        initializer = INITIALIZERS[spec.initializer]
        for layer, (units_in, units) in enumerate(pairwise(self.network.units), start=1):
            values = self.by_layer(self.flat.w, layer)
            if spec.parameters is not None:
                values[:-1], values[-1] = spec.parameters[layer - 1].w, spec.parameters[layer - 1].b
            else:
                values[:-1] = initializer.draw(generator, units_in, units)
                values[-1] = initializer.bias * spec.use_biases

    @property
    def penalty(self) -> float:
        """Give what the penalty adds to the loss of any mini-batch, with the weights as they are."""
        return self.cost(self.kept)

    def cost(self, kept: Floats) -> float:
        """Give what it adds with the weights in ``kept``, or in a copy of it."""
        return self.network.penalty.cost(self.by_stem(kept)[""], self.flat.rate)

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
        return self.flat.w[here], self.flat.step[here]
