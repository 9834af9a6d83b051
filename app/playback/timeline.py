"""Time travel: everything trained so far can be stood at again, bit for bit, in bounded memory.

Every K-th mini-batch boundary is kept as a keyframe (parameters and optimizer memory); the rest is computed
again by the same stepper. When the budget is full every second keyframe goes and K doubles. Around the place
last travelled to a few more boundaries are kept, so that going back step by step stays quick.

What is changed on the way (an edit) belongs to the course a run takes. An edit in the past begins a new line
there; the old one keeps what it has, and is followed again by its edits. Keyframes and evaluations are of a
boundary as it was come to; what is changed there takes effect (``_settle``) when it is stood at, or left.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from ..engine import BadInput, Diverged, Floats, Schedule, Spec, State, Stepper
from ..engine.edited import settle
from ..engine.edits import (
    Edit,
    Edits,
    canonical,
    check_edits,
    counted_from,
    edited,
    schedule_of,
    scheduled_from,
    spec_at,
)
from ..protocol import MOST_EDITS
from .allowance import BUDGET_BYTES, Allowance, Spare, unbounded
from .history import History, Point
from .keyframes import Keyframes, weight
from .line import Line, shared
from .lines import Lines
from .near import Near
from .pieces import Pieces, at_once
from .recorded import Recorded

_BYTES_OF_A_ROW = 64
"""Of each of its neurons: 8 numbers in a mini-batch's buffers."""


