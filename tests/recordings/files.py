"""Recordings as files, and files made to look like some."""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from app.engine import Spec, decode
from app.engine.edits import Edit, Edits, Parameter
from app.engine.spec import OptimizerSpec
from app.recordings import Recording, read, record, written
from app.recordings.recording import MANIFEST

EPOCHS = 3
EACH = 11
"""Steps of a mini-batch of the usual network."""

EDITS: Edits = (
    Edit(4 * EACH + 3, learning_rate=0.1),
    Edit(10 * EACH, parameter=Parameter(1, 0, 1, 0.5)),
    Edit(16 * EACH, optimizer=OptimizerSpec("adam", 0.02)),
)
"""The last one where a keyframe is due, which has another size from there on."""

TABLE = {
    "data": {"kind": "table", "x": [[0.1, 0.2], [0.3, 0.4], [1e-300, -0.5]], "y": [[0.0], [1.0], [0.5]]},
    "batch_size": 2,
}


@cache
def recording(epochs: int = EPOCHS) -> Recording:
    """The usual run, changed on the way."""
    return record(Spec(), epochs, EDITS)[0]


@cache
def file() -> bytes:
    """Its file."""
    return written(recording())


def recorded(fields: Mapping[str, object], epochs: int = EPOCHS) -> Recording:
    """Another run."""
    return record(decode(json.dumps(fields), Spec), epochs)[0]


def opened(data: bytes) -> Recording:
    return read(io.BytesIO(data))


def members(data: bytes) -> dict[str, bytes]:
    """What is in a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A file with these members, whatever they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, data)
    return made.getvalue()


def vouched(parts: Mapping[str, bytes], **said: object) -> bytes:
    """A file whose manifest vouches for what is in it, made by somebody who knows how."""
    manifest = json.loads(parts[MANIFEST]) | said
    manifest["members"] = {
        name: {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in parts.items()
        if name != MANIFEST
    }
    return zipped({**parts, MANIFEST: json.dumps(manifest).encode()})
