"""Starting weights have the spread their formulas say, and come from the generator alone."""

import numpy as np
import pytest

from app.engine.initializers import INITIALIZERS
from app.engine.randomness import weights_of
from app.engine.spec import VERSION
from tests.engine.runs import table, trainer_of

SHAPE = UNITS_IN, UNITS = 120, 80

# The limit of a uniform distribution, None for a normal one; the variance; the bias.
EXPECTED = {
    "zeros": (0.0, 0.0, 0.0),
    "uniform": (0.5, 1 / 12, 0.0),
    "normal": (None, 1 / 4, 0.0),
    "glorot_uniform": ((6 / 200) ** 0.5, 2 / 200, 0.0),
    "glorot_normal": (None, 2 / 200, 0.0),
    "he_uniform": ((6 / 120) ** 0.5, 2 / 120, 0.0),
    "he_normal": (None, 2 / 120, 0.0),
    "playground": (0.5, 1 / 12, 0.1),
}


@pytest.fixture(params=EXPECTED)
def name(request):
    return request.param


def drawn(name, seed=5):
    return INITIALIZERS[name].draw(np.random.default_rng(seed), UNITS_IN, UNITS)


def test_a_table_names_its_records_by_their_names():
    assert EXPECTED.keys() <= INITIALIZERS.keys()
    assert [record.name for record in INITIALIZERS.values()] == list(INITIALIZERS)


def test_weights_have_the_shape_mean_and_variance_of_the_formula(name):
    _, variance, _ = EXPECTED[name]

    weights = drawn(name)

    assert weights.shape == SHAPE
    assert weights.mean() == pytest.approx(0.0, abs=4 * (variance / weights.size) ** 0.5)
    assert weights.var() == pytest.approx(variance, rel=0.06)


def test_uniform_weights_fill_their_limits_and_normal_ones_have_tails(name):
    limit, variance, _ = EXPECTED[name]

    largest = np.abs(drawn(name)).max()

    if limit is None:
        assert largest > 3 * variance**0.5
    else:
        assert 0.999 * limit <= largest <= limit


def test_the_same_generator_gives_the_same_weights_and_another_gives_others(name):
    assert np.array_equal(drawn(name), drawn(name))
    assert np.array_equal(drawn(name), drawn(name, seed=6)) == (name == "zeros")


def started(name, seed=5):
    fields = {
        "data": table([[1.0, 2.0, 3.0]], [[1.0, 0.0]]),
        "hidden": [{"units": 4, "activation": "tanh"}],
        "initializer": name,
        "seed": seed,
    }
    return trainer_of(fields).start().arrays


def test_a_run_starts_from_what_its_seed_draws_layer_after_layer(name):
    arrays = started(name)

    generator = weights_of(5, VERSION)
    for layer, shape in ((1, (3, 4)), (2, (4, 2))):
        assert np.array_equal(arrays["w", layer], INITIALIZERS[name].draw(generator, *shape))
        assert arrays["b", layer].tolist() == [EXPECTED[name][2]] * shape[1]


def test_a_run_leaves_numpys_shared_generator_alone(name):
    np.random.seed(3)
    expected = np.random.random()

    np.random.seed(3)
    started(name)

    assert np.random.random() == expected
