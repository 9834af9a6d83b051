"""A journey: the way to a step that takes more than a moment, made in slices."""

from dataclasses import dataclass

from ..protocol import Play
from .asking import Asked
from .run import Run


@dataclass(frozen=True)
class Journey:
    """Somebody asked to stand at ``target``, and is answered on arriving."""

    asked: Asked
    target: int
    then: Play | None = None
    """How to play on from there."""

    def takes_long(self, run: Run) -> bool:
        """Whether it takes more than a moment."""
        recorded = self._recorded(run)
        steps: int = run.timeline.distance(recorded) + self.target - recorded
        return steps > run.steps_at_once

    def follow(self, run: Run, most: int | None = None) -> bool:
        """Go through what is recorded, at most about so many steps; say whether a step of it was to make."""
        recorded = self._recorded(run)
        if run.index == recorded:
            return False
        run.timeline.seek(recorded, None if most is None else run.whole(most))
        return True

    def beyond(self, run: Run) -> int:
        """Count the steps that are still to be trained."""
        return max(0, self.target - run.index)

    def has_arrived(self, run: Run) -> bool:
        """Whether we stand there."""
        return run.index == self.target

    def _recorded(self, run: Run) -> int:
        return min(self.target, run.timeline.recorded)
