"""Networks made elsewhere: read from other frameworks and from files, and their gradients beside ours."""

from .comparing import Comparison, compared
from .files import MOST_BYTES, read_file
from .frameworks import read
from .mlp import Mlp
from .specifying import rows, specified

__all__ = ["MOST_BYTES", "Comparison", "Mlp", "compared", "read", "read_file", "rows", "specified"]
