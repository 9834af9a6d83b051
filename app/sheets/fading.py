"""Fading: a worked example first, then one with more and more to be found.

After A. Renkl and R. K. Atkinson, "Structuring the transition from example study to problem solving in
cognitive skill acquisition" (2003): what is left out is what is learned.
"""

from ..marking.places import PASSES, Place

LEVELS = ("worked", "delta", "slopes", "backward", "everything")
"""What is blank: nothing; deltas (and the biases' gradients, which would tell them); slopes and blame too;
the whole backward pass and update; all."""

_BLANK = {
    "worked": (),
    "delta": ("delta", "grad_b"),
    "slopes": ("delta", "grad_b", "slope", "d_a"),
    "backward": (*PASSES["backward"], *PASSES["update"]),
    "everything": ("z", "a", "loss", *PASSES["backward"], *PASSES["update"]),
}


def is_blank(place: Place, level: str) -> bool:
    """Whether it is to be found at a level, one of ``LEVELS``."""
    return place != Place("a", 0) and place.name in _BLANK[level]
