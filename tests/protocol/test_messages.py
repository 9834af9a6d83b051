"""The wire: what goes in comes out again, and what cannot be taken is answered by name."""

import json
from typing import get_args

import msgspec
import pytest
from msgspec import UNSET

from app.engine import BadInput, Spec
from app.engine.edits import Parameter
from app.protocol import (
    MOST_EDITS,
    MOST_MESSAGE_BYTES,
    Cancel,
    Condition,
    Configure,
    Edit,
    Find,
    FindParting,
    LookCommand,
    Loop,
    Play,
    Redo,
    Restore,
    Search,
    Seek,
    SetLoop,
    SetParameter,
    SetSpeed,
    SetStops,
    Step,
    Undo,
    decode_command,
    encode,
    refusal,
    tag_of,
)
from app.protocol.commands import LOOKS
from app.protocol.stops import ScoreQuantity, UnitQuantity


def restore(*edits: dict) -> str:
    return json.dumps({"type": "restore", "id": 1, "edits": edits})


def step(**fields: object) -> str:
    return json.dumps({"type": "step", "id": 1, **fields})


def spec(**fields: object) -> str:
    return json.dumps({"type": "configure", "id": 1, "spec": fields})


# message, field, value, what is allowed: as the answer must name them
BAD = {
    "not JSON": ("{", "", "{", "JSON"),
    "nothing": ("", "", "", "JSON"),
    "a list": ("[]", "", "[]", "object"),
    "a number": ("3", "", "3", "object"),
    "no type": ('{"id": 1}', "type", "nothing", "one of configure"),
    "an unknown type": ('{"type": "explode", "id": 1}', "type", "explode", "one of configure"),
    "a type that is no text": ('{"type": 3, "id": 1}', "type", "3", "one of configure"),
    "no id": ('{"type": "pause"}', "id", "nothing", "given"),
    "an id that is no number": ('{"type": "pause", "id": "x"}', "id", "x", "a whole number"),
    "a negative id": ('{"type": "pause", "id": -1}', "id", "-1", "at least 0"),
    "an unknown field": (step(colour="red"), "colour", "red", "left out"),
    "a count that is text": (step(count="1"), "count", "1", "a whole number"),
    "a count with a fraction": (step(count=1.5), "count", "1.5", "a whole number"),
    "a count out of range": (step(count=10**7), "count", "10000000", "at most 1000000"),
    "a count of true": (step(count=True), "count", "true", "a whole number"),
    "an unknown unit": (step(unit="year"), "unit", "year", "one of propagation, mini-batch, epoch"),
    "a look of no name": (
        '{"type": "cancel", "id": 1, "what": "play"}',
        "what",
        "play",
        "one of find, trace_",
    ),
    "a negative index": ('{"type": "seek", "id": 1, "index": -1}', "index", "-1", "at least 0"),
    "an endless index": ('{"type": "seek", "id": 1, "index": 1e999}', "index", "1e999", ""),
    "a speed of NaN": ('{"type": "set_speed", "id": 1, "speed": NaN}', "speed", "NaN", "finite"),
    "a speed of minus infinity": (
        '{"type": "set_speed", "id": 1, "speed": -Infinity}',
        "speed",
        "-Infinity",
        "finite",
    ),
    "a speed of 1e999": ('{"type": "set_speed", "id": 1, "speed": 1e999}', "speed", "1e999", "finite"),
    "a speed of no unit": (
        '{"type": "set_speed", "id": 1, "unit": null}',
        "unit",
        "null",
        "one of propagation",
    ),
    "a speed too slow": ('{"type": "set_speed", "id": 1, "speed": 0.01}', "speed", "0.01", "at least 0.05"),
    "a sample of nothing": ('{"type": "probe", "id": 1, "values": []}', "values", "", "at least 1 long"),
    "a sample that is too long": (
        json.dumps({"type": "probe", "id": 1, "values": [0] * 129}),
        "values",
        "",
        "at most 128 long",
    ),
    "a sample of NaN": ('{"type": "probe", "id": 1, "values": [1, NaN]}', "values.1", "NaN", "finite"),
    "a sample of text": ('{"type": "probe", "id": 1, "values": ["1"]}', "values.0", "1", "a number"),
    "a sample beyond all bounds": (
        '{"type": "probe", "id": 1, "values": [1e13]}',
        "values.0",
        "1e13",
        "at most 1000000000000",
    ),
    "an accuracy above 1": (
        '{"type": "play", "id": 1, "until_accuracy": 98}',
        "until_accuracy",
        "98",
        "at most 1",
    ),
    "too many units": (
        spec(hidden=[{"units": 4}, {"units": 999}]),
        "spec.hidden.1.units",
        "999",
        "at most 128",
    ),
    "no units": (spec(hidden=[{"units": 0}]), "spec.hidden.0.units", "0", "at least 1"),
    "too many layers": (spec(hidden=[{}] * 9), "spec.hidden", "", "at most 8"),
    "an unknown activation": (
        spec(hidden=[{"activation": "step"}]),
        "spec.hidden.0.activation",
        "step",
        "one of linear, sigmoid",
    ),
    "an unknown loss": (spec(loss="hinge"), "spec.loss", "hinge", "one of squared_error"),
    "an unknown optimizer": (
        spec(optimizer={"kind": "tiger"}),
        "spec.optimizer.kind",
        "tiger",
        "one of sgd, momentum",
    ),
    "an unknown penalty": (
        spec(regularization={"kind": "l3"}),
        "spec.regularization.kind",
        "l3",
        "one of none, l1, l2",
    ),
    "an unknown initializer": (spec(initializer="ones"), "spec.initializer", "ones", "one of zeros"),
    "a learning rate of 0": (
        spec(optimizer={"learning_rate": 0}),
        "spec.optimizer.learning_rate",
        "0",
        "more than 0",
    ),
    "a learning rate beyond doubles": (
        '{"type": "configure", "id": 1, "spec": {"optimizer": {"learning_rate": 1e999}}}',
        "spec.optimizer.learning_rate",
        "1e999",
        "finite",
    ),
    "a loss without its activation": (
        spec(loss="categorical_cross_entropy"),
        "spec.output_activation",
        "tanh",
        "softmax",
    ),
    "rows of unequal length": (
        spec(data={"kind": "table", "x": [[1, 2], [3]], "y": [[1], [0]]}),
        "spec.data.x.1",
        "[3.0]",
        "2 long",
    ),
    "fewer targets than rows": (
        spec(data={"kind": "table", "x": [[1], [3]], "y": [[1]]}),
        "spec.data.y",
        "1 rows",
        "2 long",
    ),
    "a table without numbers": (spec(data={"kind": "table"}), "spec.data.x", "nothing", "given"),
    "text in a table": (
        spec(data={"kind": "table", "x": [["a"]], "y": [[1]]}),
        "spec.data.x.0.0",
        "a",
        "a number",
    ),
    "a number too large": (
        spec(data={"kind": "table", "x": [[1e300]], "y": [[1]]}),
        "spec.data.x.0.0",
        "1e+300",
        "at most",
    ),
    "a fraction above 1": (
        spec(data={"train_fraction": 1.5}),
        "spec.data.train_fraction",
        "1.5",
        "at most 1",
    ),
    "a version still to come": (spec(version=9, new=1), "spec.version", "9", "at most 2, the newest"),
    "a seed below 0": (spec(seed=-7), "spec.seed", "-7", "at least 0"),
    "null for a number": (spec(batch_size=None), "spec.batch_size", "null", "a whole number"),
    "edits out of order": (
        restore({"index": 5, "learning_rate": 1}, {"index": 4, "learning_rate": 2}),
        "edits.1.index",
        "4",
        "at least 5",
    ),
    "an edit of two things": (
        restore({"index": 5, "learning_rate": 1, "regularization": {"kind": "l1", "rate": 1}}),
        "edits.0.regularization",
        "another change",
        "left out when learning_rate is changed",
    ),
    "an activation nobody knows": (
        restore({"index": 11, "activation": {"layer": 1, "activation": "bent"}}),
        "edits.0.activation.activation",
        "bent",
        "one of ",
    ),
    "a parameter of no unit": (
        '{"type": "set_parameter", "id": 1, '
        '"parameter": {"layer": 1, "unit_in": 0, "unit_out": -1, "value": 0}}',
        "parameter.unit_out",
        "-1",
        "at least 0",
    ),
    "an edit of nothing": (restore({"index": 5}), "edits.0.learning_rate", "nothing", "given"),
    "an edit to no learning rate": (
        restore({"index": 5, "learning_rate": -1}),
        "edits.0.learning_rate",
        "-1",
        "more than 0",
    ),
    "too many edits": (
        restore(*({"index": at, "learning_rate": 1} for at in range(MOST_EDITS + 1))),
        "edits",
        str(MOST_EDITS + 1),
        f"at most {MOST_EDITS}",
    ),
    "a huge message": (" " * (MOST_MESSAGE_BYTES + 1), "", "65537 characters", "at most 65536"),
    "binary": (b"\x00\xff", "", "2 bytes of binary", "text"),
    "deep nesting": ("[" * 50_000, "", "", ""),
    "a lone surrogate": ('{"type": "\\ud800", "id": 1}', "", "", ""),
    "a number of 5000 digits": ('{"type": "pause", "id": ' + "9" * 5000 + "}", "id", "9", ""),
}


