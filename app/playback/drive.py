"""A run as it is driven: where it stands, where it is going, how it is played, and what is told of that."""

from msgspec.structs import replace

from ..engine import Diverged
from ..protocol import Playback
from .allowance import Spare
from .asking import Asked, Doing
from .branches import Branches
from .journey import Journey
from .pieces import Pieces
from .player import Player
from .reporter import FRAME_S, Reporter
from .run import Run
from .search.looks import Looks
from .search.stops import Stops
from .timeline import Timeline
from .viewpoint import Viewpoint


class Drive:
    """A run, a player, perhaps a journey under way, and a reporter."""

    run: Run
    reporter: Reporter
    branches: Branches
    """Of the run."""
    stops: Stops
    looks: Looks
    journey: Journey | None
    differs: int | None
    """The first step known at which the run has other numbers than it had in another process."""

    def __init__(self, run: Run, spare: Spare) -> None:
        """Stand at the start of a run; ``spare`` gives the bytes that it and others may still take."""
        self.spare = spare
        self.unused = True
        """Whether nobody has asked for anything yet."""
        self.frame_s = FRAME_S
        """The shortest time between keyframes while playing fast, in seconds."""
        self.player = Player()
        self.be_at_start(run)

    def be_at_start(self, run: Run) -> None:
        """Stand at the start of a run, with nothing under way."""
        self.run, self.reporter, self.journey = run, Reporter(run), None
        self.branches = Branches(run.timeline)
        self.stops, self.looks = Stops(), Looks()
        self.differs = None
        self.player.begin()

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.run.index

    @property
    def timeline(self) -> Timeline:
        """What is recorded of the run."""
        return self.run.timeline

    @property
    def view(self) -> Viewpoint:
        """The run's data, and how it does on them."""
        return self.run.view

    def playback(self) -> Playback:
        """Say how the run is driven."""
        busy = self.journey is not None or self.stops.searching is not None
        told = self.reporter.playback(self.player, self.branches, self.stops, busy=busy)
        return replace(told, differs=self.differs) if self.differs is not None else told

    def answer(self, asked: Asked) -> Doing:
        """Answer that it was done, and say how the run is driven now."""
        yield self.playback()
        yield asked.done(self.index)

    def forward(self, steps: int) -> Pieces[bool]:
        """Go on; False when the numbers end before that."""
        waits = self.player.playing and self.player.until_accuracy
        try:
            yield from self.timeline.advancing(steps, self.player.is_satisfied if waits else None)
        except Diverged:
            self.player.stop()
            return False
        return True

    def set_out(self, journey: Journey) -> Doing:
        """Stand at a step, or set out for it when that takes more than a moment."""
        self.player.stop()
        if journey.takes_long(self.run):
            self.journey = journey
            yield self.playback()
            return
        journey.follow(self.run)
        if beyond := journey.beyond(self.run):
            yield from self.forward(beyond)
        yield from self._come_to_its_end(journey)

    def travel(self, journey: Journey, most: int) -> Doing:
        """Go on towards a journey's end: through what is recorded, unseen, then beyond."""
        if not journey.follow(self.run, most):
            went_on = yield from self.forward(min(most, journey.beyond(self.run)))
            if went_on and not journey.has_arrived(self.run):
                yield from self.reporter.now_and_then(self.frame_s)
                return
        elif not journey.has_arrived(self.run):
            return
        self.journey = None
        yield from self._come_to_its_end(journey)

    def _come_to_its_end(self, journey: Journey) -> Doing:
        """Show where it has led, and play on from there if that was asked for."""
        yield from self.arrived()
        if journey.then and journey.has_arrived(self.run):
            self.player.start(journey.then, self.run)
        yield from self.answer(journey.asked)

    def interrupted(self) -> Doing:
        """Give up a journey, telling how far it came; or a search, which has moved nothing."""
        if given_up := self.stops.interrupt():
            yield given_up.done(self.index)
        if not self.journey:
            yield from self.caught_up()
            return
        asked, self.journey = self.journey.asked, None
        yield from self.arrived()
        yield asked.done(self.index)

    def leaving(self) -> Doing:
        """Give up, too, what is looked for on this line: another is to be followed."""
        yield from self.interrupted()
        yield from self.looks.parted()

    def caught_up(self) -> Doing:
        """Show where we are: fast play is ahead of what it shows."""
        if self.player.playing:
            yield from self.arrived()

    def arrived(self) -> Doing:
        """Show where we stand, with its losses where an epoch ends here and they cost but a moment."""
        yield from self.run.evaluating_here()
        yield self.reporter.news()
        yield (yield from self.reporter.picturing())
