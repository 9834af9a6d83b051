"""A fitted ``MLPClassifier`` in NumPy, with gradients as theirs: of the mean loss, penalty and all."""

from itertools import pairwise

import numpy as np


class MLPClassifier:
    def __init__(self, units=(4, 5, 3), activation="tanh", alpha=0.1, solver="adam"):
        rng = np.random.default_rng(1)
        self.hidden_layer_sizes = units[1:-1]
        self.activation, self.alpha, self.solver = activation, alpha, solver
        self.out_activation_, self.loss = "softmax", "log_loss"
        self.classes_ = np.array(["low", "mid", "high"])
        self.coefs_ = [rng.normal(size=shape) for shape in pairwise(units)]
        self.intercepts_ = [rng.normal(size=size) for size in units[1:]]
        self.batch_size, self.learning_rate_init = "auto", 0.002
        self.beta_1, self.beta_2, self.epsilon = 0.8, 0.99, 1e-7
        self.momentum, self.nesterovs_momentum = 0.7, True

    def _backprop(self, X, y, sample_weight, activations, deltas, coef_grads, intercept_grads):
        hidden = np.tanh(X @ self.coefs_[0] + self.intercepts_[0])
        powers = np.exp(hidden @ self.coefs_[1] + self.intercepts_[1])
        delta = powers / powers.sum(axis=1, keepdims=True) - y
        before = (delta @ self.coefs_[1].T) * (1 - hidden**2)
        for at, (a, d) in enumerate(((X, before), (hidden, delta))):
            coef_grads[at][...] = (a.T @ d + self.alpha * self.coefs_[at]) / len(X)
            intercept_grads[at][...] = d.mean(axis=0)