@pytest.mark.parametrize(("message", "field", "value", "allowed"), BAD.values(), ids=BAD)
def test_what_cannot_be_taken_is_answered_with_field_value_and_limit(message, field, value, allowed):
    with pytest.raises(BadInput) as caught:
        decode_command(message)

    answer = refusal(caught.value, message)
    assert answer.field == field
    assert value in answer.value
    assert f"should be {caught.value.allowed}, got " in answer.message
    assert allowed in caught.value.allowed
    assert (answer.code, answer.limit) == (caught.value.code, caught.value.limit)
    assert len(answer.message) < 600
    json.loads(encode(answer))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('{"type": "bad", "id": 12}', 12),
        ('{"type": "step", "id": 3, "count": "x"}', 3),
        ('{"type": "step", "id": "x"}', None),
        ("{", None),
    ],
)
def test_a_refusal_names_the_command_it_answers(message, expected):
    with pytest.raises(BadInput) as caught:
        decode_command(message)

    assert refusal(caught.value, message).id == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('{"type": "configure", "id": 1, "spec": {}}', Configure(1)),
        ('{"type": "play", "id": 1, "until_epoch": 5}', Play(1, until_epoch=5)),
        ('{"type": "step", "id": 1}', Step(1)),
        ('{"type": "step", "id": 1, "count": -3, "unit": "epoch"}', Step(1, -3, "epoch")),
        ('{"type": "seek", "id": 1, "index": 7}', Seek(1, 7)),
        (
            '{"type": "set_speed", "id": 1, "speed": null, "unit": "mini-batch"}',
            SetSpeed(1, None, "mini-batch"),
        ),
        ('{"type": "set_speed", "id": 1, "unit": "epoch"}', SetSpeed(1, UNSET, "epoch")),
        ('{"type": "set_speed", "id": 1, "speed": null}', SetSpeed(1, None, UNSET)),
        (
            '{"type": "restore", "id": 1, "edits": [{"index": 3, "learning_rate": 0.2}], "index": 7}',
            Restore(1, edits=(Edit(3, 0.2),), index=7),
        ),
        (
            '{"type": "set_parameter", "id": 1, "goes_on": true,'
            ' "parameter": {"layer": 2, "unit_in": null, "unit_out": 0, "value": 1.5}}',
            SetParameter(1, Parameter(2, None, 0, 1.5), goes_on=True),
        ),
        ('{"type": "undo", "id": 1}', Undo(1)),
        ('{"type": "redo", "id": 1}', Redo(1)),
        (
            '{"type": "search", "id": 1, "backward": true, "conditions": [{"test": "below", "value": 0.1,'
            ' "quantity": {"of": "score", "name": "test_loss"}}]}',
            Search(1, (Condition(ScoreQuantity("test_loss"), "below", 0.1),), backward=True),
        ),
        (
            '{"type": "find", "id": 1, "first": 5, "conditions": [{"test": "rises", "times": 3,'
            ' "quantity": {"of": "unit", "tensor": "delta", "layer": 1, "unit": 0, "row": 2}}]}',
            Find(1, (Condition(UnitQuantity("delta", 1, 0, 2), "rises", times=3),), first=5),
        ),
        ('{"type": "set_stops", "id": 1}', SetStops(1)),
        (
            '{"type": "find_parting", "id": 1, "spec": {"seed": 3}, "last": 550,'
            ' "edits": [{"index": 9, "learning_rate": 0.3}]}',
            FindParting(1, Spec(seed=3), (Edit(9, learning_rate=0.3),), last=550),
        ),
        ('{"type": "cancel", "id": 1, "what": "find"}', Cancel(1, "find")),
        ('{"type": "set_loop", "id": 1}', SetLoop(1)),
        ('{"type": "set_loop", "id": 1, "loop": {"first": 0, "last": 9}}', SetLoop(1, Loop(0, 9))),
        ('{"type": "play", "id": 1, "backward": true}', Play(1, backward=True)),
    ],
)
def test_commands_are_read(message, expected):
    assert decode_command(message) == expected


def test_what_can_be_cancelled_is_called_as_its_command_is():
    assert [tag_of(command) for command in get_args(LookCommand)] == list(LOOKS)


def test_a_run_changed_as_often_as_it_may_be_can_be_restored_by_one_message():
    place = Parameter(9, 127, 127, -0.12345678901234567)
    edits = tuple(Edit(10**9 + number, parameter=place) for number in range(MOST_EDITS))

    message = msgspec.json.encode(Restore(1, edits=edits, index=10**9)).decode()

    assert len(message) < MOST_MESSAGE_BYTES
    assert decode_command(message).edits == edits
