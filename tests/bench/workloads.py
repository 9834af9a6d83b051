"""The four networks that are timed, from one that fits on a slide to one that is too large to draw."""

from dataclasses import dataclass

import msgspec
import numpy as np

from app.engine import Floats, Spec, Stepper, decode


@dataclass(frozen=True)
class Workload:
    """A network, and rows of its own for it. ``units`` has the inputs first."""

    name: str
    units: tuple[int, ...]
    activation: str
    output_activation: str
    loss: str
    batch_size: int
    rows: int
    learning_rate: float = 0.003

    @property
    def title(self) -> str:
        return f"{self.name} {'-'.join(map(str, self.units))}"

    def spec(self) -> Spec:
        fields = {
            "hidden": [{"units": units, "activation": self.activation} for units in self.units[1:-1]],
            "output_activation": self.output_activation,
            "loss": self.loss,
            "optimizer": {"kind": "sgd", "learning_rate": self.learning_rate},
            "batch_size": self.batch_size,
        }
        return decode(msgspec.json.encode(fields), Spec)

    def data(self) -> tuple[Floats, Floats]:
        """Draw inputs (rows, features) and targets (rows, outputs)."""
        generator = np.random.default_rng(1)
        x = generator.normal(size=(self.rows, self.units[0]))
        outputs = self.units[-1]
        if outputs == 1:
            return x, np.sign(generator.normal(size=(self.rows, 1)))
        return x, np.eye(outputs)[generator.integers(0, outputs, self.rows)]

    def stepper(self) -> Stepper:
        return Stepper(self.spec(), *self.data())


_SMALL = ("tanh", "tanh", "squared_error", 10, 250)
_LARGE = ("relu", "softmax", "categorical_cross_entropy", 32, 1_500)
WORKLOADS = (
    Workload("W1", (2, 4, 2, 1), *_SMALL),
    Workload("W2", (2, 8, 8, 8, 8, 8, 8, 1), *_SMALL),
    Workload("W3", (64, 32, 16, 10), *_LARGE),
    Workload("W4", (64, 128, 64, 10), *_LARGE),
)
