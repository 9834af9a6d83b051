"""Wrong rules to put in the engine's place, each a plain formula; right ones in the same shape beside them.

A mutant is a function that patches the tables or the layer's formulas. The right rules here (``CONTROLS``)
show that a mutant dies of what it says and not of being written in another way: most are not recorded, but
called with the arrays themselves.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from app.engine import binding, layers, updating, workspace
from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS, lion, nadam
from app.engine.penalties import PENALTIES, stop_at_zero
from app.engine.reductions import REDUCTIONS
from app.engine.scalars import Scalar
from app.marking import wrong_rules as wrong

Mutant = Callable[[pytest.MonkeyPatch], None]

PLAIN = set()
"""Formulas that are called with the arrays themselves."""


def put(formula, *out):
    """Bind out = formula(), as one operation."""

    def operation():
        results = formula()
        results = results if isinstance(results, tuple) else (results,)
        for result, place in zip([np.array(result) for result in results], out, strict=True):
            place[...] = result

    return [operation]


def bind(function, known, *out):
    """Bind a plain formula as it stands, any other as the engine does."""
    if function not in PLAIN:
        return binding.bind(function, known, *out)
    names = [
        each.name for each in inspect.signature(function).parameters.values() if each.default is each.empty
    ]

    def formula():
        return function(*(value(known[name]) for name in names))

    return put(formula, *out)


def value(known):
    return float(known.array) if isinstance(known, Scalar) else known


def bind_together(*bindings):
    if any(each.function in PLAIN for each in bindings):
        return [bind(each.function, each.known, *each.out) for each in bindings]
    return binding.bind_together(*bindings)


def patching(function, change) -> Mutant:
    """Have a formula taken as it stands, and ``change`` put it in its place."""

    def mutate(patch):
        PLAIN.add(function)
        patch.setattr(workspace, "bind", bind)
        patch.setattr(updating, "bind", bind)
        patch.setattr(workspace, "bind_together", bind_together)
        change(patch)

    return mutate


def record(table, name, **changes) -> Mutant:
    """Change the formulas of one record."""

    def mutate(patch):
        for function in changes.values():
            patching(function, lambda patch: None)(patch)
        patch.setitem(table, name, replace(table[name], **changes))

    return mutate


def activation(name, function=None, slope=None) -> Mutant:
    """Change a = function(z), or its slope(z, a)."""
    changes = {"function": function, "slope": slope}
    return record(ACTIVATIONS, name, **{field: each for field, each in changes.items() if each})


def softmax_delta(formula) -> Mutant:
    """Change softmax's delta = formula(a, d_a)."""
    return record(ACTIVATIONS, "softmax", delta=formula)


def loss(name, value=None, slope=None) -> Mutant:
    """Change ℓ = value(z, a, y) of each output, or its slope(a, y)."""
    changes = {}
    if value:
        changes["value"] = lambda z, a, y: value(z, a, y).sum(axis=0)
    if slope:
        changes["slope"] = slope
    return record(LOSSES, name, **changes)


def optimizer(name, step) -> Mutant:
    """Change the step and the memories, of ``g``, ``w``, ``eta``, ``t`` and the memories."""
    return lambda patch: patch.setitem(OPTIMIZERS, name, replace(OPTIMIZERS[name], step=step))


def penalty(name, gradient=None, correction=None) -> Mutant:
    """Change the penalty's gradient(w, rate), or what it does to the step."""
    changes = {"gradient": gradient, "correction": correction}
    return record(PENALTIES, name, **{field: each for field, each in changes.items() if each})


def layer_formula(name, formula) -> Mutant:
    """Change a formula of ``layers.py``."""
    return patching(formula, lambda patch: patch.setattr(layers, name, formula))


def slope_cancels(cancels) -> Mutant:
    """Take the output's slope to cancel always, or never."""

    def mutate(patch):
        for name, each in LOSSES.items():
            delta = (each.delta or each.slope) if cancels else None
            patch.setitem(LOSSES, name, replace(each, slope=each.delta or each.slope, delta=delta))

    return mutate


