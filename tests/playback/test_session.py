"""The session without sockets: commands and time go in, messages come out."""

import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.playback.asking import Answer
from app.playback.history import MOST_POINTS
from app.playback.session import Session
from app.protocol import (
    UNITS,
    Configure,
    Edit,
    Edited,
    Frame,
    HistoryLetter,
    Pause,
    Play,
    Playback,
    Reset,
    Run,
    Seek,
    SetSpeed,
    Step,
)
from tests.playback.talking import STEPS_PER_BATCH, STEPS_PER_EPOCH, done, finished, kinds, the


def test_whoever_joins_is_told_everything(session):
    session.obey(Step(1, 4))

    messages = session.joining()

    assert kinds(messages) == ["Run", "HistoryLetter", "Playback", "keyframe"]
    assert the(Frame, messages).position.index == 4


def test_one_step_on_sends_what_that_step_made_and_nothing_else(session):
    walked = [the(Frame, session.obey(Step(number))) for number in range(STEPS_PER_BATCH)]

    names = [sorted({name for name, _ in frame.arrays}) for frame in walked]
    assert [frame.kind for frame in walked] == ["step"] * STEPS_PER_BATCH
    assert names[0] == ["a", "rows", "y"]
    assert names[1:4] == [["a", "z"]] * 3
    assert names[4] == ["loss"]
    assert names[5:8] == [["d_a", "delta", "grad_b", "grad_w", "slope"]] * 3
    assert names[8:] == [["b", "eta", "step_b", "step_w", "t", "w"]] * 3


def test_a_command_is_answered_with_its_id_after_what_it_did(session):
    messages = session.obey(Step(41, 1, "mini-batch"))

    assert messages[-1] == done(41, STEPS_PER_BATCH)
    assert the(Frame, messages).position.index == STEPS_PER_BATCH


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        (0, 1, "propagation", 1),
        (0, 5, "propagation", 5),
        (5, -2, "propagation", 3),
        (5, -9, "propagation", 0),
        (0, 1, "mini-batch", 11),
        (5, 1, "mini-batch", 11),
        (11, 1, "mini-batch", 22),
        (15, -1, "mini-batch", 11),
        (11, -1, "mini-batch", 0),
        (12, 1, "epoch", 275),
        (280, -1, "epoch", 275),
        (275, -1, "epoch", 0),
    ],
)
def test_a_unit_leads_to_its_next_boundary(session, start, count, unit, expected):
    session.obey(Step(0, start, "propagation"))
    finished(session)
    assert session.index == start

    session.obey(Step(1, count, unit))
    finished(session)

    assert session.index == expected


def test_an_epoch_ahead_is_trained_in_slices_and_answered_at_its_end(session):
    begun = session.obey(Step(7, 20, "epoch"))
    messages = finished(session)

    assert kinds(begun) == ["Playback"]
    assert the(Playback, begun).busy
    assert messages[-1] == done(7, 20 * STEPS_PER_EPOCH)
    assert not session.playback().busy


def test_a_journey_that_is_interrupted_is_answered_where_it_stands(session):
    session.obey(Step(7, 1000, "epoch"))
    session.tick(0.01, 300)

    messages = session.obey(Pause(8))

    assert [message for message in messages if isinstance(message, Answer)] == [done(7, 300), done(8, 300)]
    assert not session.active


def test_pressing_again_while_on_the_way_goes_one_further(session):
    session.obey(Step(1, 1, "epoch"))
    session.tick(0.01, 100)

    session.obey(Step(2, 1, "epoch"))
    session.tick(0.01, 100)
    session.obey(Step(3, 1, "epoch"))
    finished(session)

    assert session.index == 3 * STEPS_PER_EPOCH


