"""What a class came to as one file, for who drives it: counts, curves and specifications, nobody's name."""

import asyncio
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from ..engine import BadInput
from ..export.lesson import files
from ..rooms.hub import Hub
from ..rooms.keys import KEY_HEADER
from ..rooms.lesson import lesson_of
from ..rooms.tries import asker_of
from ..sheets import packed
from .there import beside, while_there

_HEADERS = {"cache-control": "no-store"}
_STATUS = {"no_such_room": HTTPStatus.NOT_FOUND, "too_often": HTTPStatus.TOO_MANY_REQUESTS}


def add_lesson(app: FastAPI, hub: Hub) -> None:
    """Add ``/lesson?room=K7QX``, a zip of ``app.export.lesson.files``, while the class is open."""
    one_at_a_time = asyncio.Lock()

    @app.get("/lesson")
    async def take(request: Request, room: str) -> Response:
        """Give it to who shows a key that drives."""
        try:
            held = hub.classes.look_up(room.upper(), asker_of(request)).held
            assert held, "found by its code"
            if held.granted(request.headers.get(KEY_HEADER, "")).role != "drive":
                raise BadInput("key", "", None, "bad_key")
            async with one_at_a_time:
                lesson = await lesson_of(held)
                content = await while_there(request, beside(lambda go_on: packed(files(lesson), go_on)))
        except BadInput as error:
            return Response(error.code, _STATUS.get(error.code, HTTPStatus.FORBIDDEN), _HEADERS)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        named = f'attachment; filename="propscope-{held.code.lower()}-lesson.zip"'
        headers = _HEADERS | {"content-disposition": named}
        return Response(content, media_type="application/zip", headers=headers)
