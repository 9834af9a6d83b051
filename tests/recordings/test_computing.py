"""A recording computed again is the same, or the first step that differs is named."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from app.engine import BadInput, Spec, decode
from app.playback.handing_over import recorded_of
from app.playback.run import begun
from app.playback.timeline import Timeline
from app.recordings import Difference, Recording, computing, record, recording_of, verify, written
from app.recordings.words import place_in_words
from tests.engine.strategies import runs
from tests.recordings.files import EACH, EDITS, EPOCHS, TABLE, opened, recorded, recording


def first(recording: Recording) -> Difference:
    found = verify(recording).first
    assert found, "it is the same"
    return found


def with_mark(step: int) -> Recording:
    """The usual recording, in which the hash of a step is another."""
    marks = recording().marks.copy()
    marks[step - 1] ^= np.uint64(1)
    return replace(recording(), marks=marks)


def with_keyframe(number: int, by: float) -> Recording:
    """The usual recording without hashes, one number of whose keyframe is another."""
    was = recording()
    keyframes = [(batch, core.copy()) for batch, core in was.run.keyframes]
    keyframes[number][1][3] += by
    run = replace(was.run, keyframes=tuple(keyframes))
    return replace(was, run=run, every=0, marks=np.empty(0, np.uint64))


@given(runs(), st.integers(1, 3))
@settings(max_examples=15)
def test_any_run_is_computed_again_bit_for_bit(fields, epochs):
    try:
        was, diverged = record(decode(json.dumps(fields), Spec), epochs)
    except BadInput:
        reject()

    verdict = verify(opened(written(was)))

    assert verdict.first is None
    assert verdict.steps == was.run.recorded
    assert (verdict.marks, verdict.keyframes) == (len(was.marks), len(was.run.keyframes))
    assert verdict.epochs == len(was.run.points)
    assert diverged or was.run.recorded == begun(was.run.spec).timeline.schedule.end(epochs)


def test_a_run_changed_on_the_way_is_computed_again_bit_for_bit():
    verdict = verify(recording())

    assert verdict.first is None
    assert (verdict.marks, verdict.keyframes, verdict.epochs) == (EPOCHS * 275, 6, EPOCHS + 1)


@pytest.mark.parametrize("step", [1, 5, 16 * EACH + 1, EPOCHS * 275])
def test_the_first_step_that_differs_is_named(step):
    found = first(with_mark(step))

    assert (found.position.index, found.same, found.what) == (step, step - 1, "arrays")


def test_a_step_is_named_by_epoch_mini_batch_and_phase():
    assert place_in_words(first(with_mark(275 + EACH + 8)).position) == (
        "epoch 1, mini-batch 2, backward through layer 1"
    )


def test_a_keyframe_that_differs_is_named_with_what_was_last_the_same():
    found = first(with_keyframe(2, 1e-9))

    assert (found.position.index, found.what) == (32 * EACH, "parameters")
    assert found.same == 275, "the losses of the first epoch"
    assert found.most == pytest.approx(1e-9)


def test_losses_that_differ_are_named():
    was = recording()
    points = [*was.run.points]
    points[2] = replace(points[2], test_loss=np.nextafter(points[2].test_loss, 1.0))

    found = first(replace(was, run=replace(was.run, points=tuple(points))))

    assert (found.position.index, found.same, found.what) == (2 * 275, 2 * 275 - 1, "losses")


def test_a_run_whose_numbers_end_here_differs_there():
    fields = {
        "optimizer": {"learning_rate": 10.0},
        "hidden": [{"activation": "relu"}],
        "output_activation": "linear",
    }
    spec = decode(json.dumps(fields), Spec)
    was, diverged = record(spec, 5)
    assert diverged
    assert was.run.recorded == diverged.position.index - 1
    assert verify(was).first is None

    longer = replace(was, run=replace(was.run, recorded=was.run.recorded + EACH))
    found = first(longer)

    assert (found.position.index, found.what) == (diverged.position.index, "end")


def test_of_a_long_run_every_so_many_steps_have_a_mark(monkeypatch):
    monkeypatch.setattr(computing, "MOST_MARKS", 100)

    was = record(Spec(), EPOCHS, EDITS)[0]

    assert (was.every, len(was.marks)) == (9, EPOCHS * 275 // 9)
    assert verify(was).first is None
    marks = was.marks.copy()
    marks[20] ^= np.uint64(1)
    found = first(replace(was, marks=marks))
    assert (found.position.index, found.same) == (21 * 9, 20 * 9)


def test_a_room_is_recorded_as_it_stands_with_all_that_is_recorded_beyond():
    timeline = _timeline()
    timeline.advance(700)
    timeline.edit([EDITS[0]])
    timeline.seek(300)

    run = recorded_of(timeline)

    assert (run.index, run.recorded) == (300, 700)
    assert [batch for batch, _ in run.keyframes] == [0, 16, 32, 48]


def _timeline() -> Timeline:
    return begun(Spec()).timeline


@pytest.mark.parametrize("standing", [0, 5, EACH, 16 * EACH, 17 * EACH, 500])
def test_what_a_room_recorded_on_branches_is_computed_again_bit_for_bit(standing):
    """With the keyframes of a line's parents, and those where something is changed."""
    timeline = _timeline()
    timeline.advance(900)
    for edit in EDITS:
        timeline.seek(max(edit.index, 10 * EACH))
        timeline.edit([edit])
        timeline.advance(400)
    timeline.seek(standing)

    run = recorded_of(timeline)

    batches = [batch for batch, _ in run.keyframes]
    assert batches == sorted(set(batches))
    was = recording_of(run)
    verdict = verify(opened(written(was)))
    assert verdict.first is None
    assert verdict.keyframes == len(run.keyframes) > 1


def test_keyframes_of_another_network_are_refused():
    was, other = recording(), recorded({"hidden": [{"units": 3}]})

    with pytest.raises(BadInput) as refused:
        verify(replace(other, run=replace(other.run, keyframes=was.run.keyframes)))

    assert (refused.value.field, refused.value.code) == ("keyframes.0", "wrong_length")


def test_epochs_beyond_the_last_step_are_refused():
    was = recorded(TABLE)

    with pytest.raises(BadInput) as refused:
        verify(replace(was, run=replace(was.run, recorded=was.run.recorded - 1)))

    assert refused.value.field == "metrics"
