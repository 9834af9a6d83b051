"""What a run cannot learn: refused where nothing could come of it, told where there is something to see.

One table of each. A refusal names the field that has to change; a lesson the one that would change it, and
its code has words here for the command line and on the page for who looks at it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import numpy as np
from msgspec import Struct

from ..engine import BadInput, Floats, Spec
from ..engine.activations import ACTIVATIONS, Activation
from ..engine.initializers import INITIALIZERS
from ..engine.losses import LOSSES
from . import own_table
from .dataset import Dataset

LessonCode: TypeAlias = Literal[
    "nothing_moves",
    "alike",
    "only_output_learns",
    "all_linear",
    "out_of_reach",
    "no_shares",
    "soft_shares",
    "unseen_classes",
    "same_targets",
    "same_inputs",
    "fixed_rows",
    "large_inputs",
    "penalty_outweighs",
]
"""What there is to see."""
Values: TypeAlias = dict[str, Any]
"""What its words need, by name."""

_ROUNDING = 1e-9
_ALMOST = 1e-4
"""Less than this from a bound of an activation that was found by trying is within reach."""
_FAR = 1e3
"""An activation that comes so far goes on."""
_TRIED = np.concatenate([np.linspace(-10.0, 10.0, 2001), [-1e6, -1e4, 1e4, 1e6]])
_DECIMALS = 6
_LARGE = 10.0
"""Inputs beyond it press most activations to their flat ends."""
_SOME = (3, 3)
"""So many weights tell whether an initializer draws them by chance."""


class Lesson(Struct, frozen=True):
    """Something that a run cannot learn, and the field of its specification that would have it otherwise."""

    code: LessonCode
    field: str
    values: Values

    @property
    def message(self) -> str:
        """Say it in English."""
        return _LESSONS[self.code].words(self.values)


def refuse(spec: Spec, data: Dataset) -> None:
    """Raise ``BadInput`` where nothing could ever come of a run."""
    for refusal in _REFUSALS:
        if found := refusal(spec, data):
            raise found


def lessons(spec: Spec, data: Dataset) -> list[Lesson]:
    """Tell what a run cannot learn. Where ``parameters`` are given they fit the network."""
    found = [(code, rule, rule.found(spec, data)) for code, rule in _LESSONS.items()]
    return [Lesson(code, rule.field(spec), values) for code, rule, values in found if values is not None]


# Refused ----------------------------------------------------------------------


def _share_of_one_output(spec: Spec, data: Dataset) -> BadInput | None:
    """An activation that shares 1 among the outputs is 1 where there is one, whatever comes in."""
    if len(data.outputs) > 1 or not ACTIVATIONS[spec.output_activation].couples_units:
        return None
    limit = {"one_of": _uncoupled(), "of": "output"}
    return BadInput("output_activation", spec.output_activation, limit, "shares_alone")


def _share_of_one_unit(spec: Spec, data: Dataset) -> BadInput | None:
    """The same in a hidden layer: nothing of the inputs gets through it."""
    for index, layer in enumerate(spec.hidden):
        if layer.units == 1 and ACTIVATIONS[layer.activation].couples_units:
            limit = {"one_of": _uncoupled(), "of": "layer"}
            return BadInput(f"hidden.{index}.activation", layer.activation, limit, "shares_alone")
    return None


def _nothing_comes_in(spec: Spec, data: Dataset) -> BadInput | None:
    """Without biases, inputs that are all 0 leave the first layer at 0 and its weights without gradient."""
    if spec.use_biases or data.x_train.any():
        return None
    return BadInput("use_biases", False, None, "nothing_comes_in")


_REFUSALS = (_share_of_one_output, _share_of_one_unit, _nothing_comes_in)


# Told --------------------------------------------------------------------------


def _nothing_moves(spec: Spec, data: Dataset) -> Values | None:
    """All weights 0, and a last hidden layer that then is 0: no weight after it or before gets a gradient."""
    start = _start(spec, data)
    if not spec.hidden or start is None or any(w.any() for w, _ in start):
        return None
    last = spec.hidden[-1].activation
    if _applied(ACTIVATIONS[last], start[-2][1][:, None]).any():
        return None
    return {"activation": last, "biases": spec.use_biases and spec.train_biases}


def _alike(spec: Spec, data: Dataset) -> Values | None:
    """Units of a hidden layer that start alike, weights in and out, get the same gradients for ever."""
    start = _start(spec, data)
    if start is None or _nothing_moves(spec, data) is not None:
        return None
    alike = [
        layer
        for layer, ((w, b), (after, _)) in enumerate(pairwise(start), start=1)
        if len(b) > 1 and _same(w.T) and _same(b[:, None]) and _same(after)
    ]
    zero = not any(w.any() for w, _ in start)
    return {"layers": alike, "zero": zero} if alike else None


def _only_output_learns(spec: Spec, data: Dataset) -> Values | None:
    return {} if spec.hidden and all(layer.frozen for layer in spec.hidden) else None


def _all_linear(spec: Spec, data: Dataset) -> Values | None:
    """A linear map of a linear map is one."""
    return {} if spec.hidden and all(layer.activation == "linear" for layer in spec.hidden) else None


def _out_of_reach(spec: Spec, data: Dataset) -> Values | None:
    """Targets that no output can come to."""
    low, high = reach(ACTIVATIONS[spec.output_activation])
    least, most = float(data.y_train.min()), float(data.y_train.max())
    below, above = low is not None and least < low - _ALMOST, high is not None and most > high + _ALMOST
    if not (below or above):
        return None
    return {"activation": spec.output_activation, "low": low, "high": high, "least": least, "most": most}


def _no_shares(spec: Spec, data: Dataset) -> Values | None:
    """Outputs that sum to 1, and targets that do not."""
    if not ACTIVATIONS[spec.output_activation].couples_units or _out_of_reach(spec, data):
        return None
    off = abs(data.y_train.sum(axis=1) - 1.0) > _ROUNDING
    return {"activation": spec.output_activation, "rows": int(off.sum())} if off.any() else None


def _soft_shares(spec: Spec, data: Dataset) -> Values | None:
    """A cross-entropy cannot fall below its targets' own entropy."""
    y, targets = data.y_train, LOSSES[spec.loss].targets
    if targets == "any" or not ((y > 0) & (y < 1)).any():
        return None
    shares = [y] if targets == "one_hot" else [y, 1.0 - y]
    least = sum(-(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=1).mean() for p in shares)
    return {"least": float(least)}


