"""Past exchanges in one bounded SQLite file; a damaged file is moved aside instead of stopping the program."""

import contextlib
import os
import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from explorer.core.errors import StorageError
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange
from explorer.core.storage.atomic import set_aside, unusable
from explorer.core.storage.history_record import HistoryEntry, to_entry, to_exchange, to_row

__all__ = ["History", "HistoryEntry"]

_VERSION = 1
_COLUMNS = (
    "started", "service", "version", "action", "profile", "region", "outcome", "failed", "code", "message",
    "request_id", "status", "seconds", "received", "truncated", "request", "details", "body", "words", "size",
)  # fmt: skip
_LISTED = ", ".join(["number", *_COLUMNS[:16]])
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY AUTOINCREMENT, {", ".join(_COLUMNS)});
CREATE INDEX IF NOT EXISTS entries_request_id ON entries (request_id);
PRAGMA user_version = {_VERSION};
"""
_HALF = re.compile("[\ud800-\udfff]")
_T = TypeVar("_T")


class History:
    """The history of this account, opened at its first use. Methods wait for the disk: keep off the GUI thread.

    ``most`` bounds the entries, ``most_bytes`` what they hold together; the oldest go first. ``notices`` are
    sentences to tell the user once. Every method raises StorageError, and may be called from any thread.
    """

    def __init__(self, path: Path, *, most: int = 1000, most_bytes: int = 64_000_000) -> None:
        self._path = path
        self._most = most
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None
        self.notices: list[str] = []

    def add(self, exchange: Exchange, spec: ActionSpec | None = None) -> HistoryEntry:
        """Keep an exchange: secrets masked, its body up to 1,000,000 bytes. The spec makes masking more exact."""
        row = {name: _storable(value) for name, value in to_row(exchange, spec).items()}
        places = ", ".join("?" * len(_COLUMNS))
        statement = f"INSERT INTO entries ({', '.join(_COLUMNS)}) VALUES ({places})"  # noqa: S608  our own names

        def insert(database: sqlite3.Connection) -> int:
            with database:
                number = database.execute(statement, [row[name] for name in _COLUMNS]).lastrowid or 0
                self._drop_oldest(database)
            return number

        return to_entry({**row, "number": self._use(insert)})

    def recent(self, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """The newest entries, newest first."""
        return self._entries("ORDER BY number DESC LIMIT ?", (limit,))

    def search(self, text: str, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """The newest entries that hold every word of ``text``: in action, code, RequestId, message, request, body."""
        words = text.casefold().split()
        if not words:
            return self.recent(limit)
        where = " AND ".join(["instr(words, ?) > 0"] * len(words))
        return self._entries(f"WHERE {where} ORDER BY number DESC LIMIT ?", (*words, limit))

    def by_request_id(self, request_id: str) -> HistoryEntry | None:
        """The newest entry with that RequestId, or None."""
        found = self._entries("WHERE request_id = ? ORDER BY number DESC LIMIT 1", (request_id.strip(),))
        return found[0] if found else None

    def exchange(self, entry: HistoryEntry) -> Exchange:
        """The whole exchange of an entry, as far as it was kept; its ``sent`` and headers are masked."""
        found = self._use(
            lambda database: database.execute(
                "SELECT details, body FROM entries WHERE number = ?", (entry.number,)
            ).fetchone()
        )
        if found is None:
            raise StorageError("This entry is no longer in the history.", path=str(self._path))
        return to_exchange(entry, found[0], found[1])

    def delete(self, entry: HistoryEntry) -> None:
        """Forget one entry."""
        self._change("DELETE FROM entries WHERE number = ?", (entry.number,))

    def clear(self) -> None:
        """Forget everything; its bytes are overwritten."""
        self._change("DELETE FROM entries", ())

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._lock:
            self._close()

    def _entries(self, clause: str, values: tuple[Any, ...]) -> tuple[HistoryEntry, ...]:
        names = ["number", *_COLUMNS[:16]]
        statement = f"SELECT {_LISTED} FROM entries {clause}"  # noqa: S608  values are bound
        rows = self._use(lambda database: database.execute(statement, values).fetchall())
        return tuple(to_entry(dict(zip(names, row, strict=True))) for row in rows)

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        def change(database: sqlite3.Connection) -> None:
            with database:
                database.execute(statement, values)

        self._use(change)

    def _drop_oldest(self, database: sqlite3.Connection) -> None:
        database.execute(
            "DELETE FROM entries WHERE number NOT IN (SELECT number FROM entries ORDER BY number DESC LIMIT ?)",
            (self._most,),
        )
        # The newest entry stays even if it alone is too big.
        database.execute(
            "DELETE FROM entries WHERE number IN (SELECT number FROM (SELECT number, sum(size) OVER "
            "(ORDER BY number DESC) AS together FROM entries) WHERE together > ?) "
            "AND number < (SELECT max(number) FROM entries)",
            (self._most_bytes,),
        )

    def _use(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._lock:
            try:
                try:
                    return work(self._database())
                except sqlite3.OperationalError:
                    raise
                except sqlite3.DatabaseError as error:
                    self._start_again(error)
                    return work(self._database())
            except sqlite3.Error as error:
                self._close()
                raise StorageError(
                    f"The history in {self._path} cannot be used: {error}.",
                    path=str(self._path),
                    hint="Check the folder's permissions and the free space on the disk.",
                ) from error

    def _database(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = self._connect()
        return self._open

    def _connect(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise unusable(self._path, "opened", error) from error
        database = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
        try:
            for pragma in ("auto_vacuum = FULL", "journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
                database.execute(f"PRAGMA {pragma}")
            _refuse_newer(database)
            database.executescript(_SCHEMA)
        except BaseException:
            database.close()
            raise
        return database

    def _start_again(self, error: sqlite3.DatabaseError) -> None:
        self._close()
        aside = set_aside(self._path)
        for ending in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink()
        self.notices.append(f"The history was damaged ({error}). It was kept as {aside.name}, and a new one begun.")

    def _close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None


def _storable(value: Any) -> Any:
    # SQLite stores UTF-8 only, which has no half of a character pair.
    return _HALF.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def _refuse_newer(database: sqlite3.Connection) -> None:
    if database.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
        raise sqlite3.OperationalError("it was written by a newer Request Explorer")
