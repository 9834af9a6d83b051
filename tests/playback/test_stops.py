"""Searching, finding and stopping in a session: what is told, and where the run stands meanwhile."""

import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Edit, Parameter
from app.playback.asking import Answer
from app.playback.run import begun
from app.playback.search.finding import Finder
from app.playback.session import Session
from app.protocol import (
    Condition,
    Configure,
    Find,
    Found,
    Frame,
    Loop,
    Pause,
    Play,
    Playback,
    Probe,
    Search,
    Seek,
    SetLoop,
    SetParameter,
    SetSpeed,
    SetStops,
    Step,
    Stopped,
)
from app.protocol.stops import (
    EpochsQuantity,
    NotFiniteQuantity,
    ParameterQuantity,
    PredictionQuantity,
    ScoreQuantity,
    ShareQuantity,
    UnitQuantity,
)
from tests.playback.brute import places, walked
from tests.playback.talking import STEPS_PER_BATCH, STEPS_PER_EPOCH, done, finished, the
from tests.playback.test_timeline import DIVERGING

WEIGHT = ParameterQuantity(1, 0, 0)
RISES = Condition(WEIGHT, "rises", times=3)
LOSS = Condition(ScoreQuantity("train_loss"), "at_most", 0.3)
NEVER = Condition(WEIGHT, "above", 1e6)
WHO = "somebody"


def straight(*conditions: Condition, steps: int) -> list[list[int]]:
    """Where conditions become true in the default run."""
    run = begun(Spec())
    seen = walked(run, (), steps)
    return [places(seen, condition) for condition in conditions]


def forward_to(index: int, stops: tuple[Condition, ...]) -> Stopped:
    """Why play stops at a step that it comes to from the one before."""
    session = Session()
    session.obey(Step(1, index - 1))
    finished(session)
    session.obey(SetStops(2, stops))
    session.obey(Play(3))
    return last_playback(finished(session)).stopped


def last_playback(told) -> Playback:
    return [one for one in told if isinstance(one, Playback)][-1]


def test_a_search_ends_where_the_condition_becomes_true_and_says_with_what_numbers(session):
    ((first, *_),) = straight(RISES, steps=STEPS_PER_EPOCH)

    told = [*session.obey(Search(7, (RISES,)), WHO), *finished(session)]

    assert session.index == first
    assert told[-1] == Answer(done(7, first).letter, WHO)
    stopped = last_playback(told).stopped
    assert stopped.found == 0
    assert stopped.hit.index == first
    assert (stopped.hit.phase, stopped.hit.layer) == ("update", 1)
    assert len(stopped.hit.values) == 4
    assert stopped.hit.values == sorted(stopped.hit.values)
    assert stopped.hit.values[-1] == session.timeline.state().arrays["w", 1][0, 0]


def test_on_the_way_the_run_stands_where_it_did_and_it_is_said_how_far_the_search_is(session):
    session.obey(Step(1, 4))
    before = session.timeline.state()

    (began,) = session.obey(Search(2, (NEVER,)))
    told = [one for _ in range(40) for one in session.tick(0.05, 100)]

    assert began.busy
    assert began.searching.at == 4
    far = [one.searching.at for one in told]
    assert far == sorted(far)
    assert far[0] > 4
    assert session.index == session.timeline.recorded == 4
    after = session.timeline.state()
    assert all(np.array_equal(array, after.arrays[key]) for key, array in before.arrays.items())


@pytest.mark.parametrize(
    "command",
    [
        Pause(9),
        Step(9),
        Seek(9, 2),
        Play(9),
        Search(9, (RISES,)),
        SetParameter(9, Parameter(1, 0, 0, 1.0)),
        Configure(9),
    ],
    ids=lambda command: type(command).__name__,
)
def test_any_command_that_moves_the_run_ends_a_search_where_the_run_stands(session, command):
    session.obey(Step(1, 4))
    session.obey(Search(2, (NEVER,)), WHO)
    session.tick(0.01, 1000)
    other = Session()
    other.obey(Step(1, 4))

    told = session.obey(command)
    other.obey(command)

    assert Answer(done(2, 4).letter, WHO) in told
    assert session.index == other.index
    if not isinstance(command, Search):
        assert session.playback().searching is None
        assert session.playback().busy == other.playback().busy


def test_what_waits_to_be_looked_for_takes_no_more_memory_than_there_is(session):
    session.obey(Step(1, 4))
    session.spare = lambda _: int(2.5 * session.view.bytes)
    session.obey(Find(2, (RISES,)))
    session.obey(Find(3, (RISES,)))

    with pytest.raises(BadInput) as refused:
        session.obey(Find(4, (RISES,)))

    assert refused.value.code == "full"
    while session.unanswered:
        session.tick(0.01, 1000)
    session.obey(Find(5, (RISES,)))


def test_what_only_looks_lets_a_search_go_on(session):
    session.obey(Search(1, (NEVER,)))

    session.obey(Find(2, (RISES,)))
    session.obey(SetSpeed(3, 5.0))
    session.obey(SetStops(4, (RISES,)))
    session.obey(Probe(5, (0.0, 0.0)))

    assert session.playback().searching


