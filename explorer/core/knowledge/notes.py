"""The team's own notes on error codes: one text file a code, in a folder that the team shares."""

import re
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import StorageError, UsageError
from explorer.core.storage.atomic import unusable, write_text

_SUFFIX = ".md"
_CODE = re.compile(r"[A-Z][A-Za-z0-9_]{3,}(?:\.[A-Za-z0-9_]+)*\Z")
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read. Its text is plain text, whatever it looks like."""

    code: str
    text: str
    path: Path


class TeamNotes:
    """Notes below ``folder`` (a shared drive, a checkout). Reads the disk each time: keep off the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, code: str) -> Note | None:
        """The note on a code, else on its family, else None. Raises StorageError."""
        for name in dict.fromkeys((code, code.partition(".")[0])):
            if not _is_code(name):
                continue
            path = self._path(name)
            text = _read(path)
            if text.strip():
                return Note(name, text, path)
        return None

    def save(self, code: str, text: str, *, before: str | None = None) -> None:
        """Keep a note on a code; an empty text deletes it. Raises StorageError, and UsageError for what is no code.

        ``before`` is the text that the writer saw (empty for no note): another one there now is not overwritten, but
        raises StorageError. A file that cannot be read as text is never overwritten.
        """
        path = self._path(code)
        now = _read(path)
        if before is not None and now.rstrip() not in (before.rstrip(), text.rstrip()):
            raise StorageError(
                f"The note on {code} was changed by someone else in the meantime.",
                path=str(path),
                hint=f"It now says: {_beginning(now)} Copy your text, open the note again and put both together.",
            )
        if len(text) > _LONGEST:
            raise UsageError(f"A note holds at most {_LONGEST:,} characters.")
        if text.strip():
            write_text(path, text.rstrip() + "\n")
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise unusable(path, "deleted", error) from error

    def codes(self) -> tuple[str, ...]:
        """The codes that have a note. Raises StorageError."""
        try:
            return tuple(sorted(path.stem for path in self.folder.glob(f"*{_SUFFIX}") if path.is_file()))
        except OSError as error:
            raise StorageError(f"The notes in {self.folder} cannot be read.", path=str(self.folder)) from error

    def _path(self, code: str) -> Path:
        if not _is_code(code):
            raise UsageError(f"`{code[:60]}` is not an error code, so it can have no note.")
        return self.folder / f"{code}{_SUFFIX}"


def _read(path: Path) -> str:
    """The text of a note, empty without one. Raises StorageError for a file that is no text, and for a longer one."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise unusable(path, "read", error) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = "\0"
        reason = f"it is not UTF-8 text from byte {error.start + 1} on"
    else:
        reason = "it holds bytes that are no text"
    if "\0" in text:
        raise StorageError(
            f"The note {path} is damaged: {reason}.",
            path=str(path),
            hint="It is left as it is; mend it in a text editor (UTF-8), or move it away.",
        )
    if len(text) > _LONGEST:
        raise StorageError(
            f"The note {path} is longer than {_LONGEST:,} characters.",
            path=str(path),
            hint="It is left as it is; shorten it in a text editor.",
        )
    return text.replace("\r\n", "\n")


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:200]}{'…' if len(line) > 200 else ''}”" if line else "nothing, it was taken away."


def _is_code(text: str) -> bool:
    # Also keeps device names and path separators out of the file name.
    return bool(_CODE.match(text)) and len(text) <= 150
