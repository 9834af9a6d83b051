"""What every tensor of a frame means: name, shape and unit, said once for readers, types and documents.

A shape's sides are ``rows`` (of the mini-batch), ``units`` (of the tensor's layer) and ``inputs`` (units of
the layer before).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..engine.optimizers import OPTIMIZERS

PARTS = ("w", "b")


@dataclass(frozen=True)
class Tensor:
    """What one name stands for."""

    shape: tuple[str, ...]
    meaning: str
    unit: str


_WEIGHTS, _BIASES = ("inputs", "units"), ("units",)

TENSORS: Mapping[str, Tensor] = {
    "rows": Tensor(
        ("rows",), "which training rows the mini-batch holds, of layer 0", "place in run.points.train"
    ),
    "a": Tensor(
        ("rows", "units"), "activation, after dropout; of layer 0 the mini-batch's inputs", "as the data"
    ),
    "undropped": Tensor(("rows", "units"), "activation before dropout, where there is any", "as a"),
    "mask": Tensor(("rows", "units"), "dropout: 0 of what is left out, else 1 / (1 − its share)", "a per a"),
    "y": Tensor(("rows", "units"), "targets of the outputs; they come with the inputs, at layer 0", "as a"),
    "z": Tensor(("rows", "units"), "pre-activation", "as a"),
    "loss": Tensor(("rows",), "loss of each sample, of the last layer", "loss"),
    "penalty": Tensor((), "what the penalty adds to the mini-batch's loss, of the last layer", "loss"),
    "d_a": Tensor(
        ("rows", "units"), "∂loss/∂a of each sample where needed, a before dropout", "loss per a"
    ),
    "slope": Tensor(("rows", "units"), "∂a/∂z, where units are not coupled", "a per z"),
    "delta": Tensor(("rows", "units"), "∂loss/∂z of each sample", "loss per z"),
    "grad_w": Tensor(_WEIGHTS, "∂loss/∂w of the mini-batch, its rows' mean or sum", "loss per w"),
    "grad_b": Tensor(_BIASES, "∂loss/∂b of the mini-batch, its rows' mean or sum", "loss per b"),
    "w": Tensor(_WEIGHTS, "weights", "z per input"),
    "b": Tensor(_BIASES, "biases", "z"),
    "step_w": Tensor(_WEIGHTS, "the last update: new − old", "as w"),
    "step_b": Tensor(_BIASES, "the last update: new − old", "as b"),
    "penalty_w": Tensor(_WEIGHTS, "the penalty's own gradient in the last update", "loss per w"),
    "eta": Tensor((), "the learning rate of this mini-batch's update", "step per gradient"),
    "epochs": Tensor((), "epochs since the learning rate's schedule came in", "epochs"),
    "t": Tensor((), "which update of the run this is, from 1", "updates"),
}  # fmt: skip


def described(name: str) -> Tensor:
    """Look a name up; what an optimizer remembers is named ``m_w``, and what it did before ``old_m_w``."""
    if name in TENSORS:
        return TENSORS[name]
    stem, _, part = name.removeprefix("old_").rpartition("_")
    assert part in PARTS, f"{name} is described nowhere"
    assert stem in memories(), f"{name} is described nowhere"
    age = "before the last update" if name.startswith("old_") else "after the last update"
    return Tensor(_WEIGHTS if part == "w" else _BIASES, f"the optimizer's {stem} of {part}, {age}", "its own")


def memories() -> frozenset[str]:
    """Name what optimizers remember of every parameter."""
    return frozenset(memory for optimizer in OPTIMIZERS.values() for memory in optimizer.memory)
