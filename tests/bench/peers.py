"""The same training by others: plain NumPy as a student writes it, and PyTorch eager where installed."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.engine import Floats
from tests.bench.workloads import Workload

TORCH_IS_INSTALLED = find_spec("torch") is not None


def plain_numpy(workload: Workload) -> Callable[[int], None]:
    """Train with fresh expressions, one line per formula."""
    x, y = workload.data()
    generator = np.random.default_rng(0)
    shapes = list(pairwise(workload.units))
    names = [*[workload.activation] * (len(shapes) - 1), workload.output_activation]
    weights = [generator.normal(size=shape) / np.sqrt(shape[0]) for shape in shapes]
    biases = [np.zeros(units) for _, units in shapes]
    batches = _batches(workload, generator)

    def train(mini_batches: int) -> None:
        for _ in range(mini_batches):
            rows = next(batches)
            a, z = [x[rows]], []
            for w, b, name in zip(weights, biases, names, strict=True):
                z.append(a[-1] @ w + b)
                a.append(_activated(z[-1], name))
            delta = (a[-1] - y[rows]) / len(rows)
            if workload.output_activation != "softmax":
                delta = delta * _slope(z[-1], workload.output_activation)
            for layer in reversed(range(len(weights))):
                grad_w, grad_b = a[layer].T @ delta, delta.sum(axis=0)
                if layer:
                    delta = (delta @ weights[layer].T) * _slope(z[layer - 1], workload.activation)
                weights[layer] -= workload.learning_rate * grad_w
                biases[layer] -= workload.learning_rate * grad_b

    return train


def torch_eager(workload: Workload) -> Callable[[int], None]:
    """Train with modules, autograd and torch.optim, in doubles on one thread."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    x, y = (torch.from_numpy(values) for values in workload.data())
    activations = {"tanh": nn.Tanh, "relu": nn.ReLU, "softmax": nn.Identity}
    names = [*[workload.activation] * (len(workload.units) - 2), workload.output_activation]
    modules = [
        module
        for shape, name in zip(pairwise(workload.units), names, strict=True)
        for module in (nn.Linear(*shape), activations[name]())
    ]
    model = nn.Sequential(*modules)
    optimizer = torch.optim.SGD(model.parameters(), lr=workload.learning_rate)
    batches = _batches(workload, np.random.default_rng(0))

    def loss(out: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        if workload.loss == "categorical_cross_entropy":
            return nn.functional.cross_entropy(out, target)
        return 0.5 * ((out - target) ** 2).sum(1).mean()

    def train(mini_batches: int) -> None:
        for _ in range(mini_batches):
            rows = torch.from_numpy(next(batches))
            optimizer.zero_grad()
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()

    return train


def _batches(workload: Workload, generator: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    while True:
        order = generator.permutation(workload.rows)
        for at in range(0, workload.rows, workload.batch_size):
            yield order[at : at + workload.batch_size]


def _activated(z: Floats, activation: str) -> Floats:
    if activation == "softmax":
        e: Floats = np.exp(z - z.max(axis=1, keepdims=True))
        return np.asarray(e / e.sum(axis=1, keepdims=True))
    return np.tanh(z) if activation == "tanh" else np.maximum(z, 0)


def _slope(z: Floats, activation: str) -> Floats:
    return 1 - np.tanh(z) ** 2 if activation == "tanh" else (z > 0).astype(float)
