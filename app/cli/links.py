"""A run in a link of the page, on the command line: its specification, and what was changed on the way."""

import argparse
import json
from base64 import urlsafe_b64decode
from urllib.parse import parse_qs

import msgspec

from ..data.csv_table import TableDescription
from ..engine import BadInput, Spec, decode, read_spec
from ..engine.edits import Edits
from .csv_options import refuse_options, spec_of

LINK = "LINK"
_SPEC, _KEPT, _EDITS = "spec", "kept", "edits"
_FIRST_VERSION = 1


def run_of(options: argparse.Namespace) -> tuple[Spec, Edits, TableDescription | None]:
    """Read a run from a link, or a specification or a CSV file, with the file's description."""
    if not is_link(options.file):
        spec, description = spec_of(options)
        return spec, (), description
    refuse_options(options)
    return *read_link(options.file), None


def is_link(text: str) -> bool:
    """Whether it is a link to a run: what stands behind the # has one."""
    return any(f"{mark}{name}=" in text for mark in "#&" for name in (_SPEC, _KEPT))


def read_link(link: str) -> tuple[Spec, Edits]:
    """Read the run in a link; raise ``BadInput``."""
    said = {name: values[-1] for name, values in parse_qs(link.partition("#")[2]).items()}
    if _SPEC not in said:
        limit = "with spec= in it: of this one the server that gave it keeps the run"
        raise BadInput(LINK, f"{_KEPT}={said.get(_KEPT, '')}", limit, "invalid")
    fields = _read(said[_SPEC], _SPEC)
    if isinstance(fields, dict):
        # From before specifications had a version they are of the first.
        fields.setdefault("version", _FIRST_VERSION)
    edits = _read(said[_EDITS], _EDITS) if _EDITS in said else []
    return read_spec(msgspec.json.encode(fields)), _edits(edits)


def _edits(read: object) -> Edits:
    try:
        return decode(msgspec.json.encode(read), Edits)
    except BadInput as error:
        raise error.under(_EDITS) from None


def _read(text: str, name: str) -> object:
    try:
        return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadInput(
            f"{LINK}, {name}", text, "whole: this is JSON in base64url cut short", "invalid"
        ) from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")
