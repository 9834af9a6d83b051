"""``make bench``: how fast it is, in one run and beside what it is to be compared with."""

import argparse

from tests.bench import crowd, csv_files, engine, fairness, frames, painting, playground, seeks

ROUNDS, QUICK_ROUNDS = 151, 21
PARTS = {
    "engine": engine.rows,
    "frames": frames.rows,
    "seeks": seeks.rows,
    "fairness": fairness.rows,
    "crowd": crowd.rows,
    "csv": csv_files.rows,
    "painting": painting.rows,
    "playground": playground.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="Time what propscope does.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first look")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only some of {', '.join(PARTS)}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in options.parts or PARTS:
        print(*PARTS[name](QUICK_ROUNDS if options.quick else ROUNDS), "", sep="\n")


if __name__ == "__main__":
    main()
