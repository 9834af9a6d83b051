"""What a run cannot learn is refused or told, and what is told is so."""

from typing import get_args

import msgspec
import numpy as np
import pytest

from app.data import DATASETS, LessonCode, lessons, load, resolve
from app.data.lessons import reach
from app.engine import BadInput, Spec, Trainer
from app.engine.activations import ACTIVATIONS

SHARES = {"output_activation": "softmax", "loss": "categorical_cross_entropy"}
ZEROS = {"initializer": "zeros"}
ALIKE = [{"w": [[0.5, 0.5]] * 2, "b": [0.1, 0.1]}, {"w": [[0.3]] * 2, "b": [0]}]


def spec_of(fields) -> Spec:
    return msgspec.convert(fields, Spec)


def table(y, x=None, **fields):
    rows = x or [[index, (index * 7) % 5] for index in range(len(y))]
    return {"data": {"kind": "table", "x": rows, "y": y, **fields}}


def told(fields):
    """The lessons of a run by their codes."""
    spec = resolve(spec_of(fields))
    return {lesson.code: lesson for lesson in lessons(spec, load(spec))}


VALUES = {"output_activation": "linear"}
HELD = [
    ("nothing_moves", ZEROS, "initializer", {"activation": "tanh", "biases": True}),
    ("nothing_moves", ZEROS | {"hidden": [{"units": 1}]}, "initializer", {}),
    ("nothing_moves", ZEROS | {"train_biases": False}, "initializer", {"biases": False}),
    (
        "nothing_moves",
        ZEROS | {"hidden": [{"activation": "sigmoid"}, {"activation": "relu"}]},
        "initializer",
        {},
    ),
    ("alike", ZEROS | {"hidden": [{"activation": "sigmoid"}]}, "initializer", {"layers": [1], "zero": True}),
    ("alike", {"hidden": [{"units": 2}], "parameters": ALIKE}, "parameters", {"layers": [1], "zero": False}),
    ("only_output_learns", {"hidden": [{"frozen": True}]}, "hidden", {}),
    ("all_linear", {"hidden": [{"activation": "linear"}] * 2}, "hidden", {}),
    ("out_of_reach", table([[-1], [1]]) | {"output_activation": "sigmoid"}, "output_activation", {"low": 0}),
    (
        "out_of_reach",
        table([[-3], [-1], [-2]]) | {"output_activation": "relu"},
        "output_activation",
        {"high": None},
    ),
    ("out_of_reach", table([[0.5], [7]]), "output_activation", {"least": 0.5, "most": 7}),
    (
        "out_of_reach",
        table([[2, 0], [0, 2]]) | {"output_activation": "softmax"},
        "output_activation",
        {"high": 1},
    ),
    ("out_of_reach", {"data": {"kind": "sine"}, "output_activation": "softplus"}, "output_activation", {}),
    (
        "no_shares",
        table([[0.5, 0], [0, 1]]) | {"output_activation": "softmax"},
        "output_activation",
        {"rows": 1},
    ),
    ("soft_shares", table([[0.5, 0.5], [0, 1]]) | SHARES, "data.y", {"least": np.log(2) / 2}),
    (
        "soft_shares",
        table([[0.5], [1]]) | {"output_activation": "sigmoid", "loss": "binary_cross_entropy"},
        "data.y",
        {"least": np.log(2) / 2},
    ),
    (
        "unseen_classes",
        {"data": {"kind": "and", "train_fraction": 0.5}, "seed": 4},
        "data.train_fraction",
        {"classes": ["true"]},
    ),
    ("unseen_classes", table([[1, 0, 0], [0, 1, 0]]) | SHARES, "data.train_fraction", {"classes": ["y3"]}),
    ("same_targets", table([[0.3], [0.3]]), "data.y", {}),
    ("same_inputs", table([[0], [1]], x=[[2, 3], [2, 3]]), "inputs", {}),
    (
        "fixed_rows",
        {"data": {"kind": "and"}, "use_biases": False, "output_activation": "sigmoid"},
        "use_biases",
        {"rows": 1, "answer": 0.5},
    ),
    ("large_inputs", table([[0], [1]], x=[[200, 1], [300, 2]]), "data.standardize", {"largest": 300}),
    (
        "penalty_outweighs",
        {"optimizer": {"learning_rate": 3}, "regularization": {"kind": "l2", "rate": 0.5}},
        "regularization.rate",
        {"share": 1.5},
    ),
]


@pytest.mark.parametrize(("code", "fields", "field", "values"), HELD)
def test_what_cannot_be_learned_is_told_with_its_field(code, fields, field, values):
    found = told(fields)

    assert code in found
    lesson = found[code]
    assert lesson.field == field
    for name, value in values.items():
        assert lesson.values[name] == (pytest.approx(value) if isinstance(value, float) else value)
    assert lesson.message


def test_every_lesson_is_tried():
    assert {code for code, *_ in HELD} == set(get_args(LessonCode))


