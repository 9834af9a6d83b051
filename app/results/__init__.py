"""How well a run does on all its rows, measured where it stands."""

from .measures import Half, evaluators, measure, told
from .questions import Question, questions_of
from .reading import HalfName, Reader, Reading, Standing
from .rows import Asked

__all__ = [
    "Asked",
    "Half",
    "HalfName",
    "Question",
    "Reader",
    "Reading",
    "Standing",
    "evaluators",
    "measure",
    "questions_of",
    "told",
]
