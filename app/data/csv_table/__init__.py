"""A CSV file of one's own: read within bounds, described before it is used, made a run's table."""

from .choices import Choices
from .description import Description, described
from .making import specified
from .reading import MOST_BYTES, Sheet, read

__all__ = ["MOST_BYTES", "Choices", "Description", "Sheet", "described", "read", "specified"]
