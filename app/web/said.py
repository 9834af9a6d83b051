"""What rows of a data set say: their sentences or words, and their sounds."""

from functools import cache

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import Response

from ..data import DATASETS, Said
from .assets import Asset, answer, asset

_READING = ["GET", "HEAD"]
_NOTHING = "nothing is said there"


def add_said(app: FastAPI) -> None:
    """Add both ways: ``/said/KIND.json`` has a text for each row, ``/said/KIND/ROW.wav`` the sound of one."""

    @app.api_route("/said/{kind}.json", methods=_READING)
    async def texts(request: Request, kind: str) -> Response:
        """Give a list of texts, row by row of the data."""
        said = _of(kind)
        return answer(request, _texts(kind)) if said else Response(_NOTHING, 404)

    @app.api_route("/said/{kind}/{row:int}.wav", methods=_READING)
    async def sound(request: Request, kind: str, row: int) -> Response:
        """Give the sound of a row."""
        said = _of(kind)
        if said is None or said.wav is None or row >= len(said.texts()):
            return Response(_NOTHING, 404)
        return answer(request, asset(said.wav(row), "audio/wav"))


def _of(kind: str) -> Said | None:
    return DATASETS[kind].said if kind in DATASETS else None


@cache
def _texts(kind: str) -> Asset:
    said = _of(kind)
    assert said, "looked up before"
    return asset(msgspec.json.encode(said.texts()), "application/json")