def test_back_to_where_something_was_last_true(session):
    loss = Condition(ScoreQuantity("train_loss"), "above", 0.2)
    session.obey(Step(1, 30, "epoch"))
    finished(session)
    above = [point.epoch for point in session.timeline.history.points if point.train_loss > 0.2]

    session.obey(Search(2, (loss,), backward=True, holds=True))
    finished(session)

    assert session.index == max(above) * STEPS_PER_EPOCH
    assert session.timeline.recorded == 30 * STEPS_PER_EPOCH


def test_what_is_not_found_leaves_the_run_where_it_stands(session):
    session.obey(Step(1, 400))
    finished(session)

    session.obey(Search(2, (NEVER,), backward=True), WHO)
    told = finished(session)

    stopped = last_playback(told).stopped
    assert (stopped.found, stopped.hit) == (None, None)
    assert stopped.searched >= 400
    assert told[-1] == Answer(done(2, 400).letter, WHO)


def test_a_search_ends_where_the_numbers_end_and_says_which():
    session = Session(decode(DIVERGING, Spec))

    session.obey(Search(1, (Condition(EpochsQuantity(), "at_least", 1e6),)))
    told = finished(session)

    assert session.playback().searching is None
    assert last_playback(told).stopped.hit is None
    assert last_playback(told).stopped.tensor


def test_the_last_step_with_finite_numbers_is_found():
    session = Session(decode(DIVERGING, Spec))

    session.obey(Search(1, (Condition(NotFiniteQuantity(), "changes"),)))
    told = finished(session)

    stopped = last_playback(told).stopped
    assert stopped.found == 0
    assert session.index == stopped.hit.index
    session.obey(Step(2))
    assert session.index == stopped.hit.index
    assert session.playback().diverged.tensor == stopped.tensor


def test_why_it_stopped_is_said_until_the_run_moves(session):
    session.obey(Search(1, (RISES,)))
    finished(session)

    assert session.playback().stopped
    session.obey(Step(2))
    assert session.playback().stopped is None


def test_a_tick_looks_no_further_than_it_may(session):
    session.obey(Search(1, (NEVER,)))

    session.tick(0.01, 50)

    assert 50 <= session.looked_at <= 50 + STEPS_PER_BATCH


def test_all_places_are_told_to_who_asks_and_nothing_changes(session):
    session.obey(Step(1, 600))
    finished(session)
    expected = straight(RISES, steps=600)[0]
    before = session.playback()

    assert session.obey(Find(5, (RISES, NEVER)), WHO) == []
    (answer,) = finished(session)

    assert answer.to == WHO
    found = answer.letter
    assert isinstance(found, Found)
    assert (found.id, found.first, found.last) == (5, 0, 600)
    assert [hit.index for hit in found.places[0].hits] == expected
    assert found.places[0].count == len(expected)
    assert found.places[1].count == 0
    assert session.index == 600
    assert session.playback() == before


def test_places_are_found_while_the_run_plays_on(session):
    session.obey(Step(1, 600))
    finished(session)
    session.obey(SetSpeed(2, None, "epoch"))
    session.obey(Play(3))

    session.obey(Find(4, (RISES,)), WHO)
    told = []
    while not any(isinstance(one, Answer) for one in told):
        told = session.tick(0.01, 100)

    assert session.index > 600
    assert session.playback().playing


def test_a_change_answers_a_find_as_far_as_it_came(session):
    session.obey(Step(1, 4000))
    finished(session)
    session.obey(Find(2, (RISES,)), WHO)
    session.tick(0.01, 1000)

    told = session.obey(SetParameter(3, Parameter(1, 0, 0, 1.0)))

    found = the(Answer, [one for one in told if isinstance(one, Answer) and one.to == WHO]).letter
    expected = [at for at in straight(RISES, steps=1200)[0] if at <= found.last]
    assert 0 < found.last < 4000
    assert [hit.index for hit in found.places[0].hits] == expected


@pytest.mark.parametrize(
    "pace", [(None, "epoch"), (None, "propagation"), (20.0, "propagation"), (1.0, "epoch")]
)
def test_play_stops_exactly_where_a_stop_becomes_true(session, pace):
    epoch = Condition(EpochsQuantity(), "at_least", 3)
    expected = sorted({at for each in straight(RISES, epoch, steps=1000) for at in each})
    session.obey(SetStops(1, (RISES, epoch)))
    session.obey(SetSpeed(2, *pace))
    stood = []

    while session.index < STEPS_PER_EPOCH * 3:
        session.obey(Play(3))
        told = finished(session)
        stood.append(session.index)
        assert last_playback(told).stopped.hit.index == session.index
        assert not session.playback().playing
        assert [one for one in told if isinstance(one, Frame)][-1].position.index == session.index

    assert stood == [at for at in expected if at <= STEPS_PER_EPOCH * 3]


