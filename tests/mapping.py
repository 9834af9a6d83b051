"""What the engine says over the input plane or the only input: ``python -m tests.mapping < requests.json``.

Reads a list of ``{"spec", "from", "side"}`` and writes for each, after ``from`` propagations, what every
layer's units say, ``[layer][unit][place]``, the inputs first: at the middles of a plane's cells, ``side`` on
a side, row by row and the lowest x2 first; or at 101 values of a single input.
"""

import sys

import msgspec
import numpy as np

from app.data.features import plane_inputs
from app.engine import Evaluator, Floats, Spec, decode
from app.playback.session import Session
from app.streams import prepare
from tests.recording import recorded

CURVE_POINTS = 101


class Request(msgspec.Struct):
    """Which run, how far, and how finely."""

    spec: msgspec.Raw
    from_: int = msgspec.field(name="from", default=0)
    side: int = 1


def said(request: Request) -> list[list[list[float]]]:
    """Give what the engine's own forward pass says."""
    session = Session(decode(bytes(request.spec), Spec))
    for _ in recorded(session, request.from_, request.from_):
        pass
    view = session.view
    if view.data.plane:
        points = _middles(*view.data.plane, request.side)
        x = points if view.data.axes == view.data.inputs else plane_inputs(points, view.data.inputs)
    else:
        assert view.data.interval
        x = np.linspace(*view.data.interval, CURVE_POINTS)[:, None]
    nothing = np.zeros((len(x), view.data.y_train.shape[1]))
    layers = Evaluator(session.timeline.stepper.parameters, x, nothing).activations()
    return [layer.tolist() for layer in (x.T, *layers)]


def _middles(low: float, high: float, side: int) -> Floats:
    middles = low + (high - low) * (np.arange(side) + 0.5) / side
    x1, x2 = np.meshgrid(middles, middles)
    return np.column_stack([x1.ravel(), x2.ravel()])


def main() -> None:
    prepare()
    requests = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Request])
    sys.stdout.buffer.write(msgspec.json.encode([said(request) for request in requests]))


if __name__ == "__main__":
    main()
