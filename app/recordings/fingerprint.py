"""On what a run was computed: the same numbers, to the bit, can be expected where all of this is the same."""

import platform
from functools import cache
from hashlib import sha256
from typing import Any, cast

import numpy as np
from msgspec import Struct
from msgspec.structs import asdict

from .. import __version__
from ..engine import Spec
from ..playback.run import begun

_DIGITS = 16
_EPOCHS = 2
_TRIALS = (Spec(), Spec(output_activation="sigmoid", loss="binary_cross_entropy", batch_size=32))
"""Short runs, whose last parameters tell one arithmetic from another."""


class Fingerprint(Struct, frozen=True, forbid_unknown_fields=True):
    """What the last bits of a run depend on."""

    propscope: str
    numpy: str
    blas: str
    system: str
    machine: str
    simd: str
    """The vector instructions that NumPy uses here."""
    arithmetic: str
    """A hash of what two short runs come to: where it differs, so do others, likely."""

    def differences(self, other: "Fingerprint") -> dict[str, tuple[str, str]]:
        """Give what is here, and there, of each part that is not the same."""
        here, there = asdict(self), asdict(other)
        return {name: (here[name], there[name]) for name in here if here[name] != there[name]}


@cache
def fingerprint() -> Fingerprint:
    """Take the fingerprint of this machine and build; the first time it takes a moment."""
    built = cast("dict[str, Any]", np.show_config(mode="dicts"))
    blas = built.get("Build Dependencies", {}).get("blas", {})
    return Fingerprint(
        propscope=__version__,
        numpy=np.__version__,
        blas=f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip(),
        system=platform.system(),
        machine=platform.machine(),
        simd=" ".join(built.get("SIMD Extensions", {}).get("found", [])),
        arithmetic=_arithmetic(),
    )


def _arithmetic() -> str:
    """Hash the parameters that the trials end with."""
    hashed = sha256()
    for spec in _TRIALS:
        timeline = begun(spec).timeline
        timeline.advance(timeline.schedule.end(_EPOCHS))
        hashed.update(timeline.stepper.core().astype("<f8").tobytes())
    return hashed.hexdigest()[:_DIGITS]
