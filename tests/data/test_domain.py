"""Points painted on a plane, and a curve drawn along a line: tables that know where their inputs go."""

import json

import pytest

from app.data import digest, load
from app.engine.checking import decode
from app.engine.refusal import BadInput
from app.engine.spec import Spec
from app.engine.spec_pieces import read_in_pieces
from app.playback.pieces import at_once

POINTS = {
    "x": [[1, 2], [-3, 0.5], [0, 0]],
    "y": [[0], [2], [1]],
    "classes": ["A", "B", "C"],
    "domain": [-6, 6],
}
CURVE = {"x": [[-1], [0], [2]], "y": [[0], [1], [1]], "domain": [-3, 3]}


def spec_of(data: dict[str, object], **others: object) -> Spec:
    return decode(json.dumps({"data": {"kind": "table"} | data} | others), Spec)


def test_painted_points_lie_on_the_plane_they_were_painted_on():
    data = load(spec_of(POINTS, inputs=["x1", "x1^2", "sin(x2)"]))

    assert (data.plane, data.axes, data.classes) == ((-6, 6), ("x1", "x2"), ("A", "B", "C"))
    assert data.points_train.tolist() == POINTS["x"]
    assert data.x_train[:, 1].tolist() == [1, 9, 0]
    assert data.y_train.argmax(axis=1).tolist() == [0, 2, 1]


def test_a_drawn_curve_goes_along_its_whole_domain():
    data = load(spec_of(CURVE))

    assert (data.interval, data.plane) == ((-3, 3), None)
    assert data.task == "regression", "values stay values where they are 0 and 1"


def test_a_scaled_drawn_curve_has_its_domain_scaled():
    data = load(spec_of(CURVE | {"standardize": True}))

    assert data.interval is not None
    assert data.interval[0] * data.deviation[0] + data.mean[0] == pytest.approx(-3)


def test_a_table_without_a_domain_is_as_it_was():
    plain = load(spec_of({"x": CURVE["x"], "y": CURVE["y"]}))

    assert (plain.interval, plain.task) == ((-1, 2), "classification")
    assert "domain" not in json.dumps(plain.inputs)


def test_around_an_input_of_one_value_there_is_a_line_to_see():
    one = load(spec_of({"x": [[1.0]], "y": [[0.0]], "train_fraction": 1.0}))

    assert one.interval == (0.0, 2.0)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"x": [[1, 2], [7, 0], [0, 0]]}, "data.x.1", "out_of_range"),
        ({"x": [[1, 2, 3]] * 3}, "data.x.0", "wrong_length"),
        ({"x_names": ["a", "b"]}, "data.x_names", "unwanted_field"),
        ({"standardize": True}, "data.standardize", "unwanted_field"),
        ({"domain": [6, -6]}, "data.domain.1", "not_above"),
    ],
)
def test_points_are_held_to_their_domain(change: dict[str, object], field: str, code: str):
    with pytest.raises(BadInput) as refused:
        spec_of(POINTS | change)

    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_long_table_is_held_to_it_too_and_its_row_is_named():
    rows = [[0.5, 0.5]] * 200 + [[0.5, 6.5]]
    text = json.dumps({"data": {"kind": "table", "x": rows, "y": [[0]] * 201, "domain": [-6, 6]}})

    with pytest.raises(BadInput) as refused:
        at_once(read_in_pieces(text.encode()))

    assert refused.value.field == "data.x.200"


def test_the_domain_is_part_of_the_name_of_a_run():
    assert digest(spec_of(CURVE)) != digest(spec_of(CURVE | {"domain": [-4, 4]}))
