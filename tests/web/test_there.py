"""What nobody waits for any more ends, and nothing is said of how."""

import asyncio
import gc

import pytest
from starlette.requests import ClientDisconnect

from app.web.there import GoOn, beside, while_there


class Gone:
    """Whoever asked, once something was made for it."""

    def __init__(self, made: list[str]) -> None:
        self.made = made

    async def is_disconnected(self) -> bool:
        return bool(self.made)


def test_what_nobody_waits_for_any_more_is_ended_before_anything_else_is_made():
    made = []

    def make(go_on: GoOn) -> bytes:
        try:
            while True:
                go_on()
                made.append("a sheet")
        finally:
            made.append("ended")

    with pytest.raises(ClientDisconnect):
        asyncio.run(while_there(Gone(made), beside(make)))

    assert made[-1] == "ended"


def test_what_fails_once_nobody_waits_is_no_complaint():
    made, complaints = [], []

    async def work() -> None:
        made.append("a part")
        try:
            await asyncio.Event().wait()
        finally:
            raise OSError("it ended as it was written")

    async def asked() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, about: complaints.append(about))
        with pytest.raises(ClientDisconnect):
            await while_there(Gone(made), work())
        gc.collect()

    asyncio.run(asked())

    assert complaints == []
