"""Frame rows: what it costs to write, send and read all that is known at a step, beside JSON of doubles."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from app.engine import State
from app.protocol import Encoded, Frame, encode, encode_frame
from tests.bench.timing import Times, at_least, at_most, interleaved, microseconds, ratio, repeated, row
from tests.bench.workloads import WORKLOADS, Workload

FRAME, JSON = "a frame of raw arrays", "JSON of doubles (msgspec)"
DECODER = Path(__file__).with_name("decode.js")

# In the order of the workloads.
FASTER_THAN_JSON = (3.0, 10.0, 17.0, 24.0)
MOST_KILOBYTES = (2.0, 16.0, 80.0, 350.0)
MOST_DECODING_US = 8.0


def rows(rounds: int) -> list[str]:
    """Encode and decode one keyframe of every workload both ways."""
    states = [_inside_a_mini_batch(workload) for workload in WORKLOADS]
    encoding = [
        interleaved({FRAME: repeated(_frame, state), JSON: repeated(_json, state)}, rounds)
        for state in states
    ]
    kilobytes = [len(_frame(state, single=True).data) / 1000 for state in states]
    return [
        row("A keyframe, CPU µs to write", [workload.title for workload in WORKLOADS]),
        *(row(name, [f"{microseconds(t, name):.1f}" for t in encoding]) for name in (FRAME, JSON)),
        _goals("JSON : frame", encoding),
        row(
            "frame while it plays fast, kB",
            [at_most(k, goal) for k, goal in zip(kilobytes, MOST_KILOBYTES, strict=True)],
        ),
        row("frame to be read, kB", [f"{len(_frame(state).data) / 1000:.3g}" for state in states]),
        row("its layout, sent once, kB", [f"{len(_layout(state)) / 1000:.3g}" for state in states]),
        row("JSON, kB", [f"{len(_json(state)) / 1000:.3g}" for state in states]),
        *_decoding(states),
    ]


def _goals(title: str, times: list[Times]) -> str:
    goals = zip(times, FASTER_THAN_JSON, strict=True)
    return row(title, [at_least(ratio(t, JSON, FRAME), goal, "×") for t, goal in goals])


def _inside_a_mini_batch(workload: Workload) -> State:
    """Give a state of the last update but one, when nearly every tensor is known."""
    stepper = workload.stepper()
    stepper.advance(3 * stepper.schedule.steps_per_batch - 1)
    return stepper.state()


def _frame(state: State, *, single: bool = False) -> Encoded:
    return encode_frame(Frame("keyframe", state.position, state.position.index, state.arrays, single))


def _layout(state: State) -> bytes:
    return encode(_frame(state).layout).encode()


def _json(state: State) -> bytes:
    return msgspec.json.encode({f"{name} {layer}": a.tolist() for (name, layer), a in state.arrays.items()})


def _decoding(states: list[State]) -> list[str]:
    """Time the page's own decoder, and JSON.parse, in Node."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if not node:
        return [row("read in the page", ["Node is not installed"])]
    timed = [_decoded(node, state) for state in states]
    return [
        row("read by the page's decoder in Node, µs", [at_most(t["frame"], MOST_DECODING_US) for t in timed]),
        row("read by JSON.parse, µs", [f"{t['json']:.1f}" for t in timed]),
    ]


def _decoded(node: str, state: State) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("layout", "frame", "json")]
        for file, data in zip(files, (_layout(state), _frame(state).data, _json(state)), strict=True):
            file.write_bytes(data)
        done = subprocess.run([node, DECODER, *files], capture_output=True, check=True, text=True)
    times: dict[str, float] = json.loads(done.stdout)
    return times
