"""How the rows of a mini-batch become one loss and one gradient: one record each, in one table.

A formula takes ``total``, what was summed over the rows, and ``per_row``, 1 over their number, if it divides.
"""

from dataclasses import dataclass

import numpy as np

from .operations import Floats
from .recorded import Function, recorded


@dataclass(frozen=True)
class Reduction:
    """One way to take the rows together: ``function`` of ``total`` and ``per_row``, or of ``total`` alone."""

    name: str
    label: str
    formula: str
    function: Function

    def of(self, losses: Floats) -> float:
        """Give a mini-batch's loss from its rows', (rows,)."""
        known = {"total": np.sum(losses), "per_row": 1.0 / len(losses)}
        return float(self.function(*(known[name] for name in recorded(self.function).inputs)))


def mean(total, per_row):
    """The mean over the mini-batch's rows."""
    return total * per_row


def summed(total):
    """The sum over the mini-batch's rows, however many they are."""
    return total


_RECORDS = (
    Reduction("mean", "Mean", "1/n Σ", mean),
    Reduction("sum", "Sum", "Σ", summed),
)
REDUCTIONS = {record.name: record for record in _RECORDS}
