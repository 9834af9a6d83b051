"""Runs on a few rows of their own, as the engine's tests start them."""

import json
from typing import Any

import numpy as np

from app.engine.checking import decode
from app.engine.spec import Spec
from app.engine.stepper import Stepper
from app.engine.trainer import Trainer


def spec_of(fields: dict[str, Any]) -> Spec:
    """Give a specification by its JSON fields."""
    return decode(json.dumps(fields), Spec)


def rows_of(spec: Spec) -> tuple[np.ndarray, np.ndarray]:
    """Give inputs and targets of a specification that carries its own numbers."""
    return np.array(spec.data.x), np.array(spec.data.y)


def stepper_of(fields: dict[str, Any]) -> Stepper:
    """Stand at the start of a run on its own numbers."""
    spec = spec_of(fields)
    return Stepper(spec, *rows_of(spec))


def trainer_of(fields: dict[str, Any]) -> Trainer:
    """Give the trainer of a run on its own numbers."""
    spec = spec_of(fields)
    return Trainer(spec, *rows_of(spec))


def table(x: Any, y: Any) -> dict[str, Any]:
    """Give the ``data`` field that carries these rows."""
    return {"kind": "table", "x": np.asarray(x).tolist(), "y": np.asarray(y).tolist(), "train_fraction": 1.0}
