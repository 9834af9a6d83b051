"""Mini-batches of a run as the engine makes them: what each finds, and what each of its steps makes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ...engine import Diverged, Floats, State
from ...playback.run import Run

Made: TypeAlias = tuple[int, str, int]
"""Which step of a mini-batch made an array, its name and its layer; step 0 is what the mini-batch finds."""


@dataclass(frozen=True, eq=False)
class Pass:
    """One mini-batch, by its number over all epochs."""

    number: int
    arrays: Mapping[Made, Floats]

    @property
    def end(self) -> dict[tuple[str, int], Floats]:
        """All that is known once it is made."""
        return {(name, layer): array for (_, name, layer), array in self.arrays.items()}

    def follows(self, before: "Pass | None") -> bool:
        """Whether it finds just what another has left: nothing lies between them, and nothing was changed."""
        if before is None or before.number + 1 != self.number:
            return False
        left = before.end
        return all(
            (name, layer) in left and np.array_equal(left[name, layer], array)
            for (step, name, layer), array in self.arrays.items()
            if step == 0
        )


def made(run: Run, numbers: Iterable[int]) -> Iterator[Pass]:
    """Make mini-batches, in the order of their numbers; ends before the first that is not finite."""
    try:
        for number in numbers:
            yield _made(run, number)
    except Diverged:
        return


def _made(run: Run, number: int) -> Pass:
    each = run.timeline.schedule.steps_per_batch
    arrays: dict[Made, Floats] = {}
    for step in range(1, each + 1):
        _go(run, number * each + step)
        state = run.timeline.state()
        new = (*state.made, *state.aside)
        if step == 1:
            arrays |= {(0, *key): array for key, array in state.arrays.items() if key not in new}
        arrays |= _of(state, step, new)
    return Pass(number, arrays)


def _of(state: State, step: int, keys: Iterable[tuple[str, int]]) -> dict[Made, Floats]:
    return {(step, *key): state.arrays[key] for key in keys}


def _go(run: Run, index: int) -> None:
    """Stand at a step, trained on to where it is not recorded."""
    timeline = run.timeline
    if index <= timeline.recorded:
        timeline.seek(index)
    else:
        timeline.seek(timeline.recorded)
        timeline.advance(index - timeline.index)
