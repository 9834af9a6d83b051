"""Handing a line over to another machine or process, and taking one over that was recorded there."""

from bisect import bisect_left

from ..engine import BadInput, Floats
from ..engine.edits import spec_at
from ..engine.optimizers import OPTIMIZERS
from ..engine.penalties import PENALTIES
from .keyframes import Keyframes, weight
from .pieces import Pieces
from .recorded import Recorded
from .timeline import Timeline

_KEYFRAMES_AT_ONCE = 512


def recorded_of(timeline: Timeline) -> Recorded:
    """Give what is recorded of the line that a timeline is on, nothing copied but where it stands.

    That is a keyframe too, where a mini-batch begins and nothing is changed.
    """
    line, history, each = timeline.line, timeline.history, timeline.schedule.steps_per_batch
    kept, here = line.kept(each), timeline.index // each
    if here > kept[-1][0] and (core := core_here(timeline)) is not None:
        kept.append((here, core))
    return Recorded(
        timeline.spec,
        timeline.edits,
        timeline.index,
        line.recorded,
        tuple(history.points),
        history.stride,
        tuple(kept),
    )


def core_here(timeline: Timeline) -> Floats | None:
    """Copy parameters and memories as a mini-batch's end was come to.

    None within a mini-batch, and where something is changed and no keyframe is of here.
    """
    batch, inside = divmod(timeline.index, timeline.schedule.steps_per_batch)
    if inside:
        return None
    if timeline.is_changed(timeline.index):
        return timeline.line.owner(timeline.index).keyframes.at(batch)
    return timeline.stepper.core()


def taking_over(timeline: Timeline, recorded: Recorded) -> Pieces[None]:
    """Take over, before anything is trained, a line recorded elsewhere, and stand at its start.

    Its keyframes hold: where this machine computes other numbers, they are played, and what lies between
    is computed from them. Raise ``BadInput`` where they are not of this run, or do not fit in memory.
    """
    assert timeline.recorded == 0, "what is trained here is not replaced"
    timeline.follow(recorded.edits, 0)
    yield from _having(timeline, recorded)
    timeline.line.replayed = recorded.recorded


def remembering(timeline: Timeline, recorded: Recorded) -> Pieces[bool]:
    """Take over, before it is trained, what this machine computed of this very line before; say whether.

    It is another's where edits differ that had an effect.
    """
    here = tuple(edit for edit in timeline.edits if edit.index < recorded.recorded)
    if here != recorded.edits or recorded.recorded <= timeline.recorded:
        return False
    try:
        yield from _having(timeline, recorded)
    except BadInput:
        return False
    return True


def checking(timeline: Timeline, recorded: Recorded) -> Pieces[None]:
    """Raise ``BadInput`` where what is recorded elsewhere cannot be of the line that a timeline is on."""
    epochs = recorded.points[-1].epoch if recorded.points else 0
    if timeline.schedule.end(epochs) > recorded.recorded:
        raise BadInput("metrics", f"epoch {epochs}", recorded.recorded, "not_recorded")
    sized = [edit.index for edit in timeline.edits if edit.optimizer or edit.regularization]
    sizes = [_core_size(timeline, 0), *(_core_size(timeline, index + 1) for index in sized)]
    for number, (batch, core) in enumerate(recorded.keyframes):
        size = sizes[bisect_left(sized, batch * timeline.schedule.steps_per_batch)]
        if number % _KEYFRAMES_AT_ONCE == 0:
            yield
        if len(core) != size:
            limit = {"length": size, "as": "parameters and memories"}
            raise BadInput(f"keyframes.{number}", f"{len(core)} numbers", limit, "wrong_length")


def _having(timeline: Timeline, recorded: Recorded) -> Pieces[None]:
    yield from checking(timeline, recorded)
    wanted = sum(weight(core) for _, core in recorded.keyframes)
    if (left := timeline.allowance.lacks(wanted)) is not None:
        raise BadInput("keyframes", f"{wanted / 1e6:.0f} MB", {"megabytes": round(left / 1e6)}, "full")
    keyframes = Keyframes()
    for number, (batch, core) in enumerate(recorded.keyframes):
        keyframes.keep(batch, core)
        if number % _KEYFRAMES_AT_ONCE == 0:
            yield
    keyframes.widen()
    timeline.have(keyframes, recorded)


def _core_size(timeline: Timeline, index: int) -> int:
    """Count the numbers that are kept of a boundary, as it is come to."""
    spec = spec_at(timeline.spec, timeline.edits, index - 1)
    memories = OPTIMIZERS[spec.optimizer.kind].memory, PENALTIES[spec.regularization.kind].memory
    vectors = 1 + sum(map(len, memories))
    size: int = timeline.stepper.parameters.size * vectors
    return size
