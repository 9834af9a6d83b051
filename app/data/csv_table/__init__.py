"""A CSV file of one's own: read within bounds, described before it is used, made a run's table."""

from .choices import TableChoices
from .description import TableDescription, described
from .making import specified
from .reading import MOST_BYTES, Sheet, read

__all__ = ["MOST_BYTES", "Sheet", "TableChoices", "TableDescription", "described", "read", "specified"]