REFUSED = {
    "seek": Seek(8, 10**9),
    "data": Configure(8, decode('{"data": {"kind": "nonsense"}}', Spec)),
    "parameters": Configure(8, decode('{"parameters": [{"w": [[1.0]], "b": [0.0]}]}', Spec)),
}


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED)
def test_a_refusal_interrupts_no_journey(session, command):
    session.obey(Step(7, 100, "epoch"))
    session.tick(0.01, 300)

    with pytest.raises(BadInput):
        session.obey(command)

    assert session.playback().busy
    assert the(Answer, finished(session)) == done(7, 100 * STEPS_PER_EPOCH)


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED)
def test_a_refusal_leaves_no_hole_in_the_history_told(session, command):
    told = [the(HistoryLetter, session.joining())]
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))
    session.tick(0.0, 10 * STEPS_PER_EPOCH)

    with pytest.raises(BadInput):
        session.obey(command)
    told += [message for message in session.obey(Pause(2)) if isinstance(message, HistoryLetter)]

    points = []
    for letter in told:
        assert letter.keep <= len(points)
        points = [*points[: letter.keep], *letter.points]
    assert len(points) == 1 + session.index // STEPS_PER_EPOCH > 5


def test_a_new_speed_interrupts_no_journey(session):
    session.obey(Step(7, 100, "epoch"))

    messages = session.obey(SetSpeed(8, 5.0))

    assert the(Answer, messages) == done(8, 0)
    assert the(Answer, finished(session)) == done(7, 100 * STEPS_PER_EPOCH)


def test_coming_to_rest_answers_the_journey_under_way(session):
    session.obey(Step(7, 1000, "epoch"))
    session.tick(0.01, 300)

    messages = session.rest()

    assert the(Answer, messages) == done(7, 300)
    assert not session.active


@pytest.mark.parametrize("unit", UNITS)
def test_no_steps_lead_nowhere(session, unit):
    session.obey(Step(0, 3))

    session.obey(Step(1, 0, unit))

    assert session.index == 3


LARGE = (
    '{"data": {"kind": "circle", "samples": 200}, "batch_size": 100,'
    ' "hidden": [{"units": 128, "activation": "relu"}, {"units": 128, "activation": "relu"}]}'
)


def test_a_large_network_travels_in_slices_forth_and_back():
    session = Session(decode(LARGE, Spec))
    steps_per_batch = session.timeline.schedule.steps_per_batch

    assert kinds(session.obey(Step(1, 20, "mini-batch"))) == ["Playback"]
    session.tick(0.0, 5)
    assert session.index == 5
    there = the(Frame, finished(session))
    session.obey(Step(2, 20, "mini-batch"))
    finished(session)
    begun = session.obey(Seek(3, there.position.index))
    (*_, last) = back = finished(session)

    assert the(Playback, begun).busy
    assert last == done(3, 20 * steps_per_batch)
    frame = the(Frame, back)
    assert all(np.array_equal(frame.arrays[key], there.arrays[key]) for key in there.arrays)


def test_step_back_shows_exactly_the_earlier_numbers(session):
    session.obey(Step(0, 40))
    earlier = session.keyframe()
    session.obey(Step(1, 3))

    frame = the(Frame, session.obey(Step(2, -3)))

    assert frame.kind == "keyframe"
    assert frame.position == earlier.position
    assert frame.arrays.keys() == earlier.arrays.keys()
    assert all(np.array_equal(frame.arrays[key], earlier.arrays[key]) for key in earlier.arrays)


def test_a_seek_outside_the_run_is_refused_and_nothing_moves(session):
    session.obey(Step(0, 10))

    with pytest.raises(BadInput, match="index: should be at most 10, the last step recorded, got 11"):
        session.obey(Seek(1, 11))

    assert session.index == 10


LONG = '{"data": {"kind": "xor", "samples": 20}, "batch_size": 100}'
"""One mini-batch an epoch, so that a long run is soon made."""


def test_history_told_piece_by_piece_is_the_whole_history():
    session = Session(decode(LONG, Spec))
    session.obey(SetSpeed(0, None))
    pieces = [message for message in session.obey(Play(1)) if isinstance(message, HistoryLetter)]
    for _ in range(300):
        pieces += [message for message in session.tick(0.02, 80) if isinstance(message, HistoryLetter)]
    session.obey(Pause(2))

    (start,) = [message for message in Session().joining() if isinstance(message, HistoryLetter)]
    points = list(start.points)
    for piece in pieces:
        points = [*points[: piece.keep], *piece.points]

    whole = the(HistoryLetter, session.joining()).points
    assert points == whole[: len(points)]
    assert len(points) > 100


