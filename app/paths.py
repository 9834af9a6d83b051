"""Where the page's files are, in the package once it is installed, else beside it; and where we are."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The package's own copy if it carries one, else the repository's folder of that name."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


PACKAGE = __name__.split(".")[0]
"""What we are called here: a process of ours begins as ``python -m`` and a module of it."""


def environment() -> dict[str, str]:
    """Give what a process of ours needs to find us, wherever it begins."""
    path = os.pathsep.join(filter(None, [str(_PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path}


STATIC: Path = _folder("static")
TEMPLATES: Path = _folder("templates")
