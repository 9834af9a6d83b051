"""The steps of a run as a function from one frozen state to the next."""

from .operations import Floats
from .spec import Spec
from .stepper import Stepper
from .steps import State


class Trainer:
    """The steps of a run as a function from one frozen state to the next."""

    def __init__(self, spec: Spec, x: Floats, y: Floats) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs)."""
        self._stepper = Stepper(spec, x, y)
        self.schedule = self._stepper.schedule
        self._start = self._latest = self._stepper.state()

    def start(self) -> State:
        """Give the state before the first step: parameters only."""
        return self._start

    def step(self, state: State) -> State:
        """Give the state one propagation on; raise ``Diverged`` where its numbers would not be finite."""
        if self._latest is not state:
            self._stand_at(state)
        self._stepper.advance(1)
        self._latest = self._stepper.state()
        return self._latest

    def _stand_at(self, state: State) -> None:
        number = max(0, state.position.index - 1) // self.schedule.steps_per_batch
        self._stepper.restore(state.core, number)
        parameters = self._stepper.parameters
        for (name, layer), array in state.arrays.items():
            stem, _, part = name.rpartition("_")
            if stem in ("step", "penalty"):
                vector = parameters.by_stem(parameters.kept)[stem]
                parameters.by_layer(vector, layer)[-1 if part == "b" else slice(-1)] = array
        self._stepper.advance(state.position.index - self._stepper.index)
