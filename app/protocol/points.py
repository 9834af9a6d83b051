"""How an evaluated epoch travels."""

from typing import TypeAlias

HistoryPoint: TypeAlias = tuple[int, float, float | None, float | None, float | None, float]
"""An epoch, mean losses (train, test), accuracies (train, test), and what the penalty adds to either loss."""
