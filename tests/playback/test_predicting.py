"""What is to be predicted: true to what the run does next, found out beside it, and what gives it away."""

import json

import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Parameter
from app.playback.hiding import Hidden
from app.playback.pieces import at_once
from app.playback.predicting import CLOSE, FIRST, NEGATIVE, POSITIVE, Prediction
from app.playback.session import Session
from app.protocol import (
    CLOSE_TO_ZERO,
    HistoryLetter,
    Mark,
    PollQuestion,
    Seek,
    SetParameter,
)

EACH, LAYERS = 11, 3
DELTA = PollQuestion("delta_sign", (Mark(2, 1),), sample=3)
BIGGER = PollQuestion("bigger", (Mark(1, 0), Mark(2, 1)), sample=2)
MOVES_MOST = PollQuestion("moves_most", (Mark(1, 0, 0), Mark(2, 1, 1), Mark(3, 0, 1)))
UP_OR_DOWN = PollQuestion("up_or_down", (Mark(2, 0, 1),))
LOSS = PollQuestion("loss_falls")
EPOCH = PollQuestion("loss_falls", of="epoch")
FREE = PollQuestion("free", text="Why?", options=("so", "or so"))
ASKED = {q.kind + q.of: q for q in (DELTA, BIGGER, MOVES_MOST, UP_OR_DOWN, LOSS, EPOCH, FREE)}


def standing_at(index: int, spec: Spec | None = None) -> Session:
    session = Session(spec)
    session.timeline.advance(index)
    return session


def predicted(session: Session, question: PollQuestion) -> Prediction:
    return at_once(session.predicting(question))


def state_at(session: Session, index: int):
    session.timeline.seek(min(index, session.timeline.recorded))
    session.timeline.advance(index - session.index)
    return session.timeline.state()


@pytest.mark.parametrize("index", [0, 1, 5, 8, 9, 11, 12, 300, 4000])
def test_the_delta_predicted_is_that_which_the_run_comes_to(index):
    session = standing_at(index)

    found = predicted(session, DELTA)

    assert found.index >= index or index - found.index < EACH
    delta = state_at(session, found.index).arrays["delta", 2][3, 1]
    assert found.truth.values == (delta,)
    sign = CLOSE if abs(delta) <= CLOSE_TO_ZERO else POSITIVE if delta > 0 else NEGATIVE
    assert found.truth.choice == sign


@pytest.mark.parametrize("index", [0, 2, 5, 6, 11, 300])
def test_the_activations_predicted_are_those_which_the_run_comes_to(index):
    session = standing_at(index)

    found = predicted(session, BIGGER)

    a = state_at(session, found.index).arrays
    first, second = a["a", 1][2, 0], a["a", 2][2, 1]
    assert found.truth.values == (first, second)
    assert found.truth.choice == int(second > first)


@pytest.mark.parametrize("index", [0, 8, 9, 11, 300])
@pytest.mark.parametrize("question", [MOVES_MOST, UP_OR_DOWN], ids=lambda question: question.kind)
def test_the_steps_predicted_are_those_which_the_run_makes(index, question):
    session = standing_at(index)

    found = predicted(session, question)

    arrays = state_at(session, found.index).arrays
    steps = [arrays["step_w", mark.layer][mark.source, mark.unit] for mark in question.marks]
    assert found.truth.values == steps
    if question is MOVES_MOST:
        assert found.truth.choice == np.argmax(np.abs(steps))
    else:
        assert found.truth.choice == int(steps[0] < 0)


def test_the_loss_after_the_update_is_that_of_the_same_rows():
    whole = decode(json.dumps({"batch_size": 1024}), Spec)
    session = standing_at(4 * EACH + 3, whole)

    found = predicted(session, LOSS)

    assert found.index == 5 * EACH
    before = state_at(session, 4 * EACH + LAYERS + 2).arrays["loss", LAYERS].mean()
    after = state_at(session, 5 * EACH + LAYERS + 2).arrays["loss", LAYERS].mean()
    assert found.truth.values == pytest.approx((before, after))
    assert found.truth.choice == int(after >= before)


