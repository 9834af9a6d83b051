"""Mini-batches whose size is changed on the way: epochs, time travel, undo and links go by the new count."""

import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Edit
from app.playback.session import Session
from app.protocol import (
    Configure,
    Edited,
    HistoryLetter,
    Play,
    Redo,
    Restore,
    Run,
    Seek,
    SetSpeed,
    Step,
    Undo,
)
from tests.playback.talking import STEPS_PER_BATCH, finished, the

EACH, ROWS = STEPS_PER_BATCH, 250


def sized(size: int) -> Spec:
    return decode(f'{{"batch_size": {size}}}', Spec)


def rows_here(session: Session) -> np.ndarray:
    return session.keyframe().arrays["rows", 0]


def test_a_new_size_begins_with_the_mini_batch_under_way_and_what_is_left_of_the_epochs_rows(session):
    session.obey(Step(0, 2 * EACH + 5))
    before = rows_here(session)

    told = session.obey(Configure(1, sized(100)))

    assert the(Edited, told).edits == [Edit(2 * EACH, batch_size=100)]
    assert session.index == 2 * EACH + 5
    here = rows_here(session)
    assert len(here) == 100
    assert (here[:10] == before).all(), "the rows go on where they were"
    session.obey(Step(2, 3, "mini-batch"))
    position = session.keyframe().position
    assert (position.epoch, position.batch, len(rows_here(session))) == (0, 4, 30)


def test_every_row_is_taken_once_in_an_epoch_whose_size_changes(session):
    taken = []
    for size, count in ((10, 3), (64, 2), (7, 14)):
        session.obey(Configure(0, sized(size)))
        for _ in range(count):
            session.obey(Step(0, 1, "mini-batch"))
            taken += rows_here(session).tolist()

    assert sorted(taken) == list(range(ROWS))
    assert session.timeline.schedule.epochs(session.index) == (1, 0)


def test_steps_of_an_epoch_lead_to_its_end_whatever_its_mini_batches(session):
    session.obey(Step(0, 5, "mini-batch"))
    session.obey(Configure(1, sized(100)))

    for epochs, number in ((1, 7), (2, 10), (3, 13)):
        session.obey(Step(2, 1, "epoch"))
        assert session.index == number * EACH
        assert session.timeline.schedule.epochs(session.index) == (epochs, 0)
    session.obey(Step(3, -2, "epoch"))
    assert session.index == 7 * EACH
    session.obey(Step(4, -1, "epoch"))
    assert session.index == 0


def test_play_stops_at_the_epoch_it_is_asked_for_and_epochs_are_evaluated(session):
    session.obey(Step(0, 5, "mini-batch"))
    session.obey(Configure(1, sized(100)))
    session.obey(SetSpeed(2, None))
    session.obey(Play(3, until_epoch=6))

    for _ in range(100):
        session.tick(1.0, 10_000)

    assert session.index == (7 + 5 * 3) * EACH
    assert [point[0] for point in the(HistoryLetter, session.joining()).points] == list(range(7))


def test_time_travel_finds_every_step_as_it_was(session):
    kept = []
    for size in (10, 100, 33, 1):
        session.obey(Configure(0, sized(size)))
        for _ in range(5):
            session.obey(Step(0, EACH + 3))
            frame = session.keyframe()
            kept.append((frame.position, {key: array.copy() for key, array in frame.arrays.items()}))
        kept.pop()  # the next size makes this mini-batch again

    for position, arrays in reversed(kept):
        session.obey(Seek(1, position.index))
        frame = session.keyframe()
        assert frame.position == position
        assert frame.arrays.keys() == arrays.keys()
        assert all((frame.arrays[key] == array).all() for key, array in arrays.items())


def test_undo_and_redo_count_as_the_line_does_that_they_lead_to(session):
    session.obey(Step(0, 4, "mini-batch"))
    session.obey(Configure(1, sized(50)))
    session.obey(Step(2, 6, "mini-batch"))
    changed = session.keyframe()

    session.obey(Undo(3))
    plain = session.keyframe().position
    session.obey(Redo(4))

    assert (plain.index, plain.epoch, plain.batch) == (changed.position.index, 0, 9)
    assert (changed.position.epoch, changed.position.batch) == (1, 0)
    assert session.keyframe().position == changed.position
    assert (session.keyframe().arrays["w", 1] == changed.arrays["w", 1]).all()


def test_a_link_opens_the_run_with_its_edits_at_the_same_step(session):
    session.obey(Step(0, 4, "mini-batch"))
    session.obey(Configure(1, sized(50)))
    session.obey(Step(2, 7, "mini-batch"))
    there = session.keyframe()

    other = Session()
    other.obey(Restore(0, Spec(), session.timeline.edits, session.index))
    finished(other)

    assert other.keyframe().position == there.position
    assert (other.keyframe().arrays["w", 3] == there.arrays["w", 3]).all()
    assert the(Run, other.joining()).spec["batch_size"] == 10, "what it began with"


def test_a_size_that_no_memory_is_left_for_is_refused_and_the_run_goes_on():
    asked = []

    def spare(wanted):
        asked.append(wanted)
        return 1000.0 if session is not None else float("inf")

    session = None
    session = Session(spare=spare)
    session.obey(Step(0, 5, "mini-batch"))

    with pytest.raises(BadInput, match="batch_size: should be smaller"):
        session.obey(Configure(1, sized(200)))
    session.obey(Configure(2, sized(5)))

    assert session.timeline.edits == (Edit(5 * EACH, batch_size=5),)
