"""A model of any framework that is known, told by what it has."""

from typing import Any

from ..engine import BadInput
from . import keras, pytorch, scikit_learn
from .mlp import Mlp

_KNOWN = (
    "MLPClassifier or MLPRegressor of scikit-learn, a Sequential of PyTorch or Keras, or the name of a file"
)


def read(model: object, *, loss: Any = None, output_activation: str | None = None) -> Mlp:  # noqa: ANN401
    """Read a model; raise ``BadInput`` naming what ours cannot be.

    ``loss`` is the framework's own or the name of one of ours, where the model does not know it.
    """
    if scikit_learn.is_one(model):
        return scikit_learn.read(model)
    # Before PyTorch, on which it may stand: its models are modules then.
    if keras.is_one(model):
        return keras.read(model, loss)
    if pytorch.is_one(model):
        return pytorch.read(model, loss, output_activation)
    raise BadInput("model", type(model).__name__, _KNOWN, "invalid")