@pytest.mark.parametrize("index", [0, 100, 275, 3000])
def test_the_epochs_loss_is_the_test_loss_of_its_end(index):
    session = standing_at(index)

    found = predicted(session, EPOCH)

    epoch = index // 275
    state_at(session, found.index)
    points = {point.epoch: point.test_loss for point in session.timeline.history.points}
    assert found.index == 275 * (epoch + 1)
    assert found.truth.values == pytest.approx((points[epoch], points[epoch + 1]))


def test_what_is_predicted_knows_what_is_changed_on_the_way():
    session = standing_at(14)
    session.obey(SetParameter(1, Parameter(2, 0, 1, 3.0)))

    found = predicted(session, DELTA)

    assert found.truth.values == (state_at(session, found.index).arrays["delta", 2][3, 1],)


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED.keys())
def test_the_run_itself_stays_as_it_is(question):
    session = standing_at(290)
    session.obey(Seek(1, 140))
    before = session.joining()

    predicted(session, question)

    assert session.index == 140
    assert [type(told) for told in session.joining()] == [type(told) for told in before]
    for key, array in session.keyframe().arrays.items():
        assert np.array_equal(array, before[-1].arrays[key])


def test_neurons_that_put_out_the_same_are_told_apart_from_bigger_ones():
    still = decode(json.dumps({"initializer": "zeros"}), Spec)

    assert predicted(Session(still), BIGGER).truth.choice not in (FIRST, 1)


ANYTHING = [
    (PollQuestion("delta_sign"), "question.marks", "too_short"),
    (PollQuestion("delta_sign", (Mark(1, 0), Mark(1, 1))), "question.marks", "too_long"),
    (PollQuestion("delta_sign", (Mark(0, 0),)), "question.marks.0.layer", "too_small"),
    (PollQuestion("delta_sign", (Mark(4, 0),)), "question.marks.0.layer", "too_large"),
    (PollQuestion("delta_sign", (Mark(3, 1),)), "question.marks.0.unit", "too_large"),
    (PollQuestion("delta_sign", (Mark(1, 0, 0),)), "question.marks.0.source", "unwanted_field"),
    (PollQuestion("delta_sign", (Mark(1, 0),), sample=999), "question.sample", "too_large"),
    (PollQuestion("up_or_down", (Mark(1, 0),)), "question.marks.0.source", "missing_field"),
    (PollQuestion("up_or_down", (Mark(1, 0, 9),)), "question.marks.0.source", "too_large"),
    (PollQuestion("moves_most", (Mark(1, 0, 0), Mark(1, 0, 0))), "question.marks.1", "repeated"),
    (PollQuestion("loss_falls", options=("a",)), "question.options", "too_long"),
    (PollQuestion("free", text="?", options=("a",)), "question.options", "too_short"),
    (PollQuestion("free", text=" ", options=("a", "b")), "question.text", "too_short"),
]


@pytest.mark.parametrize(("question", "field", "code"), ANYTHING)
def test_what_cannot_be_asked_is_refused_by_name(question, field, code):
    with pytest.raises(BadInput) as refused:
        predicted(Session(), question)

    assert (refused.value.field, refused.value.code) == (field, code)


def test_what_is_too_far_ahead_is_refused(monkeypatch):
    monkeypatch.setattr("app.playback.predicting.MOST_AT_ONCES", 0.01)
    predicted(Session(), LOSS)

    with pytest.raises(BadInput) as refused:
        predicted(Session(), EPOCH)

    assert refused.value.code == "too_large"


def test_a_copy_that_no_memory_is_left_for_is_refused():
    session = Session(spare=lambda _: float("inf"))
    session.spare = lambda _: 0.0

    with pytest.raises(BadInput) as refused:
        predicted(session, DELTA)

    assert refused.value.code == "full"


