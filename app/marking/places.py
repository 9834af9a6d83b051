"""Where in a mini-batch an array is made, in the order of computation, and what people call it.

Courses write ``Z1 A1 dZ1 dW1 db1``; ``propscope trace`` writes ``z a delta grad_w grad_b`` with a layer. Case
makes no difference. ``W1`` is what the mini-batch begins with, ``W1_new`` (or ``W1'``) what it is updated to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..engine import BadInput, Schedule
from ..engine.steps import Phase

LOSS = "loss"
_STEMS = {
    "dz": "delta",
    "da": "d_a",
    "dw": "grad_w",
    "db": "grad_b",
    "l": LOSS,
    "j": LOSS,
    "cost": LOSS,
    "x": "a",
    "yhat": "a",
    "y_hat": "a",
}
"""What courses call it, and what we do."""
_NAME = re.compile(r"(?P<before>new_)?(?P<stem>[a-z_]*[a-z])_?(?P<layer>\d+)?(?P<after>'|′|_?new)?")
_PARAMETERS = ("w", "b")

PASSES = {
    "forward": ("w", "b", "z", "a"),
    "backward": ("d_a", "slope", "delta", "grad_w", "grad_b"),
    "update": ("step_w", "step_b", "new_w", "new_b"),
}
"""What is made in each layer, in this order."""
BY_ROWS = ("a", "y", "z", "d_a", "slope", "delta")
"""Arrays with a row for each sample; the loss has a number for each."""
BY_WEIGHTS = ("w", "grad_w", "step_w", "new_w")


@dataclass(frozen=True)
class Place:
    """An array's name, as ours are, and its layer. The inputs are ``a`` of layer 0."""

    name: str
    layer: int


def in_order(layers: int) -> Iterator[tuple[Place, Phase, int]]:
    """Give every place in the order of computation, with phase and layer of the step that makes it."""
    yield Place("a", 0), "input", 0
    yield Place("y", 0), "input", 0
    for layer in range(1, layers + 1):
        yield from ((Place(name, layer), "forward", layer) for name in PASSES["forward"])
    yield Place(LOSS, layers), "loss", layers
    for layer in range(layers, 0, -1):
        yield from ((Place(name, layer), "backward", layer) for name in PASSES["backward"])
    yield Place("d_a", 0), "backward", 1
    for layer in range(1, layers + 1):
        yield from ((Place(name, layer), "update", layer) for name in PASSES["update"])


def step_of(phase: Phase, layer: int, schedule: Schedule) -> int:
    """Say which step of a mini-batch, from 1, makes what is made in a phase of a layer."""
    return schedule.phases.index((phase, layer)) + 1


def place_of(name: str, layers: int) -> Place:
    """Read a name; raise ``BadInput`` where it is none of ours or of courses."""
    found = _NAME.fullmatch(re.sub(r"[\[\]\s]", "", name).lower())
    if found is None:
        raise _unknown(name, layers)
    stem, layer = found["stem"], int(found["layer"]) if found["layer"] else None
    known = _STEMS.get(stem, stem)
    if found["before"] or found["after"]:
        known = f"new_{known}" if stem in _PARAMETERS else ""
    if layer is None:
        layer = 0 if stem in ("x", "y") else layers if stem in ("yhat", "y_hat") or known == LOSS else None
    elif stem in ("x", "yhat", "y_hat", "y") or known == LOSS:
        raise _unknown(name, layers)
    if layer is None or (place := Place(known, layer)) not in {each[0] for each in in_order(layers)}:
        raise _unknown(name, layers)
    return place


def _unknown(name: str, layers: int) -> BadInput:
    last = f"A{layers}"
    usual = ["X", "Y", "Z1", last, "loss", f"dZ{layers}", "dA1", "dW1", "db1", "W1", "b1", "W1_new", "b1_new"]
    return BadInput("name", name, list(dict.fromkeys(usual)), "unknown_name")
