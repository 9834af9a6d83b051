"""The preset that begins as TensorFlow Playground does learns as soon as its own code does."""

import pytest

from tests.bench.playground import THEIRS, epochs_to_learn, median_of

SEEDS = range(15)


@pytest.mark.parametrize("kind", THEIRS)
def test_half_of_the_runs_learn_as_soon_as_nine_of_ten_of_playgrounds_own(kind):
    median = median_of([epochs_to_learn(kind, seed) for seed in SEEDS])

    assert THEIRS[kind].p10 <= median <= THEIRS[kind].p90
