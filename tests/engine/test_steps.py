"""The step contract: which phases, in which order, make which arrays of which shape."""

from itertools import pairwise

import numpy as np
import pytest

from app.engine.randomness import ROWS as ROWS_MADE
from app.engine.randomness import SPLIT, WEIGHTS, stream, weights_of
from app.engine.spec import VERSION
from app.engine.steps import Position
from tests.engine.runs import rows_of, spec_of, stepper_of, table, trainer_of

ROWS, FEATURES, HIDDEN, OUTPUTS = 7, 3, (4, 2), 2
UNITS = (FEATURES, *HIDDEN, OUTPUTS)
BATCH_SIZE = 3
RANDOM = np.random.default_rng(8)
FIELDS = {
    "data": table(RANDOM.normal(size=(ROWS, FEATURES)), RANDOM.normal(size=(ROWS, OUTPUTS))),
    "hidden": [{"units": units, "activation": "tanh"} for units in HIDDEN],
    "output_activation": "linear",
    "optimizer": {"kind": "sgd", "learning_rate": 0.1},
    "batch_size": BATCH_SIZE,
    "seed": 42,
}
SPEC = spec_of(FIELDS)
X, Y = rows_of(SPEC)
STEPS_PER_BATCH = 11
PHASES = [
    ("input", 0),
    ("forward", 1),
    ("forward", 2),
    ("forward", 3),
    ("loss", 3),
    ("backward", 3),
    ("backward", 2),
    ("backward", 1),
    ("update", 1),
    ("update", 2),
    ("update", 3),
]
MADE = {
    "input": ["a", "y"],
    "forward": ["z", "a"],
    "loss": ["loss"],
    "backward": ["d_a", "slope", "delta", "grad_w", "grad_b"],
    "update": ["w", "b", "step_w", "step_b", "eta", "t"],
}


def states_of(fields, steps):
    """Give the state before the first step and the one after each."""
    trainer = trainer_of(fields)
    states = [trainer.start()]
    for _ in range(steps):
        states.append(trainer.step(states[-1]))
    return states


STATES = states_of(FIELDS, 2 * 3 * STEPS_PER_BATCH)
FIRST = STATES[: STEPS_PER_BATCH + 1]


def state_after(phase, layer, batch=0):
    return STATES[batch * STEPS_PER_BATCH + 1 + PHASES.index((phase, layer))]


def shape_of(name, layer, rows):
    if name in ("eta", "t"):
        return ()
    if name == "loss":
        return (rows,)
    if name in ("y", "a", "z", "d_a", "slope", "delta"):
        return (rows, OUTPUTS if name == "y" else UNITS[layer])
    return (UNITS[layer],) if name.endswith("b") else (UNITS[layer - 1], UNITS[layer])


def test_a_run_starts_before_its_first_step_with_parameters_only():
    start = STATES[0]

    assert start.position == Position(0, 0, 0, "start", 0)
    assert start.made == ()
    assert set(start.arrays) == {(name, layer) for name in "wb" for layer in (1, 2, 3)}


def test_a_mini_batch_is_input_forward_loss_backward_and_updates_in_this_order():
    positions = [state.position for state in STATES[1:]]

    assert [(each.phase, each.layer) for each in positions] == PHASES * 6
    assert [each.index for each in positions] == list(range(1, 67))
    assert [(each.epoch, each.batch) for each in positions] == [
        (epoch, batch) for epoch in (0, 1) for batch in (0, 1, 2) for _ in PHASES
    ]


@pytest.mark.parametrize("layers", [0, 1, 3, 8])
def test_a_mini_batch_of_l_layers_is_three_l_and_two_steps(layers):
    stepper = stepper_of(FIELDS | {"hidden": [{"units": 2}] * layers})

    assert stepper.schedule.steps_per_batch == 3 * (layers + 1) + 2
    assert stepper.schedule.steps_per_epoch == 3 * stepper.schedule.steps_per_batch


