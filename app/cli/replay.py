"""``propscope replay``: the page, standing in a recording's run."""

import argparse
from typing import Any

from ..playback.recorded import Recorded
from ..streams import say
from .recorded import add_recording, read_recording
from .serve import add_serving, serve_with


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    replay = commands.add_parser("replay", help="serve the page on a recording's run, where it stood")
    add_recording(replay)
    add_serving(replay)
    replay.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    serve_with(options, lambda: _recorded(options.recording))


def _recorded(name: str) -> Recorded:
    """Read it, stand in it once, to refuse what no room could, and say how it is played here."""
    from ..playback.recorded import Replaying
    from ..playback.session import Session
    from ..recordings import how_played

    recording = read_recording(name)
    Session().obey(Replaying(0, recording.run))
    for line in how_played(recording):
        say(line)
    return recording.run
