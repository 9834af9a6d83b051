"""The specification of a run: one frozen record of everything that determines it, and its bounds.

Bounds are declared here once, on the fields: ``decode`` in ``checking.py`` holds outside data to
them, ``schema()`` hands them to the form, the page's types and the tests' generators.
"""

import json
from collections.abc import Collection
from itertools import pairwise
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from .activations import ACTIVATIONS
from .checking import decode
from .initializers import INITIALIZERS
from .losses import LOSSES
from .optimizers import OPTIMIZERS
from .penalties import PENALTIES
from .rates import SCHEDULES
from .reductions import REDUCTIONS
from .refusal import BadInput, Limit

VERSION = 2
"""Of specifications: version 1 drew starting weights from another stream (see ``randomness.py``)."""

MAX_LAYERS = 8
MAX_UNITS = 128
MAX_FEATURES = 128
MAX_OUTPUTS = 64
MAX_ROWS = 10_000
MAX_MAGNITUDE = 1e12
MAX_EXPRESSION = 200
"""Characters in a typed formula."""

CONSTANTS = ("mu", "beta_1", "beta_2", "rho", "epsilon")
"""Of the optimizers' formulas, those that a specification may set."""
_FIELDS = {"mu": "momentum"}
"""What a constant is called in a specification, where that is not its name."""

MAX_NAME = 100
"""Characters in the name of a column or a class."""

Number = Annotated[float, Meta(ge=-MAX_MAGNITUDE, le=MAX_MAGNITUDE)]
LearningRate = Annotated[float, Meta(gt=0.0, le=1e6)]
Share = Annotated[float, Meta(ge=0.0, lt=1.0)]
BatchSize = Annotated[int, Meta(ge=1, le=1024)]
Dropped = Annotated[float, Meta(ge=0.0, le=0.95)]
Epochs = Annotated[float, Meta(gt=0.0, le=1e6)]
Features = Annotated[tuple[Number, ...], Meta(min_length=1, max_length=MAX_FEATURES)]
Targets = Annotated[tuple[Number, ...], Meta(min_length=1, max_length=MAX_OUTPUTS)]
Units = Annotated[tuple[Number, ...], Meta(min_length=1, max_length=MAX_UNITS)]
Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
Seed = Annotated[int, Meta(ge=0, le=2**32 - 1)]


def name_in(table: Collection[str]) -> Meta:
    """Tell the names of a table as what a field may be."""
    return Meta(extra_json_schema={"enum": list(table)})


def check_name(field: str, name: str, table: Collection[str]) -> None:
    """Raise ``BadInput`` where a table has no such name."""
    if name not in table:
        raise BadInput(field, name, list(table), "unknown_name")


