"""Functions that visitors type, pictured before they are used: read here, where the one grammar is."""

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from ..data.typed_function import KIND, FunctionPicture, pictured
from ..engine import BadInput, decode
from ..engine.spec import DataSpec
from ..protocol import refusal
from ..rooms.uploads import Uploads

_MOST_BYTES = 4096
_STATUS = {"too_many_bytes": 413, "full": 503}
_REFUSED = 422
_TYPED = ("data.expression", "data.domain.1")


def add_typed_functions(app: FastAPI, uploads: Uploads) -> None:
    """Add the way: ``POST /function`` takes the ``data`` of a specification, and gives a ``FunctionPicture``.

    A refusal is answered as a letter ``error``: an answer like any other where it is of what is being typed.
    """

    @app.post("/function")
    async def preview(request: Request) -> Response:
        """Give the picture of a function."""
        try:
            with uploads.begin(KIND, _MOST_BYTES) as coming:
                async for part in request.stream():
                    coming.add(part)
                return _json(_picture(coming.content()))
        except BadInput as error:
            usual = 200 if error.field in _TYPED else _REFUSED
            return _json(refusal(error), _STATUS.get(error.code, usual))
        except ClientDisconnect:
            return Response(status_code=400)


def _picture(text: memoryview) -> FunctionPicture:
    try:
        data = decode(bytes(text), DataSpec)
    except BadInput as error:
        raise error.under("data") from None
    if data.kind != KIND:
        raise BadInput("data.kind", data.kind, [KIND], "unknown_name")
    return pictured(data)


def _json(told: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")
