"""The link of a class as a code to be scanned: drawn for a screen, or of letters for a terminal."""

import io

import segno

_QUIET_MODULES = 4
_MOST_MODULES = 57
"""In a row of a code that a phone reads from a part of a screen."""
_WHITE_ON_BLACK, _AS_BEFORE = "\x1b[38;5;231;48;5;16m", "\x1b[0m"
"""Whatever a terminal's own colours are: not every telephone reads a code whose squares are light."""


def drawn(link: str) -> bytes:
    """Give a drawing as SVG, as large as where it stands."""
    return _svg(_code(link))


def _svg(code: segno.QRCode) -> bytes:
    drawing = io.BytesIO()
    code.save(
        drawing, kind="svg", border=_QUIET_MODULES, dark="#000", light="#fff", omitsize=True, xmldecl=False
    )
    return drawing.getvalue()


def drawn_small(link: str) -> bytes | None:
    """Give a drawing that a phone reads from a part of a screen; None of what takes more modules."""
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    return _svg(code) if len(code.matrix) <= _MOST_MODULES else None


def in_terminal(link: str) -> str:
    """Give lines of half blocks, two modules high each."""
    blocks = io.StringIO()
    _code(link).terminal(blocks, border=_QUIET_MODULES, compact=True)
    return "\n".join(f"{_WHITE_ON_BLACK}{line}{_AS_BEFORE}" for line in blocks.getvalue().splitlines())


def _code(link: str) -> segno.QRCode:
    # Error correction M: a corner may be behind somebody's head.
    return segno.make(link, error="m", micro=False)
