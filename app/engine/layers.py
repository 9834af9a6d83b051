"""What one layer does, forward, backward and in the update: the formulas of backpropagation.

Arrays stand with units first. ``a_in`` (units_in + 1, rows) ends with a row of ones, which the biases weigh,
so ``wb`` (units_in + 1, units) holds weights above and biases below; ``w`` is all but its last row. ``z``,
``a``, ``d_a``, ``slope``, ``delta`` and ``mask`` are (units, rows).
"""

import numpy as np


def forward(wb, a_in):
    """z: what comes in, weighed, and the bias."""
    return wb.T @ a_in


def drop_mask(drawn, fraction):
    """Inverted dropout: 0 of the neurons left out, more than 1 of the others, so that on average as much is
    passed on. ``drawn`` are random numbers from 0 to 1.
    """
    return np.where(drawn < fraction, 0.0, 1.0 / (1.0 - fraction))


def masked(x, mask):
    """What is left with some neurons left out: of activations, and on the way back of the blame for them."""
    return x * mask


def blame(w, delta):
    """d_a = ∂ℓ/∂a: every delta of the next layer, weighed by the connection that leads there."""
    return w @ delta


def delta(d_a, slope):
    """∂ℓ/∂z: the blame times the activation's slope."""
    return d_a * slope


def gradient(a_in, delta):
    """∂ℓ/∂w and ∂ℓ/∂b, summed over the rows: what came in times delta; for the bias that is 1 times delta."""
    return a_in @ delta.T


def penalized(g, penalty):
    """The gradient with the penalty's."""
    return g + penalty


def held(x, trained):
    """A gradient, or a step, of what is trained (1); of what stays as it started (0) none."""
    return x * trained


def update(w, step):
    """New parameters are the old ones and the step."""
    return w + step
