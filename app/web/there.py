"""Whether who asked is still there: what nobody waits for any more is not gone on with."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect

T = TypeVar("T")
_LOOK_AGAIN_S = 0.25


async def while_there(request: Request, work: Coroutine[None, None, T]) -> T:
    """Do it, for as long as somebody waits for it; raise ``ClientDisconnect``."""
    doing, left = asyncio.ensure_future(work), asyncio.create_task(gone(request))
    try:
        await asyncio.wait({doing, left}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientDisconnect
        return doing.result()
    finally:
        left.cancel()
        doing.cancel()
        await asyncio.wait({doing})


async def gone(request: Request) -> None:
    """Wait until nobody waits."""
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOK_AGAIN_S)
