"""CSV rows: what the largest file takes that is taken, beside Python's own reader, and what is refused."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from app.data.csv_table import MOST_BYTES
from tests.bench.timing import at_most, row

MOST_CPU_S = 5.0
MOST_MEBIBYTES = 200.0
_ROWS, _COLUMNS = 9_900, 128
_HUGE_BYTES = 2 * 2**30

_OURS = "from app.__main__ import main; main()"
_MADE = """
import sys
from app.data.csv_table import TableChoices, read, specified
with open(sys.argv[1], "rb") as file:
    print(len(specified(read(file, "a.csv"), TableChoices(target=("c0",))).data.x))
"""
_READER = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    print(sum(1 for _ in csv.reader(file)))
"""


@dataclass(frozen=True)
class Took:
    """What a process took from its start to its end, the interpreter with it."""

    cpu_s: float
    mebibytes: float


def rows(rounds: int) -> list[str]:
    """Have files of the largest size described and made a table, once each: it takes seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers, texts, huge = (_written(folder, each) for each in (_numbers, _texts, _huge))
        taken = [
            _took(_READER, numbers),
            _took(_OURS, "describe", numbers, "--target", "c0", "--json"),
            _took(_MADE, numbers),
            _took(_OURS, "describe", texts, "--target", "c0", "--json"),
            _took(_OURS, "describe", huge, status=2),
        ]
    titles = ["csv.reader", "described", "made a table", "texts described", "2 GB refused"]
    return [
        row(f"A CSV file of {MOST_BYTES / 2**20:.0f} MiB", titles),
        row("CPU s", [f"{taken[0].cpu_s:.2f}", *(at_most(each.cpu_s, MOST_CPU_S) for each in taken[1:])]),
        row(
            "MiB at most",
            [f"{taken[0].mebibytes:.0f}", *(at_most(each.mebibytes, MOST_MEBIBYTES) for each in taken[1:])],
        ),
    ]


def _took(program: str, *arguments: str | Path, status: int = 0) -> Took:
    """Run a program of Python's."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, ended, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == status, f"{command} ended with {process.returncode}"
    return Took(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**10)


def _written(folder: Path, write: Callable[[BinaryIO], None]) -> Path:
    path = folder / f"{write.__name__}.csv"
    with path.open("wb") as file:
        write(file)
    return path


def _numbers(file: BinaryIO) -> None:
    """As many columns as a table may have, in as many digits as fill the file."""
    random = np.random.default_rng(0)
    _head(file, _COLUMNS)
    for _ in range(_ROWS):
        file.write(",".join(f"{value:.13f}" for value in random.normal(size=_COLUMNS)).encode() + b"\n")
    assert 0.99 * MOST_BYTES < file.tell() <= MOST_BYTES


def _texts(file: BinaryIO) -> None:
    """Quoted texts, all different, and categories; a number here and there is missing."""
    columns = 67
    _head(file, columns)
    for number in range(_ROWS):
        cells = [f'"text {number}, {column} and some more words"' for column in range(columns - 14)]
        choices = [f"kind {number * column % 7}" for column in range(10)]
        file.write(",".join([str(number / 7), *cells, *choices, "NA", "1.5", "?"]).encode() + b"\n")
    assert 0.9 * MOST_BYTES < file.tell() <= MOST_BYTES


def _huge(file: BinaryIO) -> None:
    """A line without end, of which nothing is on the disk but its beginning."""
    file.write(b"x" * 2**16)
    file.truncate(_HUGE_BYTES)


def _head(file: BinaryIO, columns: int) -> None:
    file.write(",".join(f"c{number}" for number in range(columns)).encode() + b"\n")
