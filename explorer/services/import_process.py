"""Reads a long text in a process of its own, so that the window goes on, and an odd text can be stopped."""

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.errors import ImportFormatError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from explorer.core.importers.imported import Entry, Imported

# Anything shorter is read in a moment, whatever it is; see tests/core/importers/test_read_text.py.
SHORT = 50_000
# A slice is encoded and copied in well under a frame.
_SLICE = 500_000
_SECONDS = 60.0


class ImportProcess:
    """Reads one text; ``read`` blocks, so it is for a worker thread. ``close`` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._closed = False

    def read(self, text: str, catalog: Path) -> "Imported":
        """What the text is, by the catalogue of that file.

        Raises ImportFormatError, also when it takes too long or was stopped.
        """
        try:
            connection = self._start(catalog)
            with connection:
                for part in _slices(text):
                    connection.send_bytes(part)
                connection.send_bytes(b"")
                if not connection.poll(_SECONDS):
                    raise ImportFormatError(
                        "The text could not be read within a minute.", hint="Copy the part that matters."
                    )
                return _receive(connection)
        except (OSError, EOFError):
            raise ImportFormatError("Reading the text was stopped.", hint="Copy the part that matters.") from None
        finally:
            self.close()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join(1)

    def _start(self, catalog: Path) -> "Connection[Any, Any]":
        from multiprocessing import get_context

        with self._lock:
            if self._closed:
                raise EOFError
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, catalog), daemon=True)
            process.start()
            theirs.close()
            self._process = process
        return ours


def _slices(text: str) -> Iterator[bytes]:
    for at in range(0, len(text), _SLICE):
        yield text[at : at + _SLICE].encode("utf-8", "surrogatepass")


def _receive(connection: "Connection[Any, Any]") -> "Imported":
    """The result, entry by entry, since making all of them at once would hold the interpreter."""
    from dataclasses import replace

    found = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own process
    if isinstance(found, ImportFormatError):
        raise found
    imported: Imported = found
    entries: list[Entry] = []
    while data := connection.recv_bytes():
        entries.append(pickle.loads(data))  # noqa: S301
    first = next((entry.imported for entry in entries if entry.imported is not None), None)
    if not entries or first is None:
        return imported
    return replace(imported, request=first.request, entries=tuple(entries))


def _serve(connection: "Connection[Any, Any]", catalog: Path) -> None:
    """The other process."""
    parts = []
    try:
        while part := connection.recv_bytes():
            parts.append(part.decode("utf-8", "surrogatepass"))
        _answer(connection, "".join(parts), catalog)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _answer(connection: "Connection[Any, Any]", text: str, catalog: Path) -> None:
    from dataclasses import replace

    from explorer.core.catalog.store import CatalogStore
    from explorer.core.errors import ExplorerError
    from explorer.core.importers.read_text import read_text

    try:
        found = read_text(text, CatalogStore(catalog))
    except ExplorerError as error:
        connection.send_bytes(pickle.dumps(ImportFormatError(error.message, hint=error.hint)))
        return
    except MemoryError:
        connection.send_bytes(pickle.dumps(ImportFormatError("There is not enough memory to read the text.")))
        return
    entries = found.entries
    head = replace(found, entries=(), request=None) if entries else found
    connection.send_bytes(pickle.dumps(head))
    for entry in entries:
        connection.send_bytes(pickle.dumps(entry))
    connection.send_bytes(b"")
