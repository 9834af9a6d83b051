"""What a class is to predict: the truth, made on a copy of the run, and what gives it away until then.

A question asks about the pass that is shown, or about the next one where that one shows too much already.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from ..engine import BadInput, Code, Diverged, Evaluator, State
from ..engine.steps import Key, Phase
from ..protocol import CLOSE_TO_ZERO, FEWEST_OPTIONS, MOST_OPTIONS, Mark, PollQuestion, Truth
from .allowance import Spare
from .copies import copied
from .hiding import ALL, Hidden, Place
from .pieces import Pieces
from .run import Run
from .timeline import Timeline

MOST_AT_ONCES = 100
"""What is predicted may lie so many times as far ahead as is made in a moment: about a second's work."""
NEGATIVE, CLOSE, POSITIVE = range(3)
UP, DOWN, STILL = range(3)
FIRST, SECOND, SAME = range(3)
FALLS, FALLS_NOT = range(2)
_OPTIONS = (FEWEST_OPTIONS, MOST_OPTIONS)
_MARKS = {"delta_sign": (1, 1), "up_or_down": (1, 1), "bigger": (2, 2), "moves_most": _OPTIONS}
_BACK = ("d_a", "delta", "grad_w", "grad_b")
_ACTIVATION = ("z", "a", "undropped", "mask")


@dataclass(frozen=True)
class Prediction:
    """What a question comes to."""

    index: int
    """The step at which the truth is known."""
    choices: int
    truth: Truth | None
    hidden: Hidden


def predicting(run: Run, question: PollQuestion, spare: Spare) -> Pieces[Prediction]:
    """Find out; raise ``BadInput`` where the question does not go with the run, or takes too much.

    ``spare`` gives the bytes that the copy may take. The run itself is left as it is.
    """
    _check(run, question)
    match question.kind:
        case "free":
            return Prediction(run.index, len(question.options), None, Hidden({}))
        case "loss_falls":
            return (yield from _loss(run, question, spare))
        case "delta_sign":
            return (yield from _delta(run, question, spare))
        case "bigger":
            return (yield from _bigger(run, question, spare))
        case "moves_most" | "up_or_down":
            return (yield from _moves(run, question, spare))
        case _:
            assert_never(question.kind)


def _delta(run: Run, question: PollQuestion, spare: Spare) -> Pieces[Prediction]:
    """Tell the sign of delta. Until the updates it is hidden with all that follows from it in its pass."""
    mark, layers = question.marks[0], run.timeline.schedule.layers
    made = _step_of(run, "backward", mark.layer)
    shown, index = _pass(run, made, last=2 * layers + 2)
    state = yield from _state_at(run, index, spare)
    value = _of_sample(state, ("delta", mark.layer), question, mark)
    choice = CLOSE if abs(value) <= CLOSE_TO_ZERO else POSITIVE if value > 0 else NEGATIVE
    column: tuple[Place, ...] = ((..., mark.unit),)
    numbers: dict[Key, tuple[Place, ...]] = {
        (name, mark.layer): column for name in ("delta", "grad_w", "grad_b")
    }
    numbers |= {(name, layer): (ALL,) for layer in range(1, mark.layer) for name in _BACK}
    return Prediction(index, 3, Truth(choice, (value,)), Hidden(numbers if shown else {}))


def _bigger(run: Run, question: PollQuestion, spare: Spare) -> Pieces[Prediction]:
    """Tell which of two activations is bigger. Up to the loss both are hidden, and what they come from."""
    layers = run.timeline.schedule.layers
    made = max(_step_of(run, "forward", mark.layer) for mark in question.marks)
    shown, index = _pass(run, made, last=layers + 2)
    state = yield from _state_at(run, index, spare)
    first, second = (_of_sample(state, ("a", mark.layer), question, mark) for mark in question.marks)
    numbers = _together(
        ((name, mark.layer), (..., mark.unit)) for mark in question.marks for name in _ACTIVATION
    )
    if any(mark.layer == layers for mark in question.marks):
        numbers["loss", layers] = (ALL,)
    choice = SAME if first == second else SECOND if second > first else FIRST
    return Prediction(index, 3, Truth(choice, (first, second)), Hidden(numbers if shown else {}))


def _moves(run: Run, question: PollQuestion, spare: Spare) -> Pieces[Prediction]:
    """Tell how weights move. Until the first of their updates their gradients are hidden."""
    updates = [_step_of(run, "update", mark.layer) for mark in question.marks]
    shown, index = _pass(run, max(updates), last=min(updates) - 1)
    state = yield from _state_at(run, index, spare)
    steps = [float(state.arrays["step_w", mark.layer][_weight(mark)]) for mark in question.marks]
    numbers = _together((("grad_w", mark.layer), _weight(mark)) for mark in question.marks)
    if question.kind == "up_or_down":
        choices, choice = 3, UP if steps[0] > 0 else DOWN if steps[0] < 0 else STILL
    else:
        choices, choice = len(steps), int(np.argmax(np.abs(steps)))
    return Prediction(index, choices, Truth(choice, steps), Hidden(numbers if shown else {}))


def _loss(run: Run, question: PollQuestion, spare: Spare) -> Pieces[Prediction]:
    """Tell whether a loss falls."""
    schedule = run.timeline.schedule
    if question.of == "epoch":
        epoch, _ = schedule.epochs(run.index)
        begin, end = schedule.end(epoch), schedule.end(epoch + 1)
        hidden = Hidden({}, after_epoch=epoch)
    else:
        _, end = _pass(run, schedule.steps_per_batch, last=schedule.steps_per_batch - 1)
        begin, hidden = end - schedule.steps_per_batch, Hidden({})
    copy = yield from _copied(run, begin, end, spare)
    before, after = yield from _losses(run, question, copy, begin, end)
    choice = FALLS if after < before else FALLS_NOT
    return Prediction(end, 2, Truth(choice, (before, after)), hidden)


