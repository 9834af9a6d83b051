"""``make bench``: how fast it is, in one run and beside what it is to be compared with."""

import argparse

from tests.bench import (
    crowd,
    csv_files,
    engine,
    fairness,
    frames,
    one_page,
    painting,
    playground,
    restart,
    searches,
    seeks,
    sweeps,
)
from tests.bench.asked import print_rows

ROUNDS, QUICK_ROUNDS = 151, 21
PARTS = {
    "engine": engine.rows,
    "frames": frames.rows,
    "seeks": seeks.rows,
    "restart": restart.rows,
    "sweeps": sweeps.rows,
    "searches": searches.rows,
    "fairness": fairness.rows,
    "crowd": crowd.rows,
    "csv": csv_files.rows,
    "painting": painting.rows,
    "one-page": one_page.rows,
    "playground": playground.rows,
}

if __name__ == "__main__":
    print_rows(
        argparse.ArgumentParser(prog="make bench", description="Time what propscope does."),
        PARTS,
        ROUNDS,
        QUICK_ROUNDS,
    )
