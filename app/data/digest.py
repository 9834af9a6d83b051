"""The name of a run: the same for every specification that asks for the same."""

from hashlib import sha256

import msgspec

from ..engine.spec import Spec
from .loading import resolve

_BYTES = 16


def digest(spec: Spec) -> str:
    """Hash a spec in its canonical form: what it leaves out filled in, fields ordered by name."""
    if spec.inputs is None or spec.data.train_fraction is None:
        spec = resolve(spec)
    return sha256(msgspec.json.encode(spec, order="sorted")).hexdigest()[: 2 * _BYTES]
