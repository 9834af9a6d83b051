"""What is read off a run agrees with what the run itself is evaluated to be."""

import msgspec
import numpy as np
import pytest

from app.engine import Evaluator
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from app.results import Asked, Reader
from app.results.measures import r_squared
from tests.results.reading import read, standing_of

IRIS = {
    "data": {"kind": "iris", "train_fraction": 0.6},
    "hidden": [{"units": 6, "activation": "tanh"}],
    "output_activation": "softmax",
    "loss": "categorical_cross_entropy",
    "regularization": {"kind": "l2", "rate": 0.01},
}
SPECS = {
    "one tanh": {},
    "one sigmoid": {"output_activation": "sigmoid", "loss": "binary_cross_entropy"},
    "several classes": IRIS,
    "values": {"data": {"kind": "sine"}, "output_activation": "linear"},
}
TWO_LABELS = {
    "data": {
        "kind": "table",
        "x": [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]],
        "y": [[0, 1], [1, 0], [1, 1], [0, 0]],
        "y_names": ["left", "right"],
    },
    "hidden": [],
    "output_activation": "sigmoid",
    "loss": "binary_cross_entropy",
    "parameters": [{"w": [[4.0, 4.0], [0.0, 0.0]], "b": [-2.0, -2.0]}],
}


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_it_is_the_evaluation_of_the_same_epoch_to_the_last_digit(spec):
    reading, view = read(spec, epochs=4)
    results, point = reading.results(), view.point(4)

    assert (results.train.loss, results.test.loss) == (point.train_loss, point.test_loss)
    assert (results.train.accuracy, results.test.accuracy) == (point.train_accuracy, point.test_accuracy)
    assert results.penalty == point.penalty
    assert (results.run, results.train.rows, results.test.rows) == (
        1,
        len(view.data.x_train),
        len(view.data.x_test),
    )


@pytest.mark.parametrize("name", ["one tanh", "one sigmoid", "several classes"])
def test_a_confusion_matrix_counts_every_row_once_and_its_diagonal_is_the_accuracy(name):
    reading, view = read(SPECS[name], epochs=4)
    results = reading.results()

    (question,) = results.questions
    assert question.classes == list(view.data.classes)
    for half in (results.train, results.test):
        (counts,) = half.confusions
        assert np.sum(counts) == half.rows
        assert np.trace(counts) / half.rows == half.accuracy
        assert half.r2 == []


def test_rows_of_a_cell_are_those_that_it_counts_and_all_of_them_are_all_rows():
    reading, view = read(IRIS, epochs=1)
    (counts,) = reading.results().test.confusions
    evaluator = Evaluator(view._stepper.parameters, view.data.x_test, view.data.y_test)
    outputs = evaluator.activations()[-1]

    seen = []
    for target in range(3):
        for said in range(3):
            told = reading.rows("test", Asked(target=target, said=said))
            assert told.total == len(told.rows) == counts[target][said]
            for row in told.rows:
                assert np.argmax(view.data.y_test[row.row]) == row.target == target
                assert np.argmax(row.outputs) == row.said == said
                assert row.outputs == outputs[:, row.row].tolist()
            seen += [row.row for row in told.rows]
    assert sorted(seen) == list(range(len(view.data.x_test)))


@pytest.mark.parametrize("name", ["one tanh", "several classes"])
def test_the_cells_of_all_rows_are_told_to_who_asks_and_count_as_the_matrix_does(name):
    reading, view = read(SPECS[name], epochs=1)
    results = reading.results(cells=True)
    count = len(view.data.classes)

    assert reading.results().train.cells == []
    for half_name, half in (("train", results.train), ("test", results.test)):
        (cells,), (counts,) = half.cells, half.confusions
        assert np.bincount(cells, minlength=count**2).reshape(count, count).tolist() == counts
        for row in reading.rows(half_name, Asked()).rows:
            assert cells[row.row] == row.target * count + row.said


def test_rows_come_the_largest_loss_first_and_go_on_where_others_ended():
    reading, view = read(IRIS)
    losses = Evaluator(view._stepper.parameters, view.data.x_train, view.data.y_train).losses()

    first, then = (reading.rows("train", Asked(after=after)) for after in (0, 48))

    told = [*first.rows, *then.rows]
    assert first.total == len(told) == len(losses)
    assert [row.loss for row in told] == sorted(losses.tolist(), reverse=True)


def test_wrong_rows_are_those_off_the_diagonal():
    reading, _ = read(IRIS, epochs=1)
    (counts,) = reading.results().train.confusions

    told = reading.rows("train", Asked(wrong=True))

    assert 0 < told.total == np.sum(counts) - np.trace(counts)
    assert all(row.target != row.said for row in told.rows)


def test_inputs_are_told_as_the_data_hold_them():
    reading, _ = read(
        {"data": {"kind": "digits"}, **{name: IRIS[name] for name in ("output_activation", "loss")}}
    )

    told = reading.rows("test", Asked(target=3)).rows

    for row in told:
        assert all(value == round(value) and 0 <= value <= 16 for value in row.inputs)


def test_of_several_yes_or_no_targets_each_is_a_question():
    reading, _ = read(TWO_LABELS)
    results = reading.results()

    assert [(each.name, each.classes) for each in results.questions] == [
        ("left", ["0", "1"]),
        ("right", ["0", "1"]),
    ]
    assert results.train.confusions == [[[2, 0], [0, 2]], [[1, 1], [1, 1]]]
    assert results.train.accuracy is None
    assert results.test is None
    missed = reading.rows("train", Asked(question=1, target=1, said=0))
    assert [row.row for row in missed.rows] == [0]
    assert reading.rows("test", Asked()).total == 0


def test_values_are_asked_nothing_and_have_r_squared():
    reading, view = read(SPECS["values"], epochs=20)
    results = reading.results()

    outputs = Evaluator(view._stepper.parameters, view.data.x_test, view.data.y_test).activations()[-1][0]
    y = view.data.y_test[:, 0]
    assert results.questions == results.test.confusions == []
    assert results.test.r2 == [pytest.approx(1.0 - np.sum((y - outputs) ** 2) / np.sum((y - y.mean()) ** 2))]
    worst = reading.rows("test", Asked()).rows[0]
    assert worst.row == np.argmax((y - outputs) ** 2)
    assert (worst.target, worst.said) == (None, None)


def test_r_squared_is_of_each_output_and_none_where_nothing_varies():
    targets = np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 5.0], [0.0, 0.0, 3.0]])
    outputs = np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 5.0], [1.0, 1.0, 1.0]])

    assert r_squared(targets, outputs) == [1.0, None, 0.0]


def test_numbers_that_are_not_finite_are_told_as_none():
    view = Viewpoint(read(SPECS["values"])[1].spec)
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    timeline.stepper.parameters.flat.w[...] = 1e200
    standing = standing_of(view, timeline)

    told = msgspec.json.decode(msgspec.json.encode(Reader(standing).read(standing).results()))

    assert (told["train"]["loss"], told["train"]["r2"]) == (None, [None])


def test_it_is_read_anew_only_where_something_has_changed():
    view = Viewpoint(read(IRIS)[1].spec)
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    reader = Reader(standing_of(view, timeline))
    first = reader.read(standing_of(view, timeline))

    again = reader.read(standing_of(view, timeline))
    timeline.stepper.parameters.flat.w[0] += 1.0
    by_hand = reader.read(standing_of(view, timeline))

    assert again is first
    assert by_hand.results().train.loss != first.results().train.loss
    assert first.results().index == by_hand.results().index
