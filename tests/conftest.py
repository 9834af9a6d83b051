"""What every test relies on: one BLAS thread, the same examples on every run, and how many run at once."""

import os

# Read when NumPy is first imported, so they stand before any test can import it.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402 - hypothesis itself may import NumPy

MOST_WORKERS = 5

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that waits for a socket leaves its core to another."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)
