"""Runs read where they stand, as the tests of what is read off them have them."""

import json
from collections.abc import Mapping
from typing import Any

from app.engine import read_spec
from app.playback.timeline import Timeline
from app.playback.viewpoint import Viewpoint
from app.results import Reader, Reading, Standing


def read(spec: Mapping[str, Any], epochs: int = 0) -> tuple[Reading, Viewpoint]:
    """Train for so many epochs, and read there; with what evaluates the run as it goes."""
    view = Viewpoint(read_spec(json.dumps(spec)))
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train)
    view.attach(timeline.stepper)
    timeline.advance(epochs * timeline.schedule.steps_per_epoch)
    standing = standing_of(view, timeline)
    return Reader(standing).read(standing), view


def standing_of(view: Viewpoint, timeline: Timeline) -> Standing:
    """Say where a run stands."""
    parameters = timeline.stepper.parameters.flat.w.copy()
    return Standing(1, timeline.index, timeline.spec_here, view.data, parameters)
