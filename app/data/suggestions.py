"""Specs, as JSON, of networks that learn a data set: what the form sets when someone picks it."""

from functools import partial
from typing import Any

Suggestion = dict[str, Any]


def suggested(
    kind: str,
    *units: int,
    hidden: str = "tanh",
    output_activation: str = "tanh",
    loss: str = "squared_error",
    optimizer: str = "sgd",
    learning_rate: float = 0.03,
    batch_size: int = 10,
    l2: float = 0.0,
    samples: int | None = None,
    inputs: tuple[str, ...] = (),
) -> Suggestion:
    """Write a whole spec with hidden layers of ``units``: what it leaves out stands at its default."""
    data = {"kind": kind} | ({"samples": samples} if samples else {})
    network: Suggestion = {
        "data": data,
        "hidden": [{"units": count, "activation": hidden} for count in units],
        "output_activation": output_activation,
        "loss": loss,
        "optimizer": {"kind": optimizer, "learning_rate": learning_rate},
        "regularization": {"kind": "l2" if l2 else "none", "rate": l2},
        "batch_size": batch_size,
    }
    return network | ({"inputs": list(inputs)} if inputs else {})


one_of_many = partial(
    suggested, output_activation="softmax", loss="categorical_cross_entropy", optimizer="adam"
)
yes_or_no = partial(suggested, output_activation="sigmoid", loss="binary_cross_entropy")
a_value = partial(suggested, output_activation="linear")
