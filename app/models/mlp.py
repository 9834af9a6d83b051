"""A network as it was made elsewhere: layers of weights and activations in a row, and what trains them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from ..engine import BadInput, Floats
from ..engine.losses import LOSSES

LINEAR = "linear"
_IMPLIED = {"sigmoid": "binary_cross_entropy", "softmax": "categorical_cross_entropy"}
LABELLED = tuple(_IMPLIED.values())
"""Losses whose targets are classes."""

HALF, SINGLE, DOUBLE = 16, 32, 64
"""Bits of a number."""

Gradients: TypeAlias = Callable[[Floats, Floats], Sequence[tuple[Floats | None, Floats | None]]]
"""Of inputs (rows, features) and targets (rows, outputs): each layer's by weights, as ours, and by biases.

None stands for what gets none.
"""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: ``w`` (inputs, outputs), ``b`` (outputs,) or None, and its activation by our name."""

    w: Floats
    b: Floats | None
    activation: str = LINEAR
    frozen: bool = False


@dataclass(frozen=True, eq=False)
class Mlp:
    """A network, and what is known of it.

    ``fields`` are those of a specification that it determines besides its layers and loss; ``classes`` the
    labels that its outputs stand for, in their order.
    """

    origin: str
    """Whose it is: a framework, or a file."""
    layers: Sequence[Layer]
    loss: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    classes: Sequence[Any] | None = None
    notes: Sequence[str] = ()
    """What is otherwise than where it comes from."""
    bits: int = DOUBLE
    gradients: Gradients | None = None
    """The framework's own, where it is there."""
    gradients_by: str = ""
    """What computes them."""
    predict: Callable[[Floats], Floats] | None = None
    """What its last layer puts out, for inputs (rows, features), where no gradients are to be had."""

    @property
    def outputs(self) -> int:
        """Count the outputs."""
        return int(self.layers[-1].w.shape[1])


@dataclass(frozen=True, eq=False)
class Piece:
    """One layer as a framework counts them: with weights or an activation, or neither where it does nothing.

    ``name`` is what it is called in a refusal: *layer 2, Linear*.
    """

    name: str
    w: Floats | None = None
    b: Floats | None = None
    activation: str | None = None
    frozen: bool = False


def assembled(pieces: Sequence[Piece]) -> list[Layer]:
    """Join activations to the weights before them; raise ``BadInput`` where that cannot be."""
    layers: list[Layer] = []
    for piece in pieces:
        if piece.w is not None:
            if layers and layers[-1].w.shape[1] != piece.w.shape[0]:
                limit = {"length": layers[-1].w.shape[1], "as": "outputs of the layer before"}
                raise BadInput(f"{piece.name}, inputs", piece.w.shape[0], limit, "wrong_length")
            layers.append(Layer(piece.w, piece.b, piece.activation or LINEAR, piece.frozen))
        elif piece.activation not in (None, LINEAR):
            if not layers or layers[-1].activation != LINEAR:
                raise BadInput(
                    piece.name, piece.activation, "one activation after each linear layer", "invalid"
                )
            last = layers[-1]
            layers[-1] = Layer(last.w, last.b, piece.activation or LINEAR, last.frozen)
    if not layers:
        raise BadInput("model", "no layer with weights", "linear layers and activations in a row", "invalid")
    return layers


def implied_loss(output_activation: str) -> tuple[str, Sequence[str]]:
    """Give the loss that goes with an output, and a note that says so; ask for it where none does."""
    if output_activation not in _IMPLIED:
        raise BadInput("loss", "nothing", list(LOSSES), "unknown_name")
    loss = _IMPLIED[output_activation]
    return loss, [f"loss: taken to be {loss}, as the output is {output_activation}"]


def unsupported(number: int, kind: str, supported: Sequence[str]) -> BadInput:
    """Refuse a layer, counted from 1, by its type."""
    return BadInput(f"layer {number}", kind, list(supported), "unknown_name")


def require(name: str, layer: object, wanted: Mapping[str, Any]) -> None:
    """Hold the settings of a layer to those that ours has; one that it does not know is no matter."""
    for attribute, value in wanted.items():
        found = getattr(layer, attribute, value)
        if found != value:
            raise BadInput(f"{name}, {attribute}", found, {"one_of": [str(value)], "when": None}, "mismatch")


def numbers(value: Any) -> Floats:  # noqa: ANN401 - a framework's own kind of array
    """Take a tensor of any framework for an array, in double."""
    for bring_home in ("detach", "cpu", "double"):
        value = getattr(value, bring_home, lambda value=value: value)()
    as_array: ArrayLike = value.numpy() if hasattr(value, "numpy") else value
    return np.array(as_array, dtype=np.float64)


def bits_of(value: Any) -> int:  # noqa: ANN401 - a framework's own kind of array
    """Count the bits of a tensor's numbers by the name of their type."""
    name = str(getattr(value, "dtype", "float64"))
    return next((bits for bits in (DOUBLE, SINGLE) if name.endswith(f"float{bits}")), HALF)
