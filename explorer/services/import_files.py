"""Make requests of several dropped files at once, each as if it had come alone."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import ImportFormatError
from explorer.core.importers.imported import Entry, Imported
from explorer.services.import_request import import_request, text_of_file

if TYPE_CHECKING:
    from explorer.services.import_process import ImportProcess
    from explorer.services.wiring import Services


def import_files(services: "Services", files: Iterable[tuple[Path, "ImportProcess"]]) -> Imported:
    """The calls of all files; those of a file that holds several stand in a folder of its name.

    A file that cannot be read is an entry that says why. ``files`` come with a process each, for those who want to
    stop it; waits for the disk. Raises ImportFormatError if there is no request in any of them, CatalogError.
    """
    entries = [entry for path, process in files for entry in _entries(services, path, process)]
    first = next((each.imported for each in entries if each.imported is not None), None)
    if first is None:
        raise ImportFormatError(
            "There is no request in any of the files.",
            hint=" ".join(f"{each.label}: {each.problem}" for each in entries[:3]),
        )
    return Imported(first.request, (), "files", entries=tuple(entries))


def _entries(services: "Services", path: Path, process: "ImportProcess") -> list[Entry]:
    try:
        found = import_request(services, text_of_file(path), process)
    except ImportFormatError as error:
        return [Entry(path.name, problem=f"{path.name}: {error}")]
    if found.entries:
        return [replace(entry, folder=(path.stem, *entry.folder)) for entry in found.entries]
    if found.request is None:
        return [Entry(path.name, problem=f"{path.name} is about a call ({found.format}), but holds no request.")]
    return [Entry(found.request.action.name, found, path.stem)]