def test_each_step_makes_the_arrays_of_its_phase_in_their_shapes():
    for state in STATES[1:]:
        rows = 1 if state.position.batch == 2 else BATCH_SIZE
        phase, layer = state.position.phase, state.position.layer
        if phase == "input":
            assert state.made == (("a", 0), ("y", 0))
        else:
            assert state.made == tuple((name, layer) for name in MADE[phase])
        for name, of_layer in state.made:
            assert state.arrays[name, of_layer].shape == shape_of(name, of_layer, rows)
            assert state.arrays[name, of_layer].dtype == np.float64


def test_a_state_has_the_arrays_of_its_pass_so_far_and_no_later_ones():
    for before, after in pairwise(FIRST):
        assert set(before.arrays) <= set(after.arrays)
        new = {key for key in after.arrays if key not in before.arrays}
        assert new == {key for key in after.made if key[0] not in ("w", "b")} | set(after.aside)

    second = state_after("forward", 1, batch=1)
    left = ("w", "b", "step_w", "step_b", "rows")
    of_pass = {key for key in second.arrays if key[0] not in left}
    assert of_pass == {("a", 0), ("y", 0), ("z", 1), ("a", 1)}


def test_a_step_changes_nothing_but_what_it_made():
    for before, after in pairwise(STATES):
        for key in before.arrays.keys() & after.arrays.keys():
            if key not in (*after.made, *after.aside):
                assert np.array_equal(before.arrays[key], after.arrays[key]), (after.position, key)


def test_the_last_mini_batch_of_an_epoch_takes_the_rows_that_are_left():
    sizes = [len(state_after("input", 0, batch).arrays["a", 0]) for batch in range(6)]

    assert sizes == [3, 3, 1, 3, 3, 1]
    last = state_after("backward", 3, batch=2).arrays
    assert last["grad_w", 3] == pytest.approx(last["a", 2].T @ last["delta", 3], rel=1e-14)


def test_rows_fewer_than_a_mini_batch_are_one_mini_batch():
    stepper = stepper_of(FIELDS | {"batch_size": 100})

    stepper.advance(1)

    assert stepper.schedule.batches == 1
    assert np.array_equal(np.sort(stepper.state().arrays["a", 0], axis=0), np.sort(X, axis=0))


def test_each_epochs_order_is_a_function_of_seed_and_epoch():
    for epoch in (0, 1):
        order = np.random.default_rng((42, epoch)).permutation(ROWS)
        for batch in range(3):
            arrays = state_after("input", 0, 3 * epoch + batch).arrays
            rows = order[batch * BATCH_SIZE : (batch + 1) * BATCH_SIZE]

            assert arrays["rows", 0].tolist() == rows.tolist()
            assert np.array_equal(arrays["a", 0], X[rows])
            assert np.array_equal(arrays["y", 0], Y[rows])


def test_without_shuffling_rows_come_in_their_own_order():
    states = states_of(FIELDS | {"shuffle": False}, 4 * STEPS_PER_BATCH)
    inputs = [state.arrays["a", 0] for state in states if state.position.phase == "input"]

    assert np.array_equal(np.concatenate(inputs), np.concatenate([X, X[:BATCH_SIZE]]))


def test_starting_weights_come_from_the_seed_and_given_parameters_stand_as_given():
    generator = weights_of(42, VERSION)
    for layer, (units_in, units) in enumerate(pairwise(UNITS), start=1):
        limit = (6 / (units_in + units)) ** 0.5
        assert np.array_equal(
            STATES[0].arrays["w", layer], generator.uniform(-limit, limit, (units_in, units))
        )
        assert not STATES[0].arrays["b", layer].any()

    given = [{"w": RANDOM.normal(size=s).tolist(), "b": [0.5] * s[1]} for s in pairwise(UNITS)]
    start = trainer_of(FIELDS | {"parameters": given}).start().arrays
    for layer, values in enumerate(given, start=1):
        assert start["w", layer].tolist() == values["w"]
        assert start["b", layer].tolist() == values["b"]


