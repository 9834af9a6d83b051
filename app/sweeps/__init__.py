"""One run many times over, with something else each time: what is varied, the runs, and what they come to."""

from .runs import Ran, Sweep, running
from .summary import Band, Spread, Summary, bands, summaries
from .varied import MOST_RUNS, Varied, combinations, read_varied, with_values

__all__ = [
    "MOST_RUNS",
    "Band",
    "Ran",
    "Spread",
    "Summary",
    "Sweep",
    "Varied",
    "bands",
    "combinations",
    "read_varied",
    "running",
    "summaries",
    "with_values",
]
