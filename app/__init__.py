"""propscope: see how a neural network learns, one propagation at a time.

>>> import propscope
>>> propscope.train({"data": {"kind": "xor"}}, epochs=30).test.accuracy
>>> for step in propscope.trace({}, steps=11):
...     print(step.phase, step.layer, sorted(step.arrays))

>>> propscope.show(model, X, y)

``Spec`` is what determines a run, ``Trainer`` its steps as a function from one state to the next.
"""

import os
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Read by NumPy's BLAS when it is first imported: more threads gain nothing on networks small enough to look
# at, and the number of threads changes the last bits of a sum.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

__all__ = ["Spec", "Trainer", "show", "trace", "train"]
_HOMES = {
    "Spec": ".engine",
    "Trainer": ".engine",
    "show": ".showing",
    "trace": ".headless",
    "train": ".headless",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - one of several
    """Give what the package offers, imported when it is first asked for: after the lines above."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
