"""A run trained so far: what of it is taken home."""

from dataclasses import dataclass

from ..data import Dataset
from ..engine import Evaluator, Floats, Spec, State
from ..engine.edits import Edits
from ..engine.network import Network, network_of
from ..engine.parameters import Parameters
from ..playback.run import begun
from ..playback.timeline import Timeline
from ..playback.viewpoint import Viewpoint

Layers = tuple[Floats, ...]


@dataclass(frozen=True, eq=False)
class Trained:
    """A run after some epochs. Parameters of a layer are (inputs + 1, units), biases in the last row."""

    spec: Spec
    """That it began with, resolved."""
    data: Dataset
    network: Network
    epochs: int
    """Whole ones."""
    start: Layers
    """Parameters that it began with, of each layer."""
    end: Layers
    outputs: tuple[Floats, Floats]
    """What it makes of the training and of the test rows, (rows, outputs)."""
    edits: Edits = ()
    """What was changed within these epochs, and at their end where it stands there."""


@dataclass(frozen=True, eq=False)
class Standing:
    """Copies of what a run holds where it stands, from which the rest can be made at leisure."""

    spec: Spec
    here: Spec
    """In force where it stands."""
    data: Dataset
    parameters: Floats
    epochs: int
    edits: Edits
    state: State

    @classmethod
    def of(cls, view: Viewpoint, timeline: Timeline) -> "Standing":
        """Copy it."""
        epochs, rest = timeline.schedule.epochs(timeline.index)
        last = timeline.schedule.end(epochs) - (rest > 0)
        edits = tuple(edit for edit in timeline.edits if edit.index <= last)
        parameters = timeline.stepper.parameters.flat.w.copy()
        return cls(view.spec, timeline.spec_here, view.data, parameters, epochs, edits, timeline.state())

    def trained(self) -> Trained:
        """Make of it what is taken home."""
        x, y = self.data.x_train, self.data.y_train
        network = network_of(self.here, x.shape[1], y.shape[1])
        start = _copied(Parameters(network, self.spec))
        now = Parameters(network, self.here)
        now.flat.w[...] = self.parameters
        outputs = _outputs(now, x, y), _outputs(now, self.data.x_test, self.data.y_test)
        return Trained(self.spec, self.data, network, self.epochs, start, _copied(now), outputs, self.edits)


def trained(spec: Spec, epochs: int, edits: Edits = ()) -> Trained:
    """Train for so many epochs, changed on the way as edits say.

    Raises ``BadInput``, or ``Diverged`` where numbers are no longer finite.
    """
    run = begun(spec, edits)
    run.timeline.advance(run.timeline.schedule.end(epochs))
    return Standing.of(run.view, run.timeline).trained()


def _copied(parameters: Parameters) -> Layers:
    layers = range(1, parameters.network.layers + 1)
    return tuple(parameters.by_layer(parameters.flat.w, layer).copy() for layer in layers)


def _outputs(parameters: Parameters, x: Floats, y: Floats) -> Floats:
    return Evaluator(parameters, x, y).activations()[-1].T if len(x) else y