def _losses(
    run: Run, question: PollQuestion, copy: Timeline, begin: int, end: int
) -> Pieces[tuple[float, float]]:
    """Give the mean loss of the same rows, without dropout, at two steps of a copy."""
    data = run.view.data
    x, y = (data.x_test, data.y_test) if len(data.x_test) else (data.x_train, data.y_train)
    yield from _to(run, copy, begin)
    if question.of == "mini-batch":
        yield from _to(run, copy, begin + 1)  # its rows are in, and nothing is updated
        rows = copy.state().arrays["rows", 0].astype(int)
        x, y = data.x_train[rows], data.y_train[rows]
    before, _ = yield from Evaluator(copy.stepper.parameters, x, y).scoring(None)
    yield from _to(run, copy, end)
    after, _ = yield from Evaluator(copy.stepper.parameters, x, y).scoring(None)
    return before, after


def _pass(run: Run, made: int, last: int) -> tuple[bool, int]:
    """Say whether the pass that is shown is asked about, and at which step it makes what is asked.

    It is up to its step ``last``; from there on the next one is.
    """
    each = run.timeline.schedule.steps_per_batch
    number = max(0, run.index - 1) // each
    shown = run.index - number * each <= last
    return shown, (number + (not shown)) * each + made


def _step_of(run: Run, phase: Phase, layer: int) -> int:
    """Number the step of a mini-batch, from 1."""
    if layer == 0:
        return 1
    return run.timeline.schedule.phases.index((phase, layer)) + 1


def _state_at(run: Run, index: int, spare: Spare) -> Pieces[State]:
    """Give all that is known at a step of the run's line, or where it leads."""
    each = run.timeline.schedule.steps_per_batch
    copy = yield from _copied(run, (index - 1) // each * each, index, spare)
    yield from _to(run, copy, index)
    return copy.state()


def _copied(run: Run, begin: int, end: int, spare: Spare) -> Pieces[Timeline]:
    """Give a copy that stands somewhere before ``begin``, where it is not too far to ``end``."""
    if spare(run.view.bytes) < run.view.bytes:
        raise BadInput("question", "a copy of the run", {"megabytes": 0}, "full")
    each = run.timeline.schedule.steps_per_batch
    copy = copied(run.timeline, begin // each, run.view.data.x_train, run.view.data.y_train)
    yield
    if (steps := end - copy.index) > (most := MOST_AT_ONCES * run.steps_at_once):
        raise BadInput("question", f"{steps} steps", most, "too_large")
    return copy


def _to(run: Run, copy: Timeline, index: int) -> Pieces[None]:
    """Bring a copy to a step that is not behind it, resting on the way."""
    try:
        while copy.index < index:
            copy.advance(min(index - copy.index, run.steps_at_once))
            yield
    except Diverged as error:
        raise BadInput("question", error.tensor, None, "not_finite") from None


def _of_sample(state: State, key: Key, question: PollQuestion, mark: Mark) -> float:
    array = state.arrays[key]
    if question.sample >= len(array):
        raise BadInput("question.sample", question.sample, len(array) - 1, "too_large")
    return float(array[question.sample, mark.unit])


def _weight(mark: Mark) -> tuple[int, int]:
    assert mark.source is not None, "only weights are asked about here"
    return mark.source, mark.unit


def _together(hidden: Iterable[tuple[Key, Place]]) -> dict[Key, tuple[Place, ...]]:
    """Gather what is hidden of each tensor."""
    numbers: dict[Key, tuple[Place, ...]] = {}
    for key, place in hidden:
        numbers[key] = (*numbers.get(key, ()), place)
    return numbers


def _check(run: Run, question: PollQuestion) -> None:
    """Raise ``BadInput`` where marks or options do not fit the kind, or the network."""
    fewest, most = _MARKS.get(question.kind, (0, 0))
    _check_number("question.marks", len(question.marks), fewest, most)
    free = question.kind == "free"
    _check_number("question.options", len(question.options), *(_OPTIONS if free else (0, 0)))
    if free and not question.text.strip():
        raise BadInput("question.text", question.text, 1, "too_short")
    for number, mark in enumerate(question.marks):
        for field, value, limit in _bounds(run, question, mark):
            if value > limit:
                raise BadInput(f"question.marks.{number}.{field}", value, limit, "too_large")
        if (mark.source is None) == (question.kind in ("moves_most", "up_or_down")):
            code: Code = "missing_field" if mark.source is None else "unwanted_field"
            raise BadInput(f"question.marks.{number}.source", mark.source, None, code)
        lowest = 0 if question.kind == "bigger" else 1
        if mark.layer < lowest:
            raise BadInput(f"question.marks.{number}.layer", mark.layer, lowest, "too_small")
        if mark in question.marks[:number]:
            raise BadInput(f"question.marks.{number}", number, None, "repeated")


def _bounds(run: Run, question: PollQuestion, mark: Mark) -> Iterator[tuple[str, int, int]]:
    """Give the numbers of a mark, and the most that each may be."""
    units = run.timeline.stepper.network.units
    yield "layer", mark.layer, len(units) - 1
    yield "unit", mark.unit, units[mark.layer] - 1
    if mark.source is not None and mark.layer:
        yield "source", mark.source, units[mark.layer - 1] - 1


def _check_number(field: str, number: int, fewest: int, most: int) -> None:
    if number < fewest:
        raise BadInput(field, number, fewest, "too_short")
    if number > most:
        raise BadInput(field, number, most, "too_long")
