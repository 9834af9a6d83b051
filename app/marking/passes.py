"""A mini-batch in plain NumPy, by the engine's own formulas, any of which may give way to a wrong one.

Inside, arrays stand with units first, as formulas have them; what is made is given rows first, as the engine
shows it.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from ..engine import Floats, layers
from ..engine.activations import Activation
from ..engine.network import Network
from ..engine.operations import QUIET
from ..engine.recorded import Function
from .places import LOSS, PASSES, Place

Wrong: TypeAlias = Mapping[tuple[str, int], Function]
"""Formulas by what they stand in for, one of ``RULES``, and the layer."""
Made: TypeAlias = Mapping[Place, Floats]

_FORWARD, _LOSS = ("forward", "activation", "mask"), ("loss", "batch loss")
_UPDATE = ("optimizer", "update")
RULES = (
    "forward", "activation", "mask", "loss", "batch loss", "loss slope", "output delta", "blame", "mask back",
    "slope", "delta", "gradient", "reduction w", "reduction b", "penalty", "optimizer", "update",
)  # fmt: skip


def shows(rules: Sequence[str], place: Place) -> bool:
    """Whether wrong rules can show at a place: what is made before them they leave as it is."""
    if place.name in PASSES["update"]:
        return not set(rules) <= set(_LOSS)
    if place.name == LOSS:
        return set(rules) <= {*_FORWARD, *_LOSS}
    if place.name in PASSES["forward"]:
        return set(rules) <= set(_FORWARD)
    return not set(rules) <= {*_LOSS, *_UPDATE}


@dataclass(frozen=True, eq=False)
class Start:
    """What a mini-batch begins with: rows, parameters and memories, all with units first.

    ``x`` (inputs, rows), ``y`` (outputs, rows); ``wb`` of each layer (units_in + 1, units), as are its
    memories by name, its penalty's ``rate`` and what of it is ``trained``.
    """

    network: Network
    x: Floats
    y: Floats
    wb: tuple[Floats, ...]
    memories: tuple[Mapping[str, Floats], ...]
    rate: tuple[Floats, ...]
    trained: tuple[Floats, ...]
    eta: float
    t: float
    masks: tuple[Floats | None, ...] = ()
    """Of each layer's dropout (units, rows), where there is any; empty where no layer has it."""

    @property
    def rows(self) -> int:
        """How many samples there are."""
        return len(self.x.T)


@QUIET
def make(start: Start, wrong: Wrong) -> Made:
    """Make every array of a mini-batch; raise ``ValueError`` where a wrong formula's shapes do not fit."""
    return _Pass(start, wrong).made()


