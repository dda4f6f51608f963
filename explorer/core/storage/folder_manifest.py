"""The one file of a folder that keeps its name and the order of what is in it, so that no request carries a number."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import StorageError
from explorer.core.storage import toml_text
from explorer.core.storage.atomic import set_aside, unusable, write_text
from explorer.core.storage.file_names import fold

FILE_NAME = "_folder.toml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A folder's shown name (empty: the folder's own) and its entries' file names in order."""

    name: str = ""
    order: tuple[str, ...] = ()


def read(folder: Path) -> Manifest:
    """The manifest of a folder; empty if there is none. Raises StorageError if it is damaged."""
    path = folder / FILE_NAME
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        name, order = data.get("name", ""), data.get("order", [])
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise unusable(path, "read", error) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(name, str) or not isinstance(order, list) or not all(isinstance(item, str) for item in order):
        raise _damaged(path, "`name` is a string and `order` a list of file names")
    return Manifest(name, tuple(order))


def write(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a folder. A damaged one is kept beside it. Raises StorageError."""
    path = folder / FILE_NAME
    try:
        if read(folder) == manifest and path.exists():
            return
    except StorageError:
        set_aside(path)
    pairs: list[tuple[str, toml_text.Value]] = [("name", manifest.name)] if manifest.name else []
    write_text(path, toml_text.table([*pairs, ("order", manifest.order)]))


def in_order(names: list[str], manifest: Manifest) -> list[str]:
    """The names that exist: first as the manifest says, then the others by alphabet."""
    place = {fold(name): number for number, name in enumerate(manifest.order)}
    return sorted(names, key=lambda name: (place.get(fold(name), len(place)), fold(name)))


def _damaged(path: Path, reason: str) -> StorageError:
    return StorageError(f"The order of this folder is lost: {path.name} is damaged ({reason}).", path=str(path))
