"""One run being driven: commands and elapsed time go in, messages come out."""

from typing import assert_never

from ..engine import BadInput, Spec
from ..protocol import (
    Branch,
    Cancel,
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
)
from . import branching, changing, going, playing, taking_up, told_branches
from .allowance import Spare, unbounded
from .asking import Answer, Asked, Doing, Told
from .drive import Drive
from .kept_branches import Restoring
from .parting import looking_at
from .pieces import Pieces, at_once
from .predicting import Prediction, predicting
from .probing import probed
from .recorded import Recorded, Replaying
from .run import Run, opening
from .weighing import weighing
from .winding import checked

_ANSWERED_ON_ARRIVAL = (
    *(Step, Seek, Search, Restore, Restoring, Replaying, Undo, Redo),
    *(Branch, GoToBranch, DeleteBranch),
)


class Session(Drive):
    """A run that is driven by commands, and by the time that passes.

    Give it time with ``tick`` while ``active``. What it does is done in pieces: ``doing`` and ``ticking``
    rest between them, and nothing else may be begun before they have come to their end.
    """

    def __init__(self, first: Spec | Run | None = None, after_run: int = 0, spare: Spare = unbounded) -> None:
        """Begin with a run; ``spare`` gives the bytes that this session and others may still take."""
        run = first if isinstance(first, Run) else at_once(opening(first or Spec(), after_run + 1, spare))
        super().__init__(run, spare)

    @property
    def active(self) -> bool:
        """Whether time makes a difference."""
        return self.player.playing or self.journey is not None or self._is_looking

    @property
    def _is_looking(self) -> bool:
        """Whether something is looked for in the run: to go there, to stop there, or only to tell it."""
        searches = self.stops.searching is not None or self.stops.goal is not None
        return searches or len(self.looks) > 0

    @property
    def looked_at(self) -> int:
        """Count the steps that searches have made of this run, beside the run's own."""
        return self.stops.looked_at + self.looks.looked_at

    @property
    def run_id(self) -> int:
        """Number the run."""
        return self.run.id

    @property
    def bytes(self) -> int:
        """About the memory that the run takes."""
        return self.run.bytes

    @property
    def unanswered(self) -> list[Asked]:
        """What was asked and will be answered when a journey ends."""
        return [
            *([self.journey.asked] if self.journey else []),
            *self.stops.unanswered,
            *self.looks.unanswered,
        ]

    def seconds_to_next(self) -> float:
        """Give how long ``tick`` has nothing to do."""
        return 0.0 if self.journey or self._is_looking else self.player.seconds_to_next(self.run)

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
                yield from changing.configure(self, command.spec)
            case Play():
                yield from playing.play(self, command)
            case Pause():
                yield from self.interrupted()
                self.player.stop()
            case Step():
                yield from going.step(self, command, asked)
            case Seek():
                yield from going.seek(self, command, asked)
            case SetSpeed():
                yield from self.caught_up()
                self.player.set_speed(command.speed, command.unit, self.run)
            case SetLoop():
                self.player.loop = checked(command.loop, self.run)
                self.stops.look_no_further()
            case SetParameter():
                yield from changing.set_parameter(self, command)
            case Probe():
                yield Answer(probed(self.view, command, self.index), by)
                return
            case Weigh():
                yield Answer((yield from weighing(self.timeline, command)), by)
                return
            case Search():
                yield from going.search(self, command, asked)
            case FindParting():
                other = yield from looking_at(command.spec)
                self.looks.ask(self.run, command, asked, self.spare, other)
                return
            case Find() | TraceNumber() | ListRows() | ShowEpochs():
                self.looks.ask(self.run, command, asked, self.spare)
                return
            case Cancel():
                yield from self.looks.cancel(command.what, by)
                yield asked.done(self.index, changed=False)
                return
            case SetStops():
                self.stops.set(self.run, command.stops)
            case Undo():
                yield from changing.undo(self, asked)
            case Redo():
                yield from changing.redo(self, asked)
            case Reset():
                yield from taking_up.reset(self)
            case Restore():
                yield from taking_up.restore(self, command, asked)
            case Restoring():
                yield from taking_up.restore(self, command.restore, asked, command)
            case Replaying():
                yield from taking_up.replay(self, command.recorded, asked)
            case Branch():
                yield from branching.begin(self, command, asked)
            case GoToBranch():
                yield from branching.go(self, command.branch, asked)
            case RenameBranch():
                yield from branching.rename(self, command.branch, command.name)
            case DeleteBranch():
                yield from branching.delete(self, command.branch, asked)
            case UndeleteBranch():
                yield from branching.undelete(self)
            case ReadBranch():
                yield Answer(told_branches.value(self.branches, command), by)
                return
            case Replay():
                raise BadInput("uploaded", command.uploaded, "a recording that is still kept", "invalid")
            case _:
                assert_never(command)
        self.unused = False
        if not isinstance(command, _ANSWERED_ON_ARRIVAL):
            yield from self.answer(asked)

    def beginning_with(self, what: Spec | Recorded) -> Doing:
        """Begin with another run than the first, which nobody has asked for: the session is still unused.

        Of a recorded one stand where it stood, or set out for there.
        """
        if isinstance(what, Spec):
            yield from taking_up.begin(self, (yield from taking_up.other(self, what)))
        else:
            yield from taking_up.replay(self, what, Asked(None, 0))

    def ticking(self, dt: float, most: int) -> Doing:
        """Let ``dt`` seconds pass, and make at most ``most`` steps for them."""
        self.reporter.wait(dt)
        self.stops.wait(dt)
        self.looks.wait(dt)
        yield from self.looks.go_on(most)
        if self.journey:
            yield from self.travel(self.journey, most)
        elif self.stops.searching:
            yield from going.search_on(self, most)
        elif self.player.playing:
            yield from playing.play_on(self, dt, most)

    def forget(self, by: object) -> None:
        """Look no further for who has gone."""
        self.looks.forget(by)

    def rest(self) -> list[Told]:
        """Stand still where we are: nobody is watching."""
        told = [told for told in self.interrupted() if told is not None]
        self.player.stop()
        return [*told, self.playback()]

    def predicting(self, question: PollQuestion) -> Pieces[Prediction]:
        """Find out what is to be predicted, on a copy; raise ``BadInput`` where it cannot be asked here."""
        return (yield from predicting(self.run, question, self.spare))

    def thin(self) -> int:
        """Let go of some of what only saves time; give the bytes that are free for it."""
        return self.timeline.thin()

    def joining(self) -> list[Message]:
        """Say everything to someone who knows nothing, without a rest."""
        return at_once(self.telling_everything())

    def telling_everything(self) -> Pieces[list[Message]]:
        """Say everything to someone who knows nothing."""
        run, *others = yield from self.reporter.everything(self.playback())
        return [run, *told_branches.everything(self.branches), *others]

    def keyframe(self, *, single: bool = False) -> Frame:
        """Show all that is known here; in single precision where nobody can read it that fast."""
        return at_once(self.reporter.picturing(single=single))

    def restoring(self) -> Restore:
        """Give what makes another session stand here, and play on where this one plays."""
        player, run = self.player, self.run
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
            self.stops.conditions,
            player.backward,
            player.loop,
        )

    def number_on(self, after_run: int) -> None:
        """Number runs on from there, this one first: nobody has been told of it yet."""
        self.run.id = after_run + 1

    @property
    def steps_at_once(self) -> int:
        """How many steps of the run take but a moment."""
        return self.run.steps_at_once
