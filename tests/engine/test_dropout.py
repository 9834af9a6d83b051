"""Dropout: a mask for every sample, the same on the way back, and none where a network is asked."""

import numpy as np
import pytest

from app.engine import BadInput, Evaluator
from app.engine.activations import ACTIVATIONS
from app.engine.randomness import masks_of, stream
from tests.engine.runs import rows_of, spec_of, stepper_of, table

SEED, ROWS, BATCH, ETA = 11, 6, 3, 0.1
UNITS = (2, 5, 4, 1)
FRACTIONS = (0.4, 0.25)
RANDOM = np.random.default_rng(8)
X, Y = RANDOM.normal(size=(ROWS, UNITS[0])), RANDOM.normal(size=(ROWS, 1))
PARAMETERS = [(RANDOM.normal(size=shape), RANDOM.normal(size=shape[1])) for shape in ((2, 5), (5, 4), (4, 1))]
STEPS = 11


def fields(fractions=FRACTIONS, activation="tanh", **others):
    return {
        "data": table(X, Y),
        "hidden": [
            {"units": units, "activation": activation, "dropout": fraction}
            for units, fraction in zip(UNITS[1:-1], fractions, strict=True)
        ],
        "output_activation": "linear",
        "parameters": [{"w": w.tolist(), "b": b.tolist()} for w, b in PARAMETERS],
        "optimizer": {"kind": "sgd", "learning_rate": ETA},
        "batch_size": BATCH,
        "shuffle": False,
        "seed": SEED,
        **others,
    }


def masks(number, fractions=FRACTIONS):
    """The masks of a mini-batch, layer after layer, rows first."""
    generator = masks_of(SEED, number)
    made = []
    for units, fraction in zip(UNITS[1:-1], fractions, strict=True):
        kept = generator.random((BATCH, units)) >= fraction if fraction else np.ones((BATCH, units))
        made.append(kept / (1 - fraction))
    return made


def loss(parameters, x, y, masks):
    """Half the squared error of each row, by plain NumPy."""
    a = x
    for (w, b), mask in zip(parameters[:-1], masks, strict=True):
        a = np.tanh(a @ w + b) * mask
    w, b = parameters[-1]
    return 0.5 * ((a @ w + b - y) ** 2).sum(axis=1)


def trained(parameters, x, y, masks):
    """The parameters after one mini-batch, by plain NumPy."""
    inputs, hidden = [x], []
    for (w, b), mask in zip(parameters[:-1], masks, strict=True):
        hidden.append(np.tanh(inputs[-1] @ w + b))
        inputs.append(hidden[-1] * mask)
    delta = inputs[-1] @ parameters[-1][0] + parameters[-1][1] - y
    after = []
    for layer in reversed(range(len(parameters))):
        w, b = parameters[layer]
        after.insert(0, (w - ETA * inputs[layer].T @ delta / len(x), b - ETA * delta.mean(axis=0)))
        if layer:
            delta = (delta @ w.T) * masks[layer - 1] * (1 - hidden[layer - 1] ** 2)
    return after


def batches(count):
    for number in range(count):
        rows = slice(number % 2 * BATCH, number % 2 * BATCH + BATCH)
        yield number, X[rows], Y[rows]


