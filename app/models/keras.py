"""A ``Sequential`` of Keras, or a functional model whose layers follow one another, by what it is made of."""

from collections.abc import Callable, Sequence
from typing import Any

from ..engine import BadInput, Floats
from .mlp import Mlp, Piece, assembled, bits_of, implied_loss, numbers, require, unsupported
from .optimizers import of_keras

NAME = "Keras"
_SAME = (
    "relu",
    "tanh",
    "sigmoid",
    "linear",
    "softmax",
    "elu",
    "gelu",
    "silu",
    "softplus",
    "mish",
    "hard_tanh",
)
_ACTIVATIONS = {name: name for name in _SAME} | {"swish": "silu"}
_LAYERS: dict[str, tuple[str, dict[str, Any]]] = {
    "ReLU": ("relu", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
    "LeakyReLU": ("leaky_relu", {"negative_slope": 0.01}),
    "ELU": ("elu", {"alpha": 1.0}),
    "Softmax": ("softmax", {"axis": -1}),
}
_NOTHING = ("InputLayer", "Flatten")
_SUPPORTED = ("Dense", "Activation", *_LAYERS, *_NOTHING)
_LOSSES = {
    "mse": "mean_squared_error",
    "mean_squared_error": "mean_squared_error",
    "binary_crossentropy": "binary_cross_entropy",
    "categorical_crossentropy": "categorical_cross_entropy",
    "sparse_categorical_crossentropy": "categorical_cross_entropy",
}
_OUTPUTS = {"binary_cross_entropy": "sigmoid", "categorical_cross_entropy": "softmax"}
_BY_OUTPUT = ("binary_cross_entropy",)
"""Losses that theirs takes the mean of over the outputs, and ours the sum."""


def is_one(model: object) -> bool:
    """Whether a model looks like one of theirs."""
    return hasattr(model, "layers") and hasattr(model, "get_weights")


def read(model: Any, loss: Any = None) -> Mlp:  # noqa: ANN401 - duck-typed
    """Read a model; raise ``BadInput`` where ours cannot be the same. Without ``loss`` it is its own."""
    for name in ("inputs", "outputs"):
        if len(getattr(model, name, None) or [0]) != 1:
            raise BadInput(f"model.{name}", len(getattr(model, name)), "one", "invalid")
    layers = assembled([_piece(number, layer) for number, layer in enumerate(model.layers, 1)])
    loss = getattr(model, "loss", None) if loss is None else loss
    notes: Sequence[str] = ()
    if loss is None:
        ours, notes = implied_loss(layers[-1].activation)
    else:
        ours = _loss(loss, layers[-1].w.shape[1])
    fields: dict[str, Any] = {}
    if getattr(loss, "from_logits", False) and ours in _OUTPUTS:
        fields["output_activation"] = _OUTPUTS[ours]
    if hasattr(optimizer := getattr(model, "optimizer", None), "get_config"):
        fields["optimizer"], more = of_keras(optimizer)
        notes = [*notes, *more]
    weights = model.get_weights()
    return Mlp(NAME, layers, ours, fields, notes=notes, bits=bits_of(weights[0]), predict=_predicting(model))


def _predicting(model: Any) -> Callable[[Floats], Floats] | None:  # noqa: ANN401
    predict = getattr(model, "predict_on_batch", None)
    if predict is None:
        return None
    kind = model.get_weights()[0].dtype
    return lambda x: numbers(predict(x.astype(kind)))


def _piece(number: int, layer: Any) -> Piece:  # noqa: ANN401
    kind = type(layer).__name__
    name = f"layer {number}, {kind}"
    if kind in _NOTHING:
        return Piece(name)
    if kind == "Dense":
        w, *b = map(numbers, layer.get_weights())
        frozen = not getattr(layer, "trainable", True)
        return Piece(name, w, b[0] if b else None, _activation(name, layer.activation), frozen)
    if kind == "Activation":
        return Piece(name, activation=_activation(name, layer.activation))
    if kind not in _LAYERS:
        raise unsupported(number, kind, _SUPPORTED)
    activation, wanted = _LAYERS[kind]
    require(name, layer, wanted)
    return Piece(name, activation=activation)


def _activation(name: str, function: Any) -> str:  # noqa: ANN401
    called = function if isinstance(function, str) else getattr(function, "__name__", str(function))
    if called not in _ACTIVATIONS:
        raise BadInput(f"{name}, activation", called, list(_ACTIVATIONS), "unknown_name")
    return _ACTIVATIONS[called]


def _loss(loss: Any, outputs: int) -> str:  # noqa: ANN401
    name = loss if isinstance(loss, str) else getattr(loss, "name", getattr(loss, "__name__", str(loss)))
    if name in _LOSSES.values() and name not in _LOSSES:
        return str(name)
    if name not in _LOSSES:
        raise BadInput("loss", name, list(_LOSSES), "unknown_name")
    if _LOSSES[name] in _BY_OUTPUT and outputs > 1:
        raise BadInput("loss", f"{name} of {outputs} outputs", "one output: ours adds them up", "invalid")
    return _LOSSES[name]
