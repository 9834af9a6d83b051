"""One run being driven: commands and elapsed time go in, messages come out."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from math import inf
from typing import assert_never

from ..engine import BadInput, Spec
from ..engine import Diverged as EngineDiverged
from ..protocol import (
    AnyCommand,
    Configure,
    Diverged,
    Frame,
    HistoryLetter,
    Message,
    Pause,
    Play,
    Playback,
    Reset,
    Seek,
    SetRate,
    Step,
    Unit,
)
from .asking import Asked, Told
from .clock import Clock
from .history import Point
from .timeline import Timeline
from .viewpoint import Viewpoint

FRAME_S = 1 / 30
"""The shortest time between keyframes while playing fast."""
SINGLE_STEPS_PER_S = 30.0
"""Up to this rate every unit played is shown."""
_AT_ONCE_WORK = 20_000_000
"""A journey with no more multiplications than this, a few milliseconds, is made at once, else in slices."""
_STEP_WORK = 5_000
"""What a step costs besides, in multiplications."""


@dataclass(frozen=True)
class _Errand:
    """A journey under way."""

    asked: Asked
    target: int


class Session:
    """A run, where we stand in it, and how it is played. Give it time with ``tick`` while ``active``."""

    def __init__(
        self, spec: Spec | None = None, after_run: int = 0, spare: Callable[[], float] = lambda: inf
    ) -> None:
        """Begin with a run; ``spare`` gives the bytes that this session and others may still take."""
        self.run_id = after_run
        self.spare = spare
        self._clock = Clock()
        self._unit: Unit = "propagation"
        self._goal: int = 0
        """Where the units that have fallen due while playing lead."""
        view = Viewpoint(spec or Spec())
        self._begin(view, self._opened(view))

    @property
    def active(self) -> bool:
        """Whether time makes a difference."""
        return self._playing or self._errand is not None

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.timeline.index

    @property
    def bytes(self) -> int:
        """About the memory that the run takes."""
        return self.view.bytes + self.timeline.keyframe_bytes

    def seconds_to_next(self) -> float:
        """Give how long ``tick`` has nothing to do."""
        under_way = self._errand or (self._playing and self.index < self._goal)
        return 0.0 if under_way else self._clock.seconds_to_next()

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and will be answered when a journey ends."""
        return [self._errand.asked] if self._errand else []

    def obey(self, command: AnyCommand, by: object = None) -> list[Told]:
        """Do what is asked, and answer; raise ``BadInput``, with nothing changed, where it cannot be done."""
        asked = Asked(by, command.id)
        match command:
            case Configure():
                told = self._configure(command.spec)
            case Play():
                told = self._play(command)
            case Pause():
                told = self._interrupted()
                self._playing = False
            case Step():
                return self._step(command, asked)
            case Seek():
                return self._seek(command, asked)
            case SetRate():
                told = self._set_rate(command)
            case Reset():
                told = [*self._interrupted(), *self._begin(self.view, self._opened(self.view))]
            case _:
                assert_never(command)
        return [*told, *self._answer(asked)]

    def tick(self, dt: float, most: int) -> list[Told]:
        """Let ``dt`` seconds pass, and make at most ``most`` steps for them."""
        self._since_frame += dt
        if self._errand:
            return self._travel(most)
        if not self._playing:
            return []
        self._clock.advance(dt)
        if self.index >= self._goal:
            due = self._clock.take()
            if due is None:
                return self._play_many(self._whole(most))
            if due == 0:
                return []
            self._goal = self._target(self.index, due, self._unit)
        steps = self._goal - self.index
        if self._unit == "propagation" and self._each_shown:
            return self._play_each(min(most, steps))
        return self._play_many(steps if steps <= most else self._whole(most))

    def rest(self) -> list[Told]:
        """Stand still where we are: nobody is watching."""
        told = self._interrupted()
        self._playing = False
        return [*told, self.playback()]

    def joining(self) -> list[Message]:
        """Say everything to someone who knows nothing."""
        letters: list[Message] = [self.view.run_letter(self.run_id, self.timeline.stepper)]
        return [*letters, self._history_from(0), self.playback(), self.keyframe()]

    def keyframe(self, *, single: bool = False) -> Frame:
        """Show all that is known here; in single precision where nobody can read it that fast."""
        state = self.timeline.state()
        arrays = {**state.arrays, **self.view.maps(0)}
        return Frame("keyframe", state.position, self.timeline.recorded, arrays, single)

    def playback(self) -> Playback:
        """Say how the run is driven."""
        error = self.timeline.diverged
        diverged = Diverged(error.tensor, error.layer, error.position.index, str(error)) if error else None
        return Playback(
            playing=self._playing,
            busy=self._errand is not None,
            rate=self._clock.rate,
            unit=self._unit,
            until_epoch=self._until_epoch,
            until_accuracy=self._until_accuracy,
            diverged=diverged,
            visited=astuple(visited) if (visited := self.timeline.visited) else None,
        )

    def _opened(self, view: Viewpoint) -> Timeline:
        """Open the run of a specification; raise ``BadInput`` where its parameters do not fit."""
        timeline = Timeline(view.spec, view.data.x_train, view.data.y_train, spare=self.spare)
        view.attach(timeline.stepper)
        timeline.evaluate_with(view.point)
        return timeline

    def _begin(self, view: Viewpoint, timeline: Timeline) -> list[Told]:
        """Stand at the first step of a run."""
        self.view, self.timeline = view, timeline
        self.run_id += 1
        self._playing = False
        self._goal = 0
        self._errand: _Errand | None = None
        self._until_epoch: int | None = None
        self._until_accuracy: float | None = None
        self._since_frame: float = 0.0
        self._told = (0, 0)
        rows = min(view.spec.batch_size, len(view.data.x_train))
        work = 3 * timeline.stepper.parameters.size * rows // timeline.schedule.steps_per_batch
        self._at_once = max(1, _AT_ONCE_WORK // (_STEP_WORK + work))
        all_rows = len(view.data.x_train) + len(view.data.x_test)
        self._evaluates_at_once = timeline.stepper.parameters.size * all_rows <= _AT_ONCE_WORK
        return [view.run_letter(self.run_id, timeline.stepper), self._news(), self.keyframe()]

    def _configure(self, spec: Spec) -> list[Told]:
        """Take a new specification; one that differs in its learning rate only goes on from here."""
        view = Viewpoint(spec)
        left = self.spare() + self.bytes
        if view.bytes > left:
            limit = {"megabytes": round(left / 1e6)}
            raise BadInput("hidden", f"a run of {view.bytes / 1e6:.0f} MB", limit, "full")
        learning_rate = view.spec.optimizer.learning_rate
        if view.spec != self.view.spec.with_learning_rate(learning_rate):
            timeline = self._opened(view)
            return [*self._interrupted(), *self._begin(view, timeline)]
        told = self._interrupted()
        if view.spec != self.view.spec:
            self.timeline.set_learning_rate(learning_rate)
            self.view.spec = view.spec
        letter = self.view.run_letter(self.run_id, self.timeline.stepper)
        return [*told, letter, self._news(), self.keyframe()]

    def _play(self, command: Play) -> list[Told]:
        data = self.view.data
        if command.until_accuracy is not None and data.task != "classification":
            raise BadInput("until_accuracy", command.until_accuracy, data.label, "no_classes")
        told = self._interrupted()
        self._until_epoch, self._until_accuracy = command.until_epoch, command.until_accuracy
        if self.timeline.diverged and self.index == self.timeline.recorded:
            return told
        if not self._playing:
            self._clock.restart()
            self._goal = self.index
        self._playing = not self._reached()
        return told

    def _set_rate(self, command: SetRate) -> list[Told]:
        told = self._caught_up()
        self._clock.rate, self._unit, self._goal = command.rate, command.unit, self.index
        return told

    def _seek(self, command: Seek, asked: Asked) -> list[Told]:
        if command.index > self.timeline.recorded:
            raise BadInput("index", command.index, self.timeline.recorded, "not_recorded")
        told = self._interrupted()
        return [*told, *self._go(asked, command.index)]

    def _step(self, command: Step, asked: Asked) -> list[Told]:
        """Go to where a number of units leads from here, or from where we were going."""
        origin = self._errand.target if self._errand else self.index
        told = self._interrupted()
        target = self._target(origin, command.count, command.unit)
        if target == self.index + 1:
            self._playing = False
            return [*told, *self._play_one(), *self._answer(asked)]
        return [*told, *self._go(asked, target)]

    def _go(self, asked: Asked, target: int) -> list[Told]:
        """Stand at a step, or set out for it when that takes more than a moment."""
        self._playing = False
        recorded = min(target, self.timeline.recorded)
        if self.timeline.distance(recorded) + target - recorded > self._at_once:
            self._errand = _Errand(asked, target)
            return [self.playback()]
        self.timeline.seek(recorded)
        if target > self.index:
            self._forward(target - self.index)
        return [*self._arrived(), *self._answer(asked)]

    def _travel(self, most: int) -> list[Told]:
        """Go on towards the errand's end: through what is recorded, unseen, then beyond."""
        assert self._errand, "somewhere to go"
        asked, target = self._errand.asked, self._errand.target
        recorded = min(target, self.timeline.recorded)
        if self.index != recorded:
            self.timeline.seek(recorded, self._whole(most))
            ended = self.index == target
            shown: list[Told] = []
        else:
            ended = not self._forward(min(most, target - self.index)) or self.index == target
            shown = [] if ended else self._shown_now_and_then()
        if not ended:
            return shown
        self._errand = None
        return [*self._arrived(), *self._answer(asked)]

    def _interrupted(self) -> list[Told]:
        """Give up an errand, telling how far it came."""
        if not self._errand:
            return self._caught_up()
        asked, self._errand = self._errand.asked, None
        return [*self._arrived(), asked.done(self.index)]

    def _caught_up(self) -> list[Told]:
        """Show where we are: fast play is ahead of what it shows."""
        return self._arrived() if self._playing else []

    def _arrived(self) -> list[Told]:
        """Show where we stand, with its losses where an epoch ends here and they cost but a moment."""
        self._evaluate_here()
        return [self._news(), self.keyframe()]

    def _evaluate_here(self) -> bool:
        return self._evaluates_at_once and self.timeline.evaluate_here()

    def _answer(self, asked: Asked) -> list[Told]:
        return [self.playback(), asked.done(self.index)]

    def _forward(self, steps: int) -> bool:
        """Go on; False when the numbers end before that."""
        try:
            self.timeline.advance(steps, self._satisfied if self._playing and self._until_accuracy else None)
        except EngineDiverged:
            self._playing = False
            return False
        return True

    def _play_each(self, steps: int) -> list[Told]:
        """Make propagations and show every one."""
        messages: list[Told] = []
        for _ in range(steps):
            if self._playing:
                messages += self._play_one()
        return messages

    def _play_one(self) -> list[Told]:
        """Make one propagation and show just what it made."""
        here = self.index
        if not self._allowed(1) or not self._forward(1) or self.index == here:
            self._playing = False
            return [self.playback()]
        visited = [self.playback()] if self._evaluate_here() else []
        state = self.timeline.state()
        arrays = {key: state.arrays[key] for key in (*state.made, *state.aside)}
        if state.position.phase == "update":
            arrays.update(self.view.maps(state.position.layer))
        news: list[Told] = [self._news()] if self._has_news else []
        frame = Frame("step", state.position, self.timeline.recorded, arrays)
        return [frame, *news, *visited, *self._stopped_if_satisfied()]

    def _play_many(self, steps: int) -> list[Told]:
        """Make many propagations and show where they led, no more often than can be seen."""
        steps = self._allowed(steps)
        if steps and self._forward(steps) and not self._reached():
            return self._shown_now_and_then(surely=self._each_shown and self.index == self._goal)
        self._playing = False
        self._since_frame = 0.0
        return [*self._arrived(), self.playback()]

    def _allowed(self, steps: int) -> int:
        """Hold steps to the epoch we are to stop at."""
        if not self._playing or self._until_epoch is None:
            return steps
        return max(0, min(steps, self._until_epoch * self.timeline.schedule.steps_per_epoch - self.index))

    def _stopped_if_satisfied(self) -> list[Told]:
        """Stop playing at the end of an epoch where what was waited for has come."""
        if not self._playing or not self._reached():
            return []
        self._playing = False
        return [self.playback()]

    def _reached(self) -> bool:
        """Whether here ends an epoch where what playing waits for has come."""
        epoch, inside = divmod(self.index, self.timeline.schedule.steps_per_epoch)
        if inside:
            return False
        point = self.timeline.history.at(epoch)
        far = self._until_epoch is not None and epoch >= self._until_epoch
        return far or (point is not None and self._satisfied(point))

    def _satisfied(self, point: Point) -> bool:
        return self._until_accuracy is not None and point.reaches(self._until_accuracy)

    @property
    def _each_shown(self) -> bool:
        """Whether units fall due so slowly that each is shown."""
        return self._clock.rate is not None and self._clock.rate <= SINGLE_STEPS_PER_S

    def _shown_now_and_then(self, surely: bool = False) -> list[Told]:
        if self._since_frame < FRAME_S and not surely:
            return []
        self._since_frame %= FRAME_S
        return [*([self._news()] if self._has_news else []), self.keyframe(single=not surely)]

    def _target(self, origin: int, count: int, unit: Unit) -> int:
        """Find the step that ``count`` units lead to: boundaries of mini-batches or epochs, not before 0."""
        run = self.timeline.schedule
        lengths = {"propagation": 1, "mini-batch": run.steps_per_batch, "epoch": run.steps_per_epoch}
        length = lengths[unit]
        if count == 0:
            return origin
        boundary = origin // length if count > 0 else -(-origin // length)
        return max(0, (boundary + count) * length)

    def _whole(self, most: int) -> int:
        """Hold steps to the end of a mini-batch: a phase picked by chance would only flicker."""
        each = self.timeline.schedule.steps_per_batch
        return most if most < each else most - (self.index + most) % each

    @property
    def _has_news(self) -> bool:
        history = self.timeline.history
        return self._told != (history.generation, len(history.points))

    def _news(self) -> HistoryLetter:
        """Tell the points of history not told yet; all of them when told ones have gone."""
        history = self.timeline.history
        generation, told = self._told
        self._told = (history.generation, len(history.points))
        return self._history_from(told if generation == history.generation else 0)

    def _history_from(self, keep: int) -> HistoryLetter:
        return HistoryLetter(keep, [astuple(point) for point in self.timeline.history.points[keep:]])