def _unseen_classes(spec: Spec, data: Dataset) -> Values | None:
    """A class that only test rows have, or none, is not learned."""
    y = data.y_train
    if not data.classes or ((y > min(0.0, y.min())) & (y < 1)).any():
        return None
    seen = set((y[:, 0] > data.threshold).astype(int)) if y.shape[1] == 1 else set(y.argmax(axis=1))
    unseen = [name for index, name in enumerate(data.classes) if index not in seen]
    return {"classes": unseen} if unseen and len(y) > 1 else None


def _same_targets(spec: Spec, data: Dataset) -> Values | None:
    return {} if not data.classes and len(data.y_train) > 1 and _same(data.y_train) else None


def _same_inputs(spec: Spec, data: Dataset) -> Values | None:
    """Rows that nothing tells apart, with different targets."""
    return {} if _same(data.x_train) and not _same(data.y_train) else None


def _fixed_rows(spec: Spec, data: Dataset) -> Values | None:
    """Without biases, activations that are 0 at 0 hand a row of zeros on as zeros."""
    if spec.use_biases or any(_at_zero(layer.activation, 2) for layer in spec.hidden):
        return None
    zero = ~data.x_train.any(axis=1)
    if not zero.any():
        return None
    answer = _at_zero(spec.output_activation, len(data.outputs))
    wrong = (abs(data.y_train[zero] - answer) > _ALMOST).any(axis=1)
    return {"rows": int(wrong.sum()), "answer": answer} if wrong.any() else None


def _large_inputs(spec: Spec, data: Dataset) -> Values | None:
    if spec.data.kind != own_table.KIND or spec.data.standardize or len(data.x_train) == 1:
        return None
    largest = float(max(data.x_train.max(), -data.x_train.min()))
    return {"largest": largest} if largest > _LARGE else None


def _penalty_outweighs(spec: Spec, data: Dataset) -> Values | None:
    """Plain descent takes η·λ of each weight away in each update."""
    if spec.optimizer.kind != "sgd" or spec.regularization.kind != "l2":
        return None
    share = spec.optimizer.learning_rate * spec.regularization.rate
    return {"share": share} if share >= 1 else None


@dataclass(frozen=True)
class _Rule:
    """One lesson: where it holds, the field that would have it otherwise, and its words."""

    found: Callable[[Spec, Dataset], Values | None]
    field: Callable[[Spec], str]
    words: Callable[[Mapping[str, Any]], str]


def _always(field: str) -> Callable[[Spec], str]:
    return lambda spec: field


def _begun(spec: Spec) -> str:
    return "parameters" if spec.parameters else "initializer"


def _reach_in_words(values: Mapping[str, Any]) -> str:
    low, high = values["low"], values["high"]
    within = f"at least {low:.3g}" if high is None else f"at most {high:.3g}"
    if low is not None and high is not None:
        within = f"from {low:.3g} to {high:.3g}"
    targets = f"{values['least']:g} to {values['most']:g}"
    return f"targets go from {targets}, but {values['activation']} is {within}: linear reaches them"


