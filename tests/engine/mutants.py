"""Wrong rules to put in the engine's place, each a plain formula; right ones in the same shape beside them.

A mutant is a function that patches the tables or the layer's functions. The right rules here (``CONTROLS``)
show that a mutant dies of what it says and not of being written in another way.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from app.engine import network
from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS, Scalars
from app.engine.penalties import PENALTIES

Mutant = Callable[[pytest.MonkeyPatch], None]


def put(formula, out):
    """Bind out = formula(), as one operation."""
    return [lambda: np.copyto(out, formula())]


def activation(name, function=None, slope=None) -> Mutant:
    """Change a = function(z), or its slope(z, a)."""
    changes = {}
    if function:
        changes["forward"] = lambda z, a, s: put(lambda: z, s) + put(lambda: function(z), a)
    if slope:
        changes["slope"] = lambda z, a, s: put(lambda: slope(z, a), s)
    return lambda patch: patch.setitem(ACTIVATIONS, name, replace(ACTIVATIONS[name], **changes))


def softmax_backward(formula) -> Mutant:
    """Change softmax's delta = formula(a, d_a)."""
    record = replace(
        ACTIVATIONS["softmax"], backward=lambda a, d_a, delta: put(lambda: formula(a, d_a), delta)
    )
    return lambda patch: patch.setitem(ACTIVATIONS, "softmax", record)


def loss(name, value=None, slope=None) -> Mutant:
    """Change ℓ = value(z, a, y) of each output, or its slope(a, y)."""
    changes = {}
    if value:
        changes["value"] = lambda z, a, s, y, loss: put(lambda: value(z, a, y).sum(axis=0), loss)
    if slope:
        changes["slope"] = lambda a, y, d: put(lambda: slope(a, y), d)
    return lambda patch: patch.setitem(LOSSES, name, replace(LOSSES[name], **changes))


def optimizer(name, step) -> Mutant:
    """Change the step: −η · step(h, p, memory, t), where ``t`` counts the updates from 1."""

    def bind(v, scalars):
        def run():
            scalars.updates = getattr(scalars, "updates", 0) + 1
            v.s[...] = scalars.minus_eta * step(v.h, v.p, v.memory, scalars.updates)

        return [run]

    return lambda patch: patch.setitem(OPTIMIZERS, name, replace(OPTIMIZERS[name], bind=bind))


def penalty(name, gradient=None, after=None) -> Mutant:
    """Change the penalty's gradient(p, rate), or what it does to the step: after(v)."""

    def before(v):
        return put(lambda: gradient(v.p, v.penalty_rate), v.penalty) + put(lambda: v.h + v.penalty, v.h)

    changes = {} if gradient is None else {"before": before}
    changes |= {} if after is None else {"after": after}
    return lambda patch: patch.setitem(PENALTIES, name, replace(PENALTIES[name], **changes))


def layer_function(name, make) -> Mutant:
    """Wrap a function of ``network.py``: make(original, *arguments)."""
    return lambda patch: patch.setattr(network, name, partial(make, getattr(network, name)))


def slope_cancels(value) -> Mutant:
    """Take the output's slope to cancel always, or never."""
    return lambda patch: patch.setattr(network.Network, "slope_cancels", property(lambda self: value))


def counted(shift) -> Mutant:
    """Count the updates from another number."""
    original = Scalars.set
    return lambda patch: patch.setattr(Scalars, "set", lambda self, eta, t: original(self, eta, t + shift))


def updated_early(rate) -> Mutant:
    """Take a hidden delta from the next layer's weights as SGD has updated them already."""

    def blame(original, layer, after):
        rows = layer.d_a.shape[1]
        return put(lambda: (after.wb - rate * after.g / rows)[:-1] @ after.delta, layer.d_a)

    return layer_function("blame", blame)


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


def scaled_rows(scale) -> Mutant:
    """Change what the sum of gradients is multiplied by: scale(1 / rows)."""
    return layer_function(
        "step", lambda original, v, per_row, *others: original(v, np.array(scale(per_row)), *others)
    )


def moving(memory, name, value, decay):
    memory[name][...] = decay * memory[name] + (1 - decay) * value
    return memory[name]


def velocity(memory, h, gain=1.0):
    memory["velocity"][...] = 0.9 * memory["velocity"] + gain * h
    return memory["velocity"]


def rmsprop(h, p, memory, t, decay=0.99, inside=False):
    v = moving(memory, "v", h**2, decay)
    return h / (np.sqrt(v + 1e-8) if inside else np.sqrt(v) + 1e-8)


def adagrad(h, p, memory, t, decay=1.0, epsilon=1e-10):
    memory["v"][...] = decay * memory["v"] + h**2
    return h / (np.sqrt(memory["v"]) + epsilon)


