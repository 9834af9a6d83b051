"""A run stops at its last finite step and says which tensor of which layer would not be finite, and when."""

import numpy as np
import pytest

from app.engine.steps import Diverged
from tests.engine.differences import part
from tests.engine.runs import stepper_of, table, trainer_of

X = [[1.0, 2.0], [3.0, -1.0], [-2.0, 0.5]]


def explosive(activation="linear", rate=1e3, **others):
    return {
        "data": table(X, [[1.0], [0.0], [2.0]]),
        "hidden": [{"units": 3, "activation": activation}],
        "output_activation": "linear",
        "optimizer": {"kind": "sgd", "learning_rate": rate},
        "batch_size": 2,
        "seed": 3,
    } | others


RUNS = {
    "linear": explosive(),
    "relu": explosive("relu"),
    "softplus": explosive("softplus"),
    "momentum": explosive(optimizer={"kind": "momentum", "learning_rate": 10.0}),
    "l2": explosive("tanh", rate=1e4, regularization={"kind": "l2", "rate": 1.0}),
    "deep": explosive(hidden=[{"units": 2, "activation": "leaky_relu"}] * 4),
    "at once": explosive(optimizer={"kind": "sgd", "learning_rate": 1e6}, data=table([[1e12]], [[-1e12]])),
}


@pytest.fixture(params=RUNS.values(), ids=RUNS.keys())
def fields(request):
    return request.param


def diverged(make):
    with pytest.raises(Diverged) as raised:
        make()
    return raised.value


def alone(fields):
    """Make single steps until the run diverges; give the states and how it ended."""
    trainer = trainer_of(fields)
    states = [trainer.start()]

    def run_on():
        while True:
            states.append(trainer.step(states[-1]))

    return states, diverged(run_on)


@np.errstate(all="ignore")
def by_steps_verified(stepper):
    while True:
        stepper.step()
        stepper.verify()


def by_leaps(stepper):
    while True:
        stepper.advance(7)


WAYS = {
    "steps": by_steps_verified,
    "leaps": by_leaps,
    "one leap": lambda stepper: stepper.advance(1_000_000),
    "training": lambda stepper: stepper.train(100_000),
}


def test_every_state_before_is_finite(fields):
    states, _ = alone(fields)

    assert all(np.isfinite(array).all() for state in states for array in state.arrays.values())


def test_the_next_step_is_named_with_its_tensor_layer_and_place(fields):
    states, end = alone(fields)
    last = states[-1].position

    assert end.position == trainer_of(fields).schedule.position(last.index + 1)
    assert end.layer == end.position.layer
    named = f"{end.tensor} of layer {end.layer}"
    place = f"step {last.index + 1} (epoch {end.position.epoch}, mini-batch {end.position.batch + 1})"
    assert str(end) == f"{place}: {named} is no longer finite in {end.position.phase}"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_numpys_own_arithmetic_leaves_the_range_of_doubles_there(fields):
    """The tensor named is not finite when it is made from the last state by the formula."""
    states, end = alone(fields)
    arrays, layer = states[-1].arrays, end.layer
    made = {
        "z": lambda: arrays["a", layer - 1] @ arrays["w", layer] + arrays["b", layer],
        "loss": lambda: ((arrays["a", layer] - arrays["y", 0]) ** 2).sum(axis=1) / 2,
        "d_a": lambda: arrays["delta", layer + 1] @ arrays["w", layer + 1].T,
        "grad_w": lambda: arrays["a", layer - 1].T @ (arrays["a", layer] - arrays["y", 0]),
    }

    assert not np.isfinite(made[end.tensor]()).all()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_every_way_stops_at_the_same_last_finite_step(fields, way):
    states, end = alone(fields)
    stepper = stepper_of(fields)

    found = diverged(lambda: way(stepper))

    assert str(found) == str(end)
    assert stepper.index == states[-1].position.index
    state = stepper.state()
    assert state.arrays.keys() == states[-1].arrays.keys()
    assert all(np.array_equal(state.arrays[key], states[-1].arrays[key]) for key in state.arrays)


def test_going_on_from_there_diverges_again_in_the_same_way(fields):
    stepper = stepper_of(fields)

    first, again = (diverged(lambda: stepper.advance(100_000)) for _ in range(2))

    assert str(first) == str(again)


def test_going_back_and_learning_more_slowly_goes_on(fields):
    stepper = stepper_of(fields)
    start = stepper.core()
    diverged(lambda: stepper.advance(100_000))

    stepper.restore(start, 0)
    stepper.set_learning_rate(1e-30)
    stepper.advance(200)

    assert stepper.index == 200


def test_huge_but_finite_numbers_go_on_and_are_the_same_at_any_pace():
    fields = explosive(data=table(np.array(X) * 1e11, [[1e11], [0.0], [2e11]]), rate=1e-26)
    states = [trainer_of(fields).start()]
    trainer = trainer_of(fields)
    for _ in range(120):
        states.append(trainer.step(states[-1]))
    stepper = stepper_of(fields)

    stepper.advance(120)

    gradient = np.abs(states[-1].arrays["grad_w", 1]).max()
    assert 1e20 < gradient < np.inf
    state = stepper.state()
    assert all(np.array_equal(state.arrays[key], states[-1].arrays[key]) for key in state.arrays)


@pytest.mark.parametrize("kind", ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"])
def test_a_gradient_too_large_to_square_is_found_in_the_optimizers_memory_or_the_step(kind):
    fields = explosive(
        optimizer={"kind": kind, "learning_rate": 1e-300},
        data=table([[1e12]], [[-1e12]]),
        hidden=[{"units": 1, "activation": "linear"}] * 7,
        parameters=[{"w": [[1e12]], "b": [0.0]}] * 8,
    )
    stepper = stepper_of(fields)
    remembers_squares = kind in ("rmsprop", "adagrad", "adam", "adamw")

    if remembers_squares:
        end = diverged(lambda: stepper.advance(stepper.schedule.steps_per_batch))
        assert (end.tensor, end.position.phase) == ("v_w", "update")
        assert all(np.isfinite(array).all() for array in stepper.state().arrays.values())
    else:
        stepper.advance(stepper.schedule.steps_per_batch)
        assert np.abs(stepper.state().arrays["grad_w", 1]).max() > 1e154


def test_a_number_lost_again_by_a_later_layer_is_found_in_training_too():
    """Weights of 1e40, but for −1e40 before a ReLU: its z is −∞, its a is 0, and so is every gradient."""
    hidden = [{"units": 1, "activation": "linear"}] * 7 + [{"units": 1, "activation": "relu"}]
    stepper = stepper_of(explosive(hidden=hidden, data=table([[1.0]], [[1.0]])))
    for layer in range(1, 9):
        part(stepper.parameters, "w", layer)[...] = -1e40 if layer == 8 else 1e40

    end = diverged(lambda: stepper.train(3))

    assert (end.tensor, end.layer, end.position.index) == ("z", 8, 9)
    assert stepper.state().arrays["z", 7].tolist() == [[pytest.approx(1e280)]]


def test_a_saturated_network_with_a_huge_rate_only_stops_learning():
    fields = explosive("tanh", rate=1e6, output_activation="tanh")
    stepper = stepper_of(fields)

    stepper.advance(1000)

    assert stepper.index == 1000
