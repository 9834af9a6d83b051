"""A function that someone typed: rows drawn from its domain, with what it makes of them for targets."""

from functools import partial

import numpy as np
from msgspec import Struct
from numpy.random import Generator

from ..engine.refusal import BadInput
from ..engine.spec import DataSpec
from .built_in import Record
from .defined import check_defined, places_over
from .expressions import Parsed, evaluated, names_in, parsed
from .features import COORDINATES, FEATURES, Floats
from .generators import DOMAIN, Made

KIND = "function"
CLASSES = ("false", "true")
"""What a comparison tells apart."""

Variables = tuple[str, ...]
Domain = tuple[float, float]


def described(data: DataSpec) -> Record:
    """Describe a typed function as the built-in data sets are described; raise ``BadInput``."""
    variables, read = _read(data)
    domain = _domain(data)
    plane = domain if variables == COORDINATES else None
    if plane and data.standardize:
        raise BadInput("data.standardize", data.standardize, {"inputs": "x1, x2"}, "unwanted_field")
    if isinstance(data.standardize, tuple):
        raise BadInput("data.standardize", data.standardize, ["boolean"], "wrong_type")
    return Record(
        kind=KIND,
        label=data.expression or "",
        task="classification" if read.compares else "regression",
        inputs=tuple(FEATURES) if plane else variables,
        default_inputs=variables,
        outputs=CLASSES[1:] if read.compares else ("y",),
        classes=CLASSES if read.compares else (),
        train_fraction=0.5,
        source="the specification itself",
        licence="its author's",
        takes=(
            "samples", "noise", "train_fraction", "expression", "domain", "standardize", "standardize_y",
        ),
        make=partial(_made, read, variables, domain),
        suggested={},
        plane=plane,
        interval=None if plane else domain,
        standardised=data.standardize,
    )  # fmt: skip


class FunctionPicture(Struct, frozen=True):
    """What a typed function looks like."""

    variables: Variables
    compares: bool
    """Whether it tells two classes apart: 0 or 1."""
    domain: Domain
    values: list[float]
    """At even places from end to end: along a line, or row by row over a square, the lowest x2 first."""


def pictured(data: DataSpec) -> FunctionPicture:
    """Work a typed function out all over its domain; raise ``BadInput``."""
    variables, read = _read(data)
    domain = _domain(data)
    places = places_over(domain, len(variables))
    check_defined(read.tree, variables, domain, places[:0], "data.expression")
    return FunctionPicture(variables, read.compares, domain, _value(read, variables, places).tolist())


def _domain(data: DataSpec) -> Domain:
    return data.domain or (-DOMAIN, DOMAIN)


def _read(data: DataSpec) -> tuple[Variables, Parsed]:
    """Read a formula: of ``x1`` and ``x2`` where one of them is in it, else of ``x``."""
    assert data.expression, "a function"
    variables = COORDINATES if names_in(data.expression) & set(COORDINATES) else ("x",)
    try:
        return variables, parsed(data.expression, variables)
    except BadInput as error:
        raise error.under("data.expression") from None


def _made(
    read: Parsed, variables: Variables, domain: Domain, count: int, noise: float, rng: Generator
) -> Made:
    """Draw rows; noise moves a value by a share of half their range, or the point asked for its class."""
    rows = rng.uniform(*domain, (count, len(variables)))
    check_defined(read.tree, variables, domain, rows, "data.expression")
    if read.compares:
        reach = (domain[1] - domain[0]) / 2
        asked = np.clip(rows + noise * reach * rng.uniform(-1.0, 1.0, rows.shape), *domain)
        return rows, _value(read, variables, asked).astype(np.int64)
    seen = _value(read, variables, places_over(domain, len(variables)))
    half = (seen.max() - seen.min()) / 2
    values = _value(read, variables, rows) + noise * half * rng.uniform(-1.0, 1.0, count)
    return rows, values[:, None]


def _value(read: Parsed, variables: Variables, places: Floats) -> Floats:
    return evaluated(read.tree, dict(zip(variables, places.T, strict=True)))
