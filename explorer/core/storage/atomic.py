"""Files replaced as a whole or not at all, so that a crash or a full disk never leaves half of one."""

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from explorer.core.errors import StorageError

_ATTEMPTS = 5
_PAUSE = 0.05
_DRAFT = ".tmp"
_MARK = 12  # hexadecimal digits that tell one draft from another
_STALE_SECONDS = 60.0


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Replace ``path`` by ``text`` (UTF-8, line ends as given). ``private``: readable by its owner only.

    Raises StorageError; then the old file is still there, whole.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StorageError(
            f"{path.name} cannot be written: its text holds half a character.", path=str(path)
        ) from error
    write_bytes(path, data, private=private)


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """As write_text, for bytes."""
    write_pieces(path, (data,), private=private)


def write_pieces(path: Path, pieces: Iterable[bytes], *, private: bool = False) -> None:
    """As write_bytes, piece by piece; whatever the iterable raises leaves the old file, too."""
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{_draft_stem(target)}{os.urandom(_MARK // 2).hex()}{_DRAFT}")
        try:
            _write_whole(draft, pieces, _mode_for(target, private))
            _replace(draft, target)
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise unusable(path, "written", error) from error


def remove_stale_drafts(path: Path, now: float) -> int:
    """Remove what runs that were killed while they wrote ``path`` have left beside it; says how many files.

    Only what write_pieces would name so, and only what has not been touched for a minute before ``now`` (seconds since
    1970): another run may be writing. What cannot be removed stays.
    """
    removed = 0
    with contextlib.suppress(OSError):
        target = path.resolve()
        shape = re.compile(re.escape(_draft_stem(target)) + f"[0-9a-f]{{{_MARK}}}" + re.escape(_DRAFT))
        for draft in target.parent.iterdir():
            if shape.fullmatch(draft.name):
                with contextlib.suppress(OSError):
                    if now - draft.lstat().st_mtime > _STALE_SECONDS:
                        draft.unlink()
                        removed += 1
    return removed


def set_aside(path: Path) -> Path:
    """Rename a damaged file to ``NAME.damaged-N`` (the first free N) and return its new path. Raises StorageError."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        raise unusable(path, "moved aside", error) from error
    return aside


def unusable(path: Path, done: str, error: OSError) -> StorageError:
    """The StorageError for a failed file operation, in words: which file, what failed, the system's reason."""
    reason = error.strerror or type(error).__name__
    return StorageError(
        f"{path} could not be {done}: {reason}.",
        path=str(path),
        hint="Check the folder's permissions and the free space on the disk.",
    )


def _draft_stem(target: Path) -> str:
    return f".{target.name[:80]}."


def _mode_for(target: Path, private: bool) -> int:
    if private:
        return 0o600
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return 0o666  # the umask of the user takes away from it


def _write_whole(draft: Path, pieces: Iterable[bytes], mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, mode), "wb") as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(draft: Path, target: Path) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            draft.replace(target)
        except PermissionError:
            # Windows: a virus scanner or an indexer may hold the old file open for a moment.
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse to sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
