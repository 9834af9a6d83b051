"""What a network is, without any number in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .activations import ACTIVATIONS, Activation
from .losses import LOSSES, Loss
from .optimizers import OPTIMIZERS, Optimizer
from .penalties import PENALTIES, Penalty
from .rates import SCHEDULES, RateSchedule
from .reductions import REDUCTIONS, Reduction
from .spec import Spec


@dataclass(frozen=True)
class Network:
    """Layers, and what is done with them. ``units`` has the input layer first."""

    units: tuple[int, ...]
    activations: tuple[Activation, ...]
    loss: Loss
    optimizer: Optimizer
    reduction: Reduction
    penalty: Penalty
    constants: Mapping[str, float]
    """What the specification sets of the optimizer's constants."""
    dropout: tuple[float, ...]
    """Of each layer: the share of its neurons that is left out in training."""
    schedule: RateSchedule
    schedule_constants: Mapping[str, float]
    trains_weights: tuple[bool, ...]
    trains_biases: tuple[bool, ...]
    """Of each layer."""

    @property
    def layers(self) -> int:
        """Number of layers with weights, L."""
        return len(self.units) - 1

    @property
    def slope_cancels(self) -> bool:
        """Whether the output's slope cancels against the loss, so that delta = a − y."""
        return self.loss.delta is not None

    def slices(self) -> list[slice]:
        """Where each layer's (units_in + 1) × units parameters lie in a flat vector."""
        ends = np.cumsum([0] + [(i + 1) * o for i, o in pairwise(self.units)]).tolist()
        return [slice(start, end) for start, end in pairwise(ends)]


def network_of(spec: Spec, features: int, outputs: int) -> Network:
    """Give the network that a specification asks for."""
    names = [*(layer.activation for layer in spec.hidden), spec.output_activation]
    trains = (*(not layer.frozen for layer in spec.hidden), True)
    biases = spec.use_biases and spec.train_biases
    return Network(
        units=(features, *(layer.units for layer in spec.hidden), outputs),
        activations=tuple(ACTIVATIONS[name] for name in names),
        loss=LOSSES[spec.loss],
        optimizer=OPTIMIZERS[spec.optimizer.kind],
        reduction=REDUCTIONS[spec.batch_reduction],
        penalty=PENALTIES[spec.regularization.kind],
        constants=spec.optimizer.constants,
        dropout=(*(layer.dropout for layer in spec.hidden), 0.0),
        schedule=SCHEDULES[spec.schedule.kind],
        schedule_constants=spec.schedule.constants,
        trains_weights=trains,
        trains_biases=tuple(biases and layer for layer in trains),
    )