@pytest.mark.parametrize(
    "pace",
    [(None, "epoch"), (None, "propagation"), (20.0, "propagation"), (7.0, "mini-batch"), (2.0, "epoch")],
)
@pytest.mark.parametrize("most", [5000, 40])
def test_played_backwards_it_halts_at_every_stop_it_comes_to(session, pace, most):
    epoch = Condition(EpochsQuantity(), "at_least", 2)
    expected = sorted({at for each in straight(RISES, epoch, steps=1000) for at in each if at < 1000})
    session.obey(Step(1, 1000))
    finished(session)
    session.obey(SetStops(2, (RISES, epoch)))
    session.obey(SetSpeed(3, *pace))
    stood = []

    while session.index > 0:
        session.obey(Play(4, backward=True))
        told = finished(session, most)
        stood.append(session.index)
        stopped = last_playback(told).stopped
        if session.index > 0:
            assert (stopped.hit.index, stopped.backward) == (session.index, True)
            assert stopped.hit.values == forward_to(session.index, (RISES, epoch)).hit.values
        assert not session.playback().playing
        assert [one for one in told if isinstance(one, Frame)][-1].position.index == session.index

    assert [at for at in reversed(stood) if at] == expected


def test_a_stop_within_a_loop_halts_it_and_what_a_jump_leaves_out_does_not(session):
    _, within, without = straight(RISES, steps=1000)[0]
    session.obey(Step(1, 1000))
    finished(session)
    session.obey(SetStops(2, (RISES,)))
    session.obey(SetLoop(3, Loop(within - 50, without - 1)))
    session.obey(SetSpeed(4, None, "propagation"))

    session.obey(Play(5, backward=True))
    finished(session)

    assert session.index == within


def test_a_long_way_back_is_looked_through_in_slices_and_can_be_paused(session):
    session.obey(Step(1, 100, "epoch"))
    finished(session)
    here = session.index
    session.obey(SetStops(2, (NEVER,)))
    session.obey(SetSpeed(3, 1.0, "epoch"))
    session.obey(Play(4, backward=True))

    session.tick(0.01, 50)
    assert session.index == here
    assert session.seconds_to_next() == 0
    session.obey(Pause(5))
    assert session.index == here
    session.obey(SetStops(6, ()))
    session.obey(Play(7, backward=True))
    session.tick(0.01, 50)

    assert session.index == here - STEPS_PER_EPOCH


def test_stops_go_with_the_run_as_far_as_it_has_their_numbers(session):
    output = Condition(UnitQuantity("delta", 1, 3), "above", 0.5)
    session.obey(SetStops(1, (RISES, output)))

    session.obey(Configure(2, decode('{"hidden": []}', Spec)))

    assert session.playback().stops == (RISES,)
    assert session.restoring().stops == (RISES,)


def test_whoever_takes_a_run_over_has_its_stops(session):
    session.obey(SetStops(1, (RISES,)))
    other = Session()

    other.obey(session.restoring())

    assert other.playback().stops == (RISES,)


def test_a_unit_that_dies_and_revives_is_found_both_ways():
    each = 8
    spec = decode('{"hidden": [{"units": 4, "activation": "relu"}]}', Spec)
    edits = tuple(
        Edit(batch * each, parameter=Parameter(1, None, 2, bias))
        for batch, bias in ((30, -50.0), (110, 50.0))
    )
    run = begun(spec, edits)
    steps = walked(run, edits, 150 * each)
    run.timeline.advance(150 * each)
    silent = ShareQuantity("silent", 1, 2)
    dies, revives = Condition(silent, "at_least", 1.0), Condition(silent, "below", 1.0)

    finder = Finder(run, (dies, revives))
    list(finder.everywhere(0, run.index))

    expected = [places(steps, condition) for condition in (dies, revives)]
    assert expected == [[50 * each], [0, 125 * each]]
    assert [[hit.index for hit in each.hits] for each in finder.places] == expected


@pytest.mark.parametrize(
    ("quantity", "field", "limit"),
    [
        (ParameterQuantity(9, 0, 0), "layer", 3),
        (ParameterQuantity(1, 2, 0), "unit_in", 1),
        (ParameterQuantity(1, 0, 5), "unit_out", 3),
        (UnitQuantity("a", 2, 2), "unit", 1),
        (UnitQuantity("a", 2, 0, 10), "row", 9),
        (ShareQuantity("silent", 3, 0), "layer", 2),
        (PredictionQuantity("train", 250), "row", 249),
    ],
)
def test_a_number_that_the_run_has_not_is_refused_by_name(session, quantity, field, limit):
    condition = Condition(quantity, "changes")

    for asked, where in (
        (Search(1, (RISES, condition)), "conditions.1"),
        (SetStops(1, (condition,)), "stops.0"),
    ):
        with pytest.raises(BadInput) as refused:
            session.obey(asked)
        assert (refused.value.field, refused.value.limit) == (f"{where}.quantity.{field}", limit)
    assert session.playback().searching is None
    assert session.playback().stops == ()


def test_what_is_not_recorded_is_not_looked_through(session):
    with pytest.raises(BadInput) as refused:
        session.obey(Find(1, (RISES,), last=1))

    assert (refused.value.field, refused.value.code) == ("last", "not_recorded")
