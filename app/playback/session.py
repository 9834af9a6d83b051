"""One run being driven: commands and elapsed time go in, messages come out."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from ..data import resolve
from ..engine import BadInput, Diverged, Spec
from ..engine.edits import Edit, Edits, check_parameter
from ..protocol import (
    MOST_EDITS,
    Branch,
    Configure,
    DeleteBranch,
    Find,
    FindParting,
    Frame,
    GoToBranch,
    ListRows,
    Message,
    Pause,
    Play,
    Playback,
    PollQuestion,
    Probe,
    ReadBranch,
    Redo,
    RenameBranch,
    Replay,
    Reset,
    Restore,
    RunCommand,
    Search,
    Seek,
    SetLoop,
    SetParameter,
    SetSpeed,
    SetStops,
    ShowEpochs,
    Step,
    TraceNumber,
    UndeleteBranch,
    Undo,
    Weigh,
    checked_name,
)
from . import told_branches
from .allowance import Spare, unbounded
from .asking import Answer, Asked, Told
from .branch_tree import Branch as OneBranch
from .branches import Branches
from .handing_over import remembering
from .journey import Journey
from .kept_branches import Restoring, take_up
from .parting import looking_at
from .pieces import Pieces, at_once
from .player import Player
from .predicting import Prediction, predicting
from .probing import probed
from .recorded import Recorded, Replaying
from .reporter import FRAME_S, Reporter
from .run import Run, opening, replaying
from .search.stops import Stops
from .timeline import Timeline
from .viewpoint import Viewpoint
from .weighing import weighing
from .winding import checked, has_ended, leads_to, turns

_ANSWERED_ON_ARRIVAL = (
    *(Step, Seek, Search, Restore, Restoring, Replaying, Undo, Redo),
    *(Branch, GoToBranch, DeleteBranch),
)
Doing: TypeAlias = Iterator[Told | None]
"""What is told while something is done; None is a place to rest at, where others may have their turn."""


class Session:
    """A run, a player, perhaps a journey under way, and a reporter: commands and time meet them here.

    Give it time with ``tick`` while ``active``. What it does is done in pieces: ``doing`` and ``ticking``
    rest between them, and nothing else may be begun before they have come to their end.
    """

    def __init__(self, spec: Spec | None = None, after_run: int = 0, spare: Spare = unbounded) -> None:
        """Begin with a run; ``spare`` gives the bytes that this session and others may still take."""
        self.spare = spare
        self.unused = True
        """Whether nobody has asked for anything yet."""
        self.differs: int | None = None
        """The first step known at which the run has other numbers than it had in another process."""
        self.frame_s = FRAME_S
        """The shortest time between keyframes while playing fast, in seconds."""
        self._player = Player()
        self._journey: Journey | None = None
        self._be_at_start(at_once(opening(spec or Spec(), after_run + 1, spare)))

    @property
    def active(self) -> bool:
        """Whether time makes a difference."""
        return self._player.playing or self._journey is not None or self._stops.looks

    @property
    def looked_at(self) -> int:
        """Count the steps that searches have made of this run, beside the run's own."""
        return self._stops.looked_at

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self._run.index

    @property
    def run_id(self) -> int:
        """Number the run."""
        return self._run.id

    @property
    def timeline(self) -> Timeline:
        """What is recorded of the run."""
        return self._run.timeline

    @property
    def view(self) -> Viewpoint:
        """The run's data, and how it does on them."""
        return self._run.view

    @property
    def bytes(self) -> int:
        """About the memory that the run takes."""
        return self._run.bytes

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and will be answered when a journey ends."""
        return [*([self._journey.asked] if self._journey else []), *self._stops.unanswered]

    def seconds_to_next(self) -> float:
        """Give how long ``tick`` has nothing to do."""
        return 0.0 if self._journey or self._stops.looks else self._player.seconds_to_next(self._run)

    def obey(self, command: RunCommand | Replaying | Restoring, by: object = None) -> list[Told]:
        """Do what is asked, as ``doing`` does, without a rest."""
        return [told for told in self.doing(command, by) if told is not None]

    def tick(self, dt: float, most: int) -> list[Told]:
        """Let time pass, as ``ticking`` does, without a rest."""
        return [told for told in self.ticking(dt, most) if told is not None]

    def doing(self, command: RunCommand | Replaying | Restoring, by: object = None) -> Doing:
        """Do what is asked, and answer; raise ``BadInput``, with nothing changed, where it cannot be done."""
        asked = Asked(by, command.id)
        match command:
            case Configure():
                yield from self._configure(command.spec)
            case Play():
                yield from self._play(command)
            case Pause():
                yield from self._interrupted()
                self._player.stop()
            case Step():
                yield from self._step(command, asked)
            case Seek():
                yield from self._seek(command, asked)
            case SetSpeed():
                yield from self._caught_up()
                self._player.set_speed(command.speed, command.unit, self._run)
            case SetLoop():
                self._player.loop = checked(command.loop, self._run)
            case SetParameter():
                yield from self._set_parameter(command)
            case Probe():
                yield Answer(probed(self.view, command, self.index), by)
                return
            case Weigh():
                yield Answer((yield from weighing(self.timeline, command)), by)
                return
            case Search():
                yield from self._search(command, asked)
            case Find():
                self._stops.find(self._run, command, asked, self.spare)
                return
            case TraceNumber():
                self._stops.trace(self._run, command, asked, self.spare)
                return
            case ListRows():
                self._stops.list_rows(self._run, command, asked, self.spare)
                return
            case FindParting():
                other = yield from looking_at(command.spec)
                self._stops.part(self._run, other, command, asked, self.spare)
                return
            case ShowEpochs():
                self._stops.show_epochs(self._run, command, asked, self.spare)
                return
            case SetStops():
                self._stops.set(self._run, command.stops)
            case Undo():
                yield from self._undo(asked)
            case Redo():
                yield from self._redo(asked)
            case Reset():
                yield from self._reset()
            case Restore():
                yield from self._restore(command, asked)
            case Restoring():
                yield from self._restore(command.restore, asked, command)
            case Replaying():
                yield from self._replay(command.recorded, asked)
            case Branch():
                yield from self._branch(command, asked)
            case GoToBranch():
                yield from self._go(self._branches.tree.find(command.branch), asked)
            case RenameBranch():
                self._branches.tree.rename(command.branch, checked_name(command.name))
                yield told_branches.letter(self._branches)
            case DeleteBranch():
                yield from self._delete(self._branches.tree.check_deletable(command.branch), asked)
            case UndeleteBranch():
                had_back = self._branches.tree.undelete()
                yield from told_branches.changed(self._branches, had_back)
            case ReadBranch():
                yield Answer(told_branches.value(self._branches, command), by)
                return
            case Replay():
                raise BadInput("uploaded", command.uploaded, "a recording that is still kept", "invalid")
            case _:
                assert_never(command)
        self.unused = False
        if not isinstance(command, _ANSWERED_ON_ARRIVAL):
            yield from self._answer(asked)

    def beginning_with(self, what: Spec | Recorded) -> Doing:
        """Begin with another run than the first, which nobody has asked for: the session is still unused.

        Of a recorded one stand where it stood, or set out for there.
        """
        if isinstance(what, Spec):
            yield from self._begin((yield from self._other(what)))
        else:
            yield from self._replay(what, Asked(None, 0))

    def ticking(self, dt: float, most: int) -> Doing:
        """Let ``dt`` seconds pass, and make at most ``most`` steps for them."""
        self._reporter.wait(dt)
        self._stops.wait(dt)
        yield from self._stops.look_about(most)
        if self._journey:
            yield from self._travel(self._journey, most)
        elif self._stops.searching:
            yield from self._search_on(most)
        elif self._player.playing and turns(self._player, self._run):
            if (target := leads_to(self._player, self._run, dt, most)) is not None:
                yield from self._wind(target)
        elif self._player.playing and (steps := self._player.due(dt, most, self._run)):
            shown = self._play_each if self._player.shows_propagations else self._play_many
            yield from shown(steps)

    def rest(self) -> list[Told]:
        """Stand still where we are: nobody is watching."""
        told = [told for told in self._interrupted() if told is not None]
        self._player.stop()
        return [*told, self.playback()]

    def predicting(self, question: PollQuestion) -> Pieces[Prediction]:
        """Find out what is to be predicted, on a copy; raise ``BadInput`` where it cannot be asked here."""
        return (yield from predicting(self._run, question, self.spare))

    def thin(self) -> int:
        """Let go of some of what only saves time; give the bytes that are free for it."""
        return self.timeline.thin()

    def joining(self) -> list[Message]:
        """Say everything to someone who knows nothing, without a rest."""
        return at_once(self.telling_everything())

    def telling_everything(self) -> Pieces[list[Message]]:
        """Say everything to someone who knows nothing."""
        run, *others = yield from self._reporter.everything(self.playback())
        return [run, *told_branches.everything(self._branches), *others]

    def keyframe(self, *, single: bool = False) -> Frame:
        """Show all that is known here; in single precision where nobody can read it that fast."""
        return at_once(self._reporter.picturing(single=single))

    def restoring(self) -> Restore:
        """Give what makes another session stand here, and play on where this one plays."""
        player, run = self._player, self._run
        return Restore(
            0,
            run.spec,
            run.edits,
            run.index,
            player.playing,
            player.speed,
            player.unit,
            player.until_epoch,
            player.until_accuracy,
            self._stops.conditions,
            player.backward,
            player.loop,
        )

    def number_on(self, after_run: int) -> None:
        """Number runs on from there, this one first: nobody has been told of it yet."""
        self._run.id = after_run + 1

    @property
    def steps_at_once(self) -> int:
        """How many steps of the run take but a moment."""
        return self._run.steps_at_once

    @property
    def branches(self) -> Branches:
        """The branches of the run."""
        return self._branches

    def playback(self) -> Playback:
        """Say how the run is driven."""
        busy = self._journey is not None or self._stops.searching is not None
        told = self._reporter.playback(self._player, self._branches, self._stops, busy=busy)
        return replace(told, differs=self.differs) if self.differs is not None else told

    def _be_at_start(self, run: Run) -> None:
        self._run, self._reporter, self._journey = run, Reporter(run), None
        self._branches = Branches(run.timeline)
        self._stops = Stops()
        self.differs = None
        self._player.begin()

    def _begin(self, run: Run) -> Doing:
        """Leave the run we are in for another."""
        yield from self._interrupted()
        yield from self._stops.parted()
        stops = self._stops.conditions
        self._be_at_start(run)
        self._stops.keep(run, stops)
        yield from self._reporter.beginning()

    def _other(self, spec: Spec) -> Pieces[Run]:
        """Open another run in place of this one."""
        try:
            return (yield from opening(spec, self._run.id + 1, self.spare, freed=self._run.bytes))
        except BadInput as error:
            raise error.under("spec") from None

    def _configure(self, spec: Spec) -> Doing:
        """Take a new specification; where edits can make it hold the run goes on from here."""
        spec = _resolved(spec)
        edits = self._edits_to(spec)
        if edits is None:
            yield from self._begin((yield from self._other(spec)))
        else:
            yield from self._change(edits)

    def _edits_to(self, spec: Spec) -> Edits | None:
        try:
            return self._run.edits_to(spec)
        except BadInput as error:
            raise error.under("spec") from None

    def _set_parameter(self, command: SetParameter) -> Doing:
        timeline, spec = self.timeline, self._run.spec
        check_parameter(command.parameter, timeline.stepper.network, spec.use_biases, "parameter")
        edit = Edit(self._run.pass_begun, parameter=command.parameter)
        yield from self._change((edit,), command.goes_on)

    def _change(self, new: Edits, goes_on: bool = False) -> Doing:
        """Change something where we stand, and play on where we play; in the past, on a branch."""
        if not new:
            yield from self._interrupted()
            return
        if len(self._run.edits) + len(new) > MOST_EDITS:
            raise BadInput("edits", len(self._run.edits) + len(new), MOST_EDITS, "too_large")
        branches, left = self._branches, self._branches.current
        course = branches.course_for(new)
        yield from self._interrupted()
        yield from self._stops.parted()
        before = self._run.edits
        try:
            self.timeline.edit(new, course)
        except Diverged:
            self._player.stop()
        if course is not None:
            branches.begin(min(edit.index for edit in new), edit=new[0])
        elif self._run.edits != before:
            branches.made(before, new, goes_on)
        yield from told_branches.changed(self._branches, left)
        if any(edit.between for edit in new):
            yield from self._run.evaluating_here()
        yield from self._reporter.changing()

    def _branch(self, command: Branch, asked: Asked) -> Doing:
        """Begin a branch here, or one without an edit."""
        branches, timeline, left = self._branches, self.timeline, self._branches.current
        name = None if command.name is None else checked_name(command.name)
        branches.tree.check_room()
        if command.without is not None:
            without = branches.check_number(command.without)
            yield from self._take(partial(branches.leave_out, without, name), asked)
            return
        yield from self._interrupted()
        yield from self._stops.parted()
        timeline.part(branches.tree.next_course)
        branches.begin(self.index, name=name)
        yield from told_branches.changed(self._branches, left)
        yield from self._reporter.changing()
        yield from self._answer(asked)

    def _go(self, branch: OneBranch, asked: Asked) -> Doing:
        """Be on a branch, at this very step or at its last."""
        yield from self._take(partial(self._branches.go, branch), asked)

    def _delete(self, branch: OneBranch, asked: Asked) -> Doing:
        """Let go of a branch; from the one that is followed go to its parent."""
        if branch is self._branches.current:
            yield from self._take(partial(self._branches.leave, undone=False), asked)
            return
        self._branches.delete(branch)
        yield told_branches.letter(self._branches)
        yield from self._answer(asked)

    def _undo(self, asked: Asked) -> Doing:
        if not self._branches.can_undo:
            raise BadInput("type", "undo", None, "nothing_changed")
        yield from self._take(self._branches.undo, asked)

    def _redo(self, asked: Asked) -> Doing:
        if not self._branches.can_redo:
            raise BadInput("type", "redo", None, "nothing_changed")
        if self._branches.taken_back:
            self._branches.tree.check_room()
        yield from self._take(self._branches.redo, asked)

    def _take(self, onto: Callable[[int], int], asked: Asked) -> Doing:
        """Be on another line, to stand where we do or were going, and play on if we would have.

        ``onto`` follows it, and gives where we can stand on it.
        """
        if self._journey:
            target, then = self._journey.target, self._journey.then
        else:
            player = self._player
            target, then = self.index, player.command if player.playing else None
        yield from self._interrupted()
        yield from self._stops.parted()
        self._player.stop()
        left = self._branches.current
        target = onto(target)
        yield self._run.edits_letter()
        yield from told_branches.changed(self._branches, left)
        if left is not self._branches.current:
            yield self._reporter.news()
        yield from self._set_out(Journey(asked, target, then))

    def _reset(self) -> Doing:
        yield from self._begin((yield from self._other(self.timeline.spec_here)))

    def _restore(self, command: Restore, asked: Asked, restoring: Restoring | None = None) -> Doing:
        """Stand where a value of a run says; go on with what is recorded where it is of this run."""
        if command.if_unused and not self.unused:
            yield from self._answer(asked)
            return
        spec, here = _resolved(command.spec), self._run
        run = here if spec == here.spec else (yield from self._other(spec))
        if command.index > run.last_index:
            raise BadInput("index", command.index, run.last_index, "too_large")
        run.check(command.edits)
        loop = checked(command.loop, run)
        self._stops.check(run, command.stops)
        if run is here:
            self._branches.check_restoring(command.edits)
        left = self._branches.current
        yield from self._interrupted()
        yield from self._stops.parted()
        if run is not here:
            self._be_at_start(run)
        self._stops.set(run, command.stops)
        self._player.stop()
        self._player.set_speed(command.speed, command.unit, run)
        self._player.loop = loop
        if restoring and restoring.kept:
            take_up(self._branches, restoring.kept, command.edits, command.index)
        else:
            self._branches.restore(command.edits, command.index)
        if restoring:
            self._branches.current.changes.take_up(restoring.taken_back)
        if restoring and restoring.computed:
            yield from remembering(self.timeline, restoring.computed)
        yield from self._reporter.beginning()
        yield from told_branches.changed(self._branches, left)
        until_accuracy = command.until_accuracy if self.view.data.task == "classification" else None
        play = Play(asked.id, command.until_epoch, until_accuracy, command.backward)
        then = play if command.playing else None
        yield from self._set_out(Journey(asked, command.index, then))

    def _replay(self, recorded: Recorded, asked: Asked) -> Doing:
        """Stand in a recorded run where it stood."""
        run = yield from replaying(recorded, self._run.id + 1, self.spare, freed=self._run.bytes)
        yield from self._interrupted()
        yield from self._stops.parted()
        self._be_at_start(run)
        self._branches = Branches(self.timeline, self.timeline.edits)
        yield from self._reporter.beginning()
        yield from self._set_out(Journey(asked, recorded.index))

    def _play(self, command: Play) -> Doing:
        data = self._run.view.data
        if command.until_accuracy is not None and data.task != "classification":
            raise BadInput("until_accuracy", command.until_accuracy, data.label, "no_classes")
        yield from self._interrupted()
        self._player.start(command, self._run)

    def _seek(self, command: Seek, asked: Asked) -> Doing:
        recorded = self.timeline.recorded
        if command.index > recorded:
            raise BadInput("index", command.index, recorded, "not_recorded")
        yield from self._interrupted()
        yield from self._set_out(Journey(asked, command.index))

    def _search(self, command: Search, asked: Asked) -> Doing:
        search = self._stops.searching_for(self._run, command, asked, self.spare)
        yield from self._interrupted()
        self._player.stop()
        self._stops.begin(search)
        yield self.playback()

    def _search_on(self, most: int) -> Doing:
        """Look on for what is searched for, and go there once it is found."""
        ended = yield from self._stops.search_on(most)
        if ended is None:
            if self._stops.is_to_tell():
                yield self.playback()
        elif ended.hit is None:
            yield from self._answer(ended.asked)
        else:
            yield from self._set_out(Journey(ended.asked, ended.hit.index))

    def _step(self, command: Step, asked: Asked) -> Doing:
        """Go to where a number of units leads from here, or from where we were going."""
        origin = self._journey.target if self._journey else self.index
        target = self._run.target(origin, command.count, command.unit)
        yield from self._interrupted()
        if target == self.index + 1:
            self._player.stop()
            yield from self._play_one()
            yield from self._answer(asked)
        else:
            yield from self._set_out(Journey(asked, target))

    def _set_out(self, journey: Journey) -> Doing:
        """Stand at a step, or set out for it when that takes more than a moment."""
        self._player.stop()
        if journey.takes_long(self._run):
            self._journey = journey
            yield self.playback()
            return
        journey.follow(self._run)
        if beyond := journey.beyond(self._run):
            yield from self._forward(beyond)
        yield from self._arrived()
        if journey.then and journey.has_arrived(self._run):
            self._player.start(journey.then, self._run)
        yield from self._answer(journey.asked)

    def _travel(self, journey: Journey, most: int) -> Doing:
        """Go on towards a journey's end: through what is recorded, unseen, then beyond."""
        if not journey.follow(self._run, most):
            went_on = yield from self._forward(min(most, journey.beyond(self._run)))
            if went_on and not journey.has_arrived(self._run):
                yield from self._reporter.now_and_then(self.frame_s)
                return
        elif not journey.has_arrived(self._run):
            return
        self._journey = None
        yield from self._arrived()
        if journey.then and journey.has_arrived(self._run):
            self._player.start(journey.then, self._run)
        yield from self._answer(journey.asked)

    def _interrupted(self) -> Doing:
        """Give up a journey, telling how far it came; or a search, which has moved nothing."""
        if given_up := self._stops.interrupt():
            yield given_up.done(self.index)
        if not self._journey:
            yield from self._caught_up()
            return
        asked, self._journey = self._journey.asked, None
        yield from self._arrived()
        yield asked.done(self.index)

    def _caught_up(self) -> Doing:
        """Show where we are: fast play is ahead of what it shows."""
        if self._player.playing:
            yield from self._arrived()

    def _arrived(self) -> Doing:
        """Show where we stand, with its losses where an epoch ends here and they cost but a moment."""
        yield from self._run.evaluating_here()
        yield self._reporter.news()
        yield (yield from self._reporter.picturing())

    def _answer(self, asked: Asked) -> Doing:
        yield self.playback()
        yield asked.done(self.index)

    def _forward(self, steps: int) -> Pieces[bool]:
        """Go on; False when the numbers end before that."""
        waits = self._player.playing and self._player.until_accuracy
        try:
            yield from self.timeline.advancing(steps, self._player.is_satisfied if waits else None)
        except Diverged:
            self._player.stop()
            return False
        return True

    def _wind(self, target: int) -> Doing:
        """Stand at a recorded step to which playing leads, and play on from there."""
        journey = Journey(Asked(None, 0), target, self._player.command)
        if journey.takes_long(self._run):
            yield from self._set_out(journey)
            return
        journey.follow(self._run)
        self._player.arrive(self._run)
        if has_ended(self._player, self._run):
            self._player.stop()
            yield from self._arrived()
            yield self.playback()
            return
        if self._player.each_shown and (yield from self._run.evaluating_here()):
            yield self.playback()
        yield from self._reporter.now_and_then(self.frame_s, self._player.each_shown)

    def _play_each(self, steps: int) -> Doing:
        """Make propagations and show every one."""
        for _ in range(steps):
            if self._player.playing:
                yield from self._play_one()

    def _halt(self, since: int) -> Pieces[None]:
        """Stand at the first stop that was played over since a step, if there is one."""
        hit = yield from self._stops.played(self._run, since)
        if hit and hit.index != self.index:
            self.timeline.seek(hit.index)

    def _play_one(self) -> Doing:
        """Make one propagation and show just what it made."""
        here, allowed = self.index, self._player.allowed(1, self._run)
        went_on = allowed and (yield from self._forward(1))
        yield from self._halt(here)
        if not went_on or self.index == here:
            self._player.stop()
            yield self.playback()
            return
        evaluated = yield from self._run.evaluating_here()
        yield self._reporter.stepping()
        if self._reporter.has_news:
            yield self._reporter.news()
        if evaluated:
            yield self.playback()
        if self._player.playing and (self._stops.stopped or self._player.has_reached(self._run)):
            self._player.stop()
            yield self.playback()

    def _play_many(self, steps: int) -> Doing:
        """Make many propagations and show where they led, no more often than can be seen."""
        here, steps = self.index, self._player.allowed(steps, self._run)
        went_on = steps and (yield from self._forward(steps))
        yield from self._halt(here)
        if went_on and not self._stops.stopped and not self._player.has_reached(self._run):
            surely = self._player.each_shown and self._player.is_at_goal(self._run)
            yield from self._reporter.now_and_then(self.frame_s, surely)
            return
        self._player.stop()
        self._reporter.shown()
        yield from self._arrived()
        yield self.playback()


def _resolved(spec: Spec) -> Spec:
    """Fill in what a specification leaves to its data set, or say which field of it does not fit."""
    try:
        return resolve(spec)
    except BadInput as error:
        raise error.under("spec") from None