def updated_early(rate) -> Mutant:
    """Take a hidden delta from the next layer's weights as SGD has updated them already."""
    original = workspace.Workspace._backward

    def backward(self):
        lists = original(self)
        pairs = zip(reversed(self.layers[:-1]), reversed(self.layers[1:]), strict=True)
        for operations, (layer, after) in zip(lists[1:], pairs, strict=True):
            operations[:1] = put(
                lambda after=after: (after.wb - rate * after.total / self.rows)[:-1] @ after.delta, layer.d_a
            )
        return lists

    return lambda patch: patch.setattr(workspace.Workspace, "_backward", backward)


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


def scaled_rows(scale) -> Mutant:
    """Change what the sum of gradients is multiplied by: scale(1 / rows)."""
    return record(REDUCTIONS, "mean", function=lambda total, per_row: total * scale(per_row))


def gradients_that_add_up(patch):
    """Add a mini-batch's gradient of weights to those before."""
    original = workspace.Workspace._backward

    def backward(self):
        lists = original(self)
        for operations, layer in zip(lists, reversed(self.layers), strict=True):
            operations[-1:] = put(
                lambda layer=layer: np.vstack(
                    [layer.total[:-1] + layer.a_in[:-1] @ layer.delta.T, layer.delta.sum(axis=1)]
                ),
                layer.total,
            )
        return lists

    patch.setattr(workspace.Workspace, "_backward", backward)


def moved(g, velocity):
    return 0.9 * velocity + g


def both(minus_eta, velocity):
    return minus_eta * velocity, velocity


def nesterov(g, velocity, eta):
    velocity = moved(g, velocity)
    return -eta * (g + 0.9 * velocity), velocity


def rmsprop(g, v, eta):
    v = 0.99 * v + 0.01 * g**2
    return -eta * g / over(v), v


def over(v):
    return np.sqrt(v) + 1e-8


def adagrad(g, v, eta, *, keep=1.0, epsilon=1e-10):
    v = keep * v + g**2
    return -eta * g / (np.sqrt(v) + epsilon), v


def adam(g, m, v, eta, t, *, beta_1=0.9, beta_2=0.999):
    m, v = beta_1 * m + (1 - beta_1) * g, beta_2 * v + (1 - beta_2) * g**2
    return -eta * m / (1 - beta_1**t) / over(v / (1 - beta_2**t)), m, v


def adamw(g, w, m, v, eta, t, *, decay=0.01):
    step, m, v = adam(g, m, v, eta, t)
    return step - eta * decay * w, m, v


def adamw_shrinking_last(g, w, m, v, eta, t):
    step, m, v = adam(g, m, v, eta, t)
    return step - eta * 0.01 * (w + step), m, v


def dies_but_revives(w, step, g, penalty, dead):
    return stop_at_zero(w, step, g, penalty, 0 * dead)


def dies_of_any_crossing(w, step, dead):
    return np.where((w + step) * w < 0, -w, step), dead


def clipped(limit):
    return lambda a, y: np.clip(a - y, -limit, limit)


def huber(limit):
    return lambda z, a, y: np.where(
        np.abs(a - y) <= limit, (a - y) ** 2 / 2, limit * (np.abs(a - y) - limit / 2)
    )


