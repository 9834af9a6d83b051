"""An ``MLPClassifier`` or ``MLPRegressor`` of scikit-learn, by what it is made of."""

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..engine import BadInput, Floats
from .mlp import Gradients, Layer, Mlp, bits_of, numbers

NAME = "scikit-learn"
_ACTIVATIONS = {
    "identity": "linear",
    "logistic": "sigmoid",
    "tanh": "tanh",
    "relu": "relu",
    "softmax": "softmax",
}
_LOSSES = {
    ("squared_error", "linear"): "squared_error",
    ("log_loss", "sigmoid"): "binary_cross_entropy",
    ("log_loss", "softmax"): "categorical_cross_entropy",
}
_AUTO_BATCH = 200
_GIVEN = ("X", "y", "activations", "deltas", "coef_grads", "intercept_grads")


def is_one(model: object) -> bool:
    """Whether a model looks like one of theirs."""
    return hasattr(model, "hidden_layer_sizes") and hasattr(model, "solver")


def read(model: Any) -> Mlp:  # noqa: ANN401 - duck-typed
    """Read a fitted model; raise ``BadInput`` where ours cannot be the same."""
    if not hasattr(model, "coefs_"):
        raise BadInput("model", type(model).__name__, "fitted: it has no weights before", "invalid")
    hidden, output = _activation("activation", model.activation), _activation("out_", model.out_activation_)
    if (model.loss, output) not in _LOSSES:
        raise BadInput("model.loss", model.loss, [loss for loss, _ in _LOSSES], "unknown_name")
    last = len(model.coefs_) - 1
    layers = [
        Layer(numbers(w), numbers(b), output if at == last else hidden)
        for at, (w, b) in enumerate(zip(model.coefs_, model.intercepts_, strict=True))
    ]
    classes = getattr(model, "classes_", None)
    several = classes is not None and output == "sigmoid" and len(model.intercepts_[-1]) > 1
    optimizer, notes = _optimizer(model)
    return Mlp(
        origin=NAME,
        layers=layers,
        loss=_LOSSES[model.loss, output],
        fields={"batch_size": model.batch_size, "optimizer": optimizer, "alpha": float(model.alpha)},
        classes=None if classes is None or several else list(classes),
        notes=notes,
        bits=bits_of(model.coefs_[0]),
        gradients=_gradients(model),
        gradients_by=f"{type(model).__name__}._backprop",
    )


def settled(fields: dict[str, Any], rows: int) -> dict[str, Any]:
    """Say what a mini-batch and its penalty are with so many rows, as theirs would be.

    Theirs takes α/2 · Σw² once for all rows of a mini-batch, over their number.
    """
    alpha, size = fields.pop("alpha"), fields.pop("batch_size")
    size = min(_AUTO_BATCH if size == "auto" else int(size), rows)
    return {
        **fields,
        "batch_size": size,
        "regularization": {"kind": "l2", "rate": alpha / size} if alpha else {"kind": "none"},
    }


def _activation(field: str, name: str) -> str:
    if name not in _ACTIVATIONS:
        raise BadInput(f"model.{field}", name, list(_ACTIVATIONS), "unknown_name")
    return _ACTIVATIONS[name]


def _optimizer(model: Any) -> tuple[dict[str, Any], Sequence[str]]:  # noqa: ANN401
    rate = float(model.learning_rate_init)
    if model.solver == "adam":
        constants = {name: float(getattr(model, name)) for name in ("beta_1", "beta_2", "epsilon")}
        return {"kind": "adam", "learning_rate": rate, **constants}, ()
    if model.solver == "sgd":
        kind = "nesterov" if model.nesterovs_momentum else "momentum"
        return {"kind": kind, "learning_rate": rate, "momentum": float(model.momentum)}, ()
    return {"kind": "sgd"}, [f"the solver {model.solver} has no mini-batches: ours is SGD"]


def _gradients(model: Any) -> Gradients | None:  # noqa: ANN401
    """Give what makes its own gradients, the penalty's taken out; None where it does so in another way."""
    backprop = getattr(model, "_backprop", None)
    if backprop is None:
        return None
    known = inspect.signature(backprop).parameters
    if not set(_GIVEN) <= set(known) <= {*_GIVEN, "sample_weight"}:
        return None

    def gradients(x: Floats, y: Floats) -> Sequence[tuple[Floats, Floats]]:
        kind = model.coefs_[0].dtype
        x, y = x.astype(kind), y.astype(kind)
        made_w = [np.empty_like(w) for w in model.coefs_]
        made_b = [np.empty_like(b) for b in model.intercepts_]
        layers = len(made_w)
        more = {"sample_weight": None} if "sample_weight" in known else {}
        backprop(
            X=x,
            y=y,
            activations=[x, *[np.empty(0)] * layers],
            deltas=[np.empty(0)] * layers,
            coef_grads=made_w,
            intercept_grads=made_b,
            **more,
        )
        share = float(model.alpha) / len(x)
        return [
            (g.astype(np.float64) - share * w, b.astype(np.float64))
            for g, b, w in zip(made_w, made_b, model.coefs_, strict=True)
        ]

    return gradients