def adam(h, p, memory, t, beta_1=0.9, beta_2=0.999, corrected=True, inside=False):
    m, v = moving(memory, "m", h, beta_1), moving(memory, "v", h**2, beta_2)
    if corrected:
        m, v = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return m / (np.sqrt(v + 1e-8) if inside else np.sqrt(v) + 1e-8)


def adamw(h, p, memory, t, decay=0.01):
    return decay * p + adam(h, p, memory, t)


def adamw_coupled(h, p, memory, t):
    return adam(h + 0.01 * p, p, memory, t)


def adamw_shrinking_last(h, p, memory, t, rate=0.05):
    step = adam(h, p, memory, t)
    return step + 0.01 * (p - rate * step)


def dies_but_revives(v, kill=PENALTIES["l1"].after):
    return [*put(lambda: np.zeros_like(v.s), v.memory["dead"]), *kill(v)]


def dies_of_any_crossing(v):
    return put(lambda: np.where((v.p + v.s) * v.p < 0, -v.p, v.s), v.s)


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
    "deltas with their sign flipped": layer_function(
        "delta", lambda original, layer: [*original(layer), *put(lambda: -layer.delta, layer.delta)]
    ),
    "deltas without the activation's slope": layer_function(
        "delta", lambda original, layer: put(lambda: layer.d_a, layer.delta)
    ),
    "output deltas always a − y": slope_cancels(True),
    "cross-entropy deltas with the slope that cancels": slope_cancels(False),
    "hidden deltas from weights already updated": updated_early(0.3),
    "hidden deltas from a neighbour's delta": layer_function(
        "blame",
        lambda original, layer, after: put(
            lambda: after.wb[:-1] @ np.roll(after.delta, 1, axis=0), layer.d_a
        ),
    ),
    "forward without the bias": layer_function(
        "forward",
        lambda original, layer: [
            *put(lambda: layer.wb[:-1].T @ layer.a_in[:-1], layer.z),
            *original(layer)[1:],
        ],
    ),
    "gradients of weights without their input": layer_function(
        "gradient", lambda original, layer: [*original(layer), *put(lambda: layer.g[-1], layer.g[:-1])]
    ),
    "gradients of biases from the first row only": layer_function(
        "gradient", lambda original, layer: [*original(layer), *put(lambda: layer.delta[:, 0], layer.g[-1])]
    ),
    "gradients of weights that add up": layer_function(
        "gradient",
        lambda original, layer: [
            *put(lambda: layer.g[:-1] + layer.a_in[:-1] @ layer.delta.T, layer.g[:-1]),
            *put(lambda: layer.delta.sum(axis=1), layer.g[-1]),
        ],
    ),
    "steps from sums, not means": scaled_rows(lambda per_row: 1.0),
    "steps from means taken twice": scaled_rows(lambda per_row: per_row**2),
    "a smaller last mini-batch divided like a full one": scaled_rows(lambda per_row: 0.5),
    "parameters that go up the gradient": layer_function(
        "update", lambda original, p, s: put(lambda: p - s, p)
    ),
    # Activations
    "σ′ = a": activation("sigmoid", slope=lambda z, a: a),
    "σ′ taken at a": activation("sigmoid", slope=lambda z, a: sigmoid(a) * (1 - sigmoid(a))),
    "tanh′ = 1 − a": activation("tanh", slope=lambda z, a: 1 - a),
    "tanh off by a ten-thousandth": activation("tanh", function=lambda z: np.tanh(z) * 1.0001),
    "relu′(0) = 1": activation("relu", slope=lambda z, a: np.where(z >= 0, 1.0, 0.0)),
    "relu′ = 1 everywhere": activation("relu", slope=lambda z, a: np.ones_like(z)),
    "leaky relu′(0) = 1": activation("leaky_relu", slope=lambda z, a: np.where(z >= 0, 1.0, 0.01)),
    "leaky relu that leaks a tenth": activation("leaky_relu", function=lambda z: np.where(z > 0, z, 0.1 * z)),
    "elu′ = a below zero": activation("elu", slope=lambda z, a: np.where(z > 0, 1.0, a)),
    "gelu by its tanh approximation": activation(
        "gelu", function=lambda z: z / 2 * (1 + np.tanh(SPREAD * (z + 0.044715 * z**3)))
    ),
    "silu′ = σ": activation("silu", slope=lambda z, a: sigmoid(z)),
    "softplus that overflows": activation("softplus", function=lambda z: np.log1p(np.exp(z))),
    "softplus′ = a": activation("softplus", slope=lambda z, a: a),
    "softmax without its shift": activation("softmax", function=lambda z: np.exp(z) / np.exp(z).sum(axis=0)),
    "softmax over the rows": activation(
        "softmax",
        function=lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1, keepdims=True),
    ),
    "softmax's Jacobian without what is off its diagonal": softmax_backward(lambda a, d: a * (1 - a) * d),
    # Losses
    "squared error without its half": loss("squared_error", value=lambda z, a, y: (a - y) ** 2),
    "squared error's slope doubled": loss("squared_error", slope=lambda a, y: 2 * (a - y)),
    "squared error averaged over the outputs": loss(
        "squared_error",
        value=lambda z, a, y: (a - y) ** 2 / 2 / len(a),
        slope=lambda a, y: (a - y) / len(a),
    ),
    "y − a": loss("squared_error", slope=lambda a, y: y - a),
    "binary cross-entropy by the logarithm of the output": loss("binary_cross_entropy", value=log_of_output),
    "categorical cross-entropy by the logarithm of the output": loss(
        "categorical_cross_entropy", value=lambda z, a, y: -y * np.log(a)
    ),
    "huber with δ = 2": loss("huber", value=huber(2.0), slope=clipped(2.0)),
    "huber's slope not held": loss("huber", slope=lambda a, y: a - y),
    # Optimizers
    "sgd at half its rate": optimizer("sgd", lambda h, p, memory, t: h / 2),
    "momentum as a moving average": optimizer(
        "momentum", lambda h, p, memory, t: velocity(memory, h, gain=0.1)
    ),
    "nesterov as plain momentum": optimizer("nesterov", lambda h, p, memory, t: velocity(memory, h)),
    "nesterov from the velocity before": optimizer(
        "nesterov", lambda h, p, memory, t: h + 0.9 * memory["velocity"] + 0 * velocity(memory, h)
    ),
    "rmsprop with a decay of 0.9": optimizer("rmsprop", partial(rmsprop, decay=0.9)),
    "rmsprop with ε inside the root": optimizer("rmsprop", partial(rmsprop, inside=True)),
    "adagrad that forgets": optimizer("adagrad", partial(adagrad, decay=0.99)),
    "adagrad with another ε": optimizer("adagrad", partial(adagrad, epsilon=1e-7)),
    "adam without its correction": optimizer("adam", partial(adam, corrected=False)),
    "adam with ε inside the root": optimizer("adam", partial(adam, inside=True)),
    "adam with another β₂": optimizer("adam", partial(adam, beta_2=0.99)),
    "adam counting from 2": counted(1),
    "adamw with its decay in the gradient": optimizer("adamw", adamw_coupled),
    "adamw that shrinks after the step": optimizer("adamw", adamw_shrinking_last),
    "adamw that shrinks nothing": optimizer("adamw", partial(adamw, decay=0.0)),
    # Penalties
    "l1 with its sign flipped": penalty("l1", lambda p, rate: -rate * np.sign(p)),
    "l1 pushing a weight off zero": penalty("l1", lambda p, rate: rate * np.where(p >= 0, 1.0, -1.0)),
    "l1 that kills nothing": penalty("l1", after=lambda v: []),
    "l1 that kills what the gradient carries": penalty("l1", after=dies_of_any_crossing),
    "l1 whose dead come back": penalty("l1", after=dies_but_revives),
    "l1 on biases": penalty("l1", lambda p, rate: rate.max() * np.sign(p)),
    "l2 doubled": penalty("l2", lambda p, rate: 2 * rate * p),
    "l2 on biases": penalty("l2", lambda p, rate: rate.max() * p),
}

