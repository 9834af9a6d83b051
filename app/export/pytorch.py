"""A run as a script in PyTorch: the same rows in the same order, from the same parameters, in doubles.

Losses agree to rounding: PyTorch adds up in an order of its own. Where it has no part that does what ours
does, the script brings our formula, which works on its tensors' memory.
"""

from collections.abc import Mapping

from ..engine import BadInput
from ..engine.layers import drop_mask
from ..engine.optimizers import lion
from ..engine.penalties import stop_at_zero
from ..engine.recorded import source_of
from .literals import UNPACKED, literal
from .program import drawing, rate_lines
from .trained import Trained

ACTIVATIONS: Mapping[str, str] = {
    "linear": "nn.Identity()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU(0.01)",
    "elu": "nn.ELU()",
    "gelu": "nn.GELU()",
    "silu": "nn.SiLU()",
    "softplus": "nn.Softplus(threshold=40)",
    "mish": "nn.Mish()",
    "hard_tanh": "nn.Hardtanh()",
    "sine": "Sine()",
    "softmax": "nn.Softmax(dim=1)",
}
LOSSES: Mapping[str, str] = {
    "squared_error": "0.5 * ((model(x) - y) ** 2).sum(dim=1)",
    "mean_squared_error": "((model(x) - y) ** 2).mean(dim=1)",
    "binary_cross_entropy": (
        'functional.binary_cross_entropy_with_logits(model[:-1](x), y, reduction="none").sum(dim=1)'
    ),
    "categorical_cross_entropy": 'functional.cross_entropy(model[:-1](x), y, reduction="none")',
    "huber": 'functional.huber_loss(model(x), y, reduction="none").sum(dim=1)',
}
"""Losses of rows (rows,), the cross-entropies of what comes before the activation, as ours are."""
OPTIMIZERS: Mapping[str, str] = {
    "sgd": "torch.optim.SGD(trained, lr=ETA)",
    "momentum": "torch.optim.SGD(trained, lr=ETA, momentum={mu})",
    "nesterov": "torch.optim.SGD(trained, lr=ETA, momentum={mu}, nesterov=True)",
    "rmsprop": "torch.optim.RMSprop(trained, lr=ETA, alpha={rho}, eps={epsilon})",
    "adagrad": "torch.optim.Adagrad(trained, lr=ETA, eps={epsilon})",
    "adam": "torch.optim.Adam(trained, lr=ETA, betas=({beta_1}, {beta_2}), eps={epsilon})",
    "adamw": (
        "torch.optim.AdamW(trained, lr=ETA, betas=({beta_1}, {beta_2}), eps={epsilon}, weight_decay={decay})"
    ),
    "nadam": (
        "torch.optim.NAdam(trained, lr=ETA, betas=({beta_1}, {beta_2}), eps={epsilon}, momentum_decay={psi})"
    ),
    "lion": "Lion(trained, lr=ETA, beta_1={beta_1}, beta_2={beta_2})",
}
PENALTIES: Mapping[str, str] = {"none": "", "l1": "RATE * weight.sign()", "l2": "RATE * weight"}
"""Their gradients by a weight."""

_SINE = '''class Sine(nn.Module):
    """A wave."""

    def forward(self, z):
        return torch.sin(z)'''

_DROPPED = '''class Dropped(nn.Module):
    """An activation with dropout. NumPy draws the masks: PyTorch's stream is another."""

    random = None

    def __init__(self, activation, fraction):
        super().__init__()
        self.activation, self.fraction = activation, fraction

    def forward(self, z):
        a = self.activation(z)
        if not self.training:
            return a
        return a * torch.from_numpy(drop_mask(Dropped.random.random(tuple(a.shape)), self.fraction))'''

_LION = '''class Lion(torch.optim.Optimizer):
    """PyTorch has none: this takes the steps of the formula above."""

    def __init__(self, parameters, lr, beta_1, beta_2):
        super().__init__(parameters, {"lr": lr, "beta_1": beta_1, "beta_2": beta_2})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            betas = {"beta_1": group["beta_1"], "beta_2": group["beta_2"]}
            for w in group["params"]:
                m = self.state[w].get("m", torch.zeros_like(w))
                step, m = lion(w.grad.numpy(), m.numpy(), group["lr"], **betas)
                self.state[w]["m"] = torch.from_numpy(m)
                w += torch.from_numpy(step)'''

_STOPPED = """
    with torch.no_grad():
        for name, weight, old, g, penalty in before:
            step = (weight - old).numpy()
            step, dead[name] = stop_at_zero(old.numpy(), step, g.numpy(), penalty.numpy(), dead[name])
            weight.copy_(old + torch.from_numpy(step))"""