def test_weights_and_orders_of_rows_draw_from_streams_of_their_own():
    seed, uses = 42, (ROWS_MADE, SPLIT, WEIGHTS)
    drawn = {use: stream(seed, use).bytes(16) for use in uses}
    drawn |= {f"epoch {epoch}": np.random.default_rng((seed, epoch)).bytes(16) for epoch in range(100)}

    assert len(set(drawn.values())) == len(drawn)
    assert weights_of(seed, VERSION).bytes(16) == drawn[WEIGHTS]


def test_a_run_of_version_1_keeps_the_weights_it_was_begun_with():
    generator = np.random.default_rng(42)
    start = trainer_of(FIELDS | {"version": 1}).start().arrays
    limit = (6 / (UNITS[0] + UNITS[1])) ** 0.5

    assert np.array_equal(start["w", 1], generator.uniform(-limit, limit, UNITS[:2]))
    assert not np.array_equal(start["w", 1], STATES[0].arrays["w", 1])


def test_forward_steps_weigh_what_came_before_and_apply_the_activation():
    for layer, function in ((1, np.tanh), (2, np.tanh), (3, np.positive)):
        arrays = state_after("forward", layer).arrays
        z = arrays["a", layer - 1] @ arrays["w", layer] + arrays["b", layer]

        assert arrays["z", layer] == pytest.approx(z, rel=1e-13)
        assert arrays["a", layer] == pytest.approx(function(z), rel=1e-13)


def test_the_loss_is_one_number_a_sample_before_averaging():
    arrays = state_after("loss", 3).arrays

    assert arrays["loss", 3] == pytest.approx(((arrays["a", 3] - arrays["y", 0]) ** 2).sum(axis=1) / 2)


def test_deltas_are_each_samples_own_and_only_gradients_are_means():
    arrays = state_after("backward", 1).arrays

    delta = arrays["a", 3] - arrays["y", 0]
    for layer in (3, 2, 1):
        assert arrays["delta", layer] == pytest.approx(delta, rel=1e-12)
        assert arrays["grad_w", layer] == pytest.approx(arrays["a", layer - 1].T @ delta / 3, rel=1e-12)
        assert arrays["grad_b", layer] == pytest.approx(delta.mean(axis=0), rel=1e-12)
        delta = delta @ STATES[0].arrays["w", layer].T * (1 - arrays["a", layer - 1] ** 2)


def test_nothing_on_a_weight_moves_before_its_update_and_a_step_is_new_less_old():
    for batch in range(3):
        before = state_after("input", 0, batch).arrays
        for layer in (1, 2, 3):
            earlier = STATES[state_after("update", layer, batch).position.index - 1].arrays
            after = state_after("update", layer, batch).arrays
            for name in "wb":
                assert np.array_equal(earlier[name, layer], before[name, layer])
                assert np.array_equal(after[name, layer], before[name, layer] + after[f"step_{name}", layer])
                assert after[f"step_{name}", layer] == pytest.approx(
                    -0.1 * before_gradient(after, name, layer)
                )


def before_gradient(arrays, name, layer):
    return arrays[f"grad_{name}", layer]


def test_a_losss_penalty_is_of_the_weights_before_the_update_and_shown_from_then_on():
    stepper = stepper_of(FIELDS | {"regularization": {"kind": "l2", "rate": 0.3}})
    loss = PHASES.index(("loss", 3)) + 1

    for batch in range(4):
        stepper.advance(1)
        assert ("penalty", 3) not in stepper.state().arrays
        start = stepper.state()
        weights = [start.arrays["w", layer] for layer in (1, 2, 3)]
        expected = 0.5 * 0.3 * sum((w**2).sum() for w in weights)
        stepper.advance(loss - 1)
        assert stepper.state().aside == (("penalty", 3),)
        for _ in range(STEPS_PER_BATCH - loss):
            assert stepper.state().arrays["penalty", 3] == pytest.approx(expected, rel=1e-14), batch
            stepper.advance(1)
        assert stepper.state().arrays["penalty", 3] == pytest.approx(expected, rel=1e-14), batch


