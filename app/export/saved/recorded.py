"""A recorded run saved for a page, as who asks a server wishes it: no further than takes it a few seconds."""

from dataclasses import dataclass

from ...engine import BadInput, Diverged
from ...playback.recorded import Recorded
from ...playback.straight import work_of
from .choosing import Epochs
from .saving import Saved, run_of_recording, saved

_MOST_WORK = 1e10
"""Multiplications of some ten seconds."""


@dataclass(frozen=True)
class Wishes:
    """Between which epochs a page is, where it begins, and how it looks; without ``last`` to its end."""

    first: int = 0
    last: int | None = None
    start: int | None = None
    look: str = ""


def saved_recorded(recorded: Recorded, wishes: Wishes, most_bytes: float) -> Saved:
    """Save a run as far as it is recorded, in more bytes where it has to be; raise ``BadInput``."""
    run = run_of_recording(recorded)
    schedule = run.timeline.schedule
    there, rest = schedule.epochs(recorded.recorded)
    last = max(1, there + (rest > 0)) if wishes.last is None else wishes.last
    most = max(1, int(_MOST_WORK / (work_of(run.timeline) * schedule.steps_per_epoch)))
    if last > most:
        raise BadInput("last", last, most, "too_large")

    def within(most_bytes: float) -> Saved:
        epochs = Epochs(wishes.first, last)
        return saved(run, epochs, most_bytes=most_bytes, start=wishes.start, address=wishes.look)

    try:
        return within(most_bytes)
    except Diverged as error:
        raise BadInput(error.tensor, None, None, "not_finite") from None
    except BadInput as error:
        if error.field != "most_bytes":
            raise
        return within(float(error.limit))
