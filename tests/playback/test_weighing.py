"""The sum of a step's numbers is the same whichever way the step is come to, and tells any other numbers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from app.engine import Floats, Spec, State
from app.engine.edits import Parameter
from app.engine.steps import Key
from app.playback.asking import Answer
from app.playback.handing_over import recorded_of
from app.playback.pieces import at_once
from app.playback.recorded import Replaying
from app.playback.session import Session
from app.playback.weighing import SUMMED, summed
from app.protocol import Seek, SetParameter, Step, Undo, Weigh, Weighed
from tests.playback.talking import STEPS_PER_BATCH
from tests.playback.test_replaying import as_elsewhere

WHO = object()
FAR = 40 * STEPS_PER_BATCH


def weighed(session: Session) -> Weighed:
    (answer,) = session.obey(Weigh(5), by=WHO)
    assert isinstance(answer, Answer)
    assert answer.to is WHO, "nobody else is told"
    assert isinstance(answer.letter, Weighed)
    assert (answer.letter.id, answer.letter.index) == (5, session.index)
    return answer.letter


def at_step(session: Session, index: int) -> str:
    session.obey(Seek(1, index))
    return weighed(session).sum


def trained(spec: Spec | None = None) -> Session:
    session = Session(spec)
    session.timeline.advance(FAR)
    return session


@pytest.mark.parametrize("spec", [Spec(), Spec(batch_size=7, hidden=())], ids=["default", "no hidden layer"])
def test_each_step_has_the_same_sum_walked_and_travelled_to(spec):
    walked, travelled = Session(spec), trained(spec)
    each = walked.timeline.schedule.steps_per_batch

    sums = [weighed(walked).sum]
    for _ in range(3 * each):
        walked.obey(Step(1))
        sums.append(weighed(walked).sum)

    assert [at_step(travelled, index) for index in reversed(range(len(sums)))] == sums[::-1]


def test_it_is_of_eight_letters_that_stand_in_an_address_as_they_are(session):
    assert re.fullmatch(r"[A-Za-z0-9_-]{8}", weighed(session).sum)


def test_it_is_another_after_each_step_but_the_loss(session):
    """The loss is of numbers that are summed already."""
    sums = [weighed(session).sum]
    for _ in range(STEPS_PER_BATCH):
        session.obey(Step(1))
        sums.append(weighed(session).sum)

    same = [index for index in range(1, len(sums)) if sums[index] == sums[index - 1]]
    (loss,) = [
        index for index, (phase, _) in enumerate(session.timeline.schedule.phases, 1) if phase == "loss"
    ]
    assert same == [loss]
    assert len(set(sums)) == len(sums) - 1


@pytest.mark.parametrize("name", SUMMED)
def test_the_last_bit_of_any_number_makes_another(session, name):
    session.obey(Step(1, 1, "mini-batch"))
    state = session.timeline.state()
    key = max(key for key in state.arrays if key[0] == name)
    array = state.arrays[key].copy()
    array.flat[-1] = np.nextafter(array.flat[-1], np.inf)

    assert sum_of(state, {key: array}) != sum_of(state)


def test_zeros_are_one_whatever_their_sign_and_a_new_tensor_makes_no_other_sum(session):
    state = session.timeline.state()
    zeros = np.zeros_like(state.arrays["b", 1])

    assert sum_of(state, {("b", 1): -zeros}) == sum_of(state, {("b", 1): zeros})
    assert sum_of(state, {("novelty", 1): zeros}) == sum_of(state)


def test_what_is_changed_by_hand_makes_another_and_what_is_taken_back_the_old_one(session):
    session.obey(Step(1, 2, "mini-batch"))
    sum_before = weighed(session).sum

    session.obey(SetParameter(2, Parameter(1, 0, 0, 0.5)))
    sum_changed = weighed(session).sum
    session.obey(Undo(3))

    assert sum_changed != sum_before
    assert weighed(session).sum == sum_before


def test_of_a_replayed_recording_it_is_of_the_numbers_that_are_played():
    computed, again, played = trained(), Session(), Session()
    recorded = recorded_of(computed.timeline)

    again.obey(Replaying(1, recorded))
    played.obey(Replaying(1, as_elsewhere(recorded)))

    assert weighed(again).sum == weighed(computed).sum
    assert weighed(played).sum != weighed(computed).sum


def test_to_be_asked_is_not_to_be_used(session):
    weighed(session)

    assert session.unused


def sum_of(state: State, arrays: Mapping[Key, Floats] = MappingProxyType({})) -> str:
    return at_once(summed(replace(state, arrays={**state.arrays, **arrays})))
