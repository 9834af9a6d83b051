"""The runs that PyTorch and the engine both make: which they are and what they start from, no arithmetic.

A circuit is a 2-2-3-2 network with its activations, loss, rows and starting values. It is trained with
optimizers and penalties for ten mini-batches of two, two and one rows. The first row is (0, 0) and layer 1
starts without biases, so that z = 0 exactly; one weight starts at 0 exactly; the saturated circuits have z
near ±1000 in every layer.

Runs come in groups, whose numbers are kept in a file each: the ``first`` crosses the records of its time with
one another, each later one tries a record that came after. To add a record's numbers, add it to ``LATER`` and
to ``generate.py``; the groups before stay as they are.
"""

from collections.abc import Callable
from functools import cache, partial
from random import Random
from typing import Any, NamedTuple

FIRST = "first"
ACTIVATIONS = (
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus", "softmax"
)  # fmt: skip
LEARNING_RATES = {
    "sgd": 0.3,
    "momentum": 0.1,
    "nesterov": 0.1,
    "rmsprop": 0.02,
    "adagrad": 0.1,
    "adam": 0.05,
    "adamw": 0.05,
}
PENALTY_RATES = {"none": 0.0, "l1": 0.03, "l2": 0.1}
USUAL_REDUCTION = "mean"
SATURATED_RATES = {"sgd": 1e-7, "adam": 0.01}

UNITS = (2, 2, 3, 2)
ROWS = 5
BATCH_SIZE = 2
MINI_BATCHES = 10
FAR = 1000.0

_HIDDEN_SHIFTS = {"squared_error": (3, 7), "huber": (1, 4)}
"""How far round the table of activations the hidden ones are from the output's."""
_BOUND_OUTPUTS = {"binary_cross_entropy": "sigmoid", "categorical_cross_entropy": "softmax"}


class Circuit(NamedTuple):
    """A network, its rows and its starting values: ``activations`` has the output's last."""

    loss: str
    activations: tuple[str, ...]
    saturated: bool
    x: list[list[float]]
    y: list[list[float]]
    parameters: list[dict[str, Any]]

    @property
    def name(self) -> str:
        """Say which network it is."""
        return " ".join(("saturated" if self.saturated else "ordinary", self.loss, *self.activations))


class Case(NamedTuple):
    """One run."""

    circuit: Circuit
    optimizer: str
    learning_rate: float
    penalty: str
    penalty_rate: float
    reduction: str = USUAL_REDUCTION

    @property
    def name(self) -> str:
        """Say which run it is."""
        usual = f"{self.circuit.name} {self.optimizer} {self.penalty}"
        return usual if self.reduction == USUAL_REDUCTION else f"{usual} {self.reduction}"

    @property
    def records(self) -> tuple[str, ...]:
        """Name what it tries."""
        return self.reduction, self.optimizer, self.penalty, self.circuit.loss, *self.circuit.activations

    @property
    def spec(self) -> dict[str, Any]:
        """Give the run's specification."""
        *hidden, output = self.circuit.activations
        return {
            "data": {"kind": "table", "x": self.circuit.x, "y": self.circuit.y, "train_fraction": 1.0},
            "hidden": [
                {"units": units, "activation": activation}
                for units, activation in zip(UNITS[1:-1], hidden, strict=True)
            ],
            "output_activation": output,
            "loss": self.circuit.loss,
            "optimizer": {"kind": self.optimizer, "learning_rate": self.learning_rate},
            "regularization": {"kind": self.penalty, "rate": self.penalty_rate},
            "parameters": self.circuit.parameters,
            "batch_size": BATCH_SIZE,
            "shuffle": False,
            **({} if self.reduction == USUAL_REDUCTION else {"batch_reduction": self.reduction}),
        }


@cache
def groups() -> dict[str, list[Case]]:
    """Give every group of runs by its name, in the order in which their numbers are kept."""
    return {FIRST: _first()} | {record: of() for record, of in LATER.items()}


def cases() -> list[Case]:
    """Give every run."""
    return [case for group in groups().values() for case in group]


def _first() -> list[Case]:
    """Give every network with every optimizer and penalty of the first tables."""
    return [
        Case(circuit, optimizer, rate, penalty, PENALTY_RATES[penalty])
        for circuit in circuits()
        for optimizer, rate in (SATURATED_RATES if circuit.saturated else LEARNING_RATES).items()
        for penalty in (("none",) if circuit.saturated else PENALTY_RATES)
    ]


def circuits() -> list[Circuit]:
    """Give every network: each activation hidden with each loss, and as output where the loss allows it."""
    networks = [
        (loss, (*pair, output))
        for loss, output in _BOUND_OUTPUTS.items()
        for pair in zip(ACTIVATIONS[::2], ACTIVATIONS[1::2], strict=True)
    ]
    networks += [
        (loss, (_after(output, first), _after(output, second), output))
        for loss, (first, second) in _HIDDEN_SHIFTS.items()
        for output in ACTIVATIONS
    ]
    return [_circuit(*network, saturated) for saturated in (False, True) for network in networks]


