"""A run trained so far: what of it is taken home."""

from dataclasses import dataclass

from ..data import Dataset, load, resolve
from ..engine import Evaluator, Floats, Spec, Stepper
from ..engine.network import Network
from ..engine.parameters import Parameters

Layers = tuple[Floats, ...]


@dataclass(frozen=True, eq=False)
class Trained:
    """A run after some epochs. Parameters of a layer are (inputs + 1, units), biases in the last row."""

    spec: Spec
    """Resolved."""
    data: Dataset
    network: Network
    epochs: int
    start: Layers
    """Parameters that it began with, of each layer."""
    end: Layers
    outputs: tuple[Floats, Floats]
    """What it makes of the training and of the test rows, (rows, outputs)."""


def trained(spec: Spec, epochs: int) -> Trained:
    """Train for so many epochs; raise ``BadInput``, or ``Diverged`` where numbers are no longer finite."""
    spec = resolve(spec)
    data = load(spec)
    stepper = Stepper(spec, data.x_train, data.y_train)
    start = _copied(stepper.parameters)
    stepper.advance(epochs * stepper.schedule.steps_per_epoch)
    outputs = _outputs(stepper, data.x_train, data.y_train), _outputs(stepper, data.x_test, data.y_test)
    return Trained(spec, data, stepper.network, epochs, start, _copied(stepper.parameters), outputs)


def _copied(parameters: Parameters) -> Layers:
    layers = range(1, parameters.network.layers + 1)
    return tuple(parameters.by_layer(parameters.flat.w, layer).copy() for layer in layers)


def _outputs(stepper: Stepper, x: Floats, y: Floats) -> Floats:
    if not len(x):
        return y
    return Evaluator(stepper.parameters, x, y).activations()[-1].T
