"""The built-in data sets: one record each, from which the form, the loader and the tests follow."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from . import generators, said, sound, tables, text
from .dataset import Task
from .features import FEATURES
from .generators import Make
from .said import Said
from .suggestions import Suggestion, a_value, one_of_many, suggested, yes_or_no

_PLAYGROUND = "made here, by the formula of TensorFlow Playground"
_HERE = "made here"
_OURS = "MIT, as propscope"
_TWO = 2
"""So many classes are told apart by one output."""


@dataclass(frozen=True)
class Record:
    """One data set: what it offers, where it comes from, how it is made and what suits it.

    ``inputs`` are all on offer, ``default_inputs`` those of a spec that names none. A classification
    into two ``classes`` (the negative first) has the one output of ``outputs``, unless it ends in a
    softmax; into more, it has an output for each. With ``plane`` the rows are points, and the inputs
    come from ``FEATURES``; else they are columns, and ``interval`` has all values of the only one.
    ``takes`` names the fields of ``DataSpec`` that change it; ``standardised`` the inputs that are scaled,
    where it is not all or none. ``pictured`` is the class whose first row stands for a data set of pictures.
    """

    kind: str
    label: str
    task: Task
    inputs: tuple[str, ...]
    default_inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[str, ...]
    train_fraction: float
    source: str
    licence: str
    takes: tuple[str, ...]
    make: Make
    suggested: Suggestion
    plane: tuple[float, float] | None = None
    interval: tuple[float, float] | None = None
    image: tuple[int, int] | None = None
    pictured: str = ""
    said: Said | None = None
    standardised: bool | tuple[str, ...] = False
    shuffled: bool = True


_UNTOLD = ("make", "standardised", "shuffled", "pictured", "said")


def described(record: Record) -> dict[str, Any]:
    """Give what a form or a newcomer needs to know of a data set, as JSON."""
    told = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: told[name] for name in told if name not in _UNTOLD}


def _generated(
    kind: str,
    label: str,
    make: Make,
    suggested: Suggestion,
    classes: tuple[str, ...] = (),
    source: str = _PLAYGROUND,
) -> Record:
    """Describe random points of the plane; the positive class, or y, names the output."""
    return Record(
        kind=kind,
        label=label,
        task="classification" if classes else "regression",
        inputs=tuple(FEATURES),
        default_inputs=("x1", "x2"),
        outputs=classes[1:] or ("y",),
        classes=classes,
        train_fraction=0.5,
        source=source,
        licence=_OURS,
        takes=("samples", "noise", "train_fraction"),
        make=make,
        suggested=suggested,
        plane=(-generators.DOMAIN, generators.DOMAIN),
    )


def _truth_table(kind: str, label: str, make: Make) -> Record:
    """Describe the four rows of a truth table, in their order."""
    return Record(
        kind=kind,
        label=label,
        task="classification",
        inputs=tuple(FEATURES),
        default_inputs=("x1", "x2"),
        outputs=(label,),
        classes=("false", "true"),
        train_fraction=1.0,
        source=_HERE,
        licence=_OURS,
        takes=("train_fraction",),
        make=make,
        suggested=yes_or_no(kind, 4, learning_rate=0.5, batch_size=4),
        plane=(-0.5, 1.5),
        shuffled=False,
    )


def _shipped(
    kind: str,
    label: str,
    classes: tuple[str, ...],
    suggested: Suggestion,
    image: tuple[int, int] | None = None,
    pictured: str = "",
    said: Said | None = None,
) -> Record:
    """Describe a table of ``tables/``, whose numbers are read when they are first wanted."""
    entry = tables.manifest()[kind]

    def make(*_: object) -> generators.Made:
        numbers, names = tables.rows(kind)
        return numbers, np.array([classes.index(name) for name in names], dtype=np.int64)

    return Record(
        kind=kind,
        label=label,
        task="classification",
        inputs=tables.header(kind),
        default_inputs=tables.header(kind),
        outputs=classes,
        classes=classes,
        train_fraction=0.8,
        source=entry["source"],
        licence=entry["licence"],
        takes=("train_fraction",),
        make=make,
        suggested=suggested,
        image=image,
        pictured=pictured,
        said=said,
        standardised=True,
    )


def _written(
    kind: str, label: str, classes: tuple[str, ...], reading: text.Reading, suggested: Suggestion
) -> Record:
    """Describe a table of sentences: what is counted in them depends on all of them, so they are read."""
    entry = tables.manifest()[kind]
    sentences, names = tables.sentences(kind)
    inputs = text.vocabulary(sentences, reading)

    def make(*_: object) -> generators.Made:
        counts = text.counts(sentences, inputs, reading)
        return counts, np.array([classes.index(name) for name in names], dtype=np.int64)

    return Record(
        kind=kind,
        label=label,
        task="classification",
        inputs=inputs,
        default_inputs=inputs,
        outputs=classes[1:] if len(classes) == _TWO else classes,
        classes=classes,
        train_fraction=0.8,
        source=entry["source"],
        licence=entry["licence"],
        takes=("train_fraction",),
        make=make,
        suggested=suggested,
        said=said.written(kind, reading),
    )


_SINE = Record(
    kind="sine",
    label="Sine curve",
    task="regression",
    inputs=("x",),
    default_inputs=("x",),
    outputs=("y",),
    classes=(),
    train_fraction=0.5,
    source=_HERE,
    licence=_OURS,
    takes=("samples", "noise", "train_fraction"),
    make=generators.sine,
    suggested=a_value("sine", 8),
)

_WORDS = ("yes", "no", "up", "down", "left", "right", "stop", "go", "open", "close")

_RECORDS = (
    _generated("circle", "Circle", generators.circle, suggested("circle", 4, 2), ("outside", "inside")),
    _generated("xor", "Exclusive or", generators.xor, suggested("xor", 4, 2), ("signs differ", "same sign")),
    _generated(
        "gauss", "Two clouds", generators.gauss, suggested("gauss", 4, 2), ("lower left", "upper right")
    ),
    _generated(
        "spiral",
        "Spiral",
        generators.spiral,
        suggested("spiral", 8, 8, inputs=tuple(FEATURES)),
        ("second arm", "first arm"),
    ),
    _generated(
        "moons", "Two moons", generators.moons, suggested("moons", 4, 2), ("lower moon", "upper moon"), _HERE
    ),
    _generated("plane", "Slope", generators.plane, a_value("plane", 4, 2, samples=1200)),
    _generated(
        "multi-gauss", "Hills and hollows", generators.multi_gauss, a_value("multi-gauss", 8, 4, samples=1200)
    ),
    _truth_table("and", "AND", generators.logical_and),
    _truth_table("or", "OR", generators.logical_or),
    _truth_table("xor4", "XOR", generators.logical_xor),
    _SINE,
    _shipped(
        "iris",
        "Irises",
        ("setosa", "versicolor", "virginica"),
        one_of_many("iris", 8, learning_rate=0.01, l2=0.003),
    ),
    _shipped(
        "penguins",
        "Penguins",
        ("Adelie", "Gentoo", "Chinstrap"),
        one_of_many("penguins", 8, learning_rate=0.01),
    ),
    _shipped(
        "wine",
        "Wines",
        ("cultivar 1", "cultivar 2", "cultivar 3"),
        one_of_many("wine", 8, learning_rate=0.01, l2=0.003),
    ),
    _shipped(
        "digits",
        "Handwritten digits",
        tuple("0123456789"),
        one_of_many("digits", 32, 16, hidden="relu", learning_rate=0.002, batch_size=16, l2=0.003),
        image=(8, 8),
        pictured="3",
    ),
    _written(
        "sentiment",
        "Praise or complaint",
        ("complaint", "praise"),
        "words",
        yes_or_no("sentiment", 8, optimizer="adam", learning_rate=0.01),
    ),
    _written(
        "language",
        "Four languages",
        ("English", "German", "French", "Spanish"),
        "pairs",
        one_of_many("language", 8, learning_rate=0.01),
    ),
    _shipped(
        "spoken",
        "Spoken words",
        _WORDS,
        one_of_many("spoken", 48, hidden="relu", learning_rate=0.003, batch_size=16, l2=0.01),
        image=(10, sound.FRAMES),
        pictured="stop",
        said=said.spoken("spoken", len(_WORDS)),
    ),
)

DATASETS = {record.kind: record for record in _RECORDS}
