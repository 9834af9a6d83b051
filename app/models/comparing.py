"""Our gradients of a run's first mini-batch beside those of the framework that made the network."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..data import load, resolve
from ..engine import BadInput, Floats, Spec, Stepper
from ..engine.steps import Key
from .mlp import DOUBLE, SINGLE, Mlp

_TOLERANCES = {DOUBLE: 1e-9, SINGLE: 1e-5}
_COARSE = 1e-2
_WORDS = {DOUBLE: "double", SINGLE: "single"}


@dataclass(frozen=True)
class Comparison:
    """How far ours are from theirs, as a share of the mini-batch's largest; None without theirs."""

    by: str
    worst: float | None = None
    where: str = ""
    tolerance: float = 0.0
    precision: str = ""
    why_not: str = ""
    what: str = "gradients"

    @property
    def right(self) -> bool | None:
        """Whether they agree; None where nothing is compared."""
        return None if self.worst is None else bool(self.worst <= self.tolerance)

    def __str__(self) -> str:
        if self.worst is None:
            return f"gradients: not compared, {self.why_not}"
        mark = "✓" if self.right else "✗"
        return (
            f"{mark} {self.what} of the first mini-batch beside {self.by}: off by at most {self.worst:.1e} "
            f"of the largest, in {self.where} ({self.tolerance:.0e} is allowed in {self.precision} precision)"
        )


def compared(mlp: Mlp, spec: Spec) -> Comparison:
    """Compare the gradients, without the penalty's, of the first mini-batch; else what comes out of it."""
    if mlp.gradients is None and mlp.predict is None:
        return Comparison(mlp.origin, why_not=f"{mlp.origin} gives none of its own")
    spec = resolve(spec)
    data = load(spec)
    stepper = Stepper(spec, data.x_train, data.y_train)
    stepper.advance(stepper.schedule.steps_per_batch)
    arrays = stepper.state().arrays
    pairs = _gradients(mlp, arrays) or _outputs(mlp, arrays)
    if not pairs:
        return Comparison(mlp.origin, why_not="the model trains nothing")
    largest = max(float(np.max(np.abs(other))) for _, other in pairs.values()) or 1.0
    off: dict[str, float] = {}
    for name, (own, other) in pairs.items():
        if own.shape != other.shape:
            raise BadInput(f"model, {name}", str(other.shape), str(own.shape), "invalid")
        off[name] = float(np.max(np.abs(own - other))) / largest
    where = max(off, key=lambda name: np.nan_to_num(off[name], nan=np.inf))
    tolerance, precision = _TOLERANCES.get(mlp.bits, _COARSE), _WORDS.get(mlp.bits, "half")
    what, by = ("gradients", mlp.gradients_by) if mlp.gradients else ("outputs", f"{mlp.origin}'s")
    return Comparison(by, off[where], where, tolerance, precision, what=what)


def _gradients(mlp: Mlp, arrays: Mapping[Key, Floats]) -> dict[str, tuple[Floats, Floats]]:
    """Give ours and theirs, by name."""
    theirs = mlp.gradients(arrays["a", 0], arrays["y", 0]) if mlp.gradients else ()
    return {
        f"{name}{layer}": (arrays[f"grad_{name}", layer], other)
        for layer, both in enumerate(theirs, 1)
        for name, other in zip(("w", "b"), both, strict=True)
        if other is not None
    }


def _outputs(mlp: Mlp, arrays: Mapping[Key, Floats]) -> dict[str, tuple[Floats, Floats]]:
    """Give ours and theirs, before the last activation where it is within their loss."""
    if mlp.predict is None:
        return {}
    name, last = "z" if "output_activation" in mlp.fields else "a", len(mlp.layers)
    return {f"{name}{last}": (arrays[name, last], mlp.predict(arrays["a", 0]))}
