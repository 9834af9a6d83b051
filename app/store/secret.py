"""The secret by which this server signs: kept in a file that only its user can read, or given to it."""

import os
import secrets
from pathlib import Path

_BYTES = 32
_ONLY_MINE = 0o600


def secret_in(path: Path) -> bytes:
    """Give the secret in a file, which is made when it is first asked for.

    One that others could read is none any more: another takes its place. Where no file can be made a secret
    is drawn that lasts as long as this server.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _is_secret(path):
            path.unlink()
        return _made(path) or path.read_bytes()
    except OSError:
        return secrets.token_bytes(_BYTES)


def _made(path: Path) -> bytes | None:
    """Make the file, whole before anybody sees it; None where it is there already."""
    new = secrets.token_bytes(_BYTES)
    begun = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with open(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_MINE), "wb") as file:
        file.write(new)
    try:
        os.link(begun, path)
    except FileExistsError:
        return None
    finally:
        begun.unlink()
    return new


def _is_secret(path: Path) -> bool:
    state = path.stat()
    readable = os.name == "posix" and state.st_mode & 0o077
    return state.st_size >= _BYTES and not readable
