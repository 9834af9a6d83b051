"""How well the run of a room does on all its rows; many who ask at once are answered together."""

import asyncio
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response

from ..engine import BadInput
from ..playback.session import Session
from ..protocol import refusal
from ..protocol.results import ResultRows, Results
from ..results import Asked, HalfName, Reader, Reading, Standing
from ..rooms.hub import Hub
from ..rooms.room import Room
from ..rooms.tries import asker_of

_KEPT_S = 10.0
"""So long after it was asked for is kept what sends a run's rows through: it takes as much memory as they."""
_LONGEST_S = 30.0
_REFUSED = 422
_HEADERS = {"cache-control": "no-store"}


def add_results(app: FastAPI, hub: Hub) -> None:
    """Add ``/results?room=main``, how well its run does, and ``/results/rows``, on which rows.

    A refusal is answered as a letter ``error``.
    """
    readings = Readings(hub)

    @app.get("/results")
    async def results(request: Request, room: str, cells: bool = False) -> Response:
        """Say how well it does; with ``cells`` also in which cell of the confusion matrix each row is."""
        return await answered(request, room, lambda reading: reading.results(cells=cells))

    @app.get("/results/rows")
    async def rows(
        request: Request,
        room: str,
        half: HalfName,
        question: Annotated[int, Query(ge=0)] = 0,
        target: int | None = None,
        said: int | None = None,
        wrong: bool = False,
        after: Annotated[int, Query(ge=0)] = 0,
    ) -> Response:
        """Give rows, the largest loss first: all, those of a class or said to be of one, or wrong ones."""
        asked = Asked(question, target, said, wrong, after)
        return await answered(request, room, lambda reading: reading.rows(half, asked))

    async def answered(
        request: Request, name: str, tell: Callable[[Reading], Results | ResultRows]
    ) -> Response:
        found = hub.find(name, asker_of(request))
        if found is None:
            return Response("no such run", 404)
        try:
            async with asyncio.timeout(_LONGEST_S):
                reading = await readings.reading(found)
                told = await asyncio.to_thread(lambda: msgspec.json.encode(tell(reading)))
            hub.classes.check_told(found, name)  # now: a poll may have begun meanwhile
        except BadInput as error:
            return JSONResponse(msgspec.to_builtins(refusal(error)), _REFUSED, _HEADERS)
        except TimeoutError:
            return Response("the server has too much to do", 503)
        return Response(told, media_type="application/json", headers=_HEADERS)


class Readings:
    """Reads beside the engine, one room at a time; who waits for the same room waits for the same reading."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._one_at_a_time = asyncio.Lock()
        self._waiting: dict[Room, asyncio.Task[Reading]] = {}
        """Readings that have not been begun: who asks now may still have them."""
        self._readers: dict[Room, tuple[Reader, float]] = {}
        """And when they were used."""

    async def reading(self, room: Room) -> Reading:
        """Read where the run of a room stands now."""
        if room not in self._waiting:
            self._waiting[room] = asyncio.create_task(self._read(room))
        # Others may wait for it too: it goes on when one of them gives up.
        return await asyncio.shield(self._waiting[room])

    async def _read(self, room: Room) -> Reading:
        async with self._one_at_a_time, asyncio.timeout(_LONGEST_S):
            del self._waiting[room]
            standing = await self._hub.look(room, _standing)
            # Taken away, so that a reading that is given up goes on alone.
            kept = self._readers.pop(room, None)
            reader, reading = await asyncio.to_thread(_read, kept[0] if kept else None, standing)
            self._keep(room, reader)
            return reading

    def _keep(self, room: Room, reader: Reader) -> None:
        """Keep what reads for a while, for who asks again."""
        loop = asyncio.get_running_loop()
        self._readers[room] = (reader, used_at := loop.time())
        loop.call_later(_KEPT_S, self._forget, room, (reader, used_at))

    def _forget(self, room: Room, kept: tuple[Reader, float]) -> None:
        if self._readers.get(room) == kept:
            del self._readers[room]


def _standing(session: Session) -> Standing:
    timeline, parameters = session.timeline, session.timeline.stepper.parameters.flat.w.copy()
    return Standing(session.run_id, timeline.index, timeline.spec_here, session.view.data, parameters)


def _read(kept: Reader | None, standing: Standing) -> tuple[Reader, Reading]:
    reader = kept if kept and kept.fits(standing) else Reader(standing)
    return reader, reader.read(standing)
