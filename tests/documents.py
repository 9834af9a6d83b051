"""What a page of documentation shows is run: its files are written, its commands end and say as it says.

A block of three backticks and ``console`` has commands, each after ``$ ``, and below it what it says: our own
lines on standard error, then standard output; nothing below it leaves that open. ``…`` stands for anything. A
command ends with 0, or with what ``# ends with`` behind it says. Any other block is a file where a name
stands behind its language. ``propscope serve`` or ``replay`` is there, and asked, until the page is at its
end; ``python`` runs a file of the page.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.patience import PATIENCE_S
from tests.serving import ROOT, at_home, serving

_BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\s+# ends with (\d+)$")
_PROMPT, _OURS, _PROGRAM, _PYTHON = "$ ", "propscope: ", "propscope", "python"

Ended = tuple[int, str, str]
"""A command's status, and what it said on standard output and error."""


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it."""

    words: tuple[str, ...]
    status: int
    said: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """A file that a page has its reader save."""

    name: str
    text: str


def steps(page: str) -> Iterator[Shown | File]:
    """Give the files and commands of a page, in its order."""
    for block in _BLOCK.finditer(page):
        if block["language"] == "console":
            yield from _commands(block["text"])
        elif block["name"]:
            yield File(block["name"], block["text"])


def follow(page: str, folder: Path, run: Callable[..., Ended]) -> int:
    """Do in a folder, where we are, what a page says; give how many commands that were."""
    count = 0
    with ExitStack() as served:
        for step in steps(page):
            if isinstance(step, File):
                (folder / step.name).write_text(step.text, "utf-8")
                continue
            program, command, *rest = step.words
            if program == _PYTHON:
                subprocess.run(
                    [sys.executable, command, *rest], cwd=folder, check=True, env=installed(folder)
                )
                continue
            assert program == _PROGRAM, f"{program} is no command of ours"
            count += 1
            if command in ("serve", "replay") and not step.status:
                words = [str(folder / word) if (folder / word).is_file() else word for word in rest]
                url = served.enter_context(serving(folder, *words, verb=command))
                assert urlopen(url, timeout=PATIENCE_S).status == 200
                continue
            _check(step, run(command, *rest))
    return count


def installed(folder: Path) -> dict[str, str]:
    """Give the environment of a process that finds us by the name that we have where we are installed."""
    packages = folder / "packages"
    packages.mkdir(exist_ok=True)
    if not (packages / _PROGRAM).exists():
        (packages / _PROGRAM).symlink_to(ROOT / "app", target_is_directory=True)
    return {**at_home(folder), "PYTHONPATH": str(packages)}


def _commands(text: str) -> Iterator[Shown]:
    """Read the commands of a block, each with the lines below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *said = part.replace("\\\n", " ").splitlines()
        status = _STATUS.search(command)
        words = shlex.split(_STATUS.sub("", command))
        yield Shown(tuple(words), int(status[1]) if status else 0, tuple(said))


def _check(shown: Shown, ended: Ended) -> None:
    status, out, err = ended
    ours = [line for line in err.splitlines() if line.startswith(_OURS)]
    said = [line.rstrip() for line in [*ours, *out.splitlines()]]
    assert status == shown.status, f"{shown.words} ended with {status}: {err}"
    if not shown.said:
        return
    for line, expected in zip(said, shown.said, strict=True):
        pattern = ".*".join(map(re.escape, expected.split("…")))
        assert re.fullmatch(pattern, line), f"{shown.words} said\n{line}\nand not\n{expected}"
