"""Every tensor that a frame carries is described, and has the shape it is described with."""

import msgspec
import pytest

from app.engine import Spec, decode
from app.engine.optimizers import OPTIMIZERS
from app.playback.session import Session
from app.protocol import Frame, Step
from app.protocol.tensors import TENSORS, described

SPECS = {
    **{optimizer: {"optimizer": {"kind": optimizer}} for optimizer in OPTIMIZERS},
    "dropout": {"hidden": [{"units": 3, "dropout": 0.5}, {"units": 2}]},
    "a schedule": {"schedule": {"kind": "cosine"}},
    "a penalty": {"regularization": {"kind": "l2", "rate": 0.1}},
    "coupled units": {
        "data": {"kind": "iris"},
        "output_activation": "softmax",
        "loss": "categorical_cross_entropy",
    },
    "a single input": {"data": {"kind": "sine"}, "output_activation": "linear"},
}


def opened(fields: dict[str, object]) -> Session:
    return Session(decode(msgspec.json.encode(fields), Spec))


def frames_of(session: Session) -> list[Frame]:
    """The steps of two mini-batches, and all that is known then."""
    count = 2 * session.timeline.schedule.steps_per_batch
    steps = [message for _ in range(count) for message in session.obey(Step(1)) if isinstance(message, Frame)]
    return [*steps, session.keyframe()]


@pytest.mark.parametrize("fields", SPECS.values(), ids=SPECS)
def test_a_tensor_has_the_shape_it_is_described_with(fields):
    session = opened(fields)
    units = [len(layer.names) for layer in session.joining()[0].layers]
    rows = session.view.spec.batch_size

    for frame in frames_of(session):
        for (name, layer), array in frame.arrays.items():
            sides = {"rows": rows, "units": units[-1] if name == "y" else units[layer]}
            sides |= {"inputs": units[layer - 1], "cells": 16, "points": 101}
            assert array.shape == tuple(sides[side] for side in described(name).shape), name


def test_every_tensor_described_is_sent_by_some_run():
    sent = {
        name for fields in SPECS.values() for frame in frames_of(opened(fields)) for name, _ in frame.arrays
    }

    assert TENSORS.keys() <= sent


def test_a_tensor_that_nobody_described_is_found_out():
    with pytest.raises(AssertionError, match="described nowhere"):
        described("made_up_w")
