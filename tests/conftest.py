"""What every test relies on: one BLAS thread, and examples that are the same on every run."""

import os

# Read when NumPy is first imported, so they stand before any test can import it.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from hypothesis import settings  # noqa: E402 - hypothesis itself may import NumPy

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")
