"""Mazur's worked example, and the wrong rule behind its later numbers: deltas from weights just updated."""

from math import exp

import numpy as np

from app.engine.evaluator import Evaluator
from app.engine.stepper import Stepper
from tests.engine.runs import stepper_of, table

X, Y = [[0.05, 0.10]], [[0.01, 0.99]]
RATE = 0.5
PARAMETERS = [
    {"w": [[0.15, 0.25], [0.20, 0.30]], "b": [0.35, 0.35]},
    {"w": [[0.40, 0.50], [0.45, 0.55]], "b": [0.60, 0.60]},
]


def mazur() -> Stepper:
    """Stand at the start of the example."""
    return stepper_of(
        {
            "data": table(X, Y),
            "hidden": [{"units": 2, "activation": "sigmoid"}],
            "output_activation": "sigmoid",
            "optimizer": {"kind": "sgd", "learning_rate": RATE},
            "parameters": PARAMETERS,
            "train_biases": False,
        }
    )


def loss_after(stepper: Stepper, updates: int) -> float:
    """Train, and give the loss then."""
    stepper.train(updates)
    return Evaluator(stepper.parameters, np.array(X), np.array(Y)).score(None)[0]


def sequential(updates: int) -> float:
    """Do the same by hand, wrongly: the hidden deltas are taken from output weights already updated."""
    (w1, b1), (w2, b2) = ((np.array(layer["w"]), layer["b"]) for layer in PARAMETERS)
    x, y = np.array(X[0]), np.array(Y[0])
    for _ in range(updates):
        hidden, output = _forward(x, w1, b1, w2, b2)
        delta = (output - y) * output * (1 - output)
        w2 = w2 - RATE * np.outer(hidden, delta)
        w1 = w1 - RATE * np.outer(x, (w2 @ delta) * hidden * (1 - hidden))
    return float(0.5 * ((_forward(x, w1, b1, w2, b2)[1] - y) ** 2).sum())


def _forward(x, w1, b1, w2, b2) -> tuple[np.ndarray, np.ndarray]:
    hidden = _sigmoid(x @ w1 + b1)
    return hidden, _sigmoid(hidden @ w2 + b2)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.array([1 / (1 + exp(-each)) for each in z])
