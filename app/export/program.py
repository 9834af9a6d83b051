"""A run as a program in NumPy: sections of Python text that together make what the engine makes.

Every formula is the engine's own text. The calls are those of the code panel's program: each name means its
layer's, ``z1`` that of layer 1.
"""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..engine import Evaluator, layers
from ..engine.network import Network
from ..engine.randomness import MASKS, masks_of, order_of
from ..engine.recorded import Function, recorded
from .changes import NUMPY, changing, penalized, started
from .course import Course, Versions, course_of, versions
from .formulas import SUMS, formulas
from .literals import UNPACKED, literal
from .trained import Trained

_INDENT = "    "


@dataclass(frozen=True)
class Section:
    """A part of a program: what it is about, and its text."""

    title: str
    code: str


def program(run: Trained) -> list[Section]:
    """Give the sections of a run's program, in order; the last prints losses as JSON."""
    course = course_of(run)
    mini_batch = versions("mini_batch", course, lambda name, network: _mini_batch(name, network, course))
    of_batches = "\n\n\n".join([*mini_batch.texts, _penalty(course.last)])
    return [
        Section("Libraries", _IMPORTS),
        Section("The formulas, as propscope runs them", _definitions(course)),
        Section("The data, rows by columns: training and test rows", _data(run)),
        Section("The parameters at the start: weights, and biases in the last row", _parameters(course)),
        Section("Forward, and how well it does", f"{_forward(course.last)}\n\n\n{_score(course)}"),
        Section("A mini-batch: forward, backward, update", of_batches),
        Section("The training", _training(course, mini_batch)),
        Section("The losses", _RESULT),
    ]


_IMPORTS = """\
import os

# One thread, so that sums are made in one order. NumPy reads these when it is first imported.
for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import json
import math
import zlib
from base64 import b64decode

import numpy as np"""

_RESULT = """\
print(
    json.dumps(
        {
            "epochs": EPOCHS,
            "train": {"loss": train_loss, "accuracy": train_accuracy},
            "test": {"loss": test_loss, "accuracy": test_accuracy},
            "penalty": penalty(),
        }
    )
)"""


def _definitions(course: Course) -> str:
    own = dict.fromkeys(each for network in course.networks for each in _formulas_of(network))
    text = formulas(own, [course.last.loss.value])
    return "\n\n\n".join([SUMS.rstrip(), text, *drawing(course), UNPACKED.rstrip()])


def _formulas_of(network: Network) -> list[Function]:
    """Give the formulas that a network's training calls."""
    own = [network.loss.value, network.loss.delta or network.loss.slope]
    for activation in network.activations:
        own += [each for each in (activation.function, activation.slope, activation.delta) if each]
    penalty = network.penalty
    own += [each for each in (penalty.value, penalty.gradient, penalty.correction) if each]
    own += [layers.forward, layers.blame, layers.delta, layers.gradient, layers.penalized, layers.held]
    own += [layers.update, network.reduction.function, network.optimizer.step]
    own += [network.schedule.rate] if network.schedule.varies else []
    own += [layers.drop_mask, layers.masked] if any(network.dropout) else []
    return own


def drawing(course: Course) -> list[str]:
    """Give the text of what is drawn from the seed: each epoch's order, and masks where there is dropout."""
    order = inspect.getsource(order_of).replace(" -> NDArray[np.int64]", "").rstrip()
    if not course.drops:
        return [order]
    masks = inspect.getsource(masks_of).replace(" -> Generator", "").rstrip()
    names = "from numpy.random import PCG64, Generator, SeedSequence"
    return [order, f"{names}\n\nMASKS = {MASKS}", masks]


def _data(run: Trained) -> str:
    data = run.data
    named = {"X": data.x_train, "Y": data.y_train, "X_TEST": data.x_test, "Y_TEST": data.y_test}
    lines = [f"{name} = np.ascontiguousarray({literal(rows)}.T)" for name, rows in named.items()]
    # Names may be anybody's: as literals they cannot become code.
    names = {"DATA": data.label, "INPUTS": data.inputs, "OUTPUTS": data.outputs}
    return "\n".join([*(f"{name} = {value!r}" for name, value in names.items()), *lines])


def _parameters(course: Course) -> str:
    run, start = course.run, course.parts[0].network
    lines = [f"wb{layer} = {literal(wb)}" for layer, wb in enumerate(run.start, 1)]
    for layer in _layers(start):
        lines += [started(name, layer) for name in (*start.optimizer.memory, *start.penalty.memory)]
        if start.penalty.gradient:
            lines.append(penalized(layer, course.parts[0].spec.regularization.rate))
        if not _wholly_trained(start):
            weights, biases = start.trains_weights[layer - 1], start.trains_biases[layer - 1]
            parts = f"np.full_like(wb{layer}[:-1], {weights:d}), np.full_like(wb{layer}[-1:], {biases:d})"
            lines.append(f"trained{layer} = np.vstack([{parts}])")
    return "\n".join(lines)


