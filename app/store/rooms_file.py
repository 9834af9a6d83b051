"""The SQLite file in which rooms are kept: what each is worth, by its name, as bytes that say nothing here.

It is one server's at a time, and only its user can read it. What is deleted in it is overwritten.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TypeAlias

from .faults import Damaged, Newer, is_damage

Fields: TypeAlias = dict[str, bytes]
"""Of a room: its specification, its run, its class, its branches, what was computed of it; whose it is, what
they call it, what there is to know of it at a glance; whether it is deleted, for a moment. The rest stays."""
FIELDS = ("spec", "run", "class", "branches", "course", "owner", "title", "card", "gone")
_LOOKS = {"title", "gone"}
"""What says nothing of when a run was used."""

VERSION = 4
"""Of the tables. Whoever raises it says in ``_MAKE`` how those of the version before become the new ones."""
_MAKE = (
    """
    CREATE TABLE room (
        name TEXT PRIMARY KEY,
        used_at REAL NOT NULL,
        plays INTEGER NOT NULL DEFAULT 0,
        spec BLOB NOT NULL DEFAULT x'',
        run BLOB NOT NULL DEFAULT x'',
        class BLOB NOT NULL DEFAULT x''
    ) WITHOUT ROWID
    """,
    "ALTER TABLE room ADD COLUMN branches BLOB NOT NULL DEFAULT x''",
    """
    ALTER TABLE room ADD COLUMN owner BLOB NOT NULL DEFAULT x'';
    ALTER TABLE room ADD COLUMN title BLOB NOT NULL DEFAULT x'';
    ALTER TABLE room ADD COLUMN card BLOB NOT NULL DEFAULT x'';
    ALTER TABLE room ADD COLUMN gone BLOB NOT NULL DEFAULT x'';
    CREATE INDEX owned ON room (owner, used_at) WHERE owner != x'';
    """,
    "ALTER TABLE room ADD COLUMN course BLOB NOT NULL DEFAULT x''",
)
"""Statements, of each version those that lead to it from the one before."""
_CHECKED_BYTES = 64 * 2**20
"""A file up to this large is looked through when it is opened, in a tenth of a second at most."""
_BUSY_S = 0.5
"""How long another server may take to let go of the file, as it ends."""
_ONLY_MINE = 0o600
_BYTES = " + ".join(f"length({field})" for field in FIELDS)
_THERE = "gone = x''"


class RoomsFile:
    """The rooms in a file, which is made where there is none.

    Reading is for one thread, writing for one, the same or another: neither waits for the other.
    """

    def __init__(self, path: Path) -> None:
        """Open it; raise one of ``FAULTS`` where it cannot be used. A damaged one is set aside."""
        self._path = path
        self.aside: Path | None = None
        """Where a damaged file is by now."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path)
        try:
            self._open()
        except BaseException as fault:
            if is_damage(fault):
                self.begin_anew()
                return
            self.close()
            raise

    def begin_anew(self) -> None:
        """Set the file aside, and begin another in its place. For the thread that writes."""
        self._let_go()
        mark = time.strftime("%Y%m%d-%H%M%S")
        taken = count(2)
        self.aside = self._path.with_name(f"{self._path.name}.damaged-{mark}")
        while self.aside.exists():
            self.aside = self._path.with_name(f"{self._path.name}.damaged-{mark}-{next(taken)}")
        for part in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self._path.with_name(f"{self._path.name}{part}").rename(f"{self.aside}{part}")
        self._open()

    def _open(self) -> None:
        _make(self._path)
        self._writing = _connected(self._path)
        self._reading = _connected(self._path)
        if self._path.stat().st_size <= _CHECKED_BYTES:
            (told,) = self._writing.execute("PRAGMA quick_check(1)").fetchone()
            if told != "ok":
                raise Damaged(told)
        with self._transaction():
            _migrate(self._writing)

    def close(self) -> None:
        """Let go of it."""
        self._let_go()
        self._lock.close()

    def _let_go(self) -> None:
        for connection in ("_reading", "_writing"):
            if hasattr(self, connection):
                getattr(self, connection).close()

    def has(self, name: str) -> bool:
        """Whether there is a room of this name."""
        found = self._reading.execute(f"SELECT 1 FROM room WHERE name = ? AND {_THERE}", (name,))  # noqa: S608
        return found.fetchone() is not None

    def read(self, name: str) -> Fields:
        """Give what a room is worth, deleted or not; nothing where there is none."""
        wanted = f"SELECT {', '.join(FIELDS)} FROM room WHERE name = ?"  # noqa: S608
        found = self._reading.execute(wanted, (name,)).fetchone()
        return dict(zip(FIELDS, found, strict=True)) if found else {}

    def held(self) -> list[tuple[str, float]]:
        """Name the rooms in which classes are held, and when each was used last, in seconds since 1970."""
        held = f"SELECT name, used_at FROM room WHERE class != x'' AND {_THERE}"  # noqa: S608
        return self._reading.execute(held).fetchall()

    def playing(self) -> list[str]:
        """Name the rooms that play."""
        plays = f"SELECT name FROM room WHERE plays AND {_THERE}"  # noqa: S608
        return [name for (name,) in self._reading.execute(plays)]

    def owned(self, owner: bytes, most: int) -> list[tuple[str, float, bytes, bytes]]:
        """Give those of one owner: name, when it was used last, title and card; the one used last first."""
        wanted = (
            f"SELECT name, used_at, title, card FROM room WHERE owner = ? AND owner != x'' AND {_THERE} "  # noqa: S608
            "AND run != x'' ORDER BY used_at DESC, name LIMIT ?"
        )
        return self._reading.execute(wanted, (owner, most)).fetchall()

    def gone(self) -> list[str]:
        """Name those that are deleted, and still there."""
        return [name for (name,) in self._reading.execute("SELECT name FROM room WHERE gone != x''")]

    def write(self, rooms: Mapping[str, Fields], plays: Mapping[str, bool], now: float) -> None:
        """Write what rooms are worth, all of it or nothing; those that are worth nothing are let go.

        ``plays`` says of those whose run is among it whether it plays.
        """
        with self._transaction() as writing:
            for name, fields in rooms.items():
                writing.execute(
                    "INSERT INTO room (name, used_at) VALUES (?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET used_at = iif(?, used_at, excluded.used_at)",
                    (name, now, bool(fields) and fields.keys() <= _LOOKS),
                )
                for field in FIELDS:
                    if field in fields:
                        writing.execute(f"UPDATE room SET {field} = ? WHERE name = ?", (fields[field], name))  # noqa: S608
                if name in plays:
                    writing.execute("UPDATE room SET plays = ? WHERE name = ?", (plays[name], name))
                writing.execute("DELETE FROM room WHERE name = ? AND run = x'' AND class = x''", (name,))

    def forget_unused(self, since: float, most_bytes: int) -> None:
        """Let go of rooms that nobody has used since, and of those used longest ago that take too much."""
        with self._transaction() as writing:
            writing.execute("DELETE FROM room WHERE used_at < ?", (since,))
            writing.execute(
                "DELETE FROM room WHERE name IN (SELECT name FROM (SELECT name, "  # noqa: S608
                f"sum({_BYTES}) OVER (ORDER BY used_at DESC, name) AS taken FROM room) WHERE taken > ?)",
                (most_bytes,),
            )

    def forget_for_good(self) -> None:
        """Let nothing be found of what was deleted or written over."""
        self._writing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._writing.execute("BEGIN IMMEDIATE")
        try:
            yield self._writing
            self._writing.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # it may have been rolled back already
                self._writing.execute("ROLLBACK")
            raise


def _locked(path: Path) -> sqlite3.Connection:
    """Have the file for this server alone, for as long as the lock is open or the process lives.

    SQLite holds locks on any system, and lets go of them with the process.
    """
    beside = path.with_name(f"{path.name}-lock")
    _make(beside)
    lock = sqlite3.connect(beside, _BUSY_S, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        raise
    return lock


def _make(path: Path) -> None:
    """Make a file that only its user reads, where there is none that can be written."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _ONLY_MINE))


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise Newer
    for statements in _MAKE[version:]:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