def _of_activation(name: str) -> list[Case]:
    """Try an activation hidden with each loss, and as output where the loss allows it."""
    networks = [(loss, (name, "tanh", output)) for loss, output in _BOUND_OUTPUTS.items()]
    networks += [(loss, ("tanh", name, name)) for loss in _HIDDEN_SHIFTS]
    return _few(networks)


def _of_loss(name: str) -> list[Case]:
    """Try a loss with outputs of every sort."""
    outputs = ("linear", "sigmoid", "tanh", "relu", "softmax")
    return _few([(name, ("tanh", "silu", output)) for output in outputs])


def _of_optimizer(name: str, rate: float) -> list[Case]:
    """Try an optimizer on networks of every sort, with every penalty."""
    networks = [
        ("squared_error", ("tanh", "relu", "linear")),
        ("categorical_cross_entropy", ("silu", "tanh", "softmax")),
        ("huber", ("elu", "gelu", "tanh")),
    ]
    return [
        Case(_circuit(*network, saturated=False), name, rate, penalty, PENALTY_RATES[penalty])
        for network in networks
        for penalty in PENALTY_RATES
    ]


def _of_reduction(name: str) -> list[Case]:
    """Try a reduction on networks of every sort, with optimizers that heed a gradient's size, or do not."""
    runs = [
        case for optimizer in SATURATED_RATES for case in _of_optimizer(optimizer, LEARNING_RATES[optimizer])
    ]
    return [case._replace(reduction=name) for case in runs]


def _few(networks: list[tuple[str, tuple[str, ...]]]) -> list[Case]:
    """Try networks with two optimizers and every penalty, and saturated."""
    return [
        Case(_circuit(*network, saturated), optimizer, rate, penalty, PENALTY_RATES[penalty])
        for saturated in (False, True)
        for network in networks
        for optimizer, rate in _few_rates(saturated).items()
        for penalty in (("none",) if saturated else PENALTY_RATES)
    ]


def _few_rates(saturated: bool) -> dict[str, float]:
    return SATURATED_RATES if saturated else {name: LEARNING_RATES[name] for name in SATURATED_RATES}


LATER: dict[str, Callable[[], list[Case]]] = {
    "mish": partial(_of_activation, "mish"),
    "hard_tanh": partial(_of_activation, "hard_tanh"),
    "sine": partial(_of_activation, "sine"),
    "mean_squared_error": partial(_of_loss, "mean_squared_error"),
    "nadam": partial(_of_optimizer, "nadam", 0.05),
    "lion": partial(_of_optimizer, "lion", 0.02),
    "sum": partial(_of_reduction, "sum"),
}
"""The runs of each record that came after the first ones, by its name."""


def _after(activation: str, shift: int) -> str:
    return ACTIVATIONS[(ACTIVATIONS.index(activation) + shift) % len(ACTIVATIONS)]


def _circuit(loss: str, activations: tuple[str, ...], saturated: bool) -> Circuit:
    random = Random(f"{activations} {loss}")
    x = [[0.0, 0.0], *(_numbers(random, 2, 2.0) for _ in range(ROWS - 1))]
    y = [_targets(random, loss) for _ in range(ROWS)]
    parameters = [_start(random, layer, saturated) for layer in range(1, len(UNITS))]
    return Circuit(loss, activations, saturated, x, y, parameters)


def _targets(random: Random, loss: str) -> list[float]:
    if loss == "categorical_cross_entropy":
        return random.choice([[0.0, 1.0], [1.0, 0.0]])
    if loss == "binary_cross_entropy":
        return [random.choice([0.0, 1.0]), random.choice([0.0, 1.0, 0.25])]
    return _numbers(random, 2, 2.5)  # both within and beyond Huber's δ


def _start(random: Random, layer: int, saturated: bool) -> dict[str, Any]:
    units_in, units = UNITS[layer - 1 : layer + 1]
    w = [_numbers(random, units, 1.5) for _ in range(units_in)]
    if saturated:
        signs = random.choice([[1, -1, 0], [-1, 1, 1], [1, -1, -1]])[:units]
        return {"w": [[value / FAR for value in row] for row in w], "b": [sign * FAR for sign in signs]}
    w[0][0] = 0.0 if layer == 1 else 0.02  # the one starts where sign is 0, the other soon crosses 0
    return {"w": w, "b": [[0.0, 0.0], [0.0, -0.3, 0.2], [0.9, 0.6]][layer - 1]}


def _numbers(random: Random, count: int, limit: float) -> list[float]:
    """Draw numbers of two digits, none of them 0."""
    return [random.choice([-1, 1]) * random.randint(10, int(limit * 100)) / 100 for _ in range(count)]
