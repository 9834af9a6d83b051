"""``make bench-room``: a class in one room of a real server, which trains at full speed meanwhile.

The server has one core and the viewers' lines the others, where there are more; several processes of it
(``ARGS="--workers 2 neuron"``) have none to themselves. All share them with whatever else runs on the
machine. Takes Linux, and some minutes.
"""

import argparse
from dataclasses import replace
from functools import partial

from tests.bench import company, lecture, phones
from tests.bench.asked import print_rows
from tests.bench.watching import Extent

WHOLE, QUICK = Extent(), Extent(0.1, watching_s=3.0, presses=20, pauses=4, settling_s=2.0, stalling_s=20.0)
PARTS = {
    **{name: partial(lecture.rows, name) for name in lecture.LECTURES},
    "company": company.rows,
    "phones": phones.rows,
}

if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="make bench-room", description="Time what a class in one room gets.")
    asked.add_argument("--workers", type=int, default=1, help="processes of the server (%(default)s)")
    print_rows(asked, PARTS, WHOLE, QUICK, lambda extent, options: replace(extent, workers=options.workers))
