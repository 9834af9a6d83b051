"""A spec becomes the data set it asks for: rows made, split by its seed, scaled and encoded."""

from collections.abc import Generator, Sequence

import msgspec
import numpy as np

from ..engine.losses import LOSSES
from ..engine.randomness import ROWS, SPLIT, stream
from ..engine.refusal import BadInput
from ..engine.spec import Spec
from . import own_table, typed_function
from .built_in import DATASETS, Record
from .dataset import Dataset, Which
from .defined import check_defined
from .encoding import CROSS_ENTROPIES, encode, encoded_alike
from .expressions import parsed
from .features import COORDINATES, Floats, plane_inputs
from .lessons import refuse

_NO_POINTS = np.empty((0, 2))
_ROOM = 0.1
"""Around the points of a plane, of the length that they take."""
_AROUND_ONE = 1.0
"""On either side of the only value that an input has, in the units the network sees."""


def resolve(spec: Spec) -> Spec:
    """Fill in what the spec leaves to its data set; raise ``BadInput`` where the two do not fit."""
    return _resolved(spec, own_table.outlined(spec) if spec.data.kind == own_table.KIND else _record(spec))


def load(spec: Spec) -> Dataset:
    """Make the data set of a spec as ``load_in_pieces`` does, without a rest."""
    making = load_in_pieces(spec)
    try:
        while True:
            next(making)
    except StopIteration as end:
        made: Dataset = end.value
        return made


def load_in_pieces(spec: Spec) -> Generator[None, None, Dataset]:
    """Make the data set of a spec, resolved or not: the same spec gives the same numbers.

    Rests while it reads rows of the spec's own.
    """
    own = spec.data.kind == own_table.KIND
    record = (yield from own_table.reading(spec)) if own else _record(spec)
    spec = _resolved(spec, record)
    assert spec.inputs is not None, "resolved above"
    assert spec.data.train_fraction is not None, "resolved above"
    seed = spec.seed if spec.data.seed is None else spec.data.seed
    made, answers = record.make(spec.data.samples, spec.data.noise, stream(seed, ROWS))
    train, test = _halves(record, len(made), spec.data.train_fraction, seed)
    x = _inputs(record, made, spec.inputs)
    mean, deviation = _scaling(x, train, _scaled(record, spec.inputs))
    yield
    x = (x - mean) / deviation
    plane = record.plane or _plane_of(x)
    points = made if record.plane else x
    yield
    targets = encode(record, answers, spec.output_activation)
    values = spec.data.standardize_y and record.task == "regression"
    target_mean, target_deviation = _scaling(targets.y, train, [values] * targets.y.shape[1])
    y = (targets.y - target_mean) / target_deviation if values else targets.y
    data = Dataset(
        kind=record.kind,
        label=record.label,
        task=record.task,
        inputs=spec.inputs,
        outputs=targets.outputs,
        classes=record.classes,
        x_train=_kept(x, train),
        y_train=_kept(y, train),
        x_test=_kept(x, test),
        y_test=_kept(y, test),
        threshold=targets.threshold,
        plane=plane,
        axes=COORDINATES if record.plane else spec.inputs if plane else (),
        interval=None if plane else _interval_of(record, x[train], mean, deviation),
        image=record.image if spec.inputs == record.inputs else None,
        mean=mean,
        deviation=deviation,
        target_mean=target_mean,
        target_deviation=target_deviation,
        points_train=_kept(points, train) if plane else _NO_POINTS,
        points_test=_kept(points, test) if plane else _NO_POINTS,
        rows_train=train,
        rows_test=test,
        way=record.said.way if record.said else None,
        alike=encoded_alike(record, answers, spec.output_activation),
    )
    refuse(spec, data)
    return data


def _record(spec: Spec) -> Record:
    if spec.data.kind == typed_function.KIND:
        return typed_function.described(spec.data)
    if spec.data.kind not in DATASETS:
        raise BadInput(
            "data.kind", spec.data.kind, [*DATASETS, own_table.KIND, typed_function.KIND], "unknown_name"
        )
    return DATASETS[spec.data.kind]


