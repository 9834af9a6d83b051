"""Code of a run that was changed on the way makes the same changes before the same updates."""

import ast
import json
from importlib.util import find_spec

import numpy as np
import pytest

from app.engine import read_spec
from app.engine.edits import LayerActivation, LayerDropout, Parameter
from app.engine.spec import OptimizerSpec, RegularizationSpec, ScheduleSpec
from app.export import KINDS, Standing
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from tests.export.runs import printed
from tests.playback.changing import BETWEEN, change

EACH = 11
COURSES = {
    "a rate between mini-batches": [(22, {"learning_rate": 0.3})],
    "a rate within the forward pass": [(26, {"learning_rate": 0.3})],
    "a rate before the first update": [(22 + 8, {"learning_rate": 0.3})],
    "a rate after the first update": [(22 + 9, {"learning_rate": 0.3}), (60, {"learning_rate": 0.01})],
    "sizes": [(33, {"batch_size": 64}), (66, {"batch_size": 7})],
    "sizes and a rate": [(0, {"learning_rate": 0.1}), (5, {"batch_size": 100}), (60, {"learning_rate": 0.3})],
}
PLACES = (2 * EACH, 9 * EACH, 31 * EACH, 75 * EACH)
"""Within the first epoch, within the second, and at the end."""
_SOME = {
    f"{at} and what comes after": [
        (2 * EACH, BETWEEN[at]),
        (26, {"learning_rate": 0.3}),
        *zip(PLACES[1:], (BETWEEN * 2)[at + 1 :], strict=False),
    ]
    for at in range(len(BETWEEN))
}
SETTINGS = _SOME | {
    "optimizers that come back": [
        (EACH, {"optimizer": OptimizerSpec("adam", 0.02)}),
        (5 * EACH, {"optimizer": OptimizerSpec("nadam", 0.01)}),
        (30 * EACH, {"optimizer": OptimizerSpec("adam", 0.02, beta_1=0.8)}),
        (40 * EACH, {"optimizer": OptimizerSpec("adam", 0.02)}),
    ],
    "another from the start": [
        (0, {"optimizer": OptimizerSpec("adagrad", 0.1)}),
        (0, {"activation": LayerActivation(2, "gelu")}),
        (0, {"parameter": Parameter(1, 0, 0, 0.25)}),
        (8, {"learning_rate": 0.2}),
    ],
    "a schedule that begins within an epoch": [
        (30 * EACH, {"schedule": ScheduleSpec("cosine", span=2.0)}),
        (40 * EACH + 3, {"learning_rate": 0.5}),
        (50 * EACH, {"schedule": ScheduleSpec("cosine", span=1.5)}),
        (60 * EACH, {"batch_size": 3}),
    ],
    "penalties one after the other": [
        (4 * EACH, {"regularization": RegularizationSpec("l1", 0.1)}),
        (20 * EACH, {"regularization": RegularizationSpec("none", 0.0)}),
        (30 * EACH, {"regularization": RegularizationSpec("l1", 0.2)}),
        (60 * EACH, {"regularization": RegularizationSpec("l2", 0.2)}),
    ],
    "another activation of the output": [
        (12 * EACH, {"activation": LayerActivation(3, "linear")}),
        (50 * EACH, {"activation": LayerActivation(3, "hard_tanh")}),
        (75 * EACH, {"activation": LayerActivation(3, "sine")}),
    ],
    "units that are coupled, and left out": [
        (7 * EACH, {"activation": LayerActivation(1, "softmax")}),
        (7 * EACH, {"dropout": LayerDropout(1, 0.4)}),
        (33 * EACH, {"dropout": LayerDropout(2, 0.2)}),
    ],
}
ALL = COURSES | SETTINGS
SPECS = {
    "plain": "{}",
    "much of all": (
        '{"optimizer": {"kind": "adam", "learning_rate": 0.01}, "schedule": {"kind": "exponential"},'
        ' "regularization": {"kind": "l1", "rate": 0.01},'
        ' "hidden": [{"units": 4, "dropout": 0.3}, {"units": 3}]}'
    ),
}


def standing(text, course):
    """A run that was changed at these steps, after whole epochs."""
    view = Viewpoint(read_spec(text))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    for index, what in course:
        timeline.advance(index - timeline.index)
        change(timeline, **what)
    whole, more = timeline.schedule.epochs(timeline.index)
    epochs = max(3, whole + (more > 0))
    timeline.advance(timeline.schedule.end(epochs) - timeline.index)
    return Standing.of(view, timeline), view.point(epochs)


def made(text, course, kind="numpy"):
    run, point = standing(text, course)
    told = printed(KINDS[kind].bytes_of(run.trained()).decode())
    return told, point


@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
@pytest.mark.parametrize("course", ALL.values(), ids=ALL)
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


def test_the_notebook_makes_the_changes_too():
    course = SETTINGS["optimizers that come back"]
    run, point = standing("{}", course)
    cells = json.loads(KINDS["notebook"].bytes_of(run.trained()))["cells"]

    told = printed(*("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))

    assert told["train"]["loss"] == point.train_loss


@pytest.mark.parametrize(
    ("index", "what"),
    [
        (75 * EACH, {"parameter": Parameter(1, 0, 0, 2.0)}),
        (80 * EACH, {"activation": LayerActivation(1, "relu")}),
    ],
)
def test_what_is_changed_beyond_the_last_whole_epoch_is_no_part_of_the_code(index, what):
    view = Viewpoint(read_spec("{}"))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    timeline.advance(75 * EACH)
    point = view.point(3)
    timeline.advance(index - timeline.index)
    change(timeline, **what)
    timeline.advance(1)

    told = printed(KINDS["numpy"].bytes_of(Standing.of(view, timeline).trained()).decode())

    assert (told["epochs"], told["train"]["loss"]) == (3, point.train_loss)


def test_each_text_stands_once_however_often_it_comes_back():
    course = SETTINGS["optimizers that come back"]
    text = KINDS["numpy"].bytes_of(standing("{}", course)[0].trained()).decode()

    functions = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]

    assert [name for name in functions if name.startswith("mini_batch")] == [
        f"mini_batch_from_{first}" for first in (0, 1, 5, 30)
    ]
    assert text.count("mini_batch = mini_batch_from_1\n") == 2
    assert "if number == 40:\n        # Optimizer: Adam\n        mini_batch" in text


# PyTorch


def test_the_script_in_pytorch_puts_other_parts_in_the_place_of_the_first():
    course = [*SETTINGS["optimizers that come back"], *SETTINGS["units that are coupled, and left out"]]
    text = KINDS["torch"].bytes_of(standing("{}", sorted(course, key=lambda each: each[0]))[0].trained())

    assert ast.parse(text)
    assert b"        optimizer = torch.optim.NAdam(trained, lr=ETA, betas=(0.9, 0.999)" in text
    assert b"        optimizer.param_groups[0].update(betas=(0.9, 0.999), eps=1e-08)" in text
    assert b"        model[1] = Dropped(nn.Softmax(dim=1), 0.4)" in text


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
@pytest.mark.parametrize("course", ALL.values(), ids=ALL)
def test_the_script_in_pytorch_makes_the_changes(text, course):
    told, point = made(text, course, "torch")

    assert told["train"]["loss"] == pytest.approx(point.train_loss, rel=1e-9)
    assert told["test"]["loss"] == pytest.approx(point.test_loss, rel=1e-9)
