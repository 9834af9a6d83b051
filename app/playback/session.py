"""One run being driven: commands and elapsed time go in, messages come out."""

from dataclasses import astuple
from typing import assert_never

from app.engine import BadInput, Spec
from app.engine import Diverged as EngineDiverged
from app.playback.clock import Clock
from app.playback.history import Point
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from app.protocol import (
    AnyCommand,
    Configure,
    Diverged,
    Done,
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

FRAME_S = 1 / 30
"""The shortest time between keyframes while playing fast."""
SINGLE_STEPS_PER_S = 30.0
"""Up to this rate every propagation played is a frame of its own."""
_AT_ONCE_STEPS = 200
"""A journey beyond what is recorded is made at once up to here, else in slices."""


class Session:
    """A run, where we stand in it, and how it is played. Give it time with ``tick`` while ``active``."""

    def __init__(self, spec: Spec | None = None, after_run: int = 0) -> None:
        self.run_id = after_run
        self._clock = Clock()
        self._unit: Unit = "propagation"
        self._begin(Viewpoint(spec or Spec()))

    @property
    def active(self) -> bool:
        """Whether time makes a difference."""
        return self._playing or self._errand is not None

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.timeline.index

    def seconds_to_next(self) -> float:
        """Give how long ``tick`` has nothing to do."""
        return 0.0 if self._errand else self._clock.seconds_to_next()

    def obey(self, command: AnyCommand) -> list[Message]:
        """Do what is asked, and answer; raise ``BadInput``, with nothing changed, where it cannot be done."""
        origin = self._errand[1] if self._errand and isinstance(command, Step) else self.index
        before = self._interrupted()
        match command:
            case Configure():
                after = self._configure(command.spec)
            case Play():
                after = self._play(command)
            case Pause():
                self._playing = False
                after = []
            case Step():
                return [*before, *self._step(command, origin)]
            case Seek():
                after = self._seek(command.index)
            case SetRate():
                self._clock.rate, self._unit = command.rate, command.unit
                after = []
            case Reset():
                after = self._begin(self.view)
            case _:
                assert_never(command)
        return [*before, *after, self.playback(), Done(command.id, self.index)]

    def tick(self, dt: float, most: int) -> list[Message]:
        """Let ``dt`` seconds pass, and make at most ``most`` steps for them."""
        self._since_frame += dt
        if self._errand:
            return self._travel(most)
        if not self._playing:
            return []
        due = self._clock.advance(dt)
        if due == 0:
            return []
        each_shown = (
            self._unit == "propagation" and self._clock.rate and self._clock.rate <= SINGLE_STEPS_PER_S
        )
        if due is not None and each_shown:
            return [message for _ in range(min(due, most)) for message in self._play_one()]
        if due is not None:
            return self._play_many(min(most, self._target(self.index, due, self._unit) - self.index))
        # At full speed what is shown is the end of a mini-batch: a phase picked by chance would only flicker.
        inside = (self.index + most) % self.timeline.course.steps_per_batch
        return self._play_many(most - inside if inside < most else most)

    def rest(self) -> list[Message]:
        """Stand still where we are: nobody is watching."""
        told = self._interrupted()
        self._playing = False
        return [*told, self.playback()]

    def joining(self) -> list[Message]:
        """Say everything to someone who knows nothing."""
        letters: list[Message] = [self.view.run_letter(self.run_id, self.timeline.walk)]
        return [*letters, self._history_from(0), self.playback(), self.keyframe()]

    def keyframe(self) -> Frame:
        """Show all that is known here."""
        state = self.timeline.state()
        return Frame("keyframe", state.position, {**state.arrays, **self.view.maps(0)})

    def playback(self) -> Playback:
        """Say how the run is driven."""
        error = self.timeline.diverged
        diverged = Diverged(error.tensor, error.layer, error.position.index, str(error)) if error else None
        return Playback(
            playing=self._playing,
            busy=self._errand is not None,
            rate=self._clock.rate,
            unit=self._unit,
            index=self.index,
            recorded=self.timeline.recorded,
            until_epoch=self._until_epoch,
            until_accuracy=self._until_accuracy,
            diverged=diverged,
        )

    def _begin(self, view: Viewpoint) -> list[Message]:
        """Stand at the first step of a run."""
        timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
        view.attach(timeline.walk)
        timeline.evaluate_with(view.point)
        self.view, self.timeline = view, timeline
        self.run_id += 1
        self._playing = False
        self._errand: tuple[Step, int] | None = None
        self._until_epoch: int | None = None
        self._until_accuracy: float | None = None
        self._since_frame = 0.0
        self._told = (0, 0)
        return [view.run_letter(self.run_id, timeline.walk), self._news(), self.keyframe()]

    def _configure(self, spec: Spec) -> list[Message]:
        """Take a new specification; one that differs in its learning rate only goes on from here."""
        view = Viewpoint(spec)
        learning_rate = view.spec.optimizer.learning_rate
        if view.spec != self.view.spec.with_learning_rate(learning_rate):
            return self._begin(view)
        if view.spec != self.view.spec:
            self.timeline.set_learning_rate(learning_rate)
            self.view.spec = view.spec
        return [self.view.run_letter(self.run_id, self.timeline.walk), self._news()]

    def _play(self, command: Play) -> list[Message]:
        self._until_epoch, self._until_accuracy = command.until_epoch, command.until_accuracy
        if self.timeline.diverged and self.index == self.timeline.recorded:
            return []
        if not self._playing:
            self._clock.restart()
        self._playing = True
        return []

    def _seek(self, index: int) -> list[Message]:
        if index > self.timeline.recorded:
            raise BadInput("index", index, f"at most {self.timeline.recorded}, the last step recorded")
        self._playing = False
        self.timeline.seek(index)
        return [self.keyframe()]

    def _step(self, command: Step, origin: int) -> list[Message]:
        """Go to where a number of units leads from ``origin``: from here, or from where we were going.

        Far beyond what is recorded takes more than one slice.
        """
        self._playing = False
        target = self._target(origin, command.count, command.unit)
        here, recorded = self.index, self.timeline.recorded
        if target == here + 1:
            return [*self._play_one(), *self._answer(command)]
        if target > recorded and target - max(here, recorded) > _AT_ONCE_STEPS:
            self._errand = (command, target)
            if recorded > here:
                self.timeline.seek(recorded)
            return [self.playback()]
        self._go(target)
        return [self._news(), self.keyframe(), *self._answer(command)]

    def _travel(self, most: int) -> list[Message]:
        """Go on towards the errand's end."""
        assert self._errand, "somewhere to go"
        command, target = self._errand
        ended = not self._forward(min(most, target - self.index)) or self.index == target
        if not ended:
            return self._shown_now_and_then()
        self._errand = None
        return [self._news(), self.keyframe(), *self._answer(command)]

    def _interrupted(self) -> list[Message]:
        """Give up an errand, telling how far it came; fast play is ahead of what it shows."""
        if not self._errand:
            return [self._news(), self.keyframe()] if self._playing else []
        (command, _), self._errand = self._errand, None
        return [self._news(), self.keyframe(), Done(command.id, self.index)]

    def _answer(self, command: Step) -> list[Message]:
        return [self.playback(), Done(command.id, self.index)]

    def _go(self, target: int) -> None:
        """Stand at a step, recorded or not far beyond."""
        self.timeline.seek(min(target, self.timeline.recorded))
        if target > self.index:
            self._forward(target - self.index)

    def _forward(self, steps: int) -> bool:
        """Go on; False when the numbers end before that."""
        try:
            self.timeline.advance(steps, self._satisfied if self._playing and self._until_accuracy else None)
        except EngineDiverged:
            self._playing = False
            return False
        return True

    def _play_one(self) -> list[Message]:
        """Make one propagation and show just what it made."""
        here = self.index
        if not self._allowed(1) or not self._forward(1) or self.index == here:
            self._playing = False
            return [self.playback()]
        state = self.timeline.state()
        arrays = {key: state.arrays[key] for key in (*state.made, *state.aside)}
        if state.position.phase == "update":
            arrays.update(self.view.maps(state.position.layer))
        news: list[Message] = [self._news()] if self._has_news else []
        return [Frame("step", state.position, arrays), *news, *self._stopped_if_satisfied()]

    def _play_many(self, steps: int) -> list[Message]:
        """Make many propagations and show where they led, no more often than can be seen."""
        steps = self._allowed(steps)
        if steps and self._forward(steps) and self._playing and not self._stopped_if_satisfied():
            return self._shown_now_and_then()
        self._playing = False
        self._since_frame = 0.0
        return [self._news(), self.keyframe(), self.playback()]

    def _allowed(self, steps: int) -> int:
        """Hold steps to the epoch we are to stop at."""
        if not self._playing or self._until_epoch is None:
            return steps
        return max(0, min(steps, self._until_epoch * self.timeline.course.steps_per_epoch - self.index))

    def _stopped_if_satisfied(self) -> list[Message]:
        """Stop playing at the end of an epoch where what was waited for has come."""
        epoch, inside = divmod(self.index, self.timeline.course.steps_per_epoch)
        if inside or not self._playing:
            return []
        point = self.timeline.history.at(epoch)
        far = self._until_epoch is not None and epoch >= self._until_epoch
        if not far and not (point and self._satisfied(point)):
            return []
        self._playing = False
        return [self.playback()]

    def _satisfied(self, point: Point) -> bool:
        wanted, reached = self._until_accuracy, point.train_accuracy
        return wanted is not None and reached is not None and reached >= wanted

    def _shown_now_and_then(self) -> list[Message]:
        if self._since_frame < FRAME_S:
            return []
        self._since_frame = 0.0
        return [*([self._news()] if self._has_news else []), self.keyframe()]

    def _target(self, origin: int, count: int, unit: Unit) -> int:
        """Find the step that ``count`` units lead to: boundaries of mini-batches or epochs, not before 0."""
        course = self.timeline.course
        lengths = {"propagation": 1, "mini-batch": course.steps_per_batch, "epoch": course.steps_per_epoch}
        length = lengths[unit]
        boundary = origin // length if count > 0 else -(-origin // length)
        return max(0, (boundary + count) * length)

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
