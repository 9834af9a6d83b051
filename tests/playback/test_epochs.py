"""Epochs shown again: the losses that they had, and a picture of the network as it was."""

from base64 import b64decode

import numpy as np
import pytest

from app.data.places import over_plane_at
from app.engine import BadInput, Evaluator, Spec, decode
from app.playback.asking import Answer
from app.playback.session import Session
from app.protocol import EpochsShown, Seek, ShowEpochs, Step
from app.protocol.epochs import MAP_SIDE, EpochPicture
from tests.playback.talking import SLICE, STEPS_PER_EPOCH, finished


def asked(session: Session, *epochs: int, pictured: bool = False) -> EpochsShown:
    """Have epochs shown; give the answer."""
    told = session.obey(ShowEpochs(7, epochs, pictured), by="me")
    while session.active:
        told += session.tick(0.01, SLICE)
    (answer,) = [one for one in told if isinstance(one, Answer)]
    assert answer.to == "me"
    assert isinstance(answer.letter, EpochsShown)
    return answer.letter


def trained(spec: str = "{}", epochs: int = 4) -> Session:
    session = Session(decode(spec, Spec))
    session.obey(Step(1, epochs, "epoch"))
    finished(session)
    return session


def test_epochs_have_the_losses_that_they_had():
    session = trained()
    known = {point.epoch: point.told for point in session.timeline.history.points}
    here = session.index

    letter = asked(session, 3, 1, 0, 3)

    assert letter.points == [known[epoch] for epoch in (0, 1, 3)]
    assert letter.pictures == [None] * 3
    assert session.index == here


def test_the_picture_of_an_epoch_is_that_of_the_network_as_it_was():
    session = trained()

    (picture,) = asked(session, 2, pictured=True).pictures

    session.obey(Seek(1, 2 * STEPS_PER_EPOCH))
    x = over_plane_at(session.view.data, MAP_SIDE)
    evaluator = Evaluator(session.timeline.stepper.parameters, x, np.zeros((len(x), 1)))
    expected = evaluator.activations()[-1]
    assert picture
    assert (picture.kind, picture.units) == ("map", 1)
    assert np.abs(values_of(picture) - expected.ravel()).max() <= (picture.high - picture.low) / 510 + 1e-12


def values_of(picture: EpochPicture) -> np.ndarray:
    levels = np.frombuffer(b64decode(picture.levels), dtype=np.uint8)
    return picture.low + levels / 255 * (picture.high - picture.low)


@pytest.mark.parametrize(
    ("kind", "drawn", "size"),
    [
        ("circle", "map", MAP_SIDE**2),
        ("sine", "curve", 48),
        ("digits", "confusion", 100),
        ("iris", "confusion", 9),
    ],
)
def test_each_kind_of_data_has_its_picture(kind, drawn, size):
    session = trained(f'{{"data": {{"kind": "{kind}"}}}}', 1)

    (picture,) = asked(session, 1, pictured=True).pictures

    assert picture
    assert (picture.kind, len(values_of(picture))) == (drawn, size)


def test_of_a_confusion_matrix_each_class_is_whole():
    session = trained('{"data": {"kind": "digits"}}', 1)

    (picture,) = asked(session, 1, pictured=True).pictures

    assert picture
    assert values_of(picture).reshape(10, 10).sum(axis=1) == pytest.approx(1.0, abs=0.02)


def test_an_epoch_that_is_not_recorded_is_refused():
    session = trained()

    with pytest.raises(BadInput) as refused:
        session.obey(ShowEpochs(1, (2, 5)))

    assert (refused.value.field, refused.value.code, refused.value.limit) == ("wanted.1", "not_recorded", 4)


def test_epochs_are_shown_while_the_run_goes_on():
    session = trained()
    told = session.obey(ShowEpochs(7, (0, 1, 2, 3)), by="me")
    told += session.obey(Step(8, 1, "epoch"), by="me")
    told += finished(session)

    letters = [one.letter for one in told if isinstance(one, Answer)]
    (shown,) = [letter for letter in letters if isinstance(letter, EpochsShown)]
    assert [point[0] for point in shown.points] == [0, 1, 2, 3]
