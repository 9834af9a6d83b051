"""What the catalogue suggests for a data set learns it, whichever of several seeds splits the rows."""

import json

import pytest

from app.data import DATASETS, load
from app.engine.checking import decode
from app.engine.evaluator import Evaluator
from app.engine.spec import Spec
from app.engine.stepper import Stepper


def trained(kind, epochs, seed):
    """Train as suggested; give loss and accuracy on the test half, on the training half if there is none."""
    spec = decode(json.dumps(DATASETS[kind].suggested | {"seed": seed}), Spec)
    data = load(spec)
    stepper = Stepper(spec, data.x_train, data.y_train)
    stepper.advance(epochs * stepper.schedule.steps_per_epoch)
    judged = (data.x_test, data.y_test) if len(data.x_test) else (data.x_train, data.y_train)
    return Evaluator(stepper.parameters, *judged).score(data.threshold if data.classes else None)


@pytest.mark.parametrize("seed", [7, 0, 1])
@pytest.mark.parametrize(
    ("kind", "epochs", "wanted"),
    [
        ("circle", 150, 0.98),
        ("gauss", 20, 0.98),
        ("xor", 200, 0.93),
        ("spiral", 400, 0.86),
        ("moons", 50, 0.98),
        ("and", 200, 1.0),
        ("or", 200, 1.0),
        ("xor4", 500, 1.0),
        ("iris", 40, 0.95),
        ("penguins", 40, 0.95),
        ("wine", 40, 0.95),
        ("digits", 40, 0.96),
        ("sentiment", 30, 0.93),
        ("language", 40, 0.93),
        ("spoken", 40, 0.92),
    ],
)
def test_a_suggested_classification_reaches_its_accuracy(kind, epochs, wanted, seed):
    _, accuracy = trained(kind, epochs, seed)

    assert accuracy >= wanted


@pytest.mark.parametrize("seed", [7, 0, 1])
@pytest.mark.parametrize(
    ("kind", "epochs", "wanted"), [("plane", 50, 0.01), ("multi-gauss", 50, 0.025), ("sine", 200, 0.01)]
)
def test_a_suggested_regression_reaches_its_loss(kind, epochs, wanted, seed):
    loss, _ = trained(kind, epochs, seed)

    assert loss <= wanted
