"""A sample of the visitor's own goes through the run's network as it stands, and leaves the run alone."""

import json
from itertools import pairwise

import numpy as np
import pytest

from app.data import DATASETS, held
from app.engine import BadInput, Evaluator, Spec, decode
from app.engine.edits import Parameter
from app.playback.asking import Answer
from app.playback.session import Session
from app.protocol import Play, Probe, Probed, Seek, SetParameter, SetSpeed, Step

WHO = object()


def session_on(kind: str) -> Session:
    return Session(decode(json.dumps(DATASETS[kind].suggested), Spec))


def probed(session: Session, values, neighbours: int = 0) -> Probed:
    (answer,) = session.obey(Probe(5, tuple(values), neighbours), by=WHO)
    assert isinstance(answer, Answer)
    assert answer.to is WHO, "nobody else is told"
    assert isinstance(answer.letter, Probed)
    assert answer.letter.id == 5
    return answer.letter


def pixels_of(session: Session, row: int) -> list[float]:
    data = session.view.data
    return held(data, data.x_test[row]).round().tolist()


def test_an_image_of_the_test_half_gets_what_the_engine_says_of_it():
    session = session_on("digits")
    session.obey(Step(1, 3, "mini-batch"))
    data, parameters = session.view.data, session.timeline.stepper.parameters

    for row in range(20):
        letter = probed(session, pixels_of(session, row))
        alone = Evaluator(parameters, data.x_test[row : row + 1], data.y_test[row : row + 1])

        assert letter.inputs == data.x_test[row].tolist()
        for layer, (z, a) in zip(letter.layers, alone.forward(), strict=True):
            assert (layer.z, layer.a) == (z[:, 0].tolist(), a[:, 0].tolist())


def test_it_says_what_it_says_of_that_image_among_all_others():
    session = session_on("digits")
    session.obey(Step(1, 1, "epoch"))
    data, parameters = session.view.data, session.timeline.stepper.parameters
    together = Evaluator(parameters, data.x_test, data.y_test).activations()[-1]

    for row in range(0, len(data.x_test), 40):
        shares = probed(session, pixels_of(session, row)).layers[-1].a
        assert shares == pytest.approx(together[:, row].tolist(), rel=1e-12)
        assert sum(shares) == pytest.approx(1)


def test_every_layer_is_made_of_the_one_before_it_with_the_weights_on_screen(session):
    session.obey(Step(1, 9))
    letter = probed(session, (1.5, -2.5))
    arrays = session.timeline.state().arrays

    a = np.array(letter.inputs)
    assert letter.inputs == [1.5, -2.5]
    for number, layer in enumerate(letter.layers, start=1):
        assert layer.z == pytest.approx((a @ arrays["w", number] + arrays["b", number]).tolist())
        a = np.array(layer.a)
    assert len(letter.layers) == 3


def test_it_is_of_the_step_where_the_run_stands(session):
    there = probed(session, (1.0, 1.0))
    session.obey(Step(1, 40))
    here = probed(session, (1.0, 1.0))
    session.obey(Seek(1, 0))

    assert (there.index, here.index) == (0, 40)
    assert here.layers != there.layers
    assert probed(session, (1.0, 1.0)) == there


def test_it_knows_what_is_set_by_hand(session):
    before = probed(session, (1.0, 1.0))
    session.obey(SetParameter(1, Parameter(1, 0, 0, 4.0)))
    after = probed(session, (1.0, 1.0))

    assert after.layers[0].z[1:] == before.layers[0].z[1:]
    assert after.layers[0].z[0] != before.layers[0].z[0]


def test_a_run_goes_on_as_if_nobody_had_asked(session):
    alone = Session()
    for one in (session, alone):
        one.obey(SetSpeed(1, 30.0, "mini-batch"))
        one.obey(Play(1))
    for _ in range(5):
        probed(session, (2.0, 3.0), neighbours=3)
        for one in (session, alone):
            one.tick(0.1, 5000)

    assert session.index == alone.index > 0
    ours, theirs = session.timeline.state().arrays, alone.timeline.state().arrays
    assert all(np.array_equal(ours[key], theirs[key]) for key in theirs)


def test_to_be_asked_is_not_to_be_used(session):
    probed(session, (0.0, 0.0))

    assert session.unused
    assert not session.active


def test_the_nearest_training_rows_come_as_the_data_hold_them_with_their_targets():
    session = session_on("digits")
    data = session.view.data
    of_training = held(data, data.x_train[30]).round()

    first, *others = probed(session, of_training, neighbours=5).neighbours

    assert (first.row, first.distance) == (30, pytest.approx(0, abs=1e-9))
    assert first.values == pytest.approx(of_training.tolist(), abs=1e-9)
    assert first.target == data.y_train[30].tolist()
    assert len(others) == 4
    assert all(one.distance <= other.distance for one, other in pairwise(others))


@pytest.mark.parametrize(
    ("values", "code"),
    [((1.0,), "wrong_length"), ((1.0, 2.0, 3.0), "wrong_length"), ((1e12, 1e12), "not_finite")],
)
def test_what_is_no_row_is_refused_and_nothing_changes(session, values, code):
    session.obey(SetParameter(1, Parameter(1, 0, 0, 1e300)))
    index = session.index

    with pytest.raises(BadInput) as refused:
        session.obey(Probe(1, values))

    assert (refused.value.field, refused.value.code) == ("values", code)
    assert session.index == index