WILD = (
    '{"hidden": [{"units": 3, "activation": "relu"}], "output_activation": "linear",'
    ' "optimizer": {"kind": "sgd", "learning_rate": 500}}'
)


def test_numbers_that_end_before_they_are_known_are_no_answer():
    with pytest.raises(BadInput) as refused:
        predicted(Session(decode(WILD, Spec)), EPOCH)

    assert refused.value.code == "not_finite"


def seen(session: Session, question: PollQuestion) -> tuple[dict, dict]:
    """What those see who know all, and those who are to predict."""
    frame = session.keyframe()
    told = predicted(session, question).hidden.told(frame)
    return dict(frame.arrays), dict(told.arrays)


@pytest.mark.parametrize("index", [7, 8])
def test_a_delta_is_hidden_with_all_that_follows_from_it(index):
    all_of_it, told = seen(standing_at(index), DELTA)

    assert np.isnan(told["delta", 2][:, 1]).all()
    assert np.isfinite(np.delete(told["delta", 2], 1, axis=1)).all()
    assert np.isnan(told["grad_w", 2][:, 1]).all()
    assert np.isnan(told["grad_b", 2][1])
    later = {key for key in all_of_it if key[1] == 1 and key[0] in ("d_a", "delta", "grad_w", "grad_b")}
    assert bool(later) == (index >= 8)
    assert all(np.isnan(told[key]).all() for key in later)
    same = set(all_of_it) - later - {("delta", 2), ("grad_w", 2), ("grad_b", 2)}
    assert all(told[key] is all_of_it[key] for key in same)


def test_what_the_next_pass_makes_hides_nothing_of_this_one():
    all_of_it, told = seen(standing_at(11), DELTA)

    assert all(told[key] is all_of_it[key] for key in all_of_it)


def test_activations_are_hidden_with_what_they_come_from():
    _, told = seen(standing_at(5), BIGGER)

    for name in ("z", "a"):
        assert np.isnan(told[name, 1][:, 0]).all()
        assert np.isnan(told[name, 2][:, 1]).all()
        assert np.isfinite(told[name, 1][:, 1:]).all()


def test_an_outputs_activation_is_hidden_with_the_loss_that_tells_it():
    asked = PollQuestion("bigger", (Mark(3, 0), Mark(1, 0)))

    _, told = seen(standing_at(5), asked)

    assert np.isnan(told["loss", 3]).all()


def test_a_weights_movement_is_hidden_with_its_gradient():
    _, told = seen(standing_at(8), MOVES_MOST)

    assert np.isnan(told["grad_w", 1][0, 0])
    assert np.isnan(told["grad_w", 2][1, 1])
    assert np.isnan(told["grad_w", 1]).sum() == 1


def test_later_epochs_are_hidden_where_the_run_has_been_there():
    session = standing_at(275 * 3)
    session.obey(Seek(1, 300))
    hidden = predicted(session, EPOCH).hidden

    told = [hidden.told(letter) for letter in session.joining()]

    points = next(letter.points for letter in told if isinstance(letter, HistoryLetter))
    assert [point[0] for point in points] == [0, 1]


def test_what_was_last_evaluated_is_hidden_too():
    session = standing_at(275 * 2)
    session.timeline.visited = session.timeline.history.at(2)
    playback = session.playback()

    assert Hidden({}, after_epoch=1).told(playback).visited is None
    assert Hidden({}, after_epoch=2).told(playback) is playback


def test_another_run_that_came_in_between_tells_nothing_in_the_same_place():
    hidden = Hidden({("delta", 1): ((..., 99),)})
    frame = standing_at(9).keyframe()

    assert np.isnan(hidden.told(frame).arrays["delta", 1]).all()


def test_nothing_is_hidden_of_a_free_question():
    assert not predicted(Session(), FREE).hidden
    assert predicted(Session(), FREE).truth is None
