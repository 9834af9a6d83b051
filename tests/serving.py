"""A real propscope server in a process of its own, for as long as a test needs it."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE_S

ROOT = Path(__file__).resolve().parents[1]
FROM_REPOSITORY = (sys.executable, "-u", "-m", "app")

ANNOUNCEMENT = re.compile(r"propscope is at (http://\S+)")


@contextmanager
def serving(home: Path, *arguments: str, **where: Any) -> Iterator[str]:
    """Serve as ``serving_process`` does, and give the URL alone."""
    with serving_process(home, *arguments, **where) as (url, _):
        yield url


@contextmanager
def serving_process(
    home: Path,
    *arguments: str,
    command: Sequence[str | Path] = FROM_REPOSITORY,
    cwd: Path = ROOT,
    port: int = 0,
    env: Mapping[str, str] | None = None,
    verb: str = "serve",
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Serve on a port (0: a free one), keeping whatever is kept under ``home``; give URL and process."""
    log_path = home / "server.log"
    with (
        log_path.open("a") as log,
        subprocess.Popen(
            [*command, verb, "--port", str(port), "--no-browser", *arguments],
            cwd=cwd,
            env=at_home(home) | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        try:
            url = _announced_url(process, log_path)
            # Read on, so that a full pipe never holds the server up.
            reader.submit(process.stdout.read)
            yield url, process
        finally:
            _stop(process)


def at_home(home: Path) -> dict[str, str]:
    """The environment of a process that must not see, or leave, anything in the developer's own folders."""
    folders = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(home))
    return {**os.environ, **folders, "PYTHONUNBUFFERED": "1"}


def _announced_url(process: subprocess.Popen[str], log_path: Path) -> str:
    # A server that says nothing is ended, which ends the reading below.
    deadline = threading.Timer(PATIENCE_S, process.kill)
    deadline.start()
    try:
        for line in process.stdout:
            if found := ANNOUNCEMENT.search(line):
                return found[1].rstrip("/")
    finally:
        deadline.cancel()
    raise AssertionError(f"the server gave no address:\n{log_path.read_text()}")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise AssertionError("the server did not stop when asked to") from None