class _Record(Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record that refuses fields it does not know."""


class DataSpec(_Record, frozen=True):
    """Which rows the network is fed. ``train_fraction`` None is the data set's own.

    ``kind`` names a built-in data set, or is ``table``, which carries its own numbers:
    ``x`` (rows, features) and ``y`` (rows, outputs). With ``standardize`` its columns, or those it names, are
    scaled as the built-in ones are: by mean and deviation of the training rows; ``standardize_y`` does the
    same to targets that are values. With ``classes`` the one column of ``y`` has each row's class, from 0.
    With a ``domain`` (low, high) a table of two columns has points of that square, with the inputs of the
    built-in ones, and a table of one column has values within it.

    Or it is ``function``: rows drawn from the ``domain``, −6 to 6 where none is given, of the ``expression``
    that is typed: of ``x``, or of ``x1`` and ``x2``; with a comparison it tells two classes apart.
    """

    kind: str = "circle"
    samples: Annotated[int, Meta(ge=4, le=MAX_ROWS)] = 500
    noise: Annotated[float, Meta(ge=0.0, le=0.8)] = 0.0
    train_fraction: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None
    seed: Seed | None = None
    """Of rows and split alone: with another one the same weights meet other rows. None: the run's."""
    x: Annotated[tuple[Features, ...], Meta(min_length=1, max_length=MAX_ROWS)] | None = None
    y: Annotated[tuple[Targets, ...], Meta(min_length=1, max_length=MAX_ROWS)] | None = None

    standardize: bool | Annotated[tuple[Name, ...], Meta(min_length=1, max_length=MAX_FEATURES)] = False
    standardize_y: bool = False
    label: Name | None = None
    """What the table is called."""
    x_names: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=MAX_FEATURES)] | None = None
    """A name for each column of ``x``: x1, x2, … where there are none."""
    y_names: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=MAX_OUTPUTS)] | None = None
    classes: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=MAX_OUTPUTS)] | None = None
    domain: tuple[Number, Number] | None = None
    """Lowest and highest value of what comes in: of x, or of both coordinates."""
    expression: Annotated[str, Meta(min_length=1, max_length=MAX_EXPRESSION)] | None = None

    def __post_init__(self) -> None:
        for name in _OF_KINDS:
            value = getattr(self, name)
            if value and self.kind not in _OF_KINDS[name]:
                raise BadInput(name, value, {"kind": self.kind}, "unwanted_field")
        if self.kind == "function" and self.expression is None:
            raise BadInput("expression", "nothing", {"kind": "function"}, "missing_field")
        if self.domain and self.domain[1] <= self.domain[0]:
            raise BadInput("domain.1", self.domain[1], self.domain[0], "not_above")
        for name, rows in (("x", self.x), ("y", self.y)):
            if self.kind == "table" and rows is None:
                raise BadInput(name, "nothing", {"kind": "table"}, "missing_field")
            if self.kind != "table" and rows is not None:
                raise BadInput(name, f"{len(rows)} rows", {"kind": self.kind}, "unwanted_field")
            for index, row in enumerate(rows or ()):
                if len(row) != len(rows[0]):  # type: ignore[index]
                    limit = {"length": len(rows[0]), "as": f"{name}.0"}  # type: ignore[index]
                    raise BadInput(f"{name}.{index}", row, limit, "wrong_length")
        if self.x and self.y and len(self.x) != len(self.y):
            limit = {"length": len(self.x), "as": "x"}
            raise BadInput("y", f"{len(self.y)} rows", limit, "wrong_length")
        if self.x and self.y:
            self._check_names(len(self.x[0]), len(self.y[0]))
        if self.x and self.domain:
            self._check_domain(self.x, *self.domain)

    def _check_domain(self, rows: tuple[Features, ...], low: float, high: float) -> None:
        """Hold rows to their domain: points of a plane have the built-in inputs, as they are."""
        columns = len(rows[0])
        if columns > _COORDINATES:
            limit: Limit = {"length": _COORDINATES, "as": "a domain takes"}
            raise BadInput("x.0", f"{columns} columns", limit, "wrong_length")
        for index, row in enumerate(rows):
            if not all(low <= value <= high for value in row):
                raise BadInput(f"x.{index}", row, {"low": low, "high": high, "when": None}, "out_of_range")
        for name in ("x_names", "standardize"):
            value = getattr(self, name)
            if columns == _COORDINATES and value:
                raise BadInput(name, value, {"domain": "given"}, "unwanted_field")

    def _check_names(self, features: int, outputs: int) -> None:
        """Hold the names of a table to its columns, and each to be there once."""
        for field, names, columns in (
            ("x_names", self.x_names, features),
            ("y_names", self.y_names, outputs),
        ):
            if names is not None and len(names) != columns:
                limit = {"length": columns, "as": f"{field[0]}.0"}
                raise BadInput(field, f"{len(names)} names", limit, "wrong_length")
        for field in ("x_names", "y_names", "classes"):
            names = getattr(self, field) or ()
            for index, name in enumerate(names):
                if name in names[:index]:
                    raise BadInput(f"{field}.{index}", name, None, "repeated")
        if self.classes and outputs != 1:
            limit = {"length": 1, "as": "classes take"}
            raise BadInput("y.0", f"{outputs} columns", limit, "wrong_length")
        if self.classes and self.standardize_y:
            raise BadInput("standardize_y", True, {"classes": "given"}, "unwanted_field")
        scaled = self.standardize if isinstance(self.standardize, tuple) else ()
        known = self.x_names or tuple(f"x{number}" for number in range(1, features + 1))
        for index, name in enumerate(scaled):
            if name not in known:
                raise BadInput(f"standardize.{index}", name, list(known), "unknown_name")


_COORDINATES = 2
_OF_KINDS = {
    "standardize": ("table", "function"),
    "standardize_y": ("table", "function"),
    "label": ("table",),
    "x_names": ("table",),
    "y_names": ("table",),
    "classes": ("table",),
    "domain": ("table", "function"),
    "expression": ("function",),
}
"""What only some kinds of data may say."""


