"""What the command line prints of a run: results on standard output, all else on standard error."""

import math
import sys
from dataclasses import asdict
from typing import Any, NoReturn

import msgspec
from tqdm import tqdm

from .csv_words import notes, told
from .data import Lesson
from .data.csv_table import TableDescription
from .engine import Diverged, Spec
from .engine.edits import Edits
from .headless import Half, Outcome, json_line, trace, train
from .playback.history import Point
from .playback.straight import Divergence
from .recordings import Recording, record, verdict_in_json, verdict_in_words, verify
from .streams import say

_EXIT_DIVERGED = 3


def report_training(
    spec: Spec,
    epochs: int,
    until_accuracy: float | None,
    *,
    edits: Edits = (),
    as_json: bool,
    description: TableDescription | None = None,
) -> None:
    """Train, showing progress on standard error; print final losses and accuracies on standard output.

    What a table's columns became is said before.
    """
    if description:
        note(description)

    with tqdm(total=epochs, unit="epoch", file=sys.stderr) as bar:
        outcome = train(
            spec, epochs, until_accuracy, edits=edits, told=lambda point: _go_to(bar, point), warned=_warn
        )
    print(_in_json(outcome) if as_json else _in_words(outcome))
    if outcome.diverged:
        say(_where(outcome, outcome.diverged))
        sys.exit(_EXIT_DIVERGED)
    if outcome.reached is False:
        say(f"an accuracy of {until_accuracy:g} was not reached in {outcome.epochs} epochs")


def report_description(description: TableDescription, *, as_json: bool) -> None:
    """Print what a CSV file would become."""
    print(msgspec.json.encode(description).decode() if as_json else "\n".join(told(description)))


def note(description: TableDescription) -> None:
    """Say on standard error what a CSV file has become, as far as it is no matter of course."""
    for line in notes(description):
        say(f"note: {line}")


def report_recording(spec: Spec, epochs: int, edits: Edits = ()) -> tuple[Recording, Diverged | None]:
    """Record a run, showing progress on standard error."""
    with tqdm(total=epochs, unit="epoch", file=sys.stderr) as bar:
        return record(spec, epochs, edits, told=lambda point: _go_to(bar, point))


def report_verdict(recording: Recording, *, as_json: bool) -> bool:
    """Compute a recording again, showing progress on standard error, and print what came of it; say if it is
    the same.
    """
    points = recording.run.points
    with tqdm(total=points[-1].epoch if points else 0, unit="epoch", file=sys.stderr) as bar:
        verdict = verify(recording, told=lambda point: _go_to(bar, point))
    print(verdict_in_json(verdict, recording) if as_json else verdict_in_words(verdict, recording))
    return verdict.first is None


def _go_to(bar: "tqdm[NoReturn]", point: Point) -> None:
    bar.set_postfix(loss=f"{point.train_loss:.4g}", refresh=False)
    bar.update(point.epoch - bar.n)


def report_trace(spec: Spec, steps: int, edits: Edits = ()) -> None:
    """Print one JSON object per propagation, doubles in full precision, and before them one per lesson."""

    def warned(lesson: Lesson) -> None:
        _warn(lesson)
        print(msgspec.json.encode({"lesson": _told(lesson)}).decode())

    try:
        for propagation in trace(spec, steps, edits=edits, warned=warned):
            print(json_line(propagation))
    except Diverged as error:
        say(f"stopped at {error}")
        sys.exit(_EXIT_DIVERGED)


def _warn(lesson: Lesson) -> None:
    say(f"note: {lesson.field}: {lesson.message}")


def _told(lesson: Lesson) -> dict[str, Any]:
    return {**msgspec.to_builtins(lesson), "message": lesson.message}


def _in_json(outcome: Outcome) -> str:
    """Write what JSON can: a loss that is no longer finite is null, and ``diverged`` says so."""
    told = asdict(outcome)
    del told["reached"]
    told["lessons"] = list(map(_told, outcome.lessons))
    return msgspec.json.encode(told).decode()


def _in_words(outcome: Outcome) -> str:
    halves = [_half("train", outcome.train), _half("test", outcome.test)]
    if outcome.penalty:
        total = f"with it the training loss is {outcome.train.total:.6g}"
        halves.append(f"penalty: {outcome.penalty:.6g} on every mini-batch's loss, {total}")
    return "\n".join([f"epochs: {outcome.epochs}", *halves])


def _half(name: str, half: Half) -> str:
    if half.loss is None:
        return f"{name}: no rows"
    return f"{name}: loss {half.loss:.6g}" + (
        "" if half.accuracy is None else f", accuracy {half.accuracy:.2%}"
    )


def _where(outcome: Outcome, at: Divergence) -> str:
    if at.batch is None:
        halves = (("training", outcome.train), ("test", outcome.test))
        half = next(name for name, each in halves if each.loss is not None and not math.isfinite(each.loss))
        return f"the loss of the {half} half is no longer finite after {outcome.epochs} epochs"
    return f"stopped at {at}"
