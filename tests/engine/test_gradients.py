"""What gradients must be by their meaning: means over rows, blind to order, alike where units are alike."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.runs import stepper_of, table
from tests.engine.strategies import runs

SAME = {"rtol": 1e-12, "atol": 1e-12}


def first_pass(fields, reduction="mean"):
    """Give every number of the first mini-batch, which is all rows."""
    stepper = stepper_of(fields | {"batch_size": 1024, "shuffle": False, "batch_reduction": reduction})
    for _ in range(stepper.schedule.steps_per_batch - stepper.network.layers):
        stepper.step()
    return stepper.state().arrays


def with_rows(fields, order):
    """Give the same run on these of its rows."""
    x, y = (np.array(fields["data"][name])[order] for name in "xy")
    return fields | {"data": table(x, y)}


def rows_in(fields):
    return len(fields["data"]["x"])


def of(arrays, *names):
    return [key for key in arrays if key[0] in names]


@settings(max_examples=40)
@given(runs(drops=False), st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_deltas_and_leaves_gradients(fields, random):
    order = random.sample(range(rows_in(fields)), rows_in(fields))

    arrays, moved = first_pass(fields), first_pass(with_rows(fields, order))

    for key in of(arrays, "z", "a", "delta", "loss"):
        assert np.allclose(moved[key], arrays[key][order], **SAME)
    for key in of(arrays, "grad_w", "grad_b"):
        assert np.allclose(moved[key], arrays[key], **SAME)


@settings(max_examples=40)
@given(runs(drops=False), st.integers(2, 4))
def test_rows_repeated_leave_the_mean_gradient(fields, times):
    arrays = first_pass(fields)
    repeated = first_pass(with_rows(fields, np.tile(np.arange(rows_in(fields)), times)))

    for key in of(arrays, "grad_w", "grad_b"):
        assert np.allclose(repeated[key], arrays[key], **SAME)


@settings(max_examples=40)
@given(runs(drops=False))
def test_a_gradient_is_the_mean_of_each_rows_own(fields):
    arrays = first_pass(fields)
    alone = [first_pass(with_rows(fields, [row])) for row in range(rows_in(fields))]

    for key in of(arrays, "grad_w", "grad_b"):
        assert np.allclose(np.mean([each[key] for each in alone], axis=0), arrays[key], **SAME)
    for key in of(arrays, "delta"):
        assert np.allclose(np.concatenate([each[key] for each in alone]), arrays[key], **SAME)


@settings(max_examples=40)
@given(runs(drops=False))
def test_a_summed_gradient_is_the_mean_times_the_rows_and_deltas_are_the_same(fields):
    arrays, summed = first_pass(fields), first_pass(fields, "sum")

    for key in of(arrays, "grad_w", "grad_b"):
        assert np.allclose(summed[key], arrays[key] * rows_in(fields), **SAME)
    for key in of(arrays, "delta", "loss"):
        assert np.array_equal(summed[key], arrays[key])


@settings(max_examples=40)
@given(runs(drops=False))
def test_gradients_are_made_of_the_deltas_and_activations_shown(fields):
    arrays = first_pass(fields)

    for name, layer in of(arrays, "delta"):
        a_in, delta = arrays["a", layer - 1], arrays[name, layer]
        assert np.allclose(arrays["grad_w", layer], a_in.T @ delta / len(delta), **SAME)
        assert np.allclose(arrays["grad_b", layer], delta.mean(axis=0), **SAME)


@settings(max_examples=20)
@given(runs(drops=False), st.integers(1, 4))
def test_twin_units_stay_twins(fields, batches):
    """Hidden units that start alike learn alike: their sums are the same but for rounding."""
    hidden = [{"units": 2, "activation": "tanh"}]
    features, outputs = (len(fields["data"][name][0]) for name in "xy")
    random = np.random.default_rng(fields["seed"])
    w1, w2 = random.normal(size=(features, 1)), random.normal(size=(1, outputs))
    parameters = [
        {"w": np.tile(w1, 2).tolist(), "b": [0.1, 0.1]},
        {"w": np.tile(w2, (2, 1)).tolist(), "b": [0.0] * outputs},
    ]
    optimizer = {"kind": "sgd", "learning_rate": 0.003}
    stepper = stepper_of(fields | {"hidden": hidden, "parameters": parameters, "optimizer": optimizer})

    stepper.advance(batches * stepper.schedule.steps_per_batch)

    arrays = stepper.state().arrays
    assert np.allclose(arrays["w", 1][:, 0], arrays["w", 1][:, 1], **SAME)
    assert np.allclose(arrays["w", 2][0], arrays["w", 2][1], **SAME)


@settings(max_examples=30)
@given(runs(drops=False), st.floats(-50.0, 50.0))
def test_equal_shifts_of_all_logits_leave_softmax_and_its_gradients(fields, shift):
    classes = len(fields["data"]["y"][0])
    x = np.array(fields["data"]["x"])
    y = np.eye(classes)[np.arange(len(x)) % classes]
    random = np.random.default_rng(fields["seed"])
    w, b = random.normal(size=(x.shape[1], classes)), random.normal(size=classes)
    softmax = fields | {
        "data": table(x, y),
        "hidden": [],
        "output_activation": "softmax",
        "loss": "categorical_cross_entropy",
    }

    arrays, shifted = (
        first_pass(softmax | {"parameters": [{"w": w.tolist(), "b": bias.tolist()}]})
        for bias in (b, b + shift)
    )

    for name in ("a", "delta", "loss", "grad_w", "grad_b"):
        assert np.allclose(shifted[name, 1], arrays[name, 1], rtol=0, atol=1e-12)
