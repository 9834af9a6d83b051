"""What of a run is shown besides the engine's tensors: who is who, its points, scores."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from msgspec import Raw

from ..data import Dataset, Lesson, digest, lessons, load_in_pieces, resolve, writing_rows
from ..engine import Evaluator, Floats, Spec, Stepper
from ..engine.edits import Edits, spec_at
from ..engine.losses import LOSSES
from ..engine.optimizers import OPTIMIZERS
from ..protocol import MOST_INDEX, LayerInfo, Points, Run, Said
from .history import Point
from .pieces import Pieces, at_once
from .scoring import Scorer

_VECTORS = 14
"""As long as all parameters together: they, gradients, steps, rates, and copies to come back to."""
_BLOCKS, _BLOCKS_OF_DROPOUT = 5, 3
"""Numbers of every neuron for each row: z, a, slope, d_a, delta; drawn, mask, and what is passed on."""
_BYTES_OF_A_NUMBER = 32
"""Of one that a specification carries: it, and its place in its row."""
_BATCH_BYTES = 1200
"""What it takes to know where a mini-batch's rows are."""


class Viewpoint:
    """One run's data and the evaluations that show how its present parameters do."""

    spec: Spec
    data: Dataset

    def __init__(self, spec: Spec) -> None:
        """Load the data; raise ``BadInput`` where it does not go with the rest of the spec."""
        at_once(self._load(spec))

    @classmethod
    def opening(cls, spec: Spec) -> Pieces["Viewpoint"]:
        """Make one, resting while a specification's own rows are read and written."""
        view = cls.__new__(cls)
        yield from view._load(spec)
        return view

    def _load(self, spec: Spec) -> Pieces[None]:
        self.spec = resolve(spec)
        self.data = yield from load_in_pieces(self.spec)
        yield
        self._own_rows = yield from writing_rows(self.spec)
        self._digest = digest(self.spec, self._own_rows)
        self._stepper: Stepper | None = None
        self._scorer = Scorer(self.data)
        self._lessons: tuple[Spec, list[Lesson]] | None = None
        self._weighed: tuple[int, int] | None = None
        """The rows of the largest mini-batch, and the bytes of a run with it: they are asked for often."""

    def attach(self, stepper: Stepper) -> None:
        """Evaluate the parameters of this stepper from now on."""
        self._stepper = stepper

    @property
    def bytes(self) -> int:
        """About the memory that a run on these data takes, keyframes apart.

        Every neuron's numbers for all row counts, the rows themselves, the parameters' own vectors, and a
        specification's own rows as they came and as they are sent.
        """
        largest = self._stepper.schedule.largest if self._stepper else self.spec.batch_size
        if self._weighed is None or self._weighed[0] != largest:
            self._weighed = largest, self._bytes_with(largest)
        return self._weighed[1]

    def _bytes_with(self, largest: int) -> int:
        """Count them, with mini-batches of so many rows at most."""
        x, y = self.data.x_train, self.data.y_train
        units: tuple[int, ...] = (x.shape[1], *(layer.units for layer in self.spec.hidden), y.shape[1])
        parameters = sum((into + 1) * out for into, out in pairwise(units))
        memories = len(OPTIMIZERS[self.spec.optimizer.kind].memory)
        halves, chunk = (len(x), len(self.data.x_test)), Evaluator.rows_at_once(parameters)
        rows = _rows_held(len(x), largest) + sum(_rows_held(half, chunk) for half in halves)
        each = _BLOCKS + _BLOCKS_OF_DROPOUT * any(layer.dropout for layer in self.spec.hidden)
        buffers = rows * (each * (sum(units[1:]) + len(units)) + units[0] + units[-1])
        copies = (4 * len(x) + 2 * len(self.data.x_test)) * (units[0] + units[-1])
        batches = -(-len(x) // self.spec.batch_size)
        own = sum(
            _BYTES_OF_A_NUMBER * len(row) for name in self._own_rows for row in getattr(self.spec.data, name)
        )
        own += sum(len(bytes(written)) for written in self._own_rows.values())
        return 8 * (buffers + copies + parameters * (_VECTORS + 3 * memories)) + batches * _BATCH_BYTES + own

    def point(self, epoch: int) -> Point:
        """Score both halves, without a rest."""
        return at_once(self.scoring(epoch))

    def scoring(self, epoch: int) -> Pieces[Point]:
        """Score both halves."""
        assert self._stepper, "attached before it is asked"
        return (yield from self._scorer.scoring(self._stepper.parameters, epoch))

    def forward(self, x: Floats) -> list[tuple[Floats, Floats]]:
        """Give what every layer now makes of inputs (inputs,): ``z`` and ``a`` (units,)."""
        assert self._stepper, "attached before it is asked"
        nothing_wanted = np.zeros((1, self.data.y_train.shape[1]))
        passes = Evaluator(self._stepper.parameters, x[None], nothing_wanted).forward()
        return [(z[:, 0], a[:, 0]) for z, a in passes]

    def lessons(self, edits: Edits = ()) -> list[Lesson]:
        """Tell what a run cannot learn as its edits leave it, once its starting values are known to fit."""
        spec = spec_at(self.spec, edits, MOST_INDEX)
        if self._lessons is None or self._lessons[0] != spec:
            self._lessons = (spec, lessons(spec, self.data))
        return self._lessons[1]

    @property
    def output_activations(self) -> list[str]:
        """Name those that the output can have as the run goes on: loss and targets stay what they are."""
        needed = LOSSES[self.spec.loss].output_activation
        return [needed] if needed else list(self.data.alike)

    @property
    def spec_as_told(self) -> dict[str, Any]:
        """Write the specification with its own rows as they were written once."""
        return spec_as_json(self.spec, self._own_rows)

    def run_letter(self, run_id: int, stepper: Stepper, edits: Edits) -> Run:
        """Say what is being trained."""
        data, spec = self.data, self.spec
        layers = [
            LayerInfo(len(data.inputs), data.inputs),
            *(
                LayerInfo(layer.units, [f"h{unit + 1}" for unit in range(layer.units)], layer.activation)
                for layer in spec.hidden
            ),
            LayerInfo(len(data.outputs), data.outputs, spec.output_activation),
        ]
        return Run(
            id=run_id,
            spec=self.spec_as_told,
            digest=self._digest,
            edits=list(edits),
            layers=layers,
            output_activations=self.output_activations,
            task=data.task,
            classes=data.classes,
            threshold=data.threshold,
            steps_per_batch=stepper.schedule.steps_per_batch,
            batches_per_epoch=stepper.schedule.batches,
            train_rows=len(data.x_train),
            test_rows=len(data.x_test),
            parameters=stepper.parameters.size,
            plane=data.plane,
            axes=data.axes,
            over_plane=data.over_plane,
            interval=data.interval,
            image=data.image,
            mean=data.mean.tolist(),
            deviation=data.deviation.tolist(),
            target_mean=data.target_mean.tolist(),
            target_deviation=data.target_deviation.tolist(),
            lessons=self.lessons(edits),
            points=Points(
                train=_points(data.x_train if data.interval else data.points_train, data.y_train),
                test=_points(data.x_test if data.interval else data.points_test, data.y_test),
            ),
            said=Said(data.way, data.rows_train.tolist(), data.rows_test.tolist()) if data.way else None,
        )


def spec_as_json(spec: Spec, rows: Mapping[str, Raw] | None = None) -> dict[str, Any]:
    """Write a spec with every field it has, and none that says nothing; ``rows`` are its own, if written."""
    data = {name: getattr(spec.data, name) for name in spec.data.__struct_fields__} | (
        dict(rows) if rows else {}
    )
    whole = {name: getattr(spec, name) for name in spec.__struct_fields__} | {"data": data}
    told: dict[str, Any] = {
        name: value if name == "data" else msgspec.to_builtins(value) for name, value in whole.items()
    }
    for part in ("data", "optimizer", "schedule"):
        told[part] = {name: value for name, value in told[part].items() if value is not None}
    return {name: value for name, value in told.items() if value is not None}


def _rows_held(rows: int, most: int) -> int:
    """Count the rows of the buffers through which so many go, ``most`` at a time and then the rest."""
    return rows if rows <= most else most + rows % most


def _points(points: Floats, y: Floats) -> list[list[float]]:
    if not len(points):
        return []
    value = y[:, :1] if y.shape[1] == 1 else y.argmax(axis=1)[:, None]
    rows: list[list[float]] = np.round(np.hstack([points, value]), 4).tolist()
    return rows
