"""What a collection holds, as it was read from disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from explorer.core.errors import StorageError
from explorer.core.models.request import Request


@dataclass(frozen=True, slots=True)
class SavedRequest:
    """A request under a name. It holds no secret.

    ``blanked`` are the dotted paths of parameters whose values were left out as secrets, so that opening shows those
    fields empty and marked; ``dropped_headers`` names headers left out for the same reason. ``path`` is None until
    it is saved; ``revision`` tells what of the file this was read from.
    """

    name: str
    request: Request
    note: str = ""
    path: Path | None = None
    blanked: tuple[str, ...] = ()
    dropped_headers: tuple[str, ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A file that cannot be read as a request. It stays as it is. ``line`` counts from 1; 0 where unknown."""

    name: str
    path: Path
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of saved requests, in the user's order. ``path`` is the folder itself."""

    name: str
    path: Path
    entries: "tuple[Entry, ...]" = ()

    @property
    def requests(self) -> tuple[SavedRequest, ...]:
        """The readable requests right in this folder."""
        return tuple(entry for entry in self.entries if isinstance(entry, SavedRequest))

    @property
    def folders(self) -> "tuple[Folder, ...]":
        """The folders right in this folder."""
        return tuple(entry for entry in self.entries if isinstance(entry, Folder))

    @property
    def damaged(self) -> tuple[DamagedFile, ...]:
        """Every damaged file here and below."""
        here = tuple(entry for entry in self.entries if isinstance(entry, DamagedFile))
        return here + tuple(bad for folder in self.folders for bad in folder.damaged)

    def all_requests(self) -> tuple[SavedRequest, ...]:
        """Every readable request here and below, in the order a reader sees them."""
        found: list[SavedRequest] = []
        for entry in self.entries:
            if isinstance(entry, SavedRequest):
                found.append(entry)
            elif isinstance(entry, Folder):
                found += entry.all_requests()
        return tuple(found)


Entry: TypeAlias = Folder | SavedRequest | DamagedFile


class NameTakenError(StorageError):
    """Another entry of that folder has the name already (upper and lower case are one)."""


class EditConflictError(StorageError):
    """The file was changed by somebody else since it was read; saving would overwrite that."""


class DamagedFileError(StorageError):
    """A file that cannot be read as a request; ``line`` counts from 1, 0 where unknown."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message, path=path, hint=hint)
        self.line = line
