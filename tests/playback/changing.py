"""What tests change in the course of a run."""

from collections.abc import Mapping, Sequence

from app.engine import Spec, State, Stepper, decode
from app.engine.edits import Edit, Edits, LayerActivation, LayerDropout, Parameter, spec_at
from app.engine.spec import OptimizerSpec, RegularizationSpec, ScheduleSpec
from app.playback.timeline import Timeline
from tests.playback.test_timeline import rows

BETWEEN: Sequence[dict[str, object]] = (
    {"optimizer": OptimizerSpec("adam", 0.02)},
    {"optimizer": OptimizerSpec("momentum", 0.03, momentum=0.5)},
    {"optimizer": OptimizerSpec("momentum", 0.03)},
    {"optimizer": OptimizerSpec("sgd", 0.1)},
    {"schedule": ScheduleSpec("exponential", gamma=0.5)},
    {"schedule": ScheduleSpec("exponential", gamma=0.9)},
    {"schedule": ScheduleSpec("warm_up", first=0.2)},
    {"regularization": RegularizationSpec("l1", 0.05)},
    {"regularization": RegularizationSpec("l1", 0.2)},
    {"regularization": RegularizationSpec("l2", 0.01)},
    {"regularization": RegularizationSpec("none", 0.01)},
    {"activation": LayerActivation(1, "relu")},
    {"activation": LayerActivation(1, "tanh")},
    {"batch_size": 7},
    {"batch_size": 25},
    {"dropout": LayerDropout(1, 0.5)},
    {"dropout": LayerDropout(1, 0.0)},
    {"parameter": Parameter(1, 0, 1, 0.5)},
    {"parameter": Parameter(1, 0, 1, -0.5)},
    {"parameter": Parameter(1, 1, 0, 0.0)},
    {"parameter": Parameter(2, None, 0, 1.5)},
)
"""What can change between two mini-batches."""
RATES = ({"learning_rate": 0.03}, {"learning_rate": 0.2}, {"learning_rate": 0.5})


def placed(timeline: Timeline, index: int, what: Mapping[str, object]) -> Edit:
    """An edit at a step; what changes between two mini-batches, before the one under way."""
    begun = index - index % timeline.schedule.steps_per_batch
    return Edit(index if "learning_rate" in what else begun, **what)


def change(timeline: Timeline, **what: object) -> None:
    """Change something where a run stands."""
    timeline.edit([placed(timeline, timeline.index, what)])


def set_rate(timeline: Timeline, learning_rate: float) -> None:
    """Give a run another learning rate."""
    change(timeline, learning_rate=learning_rate)


def straight(text: str, edits: Edits, index: int) -> State:
    """The state at a step of a run that was never left."""
    spec = decode(text, Spec)
    stepper = Stepper(spec, *rows())
    for at in sorted({edit.index for edit in edits if edit.index <= index}):
        stepper.advance(at - stepper.index)
        here = [edit for edit in edits if edit.index == at]
        now = spec_at(spec, edits, at)
        if any(edit.between for edit in here):
            stepper.change(now, [edit.parameter for edit in here if edit.parameter])
        else:
            stepper.set_learning_rate(now.optimizer.learning_rate)
    stepper.advance(index - stepper.index)
    return stepper.state()
