"""A run is saved in a process of its own: that takes seconds of the interpreter, which a server has not."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from typing import Any

import msgspec
from msgspec import Struct

from ...engine import BadInput
from ...engine.refusal import Code
from ...paths import PACKAGE, environment
from .recorded import Wishes


class Order(Struct, frozen=True):
    """What to save of the recording that follows."""

    wishes: Wishes
    most_bytes: float


class Refused(Struct, frozen=True):
    """Why nothing is saved: as ``BadInput`` has it."""

    field: str
    value: Any
    limit: Any
    code: Code


async def saved_beside(recording: bytes, wishes: Wishes, most_bytes: float) -> bytes:
    """Save a recording for a page, packed; raise ``BadInput``. The process ends with who waits for it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"{PACKAGE}.export.saved"),
        stdin=PIPE,
        stdout=PIPE,
        env=environment(),
    )
    try:
        order = msgspec.json.encode(Order(wishes, most_bytes))
        told, _ = await process.communicate(order + b"\n" + recording)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    said, ended, body = told.partition(b"\n")
    if not ended:
        raise RuntimeError(f"what was to save a run ended with {process.returncode}")
    if said:
        refused = msgspec.json.decode(said, type=Refused)
        raise BadInput(refused.field, refused.value, refused.limit, refused.code)
    return body
