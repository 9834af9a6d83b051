"""The catalogue: every table a form chooses from, told to the page, where a new record needs nothing."""

from collections.abc import Mapping
from typing import Any

from ..data import DATASETS, Record, thumbnail
from ..engine import schema
from ..engine.activations import ACTIVATIONS
from ..engine.initializers import INITIALIZERS
from ..engine.losses import LOSSES
from ..engine.optimizers import OPTIMIZERS
from ..engine.penalties import PENALTIES


def catalog() -> dict[str, Any]:
    """Give all tables as JSON; ``Catalog`` in ``static/js/state/types.d.ts`` names the fields."""
    return {
        "activations": [{**_named(record), "slope": record.slope_formula} for record in ACTIVATIONS.values()],
        "losses": [
            {**_named(record), "slope": record.slope_formula, "output_activation": record.output_activation}
            for record in LOSSES.values()
        ],
        "optimizers": [
            {**_named(record), "memory": record.memory, "constants": dict(record.constants)}
            for record in OPTIMIZERS.values()
        ],
        "penalties": _all_named(PENALTIES),
        "initializers": _all_named(INITIALIZERS),
        "datasets": [_dataset(record) for record in DATASETS.values() if record.kind != "table"],
        "schema": schema(),
    }


def _all_named(table: Mapping[str, Any]) -> list[dict[str, str]]:
    return [_named(record) for record in table.values()]


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
    points = [[_to_unit(x), _to_unit(y), value] for x, y, value in drawn["points"]]
    return {"kind": "classes" if "classes" in drawn else "points", "points": points}


def _to_unit(value: float) -> float:
    return round((value + 1) / 2, 3)
