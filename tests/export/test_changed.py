"""Code of a run that was changed on the way makes the same changes before the same updates."""

import numpy as np
import pytest

from app.engine import BadInput, read_spec
from app.engine.edits import LayerActivation, Parameter
from app.export import KINDS, Standing
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from tests.export.runs import printed
from tests.playback.changing import change

EACH = 11
COURSES = {
    "a rate between mini-batches": [(22, {"learning_rate": 0.3})],
    "a rate within the forward pass": [(26, {"learning_rate": 0.3})],
    "a rate before the first update": [(22 + 8, {"learning_rate": 0.3})],
    "a rate after the first update": [(22 + 9, {"learning_rate": 0.3}), (60, {"learning_rate": 0.01})],
    "sizes": [(33, {"batch_size": 64}), (66, {"batch_size": 7})],
    "sizes and a rate": [(0, {"learning_rate": 0.1}), (5, {"batch_size": 100}), (60, {"learning_rate": 0.3})],
}
SPECS = {
    "plain": "{}",
    "much of all": (
        '{"optimizer": {"kind": "adam", "learning_rate": 0.01}, "schedule": {"kind": "exponential"},'
        ' "regularization": {"kind": "l1", "rate": 0.01},'
        ' "hidden": [{"units": 4, "dropout": 0.3}, {"units": 3}]}'
    ),
}


def standing(text, course, epochs=3):
    """A run that was changed at these steps, after so many epochs."""
    view = Viewpoint(read_spec(text))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    for index, what in course:
        timeline.advance(index - timeline.index)
        change(timeline, **what)
    timeline.advance(timeline.schedule.end(epochs) - timeline.index)
    return Standing.of(view, timeline), view.point(epochs)


def made(text, course, kind="numpy"):
    run, point = standing(text, course)
    told = printed(KINDS[kind].bytes_of(run.trained()).decode())
    return told, point


@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_script_makes_the_changes_and_prints_the_losses_to_the_last_digit(text, course):
    told, point = made(text, course)

    assert (told["train"]["loss"], told["test"]["loss"]) == (point.train_loss, point.test_loss)
    assert told["penalty"] == point.penalty


def test_parameters_are_set_by_hand_and_those_at_rest_awake_again():
    text = '{"regularization": {"kind": "l1", "rate": 3.0}}'
    view = Viewpoint(read_spec(text))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    timeline.advance(20 * EACH)
    parameters = timeline.stepper.parameters
    at_rest = np.argwhere(parameters.by_layer(parameters.flat.memory["dead"], 1)[:-1])
    course = [
        (20 * EACH, {"parameter": Parameter(1, unit_in, unit, 5.0)}) for unit_in, unit in at_rest.tolist()
    ]
    course.append((30 * EACH, {"parameter": Parameter(3, None, 0, 0.01)}))
    assert len(course) > 1

    told, point = made(text, course)

    assert (told["train"]["loss"], told["penalty"]) == (point.train_loss, point.penalty)


def test_a_change_that_is_left_out_is_noticed():
    run, point = standing("{}", COURSES["sizes"])
    text = KINDS["numpy"].bytes_of(run.trained()).decode()

    assert printed(text.replace("SIZE = 64", "SIZE = 65"))["train"]["loss"] != point.train_loss


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("torch", {"learning_rate": 0.3}),
        ("numpy", {"activation": None}),
        ("notebook", {"activation": None}),
    ],
)
def test_changes_that_cannot_be_written_are_refused(kind, what):
    what = {"activation": LayerActivation(1, "relu")} if "activation" in what else what
    run, _ = standing("{}", [(22, what)])

    with pytest.raises(BadInput, match="edits"):
        KINDS[kind].bytes_of(run.trained())
