"""A digest names what a specification asks for, not how it is written."""

import json

import pytest

from app.data import DATASETS, digest, writing_rows
from app.engine.spec import Spec, read_spec


def of(fields):
    return digest(read_spec(json.dumps(fields)))


@pytest.mark.parametrize(
    "same",
    [
        {"seed": 7},
        {"inputs": ["x1", "x2"]},
        {"data": {"train_fraction": 0.5, "kind": "circle"}},
        {"data": {"kind": "circle", "noise": 0, "samples": 500}, "batch_size": 10},
        {"hidden": [{"units": 4}, {"activation": "tanh", "units": 2}]},
    ],
    ids=str,
)
def test_what_stands_at_its_default_or_elsewhere_changes_no_digest(same):
    assert of(same) == of({}) == digest(Spec())


def test_every_difference_has_a_digest_of_its_own():
    specs = [
        *({"data": {"kind": kind}, "loss": "squared_error", "inputs": None} for kind in DATASETS),
        {"seed": 8},
        {"version": 1},
        {"inputs": ["x2", "x1"]},
        {"data": {"noise": 0.1}},
        {"optimizer": {"learning_rate": 0.031}},
        {"shuffle": False},
        {"batch_reduction": "sum"},
        {"hidden": [{"frozen": True}, {"units": 2}]},
        {"hidden": [{}, {"units": 2, "frozen": True}]},
        {"hidden": []},
    ]

    assert len({of(spec) for spec in specs}) == len(specs)


def test_what_is_at_its_default_is_no_part_of_a_digest():
    assert of(
        {"use_biases": True, "batch_reduction": "mean", "hidden": [{"frozen": False}, {"units": 2}]}
    ) == of({})


def test_rows_that_are_written_already_change_no_digest():
    rows = [[number / 7, -number] for number in range(1000)]
    spec = read_spec(
        json.dumps({"data": {"kind": "table", "x": rows, "y": rows}, "output_activation": "linear"})
    )

    pieces = writing_rows(spec)
    rests = 0
    try:
        while True:
            next(pieces)
            rests += 1
    except StopIteration as end:
        written = end.value

    assert rests > 2
    assert json.loads(bytes(written["x"])) == json.loads(bytes(written["y"])) == rows
    assert digest(spec, written) == digest(spec)


def test_a_digest_stays_what_it_is_from_one_release_to_the_next():
    assert of({"version": 2}) == "9aadadefaee0141242eaec3ee0574034"
