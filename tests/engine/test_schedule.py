"""The order of steps: where each mini-batch is, and which rows it has, when sizes change on the way."""

from hypothesis import given
from hypothesis import strategies as st

from app.engine.edits import Edit, schedule_of
from app.engine.spec import Spec
from app.engine.steps import Schedule

LAYERS, EACH = 2, 8
SIZES = st.integers(1, 14)
CHANGES = st.lists(st.tuples(st.integers(0, 6), SIZES), max_size=5)
MOST = 40


def counted(rows, size, changes):
    """Every mini-batch in order: its epoch, its place in it, its rows."""
    number, epoch, made = 0, 0, []
    while number < MOST:
        start = batch = 0
        while start < rows:
            size = changes.get(number, size)
            end = min(start + size, rows)
            made.append((epoch, batch, slice(start, end)))
            start, batch, number = end, batch + 1, number + 1
        epoch += 1
    return made


@given(rows=st.integers(1, 13), size=SIZES, gaps=CHANGES)
def test_mini_batches_stand_where_counting_finds_them(rows, size, gaps):
    schedule, changes, number = Schedule.of(LAYERS, rows, size), {}, 0
    for gap, other in gaps:
        number += gap
        changes[number] = other
        schedule = schedule.changed(number, other)
    made = counted(rows, size, changes)

    for number, (epoch, batch, part) in enumerate(made[:MOST]):
        assert schedule.place(number) == (epoch, batch)
        assert schedule.stretch(number).part(number) == part
        position = schedule.position(number * EACH + 3)
        assert (position.epoch, position.batch, position.phase, position.layer) == (
            epoch,
            batch,
            "forward",
            2,
        )
        if batch == 0:
            assert schedule.begin(epoch) == number
            assert schedule.epochs(number * EACH) == (epoch, 0)
    for epoch in range(made[MOST - 1][0]):
        assert list(schedule.parts(epoch)) == [part for at, _, part in made if at == epoch]
        assert schedule.end(epoch) == schedule.begin(epoch) * EACH


@given(rows=st.integers(1, 13), size=SIZES, gaps=CHANGES, index=st.integers(0, (MOST - 14) * EACH))
def test_an_epoch_is_whole_where_the_next_begins(rows, size, gaps, index):
    schedule, number = Schedule.of(LAYERS, rows, size), 0
    for gap, other in gaps:
        number += gap
        schedule = schedule.changed(number, other)

    whole, more = schedule.epochs(index)

    assert schedule.end(whole) + more == index < schedule.end(whole + 1)


def test_the_rows_of_a_whole_epoch_are_cut_once():
    schedule = Schedule.of(LAYERS, 10, 4).changed(4, 3)

    assert schedule.parts(0) is schedule.parts(0)
    assert schedule.parts(2) is schedule.parts(9)


def test_a_runs_schedule_follows_from_its_edits():
    edits = (Edit(16, batch_size=5), Edit(24, learning_rate=0.1), Edit(32, batch_size=2))
    start = Schedule.of(LAYERS, 20, 10)

    schedule = schedule_of(start, Spec(), edits)

    sizes = [schedule.stretch(number).size for number in range(6)]
    assert sizes == [10, 10, 5, 5, 2, 2]
    assert schedule.largest == 10
