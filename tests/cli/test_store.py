"""Where runs are kept, as the command line tells it."""

from pathlib import Path

import pytest

from app.cli.main import parser
from app.cli.serve import settings_of
from app.engine import BadInput
from app.settings import own_folder


def store(*arguments: str) -> Path | None:
    return settings_of(parser().parse_args(["serve", *arguments])).store


def test_runs_are_kept_in_the_folder_of_what_is_the_users_or_in_a_file_that_is_named():
    assert store() == own_folder() / "runs.sqlite"
    assert store("--store", "mine.sqlite") == Path("mine.sqlite")
    assert store("--store", "none") is None


def test_several_processes_keep_runs_in_the_server_through_which_they_meet():
    assert store("--workers", "2") is None
    assert store("--engine", "redis://localhost") is None
    with pytest.raises(BadInput, match=r"mine\.sqlite"):
        store("--workers", "2", "--store", "mine.sqlite")
