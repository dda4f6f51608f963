"""Reads a long text in a process of its own, so that the window goes on, and an odd text can be stopped."""

import io
import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.errors import ImportFormatError
from explorer.services.side_process import start_side_process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from explorer.core.importers.imported import Entry, Imported

# Anything shorter is read in this process: no pattern then holds the interpreter for 4 ms, whatever the text is.
SHORT = 16_000
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
        with self._lock:
            if self._closed:
                raise EOFError
            self._process, ours = start_side_process(_serve, catalog)
        return ours


def _slices(text: str) -> Iterator[bytes]:
    for at in range(0, len(text), _SLICE):
        yield text[at : at + _SLICE].encode("utf-8", "surrogatepass")


class _Writer(pickle.Pickler):
    """Keeps long texts apart, to be sent in slices."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.texts: list[str] = []

    def persistent_id(self, obj: Any) -> int | None:
        """The number of a long text."""
        if not isinstance(obj, str) or len(obj) <= _SLICE:
            return None
        self.texts.append(obj)
        return len(self.texts) - 1


class _Reader(pickle.Unpickler):
    """Puts the long texts back."""

    def __init__(self, file: io.BytesIO, texts: list[str]) -> None:
        super().__init__(file)
        self._texts = texts

    def persistent_load(self, pid: Any) -> str:
        """The long text of that number."""
        text: str = self._texts[pid]
        return text


def _send(connection: "Connection[Any, Any]", value: object) -> None:
    """Any object; each of its long texts goes ahead of it in slices, an empty one after its last."""
    file = io.BytesIO()
    writer = _Writer(file)
    writer.dump(value)
    for text in writer.texts:
        for part in (*_slices(text), b""):
            connection.send_bytes(part)
    connection.send_bytes(b"")
    connection.send_bytes(file.getbuffer())


def _received(connection: "Connection[Any, Any]") -> Any:
    texts = []
    while part := connection.recv_bytes():
        parts = [part.decode("utf-8", "surrogatepass")]
        while part := connection.recv_bytes():
            parts.append(part.decode("utf-8", "surrogatepass"))
        texts.append("".join(parts))
    return _Reader(io.BytesIO(connection.recv_bytes()), texts).load()


def _receive(connection: "Connection[Any, Any]") -> "Imported":
    """The result, entry by entry, since making all of them at once would hold the interpreter."""
    from dataclasses import replace

    found = _received(connection)
    if isinstance(found, ImportFormatError):
        raise found
    imported: Imported = found
    entries: list[Entry] = []
    while (entry := _received(connection)) is not None:
        entries.append(entry)
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
        _send(connection, ImportFormatError(error.message, hint=error.hint))
        return
    except MemoryError:
        _send(connection, ImportFormatError("There is not enough memory to read the text."))
        return
    entries = found.entries
    head = replace(found, entries=(), request=None) if entries else found
    for part in (head, *entries, None):
        _send(connection, part)
