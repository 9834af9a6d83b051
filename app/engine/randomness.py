"""Random numbers: a function of the seed alone, and a stream of its own for each use.

Rows, their split and the weights draw from ``SeedSequence(seed, spawn_key=(use,))``, the masks of the n-th
mini-batch from ``spawn_key=(use, n)``, the order of the rows in epoch *e* from ``SeedSequence((seed, e))``.
NumPy keeps all of these apart, whatever the seed.
"""

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

ROWS, SPLIT, WEIGHTS, MASKS = 0, 1, 2, 3


def stream(seed: int, use: int) -> Generator:
    """Give the random numbers of one use, which are independent of those of every other."""
    return Generator(PCG64(SeedSequence(seed, spawn_key=(use,))))


def weights_of(seed: int, version: int) -> Generator:
    """Give the random numbers of the starting weights; in version 1 the first epoch's order had the same."""
    return np.random.default_rng(seed) if version == 1 else stream(seed, WEIGHTS)


def masks_of(seed: int, number: int) -> Generator:
    """Give the random numbers of one mini-batch's masks, layer after layer; the first is number 0."""
    return Generator(PCG64(SeedSequence(seed, spawn_key=(MASKS, number))))


def order_of(seed: int, epoch: int, rows: int) -> NDArray[np.int64]:
    """Draw the order that an epoch takes its rows in."""
    return np.random.default_rng((seed, epoch)).permutation(rows)
