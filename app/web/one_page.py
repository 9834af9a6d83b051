"""One file that is the page, with a saved run in it: it plays from wherever it lies, without a server.

Its program is joined as the server's is, by ``saved.js`` instead of ``main.js``; program, styles and tables
are deflated together and unpacked by a few lines that run as they are. It asks nobody for anything: its own
policy forbids it.
"""

import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from math import ceil
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from ..data import DATASETS
from ..engine import BadInput
from ..export.saved import Epochs, Saved, saved
from ..paths import STATIC, TEMPLATES
from ..playback.run import Run
from ..protocol import Sayings
from ..protocol.catalogue import catalog
from .assets import Folder
from .bundle import Bundle, join
from .page import ICON, STYLE, source_of, without_remarks

PROGRAM, BOOT = "js/saved.js", "js/saved/boot.js"
LEFT_OUT = frozenset(
    f"js/views/{name}.js"
    for name in (
        *("gallery/gallery", "gallery/first-visit", "share/dialog", "exports/menu", "my-runs/dialog"),
        *("table/dialog", "recordings/open", "paint/sheets", "own/own", "sweep/sweep", "compare/dialog"),
        *("compare/curve", "branches/part", "branches/chart", "by-hand/by-hand"),
        *("stops/form", "stops/chart", "stops/rows", "stops/history"),
        *("classroom/lead-part", "classroom/lead-others", "classroom/join", "classroom/sight"),
        *("classroom/poll-lead", "classroom/poll", "classroom/poll-stage", "classroom/projector"),
        *("classroom/console", "classroom/fork", "classroom/follow", "classroom/point"),
    )
)
"""What is loaded on demand, and only where there is a server: the ways to it are hidden in a saved page."""
_STYLES = "css/"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; "
    "img-src data: blob:; media-src data: blob:; connect-src data:; base-uri 'none'; form-action 'none'"
)
_LEVEL = 9
TITLE = "propscope"
MEGABYTES = 1.5
"""The most that a file takes, unless more is asked for."""
MB = 1e6
_TENTHS = 10
_BASE64 = 4 / 3
"""Letters for a byte."""


def fitted(run: Run, epochs: Epochs, megabytes: float, **how: Any) -> Saved:  # noqa: ANN401 - of ``saved``
    """Save of a run what fits into a file of so many megabytes; raise ``BadInput`` with how many it takes."""
    kind = run.spec.data.kind
    try:
        return saved(run, epochs, most_bytes=most_packed(megabytes, kind), **how)
    except BadInput as error:
        if error.field != "most_bytes":
            raise
        takes = (error.limit * _BASE64 + room_without_run(kind)) / MB
        raise BadInput("megabytes", megabytes, ceil(_TENTHS * takes) / _TENTHS, "too_small") from None


def most_packed(megabytes: float, kind: str) -> float:
    """Give how many bytes a packed run may take in a file of so many megabytes."""
    return max(0.0, (megabytes * MB - room_without_run(kind)) / _BASE64)


def one_page(body: bytes, kind: str, title: str = TITLE) -> bytes:
    """Make the file of a packed run, on a ``kind`` of data; ``title`` is what the browser calls it."""
    static = Folder(STATIC)
    template = Environment(autoescape=True).from_string((TEMPLATES / "index.html").read_text("utf-8"))
    style, boot = (_text(static, path) for path in (STYLE, BOOT))
    within = {
        "policy": _POLICY,
        "title": title,
        "icon": f"data:image/svg+xml,{quote(_text(static, ICON))}",
        "style": Markup(without_remarks(style.encode()).decode()),  # noqa: S704 - our own
        "program": _program(kind),
        "run": b64encode(body).decode(),
        "boot": Markup(boot),  # noqa: S704 - our own
    }
    return template.render(base=".", modules=[], saved=within).encode()


@cache
def room_without_run(kind: str) -> int:
    """Give the bytes of a file that has no run in it."""
    return len(one_page(b"", kind))


@cache
def _program(kind: str) -> str:
    """Write the program, its parts and the files that it asks for, deflated, as base64."""
    static = Folder(STATIC)
    parts: dict[str, str] = {}

    def publish(what: str, bundle: Bundle) -> str:
        name = f"{what}-{len(parts)}.js"
        parts[name] = bundle.code
        return name

    source = source_of(static)
    program = join(lambda path: "" if path in LEFT_OUT else source(path), PROGRAM, publish).code
    code = "".join([program, *parts.values()])
    files = {path: file for path, file in _files(static, kind) if not _is_unasked(path, code)}
    deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    kept = deflating.compress(msgspec.json.encode({"program": program, "parts": parts, "files": files}))
    return b64encode(kept + deflating.flush()).decode()


def _is_unasked(path: str, code: str) -> bool:
    return path.endswith(".css") and f'"{path}"' not in code


def _files(static: Folder, kind: str) -> Iterable[tuple[str, tuple[str, str]]]:
    """Give what the program asks for by its path: its media type, and the text."""
    yield "catalog.json", ("application/json", msgspec.json.encode(catalog()).decode())
    for path in static.names(".css"):
        if path.startswith(_STYLES) and path.count("/") == 1 and path != STYLE:
            style = without_remarks(_text(static, path).encode())
            yield f"static/{path}", ("text/css", style.decode())
    said = DATASETS[kind].said if kind in DATASETS else None
    if said:
        texts = msgspec.json.encode(Sayings(said.texts(), sorted(said.unread)))
        yield f"said/{kind}.json", ("application/json", texts.decode())


def _text(static: Folder, path: str) -> str:
    found = static.find(path)
    assert found, "the page cannot be without it"
    return found.body.decode()