def long_run(text: str = LONG, epochs: int = MOST_POINTS + 1) -> Session:
    """A session that stands at the start of a run whose history leaves epochs out."""
    session = Session(decode(text, Spec))
    session.obey(Step(0, epochs, "epoch"))
    finished(session)
    session.obey(Seek(0, 0))
    finished(session)
    assert session.timeline.history.stride > 1
    return session


def told_at(session: Session, epoch: int):
    """What somebody who joins is told of an epoch."""
    told = session.joining()
    visited = the(Playback, told).visited
    points = [*the(HistoryLetter, told).points, *([visited] if visited else [])]
    return [point for point in points if point[0] == epoch]


def play_to(session: Session, epoch: int):
    session.obey(SetSpeed(1, None))
    session.obey(Play(2, until_epoch=epoch))


ARRIVALS = {
    "seek": lambda session, index: session.obey(Seek(1, index)),
    "step": lambda session, index: session.obey(Step(1, index)),
    "play": lambda session, index: play_to(session, index // session.timeline.schedule.steps_per_epoch),
}


@pytest.mark.parametrize("arrive", ARRIVALS.values(), ids=ARRIVALS)
def test_wherever_a_long_run_stands_its_losses_are_those_of_a_short_run(arrive):
    short = Session(decode(LONG, Spec))
    short.obey(Step(0, 21, "epoch"))
    finished(short)
    session = long_run()
    assert told_at(session, 21) == []

    arrive(session, 21 * session.timeline.schedule.steps_per_epoch)
    finished(session)

    assert told_at(session, 21) == told_at(short, 21) != []


def test_an_epoch_come_to_by_a_single_step_comes_with_its_losses():
    session = long_run()
    session.obey(Seek(1, 21 * session.timeline.schedule.steps_per_epoch - 1))

    (frame, playback, *_) = session.obey(Step(2))

    assert isinstance(frame, Frame)
    assert playback.visited[0] == 21


def test_playing_fast_evaluates_no_epoch_that_it_only_passes():
    session = long_run()
    session.obey(SetSpeed(1, None))
    session.obey(Play(2))

    session.tick(1.0, 21 * session.timeline.schedule.steps_per_epoch)

    assert session.index == 21 * session.timeline.schedule.steps_per_epoch
    assert told_at(session, 21) == []
    session.obey(Pause(3))
    assert told_at(session, 21) != []


def test_nobody_waits_for_the_losses_of_a_network_that_takes_long_to_evaluate(monkeypatch):
    monkeypatch.setattr("app.playback.run._AT_ONCE_WORK", 100)
    session = long_run()

    session.obey(Seek(1, 21 * session.timeline.schedule.steps_per_epoch))
    finished(session)

    assert session.index == 21 * session.timeline.schedule.steps_per_epoch
    assert told_at(session, 21) == []


def test_a_new_learning_rate_goes_on_from_here(session):
    session.obey(Step(0, 30))
    run_id = the(Run, session.joining()).id

    messages = session.obey(Configure(1, Spec().with_learning_rate(0.3)))

    assert session.index == 30
    assert the(Edited, messages).edits == [Edit(30, 0.3)]
    assert the(Run, session.joining()).id == run_id
    assert the(Run, session.joining()).spec["optimizer"]["learning_rate"] == 0.03, "what it began with"


def test_every_frame_tells_how_far_the_run_is_recorded(session):
    (first, *_) = session.obey(Step(0))
    session.obey(Step(1, 30))
    back = the(Frame, session.obey(Seek(2, 10)))
    branched = the(Frame, session.obey(Configure(3, Spec().with_learning_rate(0.3))))

    told = [(frame.position.index, frame.recorded) for frame in (first, back, branched)]
    assert told == [(1, 1), (10, 31), (10, 10)]


def test_anything_else_new_starts_again(session):
    session.obey(Step(0, 30))
    run_id = the(Run, session.joining()).id

    messages = session.obey(Configure(1, decode('{"use_biases": false}', Spec)))

    assert session.index == 0
    assert the(Run, messages).id != run_id
    assert the(Frame, messages).position.phase == "start"


def test_a_run_whose_data_do_not_fit_is_refused_and_the_old_one_stands(session):
    session.obey(Step(0, 30))

    with pytest.raises(BadInput, match=r"data\.kind"):
        session.obey(Configure(1, decode('{"data": {"kind": "nonsense"}}', Spec)))

    assert session.index == 30


def test_a_run_for_which_there_is_no_memory_is_refused_and_the_old_one_stands():
    session = Session(spare=lambda _: 100_000)
    session.obey(Step(0, 30))

    with pytest.raises(
        BadInput, match=r"hidden: should be smaller: \d MB are left for all rooms, got a run of"
    ):
        session.obey(Configure(1, decode(LARGE, Spec)))

    assert session.index == 30
    session.obey(Configure(2, decode('{"use_biases": false}', Spec)))
    assert session.index == 0


def test_reset_gives_the_same_start(session):
    start = session.keyframe()
    session.obey(Step(0, 50))

    messages = session.obey(Reset(1))

    frame = the(Frame, messages)
    assert all(np.array_equal(frame.arrays[key], start.arrays[key]) for key in start.arrays)
    assert session.timeline.recorded == 0


DIVERGING = (
    '{"hidden": [{"units": 3, "activation": "relu"}], "output_activation": "linear",'
    ' "optimizer": {"kind": "sgd", "learning_rate": 500}}'
)


def test_a_run_that_diverges_stops_and_says_which_tensor_of_which_layer_at_which_step():
    session = Session(decode(DIVERGING, Spec))
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))

    messages = finished(session)

    playback = [message for message in messages if isinstance(message, Playback)][-1]
    assert not playback.playing
    assert playback.diverged is not None
    assert playback.diverged.index == session.index + 1
    assert playback.diverged.tensor in playback.diverged.message
    assert session.obey(Step(2))[-1] == done(2, session.index)
    session.obey(Step(3, -5))
    assert session.playback().diverged is not None


