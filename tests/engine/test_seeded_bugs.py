"""The checks that the engine passes can fail: every wrong rule put in its place is found."""

from functools import cache

import numpy as np
import pytest

from app.engine.losses import LOSSES
from tests.engine.checks import disagreements_with_pytorch
from tests.engine.differences import wrong_gradients
from tests.engine.golden.cases import cases
from tests.engine.mazur import loss_after, mazur, sequential
from tests.engine.mutants import CONTROLS, MUTANTS, updated_early
from tests.engine.runs import table

ACTIVATIONS_TOUCHED = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "silu", "softplus", "softmax")


@cache
def telling_first():
    """Give all golden runs: as few as try every record, then those of plain descent, then the rest."""
    few, rest = [], cases()
    wanted = set().union(*map(tried, rest))
    while wanted:
        few.append(max(rest, key=lambda case: len(tried(case) & wanted)))
        rest.remove(few[-1])
        wanted -= tried(few[-1])
    return few, sorted(rest, key=lambda case: (case.optimizer, case.penalty) != ("sgd", "none"))


def tried(case):
    """Give what a run tries: records, which are others where they are saturated."""
    return {(record, case.circuit.saturated) for record in case.records}


@np.errstate(all="ignore")
def first_disagreement():
    few, rest = telling_first()
    return next(disagreements_with_pytorch([*few, *rest]), None)


@pytest.mark.parametrize("mutate", MUTANTS.values(), ids=MUTANTS.keys())
def test_a_wrong_rule_disagrees_with_pytorch(mutate, monkeypatch):
    mutate(monkeypatch)

    assert first_disagreement() is not None


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS.keys())
def test_the_right_rule_written_like_the_wrong_ones_agrees(control, monkeypatch):
    few, _ = telling_first()
    control(monkeypatch)

    assert list(disagreements_with_pytorch(few)) == []


def network(activation, loss):
    return {
        "data": table([[0.3, -0.8], [-1.2, 0.5], [0.9, 1.1]], [[0.0, 1.0], [3.0, -2.0], [1.0, 0.0]]),
        "hidden": [{"units": 3, "activation": activation}, {"units": 2, "activation": activation}],
        "output_activation": LOSSES[loss].output_activation or activation,
        "loss": loss,
        "batch_size": 2,
        "initializer": "playground",  # its biases keep units off their kinks at 0
        "seed": 5,
    }


# Each activation with one loss, then with the next: a wrong slope and a wrong loss are both found early.
NETWORKS = [
    network(activation, list(LOSSES)[(place + shift) % len(LOSSES)])
    for shift in range(len(LOSSES))
    for place, activation in enumerate(ACTIVATIONS_TOUCHED)
]
OF_THE_GRADIENT = [
    "deltas with their sign flipped",
    "deltas without the activation's slope",
    "output deltas always a − y",
    "cross-entropy deltas with the slope that cancels",
    "hidden deltas from weights already updated",
    "hidden deltas from a neighbour's delta",
    "gradients of weights without their input",
    "gradients of biases from the first row only",
    "σ′ = a",
    "σ′ taken at a",
    "tanh′ = 1 − a",
    "relu′ = 1 everywhere",
    "elu′ = a below zero",
    "silu′ = σ",
    "softplus′ = a",
    "softmax's Jacobian without what is off its diagonal",
    "squared error without its half",
    "squared error's slope doubled",
    "y − a",
    "huber's slope not held",
]


@pytest.mark.parametrize("name", OF_THE_GRADIENT)
def test_a_wrong_gradient_disagrees_with_central_differences_too(name, monkeypatch):
    MUTANTS[name](monkeypatch)

    assert any(wrong_gradients(fields) for fields in NETWORKS)


def test_the_right_gradients_agree_with_central_differences():
    assert not any(wrong_gradients(fields) for fields in NETWORKS)


def test_the_engine_with_weights_updated_early_makes_mazurs_later_numbers(monkeypatch):
    updated_early(0.5)(monkeypatch)

    assert loss_after(mazur(), 1) == pytest.approx(0.291027923905, abs=5e-13)
    assert loss_after(mazur(), 500) == pytest.approx(sequential(500), rel=1e-12)


def test_there_are_many_wrong_rules():
    assert len(MUTANTS) >= 15