def log_of_output(z, a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


SPREAD = (2 / np.pi) ** 0.5

MUTANTS: dict[str, Mutant] = {
    # The passes
    "deltas with their sign flipped": layer_formula("delta", wrong.delta_negated),
    "deltas without the activation's slope": layer_formula("delta", wrong.slope_left_out),
    "output deltas always a − y": slope_cancels(True),
    "cross-entropy deltas with the slope that cancels": slope_cancels(False),
    "hidden deltas from weights already updated": updated_early(0.3),
    "hidden deltas from a neighbour's delta": layer_formula("blame", wrong.blame_by_a_neighbour),
    "forward without the bias": layer_formula("forward", wrong.bias_left_out),
    "gradients of weights without their input": layer_formula("gradient", wrong.input_left_out),
    "gradients of biases from the first row only": layer_formula("gradient", wrong.biases_of_the_first_row),
    "gradients of weights that add up": gradients_that_add_up,
    "steps from sums, not means": record(REDUCTIONS, "mean", function=wrong.summed),
    "sums divided by the rows": record(REDUCTIONS, "sum", function=wrong.averaged),
    "steps from means taken twice": record(REDUCTIONS, "mean", function=wrong.averaged_twice),
    "a smaller last mini-batch divided like a full one": scaled_rows(lambda per_row: 0.5),
    "parameters that go up the gradient": layer_formula("update", wrong.uphill),
    # Activations
    "σ′ = a": activation("sigmoid", slope=wrong.sigmoid_slope_of_a_alone),
    "σ′ taken at a": activation("sigmoid", slope=wrong.sigmoid_slope_at_a),
    "tanh′ = 1 − a": activation("tanh", slope=wrong.tanh_slope_unsquared),
    "tanh off by a ten-thousandth": activation("tanh", function=lambda z: np.tanh(z) * 1.0001),
    "relu′(0) = 1": activation("relu", slope=wrong.relu_slope_one_at_zero),
    "relu′ = 1 everywhere": activation("relu", slope=lambda z: np.ones_like(z)),
    "leaky relu′(0) = 1": activation("leaky_relu", slope=wrong.leaky_relu_slope_one_at_zero),
    "leaky relu that leaks a tenth": activation("leaky_relu", function=lambda z: np.where(z > 0, z, 0.1 * z)),
    "elu′ = a below zero": activation("elu", slope=wrong.elu_slope_of_a_alone),
    "gelu by its tanh approximation": activation(
        "gelu", function=lambda z: z / 2 * (1 + np.tanh(SPREAD * (z + 0.044715 * z**3)))
    ),
    "silu′ = σ": activation("silu", slope=wrong.silu_slope_of_its_sigmoid),
    "softplus that overflows": activation("softplus", function=lambda z: np.log1p(np.exp(z))),
    "softplus′ = a": activation("softplus", slope=wrong.softplus_slope_of_a),
    "mish′ without the softplus's share": activation("mish", slope=lambda z: np.tanh(np.logaddexp(0.0, z))),
    "hard tanh′ = 1 everywhere": activation("hard_tanh", slope=lambda z: np.ones_like(z)),
    "hard tanh held at 2": activation("hard_tanh", function=lambda z: np.clip(z, -2.0, 2.0)),
    "sine′ = −cos": activation("sine", slope=lambda z: -np.cos(z)),
    "softmax without its shift": activation("softmax", function=lambda z: np.exp(z) / np.exp(z).sum(axis=0)),
    "softmax over the rows": activation(
        "softmax",
        function=lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1, keepdims=True),
    ),
    "softmax's Jacobian without what is off its diagonal": softmax_delta(wrong.jacobian_of_its_diagonal),
    # Losses
    "squared error without its half": record(LOSSES, "squared_error", value=wrong.whole_squared_error),
    "squared error's slope doubled": loss("squared_error", slope=wrong.twice_output_less_target),
    "squared error averaged over the outputs": record(
        LOSSES, "squared_error", value=wrong.squared_error_shared, slope=wrong.shared_among_outputs
    ),
    "mean squared error halved": record(
        LOSSES, "mean_squared_error", value=wrong.squared_error_shared, slope=wrong.shared_among_outputs
    ),
    "y − a": loss("squared_error", slope=wrong.target_less_output),
    "binary cross-entropy by the logarithm of the output": loss("binary_cross_entropy", value=log_of_output),
    "categorical cross-entropy by the logarithm of the output": loss(
        "categorical_cross_entropy", value=lambda z, a, y: -y * np.log(a)
    ),
    "huber with δ = 2": loss("huber", value=huber(2.0), slope=clipped(2.0)),
    "huber's slope not held": loss("huber", slope=wrong.output_less_target),
    # Optimizers
    "sgd at half its rate": optimizer("sgd", lambda g, eta: -eta * g / 2),
    "momentum as a moving average": optimizer("momentum", wrong.average_velocity),
    "nesterov as plain momentum": optimizer("nesterov", wrong.no_look_ahead),
    "nesterov from the velocity before": optimizer(
        "nesterov", lambda g, velocity, eta: (-eta * (g + 0.9 * velocity), moved(g, velocity))
    ),
    "rmsprop with a decay of 0.9": optimizer("rmsprop", wrong.rmsprop_of_nine_tenths),
    "rmsprop with ε inside the root": optimizer("rmsprop", wrong.rmsprop_inside_the_root),
    "adagrad that forgets": optimizer("adagrad", partial(adagrad, keep=0.99)),
    "adagrad with another ε": optimizer("adagrad", partial(adagrad, epsilon=1e-7)),
    "adam without its correction": optimizer("adam", wrong.adam_uncorrected),
    "adam with ε inside the root": optimizer("adam", wrong.adam_inside_the_root),
    "adam with another β₂": optimizer("adam", lambda g, m, v, eta, t: adam(g, m, v, eta, t, beta_2=0.99)),
    "adam counting from 2": optimizer("adam", wrong.adam_counting_from_two),
    "adamw with its decay in the gradient": optimizer("adamw", wrong.adamw_coupled),
    "adamw that shrinks after the step": optimizer("adamw", adamw_shrinking_last),
    "adamw that shrinks nothing": optimizer("adamw", partial(adamw, decay=0.0)),
    "nadam without its look ahead": optimizer(
        "nadam", lambda g, m, v, filled, eta, t: (*adam(g, m, v, eta, t), filled)
    ),
    "nadam with a momentum that stays": optimizer("nadam", partial(nadam, psi=0.0)),
    "lion with one β for step and memory": optimizer("lion", partial(lion, beta_2=0.9)),
    "lion that remembers before it steps": optimizer("lion", wrong.lion_remembering_first),
    # Penalties
    "l1 with its sign flipped": penalty("l1", lambda w, rate: -rate * np.sign(w)),
    "l1 pushing a weight off zero": penalty("l1", lambda w, rate: rate * np.where(w >= 0, 1.0, -1.0)),
    "l1 that kills nothing": penalty("l1", correction=lambda step, dead: (step, dead)),
    "l1 that kills what the gradient carries": penalty("l1", correction=dies_of_any_crossing),
    "l1 whose dead come back": penalty("l1", correction=dies_but_revives),
    "l1 on biases": penalty("l1", lambda w, rate: rate.max() * np.sign(w)),
    "l2 doubled": penalty("l2", wrong.penalty_doubled),
    "l2 on biases": penalty("l2", wrong.penalty_on_biases),
}

