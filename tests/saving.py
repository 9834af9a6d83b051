"""Runs as pages have them that are saved, for tests of the page: ``python -m tests.saving < requests.json``.

Reads a list of ``{"spec", "edits", "epochs", "whole", "at"}`` and writes of each the packed ``body``, in
base64, what the engine makes known ``at`` some steps, ``[step, name, layer, shape, numbers]``, and how it
draws the ends of the ``pictured`` epochs.
"""

import base64
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from app.engine import Spec, decode
from app.engine.edits import Edits
from app.export.saved import Epochs, run_of_spec, saved
from app.playback.picturing import Picturing
from app.playback.pieces import at_once
from app.playback.run import begun
from app.protocol.epochs import EpochPicture
from app.streams import prepare


class Request(msgspec.Struct):
    """Which part of which run is wanted, and which steps of it to compare."""

    spec: msgspec.Raw
    epochs: tuple[int, int]
    whole: tuple[int, int]
    edits: Edits = ()
    at: list[int] = []
    pictured: list[int] = []


def made(request: Request) -> dict[str, Any]:
    spec = decode(bytes(request.spec), Spec)
    run = run_of_spec(spec, request.edits)
    body = saved(run, Epochs(*request.epochs), Epochs(*request.whole), address="until=2").body
    return {
        "body": base64.b64encode(body).decode(),
        "known": list(_known(spec, request.edits, request.at)),
        "pictures": list(_pictures(spec, request.edits, request.pictured)),
    }


def _known(spec: Spec, edits: Edits, indices: list[int]) -> Iterator[list[Any]]:
    timeline = begun(spec, edits).timeline
    for index in sorted(indices):
        timeline.advance(index - timeline.index)
        for (name, layer), array in timeline.state().arrays.items():
            yield [index, name, layer, array.shape, array.ravel().tolist()]


def _pictures(spec: Spec, edits: Edits, epochs: list[int]) -> Iterator[EpochPicture | None]:
    run = begun(spec, edits)
    picturing = Picturing(run.view.data)
    for epoch in sorted(epochs):
        run.timeline.advance(run.timeline.schedule.end(epoch) - run.index)
        drawing = picturing.drawing(run.timeline.stepper.parameters)
        yield at_once(drawing) if drawing else None


def main() -> None:
    prepare()
    requests = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Request])
    sys.stdout.buffer.write(msgspec.json.encode([made(request) for request in requests]))


if __name__ == "__main__":
    main()
