"""A run as a script in PyTorch: the same rows in the same order, from the same parameters, in doubles.

Losses agree to rounding: PyTorch adds up in an order of its own. Where it has no part that does what ours
does, the script brings our formula, which works on its tensors' memory.
"""

import ast
from collections.abc import Iterator, Mapping

from ..engine import BadInput
from ..engine.edits import Edit
from ..engine.layers import drop_mask
from ..engine.network import Network
from ..engine.optimizers import lion
from ..engine.penalties import stop_at_zero
from ..engine.recorded import source_of
from .changes import Dialect, changing
from .course import Course, Part, Versions, course_of, versions
from .literals import UNPACKED, literal
from .program import drawing, rate_lines, rates
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
    course = course_of(run)
    networks, start = course.networks, course.parts[0].network
    loss = _known("loss", start.loss.name, LOSSES)
    schedules = dict.fromkeys(each.schedule.rate for each in networks if each.schedule.varies)
    mini_batch = versions("mini_batch", course, _mini_batch)
    parts = [
        _HEAD,
        UNPACKED.rstrip(),
        *drawing(course),
        *(
            [_SINE]
            if any(each.name == "sine" for network in networks for each in network.activations)
            else []
        ),
        *([source_of(drop_mask), _DROPPED] if course.drops else []),
        *([source_of(lion), _LION] if any(each.optimizer.name == "lion" for each in networks) else []),
        *([source_of(*schedules)] if schedules else []),
        *([source_of(stop_at_zero)] if any(each.penalty.name == "l1" for each in networks) else []),
        _model(run, start),
        _data(run),
        f"def losses(x, y):\n    return {loss}",
        *mini_batch.texts,
        _training(course, mini_batch),
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


def _activation(network: Network, layer: int) -> str:
    """Write a layer's activation, and what it leaves out; layers count from 1."""
    plain = _known("activation", network.activations[layer - 1].name, ACTIVATIONS)
    fraction = network.dropout[layer - 1]
    return f"Dropped({plain}, {fraction!r})" if fraction else plain


def _optimizer(network: Network) -> str:
    made = _known("optimizer.kind", network.optimizer.name, OPTIMIZERS)
    return made.format(**{**network.optimizer.constants, **network.constants})


def _model(run: Trained, network: Network) -> str:
    lines = ["model = nn.Sequential("]
    for layer, wb in enumerate(run.start, 1):
        lines += [f"    nn.Linear({len(wb) - 1}, {wb.shape[1]}),", f"    {_activation(network, layer)},"]
    lines += [")", "with torch.no_grad():"]
    for layer, wb in enumerate(run.start):
        at = 2 * layer
        lines.append(f"    model[{at}].weight.copy_(torch.tensor({literal(wb[:-1].T)}))")
        lines.append(f"    model[{at}].bias.copy_(torch.tensor({literal(wb[-1])}))")
    for layer, (weights, biases) in enumerate(
        zip(network.trains_weights, network.trains_biases, strict=True)
    ):
        for part, trains in (("weight", weights), ("bias", biases)):
            if not trains:
                lines.append(f"model[{2 * layer}].{part}.requires_grad_(False)")
    return "\n".join(lines)


def _data(run: Trained) -> str:
    data = run.data
    named = {"X": data.x_train, "Y": data.y_train, "X_TEST": data.x_test, "Y_TEST": data.y_test}
    return "\n".join(f"{name} = torch.tensor({literal(rows)})" for name, rows in named.items())


def _mini_batch(name: str, network: Network) -> str:
    reduce = "sum" if network.reduction.name == "sum" else "mean"
    penalty = _known("regularization.kind", network.penalty.name, PENALTIES)
    lines = [
        f"def {name}(x, y):",
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
    return text + _STOPPED if network.penalty.name == "l1" else text


_DEAD = "dead = {name: np.zeros(weight.shape) for name, weight in model.named_parameters()}"


def _training(course: Course, mini_batch: Versions) -> str:
    start, rate, rows = course.parts[0].spec, rates(course), len(course.run.data.x_train)
    order = f"order_of({start.seed}, epoch, len(X))" if start.shuffle else "np.arange(len(X))"
    renewed = course.varies(lambda spec: spec.optimizer.learning_rate) or not rate.one
    renewed |= any(network.schedule.varies for network in course.networks)
    changes = changing(course, Dialect(_parts, _by_hand), mini_batch, rate)
    loop = [
        *(["changed(t)"] if changes else []),
        *([f"Dropped.random = masks_of({start.seed}, t)"] if course.drops else []),
        "t += 1",
        "rows = order[gone : gone + SIZE]",
        *([*rate_lines(course, rate), 'optimizer.param_groups[0]["lr"] = eta'] if renewed else []),
        "mini_batch(X[rows], Y[rows])",
        "gone += len(rows)",
    ]
    return "\n".join(
        [
            f"EPOCHS = {course.run.epochs}",
            f"ETA = {start.optimizer.learning_rate!r}",
            f"RATE = {start.regularization.rate!r}",
            f"SIZE, ROWS = {min(start.batch_size, rows)}, {rows}",
            *(["SINCE = 0  # the epoch in which the schedule came in"] if course.reschedules else []),
            "trained = [parameter for parameter in model.parameters() if parameter.requires_grad]",
            f"optimizer = {_optimizer(course.parts[0].network)}",
            _DEAD,
            *(() if rate.one else ["", "", "\n\n\n".join(rate.texts), "", ""]),
            *(f"{each.name} = {each.names[0]}" for each in (mini_batch, rate) if not each.one),
            *(["", "", changes, ""] if changes else []),
            "",
            "t = 0",
            "for epoch in range(EPOCHS):",
            f"    order = torch.from_numpy({order})",
            "    gone = 0",
            "    while gone < ROWS:",
            *(f"        {line}" for line in loop),
            *(["changed(t)"] if changes and course.parts[-1].first == course.batches else []),
            _RESULT,
        ]
    )


_RESULT = """
model.eval()
with torch.no_grad():
    train = losses(X, Y).mean().item()
    test = losses(X_TEST, Y_TEST).mean().item() if len(X_TEST) else None
print(json.dumps({"epochs": EPOCHS, "train": {"loss": train}, "test": {"loss": test}}))"""


def _parts(edit: Edit, before: Part, after: Part) -> Iterator[str]:
    """Write what becomes of the model, its optimizer and its penalty."""
    if edit.optimizer:
        made = _optimizer(after.network)
        if edit.optimizer.kind != before.spec.optimizer.kind:
            yield f"optimizer = {made}"
        elif made != _optimizer(before.network):
            yield f"optimizer.param_groups[0].update({_arguments(made)})"
    if edit.regularization:
        yield f"RATE = {edit.regularization.rate!r}"
        if edit.regularization.kind != before.spec.regularization.kind:
            yield _DEAD
    of_layer = edit.activation or edit.dropout
    if of_layer:
        yield f"model[{2 * of_layer.layer - 1}] = {_activation(after.network, of_layer.layer)}"


def _arguments(made: str) -> str:
    """Give how an optimizer is told its constants, where it keeps what it remembers."""
    call = ast.parse(made, mode="eval").body
    assert isinstance(call, ast.Call), "an optimizer is made"
    return ", ".join(ast.unparse(each) for each in call.keywords if each.arg != "lr")


def _by_hand(part: Part) -> Iterator[str]:
    """Set parameters; one that the penalty has put to rest is awake again."""
    if part.by_hand:
        yield "with torch.no_grad():"
    for each in part.by_hand:
        at = 2 * (each.layer - 1)
        if each.unit_in is None:
            yield f"    model[{at}].bias[{each.unit_out}] = {each.value!r}"
            continue
        place = f"[{each.unit_out}, {each.unit_in}]"
        yield f"    model[{at}].weight{place} = {each.value!r}"
        if part.network.penalty.memory:
            yield f'    dead["{at}.weight"]{place} = 0.0'
