"""What the numbers of a step come to: the same sum wherever, and however, the same step is come to."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from ..engine import State
from ..protocol import Weigh, Weighed
from .pieces import Pieces
from .timeline import Timeline

SUMMED = ("w", "b", "a", "z", "delta", "grad_w", "grad_b")
"""What a network shows in any version of the program: a new tensor makes no other sum."""
_BYTES = 6
"""Of a SHA-256: eight letters. They are to tell two roundings apart, and nobody is to be kept out by them."""


def weighing(timeline: Timeline, asked: Weigh) -> Pieces[Weighed]:
    """Sum up the step where a timeline stands, as it is shown: of a replayed recording what is played."""
    state = yield from timeline.stepper.copying()
    return Weighed(asked.id, state.position.index, (yield from summed(state)))


def summed(state: State) -> Pieces[str]:
    """Sum up what is known at a step, to the last bit; rests after every tensor."""
    hashed = sha256()
    for key in sorted(key for key in state.arrays if key[0] in SUMMED):
        # Of both zeros, which nobody sees apart, one.
        hashed.update((state.arrays[key] + 0.0).astype("<f8").tobytes())
        yield
    return urlsafe_b64encode(hashed.digest()[:_BYTES]).decode()
