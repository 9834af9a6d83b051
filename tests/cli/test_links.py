"""A run in a link on the command line: trained, traced and exported with what was changed on the way."""

import json
from base64 import urlsafe_b64encode

import msgspec
import numpy as np
import pytest

from app.engine import decode, read_spec
from app.engine.edits import Edit, Edits
from app.headless import trace, train
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from tests.export.runs import printed

SPEC = {"hidden": [{"units": 3}], "version": 2}
EACH, BATCHES = 8, 25
EDITS = [
    {"index": 5 * EACH, "optimizer": {"kind": "adam", "learning_rate": 0.02}},
    {"index": 9 * EACH + 2, "learning_rate": 0.05},
    {"index": 30 * EACH, "activation": {"layer": 1, "activation": "relu"}},
    {"index": 31 * EACH, "batch_size": 7},
    {"index": 31 * EACH, "activation": {"layer": 2, "activation": "linear"}},
    {"index": 40 * EACH, "parameter": {"layer": 1, "unit_in": 0, "unit_out": 2, "value": 0.5}},
    {"index": 40 * EACH, "regularization": {"kind": "l1", "rate": 0.01}},
]


def packed(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def link(spec: object = SPEC, edits: object = EDITS) -> str:
    """A link as the page makes it."""
    return f"http://127.0.0.1:8765/?room=blue#spec={packed(spec)}&step=40&edits={packed(edits)}&speed=3"


def travelled(epochs: int) -> tuple[Timeline, Viewpoint]:
    """The same run as it is in a room."""
    view = Viewpoint(read_spec(json.dumps(SPEC)))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    timeline.follow(decode(msgspec.json.encode(EDITS), Edits), 0)
    timeline.advance(timeline.schedule.end(epochs))
    return timeline, view


def test_a_link_is_trained_as_its_room_trains_it(run):
    told = json.loads(run("train", link(), "--epochs", "3", "--json").stdout)

    _, view = travelled(3)
    point = view.point(3)
    assert told["train"]["loss"] == point.train_loss != train(SPEC, epochs=3).train.loss
    assert (told["test"]["loss"], told["penalty"]) == (point.test_loss, point.penalty)
    (right, _), (_, other) = told["train"]["confusion"]
    assert (right + other) / told["train"]["rows"] == told["train"]["accuracy"]


@pytest.mark.parametrize("kind", ["numpy", "json"])
def test_a_link_is_exported_with_its_changes(run, kind):
    made = run("export", link(), "--as", kind, "--epochs", "3").stdout

    if kind == "numpy":
        told = json.loads(run("train", link(), "--epochs", "3", "--json").stdout)
        assert printed(made)["train"]["loss"] == told["train"]["loss"]
    else:
        parameters = travelled(3)[0].stepper.parameters
        weights = parameters.by_layer(parameters.flat.w, 1)[:-1]
        assert json.loads(made)["activations"] == ["relu", "linear"]
        assert json.loads(made)["parameters"][0]["w"] == weights.tolist()


def test_every_propagation_of_a_link_is_the_rooms():
    steps = 45 * EACH
    traced = list(trace(SPEC, steps, edits=EDITS))

    timeline, _ = travelled(0)
    for index in (1, 5 * EACH + 3, 30 * EACH, 30 * EACH + 1, 31 * EACH + 2, 41 * EACH, steps):
        timeline.advance(index - timeline.index)
        arrays = timeline.state().arrays
        made = traced[index - 1].arrays
        assert made
        assert all(
            np.array_equal(array, arrays[name, traced[index - 1].layer])
            for name, array in made.items()
            if (name, traced[index - 1].layer) in arrays
        )
    assert [len(step.arrays["y"]) for step in traced if step.phase == "input"][30:32] == [10, 7]


def test_the_update_before_a_change_is_there_to_be_seen():
    (*_, last) = trace(SPEC, 5 * EACH, edits=EDITS)

    assert (last.phase, last.layer) == ("update", 2)
    assert last.arrays["step_w"].any()


def test_a_link_from_before_versions_is_of_the_first(run):
    old = {name: value for name, value in SPEC.items() if name != "version"}

    told = json.loads(run("train", link(old, []), "--epochs", "1", "--json").stdout)

    assert told["train"]["loss"] == train(old | {"version": 1}, epochs=1).train.loss


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (link(edits=[{"index": 3, "batch_size": 5}]), "edits.0.index: should be a multiple of 8"),
        (
            link(edits=[{"index": 8, "activation": {"layer": 2, "activation": "sigmoid"}}]),
            "edits.0.activation.activation: should be one of linear, tanh",
        ),
        (link(edits=[{"index": 8}]), "edits.0.learning_rate: should be given"),
        (link(edits=[{"index": 8, "batch_size": 0}]), "edits.0.batch_size: should be at least 1, got 0"),
        (link({"seed": -1}), "seed: should be at least 0"),
        (link()[:60], "LINK, spec: should be"),
        (f"#spec={urlsafe_b64encode(b'[' * 50_000).decode()}", "LINK, spec: should be"),
        (link({"seed": float("nan")}), "LINK, spec: should be"),
        (
            "http://localhost/#kept=00112233445566778899aabbccddeeff",
            "LINK: should be valid (with spec= in it",
        ),
    ],
)
def test_what_a_link_cannot_say_ends_with_2_and_is_named(run, given, said):
    ended = run("train", given, "--epochs", "1")

    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_link_has_no_columns(run):
    assert "--hidden: should be left out" in run("train", link(), "--hidden", "3").stderr


def test_edits_may_be_records():
    one = train(SPEC, 1, edits=[Edit(8, 0.3)])

    assert one == train(SPEC, 1, edits=[{"index": 8, "learning_rate": 0.3}])
    assert one != train(SPEC, 1)
