"""What made a number: on any run, found as by looking at every step of one that is never left."""

from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine import Spec
from app.playback.asking import Answer
from app.playback.run import Run, begun
from app.playback.search.tracing import Tracing
from app.protocol import NumberTraced, Step, TraceNumber
from app.protocol.stops import MOST_TRACED, Milestones, Moment, ParameterQuantity, Quantity, UnitQuantity
from tests.playback.brute import Numbers, numbers_of
from tests.playback.talking import finished
from tests.playback.test_search import AS_DRAWN, done, searched

WHO = "somebody"


def expected_ways(numbers: Numbers, here: int) -> list[tuple[int | None, int | None, int | None]]:
    """Where it changed, more than ever before, and its sign: the last so far, the one before, the next."""
    changed, largest, sign, most = [], [], [], 0.0
    for (_, before), (index, now) in pairwise(numbers):
        if now != before:
            changed.append(index)
            if abs(now - before) > most:
                most = abs(now - before)
                largest.append(index)
            if np.sign(now) != np.sign(before):
                sign.append(index)
    return [around(places, here) for places in (changed, largest, sign)]


def made_of(run: Run, quantity: Quantity, numbers: Numbers) -> Numbers:
    """Leave out where a parameter stays as it is while something else is changed by hand."""
    if not isinstance(quantity, ParameterQuantity):
        return numbers
    position = run.timeline.schedule.position
    befores = [None, *(value for _, value in numbers)]
    return [
        (index, value)
        for (index, value), before in zip(numbers, befores, strict=False)
        if value != before or (position(index).phase, position(index).layer) == ("update", quantity.layer)
    ]


def around(places: list[int], here: int) -> tuple[int | None, int | None, int | None]:
    passed, to_come = [at for at in places if at <= here], [at for at in places if at > here]
    previous, last = ([None, None, *passed])[-2:]
    return last, previous, next(iter(to_come), None)


def indices(way: Milestones) -> tuple[int | None, int | None, int | None]:
    return way.last and way.last.index, way.previous, way.next and way.next.index


@given(drawn=searched(), place=st.floats(0, 1))
@settings(max_examples=20, phases=AS_DRAWN, suppress_health_check=list(HealthCheck))
def test_what_made_a_number_is_what_looking_at_every_step_says(drawn, place):
    run, steps, conditions = drawn
    last = steps[-1].state.position.index
    here = round(place * last)
    run.timeline.seek(here)
    for quantity in {condition.quantity for condition in conditions}:
        numbers = [each for each in numbers_of(steps, quantity) if each[0] <= last]

        tracing = Tracing(run, quantity)
        done(tracing.walk())

        made = next(reversed([each for each in made_of(run, quantity, numbers) if each[0] <= here]), None)
        assert (tracing.made and (tracing.made.index, tracing.made.now)) == made
        ways = (tracing.changed, tracing.largest, tracing.sign)
        if steps[-1].ends or quantity.__struct_config__.tag != "not_finite":
            assert [indices(way.told()) for way in ways] == expected_ways(numbers, here)
    assert run.index == here


def test_the_answer_has_the_step_and_both_numbers_and_goes_to_who_asked(session):
    session.obey(Step(1, 600))
    finished(session)
    arrays = session.timeline.state().arrays

    assert session.obey(TraceNumber(5, ParameterQuantity(1, 0, 0)), WHO) == []
    (answer,) = finished(session)

    assert isinstance(answer, Answer)
    assert answer.to == WHO
    traced = answer.letter
    assert isinstance(traced, NumberTraced)
    assert (traced.id, traced.index, traced.last) == (5, 600, 600)
    assert (traced.made.phase, traced.made.layer) == ("update", 1)
    assert traced.made.now == arrays["w", 1][0, 0]
    assert traced.changed.last == traced.made
    assert traced.dead is None
    assert traced.course[-1] == (traced.made.index, traced.made.now)
    assert session.index == 600


def test_of_a_neuron_it_is_said_where_it_had_become_dead(session):
    session.obey(Step(1, 30))
    finished(session)

    session.obey(TraceNumber(5, UnitQuantity("a", 1, 0)))
    (answer,) = finished(session)

    assert answer.letter.dead == Milestones(None, None, None)


def test_what_is_told_of_a_long_course_is_bounded_and_spread_over_it():
    run = begun(Spec())
    run.timeline.advance(40_000)

    tracing = Tracing(run, ParameterQuantity(1, 0, 0))
    done(tracing.walk())

    steps = [index for index, _ in tracing.course]
    assert len(steps) == MOST_TRACED
    assert max(np.diff(steps)) < 2 * 40_000 / MOST_TRACED
    assert isinstance(tracing.made, Moment)