def test_training_is_what_plain_numpy_makes_of_the_same_masks():
    stepper, parameters = stepper_of(fields()), PARAMETERS

    for number, x, y in batches(7):
        expected = loss(parameters, x, y, masks(number))
        parameters = trained(parameters, x, y, masks(number))
        stepper.advance(STEPS)
        arrays = stepper.state().arrays
        np.testing.assert_allclose(arrays["loss", 3], expected, rtol=1e-12)
        for layer, (w, b) in enumerate(parameters, 1):
            np.testing.assert_allclose(arrays["w", layer], w, rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(arrays["b", layer], b, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_gradients_are_the_slopes_of_the_loss_with_this_mask(layer):
    stepper, step = stepper_of(fields()), 1e-6
    stepper.advance(STEPS)
    arrays = stepper.state().arrays

    def mean_loss(change):
        changed = [(w.copy(), b.copy()) for w, b in PARAMETERS]
        changed[layer - 1][0][...] += change
        return loss(changed, X[:BATCH], Y[:BATCH], masks(0)).mean()

    for place in np.ndindex(*PARAMETERS[layer - 1][0].shape):
        change = np.zeros(PARAMETERS[layer - 1][0].shape)
        change[place] = step
        slope = (mean_loss(change) - mean_loss(-change)) / (2 * step)
        assert arrays["grad_w", layer][place] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_mask_of_the_way_forward_is_that_of_the_way_back_for_every_activation(activation):
    stepper = stepper_of(fields(activation=activation))
    plain = stepper_of(fields((0.0, 0.0), activation))
    stepper.advance(STEPS - 3)
    plain.advance(STEPS - 3)
    arrays = stepper.state().arrays

    for layer in (1, 2):
        mask, undropped = arrays["mask", layer], arrays["undropped", layer]
        assert (mask == masks(0)[layer - 1]).all()
        assert (arrays["a", layer] == undropped * mask).all()
        blame = arrays["delta", layer + 1] @ arrays["w", layer + 1].T
        np.testing.assert_allclose(arrays["d_a", layer], blame * mask, rtol=1e-12, atol=1e-15)
        if ("slope", layer) in arrays:
            assert (arrays["delta", layer] == arrays["d_a", layer] * arrays["slope", layer]).all()
            assert (arrays["delta", layer][mask == 0] == 0).all()
    assert (arrays["undropped", 1] == plain.state().arrays["a", 1]).all()


def test_a_masks_numbers_are_told_by_the_forward_step_of_its_layer():
    stepper = stepper_of(fields((0.4, 0.0)))
    stepper.advance(2)
    with_mask = stepper.state().made
    stepper.advance(1)

    assert with_mask == (("z", 1), ("undropped", 1), ("mask", 1), ("a", 1))
    assert stepper.state().made == (("z", 2), ("a", 2))


def test_so_much_is_left_out_as_is_asked_for_and_the_mean_stays():
    hidden = [{"units": 100, "dropout": 0.3}]
    spec = {"data": table([[1.0]] * 500, [[0.0]] * 500), "hidden": hidden, "batch_size": 500}
    stepper = stepper_of({**spec, "output_activation": "linear"})
    stepper.advance(2)

    mask = stepper.state().arrays["mask", 1]

    assert set(np.unique(mask)) == {0.0, 1 / 0.7}
    assert (mask == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert mask.mean() == pytest.approx(1.0, abs=0.015)


def test_every_sample_and_every_mini_batch_has_a_mask_of_its_own():
    stepper = stepper_of(fields((0.5, 0.5)))
    made = []
    for _ in range(4):
        stepper.advance(STEPS)
        made += stepper.state().arrays["mask", 1].tolist()

    assert len({tuple(mask) for mask in made}) > len(made) / 2


def test_masks_follow_from_seed_and_number_whatever_came_before():
    straight, jumping = (stepper_of(fields()) for _ in range(2))
    straight.advance(3 * STEPS)
    core = straight.core()
    straight.advance(STEPS)
    jumping.restore(core, 3)
    jumping.advance(STEPS)

    assert (straight.core() == jumping.core()).all()


def test_masks_have_a_stream_of_their_own():
    drawn = [masks_of(SEED, number).random(4) for number in (0, 1)]
    drawn += [stream(SEED, use).random(4) for use in (0, 1, 2)]
    drawn += [np.random.default_rng((SEED, 0)).random(4), np.random.default_rng((SEED, 1)).random(4)]

    assert len({tuple(each) for each in drawn}) == len(drawn)


def test_training_makes_the_steps_that_single_steps_make():
    others = {"optimizer": {"kind": "adam", "learning_rate": 0.1}, "batch_size": 4, "shuffle": True}
    one, other = (stepper_of(fields(**others)) for _ in range(2))
    one.advance(9 * STEPS)
    for _ in range(9 * STEPS):
        other.step()

    assert (one.core() == other.core()).all()


def test_a_network_that_is_asked_leaves_nothing_out():
    spec = spec_of(fields())
    dropping, plain = stepper_of(fields()), stepper_of(fields((0.0, 0.0)))
    one, other = (Evaluator(stepper.parameters, *rows_of(spec)) for stepper in (dropping, plain))

    assert (one.losses() == other.losses()).all()
    assert one.losses().mean() == pytest.approx(loss(PARAMETERS, X, Y, [1.0, 1.0]).mean())


@pytest.mark.parametrize(("dropout", "code"), [(0.96, "too_large"), (-0.1, "too_small")])
def test_all_of_a_layer_cannot_be_left_out(dropout, code):
    with pytest.raises(BadInput) as refusal:
        spec_of({"hidden": [{"dropout": dropout}]})

    assert (refusal.value.field, refusal.value.code) == ("hidden.0.dropout", code)
