"""Commands run in this process, for tests that need none of their own."""

import json
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli.main import main
from tests.data import csv_files


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys):
    """Runs a command in this process: starting another takes a hundred times as long as most commands."""

    def run(*arguments: str | Path) -> Ended:
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            return Ended(ended.code, *capsys.readouterr())
        return Ended(0, *capsys.readouterr())

    return run


@pytest.fixture
def propscope(run, tmp_path):
    """Runs a command on a spec."""

    def on_spec(command: str, spec: object, *arguments: str) -> Ended:
        path = tmp_path / "spec.json"
        path.write_text(spec if isinstance(spec, str) else json.dumps(spec), "utf-8")
        return run(command, path, *arguments)

    return on_spec


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with CSV files, in which commands run."""
    for name in ("red_wine", "titanic", "penguins"):
        (tmp_path / f"{name}.csv").write_bytes(getattr(csv_files, name)())
    (tmp_path / "plain.csv").write_text("a,b,y\n1,2,0.5\n2,1,1.5\n3,5,2.5\n4,3,3.5\n5,9,4.5\n")
    (tmp_path / "bare.csv").write_text("1,0.5,red\n2,1.5,blue\n3,2.5,red\n4,3.5,blue\n5,4.5,red\n")
    (tmp_path / "spec.json").write_text('{"data": {"kind": "xor"}}')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(files, run):
    """Runs a command in the folder; gives its status and what it said on standard output and error."""

    def in_folder(command: str) -> Ended:
        return run(*shlex.split(command))

    return in_folder
