"""Run every mutant against its tests and print survivors; words given are looked for in the names."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.registry import MUTANTS

NODE = (str(ROOT / ".venv" / "bin" / "node"), "--test")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")
MOST_S = 600
KILLED, SURVIVED = 1, 0


def main(words: list[str]) -> int:
    """Try the mutants whose names have one of the words (all without any); 1 where one survives."""
    chosen = [mutant for mutant in MUTANTS if not words or any(word in mutant.name for word in words)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        fates = list(pool.map(_fate, chosen))
    survivors = [mutant.name for mutant, fate in zip(chosen, fates, strict=True) if fate != "killed"]
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants were killed")
    for name in survivors:
        print(f"survives: {name}")
    return 1 if survivors or not chosen else 0


def _fate(mutant: Mutant) -> str:
    fate = mutant.fault() or _tried(mutant)
    print(f"{fate}: {mutant.name}", flush=True)
    return fate


def _tried(mutant: Mutant) -> str:
    """Run the tests with the wrong line in; only failed tests kill, not tests that cannot be run."""
    with _copy() as tree:
        mutant.put_into(tree)
        ends = [_ended(command, tree) for command in _commands(mutant.tests)]
    if KILLED in ends:
        return "killed"
    return "survives" if set(ends) == {SURVIVED} else f"its tests end with exit status {ends}"


def _commands(tests: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for_node = tuple(test for test in tests if test.endswith(".js"))
    for_browser = tuple(test for test in tests if test.startswith("tests/browser"))
    rest = tuple(test for test in tests if test not in (*for_node, *for_browser))
    for runner, own in ((NODE, for_node), (PYTEST, rest), (PYTEST, for_browser)):
        if own:
            yield (*runner, *own)


def _ended(command: tuple[str, ...], tree: Path) -> int:
    try:
        ended = subprocess.run(
            command, cwd=tree, stdin=subprocess.DEVNULL, capture_output=True, timeout=MOST_S
        )
    except subprocess.TimeoutExpired:
        return KILLED
    return ended.returncode


@contextmanager
def _copy() -> Iterator[Path]:
    """Give a copy of the program's files as they stand, with the installed tools beside them."""
    listed = subprocess.run(
        ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"),
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    with TemporaryDirectory(prefix="mutant-") as folder:
        tree = Path(folder)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, tree / name)
        for tools in (".venv", "node_modules"):
            (tree / tools).symlink_to(ROOT / tools)
        yield tree


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