def test_without_a_penalty_a_loss_shows_none():
    stepper = stepper_of(FIELDS)

    stepper.advance(STEPS_PER_BATCH)

    assert ("penalty", 3) not in stepper.state().arrays


def test_an_updates_memories_and_penalty_are_shown_aside():
    fields = FIELDS | {
        "optimizer": {"kind": "adam", "learning_rate": 0.1},
        "regularization": {"kind": "l2", "rate": 0.1},
    }
    state = states_of(fields, STEPS_PER_BATCH)[-1]

    new, old = ("m_w", "m_b", "v_w", "v_b"), ("old_m_w", "old_m_b", "old_v_w", "old_v_b")
    assert set(state.aside) == {(name, 3) for name in (*new, *old, "penalty_w")}
    assert state.arrays["m_w", 3] == pytest.approx(
        0.1 * (state.arrays["grad_w", 3] + state.arrays["penalty_w", 3]), rel=1e-12
    )


def l1_run(optimizer, rate=0.5):
    """Fit y = x₁ from weights of which the second starts near zero, and the third at zero exactly."""
    x = np.random.default_rng(4).normal(size=(8, 3))
    return {
        "data": table(x, x[:, :1]),
        "hidden": [],
        "output_activation": "linear",
        "optimizer": {"kind": optimizer, "learning_rate": 0.05},
        "regularization": {"kind": "l1", "rate": rate},
        "parameters": [{"w": [[1.5], [0.01], [0.0]], "b": [0.0]}],
        "batch_size": 8,
    }


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"])
def test_a_weight_that_l1_carries_across_zero_is_zero_exactly_and_stays_dead(optimizer):
    stepper = stepper_of(l1_run(optimizer))
    weights = []
    for _ in range(60):
        stepper.advance(stepper.schedule.steps_per_batch)
        weights.append(stepper.state().arrays["w", 1][1, 0])

    died = weights.index(0.0)
    assert weights[died:] == [0.0] * (60 - died)
    assert died < 59


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"])
def test_a_weight_that_only_l1_moves_dies_when_it_first_reaches_zero(optimizer):
    spec = {
        "data": {"kind": "table", "x": [[0.0]], "y": [[0.0]]},
        "hidden": [],
        "output_activation": "linear",
        "optimizer": {"kind": optimizer, "learning_rate": 0.1},
        "regularization": {"kind": "l1", "rate": 0.1},
        "parameters": [{"w": [[0.35]], "b": [0.0]}],
    }
    stepper = stepper_of(spec)
    weights = [0.35]
    while weights[-1] != 0.0 and len(weights) < 200:
        stepper.advance(stepper.schedule.steps_per_batch)
        weights.append(stepper.state().arrays["w", 1][0, 0])

    assert weights[-1] == 0.0
    assert weights == sorted(weights, reverse=True)


def test_a_weight_that_its_gradient_carries_across_zero_lives_on():
    parameters = [{"w": [[-0.04], [0.3], [0.2]], "b": [0.0]}]
    stepper = stepper_of(l1_run("sgd", rate=0.001) | {"parameters": parameters})

    stepper.advance(stepper.schedule.steps_per_batch)
    first = stepper.state().arrays["w", 1][0, 0]
    stepper.advance(stepper.schedule.steps_per_batch * 20)

    assert first > 0
    assert stepper.state().arrays["w", 1][0, 0] > first


def test_a_weight_at_zero_from_the_start_is_free_to_leave():
    stepper = stepper_of(l1_run("sgd"))

    stepper.advance(stepper.schedule.steps_per_batch)

    arrays = stepper.state().arrays
    assert arrays["penalty_w", 1][2, 0] == 0.0
    assert arrays["w", 1][2, 0] != 0.0


