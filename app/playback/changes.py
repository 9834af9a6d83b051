"""What was changed last, and what was taken back: the way of ``undo`` and ``redo``."""

from collections.abc import Sequence

from ..engine.edits import Edit, Edits


class Changes:
    """The edits there were before each change of a run, and those that were taken back."""

    def __init__(self, edits: Edits = (), first: int = 0, *, begun_by: tuple[Edit, ...] = ()) -> None:
        """Begin with a run as it is restored: its edits after the ``first`` were made in the order of steps.

        On a branch that was ``begun_by`` an edit more of the same may be one movement with it.
        """
        self._before = [edits[:count] for count in range(first, len(edits))]
        self._after: list[Edits] = []
        self._last = begun_by[0].thing if len(begun_by) == 1 else None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back, and nothing changed since."""
        return bool(self._after)

    @property
    def taken_back(self) -> tuple[Edits, ...]:
        """The edits that can be made again, in the order in which they were taken back."""
        return tuple(self._after)

    def take_up(self, taken_back: Sequence[Edits]) -> None:
        """Know what was taken back in another process."""
        self._after = list(taken_back)

    def made(self, before: Edits, new: tuple[Edit, ...], goes_on: bool = False) -> None:
        """Remember what there was before new edits; ``goes_on`` joins them to the last of the same thing."""
        thing = new[0].thing if len(new) == 1 else None
        if not (goes_on and thing is not None and thing == self._last):
            self._before.append(before)
        self._last, self._after = thing, []

    def undone(self, now: Edits) -> Edits:
        """Give the edits there were before the last change."""
        self._after.append(now)
        self._last = None
        return self._before.pop()

    def redone(self, now: Edits) -> Edits:
        """Give the edits that were taken back last."""
        self._before.append(now)
        self._last = None
        return self._after.pop()
