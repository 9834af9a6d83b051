"""The browser suite again and again beside busy loops, its pages slow or late: who looks too soon fails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.hindered import LATE, SLOWED

ROUNDS = (
    {},
    {LATE: "400 100 400"},
    {LATE: "0 1000 50"},
    {LATE: "30 0 1500"},
    {SLOWED: "3"},
    {SLOWED: "6"},
)
"""How the pages of each are hindered. What is late on a slow page is what tests look for too soon."""
BUSY_LOOPS = 2
SUITE = (sys.executable, "-m", "pytest", "tests/browser", "--numprocesses", "2", "-q")


def main(arguments: list[str]) -> int:
    """Run the suite over and over; the exit status of the first round that fails, or 0."""
    with busy(BUSY_LOOPS):
        for hindered in ROUNDS:
            print(f"{hindered or 'pages as they are'}, beside {BUSY_LOOPS} busy loops", flush=True)
            if status := subprocess.run((*SUITE, *arguments), env=os.environ | hindered).returncode:
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
