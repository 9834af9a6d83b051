"""The runs of a sweep: the same as any run, and what cannot be run is told."""

from multiprocessing import active_children

import pytest

from app.engine import Spec
from app.engine.edits import Edit
from app.headless import train
from app.playback.pieces import at_once
from app.sweeps import Sweep, running, with_values
from app.sweeps.processes import Lost, ran

WILD = Spec(output_activation="linear").with_learning_rate(1e5)
RELU = {"hidden": [{"activation": "relu"}]}


def test_a_run_comes_to_what_training_it_alone_comes_to():
    sweep, values = Sweep(Spec(), epochs=6, each=3), {"seed": 4, "batch_size": 20}

    one = at_once(running(sweep, values))

    alone = train(with_values(sweep.spec, values), epochs=6)
    assert (one.course.epochs, one.course.point.train_loss) == (6, alone.train.loss)
    assert one.course.point.test_accuracy == alone.test.accuracy
    assert [point.epoch for point in one.points] == [0, 3, 6]


def test_a_run_that_rests_comes_to_the_same():
    sweep = Sweep(Spec(), epochs=3)

    resting = running(sweep, {"seed": 4}, piece_work=50_000)
    rests = sum(1 for _ in iter(lambda: next(resting, "ended"), "ended"))

    assert rests > 100
    assert at_once(running(sweep, {"seed": 4}, piece_work=50_000)) == at_once(running(sweep, {"seed": 4}))


def test_changes_on_the_way_are_made_in_every_run():
    edits = (Edit(22, learning_rate=0.3),)
    sweep = Sweep(Spec(), edits, epochs=2)

    one = at_once(running(sweep, {"seed": 4}))

    assert one.course.point.train_loss == train(Spec(seed=4), 2, edits=edits).train.loss


def test_a_run_that_reaches_the_goal_ends_there():
    one = at_once(running(Sweep(Spec(), epochs=90, until_accuracy=0.8, each=90), {"seed": 1}))

    alone = train(Spec(seed=1), epochs=90, until_accuracy=0.8)
    assert one.course.reached is True
    assert one.course.epochs == alone.epochs < 90


@pytest.mark.parametrize("each", [1, 5])
def test_a_run_that_diverges_says_where(each):
    one = at_once(running(Sweep(WILD, epochs=5, each=each), RELU))

    at = one.course.diverged
    assert (one.course.epochs, at.epoch, at.batch, at.layer, at.tensor) == (0, 0, 4, 2, "z")
    assert str(at) == "epoch 0, mini-batch 5: z of layer 2 is no longer finite in forward"


def test_a_run_that_cannot_begin_says_why_and_the_others_go_on():
    sweep = Sweep(Spec(), epochs=1, until_accuracy=0.9)

    sine, circle = ran(sweep, [{"data.kind": "sine"}, {"data.kind": "circle"}], processes=1)

    assert sine.refused == "until_accuracy: should be left out: Sine curve has no classes, got 0.9"
    assert sine.course is None
    assert circle.course.epochs == 1


def test_a_run_takes_no_more_memory_than_there_is():
    one = at_once(running(Sweep(Spec()), {}, spare=lambda _: 10.0))

    assert one.refused.startswith("hidden: should be smaller: 0 MB are left for all rooms")


def test_each_run_is_told_as_it_ends_and_all_of_them_in_their_order():
    told = []

    every = ran(Sweep(Spec(), epochs=1), [{"seed": 2}, {"seed": 1}], processes=1, told=told.append)

    assert told == every
    assert [one.values for one in every] == [{"seed": 2}, {"seed": 1}]


def test_a_process_that_is_ended_from_outside_is_told():
    def end(_: object) -> None:
        for process in active_children():
            process.kill()

    with pytest.raises(Lost):
        ran(Sweep(Spec(), epochs=1), [{"seed": seed} for seed in range(8)], processes=2, told=end)