def _forward(network: Network) -> str:
    """Write the forward pass as a function: outputs and pre-activations of rows."""
    lines = [
        *_forward_lines(network, [0.0] * network.layers),
        f"return z{network.layers}, a{network.layers}",
    ]
    return _function("predicted(x)", "What the network says of rows (inputs, rows).", lines)


def _forward_lines(network: Network, dropout: Sequence[float]) -> Iterator[str]:
    yield "ones = np.ones((1, x.shape[1]))"
    yield "a0 = x"
    for layer in _layers(network):
        yield f"in{layer} = np.vstack([a{layer - 1}, ones])"
        yield _call([f"z{layer}"], layers.forward, layer)
        fraction = dropout[layer - 1]
        made = f"undropped{layer}" if fraction else f"a{layer}"
        yield _call([made], network.activations[layer - 1].function, layer)
        if fraction:
            yield f"drawn{layer} = random.random({made}.T.shape).T"
            yield _call([f"mask{layer}"], layers.drop_mask, layer, fraction=repr(fraction))
            yield _call([f"a{layer}"], layers.masked, layer, x=made)


def _score(course: Course) -> str:
    run, network, last = course.run, course.last, course.last.layers
    size = sum((units_in + 1) * units for units_in, units in pairwise(network.units))
    lines = [
        "loss, right = 0.0, 0",
        f"for at in range(0, x.shape[1], {Evaluator.rows_at_once(size)}):",
        f"    rows = slice(at, at + {Evaluator.rows_at_once(size)})",
        f"    z{last}, a{last} = predicted(x[:, rows])",
        f"    loss += float({_expression(network.loss.value, last, y='y[:, rows]')}.sum())",
    ]
    if run.data.task != "classification":
        return _function("score(x, y)", "The mean loss; there is no accuracy of values.", [*lines, _MEAN])
    if network.units[-1] == 1:
        threshold = repr(run.data.threshold)
        right = f"(a{last} >= {threshold}) == (y[:, rows] >= {threshold})"
    else:
        right = f"a{last}.argmax(axis=0) == y[:, rows].argmax(axis=0)"
    lines += [f"    right += int(np.count_nonzero({right}))", _MEANS]
    return _function("score(x, y)", "The mean loss, and the share of rows that are right.", lines)


_MEAN = "return loss / x.shape[1], None"
_MEANS = "return loss / x.shape[1], right / x.shape[1]"


def _mini_batch(name: str, network: Network, course: Course) -> str:
    kept = ["wb", *network.optimizer.memory, *network.penalty.memory]
    names = [f"{name}{layer}" for layer in _layers(network) for name in kept]
    lines = [f"global {', '.join(names)}", *_forward_lines(network, network.dropout)]
    for layer in reversed(_layers(network)):
        lines += _backward_lines(network, layer)
    constants = network.constants
    for layer in _layers(network):
        lines += _update_lines(network, layer, constants)
    about = "Forward, backward, and the update of every layer: x (inputs, rows), y (outputs, rows)."
    given = "x, y, eta, t, random" if course.drops else "x, y, eta, t"
    return _function(f"{name}({given})", about, lines)


def _backward_lines(network: Network, layer: int) -> Iterator[str]:
    activation, loss = network.activations[layer - 1], network.loss
    if layer == network.layers and loss.delta:
        yield _call([f"delta{layer}"], loss.delta, layer)
    else:
        if layer == network.layers:
            yield _call([f"d_a{layer}"], loss.slope, layer)
        else:
            after = layer + 1
            yield _call([f"d_a{layer}"], layers.blame, after, w=f"wb{after}[:-1]")
        drops = network.dropout[layer - 1]
        if drops:
            yield _call([f"d_a{layer}"], layers.masked, layer, x=f"d_a{layer}")
        a = f"{'undropped' if drops else 'a'}{layer}"
        if activation.slope:
            yield _call([f"slope{layer}"], activation.slope, layer, a=a)
        yield _call([f"delta{layer}"], activation.delta or layers.delta, layer, a=a)
    yield _call([f"total{layer}"], layers.gradient, layer)


def _update_lines(network: Network, layer: int, constants: Mapping[str, float]) -> Iterator[str]:
    penalty, optimizer = network.penalty, network.optimizer
    held = not _wholly_trained(network)
    yield _call([f"g{layer}"], network.reduction.function, layer)
    if penalty.gradient:
        yield _call([f"penalty{layer}"], penalty.gradient, layer)
        yield _call([f"g{layer}"], layers.penalized, layer)
    if held:
        yield _call([f"g{layer}"], layers.held, layer, x=f"g{layer}")
    results = [f"{name}{layer}" for name in ("step", *optimizer.memory)]
    yield _call(results, optimizer.step, layer, constants)
    if penalty.correction:
        yield _call([f"{name}{layer}" for name in ("step", *penalty.memory)], penalty.correction, layer)
    if held:
        yield _call([f"step{layer}"], layers.held, layer, x=f"step{layer}")
    yield _call([f"wb{layer}"], layers.update, layer)