CONTROLS: dict[str, Mutant] = {
    "deltas": layer_function("delta", lambda original, layer: original(layer)),
    "hidden deltas": updated_early(0.0),
    "means": scaled_rows(lambda per_row: per_row),
    "sigmoid": activation("sigmoid", sigmoid, lambda z, a: a * (1 - a)),
    "tanh": activation("tanh", np.tanh, lambda z, a: 1 - a**2),
    "relu": activation("relu", lambda z: np.maximum(z, 0.0), lambda z, a: np.where(z > 0, 1.0, 0.0)),
    "softplus": activation("softplus", lambda z: np.logaddexp(0.0, z), lambda z, a: sigmoid(z)),
    "softmax's Jacobian": softmax_backward(lambda a, d: a * (d - (a * d).sum(axis=0))),
    "squared error": loss("squared_error", value=lambda z, a, y: (a - y) ** 2 / 2, slope=lambda a, y: a - y),
    "huber": loss("huber", value=huber(1.0), slope=clipped(1.0)),
    "sgd": optimizer("sgd", lambda h, p, memory, t: h),
    "momentum": optimizer("momentum", lambda h, p, memory, t: velocity(memory, h)),
    "nesterov": optimizer("nesterov", lambda h, p, memory, t: h + 0.9 * velocity(memory, h)),
    "rmsprop": optimizer("rmsprop", rmsprop),
    "adagrad": optimizer("adagrad", adagrad),
    "adam": optimizer("adam", adam),
    "adamw": optimizer("adamw", adamw),
    "counting from 1": counted(0),
    "l1": penalty("l1", lambda p, rate: rate * np.sign(p)),
    "l2": penalty("l2", lambda p, rate: rate * p),
}