def test_what_was_visited_is_forgotten_where_the_run_takes_another_course():
    session = long_run()
    session.obey(Seek(1, 21 * session.timeline.schedule.steps_per_epoch))
    assert session.playback().visited

    session.obey(Configure(2, session.view.spec.with_learning_rate(0.5)))

    assert session.playback().visited is None


def test_a_single_input_has_its_range_and_its_points():
    session = Session(decode('{"data": {"kind": "sine"}, "output_activation": "linear"}', Spec))

    run = the(Run, session.joining())

    x = session.view.data.x_train
    assert run.interval == (x.min(), x.max())
    assert run.points.train[0] == pytest.approx([x[0, 0], session.view.data.y_train[0, 0]], abs=1e-4)


def test_the_plane_comes_with_each_input_as_a_formula_of_its_coordinates():
    session = Session(decode('{"data": {"kind": "circle"}, "inputs": ["x2", "sin x1"]}', Spec))

    run = the(Run, session.joining())

    assert run.plane == (-6.0, 6.0)
    assert run.over_plane == [[["input", "x2"]], [["input", ["sin", "x1"]]]]


def test_data_without_a_plane_have_no_formulas_of_coordinates():
    session = Session(decode('{"data": {"kind": "iris"}, "output_activation": "softmax"}', Spec))

    run = the(Run, session.joining())

    assert (run.plane, run.over_plane) == (None, [])


LARGEST = decode(
    '{"data": {"samples": 10000}, "batch_size": 1024, "hidden": ['
    + ", ".join(['{"units": 128, "activation": "tanh"}'] * 8)
    + "]}",
    Spec,
)


def rests(doing) -> int:
    return sum(told is None for told in doing)


def test_the_largest_run_is_opened_shown_and_evaluated_with_many_rests(session):
    rows_at_once = 134
    """A chunk of the rows makes some 20 million multiplications with 149,000 parameters."""

    opened = rests(session.doing(Configure(0, LARGEST)))
    session.obey(SetSpeed(1, None))
    session.obey(Play(2))
    shown = [rests(session.ticking(1.0, 1)) for _ in range(session.timeline.schedule.steps_per_batch)]

    assert opened >= 10_000 / rows_at_once
    assert all(a_tick >= index for index, a_tick in enumerate(shown)), "at every tensor that is copied out"
