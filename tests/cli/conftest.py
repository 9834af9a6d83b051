"""Commands run in this process, for tests that need none of their own."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli.main import main


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