def _penalty(network: Network) -> str:
    """Write what the penalty adds to the loss as a function."""
    costs = "return 0.0"
    if network.penalty.value:
        w, rate = (
            "np.concatenate([" + ", ".join(f"{name}{n}.ravel()" for n in _layers(network)) + "])"
            for name in ("wb", "rate")
        )
        costs = f"return float(np.sum({_expression(network.penalty.value, 0, w=w, rate=rate)}))"
    return _function("penalty()", "What the penalty adds to the loss.", [costs])


def rates(course: Course) -> Versions:
    """Write how a mini-batch's learning rate follows from ``ETA`` as a function."""

    def write(name: str, network: Network) -> str:
        about = "The learning rate after so many epochs of its schedule."
        return _function(f"{name}(epochs)", about, [f"return {_rate(network)}"])

    return versions("learning_rate", course, write)


def rate_lines(course: Course, rates: Versions) -> list[str]:
    """Write how a mini-batch has its learning rate, with so many rows ``gone`` before it."""
    since = " - SINCE" if course.reschedules else ""
    epochs = f"epochs = epoch{since} + gone / ROWS"
    if not rates.one:
        return [epochs, f"eta = {rates.name}(epochs)"]
    network = course.parts[0].network
    return [*([epochs] if network.schedule.varies else []), f"eta = {_rate(network)}"]


def _rate(network: Network) -> str:
    if not network.schedule.varies:
        return "ETA"
    constants = ", ".join(f"{name}={value!r}" for name, value in network.schedule_constants.items())
    return f"float({network.schedule.rate.__name__}(ETA, epochs{constants and f', {constants}'}))"


def _training(course: Course, mini_batch: Versions) -> str:
    run, start, rate = course.run, course.parts[0].spec, rates(course)
    rows = len(run.data.x_train)
    order = f"order_of({start.seed}, epoch, X.shape[1])" if start.shuffle else "np.arange(X.shape[1])"
    masks = f", masks_of({start.seed}, t - 1)" if course.drops else ""
    number = "t - BEFORE" if course.varies(lambda spec: spec.optimizer.kind) else "t"
    changes = changing(course, NUMPY, mini_batch, rate)
    last = course.parts[-1].first == course.batches
    return "\n".join(
        [
            f"EPOCHS = {run.epochs}",
            f"ETA = {start.optimizer.learning_rate!r}",
            f"SIZE, ROWS = {min(start.batch_size, rows)}, {rows}",
            *(["BEFORE = 0  # updates before the optimizer came in"] if number != "t" else []),
            *(["SINCE = 0  # the epoch in which the schedule came in"] if course.reschedules else []),
            *(() if rate.one else ["", "", "\n\n\n".join(rate.texts), "", ""]),
            *(f"{each.name} = {each.names[0]}" for each in (mini_batch, rate) if not each.one),
            *(["", "", changes, ""] if changes else []),
            "",
            "t = 0",
            "for epoch in range(EPOCHS):",
            f"    order = {order}",
            "    gone = 0",
            "    while gone < ROWS:",
            *(["        changed(t)"] if changes else []),
            "        t += 1",
            "        rows = order[gone : gone + SIZE]",
            *(f"        {line}" for line in rate_lines(course, rate)),
            f"        mini_batch(X.take(rows, axis=1), Y.take(rows, axis=1), eta, {number}{masks})",
            "        gone += len(rows)",
            *(["changed(t)"] if changes and last else []),
            "",
            "train_loss, train_accuracy = score(X, Y)",
            "test_loss, test_accuracy = score(X_TEST, Y_TEST) if X_TEST.size else (None, None)",
        ]
    )


def _call(
    targets: Sequence[str],
    function: Function,
    layer: int,
    constants: Mapping[str, float] | None = None,
    **given: str,
) -> str:
    return f"{', '.join(targets)} = {_expression(function, layer, constants, **given)}"


def _expression(
    function: Function, layer: int, constants: Mapping[str, float] | None = None, **given: str
) -> str:
    """Write a call of a formula, each of whose names means this layer's."""
    known = {"y": "y", "eta": "eta", "t": "t", "outputs": "float(len(y))", "per_row": "1.0 / x.shape[1]"}
    known |= {"w": f"wb{layer}", "a_in": f"in{layer}", **given}
    formula = recorded(function)
    arguments = [known.get(name, f"{name}{layer}") for name in formula.inputs]
    chosen = {name: value for name, value in (constants or {}).items() if name in formula.constants}
    arguments += [f"{name}={value!r}" for name, value in chosen.items()]
    return f"{function.__name__}({', '.join(arguments)})"


def _function(head: str, about: str, lines: Sequence[str]) -> str:
    body = [f'"""{about}"""', *lines]
    return "\n".join([f"def {head}:", *(f"{_INDENT}{line}" for line in body)])


def _layers(network: Network) -> range:
    return range(1, network.layers + 1)


def _wholly_trained(network: Network) -> bool:
    return all((*network.trains_weights, *network.trains_biases))
