"""A command in a process of its own, for what only that has; and a specification that many tests take."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from tests.patience import PATIENCE_S
from tests.serving import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="closed streams and signals are POSIX")

MAZUR = {
    "data": {"kind": "table", "x": [[0.05, 0.1]], "y": [[0.01, 0.99]], "train_fraction": 1.0},
    "hidden": [{"units": 2, "activation": "sigmoid"}],
    "output_activation": "sigmoid",
    "optimizer": {"kind": "sgd", "learning_rate": 0.5},
    "parameters": [
        {"w": [[0.15, 0.25], [0.2, 0.3]], "b": [0.35, 0.35]},
        {"w": [[0.4, 0.5], [0.45, 0.55]], "b": [0.6, 0.6]},
    ],
    "batch_size": 1,
}


def run_alone(
    *arguments: str | Path,
    stdout: int | IO[str] = subprocess.PIPE,
    stderr: int | IO[str] = subprocess.PIPE,
    command: Sequence[str] = (sys.executable, "-m", "app"),
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, for what only that has: streams as they may be, signals."""
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, stdout=stdout, stderr=stderr, text=True, timeout=PATIENCE_S
    )
