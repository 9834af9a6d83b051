"""Who asked travels with what was asked, so that every answer finds its way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..protocol import Answered, Done, Failure, Message


@dataclass(frozen=True)
class Asked:
    """A command not answered yet: ``by`` is whatever its asker is known by, and only passed on."""

    by: object
    id: int
    """The asker's own number for the command."""

    def done(self, index: int, *, changed: bool = True) -> "Answer":
        """Answer that it was obeyed, and where the run stands."""
        return Answer(Done(self.id, index), self.by, changed)

    def failed(self, failure: Failure) -> "Answer":
        """Answer that it could not be."""
        return Answer(failure, self.by)


@dataclass(frozen=True)
class Answer:
    """A letter for the one viewer who asked."""

    letter: Answered
    to: object = None
    changed: bool = True
    """Whether something was done to the run: that it was is told once it is kept."""


Told: TypeAlias = Message | Answer
"""What a session says: to everybody, or to whoever asked."""
Doing: TypeAlias = Iterator[Told | None]
"""What is told while something is done; None is a place to rest at, where others may have their turn."""
