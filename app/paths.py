"""Where the page's files are: inside the package once it is installed, beside it in the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The package's own copy if it carries one, else the repository's folder of that name."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


STATIC: Path = _folder("static")
TEMPLATES: Path = _folder("templates")