def torch_script(run: Trained) -> str:
    """Write the script; raise ``BadInput`` where a part of the run is unknown in PyTorch."""
    run.refuse_edits()
    spec, network = run.spec, run.network
    activations = [_known("activation", each.name, ACTIVATIONS) for each in network.activations]
    loss = _known("loss", network.loss.name, LOSSES)
    optimizer = _known("optimizer.kind", network.optimizer.name, OPTIMIZERS)
    optimizer = optimizer.format(**{**network.optimizer.constants, **network.constants})
    penalty = _known("regularization.kind", network.penalty.name, PENALTIES)
    parts = [
        _HEAD,
        UNPACKED.rstrip(),
        *drawing(network),
        *([_SINE] if "Sine()" in activations else []),
        *([source_of(drop_mask), _DROPPED] if any(network.dropout) else []),
        *([source_of(lion), _LION] if network.optimizer.name == "lion" else []),
        *([source_of(network.schedule.rate)] if network.schedule.varies else []),
        *([source_of(stop_at_zero)] if network.penalty.name == "l1" else []),
        _model(run, activations),
        _data(run),
        f"def losses(x, y):\n    return {loss}",
        _mini_batch(run, penalty),
        _training(run, optimizer, spec.regularization.rate),
    ]
    return "\n\n\n".join(parts) + "\n"


_HEAD = '''\
"""A run of propscope in PyTorch: prints its losses, which agree with `propscope train --json` to rounding."""

import json
import zlib
from base64 import b64decode

import numpy as np
import torch
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)'''


def _known(field: str, name: str, table: Mapping[str, str]) -> str:
    if name not in table:
        raise BadInput(field, name, list(table), "unknown_name")
    return table[name]


def _model(run: Trained, activations: list[str]) -> str:
    lines = ["model = nn.Sequential("]
    for wb, plain, fraction in zip(run.start, activations, run.network.dropout, strict=True):
        activation = f"Dropped({plain}, {fraction!r})" if fraction else plain
        lines += [f"    nn.Linear({len(wb) - 1}, {wb.shape[1]}),", f"    {activation},"]
    lines += [")", "with torch.no_grad():"]
    for layer, wb in enumerate(run.start):
        at = 2 * layer
        lines.append(f"    model[{at}].weight.copy_(torch.tensor({literal(wb[:-1].T)}))")
        lines.append(f"    model[{at}].bias.copy_(torch.tensor({literal(wb[-1])}))")
    for layer, (weights, biases) in enumerate(
        zip(run.network.trains_weights, run.network.trains_biases, strict=True)
    ):
        for part, trains in (("weight", weights), ("bias", biases)):
            if not trains:
                lines.append(f"model[{2 * layer}].{part}.requires_grad_(False)")
    return "\n".join(lines)


def _data(run: Trained) -> str:
    data = run.data
    named = {"X": data.x_train, "Y": data.y_train, "X_TEST": data.x_test, "Y_TEST": data.y_test}
    return "\n".join(f"{name} = torch.tensor({literal(rows)})" for name, rows in named.items())


def _mini_batch(run: Trained, penalty: str) -> str:
    reduce = "sum" if run.network.reduction.name == "sum" else "mean"
    lines = [
        "def mini_batch(x, y):",
        "    optimizer.zero_grad()",
        f"    losses(x, y).{reduce}().backward()",
    ]
    if penalty:
        lines += [
            "    before = []",
            "    for name, weight in model.named_parameters():",
            '        if name.endswith("weight") and weight.requires_grad:',
            "            with torch.no_grad():",
            f"                penalty = {penalty}",
            "                weight.grad += penalty",
            "                before.append((name, weight, weight.clone(), weight.grad.clone(), penalty))",
        ]
    lines.append("    optimizer.step()")
    text = "\n".join(lines)
    return text + _STOPPED if run.network.penalty.name == "l1" else text


_MASKS = """\
        Dropped.random = masks_of({}, epoch * BATCHES + batch)
"""
_RATE = """\
        {}
        for group in optimizer.param_groups:
            group["lr"] = eta
"""


def _training(run: Trained, optimizer: str, penalty_rate: float) -> str:
    spec = run.spec
    size = min(spec.batch_size, len(run.data.x_train))
    order = f"order_of({spec.seed}, epoch, len(X))" if spec.shuffle else "np.arange(len(X))"
    rate = (
        _RATE.format("\n        ".join(["gone = batch * SIZE", *rate_lines(run.network)]))
        if run.network.schedule.varies
        else ""
    )
    masks = _MASKS.format(spec.seed) if any(run.network.dropout) else ""
    return f"""\
EPOCHS = {run.epochs}
ETA = {spec.optimizer.learning_rate!r}
RATE = {penalty_rate!r}
SIZE, ROWS = {size}, {len(run.data.x_train)}
BATCHES = -(-ROWS // SIZE)
trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
optimizer = {optimizer}
dead = {{name: np.zeros(weight.shape) for name, weight in model.named_parameters()}}

for epoch in range(EPOCHS):
    order = torch.from_numpy({order})
    for batch in range(BATCHES):
{masks}        rows = order[batch * SIZE : (batch + 1) * SIZE]
{rate}        mini_batch(X[rows], Y[rows])

model.eval()
with torch.no_grad():
    train = losses(X, Y).mean().item()
    test = losses(X_TEST, Y_TEST).mean().item() if len(X_TEST) else None
print(json.dumps({{"epochs": EPOCHS, "train": {{"loss": train}}, "test": {{"loss": test}}}}))"""