def test_a_step_back_shows_the_blame_and_the_slope_that_its_delta_is_made_of():
    for state in STATES:
        if state.position.phase == "backward":
            layer = state.position.layer
            blame, slope = (state.arrays[name, layer] for name in ("d_a", "slope"))
            assert np.array_equal(blame * slope, state.arrays["delta", layer])
            if layer < 3:
                after = state.arrays["delta", layer + 1] @ state.arrays["w", layer + 1].T
                assert blame == pytest.approx(after, rel=1e-14)


def back_of(output_activation, loss, hidden="tanh"):
    """Give what each step back of a mini-batch makes, the output's first."""
    fields = FIELDS | {
        "data": table(X, np.eye(OUTPUTS)[[row % OUTPUTS for row in range(ROWS)]]),
        "hidden": [{"units": 2, "activation": hidden}],
        "output_activation": output_activation,
        "loss": loss,
    }
    states = states_of(fields, 8)
    return [[name for name, _ in state.made] for state in states if state.position.phase == "backward"]


def test_where_the_outputs_slope_cancels_there_is_neither_blame_nor_slope():
    output, hidden = back_of("softmax", "categorical_cross_entropy")

    assert output == ["delta", "grad_w", "grad_b"]
    assert hidden == ["d_a", "slope", "delta", "grad_w", "grad_b"]


def test_where_units_are_coupled_there_is_no_slope():
    for made in back_of("softmax", "squared_error", hidden="softmax"):
        assert made == ["d_a", "delta", "grad_w", "grad_b"]


def test_an_update_shows_the_learning_rate_its_number_and_the_memory_it_began_with():
    stepper = stepper_of(FIELDS | {"optimizer": {"kind": "adam", "learning_rate": 0.1}})
    old = {}
    for index in range(1, 5 * STEPS_PER_BATCH + 1):
        stepper.step()
        arrays, position = stepper.state().arrays, stepper.schedule.position(index)
        if position.phase == "update":
            layer = position.layer
            number = (index - 1) // STEPS_PER_BATCH + 1
            assert (arrays["eta", layer], arrays["t", layer]) == (0.1, number)
            for name in ("m_w", "m_b", "v_w", "v_b"):
                before = old.get((name, layer), np.zeros_like(arrays[name, layer]))
                assert np.array_equal(arrays[f"old_{name}", layer], before)
                old[name, layer] = arrays[name, layer]


@pytest.mark.parametrize(
    ("at", "shown"), [(0, 0.4), (7, 0.4), (8, 0.4), (9, 0.3), (11, 0.3)], ids=lambda value: str(value)
)
def test_an_update_shows_the_learning_rate_that_it_was_made_with(at, shown):
    """Changed after so many steps of a mini-batch: from its first update on, it is for the next one."""
    stepper = stepper_of(FIELDS | {"optimizer": {"kind": "sgd", "learning_rate": 0.3}})
    stepper.advance(STEPS_PER_BATCH + at)
    before = stepper.state().arrays
    stepper.set_learning_rate(0.4)
    if at < STEPS_PER_BATCH:
        stepper.advance(STEPS_PER_BATCH - at)

    arrays = stepper.state().arrays

    assert [arrays["eta", layer] for layer in (1, 2, 3)] == [shown] * 3
    assert arrays["step_w", 3] == pytest.approx(-shown * arrays["grad_w", 3], rel=1e-14)
    if at == STEPS_PER_BATCH:
        assert before.keys() == arrays.keys()


def test_rows_are_numbered_as_the_mini_batch_last_made_had_them_after_going_back_too():
    stepper = stepper_of(FIELDS)
    each, batches = stepper.schedule.steps_per_batch, stepper.schedule.batches
    stepper.advance(each * batches)
    expected, core = stepper.state().arrays["rows", 0], stepper.core()
    stepper.advance(1)
    assert not np.array_equal(stepper.state().arrays["rows", 0], expected)

    stepper.restore(core, batches)

    assert np.array_equal(stepper.state().arrays["rows", 0], expected)
