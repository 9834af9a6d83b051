"""Marking: a learner's own arrays of a mini-batch beside the engine's, and what is likely wrong with them."""

from .causes import Cause
from .given import MOST_BYTES, Given, read
from .mini_batch import MiniBatch, mini_batch, standing_at_start
from .verdict import Difference, Verdict, verdict

__all__ = [
    "MOST_BYTES",
    "Cause",
    "Difference",
    "Given",
    "MiniBatch",
    "Verdict",
    "mini_batch",
    "read",
    "standing_at_start",
    "verdict",
]