NOT_HELD = [
    ("nothing_moves", ZEROS | {"hidden": []}),
    ("nothing_moves", ZEROS | {"hidden": [{"activation": "relu"}, {"activation": "sigmoid"}]}),
    ("alike", ZEROS | {"hidden": [{"units": 1, "activation": "sigmoid"}]}),
    ("alike", ZEROS),
    ("alike", {"hidden": [{"units": 2}], "parameters": [ALIKE[0], {"w": [[0.3], [0.4]], "b": [0]}]}),
    ("only_output_learns", {"hidden": [{"frozen": True}, {}]}),
    ("only_output_learns", {"hidden": []}),
    ("all_linear", {"hidden": [{"activation": "linear"}, {}]}),
    ("out_of_reach", table([[0], [1]]) | {"output_activation": "sigmoid"}),
    ("out_of_reach", table([[-1], [1]]) | {"output_activation": "sine"}),
    ("out_of_reach", table([[-900], [900]]) | VALUES),
    ("no_shares", table([[0.5, 0.5], [0, 1]]) | {"output_activation": "softmax"}),
    ("soft_shares", table([[1, 0], [0, 1]]) | SHARES),
    ("soft_shares", table([[0.5], [1]])),
    ("unseen_classes", {"data": {"kind": "and"}}),
    ("unseen_classes", table([[0.2, 0.8], [0.3, 0.7]]) | SHARES),
    ("same_targets", table([[0.3]])),
    ("same_inputs", table([[1], [1]], x=[[2, 3], [2, 3]])),
    ("same_inputs", table([[1]], x=[[2, 3]])),
    ("fixed_rows", {"data": {"kind": "and"}, "output_activation": "sigmoid"}),
    (
        "fixed_rows",
        {"data": {"kind": "and"}, "use_biases": False, "hidden": [{"activation": "sigmoid"}]}
        | {"output_activation": "sigmoid"},
    ),
    ("large_inputs", table([[0], [1]], x=[[200, 1], [300, 2]], standardize=True)),
    ("penalty_outweighs", {"optimizer": {"learning_rate": 1}, "regularization": {"kind": "l2", "rate": 0.9}}),
    (
        "penalty_outweighs",
        {"optimizer": {"kind": "adam", "learning_rate": 3}, "regularization": {"kind": "l2", "rate": 0.5}},
    ),
]


@pytest.mark.parametrize(("code", "fields"), NOT_HELD)
def test_what_can_be_learned_is_not_told_otherwise(code, fields):
    assert code not in told(fields)


@pytest.mark.parametrize("kind", DATASETS)
def test_a_built_in_data_set_as_it_is_suggested_has_nothing_to_warn_of(kind):
    assert told(DATASETS[kind].suggested) == {}


REFUSED = [
    (SHARES | table([[1], [1]]), "output_activation", "shares_alone", "learns nothing"),
    (
        {"hidden": [{}, {"units": 1, "activation": "softmax"}]},
        "hidden.1.activation",
        "shares_alone",
        "or have more units: of one unit it is always 1",
    ),
    (
        table([[0], [1]], x=[[0, 0], [0, 0]]) | {"use_biases": False},
        "use_biases",
        "nothing_comes_in",
        "true where all inputs of the training rows are 0",
    ),
    (
        table([[0], [1]], x=[[5, 7], [5, 7]], standardize=True) | {"use_biases": False},
        "use_biases",
        "nothing_comes_in",
        "nothing is learned",
    ),
]


@pytest.mark.parametrize(("fields", "field", "code", "words"), REFUSED)
def test_a_run_that_nothing_can_come_of_is_refused_with_its_way_out(fields, field, code, words):
    with pytest.raises(BadInput) as caught:
        load(resolve(spec_of(fields)))

    assert (caught.value.field, caught.value.code) == (field, code)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"hidden": [{"units": 2, "activation": "softmax"}]},
        table([[0], [1]], x=[[0, 0], [0, 0]]),
        table([[0], [1]], x=[[0, 0], [0, 1]]) | {"use_biases": False},
    ],
)
def test_what_something_can_come_of_is_not_refused(fields):
    load(resolve(spec_of(fields)))


# What is told is so ------------------------------------------------------------


def trained(fields, steps=200):
    """Weights and biases at the start and after some steps, by layer."""
    spec = resolve(spec_of(fields))
    data = load(spec)
    trainer = Trainer(spec, data.x_train, data.y_train)
    state = trainer.start()
    before = {key: array.copy() for key, array in state.arrays.items() if key[0] in "wb"}
    for _ in range(steps):
        state = trainer.step(state)
    return before, {key: state.arrays[key] for key in before}


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "lion"])
def test_where_nothing_moves_only_the_outputs_biases_do(optimizer):
    before, after = trained(ZEROS | {"optimizer": {"kind": optimizer}})

    moved = {key for key in before if not np.array_equal(before[key], after[key])}
    assert moved == {("b", 3)}


@pytest.mark.parametrize("code", ["zeros", "given"])
def test_neurons_that_start_alike_stay_alike_and_move(code):
    start = ZEROS if code == "zeros" else {"parameters": ALIKE}
    before, after = trained(start | {"hidden": [{"units": 2, "activation": "sigmoid"}]})

    assert not np.array_equal(before["w", 1], after["w", 1])
    assert np.array_equal(after["w", 1][:, 0], after["w", 1][:, 1])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_no_activation_leaves_its_reach_and_each_comes_to_its_ends(name):
    record = ACTIVATIONS[name]
    low, high = reach(record)
    z = np.linspace(-40.0, 40.0, 4001).reshape(1, -1) if not record.couples_units else np.eye(3) * 40.0
    a = np.asarray(record.function(z), dtype=float)

    for end, found in ((low, a.min()), (high, -a.max())):
        if end is not None:
            assert found == pytest.approx(end if end == low else -end, abs=1e-3)
    assert low is not None or a.min() < -0.3
    assert high is not None or a.max() > 30


def test_a_row_of_zeros_is_answered_alike_whatever_is_learned():
    fields = {"data": {"kind": "and"}, "use_biases": False, "output_activation": "sigmoid", "shuffle": False}
    _, after = trained(fields | {"hidden": [], "loss": "binary_cross_entropy"})

    assert after["w", 1].any()
    assert told(fields | {"hidden": []})["fixed_rows"].values["answer"] == 0.5
