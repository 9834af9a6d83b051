"""The player: elapsed time becomes steps to be made, up to where playing is to end."""

from msgspec import UNSET, UnsetType

from ..protocol import Play, Unit
from .clock import Clock
from .history import Point
from .run import Run

SINGLE_STEPS_PER_S = 30.0
"""Up to this speed every unit played is shown."""


class Player:
    """Whether and how fast a run is played, and until when."""

    def __init__(self) -> None:
        self.playing = False
        self.unit: Unit = "propagation"
        self.until_epoch: int | None = None
        self.until_accuracy: float | None = None
        self._clock = Clock()
        self._goal = 0
        """Where the units that have fallen due lead."""

    @property
    def speed(self) -> float | None:
        """Units a second; None is as many as there is time for."""
        return self._clock.speed

    @property
    def each_shown(self) -> bool:
        """Whether units fall due so slowly that each is shown."""
        return self.speed is not None and self.speed <= SINGLE_STEPS_PER_S

    @property
    def shows_propagations(self) -> bool:
        """Whether every single propagation is shown."""
        return self.unit == "propagation" and self.each_shown

    def set_speed(self, speed: float | UnsetType | None, unit: Unit | UnsetType, run: Run) -> None:
        """Play as fast as this from here on; what is unset stays."""
        if speed is not UNSET:
            self._clock.speed = speed
        if unit is not UNSET:
            self.unit = unit
        self._goal = run.index

    def begin(self) -> None:
        """Stand at the start of a run, with nothing to wait for."""
        self.playing, self._goal = False, 0
        self.until_epoch = self.until_accuracy = None

    def start(self, command: Play, run: Run) -> None:
        """Play until what the command says; go on where it plays already."""
        self.until_epoch, self.until_accuracy = command.until_epoch, command.until_accuracy
        if run.timeline.diverged and run.index == run.timeline.recorded:
            return
        if not self.playing:
            self._clock.restart()
            self._goal = run.index
        self.playing = not self.has_reached(run)

    def stop(self) -> None:
        """Stand still."""
        self.playing = False

    def seconds_to_next(self, run: Run) -> float:
        """Give how long there is nothing to do."""
        behind = self.playing and run.index < self._goal
        return 0.0 if behind else self._clock.seconds_to_next()

    def due(self, dt: float, most: int, run: Run) -> int:
        """Let ``dt`` seconds pass; give the steps to be made for them, at most ``most``."""
        self._clock.advance(dt)
        if run.index >= self._goal:
            units = self._clock.take()
            if units is None:
                return run.whole(most)
            if units == 0:
                return 0
            self._goal = run.target(run.index, units, self.unit)
        steps = self._goal - run.index
        if self.shows_propagations:
            return min(most, steps)
        return steps if steps <= most else run.whole(most)

    def is_at_goal(self, run: Run) -> bool:
        """Whether all units that have fallen due are made."""
        return run.index == self._goal

    def allowed(self, steps: int, run: Run) -> int:
        """Hold steps to the epoch we are to stop at."""
        if not self.playing or self.until_epoch is None:
            return steps
        return max(0, min(steps, run.timeline.schedule.end(self.until_epoch) - run.index))

    def has_reached(self, run: Run) -> bool:
        """Whether here ends an epoch where what playing waits for has come."""
        epoch, inside = run.timeline.schedule.epochs(run.index)
        if inside:
            return False
        point = run.timeline.history.at(epoch)
        far = self.until_epoch is not None and epoch >= self.until_epoch
        return far or (point is not None and self.is_satisfied(point))

    def is_satisfied(self, point: Point) -> bool:
        """Whether the accuracy that playing waits for has come."""
        return self.until_accuracy is not None and point.reaches(self.until_accuracy)
