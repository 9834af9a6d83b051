"""The browser suite over and over beside busy loops, its pages ever slower: what waits for time fails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.contexts import SLOWED

TIMES_SLOWER = (1, 3, 6, 10, 1)
"""Of each round's pages. What is late on a slow page is what tests look for too soon."""
BUSY_LOOPS = 2
SUITE = (sys.executable, "-m", "pytest", "tests/browser", "--numprocesses", "2", "-q")


def main(arguments: list[str]) -> int:
    """Run the suite over and over; the exit status of the first round that fails, or 0."""
    with busy(BUSY_LOOPS):
        for slower in TIMES_SLOWER:
            print(f"pages {slower} times slower, beside {BUSY_LOOPS} busy loops", flush=True)
            hindered = os.environ | {SLOWED: str(slower)}
            if status := subprocess.run((*SUITE, *arguments), env=hindered).returncode:
                return status
    return 0


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """Keep so many cores busy for as long as this lasts."""
    running = [subprocess.Popen((sys.executable, "-c", "while True: pass")) for _ in range(loops)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
