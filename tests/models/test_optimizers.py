"""Optimizers of PyTorch and Keras become ours, or are refused by what ours has not."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.engine import BadInput
from app.models import read, specified
from app.models.optimizers import of_keras, of_pytorch
from app.models.specifying import rows
from tests.models import keraslike
from tests.models.torchlike import Linear, Net


def torch_optimizer(kind, *groups):
    return type(kind, (), {"param_groups": list(groups)})()


def keras_optimizer(kind, rate=0.01, **settings):
    optimizer = type(kind, (), {"get_config": lambda _: {"learning_rate": rate, **settings}})()
    optimizer.learning_rate = rate
    return optimizer


@pytest.mark.parametrize(
    ("kind", "settings", "fields"),
    [
        ("SGD", {"momentum": 0, "nesterov": False, "dampening": 0}, {"kind": "sgd"}),
        ("SGD", {"momentum": 0.8, "nesterov": False}, {"kind": "momentum", "momentum": 0.8}),
        ("SGD", {"momentum": 0.8, "nesterov": True}, {"kind": "nesterov", "momentum": 0.8}),
        (
            "Adam",
            {"betas": (0.8, 0.99), "eps": 1e-7, "weight_decay": 0, "amsgrad": False},
            {"kind": "adam", "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-7},
        ),
        (
            "AdamW",
            {"betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.01},
            {"kind": "adamw", "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
        ),
        (
            "RMSprop",
            {"alpha": 0.9, "eps": 1e-8, "momentum": 0, "centered": False},
            {"kind": "rmsprop", "rho": 0.9, "epsilon": 1e-8},
        ),
        ("Adagrad", {"eps": 1e-10, "lr_decay": 0}, {"kind": "adagrad", "epsilon": 1e-10}),
    ],
)
def test_an_optimizer_of_pytorch_keeps_its_settings(kind, settings, fields):
    found = of_pytorch(torch_optimizer(kind, {"lr": 0.05, **settings}))

    assert found == {**fields, "learning_rate": 0.05}


@pytest.mark.parametrize(
    ("kind", "settings", "said"),
    [
        ("SGD", {"weight_decay": 0.1}, "optimizer, SGD, weight_decay: should be 0, got 0.1"),
        ("AdamW", {"weight_decay": 0.1}, "optimizer, AdamW, weight_decay: should be 0.01"),
        ("RMSprop", {"momentum": 0.9}, "optimizer, RMSprop, momentum: should be 0"),
        ("Adam", {"amsgrad": True}, "optimizer, Adam, amsgrad: should be False"),
        ("LBFGS", {}, "optimizer: should be one of SGD, Adam"),
    ],
)
def test_what_ours_has_not_is_named(kind, settings, said):
    with pytest.raises(BadInput, match=said):
        of_pytorch(torch_optimizer(kind, {"lr": 0.05, **settings}))


def test_several_groups_of_parameters_are_refused():
    with pytest.raises(BadInput, match="one group"):
        of_pytorch(torch_optimizer("SGD", {"lr": 0.1}, {"lr": 0.2}))


def test_a_model_of_pytorch_is_shown_with_its_optimizer():
    mlp = read(Net(Linear(2, 1)), loss="squared_error")
    optimizer = torch_optimizer("SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": False})

    spec = specified(mlp, rows(np.eye(2), np.zeros((2, 1)), mlp), options={"optimizer": optimizer})

    assert (spec.optimizer.kind, spec.optimizer.momentum, spec.optimizer.learning_rate) == (
        "momentum",
        0.9,
        0.05,
    )


def test_a_model_of_keras_brings_its_optimizer_and_says_what_is_otherwise():
    model = keraslike.Sequential(keraslike.dense(2, 1, keraslike.relu), loss="mse")
    model.optimizer = keras_optimizer("Adam", beta_1=0.8, beta_2=0.9, epsilon=1e-7, amsgrad=False)

    mlp = read(model)
    spec = specified(mlp, rows(np.eye(2), np.zeros((2, 1)), mlp))

    assert (spec.optimizer.kind, spec.optimizer.learning_rate) == ("adam", 0.01)
    assert (spec.optimizer.beta_1, spec.optimizer.beta_2, spec.optimizer.epsilon) == (0.8, 0.9, 1e-7)
    assert any("ε of 1e-07" in note for note in mlp.notes)


def test_momentum_of_keras_is_ours():
    found, notes = of_keras(keras_optimizer("SGD", momentum=0.9, nesterov=True, weight_decay=None))

    assert found == {"kind": "nesterov", "learning_rate": 0.01, "momentum": 0.9}
    assert not notes


def test_a_schedule_of_keras_is_no_rate():
    optimizer = keras_optimizer("SGD", momentum=0.0)
    optimizer.learning_rate = SimpleNamespace()

    with pytest.raises(BadInput, match=r"optimizer\.learning_rate: should be a number"):
        of_keras(optimizer)