class HiddenSpec(_Record, frozen=True):
    """One hidden layer. What is ``frozen`` is not trained: it stays at its starting values.

    ``dropout`` is the share of its neurons that is left out, at random for each sample, while it trains.
    """

    units: Annotated[int, Meta(ge=1, le=MAX_UNITS)] = 4
    activation: Annotated[str, name_in(ACTIVATIONS)] = "tanh"
    frozen: bool = False
    dropout: Dropped = 0.0

    def __post_init__(self) -> None:
        check_name("activation", self.activation, ACTIVATIONS)


class OptimizerSpec(_Record, frozen=True):
    """How a gradient becomes an update. A constant that is None is the optimizer's usual one."""

    kind: Annotated[str, name_in(OPTIMIZERS)] = "sgd"
    learning_rate: LearningRate = 0.03
    momentum: Share | None = None
    beta_1: Share | None = None
    beta_2: Share | None = None
    rho: Share | None = None
    epsilon: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None

    def __post_init__(self) -> None:
        check_name("kind", self.kind, OPTIMIZERS)
        for name in self.constants:
            if name not in OPTIMIZERS[self.kind].constants:
                field = _FIELDS.get(name, name)
                raise BadInput(field, getattr(self, field), {"kind": self.kind}, "unwanted_field")

    @property
    def constants(self) -> dict[str, float]:
        """Give the constants that are set here, by their names in the formula."""
        given = {name: getattr(self, _FIELDS.get(name, name)) for name in CONSTANTS}
        return {name: value for name, value in given.items() if value is not None}


class RegularizationSpec(_Record, frozen=True):
    """The penalty on weights (biases are free of it)."""

    kind: Annotated[str, name_in(PENALTIES)] = "none"
    rate: Annotated[float, Meta(ge=0.0, le=10.0)] = 0.0

    def __post_init__(self) -> None:
        check_name("kind", self.kind, PENALTIES)


