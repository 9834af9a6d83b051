"""Whether a typed formula is a number wherever the network may be asked: at rows, and all over its domain."""

from collections.abc import Sequence

import numpy as np

from ..engine.recorded import Expression
from ..engine.refusal import BadInput
from ..engine.spec import MAX_MAGNITUDE
from .expressions import evaluated
from .features import Floats

ALONG, ACROSS = 241, 61
"""Places looked at along a line, and across a plane: odd, so that the middle is one."""
_DIGITS = 6


def places_over(domain: tuple[float, float], variables: int) -> Floats:
    """Give even places (places, variables) all over a line or a square; row by row, the lowest x2 first."""
    if variables == 1:
        return np.linspace(*domain, ALONG)[:, None]
    side = np.linspace(*domain, ACROSS)
    x2, x1 = np.meshgrid(side, side, indexing="ij")
    return np.column_stack([x1.ravel(), x2.ravel()])


def check_defined(
    tree: Expression, variables: Sequence[str], domain: tuple[float, float], rows: Floats, field: str
) -> None:
    """Raise ``BadInput`` naming the first place where a formula is no number, or one out of reach."""
    places = np.concatenate([places_over(domain, len(variables)), rows])
    values = evaluated(tree, dict(zip(variables, places.T, strict=True)))
    # Not a number is not within reach either.
    wrong = ~(abs(values) <= MAX_MAGNITUDE)
    if wrong.any():
        at = int(np.argmax(wrong))
        place = {name: round(float(x), _DIGITS) for name, x in zip(variables, places[at], strict=True)}
        limit = {"low": domain[0], "high": domain[1], "at": place}
        raise BadInput(field, str(values[at]), limit, "undefined")
