"""Company rows: what it is for the others, and for itself, that one viewer stalls or is slow."""

import math
from dataclasses import dataclass

import numpy as np

from tests.bench.lines import Viewers
from tests.bench.timing import at_least, at_most, row
from tests.bench.watching import (
    FEWEST_FRAMES,
    MOST_LATE_MS,
    Extent,
    Room,
    Watched,
    honest,
    p99,
    room,
    watched,
)

VIEWERS = 300
SPEC = {"hidden": [{"units": 8}] * 6}
"""At full speed it is two to three times what a slow line carries."""
SLOW_BYTES_PER_S = 200_000
MOST_STALLED_S, MOST_AGE_S = 15.0, 1.5


@dataclass(frozen=True)
class Kept:
    """What the others got without and with such company, and what became of it."""

    alone: Watched
    beside_stalled: Watched
    gone_s: float
    """How long after it stopped taking anything."""
    beside_slow: Watched
    ages_s: np.ndarray
    """How old each frame was when the slow one had the whole of it."""
    told: set[str]
    """Letters that the slow one got, and who drives did not."""


def kept(extent: Extent) -> Kept:
    """Have one viewer stall, and then one that is slow, among others."""
    with room(extent) as here:
        here.play(SPEC)
        viewers = here.join(max(2, int(VIEWERS * extent.share)))
        here.load.attend(extent.rest_s)
        alone = watched(here, viewers, extent.watching_s)
        beside_stalled, gone_s = _stalled(here, viewers, extent)
        slow = here.join(1, bytes_per_s=SLOW_BYTES_PER_S, listens=True)
        beside_slow = watched(here, viewers, extent.watching_s)
        told = {*slow.lines[0].last} - {*here.driver.last} - {"beat"}
        return Kept(alone, beside_stalled, gone_s, beside_slow, _ages_s(slow, viewers), told)


def rows(extent: Extent) -> list[str]:
    """Say what became of both, and of the others."""
    found = kept(extent)
    every = [found.alone, found.beside_stalled, found.beside_slow]
    return [
        row(f"{len(found.alone.rates)} who watch 6 layers of 8", ["alone", "one stalls", "one has 200 kB/s"]),
        row("bytes a frame, letters too", [f"{it.frame_bytes:.0f}" for it in every]),
        row("frames/s, the fewest", [at_least(min(it.rates), FEWEST_FRAMES) for it in every]),
        row("frames/s, median", [f"{np.median(it.rates):.1f}" for it in every]),
        row("behind the first, ms, p99", [at_most(p99(it.late_ms), MOST_LATE_MS) for it in every]),
        row("it is gone after s", ["", at_most(found.gone_s, MOST_STALLED_S), ""]),
        row("its frames/s", ["", "", f"{len(found.ages_s) / found.beside_slow.took_s:.1f}"]),
        row("its frames are old, s, median", ["", "", f"{np.median(found.ages_s):.2f}"]),
        row("its frames are old, s, at worst", ["", "", at_most(max(found.ages_s), MOST_AGE_S)]),
        row("letters it alone is told", ["", "", " ".join(found.told) or "none"]),
        *honest(every),
    ]


def _stalled(here: Room, viewers: Viewers, extent: Extent) -> tuple[Watched, float]:
    """Have one more come and take nothing; give what the others got, and after how long it was let go."""
    people = here.driver.last["people"]
    stalled = here.join(1)
    here.load.attend(extent.stalling_s, lambda: here.driver.last["people"]["count"] > people["count"])
    here.load.stall(stalled.lines[0])
    seen = watched(
        here, viewers, extent.stalling_s, lambda: here.driver.last["people"]["count"] <= people["count"]
    )
    return seen, seen.took_s if seen.took_s < extent.stalling_s else math.inf


def _ages_s(slow: Viewers, viewers: Viewers) -> np.ndarray:
    """Give how old each frame was that the slow one got: since the others were where it shows the run."""
    theirs, its = viewers.since(0), slow.since(0)
    if not len(its.at):
        return np.array([math.inf])
    index, first = np.unique(theirs.index, return_index=True)
    return its.at - np.interp(its.index, index, theirs.at[first])
