"""An ``nn.Sequential`` of PyTorch, or a module whose children follow one another, by what it is made of.

Nothing of PyTorch is imported: what is needed of it are the methods of the model's own tensors.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..engine import BadInput, Floats
from ..engine.losses import LOSSES
from .mlp import (
    LINEAR,
    Gradients,
    Mlp,
    Piece,
    assembled,
    bits_of,
    implied_loss,
    numbers,
    require,
    unsupported,
)

NAME = "PyTorch"
_ACTIVATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "ReLU": ("relu", {}),
    "Tanh": ("tanh", {}),
    "Sigmoid": ("sigmoid", {}),
    "LeakyReLU": ("leaky_relu", {"negative_slope": 0.01}),
    "ELU": ("elu", {"alpha": 1.0}),
    "GELU": ("gelu", {"approximate": "none"}),
    "SiLU": ("silu", {}),
    "Softplus": ("softplus", {"beta": 1.0}),
    "Mish": ("mish", {}),
    "Hardtanh": ("hard_tanh", {"min_val": -1.0, "max_val": 1.0}),
    "Softmax": ("softmax", {}),
}
_LOGARITHM = "LogSoftmax"
_NOTHING = ("Identity", "Flatten")
_SUPPORTED = ("Sequential", "Linear", *_ACTIVATIONS, _LOGARITHM, *_NOTHING)
_ALONG = (-1, 1)
"""The dimension of the outputs, as softmax names it."""

_LOSSES: dict[str, tuple[str, str | None]] = {
    "MSELoss": ("mean_squared_error", None),
    "BCELoss": ("binary_cross_entropy", None),
    "BCEWithLogitsLoss": ("binary_cross_entropy", "sigmoid"),
    "CrossEntropyLoss": ("categorical_cross_entropy", "softmax"),
    "NLLLoss": ("categorical_cross_entropy", None),
    "HuberLoss": ("huber", None),
    "SmoothL1Loss": ("huber", None),
}
"""By theirs: our loss, and the activation that is within it."""
_PLAIN = {"weight": None, "pos_weight": None, "label_smoothing": 0.0, "delta": 1.0, "beta": 1.0}
_OF_CLASSES = "NLLLoss"

_ACTS: dict[str, Callable[[Any], Any]] = {
    LINEAR: lambda z: z,
    "sigmoid": lambda z: z.sigmoid(),
    "softmax": lambda z: z.softmax(1),
}
_COSTS: dict[str, Callable[[Any, Any], Any]] = {
    "squared_error": lambda a, y: 0.5 * ((a - y) ** 2).sum(1),
    "mean_squared_error": lambda a, y: ((a - y) ** 2).mean(1),
    "binary_cross_entropy": lambda a, y: -(y * a.log() + (1 - y) * (1 - a).log()).sum(1),
    "categorical_cross_entropy": lambda a, y: -(y * a.log()).sum(1),
    "huber": lambda a, y: ((a - y).abs().clamp(max=1) * ((a - y).abs() - (a - y).abs().clamp(max=1) / 2)).sum(
        1
    ),
}
"""Each row's loss of ours, by what their tensors can do."""


def is_one(model: object) -> bool:
    """Whether a model looks like one of theirs."""
    return hasattr(model, "state_dict") and hasattr(model, "children")


def read(model: Any, loss: Any = None, output_activation: str | None = None) -> Mlp:  # noqa: ANN401
    """Read a model; raise ``BadInput`` where ours cannot be the same.

    ``loss`` is a module of theirs or the name of one of ours; ``output_activation`` is behind the last layer
    of a model that ends before it.
    """
    leaves = list(_leaves(model))
    layers = assembled([_piece(number, leaf) for number, leaf in enumerate(leaves, 1)])
    linear = [leaf for leaf in leaves if type(leaf).__name__ == "Linear"]
    logarithms = type(leaves[-1]).__name__ == _LOGARITHM
    ours, within, reduction = _loss(loss, layers[-1].w.shape[1])
    if logarithms and loss is not None and type(loss).__name__ != _OF_CLASSES:
        raise BadInput("loss", type(loss).__name__, [_OF_CLASSES], "unknown_name")
    behind = within or output_activation
    notes: Sequence[str] = ()
    if ours is None:
        ours, notes = implied_loss(behind or layers[-1].activation)
        loss = ours
    fields: dict[str, Any] = {"batch_reduction": reduction}
    if behind:
        fields["output_activation"] = behind
    return Mlp(
        origin=NAME,
        layers=layers,
        loss=ours,
        fields=fields,
        notes=notes,
        bits=bits_of(linear[0].weight),
        gradients=_gradients(model, linear, loss, behind or LINEAR),
        gradients_by="PyTorch's autograd",
    )


