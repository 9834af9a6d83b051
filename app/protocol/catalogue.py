"""The catalogue: every table a form chooses from, told to the page, where a new record needs nothing."""

from typing import Any

from ..data import DATASETS, Record, thumbnail
from ..engine import layers, schema
from ..engine.activations import ACTIVATIONS, Activation
from ..engine.edits import CHANGEABLE
from ..engine.initializers import INITIALIZERS
from ..engine.losses import LOSSES, Loss
from ..engine.optimizers import OPTIMIZERS, Optimizer
from ..engine.penalties import PENALTIES, Penalty
from ..engine.rates import SCHEDULES, RateSchedule
from ..engine.recorded import Function, recorded, source_of
from ..engine.reductions import REDUCTIONS, Reduction

LAYER_FORMULAS = (
    "forward", "drop_mask", "masked", "blame", "delta", "gradient", "penalized", "held", "update",
)  # fmt: skip


SYMBOLS = {
    "beta_1": "β₁",
    "beta_2": "β₂",
    "decay": "κ",
    "delta": "δ",
    "epochs": "τ",
    "epsilon": "ε",
    "eta": "η",
    "eta_0": "η₀",
    "every": "s",
    "first": "f",
    "gamma": "γ",
    "m_hat": "m̂",
    "mu": "μ",
    "mu_next": "μ′",
    "psi": "ψ",
    "rate": "λ",
    "rho": "ρ",
    "rise": "r",
    "slowing": "k",
    "span": "T",
    "v_hat": "v̂",
}
"""How people write the names in formulas."""


def catalog() -> dict[str, Any]:
    """Give all tables as JSON; ``Catalog`` in ``catalogue_types.py`` names the fields.

    A formula is told as ``lines``, a name and its expression each, and as its ``source``, the text that runs.
    """
    return {
        "activations": [_activation(record) for record in ACTIVATIONS.values()],
        "losses": [_loss(record) for record in LOSSES.values()],
        "optimizers": [_optimizer(record) for record in OPTIMIZERS.values()],
        "schedules": [_schedule(record) for record in SCHEDULES.values()],
        "penalties": [_penalty(record) for record in PENALTIES.values()],
        "reductions": [_reduction(record) for record in REDUCTIONS.values()],
        "initializers": [_named(record) for record in INITIALIZERS.values()],
        "layer": {name: source_of(getattr(layers, name)) for name in LAYER_FORMULAS},
        "symbols": SYMBOLS,
        "datasets": [_dataset(record) for record in DATASETS.values() if record.kind != "table"],
        "schema": schema(),
        "changeable": CHANGEABLE,
    }


def _activation(record: Activation) -> dict[str, Any]:
    return {
        **_named(record),
        "couples_units": record.couples_units,
        "constants": _constants(record.function, record.slope, record.delta),
        "slope": record.slope_formula,
        **_formula("", record.function, "a"),
        **_formula("slope_", record.slope, "slope"),
        **_formula("delta_", record.delta, "delta"),
    }


def _loss(record: Loss) -> dict[str, Any]:
    return {
        **_named(record),
        "output_activation": record.output_activation,
        "targets": record.targets,
        "constants": _constants(record.value, record.slope, record.delta),
        "slope": record.slope_formula,
        **_formula("", record.value, "loss"),
        **_formula("textbook_", record.textbook, "loss"),
        **_formula("slope_", record.slope, "d_a"),
        **_formula("delta_", record.delta, "delta"),
    }


def _optimizer(record: Optimizer) -> dict[str, Any]:
    return {
        **_named(record),
        "memory": record.memory,
        "scalars": record.scalars,
        "constants": _constants(record.step),
        **_formula("", record.step, "step", *record.memory),
    }


def _schedule(record: RateSchedule) -> dict[str, Any]:
    return {
        **_named(record),
        "varies": record.varies,
        "constants": _constants(record.rate),
        **_formula("", record.rate, "eta"),
    }


def _penalty(record: Penalty) -> dict[str, Any]:
    return {
        **_named(record),
        "constants": _constants(record.gradient, record.value, record.correction),
        **_formula("", record.gradient, "penalty"),
        **_formula("value_", record.value, "value"),
        **_formula("correction_", record.correction, "step", *record.memory),
    }


def _reduction(record: Reduction) -> dict[str, Any]:
    return {**_named(record), "source": source_of(record.function)}


def _formula(prefix: str, function: Function | None, *results: str) -> dict[str, Any]:
    """Tell a formula, or None where a record has none."""
    if function is None:
        return {f"{prefix}lines": None, f"{prefix}source": None}
    return {f"{prefix}lines": recorded(function).lines(*results), f"{prefix}source": source_of(function)}


def _constants(*functions: Function | None) -> dict[str, float]:
    return {
        name: value
        for function in functions
        if function is not None
        for name, value in recorded(function).constants.items()
    }


def _named(record: Any) -> dict[str, str]:  # noqa: ANN401 - a record of any of the tables
    return {"name": record.name, "label": record.label, "formula": record.formula}


def _dataset(record: Record) -> dict[str, Any]:
    return {
        "name": record.kind,
        "label": record.label,
        "task": record.task,
        "inputs": record.inputs,
        "default_inputs": record.default_inputs,
        "generated": "samples" in record.takes,
        "train_fraction": record.train_fraction,
        "suggested": record.suggested,
        "source": f"{record.source} ({record.licence})",
        "thumbnail": _thumbnail(record),
    }


def _thumbnail(record: Record) -> dict[str, Any]:
    """Move the drawing into the unit square, y upwards."""
    drawn = thumbnail(record.kind)
    if "image" in drawn:
        return {"kind": "image", "pixels": drawn["image"]}
    if "parts" in drawn:
        return {"kind": "parts", "parts": drawn["parts"]}
    points = [[_to_unit(x), _to_unit(y), value] for x, y, value in drawn["points"]]
    return {"kind": "classes" if "classes" in drawn else "points", "points": points}


def _to_unit(value: float) -> float:
    return round((value + 1) / 2, 3)
