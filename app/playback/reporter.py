"""What has been told of a run, and what is still to be told."""

from collections.abc import Iterator

import numpy as np

from ..protocol import FLOAT64_BYTES, Array, Diverged, Frame, HistoryLetter, Message, Playback
from .branches import Branches
from .history import History
from .pieces import Pieces
from .player import Player
from .run import Run
from .search.stops import Stops

FRAME_S = 1 / 30
"""The shortest time between keyframes while playing fast, for any number of viewers."""
FEW_FRAME_S = 1 / 75
"""The same for few viewers: a page paints 60 a second; of as many, come early or late, it would miss some."""


class Reporter:
    """Makes the messages about one run; remembers how much of its history was told, and when it was shown."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._told: tuple[History | None, int, int] = (None, 0, 0)
        """Which history, which generation of it, and how many of its points."""
        self._since_frame: float = 0.0

    def wait(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        self._since_frame += dt

    def shown(self) -> None:
        """Begin to wait for the next keyframe."""
        self._since_frame = 0.0

    def everything(self, playback: Playback) -> Pieces[list[Message]]:
        """Say everything to someone who knows nothing."""
        keyframe = yield from self.picturing()
        return [self._run.letter(), self._history_from(0), playback, keyframe]

    def beginning(self) -> Iterator[Message | None]:
        """Say what run this is, and where it stands."""
        yield self._run.letter()
        yield self.news()
        yield (yield from self.picturing())

    def changing(self) -> Iterator[Message | None]:
        """Say what is changed on the way, and where it stands."""
        yield self._run.edits_letter()
        yield self.news()
        yield (yield from self.picturing())

    def picturing(self, *, single: bool = False) -> Pieces[Frame]:
        """Show all that is known here; in single precision where nobody can read it that fast."""
        timeline = self._run.timeline
        state = yield from timeline.stepper.copying()
        arrays: dict[tuple[str, int], Array] = dict(state.arrays)
        if sum(array.nbytes for array in arrays.values()) > FLOAT64_BYTES:
            for key, array in arrays.items():
                arrays[key] = _narrowed(array)
                yield
        return Frame("keyframe", state.position, timeline.recorded, arrays, single)

    def stepping(self) -> Frame:
        """Show just what the last step made."""
        timeline = self._run.timeline
        state = timeline.state()
        arrays = {key: state.arrays[key] for key in (*state.made, *state.aside)}
        return Frame("step", state.position, timeline.recorded, arrays)

    def now_and_then(self, frame_s: float, surely: bool = False) -> Iterator[Message | None]:
        """Show where we are, no more often than every ``frame_s`` seconds."""
        if self._since_frame < frame_s and not surely:
            return
        self._since_frame %= frame_s
        if self.has_news:
            yield self.news()
        yield (yield from self.picturing(single=not surely))

    @property
    def has_news(self) -> bool:
        """Whether there is history that was not told."""
        history = self._run.timeline.history
        return self._told != (history, history.generation, len(history.points))

    def news(self) -> HistoryLetter:
        """Tell the points of history not told yet; all of them when told ones have gone."""
        history = self._run.timeline.history
        before, generation, told = self._told
        self._told = (history, history.generation, len(history.points))
        return self._history_from(told if (before, generation) == (history, history.generation) else 0)

    def playback(self, player: Player, branches: Branches, stops: Stops, busy: bool) -> Playback:
        """Say how the run is driven."""
        timeline = self._run.timeline
        error, visited = timeline.diverged, timeline.visited
        return Playback(
            playing=player.playing,
            busy=busy,
            speed=player.speed,
            unit=player.unit,
            until_epoch=player.until_epoch,
            until_accuracy=player.until_accuracy,
            diverged=Diverged(error.tensor, error.layer, error.position.index, str(error)) if error else None,
            visited=visited.told if visited else None,
            can_undo=branches.can_undo,
            can_redo=branches.can_redo,
            backward=player.backward,
            loop=player.loop,
            stops=stops.conditions,
            searching=stops.searching,
            stopped=stops.stopped,
        )

    def _history_from(self, keep: int) -> HistoryLetter:
        return HistoryLetter(keep, [point.told for point in self._run.timeline.history.points[keep:]])


def _narrowed(array: Array) -> Array:
    """Give doubles in single precision, as a large frame has them, where none is too large for it."""
    try:
        with np.errstate(over="raise"):
            return array.astype(np.float32)
    except FloatingPointError:
        return array
