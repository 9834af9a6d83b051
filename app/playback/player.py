"""The player: elapsed time becomes steps to be made, up to where playing is to end."""

from msgspec import UNSET, UnsetType

from ..protocol import Loop, Play, Unit
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
        self.backward = False
        """Whether it is played towards the start."""
        self.loop: Loop | None = None
        """Between which steps it is played round and round."""
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
        self.backward, self.loop = False, None

    @property
    def command(self) -> Play:
        """Give what would have it play on as it does."""
        return Play(0, self.until_epoch, self.until_accuracy, self.backward)

    def start(self, command: Play, run: Run) -> None:
        """Play until what the command says; go on where it plays already."""
        self.until_epoch, self.until_accuracy = command.until_epoch, command.until_accuracy
        is_turned, self.backward = self.backward != command.backward, command.backward
        if not self._can_go(run):
            self.playing = False
            return
        if not self.playing or is_turned:
            self._clock.restart()
            self._goal = run.index
        self.playing = True

    def _can_go(self, run: Run) -> bool:
        if self.backward:
            return run.index > 0 or self.loop is not None
        is_at_its_end = run.timeline.diverged is not None and run.index == run.timeline.recorded
        return not is_at_its_end and not self.has_reached(run)

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

    def units_due(self, dt: float) -> int | None:
        """Let ``dt`` seconds pass; give the units due, None for as many as there is time for."""
        self._clock.advance(dt)
        return self._clock.take()

    def arrive(self, run: Run) -> None:
        """Go on from here, where it was not come to by the steps between."""
        self._goal = run.index

    def is_at_goal(self, run: Run) -> bool:
        """Whether all units that have fallen due are made."""
        return run.index == self._goal

    def allowed(self, steps: int, run: Run) -> int:
        """Hold steps to the epoch we are to stop at."""
        if not self.playing:
            return steps
        ends = [run.timeline.schedule.end(self.until_epoch)] if self.until_epoch is not None else []
        ends += [self.loop.last] if self.loop and run.index < self.loop.last else []
        return max(0, min([steps, *(end - run.index for end in ends)]))

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
