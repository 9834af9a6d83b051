"""Formulas that visitors type, ``sin(x)*x`` or ``x1^2 + x2^2 < 9``: one small grammar, and their values."""

from .evaluation import evaluated
from .grammar import Parsed, names_in, parsed

__all__ = ["Parsed", "evaluated", "names_in", "parsed"]