_LESSONS: dict[LessonCode, _Rule] = {
    "nothing_moves": _Rule(
        _nothing_moves,
        _begun,
        lambda values: (
            f"all weights start at 0, and {values['activation']}(0) is 0: no weight ever gets a gradient"
            + (", only the output's biases learn" if values["biases"] else ", and nothing learns")
        ),
    ),
    "alike": _Rule(
        _alike,
        _begun,
        lambda values: (
            f"the neurons of hidden layer {', '.join(map(str, values['layers']))} start alike and get the "
            "same gradient: they stay alike, as if they were one"
        ),
    ),
    "only_output_learns": _Rule(
        _only_output_learns,
        _always("hidden"),
        lambda _: "every hidden layer is frozen: only the output layer learns, from features drawn by chance",
    ),
    "all_linear": _Rule(
        _all_linear,
        _always("hidden"),
        lambda _: "every hidden layer is linear: together they are one linear map, and learn no more than it",
    ),
    "out_of_reach": _Rule(_out_of_reach, _always("output_activation"), _reach_in_words),
    "no_shares": _Rule(
        _no_shares,
        _always("output_activation"),
        lambda values: (
            f"the outputs of {values['activation']} sum to 1, the targets of {values['rows']} training rows "
            "do not: they are never met"
        ),
    ),
    "soft_shares": _Rule(
        _soft_shares,
        _always("data.y"),
        lambda values: (
            "some targets lie between 0 and 1: even the best answers keep a training loss of "
            f"{values['least']:.3g}"
        ),
    ),
    "unseen_classes": _Rule(
        _unseen_classes,
        _always("data.train_fraction"),
        lambda values: f"no training row is of class {', '.join(values['classes'])}: it cannot be learned",
    ),
    "same_targets": _Rule(
        _same_targets,
        _always("data.y"),
        lambda _: "all training rows have the same targets: they are learned without looking at the inputs",
    ),
    "same_inputs": _Rule(
        _same_inputs,
        _always("inputs"),
        lambda _: (
            "all training rows have the same inputs: nothing tells them apart, and one answer is learned"
        ),
    ),
    "fixed_rows": _Rule(
        _fixed_rows,
        _always("use_biases"),
        lambda values: (
            f"without biases a row of zeros is answered by {values['answer']:g} whatever the weights: "
            f"{values['rows']} training rows cannot be learned"
        ),
    ),
    "large_inputs": _Rule(
        _large_inputs,
        _always("data.standardize"),
        lambda values: (
            f"inputs go up to {values['largest']:g}, where most activations are flat and steps too large: "
            "standardize scales them"
        ),
    ),
    "penalty_outweighs": _Rule(
        _penalty_outweighs,
        _always("regularization.rate"),
        lambda values: (
            f"each update takes {values['share']:.3g} times the weight away (learning rate × regularization "
            "rate): no weight can last"
        ),
    ),
}


# What is known of activations and starting values --------------------------------


def reach(activation: Activation) -> tuple[float | None, float | None]:
    """Give the lowest and the highest value of an activation, None where it goes on."""
    if activation.couples_units:
        return 0.0, 1.0
    values = _applied(activation, _TRIED[None, :])
    low, high = (round(float(end), _DECIMALS) for end in (values.min(), values.max()))
    return None if low < -_FAR else low, None if high > _FAR else high


def _at_zero(activation: str, units: int) -> float:
    """Give what becomes of a sum of 0; each of several coupled units has the same."""
    return float(_applied(ACTIVATIONS[activation], np.zeros((units, 1)))[0, 0])


def _applied(activation: Activation, z: Floats) -> Floats:
    values: Floats = np.asarray(activation.function(z), dtype=np.float64)
    return values


def _start(spec: Spec, data: Dataset) -> list[tuple[Floats, Floats]] | None:
    """Give weights and biases that are known to stand at the start, layer by layer; None if by chance."""
    if spec.parameters:
        return [(np.array(layer.w), np.array(layer.b)) for layer in spec.parameters]
    initializer = INITIALIZERS[spec.initializer]
    drawn = initializer.draw(np.random.default_rng(0), *_SOME)
    if not (drawn == drawn[0, 0]).all():
        return None
    units = (len(data.inputs), *(layer.units for layer in spec.hidden), len(data.outputs))
    bias = initializer.bias * spec.use_biases
    return [(np.full(shape, drawn[0, 0]), np.full(shape[1], bias)) for shape in pairwise(units)]


def _same(rows: Floats) -> bool:
    """Whether all rows are the same; two that differ need no look at the rest."""
    return bool((rows[-1] == rows[0]).all() and (rows == rows[0]).all())


def _uncoupled() -> list[str]:
    return [name for name, record in ACTIVATIONS.items() if not record.couples_units]