CONTROLS: dict[str, Mutant] = {
    "deltas": layer_formula("delta", lambda d_a, slope: d_a * slope),
    "hidden deltas": updated_early(0.0),
    "means": scaled_rows(lambda per_row: per_row),
    "sums": record(REDUCTIONS, "sum", function=lambda total: 1.0 * total),
    "sigmoid": activation("sigmoid", sigmoid, lambda z, a: a * (1 - a)),
    "tanh": activation("tanh", lambda z: np.tanh(z), lambda z, a: 1 - a**2),
    "relu": activation("relu", lambda z: np.maximum(z, 0.0), lambda z, a: np.where(z > 0, 1.0, 0.0)),
    "softplus": activation("softplus", lambda z: np.logaddexp(0.0, z), lambda z, a: sigmoid(z)),
    "softmax's Jacobian": softmax_delta(lambda a, d_a: a * (d_a - (a * d_a).sum(axis=0))),
    "squared error": loss("squared_error", value=lambda z, a, y: (a - y) ** 2 / 2, slope=lambda a, y: a - y),
    "huber": loss("huber", value=huber(1.0), slope=clipped(1.0)),
    "sgd": optimizer("sgd", lambda g, eta: -eta * g),
    "momentum": optimizer("momentum", lambda g, velocity, eta: both(-eta, moved(g, velocity))),
    "nesterov": optimizer("nesterov", nesterov),
    "rmsprop": optimizer("rmsprop", rmsprop),
    "adagrad": optimizer("adagrad", partial(adagrad)),
    "adam": optimizer("adam", lambda g, m, v, eta, t: adam(g, m, v, eta, t)),
    "adamw": optimizer("adamw", adamw),
    "l1": penalty("l1", lambda w, rate: rate * np.sign(w)),
    "l2": penalty("l2", lambda w, rate: rate * w),
}
