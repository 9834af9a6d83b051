"""The mini-batch under way, or just ended, as ``propscope trace`` prints one: a JSON object a propagation."""

from collections.abc import Iterator

from ..engine import MADE
from ..engine.reductions import REDUCTIONS
from ..engine.steps import Position, phases_of
from ..headless import Propagation, json_line
from .trained import Standing


def traced(standing: Standing) -> str:
    """Write every propagation made of it so far; nothing where a run is at its start."""
    return "".join(f"{json_line(each)}\n" for each in _propagations(standing))


def _propagations(standing: Standing) -> Iterator[Propagation]:
    at = standing.state.position
    phases = phases_of(len(standing.here.hidden) + 1)
    if (at.phase, at.layer) not in phases:
        return
    done = phases.index((at.phase, at.layer)) + 1
    for number, (phase, layer) in enumerate(phases[:done], at.index - done):
        yield _propagation(standing, Position(number, at.epoch, at.batch, phase, layer))


def _propagation(standing: Standing, at: Position) -> Propagation:
    known = standing.state.arrays
    arrays = {name: known[name, at.layer] for name in MADE[at.phase] if (name, at.layer) in known}
    loss = penalty = None
    if at.phase == "loss":
        loss = REDUCTIONS[standing.here.batch_reduction].of(arrays["loss"])
        penalty = float(known.get(("penalty", at.layer), 0.0))
    return Propagation(at.index, at.epoch, at.batch, at.phase, at.layer, arrays, loss, penalty)
