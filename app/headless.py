"""Training without a page: to the end, or every propagation written down."""

import math
import sys
from typing import Any

import msgspec
from tqdm import tqdm

from .engine import BadInput, Diverged, Spec, Trainer
from .playback.history import Point
from .playback.timeline import Timeline
from .playback.viewpoint import Viewpoint
from .streams import say

_EXIT_DIVERGED = 3


def train(spec: Spec, epochs: int, until_accuracy: float | None, *, as_json: bool) -> None:
    """Train, showing progress on standard error; print final losses and accuracies on standard output."""
    view = Viewpoint(spec)
    if until_accuracy is not None and view.data.task != "classification":
        raise BadInput("--until-accuracy", until_accuracy, view.data.label, "no_classes")
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    done, point, error = 0, view.point(0), None
    with tqdm(total=epochs, unit="epoch", file=sys.stderr, disable=sys.stderr is None) as bar:
        while done < epochs and not error and not _good_enough(point, until_accuracy):
            try:
                timeline.advance(timeline.schedule.steps_per_epoch)
            except Diverged as diverged:
                error = diverged
                continue
            done += 1
            point = view.point(done)
            bar.set_postfix(loss=f"{point.train_loss:.4g}", refresh=False)
            bar.update()
    overflown = _overflown_half(point)
    if as_json:
        layers = len(view.spec.hidden) + 1
        place = _where(error) if error else _evaluated(point, layers) if overflown else None
        print(msgspec.json.encode({**_result(point, view), "diverged": place}).decode())
    else:
        print(_in_words(point))
    if error:
        say(f"stopped at {error}")
        sys.exit(_EXIT_DIVERGED)
    if overflown:
        say(f"the loss of the {overflown} half is no longer finite after {point.epoch} epochs")
        sys.exit(_EXIT_DIVERGED)
    if until_accuracy is not None and not _good_enough(point, until_accuracy):
        say(f"an accuracy of {until_accuracy:g} was not reached in {point.epoch} epochs")


def trace(spec: Spec, steps: int) -> None:
    """Print one JSON object per propagation, doubles in full precision."""
    view = Viewpoint(spec)
    trainer = Trainer(view.spec, view.data.x_train, view.data.y_train)
    state = trainer.start()
    for step in range(steps):
        try:
            state = trainer.step(state)
        except Diverged as error:
            say(f"stopped at {error}")
            sys.exit(_EXIT_DIVERGED)
        at = state.position
        arrays = {name: state.arrays[name, layer].tolist() for name, layer in (*state.made, *state.aside)}
        line = {"step": step, "epoch": at.epoch, "batch": at.batch, "phase": at.phase, "layer": at.layer}
        print(msgspec.json.encode({**line, "arrays": arrays}).decode())


def _good_enough(point: Point, wanted: float | None) -> bool:
    return wanted is not None and point.reaches(wanted)


def _result(point: Point, view: Viewpoint) -> dict[str, Any]:
    """Say how each half does: without rows it has no loss, with one that overflows none JSON can write."""
    test = {"rows": len(view.data.x_test), "loss": point.test_loss, "accuracy": point.test_accuracy}
    train = {"rows": len(view.data.x_train), "loss": point.train_loss, "accuracy": point.train_accuracy}
    return {"epochs": point.epoch, "train": train, "test": test}


def _where(error: Diverged) -> dict[str, Any]:
    """Say where the first number that is not finite would have been made."""
    at = error.position
    place = {"epoch": at.epoch, "batch": at.batch, "phase": at.phase, "layer": at.layer}
    return {**place, "tensor": error.tensor}


def _evaluated(point: Point, layers: int) -> dict[str, Any]:
    """Say the same of a run whose numbers are finite and whose loss over a whole half is not."""
    return {"epoch": point.epoch, "batch": None, "phase": "evaluation", "layer": layers, "tensor": "loss"}


def _overflown_half(point: Point) -> str | None:
    halves = (("training", point.train_loss), ("test", point.test_loss))
    return next((half for half, loss in halves if loss is not None and not math.isfinite(loss)), None)


def _in_words(point: Point) -> str:
    lines = [f"epochs: {point.epoch}", _half("train", point.train_loss, point.train_accuracy)]
    return "\n".join([*lines, _half("test", point.test_loss, point.test_accuracy)])


def _half(name: str, loss: float | None, accuracy: float | None) -> str:
    if loss is None:
        return f"{name}: no rows"
    return f"{name}: loss {loss:.6g}" + ("" if accuracy is None else f", accuracy {accuracy:.2%}")
