"""Rules that people write in place of the right ones, as formulas of what the right ones read.

Shapes are those of the engine's formulas: units first. Here they say what a learner's arrays come from; put
in the engine's place they have to be found by its tests.
"""

import numpy as np

from ..engine.activations import normal_cdf, sigmoid


def bias_left_out(wb, a_in):
    return wb[:-1].T @ a_in[:-1]


def weights_turned(wb, a_in):
    return wb[:-1] @ a_in[:-1] + wb[-1:].T


def not_activated(z):
    return z


def mask_left_out(x):
    return x


def mask_of_ones(x, mask):
    return x * (mask > 0)


def delta_negated(d_a, slope):
    return -d_a * slope


def slope_left_out(d_a):
    return d_a


def slope_left_in(a, y, slope):
    return (a - y) * slope


def target_less_output(a, y):
    return y - a


def output_less_target(a, y):
    return a - y


def twice_output_less_target(a, y):
    return 2 * (a - y)


def shared_among_outputs(a, y):
    return (a - y) / len(a)


def jacobian_of_its_diagonal(a, d_a):
    return a * (1 - a) * d_a


def blame_by_updated_weights(w_updated, delta):
    return w_updated @ delta


def blame_by_turned_weights(w, delta):
    return w.T @ delta


def blame_by_a_neighbour(w, delta):
    return w @ np.roll(delta, 1, axis=0)


def input_left_out(a_in, delta):
    return np.ones_like(a_in) @ delta.T


def biases_of_the_first_row(a_in, delta):
    return np.vstack([a_in[:-1] @ delta.T, delta[:, 0]])


def biases_of_the_mean_unit(a_in, delta):
    return np.vstack([a_in[:-1] @ delta.T, np.full(len(delta), delta.sum())])


def summed(total):
    return total


def averaged(total, per_row):
    return total * per_row


def averaged_twice(total, per_row):
    return total * per_row**2


def halved(total):
    return total * 0.5


def uphill(w, step):
    return w - step


def not_updated(w):
    return w


def rate_left_out(g):
    return -g


def plain_descent(g, eta):
    return -eta * g


def penalty_on_biases(w, rate):
    return np.max(rate) * w


def penalty_negated(w, rate):
    return -rate * w


def penalty_doubled(w, rate):
    return 2 * rate * w


def penalty_by_the_row(w, rate, per_row):
    return rate * per_row * w


def no_penalty(w):
    return 0.0 * w


# Slopes


def sigmoid_slope_of_a_alone(a):
    return a


def sigmoid_slope_at_a(a):
    return sigmoid(a) * (1 - sigmoid(a))


def tanh_slope_unsquared(a):
    return 1 - a


def tanh_slope_of_z(z):
    return 1 - z**2


def tanh_slope_at_a(a):
    return 1 - np.tanh(a) ** 2


def sigmoid_slope_of_z(z):
    return z * (1 - z)


def relu_slope_everywhere(z):
    return np.ones_like(z)


def relu_slope_one_at_zero(z):
    return np.where(z >= 0, 1.0, 0.0)


def leaky_relu_slope_one_at_zero(z):
    return np.where(z >= 0, 1.0, 0.01)


def elu_slope_of_a_alone(z, a):
    return np.where(z > 0, 1.0, a)


def gelu_slope_without_its_density(z):
    return normal_cdf(z)


def silu_slope_of_its_sigmoid(z):
    return sigmoid(z)


def softplus_slope_of_a(a):
    return a


def sine_slope_negated(z):
    return -np.cos(z)


# Losses


def whole_squared_error(a, y):
    return ((a - y) ** 2).sum(axis=0)


def squared_error_shared(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2 / len(a)


# Optimizers


def average_velocity(g, velocity, eta):
    velocity = 0.9 * velocity + 0.1 * g
    return -eta * velocity, velocity


def no_look_ahead(g, velocity, eta):
    velocity = 0.9 * velocity + g
    return -eta * velocity, velocity


def rmsprop_inside_the_root(g, v, eta):
    v = 0.99 * v + 0.01 * g**2
    return -eta * g / np.sqrt(v + 1e-8), v


def rmsprop_of_nine_tenths(g, v, eta):
    v = 0.9 * v + 0.1 * g**2
    return -eta * g / (np.sqrt(v) + 1e-8), v


def adam_uncorrected(g, m, v, eta):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return -eta * m / (np.sqrt(v) + 1e-8), m, v


def adam_inside_the_root(g, m, v, eta, t):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return -eta * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t) + 1e-8), m, v


def adam_counting_from_two(g, m, v, eta, t):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return -eta * m / (1 - 0.9 ** (t + 1)) / (np.sqrt(v / (1 - 0.999 ** (t + 1))) + 1e-8), m, v


def adamw_coupled(g, w, m, v, eta, t):
    g = g + 0.01 * w
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return -eta * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def lion_remembering_first(g, m, eta):
    m = 0.99 * m + 0.01 * g
    return -eta * np.sign(0.9 * m + 0.1 * g), m
