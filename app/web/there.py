"""Whether who asked is still there: what nobody waits for any more is not gone on with."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Event
from typing import TypeAlias, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect

T = TypeVar("T")
_LOOK_AGAIN_S = 0.25
GoOn: TypeAlias = Callable[[], None]
"""Raises where nobody waits any more."""


async def while_there(request: Request, work: Coroutine[None, None, T]) -> T:
    """Do it, for as long as somebody waits for it; raise ``ClientDisconnect``. It has ended when this has."""
    doing, left = asyncio.ensure_future(work), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({doing, left}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientDisconnect
        return doing.result()
    finally:
        left.cancel()
        doing.cancel()
        await _ended(doing)


class _Stopped(Exception):
    """Nobody waits for it any more."""


async def beside(make: Callable[[GoOn], T]) -> T:
    """Make it beside the event loop; where this is cancelled it may not go on. It has ended when this has."""
    stop = Event()

    def go_on() -> None:
        if stop.is_set():
            raise _Stopped

    making = asyncio.ensure_future(asyncio.to_thread(make, go_on))
    try:
        await asyncio.wait({making})
        return making.result()
    finally:
        stop.set()
        await _ended(making)


async def _ended(doing: asyncio.Future[T]) -> None:
    await asyncio.wait({doing})
    doing.cancelled() or doing.exception()  # Looked at, or asyncio says that nobody did.


async def _gone(request: Request) -> None:
    """Wait until nobody waits."""
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOK_AGAIN_S)
