"""The browser suite five times running beside busy loops: a test that waits for time fails here."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ROUNDS = 5
BUSY_LOOPS = 2
SUITE = (sys.executable, "-m", "pytest", "tests/browser", "--numprocesses", "2", "-q")


def main(arguments: list[str]) -> int:
    """Run the suite over and over; the exit status of the first round that fails, or 0."""
    with busy(BUSY_LOOPS):
        for number in range(1, ROUNDS + 1):
            print(f"round {number} of {ROUNDS}, beside {BUSY_LOOPS} busy loops", flush=True)
            if status := subprocess.run((*SUITE, *arguments)).returncode:
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
