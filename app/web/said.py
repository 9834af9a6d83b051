"""What rows of a data set say: their sentences or words, and their sounds."""

from functools import cache

import msgspec
import numpy as np
from fastapi import FastAPI, Request
from fastapi.responses import Response

from ..data import DATASETS, Said
from ..engine import Floats
from ..protocol import Sayings
from .assets import Asset, answer, asset

_READING = ["GET", "HEAD"]
_NOTHING = "nothing is said there"


def add_said(app: FastAPI) -> None:
    """Add ``/said/KIND.json``, which has all texts, ``/said/KIND/ROW.wav``, a sound, ``….json``, a row."""

    @app.api_route("/said/{kind}.json", methods=_READING)
    async def texts(request: Request, kind: str) -> Response:
        """Give the texts, row by row of the data: ``Sayings``."""
        said = _of(kind)
        return answer(request, _texts(kind)) if said else Response(_NOTHING, 404)

    @app.api_route("/said/{kind}/{row:int}.wav", methods=_READING)
    async def sound(request: Request, kind: str, row: int) -> Response:
        """Give the sound of a row."""
        said = _of(kind)
        if said is None or said.wav is None or row >= len(said.texts()):
            return Response(_NOTHING, 404)
        return answer(request, asset(said.wav(row), "audio/wav"))

    @app.api_route("/said/{kind}/{row:int}.json", methods=_READING)
    async def numbers(request: Request, kind: str, row: int) -> Response:
        """Give what a row has in each column of the data."""
        if _of(kind) is None or row >= len(_made(kind)):
            return Response(_NOTHING, 404)
        return answer(request, asset(msgspec.json.encode(_made(kind)[row].tolist()), "application/json"))


def _of(kind: str) -> Said | None:
    return DATASETS[kind].said if kind in DATASETS else None


@cache
def _made(kind: str) -> Floats:
    nothing_is_drawn = np.random.default_rng(0)
    return DATASETS[kind].make(0, 0.0, nothing_is_drawn)[0]


@cache
def _texts(kind: str) -> Asset:
    said = _of(kind)
    assert said, "looked up before"
    return asset(msgspec.json.encode(Sayings(said.texts(), sorted(said.unread))), "application/json")
