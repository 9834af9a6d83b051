"""What is kept from who is to predict it: messages as they are without certain numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import EllipsisType
from typing import TypeAlias

import msgspec
import numpy as np

from ..engine.steps import Key
from ..protocol import Array, BranchLine, Frame, HistoryLetter, Message, Playback

Place: TypeAlias = tuple[int | slice | EllipsisType, ...]
"""Some numbers of a tensor: a column, one, or all."""

ALL: Place = (...,)


@dataclass(frozen=True)
class Hidden:
    """What is not to be told."""

    numbers: Mapping[Key, tuple[Place, ...]]
    """Of the pass that is shown, by tensor."""
    after_epoch: int | None = None
    """Evaluations of later epochs, where some are to be predicted."""

    def __bool__(self) -> bool:
        return bool(self.numbers) or self.after_epoch is not None

    def told(self, message: Message) -> Message:
        """Give what may be told of a message; itself, where that is all of it."""
        match message:
            case Frame():
                arrays = {key: self._without(key, array) for key, array in message.arrays.items()}
                hides = any(arrays[key] is not message.arrays[key] for key in arrays)
                return replace(message, arrays=arrays) if hides else message
            case HistoryLetter() if self.after_epoch is not None:
                points = [point for point in message.points if point[0] <= self.after_epoch]
                return HistoryLetter(message.keep, points)
            case BranchLine() if self.after_epoch is not None:
                return BranchLine(
                    message.branch, [point for point in message.points if not self._is_late(point[0])]
                )
            case Playback():
                late = self._is_late(message.visited[0] if message.visited else 0)
                if not late and message.stopped is None:
                    return message
                return msgspec.structs.replace(
                    message, visited=None if late else message.visited, stopped=None
                )
            case _:
                return message

    def _is_late(self, epoch: int) -> bool:
        return self.after_epoch is not None and epoch > self.after_epoch

    def _without(self, key: Key, array: Array) -> Array:
        """Give a tensor with what is hidden of it no number."""
        if key not in self.numbers:
            return array
        told = array.copy()
        try:
            for place in self.numbers[key]:
                told[place] = np.nan
        except IndexError:  # another run came in between: its numbers are no answer, and none is told
            told[...] = np.nan
        return told
