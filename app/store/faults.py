"""What can be wrong with a file of rooms, in words for whoever runs the server."""

import errno
import sqlite3
from pathlib import Path

FAULTS = (sqlite3.Error, OSError)
"""What is raised where a file cannot be used."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FULL = "the disk is full"
_UNWRITABLE = "it cannot be written"
_WORDS = {
    sqlite3.SQLITE_BUSY: "another server has it; --store names another file for this one",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is damaged, or something else",
}
_SYSTEMS_WORDS = {errno.ENOSPC: _FULL, errno.EACCES: _UNWRITABLE, errno.EROFS: _UNWRITABLE}
_PRIMARY = 0xFF
"""Of SQLite's codes: the rest of one says more than anybody has to know."""


class Damaged(sqlite3.DatabaseError):
    """What is in the file does not go together."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Newer(sqlite3.DatabaseError):
    """The file is of a version that we do not know."""


def is_damage(fault: BaseException) -> bool:
    """Whether the file is to be set aside."""
    return _code(fault) in _DAMAGED


def words(path: Path, fault: BaseException) -> str:
    """Say what is wrong with a file."""
    if isinstance(fault, Newer):
        return f"{path} is of a newer version of propscope; it stays as it is"
    if isinstance(fault, OSError):
        return f"{path}: {_SYSTEMS_WORDS.get(fault.errno or 0, fault.strerror or str(fault))}"
    return f"{path}: {_WORDS.get(_code(fault), str(fault))}"


def _code(fault: BaseException) -> int:
    return getattr(fault, "sqlite_errorcode", 0) & _PRIMARY