def _resolved(spec: Spec, record: Record) -> Spec:
    _check_loss(record, spec.loss)
    inputs = record.default_inputs if spec.inputs is None else spec.inputs
    _check_inputs(record, inputs)
    fraction = record.train_fraction if spec.data.train_fraction is None else spec.data.train_fraction
    data = msgspec.structs.replace(spec.data, train_fraction=fraction)
    return msgspec.structs.replace(spec, data=data, inputs=inputs)


def _check_loss(record: Record, loss: str) -> None:
    if record.task == "regression" and loss in CROSS_ENTROPIES and record.kind != own_table.KIND:
        for_values = [name for name in LOSSES if name not in CROSS_ENTROPIES]
        raise BadInput("loss", loss, {"one_of": for_values, "when": {"data.kind": record.kind}}, "mismatch")


def _check_inputs(record: Record, names: Sequence[str]) -> None:
    for index, name in enumerate(names):
        if record.plane and name not in record.inputs and not name.isidentifier():
            _check_formula(index, name)
        elif name not in record.inputs:
            raise BadInput(f"inputs.{index}", name, list(record.inputs), "unknown_name")
        if name in names[:index]:
            raise BadInput(f"inputs.{index}", name, None, "repeated")


def _check_formula(index: int, text: str) -> None:
    """Read a typed input of a point's coordinates."""
    try:
        parsed(text, COORDINATES)
    except BadInput as error:
        raise error.under(f"inputs.{index}") from None


def split(count: int, fraction: float, seed: int) -> tuple[Which, Which]:
    """Give the numbers of the rows of both halves, drawn by the seed; at least one row is for training."""
    order = stream(seed, SPLIT).permutation(count)
    rounding = 1e-9  # so that 0.29 of 100 rows are 29, though the product falls a hair short
    cut = max(1, int(count * fraction + rounding))
    return order[:cut], order[cut:]


def _halves(record: Record, count: int, fraction: float, seed: int) -> tuple[Which, Which]:
    """Split the rows; those of a set that is not shuffled keep their order in both halves."""
    train, test = split(count, fraction, seed)
    return (train, test) if record.shuffled else (np.sort(train), np.sort(test))


def _inputs(record: Record, made: Floats, names: Sequence[str]) -> Floats:
    if record.plane:
        for index, name in enumerate(names):
            if name not in record.inputs:
                check_defined(
                    parsed(name, COORDINATES).tree, COORDINATES, record.plane, made, f"inputs.{index}"
                )
        return plane_inputs(made, names)
    return made[:, [record.inputs.index(name) for name in names]]


def _scaled(record: Record, names: Sequence[str]) -> list[bool]:
    """Say which inputs are standardised."""
    which = record.standardised
    return [name in which if isinstance(which, tuple) else which for name in names]


def _scaling(columns: Floats, train: Which, scaled: Sequence[bool]) -> tuple[Floats, Floats]:
    """Measure mean and standard deviation of the scaled columns on the training rows alone: else 0 and 1."""
    mean, deviation = np.zeros(columns.shape[1]), np.ones(columns.shape[1])
    if any(scaled):
        measured = columns[train]
        mean = np.where(scaled, measured.mean(axis=0), mean)
        deviation = np.where(scaled, measured.std(axis=0), deviation)
        deviation[deviation == 0] = 1.0
    return mean, deviation


def _plane_of(x: Floats) -> tuple[float, float] | None:
    """Give a square with room around the rows of two inputs, which then are coordinates."""
    if x.shape[1] != len(COORDINATES):
        return None
    low, high = float(x.min()), float(x.max())
    room = _ROOM * (high - low) or 1.0
    return low - room, high + room


def _interval_of(record: Record, x: Floats, mean: Floats, deviation: Floats) -> tuple[float, float] | None:
    """Give the range of the only input, scaled as it is; of a single value, what is around it."""
    if x.shape[1] != 1:
        return None
    if record.interval:
        low, high = (np.array(record.interval) - mean) / deviation
    else:
        low, high = x.min(), x.max()
    around = _AROUND_ONE if low == high else 0.0
    return float(low - around), float(high + around)


def _kept(rows: Floats, which: Which) -> Floats:
    """Take some rows, for good."""
    taken = np.ascontiguousarray(rows[which])
    taken.flags.writeable = False
    return taken
