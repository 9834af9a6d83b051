"""Runs that are taken home in tests, and what is asked of the text that comes of them."""

import contextlib
import io
import json

from app.engine import read_spec
from app.export import Trained, trained

IRIS = {
    "data": {"kind": "iris"},
    "hidden": [{"units": 5, "activation": "tanh"}],
    "output_activation": "softmax",
    "loss": "categorical_cross_entropy",
    "optimizer": {"kind": "adam", "learning_rate": 0.01},
}
VALUES = {
    "data": {
        "kind": "table",
        "x": [[1.5, 20.0], [2.5, 10.0], [4.0, 40.0], [8.0, 5.0]],
        "y": [[10.0], [30.0], [20.0], [60.0]],
        "train_fraction": 0.75,
        "x_names": ["=cmd()", "height\nimport os"],
        "y_names": ['"""@price'],
        "label": '"""; raise SystemExit(7)\nraise SystemExit(8)  # ',
        "standardize": True,
        "standardize_y": True,
    },
    "hidden": [{"units": 3, "activation": "relu"}],
    "output_activation": "linear",
    "batch_size": 2,
}
"""Values in units of their own, under names that would be formulas or code somewhere."""


def run_of(fields: dict, epochs: int = 2) -> Trained:
    """A run after some epochs."""
    return trained(read_spec(json.dumps(fields)), epochs)


def printed(*parts: str) -> dict:
    """Execute the parts of a program, and read what it prints."""
    out, names = io.StringIO(), {"__name__": "__main__"}
    with contextlib.redirect_stdout(out):
        for part in parts:
            exec(compile(part, "exported", "exec"), names)
    return json.loads(out.getvalue())
