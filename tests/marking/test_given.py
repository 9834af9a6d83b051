"""A learner's arrays are read as they come, and refused with a name and a place."""

import io
import json

import numpy as np
import pytest

from app.engine import BadInput
from app.marking import given
from app.marking.places import Place, place_of

LAYERS = 2
DW1 = [[1.0, 2.0], [3.0, 4.0]]


def read(text, **options):
    text = text if isinstance(text, bytes) else text.encode()
    return {each.name: each for each in given.read(text, LAYERS, **({"epoch": 0, "batch": 0} | options))}


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("X", ("a", 0)), ("A0", ("a", 0)), ("Y", ("y", 0)), ("Z1", ("z", 1)),
        ("z_1", ("z", 1)), ("Z[1]", ("z", 1)), ("A2", ("a", 2)), ("Yhat", ("a", 2)),
        ("loss", ("loss", 2)), ("J", ("loss", 2)), ("cost", ("loss", 2)), ("dZ2", ("delta", 2)),
        ("delta2", ("delta", 2)), ("dA1", ("d_a", 1)), ("d_a1", ("d_a", 1)), ("dA0", ("d_a", 0)),
        ("slope1", ("slope", 1)), ("dW1", ("grad_w", 1)), ("grad_w_1", ("grad_w", 1)), ("db2", ("grad_b", 2)),
        ("W1", ("w", 1)), ("b2", ("b", 2)), ("W1'", ("new_w", 1)), ("W1_new", ("new_w", 1)),
        ("new_b2", ("new_b", 2)), ("b1′", ("new_b", 1)), ("step_w2", ("step_w", 2)),
    ],
)  # fmt: skip
def test_names_are_those_of_courses_and_ours(name, place):
    assert place_of(name, LAYERS) == Place(*place)


@pytest.mark.parametrize("name", ["dW", "dW3", "Z0", "W0", "Q1", "", "dW1'", "X1", "loss1", "new_z1", "W1 !"])
def test_a_name_that_means_nothing_here_is_refused_with_those_that_do(name):
    with pytest.raises(BadInput, match=r"name: should be one of X, Y, Z1, A2, loss, dZ2"):
        place_of(name, LAYERS)


LINES = '{"name": "dW1", "value": [[1, 2], [3, 4]]}\n\n{"name": "db1", "value": [5, 6]}\n'


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        "\ufeff" + LINES,
        LINES.replace("\n", "\r\n"),
        '{"dW1": [[1, 2], [3, 4]], "db1": [5, 6]}',
        '{"dW1": [[1, 2], [3, 4]]}\n{"db1": [5, 6]}',
        '{\n  "dW1": [[1, 2],\n [3, 4]],\n "db1": [5, 6]\n}',
        npz(dW1=np.array(DW1, np.float32), db1=[5, 6]),
    ],
    ids=["lines", "byte order mark", "lines of Windows", "object", "objects", "over lines", "npz"],
)
def test_arrays_come_as_lines_as_an_object_or_as_npz(text):
    found = read(text)

    assert found["dW1"].value.tolist() == DW1
    assert found["db1"].value.tolist() == [5, 6]


def test_what_trace_prints_is_read_of_the_mini_batch_asked_for():
    lines = [
        {"lesson": {"code": "all_linear", "field": "hidden", "values": {}, "message": "…"}},
        {
            "step": 1,
            "epoch": 0,
            "batch": 0,
            "phase": "forward",
            "layer": 1,
            "arrays": {"z": [[1]], "a": [[2]]},
        },
        {
            "step": 6,
            "epoch": 0,
            "batch": 0,
            "phase": "update",
            "layer": 1,
            "arrays": {"w": [[3]], "eta": 0.1},
        },
        {"step": 9, "epoch": 0, "batch": 1, "phase": "forward", "layer": 1, "arrays": {"z": [[4]]}},
    ]
    text = "\n".join(map(json.dumps, lines))

    first, second = read(text), read(text, batch=1)

    assert {name: each.value.tolist() for name, each in first.items()} == {
        "z1": [[1]],
        "a1": [[2]],
        "new_w1": [[3]],
    }
    assert {name: each.value.tolist() for name, each in second.items()} == {"z1": [[4]]}


def test_numbers_that_are_none_are_read_to_be_named_later():
    assert np.isnan(read('{"db1": [NaN, 1]}')["db1"].value[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no array"),
        ("{}", "no array"),
        ("[1]", "an object"),
        ("3", "an object"),
        ('{"dW1": [[1], [2, 3]]}', "dW1: should be .*rows of one length"),
        ('{"dW1": "a"}', "dW1: should be .*numbers"),
        ('{"dW1": []}', "dW1: should be .*numbers"),
        ('{"dW1": null}', "dW1: should be .*numbers"),
        ('{"dW1": [[true]]}', "dW1: should be .*numbers"),
        ('{"name": "dW1", "value": {"a": 1}}', "dW1: should be .*numbers"),
        ('{"dW1": [1]}\n{"dw1": [1]}', "named only once"),
        ('{"dW1": [1]}\n{"db1": [1}', "line 2, column 11"),
        (b'{"dW1": [1]}\n{"\xff": [1]}', "UTF-8.* line 2, column 3"),
        ("[" * 100_000, "reasonable depth"),
        ('{"arrays": 3, "layer": 1}', "arrays: should be an object"),
        (b"PK\x03\x04 and no archive", "readable"),
        (npz(dW1=[[1]])[:-30], "readable"),
        (npz(dW1=np.array(["a"])), "dW1: should be .*numbers"),
    ],
)
def test_what_cannot_be_read_is_refused(text, said):
    with pytest.raises(BadInput, match=said):
        read(text)


def test_pickled_objects_in_an_archive_are_not_opened():
    with pytest.raises(BadInput, match="readable"):
        read(npz(dW1=np.array([{}], dtype=object)))


def test_more_than_fits_is_refused_unpacked_or_not(monkeypatch):
    packed = npz(dW1=np.zeros((100, 100)))
    monkeypatch.setattr(given, "MOST_BYTES", 10_000)

    for text in (packed, b" " * 10_001):
        with pytest.raises(BadInput, match="at most 10000 bytes"):
            read(text)
