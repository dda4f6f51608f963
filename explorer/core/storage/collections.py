"""Saved requests in folders, one readable text file each; nothing damaged is dropped, nothing newer overwritten."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from explorer.core.errors import StorageError, UsageError
from explorer.core.models.action import ActionSpec
from explorer.core.secrets.pairs import blank_pairs, take_pairs
from explorer.core.secrets.redaction import blank_json_secrets, take_secrets
from explorer.core.secrets.secret_names import declared_names, is_secret_header
from explorer.core.storage import collection_disk as disk
from explorer.core.storage import file_names, folder_manifest, request_file
from explorer.core.storage.atomic import unusable, write_text
from explorer.core.storage.collection_tree import (
    DamagedFile,
    DamagedFileError,
    EditConflictError,
    Folder,
    NameTakenError,
    SavedRequest,
)

__all__ = [
    "CollectionStore",
    "DamagedFile",
    "DamagedFileError",
    "EditConflictError",
    "Folder",
    "NameTakenError",
    "SavedRequest",
    "without_secrets",
]

_USER_INFO = re.compile(r"(?<=//)[^/@]*@")


class CollectionStore:
    """The tree of saved requests below ``root``. Methods read and write the disk: keep off the GUI thread.

    Paths that come in must lie below ``root``. Nothing is kept in memory, so a hand edit is seen by the next load.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def load(self) -> Folder:
        """The whole tree; a damaged file stands in it as a DamagedFile. Raises StorageError if ``root`` is unusable."""
        return disk.load_folder(self.root, "Collections")

    def open(self, path: Path) -> SavedRequest:
        """One saved request. Raises StorageError (gone, unreadable) or DamagedFileError (with its line)."""
        return disk.open_request(self._inside(path))

    def fingerprint(self) -> str:
        """Changes whenever a file below ``root`` does; cheap enough to ask when the window is entered."""
        digest = hashlib.sha256()
        for path in sorted(self.root.rglob(f"*{disk.SUFFIX}")) if self.root.is_dir() else ():
            try:
                facts = path.stat()
            except OSError:
                continue
            digest.update(f"{path}\0{facts.st_mtime_ns}\0{facts.st_size}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def save(
        self,
        saved: SavedRequest,
        *,
        folder: Path | None = None,
        spec: ActionSpec | None = None,
        overwrite: bool = False,
    ) -> SavedRequest:
        """Write a request without its secrets and return it as it now stands on disk.

        Without a path it is new, in ``folder`` (default: the root). Raises NameTakenError, StorageError, and
        EditConflictError if the file is no longer what was read, unless ``overwrite``.
        """
        clean = without_secrets(replace(saved, name=disk.checked_name(saved.name)), spec)
        text = request_file.to_text(clean)
        new = clean.path is None
        home = self._inside(folder or self.root) if clean.path is None else self._inside(clean.path).parent
        path = clean.path or disk.free_file(home, clean.name)
        disk.refuse_taken(home, clean.name, besides=path)
        if not new and not overwrite:
            disk.refuse_conflict(path, clean.revision, text)
        write_text(path, text)
        if new:
            disk.insert(home, path.name, None)
        return replace(clean, path=path, revision=disk.revision(text.encode("utf-8")))

    def add_folder(self, name: str, parent: Path | None = None) -> Path:
        """Make a folder and return its path. Raises NameTakenError, StorageError."""
        home = self._inside(parent or self.root)
        shown = disk.checked_name(name)
        disk.refuse_taken(home, shown)
        path = home / file_names.free(file_names.slug(shown, "folder"), disk.entry_names(home))
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise unusable(path, "made", error) from error
        folder_manifest.write(path, folder_manifest.Manifest(shown if shown != path.name else ""))
        disk.insert(home, path.name, None)
        return path

    def rename(self, path: Path, name: str) -> Path:
        """Give a request or a folder another name, and its file a matching one; returns the new path.

        Raises NameTakenError, StorageError, DamagedFileError.
        """
        old = self._inside(path)
        shown = disk.checked_name(name)
        disk.refuse_taken(old.parent, shown, besides=old)
        if old.is_dir():
            folder_manifest.write(old, replace(disk.manifest_of(old), name=shown))
            return old
        renamed = replace(disk.open_request(old), name=shown)
        others = [entry for entry in disk.entry_names(old.parent) if entry != old.name]
        new = old.with_name(file_names.free(file_names.slug(shown), disk.stems(others)) + disk.SUFFIX)
        place = disk.place_of(old)
        write_text(new, request_file.to_text(renamed))
        if new.name != old.name:
            disk.unlink(old)
            disk.take_out(old)
            disk.insert(old.parent, new.name, place)
        return new

    def delete(self, path: Path) -> None:
        """Delete a request, a damaged file, or a folder of such. Raises StorageError, also for foreign files in it."""
        doomed = self._inside(path)
        if doomed.is_dir():
            disk.remove_folder(doomed)
        else:
            disk.unlink(doomed)
        disk.take_out(doomed)

    def move(self, path: Path, folder: Path, index: int | None = None) -> Path:
        """Put an entry into a folder at a place (None: last), or elsewhere in its own; returns its new path.

        Raises NameTakenError, StorageError.
        """
        old, home = self._inside(path), self._inside(folder)
        if home == old.parent:
            disk.take_out(old)
            disk.insert(home, old.name, index)
            return old
        if old in (home, *home.parents):
            raise UsageError(f"The folder `{old.name}` cannot be moved into itself.")
        disk.refuse_taken(home, disk.shown_name(old))
        stem = old.name if old.is_dir() else old.stem
        taken = disk.entry_names(home) if old.is_dir() else disk.stems(disk.entry_names(home))
        new = home / (file_names.free(stem, taken) + ("" if old.is_dir() else disk.SUFFIX))
        try:
            home.mkdir(parents=True, exist_ok=True)
            old.rename(new)
        except OSError as error:
            raise unusable(old, "moved", error) from error
        disk.take_out(old)
        disk.insert(home, new.name, index)
        return new

    def free_name(self, name: str, folder: Path | None = None) -> str:
        """``name``, or with a number if the folder has it already."""
        home = self._inside(folder or self.root)
        return file_names.free(
            disk.checked_name(name), (disk.shown_name(home / entry) for entry in disk.entry_names(home)), "{} ({})"
        )

    def _inside(self, path: Path) -> Path:
        root = self.root.resolve()
        found = path if path.is_absolute() else self.root / path
        if found.resolve() != root and root not in found.resolve().parents:
            raise StorageError(f"{path} is not in the collections folder {self.root}.", path=str(path))
        return found


def without_secrets(saved: SavedRequest, spec: ActionSpec | None = None) -> SavedRequest:
    """The request as it may stand on disk: secret values and headers left out, and named in the result."""
    request = saved.request
    parameters, blanked = take_secrets(spec, request.parameters)
    parameters, paired = take_pairs(parameters)
    also = declared_names(spec, sent=True)
    body, emptied = (None, ()) if request.body_text is None else blank_json_secrets(request.body_text, also)
    body, named = (None, ()) if body is None else blank_pairs(body)
    dropped = tuple(name for name, _ in request.headers if is_secret_header(name))
    clean = replace(
        request,
        parameters=parameters,
        body_text=body,
        headers=tuple(pair for pair in request.headers if not is_secret_header(pair[0])),
        endpoint=_USER_INFO.sub("", request.endpoint),
    )
    return replace(
        saved,
        request=clean,
        blanked=_joined(saved.blanked, blanked, paired, emptied, named),
        dropped_headers=_joined(saved.dropped_headers, dropped),
    )


def _joined(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
