"""Functions that formulas need and NumPy lacks."""

import math

import numpy as np

from .recorded import recordable


@recordable
def erfc(x):
    """The complementary error function, exact: the standard library's, one number at a time."""
    return np.fromiter(map(math.erfc, np.ravel(x)), float, np.size(x)).reshape(np.shape(x))
