"""``make bench-room``: a class in one room of a real server, which trains at full speed meanwhile.

The server has one core and the viewers' lines the others, where there are more; both share them with whatever
else runs on the machine. Takes Linux, and some minutes.
"""

import argparse
from functools import partial

from tests.bench import company, lecture
from tests.bench.watching import Extent

WHOLE, QUICK = Extent(), Extent(0.1, watching_s=3.0, presses=20, pauses=4, settling_s=2.0, stalling_s=20.0)
PARTS = {**{name: partial(lecture.rows, name) for name in lecture.LECTURES}, "company": company.rows}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="make bench-room", description="Time what a class in one room gets."
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the viewers: a first look")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only some of {', '.join(PARTS)}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in options.parts or PARTS:
        print(*PARTS[name](QUICK if options.quick else WHOLE), "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
