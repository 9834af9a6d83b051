"""Make the golden numbers with PyTorch's autograd in doubles; nothing of the engine is used here.

PyTorch is needed to make them, never to run the tests. From the repository's root, with an environment that
is thrown away afterwards:

    python3 -m venv torch-env && torch-env/bin/pip install torch==2.13.0 numpy
    torch-env/bin/python -m tests.engine.golden.generate [GROUP …]

It makes the groups that have no file yet, or those named. A test holds every file to the runs of ``cases.py``
and to the entries below that they use: when one changes, make that group again.
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor

from tests.engine.golden.cases import FIRST, MINI_BATCHES, Case, groups
from tests.engine.golden.vectors import LAYERS, Key, file_of, flattened, rows_of, sources, write

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

ACTIVATIONS = {
    "linear": lambda z: z * 1.0,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    # Beyond its threshold PyTorch takes softplus to be linear; by 20, the default, it is wrong by 2e-9.
    "softplus": lambda z: F.softplus(z, threshold=40.0),
    "softmax": lambda z: torch.softmax(z, dim=1),
    "mish": F.mish,
    "hard_tanh": F.hardtanh,
    "sine": torch.sin,
}

# Each gives one loss per row. Those of the cross-entropies start from z, to hold at z = ±1000.
LOSSES = {
    "squared_error": lambda z, a, y: 0.5 * ((a - y) ** 2).sum(1),
    "mean_squared_error": lambda z, a, y: F.mse_loss(a, y, reduction="none").mean(1),
    "huber": lambda z, a, y: F.huber_loss(a, y, reduction="none", delta=1.0).sum(1),
    "binary_cross_entropy": lambda z, a, y: F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(1),
    "categorical_cross_entropy": lambda z, a, y: -(y * torch.log_softmax(z, dim=1)).sum(1),
}


class Lion(torch.optim.Optimizer):
    """Algorithm 2 of Chen et al. 2023, without weight decay; PyTorch has none."""

    def __init__(self, parameters: list[Tensor], lr: float) -> None:
        super().__init__(parameters, {"lr": lr, "betas": (0.9, 0.99)})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            beta_1, beta_2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                m = state.setdefault("m", torch.zeros_like(p))
                p -= group["lr"] * (beta_1 * m + (1 - beta_1) * p.grad).sign()
                state["m"] = beta_2 * m + (1 - beta_2) * p.grad


OPTIMIZERS = {
    "sgd": torch.optim.SGD,
    "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
    "nesterov": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9, nesterov=True),
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "nadam": torch.optim.NAdam,
    "lion": Lion,
}


class Reference:
    """One run in PyTorch."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.activations = [ACTIVATIONS[name] for name in case.circuit.activations]
        self.loss = LOSSES[case.circuit.loss]
        self.x, self.y = torch.tensor(case.circuit.x), torch.tensor(case.circuit.y)
        self.ws = [torch.tensor(layer["w"], requires_grad=True) for layer in case.circuit.parameters]
        self.bs = [torch.tensor(layer["b"], requires_grad=True) for layer in case.circuit.parameters]
        self.dead = [torch.zeros_like(w, dtype=torch.bool) for w in self.ws]
        self.optimizer = OPTIMIZERS[case.optimizer]([*self.ws, *self.bs], lr=case.learning_rate)

    def mini_batch(self, number: int) -> dict[Key, np.ndarray]:
        """Train on one mini-batch and give every number on the way."""
        rows = rows_of(number)
        zs, activations, losses = self.forward(self.x[rows], self.y[rows])
        count = len(LAYERS)
        deltas = torch.autograd.grad(losses.sum(), zs, retain_graph=True)
        grads = torch.autograd.grad(losses.mean(), [*self.ws, *self.bs])
        self.update(grads)
        found = {("loss", count): losses}
        for i, layer in enumerate(LAYERS):
            found |= {("z", layer): zs[i], ("a", layer): activations[i], ("delta", layer): deltas[i]}
            found |= {("grad_w", layer): grads[i], ("grad_b", layer): grads[count + i]}
            found |= {("w", layer): self.ws[i], ("b", layer): self.bs[i]}
        return {key: tensor.detach().numpy().copy() for key, tensor in found.items()}

    def forward(self, x: Tensor, y: Tensor) -> tuple[list[Tensor], list[Tensor], Tensor]:
        """Give every z, every a, and the loss of each row."""
        zs, activations, a = [], [], x
        for w, b, activation in zip(self.ws, self.bs, self.activations, strict=True):
            zs.append(a @ w + b)
            a = activation(zs[-1])
            activations.append(a)
        return zs, activations, self.loss(zs[-1], a, y)

    def update(self, grads: tuple[Tensor, ...]) -> None:
        """Add the penalty to the weights' gradients, step, and kill weights that L1 carries across zero."""
        old = [w.detach().clone() for w in self.ws]
        for parameter, grad in zip([*self.ws, *self.bs], grads, strict=True):
            parameter.grad = grad.clone()
        for w, before in zip(self.ws, old, strict=True):
            w.grad += self.penalty(before)
        self.optimizer.step()
        if self.case.penalty == "l1":
            with torch.no_grad():
                self.kill(old)

    def penalty(self, w: Tensor) -> Tensor:
        """Give the penalty's gradient."""
        if self.case.penalty == "none":
            return torch.zeros_like(w)
        return self.case.penalty_rate * (w if self.case.penalty == "l2" else torch.sign(w))

    def kill(self, old: list[Tensor]) -> None:
        """Set to 0, for ever, what a step leads beyond zero, and would not without the penalty's share."""
        for w, before, dead in zip(self.ws, old, self.dead, strict=True):
            share = (self.penalty(before) / w.grad).clamp(0, 1)
            without = w - share * (w - before)
            dead |= (without > 0) & (w < 0) | (without < 0) & (w > 0)
            w[dead] = 0.0