class Timeline:
    """One run, from its first step to the last one trained of every line, and a place in it."""

    def __init__(
        self, spec: Spec, x: Floats, y: Floats, budget_bytes: int = BUDGET_BYTES, spare: Spare = unbounded
    ) -> None:
        """Take training rows ``x`` (rows, features) and ``y`` (rows, outputs).

        ``spare`` gives the bytes left for keyframes of this run and of others.
        """
        self.spec = spec
        """What it began with."""
        self.stepper = Stepper(spec, x, y)
        self._start = self.stepper.schedule
        self.visited: Point | None = None
        """What was last evaluated of the epochs that the history leaves out."""
        self._evaluate: Callable[[int], Pieces[Point]] | None = None
        self._settled = True
        """Whether what is changed here has taken effect."""
        self.allowance = Allowance(budget_bytes, spare)
        """Of its keyframes."""
        self.near = Near(self.stepper.parameters.core.nbytes)
        self.lines = Lines(self.stepper.core())

    def evaluating_with(
        self, evaluate: Callable[[int], Pieces[Point]], start: Point | None = None
    ) -> Pieces[None]:
        """Keep a history: ``evaluate`` makes an epoch's point of the stepper's present parameters.

        ``start`` is that of the start, where it is known.
        """
        self._evaluate = evaluate
        if start:
            self.history.add(start)
        yield from self._mark_epoch()

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.stepper.index

    @property
    def schedule(self) -> Schedule:
        """The order of this line's steps."""
        return self.stepper.schedule

    def schedule_with(self, edits: Edits) -> Schedule:
        """Give the order of the steps of a line with these edits."""
        return schedule_of(self._start, self.spec, edits)

    @property
    def line(self) -> Line:
        """The line that we are on."""
        return self.lines.current

    @property
    def recorded(self) -> int:
        """The last step trained on this line."""
        return self.line.recorded

    @property
    def replayed(self) -> int:
        """The last step of this line that was recorded elsewhere; 0 where none was."""
        return self.line.replayed

    @property
    def diverged(self) -> Diverged | None:
        """What ends this line, where its numbers are no longer finite."""
        return self.line.diverged

    @property
    def history(self) -> History:
        """The evaluated epochs of this line."""
        return self.line.history

    @property
    def edits(self) -> Edits:
        """What is changed on this line, behind us and ahead."""
        return self.line.edits

    @property
    def spec_here(self) -> Spec:
        """The specification in force here."""
        return spec_at(self.spec, self.edits, self.index)

    @property
    def course(self) -> int:
        """Which course this line is of."""
        return self.line.course

    def state(self) -> State:
        """Copy out all that is known here."""
        return self.stepper.state()

    def advance(self, steps: int, until: Callable[[Point], bool] | None = None) -> None:
        """Go on as ``advancing`` does, without a rest."""
        at_once(self.advancing(steps, until))

    def advancing(self, steps: int, until: Callable[[Point], bool] | None = None) -> Pieces[None]:
        """Go on, training where nothing is recorded; stop early at an epoch whose point satisfies ``until``.

        Rests within evaluations. Raises ``Diverged`` and stands at the last finite step.
        """
        target = self.index + steps
        if self.diverged and target > self.recorded:
            self.advance_recorded(self.recorded)
            self._settle()
            raise self.diverged
        try:
            while self.index < target:
                each_epoch = until is not None or self.index >= self.recorded
                self._run_to(self._next_stop(target, each_epoch), last=target if until is None else 0)
                self.line.recorded = max(self.recorded, self.index)
                point = yield from self._mark_epoch()
                if point and until and until(point):
                    return
            self._remember_here()
        except Diverged as error:
            self.line.diverged = error
            raise
        finally:
            self.line.recorded = max(self.recorded, self.index)
            self._settle()

    def evaluating_here(self) -> Pieces[bool]:
        """Make the point of an epoch that ends here and that a long run's history leaves out; say whether."""
        epoch, rest = self.schedule.epochs(self.index)
        if rest or not self._evaluate or (self.history.at(epoch) and not self.is_changed(self.index)):
            return False
        point = yield from self._evaluate(epoch)
        self.visited = point if point.is_finite else None
        return True

    def advance_recorded(self, index: int, towards: int = 0) -> None:
        """Stand at a recorded step that is not behind us; without its pass where it is on the way ``towards``
        another.
        """
        while self.index < index:
            self._run_to(self._next_stop(index, each_epoch=False), last=max(index, towards))

    def seek(self, index: int, most: int | None = None) -> bool:
        """Stand at any recorded step, with every tensor as it was.

        Where that takes more than ``most`` steps, go only so far, and say False: seek again to go on.
        """
        assert 0 <= index <= self.recorded, "only what is recorded can be travelled to"
        each = self.schedule.steps_per_batch
        origin = self._origin(index)
        base, core = self.nearest(origin)
        if not base * each <= self.index <= index:
            self._restore(core, base)
        if most is not None and self.index + most < origin * each:
            self.advance_recorded(self.index + most)
            self._remember_here()
        else:
            self._approach(origin, index)
        self._settle()
        return self.index == index

    def distance(self, index: int) -> int:
        """Count the steps that ``seek`` would make."""
        kept = self.nearest(self._origin(index))[0] * self.schedule.steps_per_batch
        return index - (self.index if kept <= self.index <= index else kept)

    def edit(self, new: Sequence[Edit], course: int | None = None) -> None:
        """Change something up to here, and stand here; what is recorded beyond stays, on a line of its own.

        Where a ``course`` is given it is changed on that one, which parts from this line.

        Raises ``BadInput`` where that cannot be, or too much was changed already, and ``Diverged`` where the
        numbers end on the way.
        """
        here = self.index
        self.follow(edited(self.spec, self.edits, here, new), here, course)
        self.seek(min(here, self.recorded))
        self.advance(here - self.index)

    def check(self, edits: Edits) -> None:
        """Raise ``BadInput`` where this run cannot have these edits."""
        if len(edits) > MOST_EDITS:
            raise BadInput("edits", len(edits), MOST_EDITS, "too_large")
        check_edits(edits, self.stepper.network, self.schedule.steps_per_batch, self.spec.use_biases)
        more = self.schedule_with(edits).largest - self.schedule.largest
        wanted = more * sum(self.stepper.network.units) * _BYTES_OF_A_ROW
        if more > 0 and (left := self.allowance.lacks(wanted)) is not None:
            value = f"mini-batches that take {wanted / 1e6:.0f} MB more"
            raise BadInput("batch_size", value, {"megabytes": round(left / 1e6)}, "full")

    def follow(self, edits: Iterable[Edit], target: int, course: int | None = None) -> None:
        """Be on the line with these edits, begun where none has them yet, to stand at ``target`` next.

        Where the lines part here or behind us we stand somewhere before ``target`` after this, else where we
        stood. On another ``course`` than this line's we do not stand beyond what is recorded of it.
        """
        edits = tuple(edits)
        self.check(edits)
        edits = canonical(self.spec, edits)
        course = self.course if course is None else course
        if (edits, course) == (self.edits, self.course):
            return
        part, left = shared(self.edits, edits), self.line
        self._be_on(self.lines.having(edits, course, self.schedule_with(edits)))
        if course != left.course:
            part = min(part, self.recorded)
        if self.recorded < self.index <= part:
            self.line.recorded = self.index
            self.line.history = left.history.until(self.schedule.epochs(self.index)[0])
        self.near.keep_until(part / self.schedule.steps_per_batch)
        if self.index >= part:
            there = min(target, int(part), self.recorded)
            base, core = self.nearest(self._origin(there))
            self._restore(core, base)
            self.seek(there, self.schedule.steps_per_batch)  # where it has tensors of its own

    def part(self, course: int) -> None:
        """Go on from here on a course of its own, without what is changed ahead; stand where we stand."""
        here = self.index
        edits = tuple(edit for edit in self.edits if edit.index <= here)
        self._be_on(self.lines.begun(edits, course, self.schedule_with(edits), here))
        self.near.keep_until(here // self.schedule.steps_per_batch)

    def take_up(self, edits: Edits, course: int, recorded: int, history: History | None = None) -> None:
        """Know of a course that was trained so far in another process.

        Where its ``history`` is known it is recorded, and its numbers are made again when stood at; else it
        is to be trained anew. Raises ``BadInput`` where this run cannot have these edits.
        """
        self.check(edits)
        line = self.lines.having(edits, course, self.schedule_with(edits), recorded)
        if history:
            line.recorded, line.history = recorded, history
        self.lines.know(line)
        if line is self.line:
            self.stepper.follow(self.schedule_with(edits))
            base, core = self.nearest(0)
            self.stand(core, base)

    def have(self, keyframes: Keyframes, recorded: Recorded) -> None:
        """Know of this line what was recorded of it elsewhere, and stand at its start."""
        line = self.line
        line.keyframes, line.recorded = keyframes, recorded.recorded
        line.history.points, line.history.stride = list(recorded.points), recorded.stride
        self.near.clear()
        self.allowance.take(keyframes.bytes)
        self.stand(keyframes.boundaries()[0][1], 0)

    def stand(self, core: Floats, batch: int) -> None:
        """Stand where a mini-batch begins, as it was come to but for what is changed there."""
        self._restore(core, batch)
        self._settle()

    def changes_within(self, first: int, last: int) -> bool:
        """Whether something is changed at one of these steps."""
        place = bisect_left(self.edits, first, key=lambda edit: edit.index)
        return place < len(self.edits) and self.edits[place].index <= last

    def is_recorded_elsewhere(self, index: int) -> bool:
        """Whether the numbers where a mini-batch ends are those of a keyframe made elsewhere."""
        line = self.line.owner(index)
        kept = line.keyframes.at(index // self.schedule.steps_per_batch) if index <= line.replayed else None
        return kept is not None

    def is_changed(self, index: int) -> bool:
        """Whether a mini-batch begins at a step with something changed."""
        return any(edit.between for edit in self._changes_at(index))

    def is_fresh(self, index: int) -> bool:
        """Whether a mini-batch begins at a step with something changed, or the run does."""
        return index == 0 or self.is_changed(index)

    def _restore(self, core: Floats, batch: int) -> None:
        """Stand where a mini-batch begins, as it was come to."""
        before = self._starts_at(batch) - 1
        counted = counted_from(self.spec, self.edits, before) // self.schedule.steps_per_batch
        scheduled, _ = self.schedule.epochs(scheduled_from(self.spec, self.edits, before))
        self.stepper.become(spec_at(self.spec, self.edits, before), counted, scheduled)
        self.stepper.restore(core, batch)
        self._settled = False

    def _settle(self) -> None:
        """Let what is changed here take effect."""
        is_settled, self._settled = self._settled, True
        if self.edits and not is_settled:
            settle(self.stepper, self.spec_here, self._changes_at(self.index))

    def _changes_at(self, index: int) -> Edits:
        """Give what is changed at a step."""
        low, high = (
            side(self.edits, index, key=lambda edit: edit.index) for side in (bisect_left, bisect_right)
        )
        return self.edits[low:high]

    def _be_on(self, line: Line) -> None:
        """Follow a line."""
        self.lines.follow(line)
        self.visited = None
        self.stepper.follow(self.schedule_with(line.edits))

    @property
    def bytes(self) -> int:
        """Memory that keyframes take."""
        return self.lines.keyframe_bytes + self.near.bytes

    def thin(self) -> int:
        """Let go of keyframes, those of the line longest left first; give the bytes that are free for it."""
        before, least_missed = self.bytes, self.lines.longest_left().keyframes
        if self.near.bytes:
            self.near.clear()
        elif len(least_missed) > 1:
            least_missed.thin()
        self.allowance.give_back(self.bytes)
        return before - self.bytes

    def _origin(self, index: int) -> int:
        """Number the mini-batch from whose beginning a step must be come to.

        The step's neighbours of the pass before (the last update) must be there too, but where something is
        changed between the two.
        """
        batch, rest = divmod(index, self.schedule.steps_per_batch)
        if self.is_changed(self._starts_at(batch)):
            return batch
        batch = batch if rest else max(0, batch - 1)
        return batch if self.is_changed(self._starts_at(batch)) else max(0, batch - 1)

    def _approach(self, origin: int, index: int) -> None:
        """Run to a step, keeping boundaries at distances 1, 2, 4, … before ``origin``: the way back."""
        each = self.schedule.steps_per_batch
        distance = 1
        while origin - distance * 2 > self.index // each:
            distance *= 2
        while distance:
            if origin - distance > self.index // each:
                self.advance_recorded((origin - distance) * each, index)
                self._remember_here()
            distance //= 2
        if origin * each > self.index:
            self.advance_recorded(origin * each, index)
            self._remember_here()
        self.advance_recorded(index)
        self.stepper.verify()

    def _next_stop(self, target: int, each_epoch: bool) -> int:
        """Find the next step where something is to be done: keyframe, epoch's end, an edit, target."""
        line, schedule, here = self.line, self.schedule, self.index
        spacing = line.keyframes.spacing * schedule.steps_per_batch
        stops = [target, (here // spacing + 1) * spacing]
        if each_epoch and self._evaluate:
            stops.append(schedule.end(line.history.next_wanted(schedule.epochs(here)[0] + 1)))
        elif here < line.recorded:
            stops.append(line.recorded)  # beyond it each epoch is evaluated
        if here < (owner := line.owner(here + 1)).replayed:
            after = owner.keyframes.after(here // schedule.steps_per_batch)
            stops += [] if after is None else [self._starts_at(after)]
        if line.edits:
            change = bisect_right(line.edits, here, key=lambda edit: edit.index)
            stops += [edit.index for edit in line.edits[change : change + 1]]
        return min(stops)

    def _run_to(self, stop: int, last: int) -> None:
        """Make the steps up to a stop, and record what belongs there.

        Only at the ``last`` stop (0: it may be any) is every tensor of the pass wanted, the losses too.
        """
        self._settle()
        stepper, line, here = self.stepper, self.line, self.index
        each = self.schedule.steps_per_batch
        try:
            if last > stop and here % each == 0 and stop % each == 0:
                stepper.train((stop - here) // each)
            else:
                stepper.advance(stop - here)
        finally:
            self._settled = stepper.index == here
        if stop % each == 0:
            if stop <= (owner := line.owner(stop)).replayed:
                self._be_as_recorded(owner, stop // each)
            if stop >= line.since and line.keyframes.wants(stop // each):
                self._keep(stop // each)

    def _be_as_recorded(self, line: Line, batch: int) -> None:
        """Have the numbers of a keyframe that was recorded elsewhere, where one is of here."""
        core = line.keyframes.at(batch)
        if core is not None:
            self.stepper.correct(core)

    def _starts_at(self, batch: int) -> int:
        """Give the step at which a mini-batch begins."""
        return batch * self.schedule.steps_per_batch

    def _keep(self, batch: int) -> None:
        """Keep a keyframe here, if it is still due once all are thinned out for which there is no room."""
        keyframes, lines = self.line.keyframes, self.lines
        size = weight(self.stepper.parameters.core)
        while keyframes.wants(batch) and not self.allowance.covers(lines.keyframe_bytes + size):
            lines.longest_left().keyframes.thin()
        if keyframes.wants(batch):
            keyframes.keep(batch, self.stepper.core())

    def _mark_epoch(self) -> Pieces[Point | None]:
        """Give the point of the epoch that ends here, evaluated now if it was not before."""
        if not self._evaluate:
            return None
        epoch, rest = self.schedule.epochs(self.index)
        if rest:
            return None
        if not self.history.wants(epoch):
            return self.history.at(epoch)
        point = yield from self._evaluate(epoch)
        if point.is_finite:
            self.history.add(point)
        return point

    def _remember_here(self) -> None:
        """Keep this mini-batch boundary among the near ones."""
        batch, inside = divmod(self.index, self.schedule.steps_per_batch)
        if self._settled and self.is_changed(self.index):
            return
        if inside == 0 and batch not in self.near:
            self.near.keep(batch, self.stepper.core())

    def nearest(self, batch: int) -> tuple[int, Floats]:
        """Find the last kept boundary not after ``batch``."""
        near, kept = self.near.nearest(batch), self.line.nearest(batch, self.schedule.steps_per_batch)
        return near if near and near[0] > kept[0] else kept