class _Pass:
    def __init__(self, start: Start, wrong: Wrong) -> None:
        self._start, self._wrong = start, wrong
        self._shared: dict[str, Any] = {
            "y": start.y,
            "outputs": float(len(start.y)),
            "per_row": 1.0 / start.rows,
            "rows": float(start.rows),
            "eta": start.eta,
            "t": start.t,
        }
        self._known: list[dict[str, Any]] = [{"a": start.x}]
        self._made: dict[Place, Floats] = {Place("a", 0): start.x.T, Place("y", 0): start.y.T}

    def made(self) -> Made:
        network = self._start.network
        up = range(1, network.layers + 1)
        for layer in up:
            self._forward(layer)
        self._losses()
        for layer in reversed(up):
            self._backward(layer)
            self._update(layer)
        blamed = self._call("blame", 0, layers.blame, self._blamed_by(1))
        return {**self._made, Place("d_a", 0): blamed.T}

    def _forward(self, layer: int) -> None:
        activation = self._start.network.activations[layer - 1]
        before, wb = self._known[layer - 1]["a"], self._start.wb[layer - 1]
        known = self._shared | {"wb": wb, "a_in": np.vstack([before, np.ones((1, before.shape[1]))])}
        known["z"] = self._call("forward", layer, layers.forward, known)
        known["a"] = known["undropped"] = self._call("activation", layer, activation.function, known)
        known["mask"] = self._start.masks[layer - 1] if self._start.masks else None
        if known["mask"] is not None:
            known["a"] = self._call("mask", layer, layers.masked, known | {"x": known["undropped"]})
        self._known.append(known)
        self._keep(layer, known, "z", "a")
        self._made[Place("w", layer)], self._made[Place("b", layer)] = wb[:-1], wb[-1]

    def _losses(self) -> None:
        layer, network = self._start.network.layers, self._start.network
        losses = self._call("loss", layer, network.loss.value, self._known[-1])
        known = self._shared | {"total": np.sum(losses)}
        self._made[Place(LOSS, layer)] = losses
        self._made[Place("batch loss", layer)] = np.asarray(
            self._call("batch loss", layer, network.reduction.function, known)
        )

    def _backward(self, layer: int) -> None:
        network, made = self._start.network, self._known[layer]
        activation, output = network.activations[layer - 1], layer == network.layers
        known = made | {"a": made["undropped"]}
        if output:
            known["d_a"] = self._call("loss slope", layer, network.loss.slope, known)
        else:
            known["d_a"] = self._call("blame", layer, layers.blame, self._blamed_by(layer + 1))
        if known["mask"] is not None:
            known["d_a"] = self._call("mask back", layer, layers.masked, known | {"x": known["d_a"]})
        if activation.slope:
            ones = np.ones_like(known["z"])
            known["slope"] = self._call("slope", layer, activation.slope, known) * ones
            self._keep(layer, known, "slope")
        known["delta"] = self._delta(layer, activation, known)
        self._keep(layer, known, "d_a", "delta")
        known["total"] = self._call("gradient", layer, layers.gradient, known)
        for part, which in (("w", slice(-1)), ("b", -1)):
            reduced = known | {"total": known["total"][which]}
            known[f"g_{part}"] = self._call(f"reduction {part}", layer, network.reduction.function, reduced)
            self._made[Place(f"grad_{part}", layer)] = known[f"g_{part}"]
        made |= known | {"a": made["a"]}

    def _delta(self, layer: int, activation: Activation, known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an array
        network = self._start.network
        if layer == network.layers and network.loss.delta:
            return self._call("output delta", layer, network.loss.delta, known)
        return self._call("delta", layer, activation.delta or layers.delta, known)

    def _blamed_by(self, layer: int) -> dict[str, Any]:
        known = self._known[layer]
        return {"w": known["wb"][:-1], "w_updated": known["new"][:-1], "delta": known["delta"]}

    def _update(self, layer: int) -> None:
        start, known, network = self._start, self._known[layer], self._start.network
        known |= {"w": start.wb[layer - 1], "rate": start.rate[layer - 1]}
        known["g"] = np.vstack([known["g_w"], known["g_b"]])
        known["penalty"] = np.zeros_like(known["w"])
        if network.penalty.gradient:
            known["penalty"] = self._call("penalty", layer, network.penalty.gradient, known)
            known["g"] = self._call("penalized", layer, layers.penalized, known)
            self._made[Place("penalty_wb", layer)] = known["penalty"]
        known["g"] = self._held(layer, known["g"])
        known |= {**start.memories[layer - 1], **network.constants}
        known["step"] = self._first(self._call("optimizer", layer, network.optimizer.step, known))
        if network.penalty.correction:
            known["step"] = self._first(self._call("correction", layer, network.penalty.correction, known))
        known["step"] = self._held(layer, known["step"])
        known["new"] = self._call("update", layer, layers.update, known)
        for name in ("step", "new"):
            self._made[Place(f"{name}_w", layer)], self._made[Place(f"{name}_b", layer)] = (
                known[name][:-1],
                known[name][-1],
            )

    def _held(self, layer: int, x: Any) -> Any:  # noqa: ANN401 - an array
        return self._call("held", layer, layers.held, {"x": x, "trained": self._start.trained[layer - 1]})

    def _first(self, results: Any) -> Any:  # noqa: ANN401 - an array, or several
        return results[0] if isinstance(results, tuple) else results

    def _call(self, rule: str, layer: int, right: Function, known: Mapping[str, Any]) -> Any:  # noqa: ANN401
        function = self._wrong.get((rule, layer), right)
        positional, constants = _parameters(function)
        arguments = [known[name] for name in positional]
        return function(*arguments, **{name: known[name] for name in constants if name in known})

    def _keep(self, layer: int, known: Mapping[str, Floats], *names: str) -> None:
        self._made |= {Place(name, layer): known[name].T for name in names}


@cache
def _parameters(function: Function) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name what a formula reads, and its constants."""
    parameters = inspect.signature(function).parameters.values()
    constants = tuple(each.name for each in parameters if each.default is not each.empty)
    return tuple(each.name for each in parameters if each.name not in constants), constants