class ScheduleSpec(_Record, frozen=True):
    """Which share of the learning rate an update has. A constant that is None is the schedule's usual one.

    ``every``, ``span`` and ``rise`` are in epochs, counted since the schedule came in.
    """

    kind: Annotated[str, name_in(SCHEDULES)] = "constant"
    gamma: Annotated[float, Meta(gt=0.0, le=1.0)] | None = None
    every: Epochs | None = None
    slowing: Annotated[float, Meta(gt=0.0, le=1e3)] | None = None
    span: Epochs | None = None
    first: Annotated[float, Meta(ge=0.0, le=1.0)] | None = None
    rise: Epochs | None = None

    def __post_init__(self) -> None:
        check_name("kind", self.kind, SCHEDULES)
        for name, value in self.constants.items():
            if name not in SCHEDULES[self.kind].constants:
                raise BadInput(name, value, {"kind": self.kind}, "unwanted_field")

    @property
    def constants(self) -> dict[str, float]:
        """Give the constants that are set here, by their names in the formula."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "kind"}
        return {name: value for name, value in given.items() if value is not None}


class ParameterSpec(_Record, frozen=True):
    """Exact starting values of one layer: ``w`` (inputs, outputs), ``b`` (outputs,).

    A row of ``w`` has the weights out of one input, as z = a_in · w + b reads them. PyTorch and many courses
    print (outputs, inputs): theirs must be transposed. Where a layer has as many inputs as outputs, nothing
    can tell the two apart.
    """

    w: Annotated[tuple[Units, ...], Meta(min_length=1, max_length=max(MAX_UNITS, MAX_FEATURES))]
    b: Units

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.w}
        if len(widths) == 1 and len(self.w) == len(self.b) and widths != {len(self.b)}:
            shape = (*widths, len(self.b))
            limit: Limit = {"shape": shape, "transposed": True}
            raise BadInput("w", f"{shape[1]} × {shape[0]}", limit, "wrong_shape")
        for index, row in enumerate(self.w):
            if len(row) != len(self.b):
                limit = {"length": len(self.b), "as": "b"}
                raise BadInput(f"w.{index}", row, limit, "wrong_length")


class Spec(_Record, frozen=True):
    """Everything that determines a run. ``inputs`` None are the data set's own.

    Without ``use_biases`` every bias is 0 and stays so; without ``train_biases`` they stay as they start.
    ``batch_reduction`` says what a mini-batch's loss and gradient are of its rows': the mean, or the sum.
    Losses of the whole data set are means either way.
    A run keeps the ``version`` it was begun with, and so its numbers.
    """

    data: DataSpec = DataSpec()
    inputs: Annotated[tuple[str, ...], Meta(min_length=1, max_length=MAX_FEATURES)] | None = None
    hidden: Annotated[tuple[HiddenSpec, ...], Meta(max_length=MAX_LAYERS)] = (
        HiddenSpec(4, "tanh"),
        HiddenSpec(2, "tanh"),
    )
    output_activation: Annotated[str, name_in(ACTIVATIONS)] = "tanh"
    loss: Annotated[str, name_in(LOSSES)] = "squared_error"
    optimizer: OptimizerSpec = OptimizerSpec()
    schedule: ScheduleSpec = ScheduleSpec()
    regularization: RegularizationSpec = RegularizationSpec()
    initializer: Annotated[str, name_in(INITIALIZERS)] = "glorot_uniform"
    parameters: Annotated[tuple[ParameterSpec, ...], Meta(min_length=1, max_length=MAX_LAYERS + 1)] | None = (
        None
    )
    use_biases: bool = True
    train_biases: bool = True
    batch_size: BatchSize = 10
    batch_reduction: Annotated[str, name_in(REDUCTIONS)] = "mean"
    shuffle: bool = True
    seed: Seed = 7
    version: Annotated[int, Meta(ge=1, le=VERSION)] = VERSION

    def __post_init__(self) -> None:
        check_name("output_activation", self.output_activation, ACTIVATIONS)
        check_name("loss", self.loss, LOSSES)
        check_name("initializer", self.initializer, INITIALIZERS)
        check_name("batch_reduction", self.batch_reduction, REDUCTIONS)
        needed = LOSSES[self.loss].output_activation
        if needed and self.output_activation != needed:
            limit = {"one_of": [needed], "when": {"loss": self.loss}}
            raise BadInput("output_activation", self.output_activation, limit, "mismatch")
        for index, layer in enumerate(self.parameters or ()):
            if not self.use_biases and any(layer.b):
                limit = {"one_of": ["0"], "when": {"use_biases": False}}
                raise BadInput(f"parameters.{index}.b", layer.b, limit, "mismatch")

    def with_learning_rate(self, learning_rate: float) -> "Spec":
        """Give the same run with another learning rate."""
        optimizer = msgspec.structs.replace(self.optimizer, learning_rate=learning_rate)
        return msgspec.structs.replace(self, optimizer=optimizer)


def read_spec(text: str | bytes) -> Spec:
    """Read a specification from JSON; raise ``BadInput``."""
    try:
        return decode(text, Spec)
    except BadInput as error:
        raise newer(text) or error from None


def newer(text: str | bytes, *path: str, newest: int = VERSION) -> BadInput | None:
    """Refuse what stands at ``path`` of a JSON text, a specification, for its version, if still to come.

    What else is refused in it may be right then: its version is to be named first.
    """
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for key in path:
        fields = fields.get(key) if isinstance(fields, dict) else None
    version = fields.get("version") if isinstance(fields, dict) else None
    if not isinstance(version, int) or version <= newest:
        return None
    return BadInput(".".join([*path, "version"]), version, newest, "too_new")


def schema() -> dict[str, Any]:
    """Describe ``Spec`` and its bounds as JSON Schema."""
    return msgspec.json.schema(Spec)


def check_parameters(parameters: tuple[ParameterSpec, ...], units: tuple[int, ...]) -> None:
    """Hold exact starting values to the network's shape (``units`` of every layer, the input first)."""
    if len(parameters) != len(units) - 1:
        limit = {"length": len(units) - 1, "as": "layers"}
        raise BadInput("parameters", f"{len(parameters)} layers", limit, "wrong_length")
    for index, (layer, shape) in enumerate(zip(parameters, pairwise(units), strict=True)):
        if (len(layer.w), len(layer.b)) != shape:
            limit = {"shape": shape, "transposed": (len(layer.b), len(layer.w)) == shape}
            raise BadInput(f"parameters.{index}.w", f"{len(layer.w)} × {len(layer.b)}", limit, "wrong_shape")
