"""A model of one's own on the page, from a notebook or a script."""

from .show import show
from .shown import Shown

__all__ = ["Shown", "show"]
