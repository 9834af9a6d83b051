"""Export: a run as code, weights, data and predictions, for whoever made it to take home."""

from .kinds import KINDS, Kind
from .tracing import traced
from .trained import Standing, Trained, trained

__all__ = ["KINDS", "Kind", "Standing", "Trained", "traced", "trained"]