class Summed(Reference):
    """A run whose mini-batch's loss is the sum of its rows', PyTorch's ``reduction="sum"``."""

    def mini_batch(self, number: int) -> dict[Key, np.ndarray]:
        """Train on one mini-batch by the sum's gradients."""
        rows = rows_of(number)
        *_, losses = self.forward(self.x[rows], self.y[rows])
        self.grads = torch.autograd.grad(losses.sum(), [*self.ws, *self.bs])
        found = super().mini_batch(number)
        for i, layer in enumerate(LAYERS):
            found["grad_w", layer] = self.grads[i].numpy()
            found["grad_b", layer] = self.grads[len(LAYERS) + i].numpy()
        return found

    def update(self, grads: tuple[Tensor, ...]) -> None:
        """Step by the sum's gradients instead of the mean's."""
        super().update(self.grads)


REDUCTIONS = {"sum": Summed}


def check(case: Case, run: list[dict[Key, np.ndarray]]) -> None:
    """Make sure that a case pins what it is there for."""
    assert all(np.isfinite(tensor).all() for tensors in run for tensor in tensors.values()), case.name
    if case.circuit.saturated:
        assert all(np.abs(run[0]["z", layer]).max() > 990 for layer in LAYERS), case.name
    else:
        assert (run[0]["z", 1][0] == 0).all(), case.name
        for layer in LAYERS:
            learning = sum(bool(tensors["delta", layer].any()) for tensors in run)
            assert learning >= 2, f"{case.name}: layer {layer} is dead nearly from the start"


def make(group: str, runs: list[Case]) -> None:
    """Make a group's runs and keep their numbers."""
    kept, killed = {}, 0
    for case in runs:
        reference = REDUCTIONS.get(case.reduction, Reference)(case)
        run = [reference.mini_batch(number) for number in range(MINI_BATCHES)]
        check(case, run)
        killed += any(dead.any() for dead in reference.dead)
        kept[case.name] = np.concatenate([flattened(number, tensors) for number, tensors in enumerate(run)])
    assert group != FIRST or killed > len(kept) / 10, "L1 has to kill weights for its rule to be tested"
    versions = {"torch": torch.__version__.partition("+")[0], "numpy": np.__version__}
    write(group, kept, {**versions, **sources(runs)})
    size = file_of(group).stat().st_size
    sys.stdout.write(f"{group}: {len(kept)} runs, {size:,} bytes, weights killed in {killed} runs\n")


def main() -> None:
    """Make the groups that are named, or those that have no numbers yet."""
    for group, runs in groups().items():
        if group in sys.argv[1:] or not (sys.argv[1:] or file_of(group).exists()):
            make(group, runs)


if __name__ == "__main__":
    main()
