"""What a search should find, found by looking at every step of a run that is never left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.engine import Diverged, Evaluator, State, Stepper
from app.engine.edits import Edits, spec_at
from app.engine.parameters import Parameters
from app.playback.run import Run
from app.protocol.stops import Condition, Quantity

Evaluators = Callable[[], tuple[Evaluator, Evaluator | None]]
Numbers = list[tuple[int, float]]
"""Steps, and the number that each made."""


@dataclass(frozen=True)
class Step:
    """One step of a run: all that can be seen there."""

    state: State
    is_fresh: bool
    epochs: int | None
    """How many are whole, where one ends."""
    batch_ends: bool
    scores: dict[str, float | None]
    silent: dict[tuple[int, int], float]
    predicted: list[int]
    ends: bool
    """Whether the next number would not be finite."""


def walked(run: Run, edits: Edits, most: int) -> list[Step]:
    """Go from the start of a run step by step, as far as its numbers are finite."""
    data, spec = run.view.data, run.spec
    stepper = Stepper(spec, data.x_train, data.y_train)
    of: dict[int, tuple[Parameters, Evaluator, Evaluator | None]] = {}

    def evaluators() -> tuple[Evaluator, Evaluator | None]:
        parameters = stepper.parameters
        if id(parameters) not in of:
            test = Evaluator(parameters, data.x_test, data.y_test) if len(data.x_test) else None
            of[id(parameters)] = (parameters, Evaluator(parameters, data.x_train, data.y_train), test)
        return of[id(parameters)][1:]

    steps = []
    while True:
        here = [edit for edit in edits if edit.index == stepper.index]
        now = spec_at(spec, edits, stepper.index)
        if any(edit.between for edit in here):
            stepper.change(now, [edit.parameter for edit in here if edit.parameter])
        elif here:
            stepper.set_learning_rate(now.optimizer.learning_rate)
        fresh = stepper.index == 0 or any(edit.between for edit in here)
        seen = _seen(run, stepper, fresh, evaluators)
        try:
            if stepper.index == most:
                return [*steps, seen(ends=False)]
            at = stepper.index
            ahead = seen(ends=False)
            stepper.advance(1)
            assert stepper.index == at + 1
            steps.append(ahead)
        except Diverged:
            return [*steps, seen(ends=True)]


def _seen(run: Run, stepper: Stepper, fresh: bool, evaluators: Evaluators):
    state = stepper.state()
    each = stepper.schedule.steps_per_batch
    epochs, rest = stepper.schedule.epochs(stepper.index)
    data, ends_epoch = run.view.data, rest == 0
    batch_ends = stepper.index % each == 0
    scores: dict[str, float | None] = {}
    silent, predicted = {}, []
    if ends_epoch:
        threshold = data.threshold if data.task == "classification" else None
        for half, evaluator in zip(("train", "test"), evaluators(), strict=True):
            if evaluator:
                loss, accuracy = evaluator.score(threshold)
                scores[f"{half}_loss"], scores[f"{half}_accuracy"] = loss, accuracy
    if batch_ends:
        outputs = evaluators()[0].activations()
        a = outputs[-1]
        predicted = a.argmax(axis=0).tolist() if len(a) > 1 else (a[0] >= data.threshold).astype(int).tolist()
        for layer, values in enumerate(outputs[:-1], start=1):
            for unit, row in enumerate(values):
                silent[layer, unit] = float(np.mean(row == 0.0))

    def made(*, ends: bool) -> Step:
        whole = epochs if ends_epoch else None
        return Step(state, fresh, whole, batch_ends, scores, silent, predicted, ends)

    return made


def numbers_of(steps: Sequence[Step], quantity: Quantity) -> Numbers:
    """Give all numbers that the steps made of a quantity."""
    read = ((step.state.position.index, _number(step, quantity)) for step in steps)
    return [(index, value) for index, value in read if value is not None and np.isfinite(value)]


def _number(step: Step, quantity: Quantity) -> float | None:
    made = step.state.made
    arrays = step.state.arrays
    match quantity.__struct_config__.tag:
        case "parameter":
            if not step.is_fresh and ("w", quantity.layer) not in made:
                return None
            if quantity.unit_in is None:
                return arrays["b", quantity.layer][quantity.unit_out]
            return arrays["w", quantity.layer][quantity.unit_in, quantity.unit_out]
        case "unit":
            key = (quantity.tensor, quantity.layer)
            return _of_row(arrays[key][:, quantity.unit], quantity.row) if key in made else None
        case "gradient":
            key = ("grad_w", quantity.layer)
            return float(np.sqrt((arrays[key] ** 2).mean())) if key in made else None
        case "batch_loss":
            found = [key for key in made if key[0] == "loss"]
            return _of_row(arrays[found[0]], quantity.row) if found else None
        case "score":
            return step.scores.get(quantity.name)
        case "share":
            return step.silent[quantity.layer, quantity.unit] if step.epochs is not None else None
        case "prediction":
            return step.predicted[quantity.row] if step.batch_ends else None
        case "epochs":
            return step.epochs
        case "not_finite":
            first = step.state.position.index == 0
            return 1.0 if step.ends else 0.0 if first else None
    raise AssertionError(quantity)


def _of_row(values: np.ndarray, row: int | None) -> float | None:
    if row is None:
        return values.mean()
    return values[row] if row < len(values) else None


def true_at(numbers: Numbers, condition: Condition) -> list[bool]:
    """Say of each number whether a condition holds there."""
    values = [value for _, value in numbers]
    return [_is_true(values, at, condition) for at in range(len(values))]


def _is_true(values: list[float], at: int, condition: Condition) -> bool:
    now, limit, times = values[at], condition.value, condition.times or 1
    before = values[at - 1] if at else None
    match condition.test:
        case "above":
            return now > limit
        case "at_least":
            return now >= limit
        case "at_most":
            return now <= limit
        case "below":
            return now < limit
        case "crosses":
            return before is not None and (before < limit <= now or now < limit <= before)
        case "changes_sign":
            return before is not None and np.sign(before) != np.sign(now)
        case "changes":
            return before is not None and before != now
        case "rises":
            return at >= times and all(values[k] > values[k - 1] for k in range(at - times + 1, at + 1))
        case "falls":
            return at >= times and all(values[k] < values[k - 1] for k in range(at - times + 1, at + 1))


def places(steps: Sequence[Step], condition: Condition, *, holds: bool = False) -> list[int]:
    """Give all steps that a search for a condition should find."""
    numbers = numbers_of(steps, condition.quantity)
    true = true_at(numbers, condition)
    return [
        index for at, (index, _) in enumerate(numbers) if true[at] and (holds or at == 0 or not true[at - 1])
    ]
