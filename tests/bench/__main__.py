"""``make bench``: how fast it is, in one run and beside what it is to be compared with."""

import argparse

from tests.bench import engine, fairness, frames, seeks

ROUNDS, QUICK_ROUNDS = 151, 21


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="Time what propscope does.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first look")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    for part in (engine, frames, seeks, fairness):
        print(*part.rows(rounds), "", sep="\n")


if __name__ == "__main__":
    main()
