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
from .changes import can_be_written, changing
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
    run.refuse_edits(can_be_written)
    return [
        Section("Libraries", _IMPORTS),
        Section("The formulas, as propscope runs them", _definitions(run)),
        Section("The data, rows by columns: training and test rows", _data(run)),
        Section("The parameters at the start: weights, and biases in the last row", _parameters(run)),
        Section("Forward, and how well it does", f"{_forward(run)}\n\n\n{_score(run)}"),
        Section("A mini-batch: forward, backward, update", _mini_batch(run)),
        Section("The training", _training(run)),
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


def _definitions(run: Trained) -> str:
    network = run.network
    own = [network.loss.value, network.loss.delta or network.loss.slope]
    for activation in network.activations:
        own += [each for each in (activation.function, activation.slope, activation.delta) if each]
    penalty = network.penalty
    own += [each for each in (penalty.value, penalty.gradient, penalty.correction) if each]
    own += [layers.forward, layers.blame, layers.delta, layers.gradient, layers.penalized, layers.held]
    own += [layers.update, network.reduction.function, network.optimizer.step]
    own += [network.schedule.rate] if network.schedule.varies else []
    own += [layers.drop_mask, layers.masked] if any(network.dropout) else []
    text = formulas(dict.fromkeys(own), [network.loss.value])
    return "\n\n\n".join([SUMS.rstrip(), text, *drawing(network), UNPACKED.rstrip()])


def drawing(network: Network) -> list[str]:
    """Give the text of what is drawn from the seed: each epoch's order, and masks where there is dropout."""
    order = inspect.getsource(order_of).replace(" -> NDArray[np.int64]", "").rstrip()
    if not any(network.dropout):
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


def _parameters(run: Trained) -> str:
    lines = [f"wb{layer} = {literal(wb)}" for layer, wb in enumerate(run.start, 1)]
    memories = (*run.network.optimizer.memory, *run.network.penalty.memory)
    for layer in _layers(run.network):
        lines += [f"{name}{layer} = np.zeros_like(wb{layer})" for name in memories]
        if run.network.penalty.gradient:
            rate = repr(run.spec.regularization.rate)
            parts = f"np.full_like(wb{layer}[:-1], {rate}), np.zeros_like(wb{layer}[-1:])"
            lines.append(f"rate{layer} = np.vstack([{parts}])")
        if not _wholly_trained(run.network):
            weights, biases = run.network.trains_weights[layer - 1], run.network.trains_biases[layer - 1]
            parts = f"np.full_like(wb{layer}[:-1], {weights:d}), np.full_like(wb{layer}[-1:], {biases:d})"
            lines.append(f"trained{layer} = np.vstack([{parts}])")
    return "\n".join(lines)


def _forward(run: Trained) -> str:
    """Write the forward pass as a function: outputs and pre-activations of rows."""
    lines = [
        *_forward_lines(run.network, [0.0] * run.network.layers),
        f"return z{run.network.layers}, a{run.network.layers}",
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


def _score(run: Trained) -> str:
    network, last = run.network, run.network.layers
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


def _mini_batch(run: Trained) -> str:
    network = run.network
    kept = ["wb", *network.optimizer.memory, *network.penalty.memory]
    names = [f"{name}{layer}" for layer in _layers(network) for name in kept]
    lines = [f"global {', '.join(names)}", *_forward_lines(network, network.dropout)]
    for layer in reversed(_layers(network)):
        lines += _backward_lines(network, layer)
    constants = network.constants
    for layer in _layers(network):
        lines += _update_lines(network, layer, constants)
    penalty = _function("penalty()", "What the penalty adds to the loss.", [_penalty(network)])
    about = "Forward, backward, and the update of every layer: x (inputs, rows), y (outputs, rows)."
    given = "x, y, eta, t, random" if any(network.dropout) else "x, y, eta, t"
    return f"{_function(f'mini_batch({given})', about, lines)}\n\n\n{penalty}"


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
    if network.penalty.value is None:
        return "return 0.0"
    w, rate = (
        "np.concatenate([" + ", ".join(f"{name}{n}.ravel()" for n in _layers(network)) + "])"
        for name in ("wb", "rate")
    )
    return f"return float(np.sum({_expression(network.penalty.value, 0, w=w, rate=rate)}))"


def rate_lines(network: Network) -> list[str]:
    """Write how a mini-batch's learning rate follows from ``ETA``, with so many rows ``gone`` before it."""
    if not network.schedule.varies:
        return ["eta = ETA"]
    constants = ", ".join(f"{name}={value!r}" for name, value in network.schedule_constants.items())
    call = f"{network.schedule.rate.__name__}(ETA, epochs{constants and f', {constants}'})"
    return ["epochs = epoch + gone / ROWS", f"eta = float({call})"]


def _training(run: Trained) -> str:
    size = min(run.spec.batch_size, len(run.data.x_train))
    order = f"order_of({run.spec.seed}, epoch, X.shape[1])" if run.spec.shuffle else "np.arange(X.shape[1])"
    masks = f", masks_of({run.spec.seed}, t - 1)" if any(run.network.dropout) else ""
    return "\n".join(
        [
            f"EPOCHS = {run.epochs}",
            f"ETA = {run.spec.optimizer.learning_rate!r}",
            f"SIZE, ROWS = {size}, {len(run.data.x_train)}",
            *(["", "", changing(run.edits, run.network), ""] if run.edits else []),
            "",
            "t = 0",
            "for epoch in range(EPOCHS):",
            f"    order = {order}",
            "    gone = 0",
            "    while gone < ROWS:",
            *(["        changed(t)"] if run.edits else []),
            "        t += 1",
            "        rows = order[gone : gone + SIZE]",
            *(f"        {line}" for line in rate_lines(run.network)),
            f"        mini_batch(X.take(rows, axis=1), Y.take(rows, axis=1), eta, t{masks})",
            "        gone += len(rows)",
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