def _leaves(model: Any) -> Iterator[Any]:  # noqa: ANN401
    children = list(model.children())
    if not children:
        yield model
    for child in children:
        yield from _leaves(child)


def _piece(number: int, layer: Any) -> Piece:  # noqa: ANN401
    kind = type(layer).__name__
    name = f"layer {number}, {kind}"
    if kind in _NOTHING:
        return Piece(name)
    if kind == "Linear":
        trained = [each.requires_grad for each in (layer.weight, layer.bias) if each is not None]
        if len(set(trained)) > 1:
            raise BadInput(name, "half frozen", "trained, or frozen as a whole", "invalid")
        b = None if layer.bias is None else numbers(layer.bias)
        return Piece(name, numbers(layer.weight).T.copy(), b, frozen=not trained[0])
    if kind == _LOGARITHM:
        return Piece(name, activation="softmax")
    if kind not in _ACTIVATIONS:
        raise unsupported(number, kind, _SUPPORTED)
    activation, wanted = _ACTIVATIONS[kind]
    require(name, layer, wanted)
    if activation == "softmax" and layer.dim not in _ALONG:
        raise BadInput(f"{name}, dim", layer.dim, ["1", "-1"], "unknown_name")
    return Piece(name, activation=activation)


def _loss(loss: Any, outputs: int) -> tuple[str | None, str | None, str]:  # noqa: ANN401
    """Give our loss, the activation within theirs, and what it makes of a mini-batch's rows."""
    if loss is None or isinstance(loss, str):
        return loss, None, "mean"
    kind = type(loss).__name__
    if kind not in _LOSSES:
        raise BadInput("loss", kind, [*_LOSSES, *LOSSES], "unknown_name")
    require(f"loss, {kind}", loss, _PLAIN)
    ours, within = _LOSSES[kind]
    reduction = str(loss.reduction)
    if reduction not in ("mean", "sum"):
        raise BadInput(f"loss, {kind}, reduction", reduction, ["mean", "sum"], "unknown_name")
    right = "mean" if ours == "mean_squared_error" else "sum"
    if outputs > 1 and ours != "categorical_cross_entropy" and reduction != right:
        raise BadInput(
            f"loss, {kind}, reduction", f"{reduction} of {outputs} outputs", [right], "unknown_name"
        )
    return ours, within, reduction


def _gradients(model: Any, linear: Sequence[Any], loss: Any, behind: str) -> Gradients:  # noqa: ANN401
    """Give what makes its own gradients; the model's are as they were afterwards."""

    def gradients(x: Floats, y: Floats) -> list[tuple[Floats | None, Floats | None]]:
        like = linear[0].weight.detach()
        x, y = like.new_tensor(x.tolist()), like.new_tensor(y.tolist())
        parameters = list(model.parameters())
        before = [each.grad for each in parameters]
        try:
            for each in parameters:
                each.grad = None
            _cost(model(x), y, loss, behind).backward()
            return [(_of(each.weight, turned=True), _of(each.bias)) for each in linear]
        finally:
            for each, grad in zip(parameters, before, strict=True):
                each.grad = grad

    return gradients


def _cost(out: Any, y: Any, loss: Any, behind: str) -> Any:  # noqa: ANN401 - their tensors
    if isinstance(loss, str):
        return _COSTS[loss](_ACTS[behind](out), y).mean()
    return loss(out, y.argmax(1) if type(loss).__name__ == _OF_CLASSES else y)


def _of(parameter: Any, *, turned: bool = False) -> Floats | None:  # noqa: ANN401
    if parameter is None or parameter.grad is None:
        return None
    found = numbers(parameter.grad)
    return found.T if turned else found
