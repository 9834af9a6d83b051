"""A learner's arrays as ``propscope check`` marks them."""

import json

import numpy as np

from app.engine import read_spec
from app.marking import Given, mini_batch, standing_at_start, verdict
from app.marking.places import place_of


def batch_of(fields, number=0):
    """One mini-batch of a run, from 0."""
    run, stepper = standing_at_start(read_spec(json.dumps(fields)))
    return mini_batch(run, stepper, number)


def marked(fields, arrays, number=0, tolerance=1e-6):
    """The verdict on arrays by name."""
    batch = batch_of(fields, number)
    given = [Given(name, place_of(name, batch.layers), np.asarray(value)) for name, value in arrays.items()]
    return verdict(batch, given, tolerance)
