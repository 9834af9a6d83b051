"""Training and tracing as functions, for whoever imports the package."""

import numpy as np
import pytest

import app
from app.engine import BadInput, Diverged, Spec
from app.headless import trace, train

WILD = {
    "optimizer": {"learning_rate": 1e5},
    "hidden": [{"activation": "relu"}],
    "output_activation": "linear",
}


def test_a_specification_may_be_a_record_or_a_dictionary():
    assert train({"seed": 3}, epochs=2) == train(Spec(seed=3), epochs=2)


def test_who_asks_is_told_of_every_epoch():
    epochs = []

    train({}, epochs=3, told=lambda point: epochs.append(point.epoch))

    assert epochs == [1, 2, 3]


def test_values_have_r_squared_instead_of_a_confusion_matrix():
    ended = train({"data": {"kind": "sine"}, "output_activation": "linear"}, epochs=30)

    assert (ended.classes, ended.train.confusion, ended.test.accuracy) == ((), None, None)
    assert [len(half.r2) for half in (ended.train, ended.test)] == [1, 1]
    assert 0.9 < ended.test.r2[0] < 1.0


def test_training_says_whether_it_reached_what_was_asked_for():
    assert train({}, epochs=1).reached is None
    assert train({}, epochs=1, until_accuracy=1.0).reached is False
    assert train({}, epochs=1, until_accuracy=0.1).reached is True


def test_training_that_diverges_ends_and_says_where():
    where = train(WILD, epochs=5).diverged

    assert (where.epoch, where.batch, where.phase, where.layer, where.tensor) == (0, 4, "forward", 2, "z")


def test_the_last_updates_learning_rate_is_told_as_its_schedule_has_it():
    step = {"kind": "step", "gamma": 0.5, "every": 1.0}

    told = [train({"schedule": step}, epochs).learning_rate for epochs in (0, 1, 3)]

    assert told == [0.03, 0.03, 0.03 / 4]
    assert train({}, epochs=2).learning_rate == 0.03


def test_tracing_tells_the_rate_of_every_update_and_the_epochs_it_follows_from():
    steps = trace({"schedule": {"kind": "exponential", "gamma": 0.5}}, steps=22)

    updates = [step.arrays for step in steps if step.phase == "update"]
    assert [float(each["epochs"]) for each in updates] == [0.0] * 3 + [1 / 25] * 3
    assert [float(each["eta"]) for each in updates] == [0.03] * 3 + [0.03 * 0.5 ** (1 / 25)] * 3


def test_tracing_gives_each_step_with_the_arrays_it_made():
    first, second = trace({}, steps=2)

    assert (first.phase, first.layer) == ("input", 0)
    assert (second.step, second.phase, second.layer) == (1, "forward", 1)
    assert np.array_equal(second.arrays["a"], np.tanh(second.arrays["z"]))


@pytest.mark.parametrize(("reduction", "reduce"), [("mean", np.mean), ("sum", np.sum)])
def test_a_mini_batchs_loss_is_the_mean_of_its_rows_or_their_sum_and_the_penalty_joins_once(
    reduction, reduce
):
    penalty = {"kind": "l2", "rate": 0.01}
    steps = list(trace({"batch_reduction": reduction, "regularization": penalty}, steps=11))

    (loss,) = (step for step in steps if step.phase == "loss")
    updates = [step.arrays for step in steps if step.phase == "update"]
    gradients = [step.arrays for step in reversed(steps) if step.phase == "backward"]
    assert loss.loss == pytest.approx(reduce(loss.arrays["loss"]))
    for made, gradient in zip(updates, gradients, strict=True):
        old = made["w"] - made["step_w"]
        assert made["step_w"] == pytest.approx(-0.03 * (gradient["grad_w"] + 0.01 * old))


def test_losses_of_the_whole_data_set_are_means_however_mini_batches_are_reduced():
    starts = [train({"batch_reduction": name}, epochs=0) for name in ("mean", "sum")]
    mean, summed = (train({"batch_reduction": name}, epochs=1) for name in ("mean", "sum"))

    assert starts[0] == starts[1]
    assert summed.train.loss != mean.train.loss


def test_tracing_what_diverges_raises_at_that_step():
    with pytest.raises(Diverged):
        list(trace(WILD, steps=100))


@pytest.mark.parametrize("spec", [{"seed": -1}, {"colour": "red"}, {"data": {"kind": "moon"}}])
def test_a_specification_that_cannot_be_is_refused(spec):
    with pytest.raises(BadInput):
        train(spec)


def test_the_package_offers_them_by_name():
    assert app.train is train
    assert app.trace is trace
    assert app.Spec is Spec
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = app.nothing
