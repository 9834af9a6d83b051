"""Every mistake, made by a learner in plain NumPy, is named; and who makes none is right."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.marking.mistakes import MISTAKES
from tests.marking.learner import LAMBDA, SLOPES, WEIGHTS, Learner, sigma, spec
from tests.marking.marked import marked

L2 = {"kind": "l2", "rate": LAMBDA}


def by(**changes):
    """A learner with these methods in place of the right ones."""
    return type("Mistaken", (Learner,), changes)


def optimized(kind):
    return {"optimizer": {"kind": kind, "learning_rate": 0.2}}


def activated(name):
    return {"hidden": [{"units": 4, "activation": name}, {"units": 3, "activation": name}]}


def wrong_slope(of, rule):
    return (
        "wrong_slope",
        "dZ2",
        activated(of) | {"output_activation": "linear"},
        by(slope=lambda self, name, z, a: rule(z, a) if name == of else SLOPES[name](z, a)),
    )


def first_row(self, d_z):
    return d_z[:, :1]


def other(name):
    return by(activate=lambda self, asked, z: np.asarray(ACTIVATIONS[name].function(z)))


def turned(self, W, b, a):
    return (W.T if W.shape[0] == W.shape[1] else W) @ a + b


SQUARE = {
    "hidden": [{"units": 3, "activation": "tanh"}],
    "parameters": [
        {"w": WEIGHTS[0][:, :3].tolist(), "b": [0.1, 0.2, 0.3]},
        {"w": WEIGHTS[2].tolist(), "b": [0.1, 0.2]},
    ],
}
SQUARE_BEHIND = {
    "hidden": [{"units": 2, "activation": "tanh"}],
    "parameters": [
        {"w": WEIGHTS[0][:, :2].tolist(), "b": [0.1, 0.2]},
        {"w": [[0.4, -0.7], [1.3, 0.2]], "b": [0.1, 0.2]},
    ],
}
ONE_OUTPUT = {
    "data": spec()["data"] | {"y": [[row[0]] for row in spec()["data"]["y"]]},
    "parameters": [*spec()["parameters"][:2], {"w": [[0.4], [-0.7], [0.5]], "b": [0.2]}],
}
KINKED = {
    "data": {"kind": "table", "x": [[0, 0, 0], [1, 2, 3]], "y": [[0, 1], [1, 0]], "train_fraction": 1.0},
    "batch_size": 2,
    "parameters": [
        {"w": WEIGHTS[0].tolist(), "b": [0.0, 0.0, 0.0, 0.0]},
        *spec()["parameters"][1:],
    ],
    "output_activation": "linear",
}

DROPOUT = {
    "hidden": [
        {"units": 4, "activation": "tanh", "dropout": 0.4},
        {"units": 3, "activation": "sigmoid", "dropout": 0.25},
    ]
}

# What it is called, the first array it makes wrong, the run, and who makes it.
MADE = [
    ("bias_left_out", "Z1", {}, by(weigh=lambda self, W, b, a: W @ a)),
    ("weights_turned", "Z1", SQUARE, by(weigh=turned)),
    ("mask_left_out", "A1", DROPOUT, by(drop=lambda self, a, mask: a)),
    ("mask_not_scaled", "A1", DROPOUT, by(drop=lambda self, a, mask: a * (mask > 0))),
    ("mask_left_out_back", "dA2", DROPOUT, by(drop_back=lambda self, d_a, mask: d_a)),
    ("mask_not_scaled_back", "dA2", DROPOUT, by(drop_back=lambda self, d_a, mask: d_a * (mask > 0))),
    ("not_activated", "A1", {}, by(activate=lambda self, name, z: z)),
    ("sum_for_mean", "loss", {}, by(batch_loss=lambda self, losses: losses.sum())),
    ("averaged_twice", "loss", {}, by(batch_loss=lambda self, losses: losses.mean() / self.m)),
    ("mean_for_sum", "loss", {"batch_reduction": "sum"}, by(batch_loss=lambda self, losses: losses.mean())),
    ("half_left_out", "loss", {}, by(losses=lambda self, a, y: ((a - y) ** 2).sum(axis=0))),
    ("shared_among_outputs", "loss", {}, by(losses=lambda self, a, y: ((a - y) ** 2).sum(axis=0) / 4)),
    ("sign", "dA3", {}, by(error=lambda self, a, y: y - a)),
    ("sign", "dZ3", {"loss": "binary_cross_entropy"}, by(error=lambda self, a, y: y - a)),
    ("slope_left_out", "dZ3", {}, by(delta=lambda self, d_a, slope: d_a)),
    (
        "slope_left_in",
        "dZ3",
        {"loss": "binary_cross_entropy"},
        by(output=lambda self, name, z, a: (None, (a - self.y) * a * (1 - a))),
    ),
    ("delta_negated", "dZ3", {}, by(delta=lambda self, d_a, slope: -d_a * slope)),
    ("updated_weights", "dA2", {}, by(blame=lambda self, W, W_new, d_z: W_new.T @ d_z)),
    ("blame_turned", "dA1", SQUARE_BEHIND, by(blame=lambda self, W, W_new, d_z: W @ d_z)),
    ("a_neighbours_delta", "dA2", {}, by(blame=lambda self, W, W_new, d_z: W.T @ d_z[::-1])),
    ("slope_doubled", "dA3", {}, by(error=lambda self, a, y: 2 * (a - y))),
    ("slope_shared", "dA3", {}, by(error=lambda self, a, y: (a - y) / 2)),
    (
        "slope_not_held",
        "dA3",
        {"loss": "huber", "output_activation": "linear"},
        by(error=lambda self, a, y: a - y),
    ),
    (
        "another_losss_slope",
        "dA3",
        ONE_OUTPUT | {"loss": "mean_squared_error", "output_activation": "linear"},
        by(losses=lambda self, a, y: ((a - y) ** 2).sum(axis=0), error=lambda self, a, y: a - y),
    ),
    (
        "jacobian_of_its_diagonal",
        "dZ3",
        {"output_activation": "softmax"},
        by(output=lambda self, name, z, a: (a - self.y, (a - self.y) * a * (1 - a))),
    ),
    (
        "sum_for_mean",
        "dW3",
        {},
        by(weights=lambda self, d_z, a: d_z @ a.T, biases=lambda self, d_z: d_z.sum(axis=1)),
    ),
    ("sum_for_mean", "dW3", {}, by(weights=lambda self, d_z, a: d_z @ a.T)),
    ("sum_for_mean", "db3", {}, by(biases=lambda self, d_z: d_z.sum(axis=1))),
    (
        "averaged_twice",
        "dW3",
        {},
        by(
            weights=lambda self, d_z, a: d_z @ a.T / self.m**2,
            biases=lambda self, d_z: d_z.sum(axis=1) / self.m**2,
        ),
    ),
    ("averaged_twice", "dW3", {}, by(weights=lambda self, d_z, a: d_z @ a.T / self.m**2)),
    ("averaged_twice", "db3", {}, by(biases=lambda self, d_z: d_z.sum(axis=1) / self.m**2)),
    (
        "mean_for_sum",
        "dW3",
        {"batch_reduction": "sum"},
        by(weights=lambda self, d_z, a: d_z @ a.T / self.m, biases=lambda self, d_z: d_z.mean(axis=1)),
    ),
    ("mean_for_sum", "dW3", {"batch_reduction": "sum"}, by(weights=lambda self, d_z, a: d_z @ a.T / self.m)),
    ("mean_for_sum", "db3", {"batch_reduction": "sum"}, by(biases=lambda self, d_z: d_z.mean(axis=1))),
    (
        "input_left_out",
        "dW3",
        {},
        by(weights=lambda self, d_z, a: d_z @ np.ones_like(a).T / self.m),
    ),
    ("biases_of_the_first_row", "db3", {}, by(biases=lambda self, d_z: d_z[:, :1] / self.m)),
    (
        "biases_of_the_mean_unit",
        "db3",
        {},
        by(biases=lambda self, d_z: np.full((len(d_z), 1), d_z.sum() / self.m)),
    ),
    ("uphill", "W1_new", {}, by(updated=lambda self, w, g: w + self.eta * g)),
    ("not_updated", "W1_new", {}, by(updated=lambda self, w, g: w)),
    ("rate_left_out", "W1_new", {}, by(step=lambda self, w, g: -g)),
    ("no_penalty", "W1_new", {"regularization": L2}, by(penalized=lambda self, g, w: g)),
    ("penalty_negated", "W1_new", {"regularization": L2}, by(penalized=lambda self, g, w: g - LAMBDA * w)),
    (
        "penalty_doubled",
        "W1_new",
        {"regularization": L2},
        by(penalized=lambda self, g, w: g + 2 * LAMBDA * w),
    ),
    (
        "penalty_by_the_row",
        "W1_new",
        {"regularization": L2},
        by(penalized=lambda self, g, w: g + LAMBDA / self.m * w),
    ),
    (
        "penalty_on_biases",
        "b1_new",
        {"regularization": L2},
        by(penalized_bias=lambda self, g, b: g + LAMBDA * b),
    ),
    ("average_velocity", "W1_new", optimized("momentum"), by(step=lambda self, w, g: -self.eta * 0.1 * g)),
    ("no_look_ahead", "W1_new", optimized("nesterov"), by(step=lambda self, w, g: -self.eta * g)),
    (
        "inside_the_root",
        "W1_new",
        optimized("rmsprop"),
        by(step=lambda self, w, g: -self.eta * g / np.sqrt(0.01 * g**2 + 1e-8)),
    ),
    (
        "another_decay",
        "W1_new",
        optimized("rmsprop"),
        by(step=lambda self, w, g: -self.eta * g / (np.sqrt(0.1 * g**2) + 1e-8)),
    ),
    (
        "uncorrected",
        "W1_new",
        optimized("adam"),
        by(step=lambda self, w, g: -self.eta * 0.1 * g / (np.sqrt(0.001 * g**2) + 1e-8)),
    ),
    (
        "counting_from_two",
        "W1_new",
        optimized("adam"),
        by(
            step=lambda self, w, g: (
                -self.eta * 0.1 * g / (1 - 0.9**2) / (np.sqrt(0.001 * g**2 / (1 - 0.999**2)) + 1e-8)
            )
        ),
    ),
    (
        "inside_the_root",
        "W1_new",
        optimized("adam"),
        by(step=lambda self, w, g: -self.eta * g / np.sqrt(g**2 + 1e-8)),
    ),
    (
        "decay_in_the_gradient",
        "W1_new",
        optimized("adamw"),
        by(step=lambda self, w, g: -self.eta * (g + 0.01 * w) / (abs(g + 0.01 * w) + 1e-8)),
    ),
    (
        "plain_descent",
        "W1_new",
        optimized("adam"),
        by(step=lambda self, w, g: -self.eta * g),
    ),
    wrong_slope("sigmoid", lambda z, a: a),
    wrong_slope("sigmoid", lambda z, a: sigma(a) * (1 - sigma(a))),
    wrong_slope("sigmoid", lambda z, a: z * (1 - z)),
    wrong_slope("tanh", lambda z, a: 1 - a),
    wrong_slope("tanh", lambda z, a: 1 - z**2),
    wrong_slope("tanh", lambda z, a: 1 - np.tanh(a) ** 2),
    (
        "wrong_slope",
        "dZ1",
        activated("relu") | KINKED,
        by(slope=lambda self, name, z, a: np.where((z >= 0) | (name == "linear"), 1.0, 0.0)),
    ),
    (
        "wrong_slope",
        "dZ1",
        activated("leaky_relu") | KINKED,
        by(slope=lambda self, name, z, a: np.where(z >= 0, 1, 0.01) if name != "linear" else 1.0 + 0 * z),
    ),
    wrong_slope("elu", lambda z, a: np.where(z > 0, 1, a)),
    wrong_slope("silu", lambda z, a: sigma(z)),
    wrong_slope("softplus", lambda z, a: a),
    ("another_activation", "A1", {}, other("relu")),
    ("another_activation", "A2", {}, other("tanh")),
    ("another_loss", "loss", {}, by(losses=lambda self, a, y: -(y * np.log(a)).sum(axis=0))),
]


def named(case):
    name, at, changes, _ = case
    return f"{name} at {at} {' '.join(changes)}"


@pytest.mark.parametrize("case", MADE, ids=map(named, MADE))
def test_a_mistake_is_found_where_it_first_shows_and_named(case):
    name, at, changes, learner = case
    fields = spec(**changes)

    found = marked(fields, learner(fields).arrays()).difference

    assert (found.name, found.cause and found.cause.mistake) == (at, name)


def test_every_mistake_is_made_by_some_learner():
    assert {mistake.name for mistake in MISTAKES} == {case[0] for case in MADE}


RIGHT = {
    "plain": {},
    "dropout": DROPOUT,
    "sums": {"batch_reduction": "sum"},
    "cross-entropy": {"loss": "binary_cross_entropy"},
    "softmax": {"loss": "categorical_cross_entropy", "output_activation": "softmax"},
    "softmax and squared error": {"output_activation": "softmax"},
    "huber": {"loss": "huber"},
    "penalty": {"regularization": L2},
    "square": SQUARE,
    "square behind": SQUARE_BEHIND,
    "kinked": activated("relu") | KINKED,
    **{kind: optimized(kind) for kind in ("momentum", "nesterov", "rmsprop", "adam", "adamw", "lion")},
    **{
        name: activated(name) | {"output_activation": "linear"}
        for name in ("relu", "leaky_relu", "elu", "silu", "softplus", "sine")
    },
}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT.keys())
def test_a_learner_who_makes_no_mistake_is_right(changes):
    fields = spec(**changes)

    found = marked(fields, Learner(fields).arrays())

    assert found.difference is None
    assert all(right for _, right, _ in found.arrays)
