"""propscope: see how a neural network learns, one propagation at a time."""

import os

__version__ = "0.1.0"

# Read by NumPy's BLAS when it is first imported: more threads gain nothing on networks small enough to look
# at, and the number of threads changes the last bits of a sum.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
