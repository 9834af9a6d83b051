"""Sweep rows: the same runs one after the other, and on all cores by processes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.timing import at_least, row

PROCESSES = 2
TIMES_AS_FAST = 1.8
_SEEDS, _EPOCHS, _ROUNDS = 120, 400, 3
_QUICK_ROUNDS = 50


def rows(rounds: int) -> list[str]:
    """Sweep over seeds, the whole command with all that it begins, in turn with one process and with more."""
    times = 1 if rounds < _QUICK_ROUNDS else _ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.json"
        spec.write_text(json.dumps({}))
        taken = [tuple(_seconds(spec, processes) for processes in (1, PROCESSES)) for _ in range(times)]
    alone, beside = (median(column) for column in zip(*taken, strict=True))
    faster = median(one / many for one, many in taken)
    cores = len(os.sched_getaffinity(0))
    title = f"A sweep: {_SEEDS} seeds, {_EPOCHS} epochs, on {cores} cores"
    return [
        row(title, ["one process", f"{PROCESSES} processes", "as fast"]),
        row("s by the clock", [f"{alone:.2f}", f"{beside:.2f}", at_least(faster, TIMES_AS_FAST, "×")]),
    ]


def _seconds(spec: Path, processes: int) -> float:
    words = ["sweep", str(spec), "--vary", f"seed=1..{_SEEDS}", "--epochs", str(_EPOCHS)]
    command = [sys.executable, "-m", "app", *words, "--processes", str(processes)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start
