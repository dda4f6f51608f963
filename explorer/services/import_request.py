"""Make requests of pasted text or of a dropped file, and keep them in a collection."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import ExplorerError, ImportFormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.core.importers.imported import Entry, Imported
    from explorer.core.storage.collections import CollectionStore
    from explorer.services.import_process import ImportProcess
    from explorer.services.wiring import Services

_LARGEST = 12_000_000
_SLICE = 500_000
_LONGEST_NAME = 80
_REQUEST_LINE = re.compile(rb"\s{0,100}(?:GET|POST) \S{1,10000} HTTP/1")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of calls that were to be saved: their folder's name, how many are in it, and why others are not."""

    name: str
    saved: int
    refused: tuple[str, ...] = ()


def import_request(services: "Services", text: str, process: "ImportProcess | None" = None) -> "Imported":
    """What the text is, and the request in it; a long one is read in a process of its own.

    Give that process to be able to stop it. Raises ImportFormatError, CatalogError.
    """
    from explorer.core.importers.imported import LONGEST
    from explorer.core.importers.read_text import read_text
    from explorer.services.import_process import SHORT, ImportProcess

    if SHORT < len(text) <= LONGEST:
        return (process or ImportProcess()).read(text, services.catalog.path)
    return read_text(text, services.catalog)


def looks_importable(text: str) -> bool:
    """Whether a text is worth offering, as that on the clipboard; a long one is judged by its beginning."""
    from explorer.core.importers.read_text import format_of
    from explorer.services.import_process import SHORT

    return bool(format_of(text[:SHORT])) or (
        len(text) > SHORT and text[:SHORT].lstrip("\ufeff \r\n\t")[:1] in {"{", "["}
    )


def save_calls(services: "Services", entries: "Iterable[Entry]", name: str) -> "Kept":
    """Save calls as a new folder of the collections, in their own folders below it. Raises StorageError."""
    from explorer.core.storage.collections import SavedRequest
    from explorer.services.send_request import spec_of

    store = services.collections
    title = store.free_name(_name(name, "Imported requests"))
    top = store.add_folder(title)
    folders: dict[tuple[str, ...], Path] = {(): top}
    saved, refused = 0, []
    for entry in entries:
        if entry.imported is None or entry.imported.request is None:
            continue
        request = entry.imported.request
        try:
            folder = _folder(store, folders, entry.folder)
            shown = store.free_name(_name(entry.name, request.action.name), folder)
            store.save(SavedRequest(name=shown, request=request), folder=folder, spec=spec_of(services, request.action))
            saved += 1
        except ExplorerError as error:
            refused.append(f"{entry.name or entry.label}: {error}")
    return Kept(title, saved, tuple(refused))


def _folder(store: "CollectionStore", folders: "dict[tuple[str, ...], Path]", wanted: tuple[str, ...]) -> Path:
    for depth in range(1, len(wanted) + 1):
        place = wanted[:depth]
        if place not in folders:
            parent = folders[wanted[: depth - 1]]
            folders[place] = store.add_folder(store.free_name(_name(place[-1], "Folder"), parent), parent)
    return folders[wanted]


def _name(text: str, otherwise: str) -> str:
    """A name that a collection takes: one line, not too long."""
    bare = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return bare[:_LONGEST_NAME].strip(" .") or otherwise


def text_of_file(path: Path) -> str:
    """The text of a dropped file (UTF-8 or UTF-16 with its mark). Raises ImportFormatError; waits for the disk."""
    if path.exists() and not path.is_file():
        raise ImportFormatError(f"{path.name} is no file.", hint="Drop a text file.")
    try:
        if path.stat().st_size > _LARGEST:
            raise ImportFormatError(
                f"{path.name} is larger than 12 MB, too large.", hint="Copy the entries that matter."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ImportFormatError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return _decoded(data, encoding)
    except UnicodeDecodeError:
        if _REQUEST_LINE.match(data):
            # A capture may carry a file; its bytes stand in the text as half character pairs.
            return data.decode("utf-8", "surrogateescape")
        raise ImportFormatError(f"{path.name} is no text file.") from None


def _decoded(data: bytes, encoding: str) -> str:
    """In slices, since one call for all of it would hold the interpreter. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    parts = [decoder.decode(data[at : at + _SLICE]) for at in range(0, len(data), _SLICE)]
    return "".join(parts) + decoder.decode(b"", final=True)
