"""The file operations beneath the collections: reading a tree, names in use, places in order, safe removal."""

import hashlib
from dataclasses import replace
from pathlib import Path

from explorer.core.errors import StorageError, UsageError
from explorer.core.storage import file_names, folder_manifest, request_file
from explorer.core.storage.atomic import unusable
from explorer.core.storage.collection_tree import (
    DamagedFile,
    DamagedFileError,
    EditConflictError,
    Entry,
    Folder,
    NameTakenError,
    SavedRequest,
)
from explorer.core.storage.folder_manifest import Manifest

SUFFIX = ".toml"
_DEEPEST = 32
_LONGEST_NAME = 200


def load_folder(path: Path, name: str, depth: int = 0) -> Folder:
    """A folder with everything in it. A damaged manifest costs the order only, and is told as a DamagedFile."""
    entries: list[Entry] = []
    try:
        manifest = folder_manifest.read(path)
    except StorageError as error:
        manifest = Manifest()
        entries.append(DamagedFile(folder_manifest.FILE_NAME, path / folder_manifest.FILE_NAME, error.message))
    for entry in folder_manifest.in_order(entry_names(path), manifest):
        child = path / entry
        if not child.is_dir():
            entries.append(_load_request(child))
        elif depth < _DEEPEST and not child.is_symlink():
            entries.append(load_folder(child, entry, depth + 1))
    return Folder(manifest.name or name, path, _with_unique_names(entries))


def open_request(path: Path) -> SavedRequest:
    """One file. Raises StorageError, or DamagedFileError with the line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unusable(path, "read", error) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DamagedFileError(f"{path.name} is not UTF-8 in line {line}.", path=str(path), line=line) from error
    return request_file.from_text(text, path, revision(data))


def entry_names(folder: Path) -> list[str]:
    """The file names of requests and folders in a folder; empty if it does not exist yet."""
    try:
        children = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unusable(folder, "read", error) from error
    shown = [child for child in children if not child.name.startswith((".", "_"))]
    return [child.name for child in shown if child.is_dir() or child.suffix.lower() == SUFFIX]


def stems(names: list[str]) -> list[str]:
    """File names without the suffix of requests."""
    return [name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name for name in names]


def free_file(folder: Path, name: str) -> Path:
    """A path in a folder for a new request of that name."""
    return folder / (file_names.free(file_names.slug(name), stems(entry_names(folder))) + SUFFIX)


def checked_name(name: str) -> str:
    """A name as it is kept. Raises UsageError for an empty, endless or unprintable one."""
    shown = name.strip()
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise UsageError(f"A name in a collection has 1 to {_LONGEST_NAME} printable characters.")
    return shown


def shown_name(path: Path) -> str:
    """The name of an entry; of a damaged file its file name's stem."""
    if path.is_dir():
        return manifest_of(path).name or path.name
    try:
        return open_request(path).name
    except StorageError:
        return path.stem


def refuse_taken(folder: Path, name: str, besides: Path | None = None) -> None:
    """Raise NameTakenError if another entry of the folder has that name."""
    for entry in entry_names(folder):
        path = folder / entry
        if path != besides and file_names.same(shown_name(path), name):
            raise NameTakenError(
                f"`{shown_name(path)}` is in this folder already.", path=str(path), hint="Choose another name."
            )


def refuse_conflict(path: Path, read: str, text: str) -> None:
    """Raise EditConflictError if the file holds neither what was read nor what would be written."""
    try:
        now = revision(path.read_bytes())
    except FileNotFoundError:
        return
    except OSError as error:
        raise unusable(path, "read", error) from error
    if now not in (read, revision(text.encode("utf-8", "replace"))):
        raise EditConflictError(
            f"{path.name} was changed on disk since it was opened, so it was not overwritten.",
            path=str(path),
            hint="Open it again, save under another name, or overwrite it.",
        )


def revision(data: bytes) -> str:
    """What tells one state of a file from another."""
    return hashlib.sha256(data).hexdigest()


def manifest_of(folder: Path) -> Manifest:
    """A folder's manifest; empty where it is damaged (writing one then keeps the damaged one aside)."""
    try:
        return folder_manifest.read(folder)
    except StorageError:
        return Manifest()


def place_of(path: Path) -> int | None:
    """The place of an entry in its folder's order, or None if it is not there."""
    names = folder_manifest.in_order(entry_names(path.parent), manifest_of(path.parent))
    return names.index(path.name) if path.name in names else None


def insert(folder: Path, name: str, index: int | None) -> None:
    """Give an entry its place in the order (None: last)."""
    manifest = manifest_of(folder)
    names = [entry for entry in folder_manifest.in_order(entry_names(folder), manifest) if entry != name]
    names.insert(len(names) if index is None else max(0, index), name)
    folder_manifest.write(folder, replace(manifest, order=tuple(names)))


def take_out(path: Path) -> None:
    """Drop an entry's name from the order of its folder."""
    manifest = manifest_of(path.parent)
    rest = tuple(name for name in manifest.order if not file_names.same(name, path.name))
    if rest != manifest.order:
        folder_manifest.write(path.parent, replace(manifest, order=rest))


def unlink(path: Path) -> None:
    """Delete one file; quiet if it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unusable(path, "deleted", error) from error


def remove_folder(folder: Path) -> None:
    """Delete a folder that holds nothing but requests, folders and manifests. Raises StorageError before deleting."""
    inside = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    foreign = [path for path in inside if path.is_symlink() or (path.is_file() and path.suffix.lower() != SUFFIX)]
    if foreign:
        raise StorageError(
            f"The folder `{folder.name}` also holds other files, such as {foreign[0].name}, so it was not deleted.",
            path=str(folder),
            hint="Move them elsewhere first.",
        )
    try:
        for path in [*inside, folder]:
            path.rmdir() if path.is_dir() else path.unlink()
    except OSError as error:
        raise unusable(folder, "deleted", error) from error


def _load_request(path: Path) -> Entry:
    try:
        return open_request(path)
    except DamagedFileError as error:
        return DamagedFile(path.stem, path, error.message, error.line)
    except StorageError as error:
        return DamagedFile(path.stem, path, error.message)


def _with_unique_names(entries: list[Entry]) -> tuple[Entry, ...]:
    """A file copied by hand carries its original's name: number it, so that names stay unique."""
    used: set[str] = set()
    unique: list[Entry] = []
    for entry in entries:
        if isinstance(entry, SavedRequest):
            entry = replace(entry, name=file_names.free(entry.name, used, "{} ({})"))
        used.add(file_names.fold(entry.name))
        unique.append(entry)
    return tuple(unique)
