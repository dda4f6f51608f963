"""The team's own notes on error codes: one text file a code, in a folder that the team shares."""

import errno
import os
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from explorer.core.errors import StorageError, UsageError
from explorer.core.phrases import Phrases, phrases
from explorer.core.storage.atomic import unusable, write_text

_SUFFIX = ".md"
_CODE = re.compile(r"[A-Z][A-Za-z0-9_]{3,}(?:\.[A-Za-z0-9_]+)*\Z")
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read. Its text is plain text, whatever it looks like.

    ``fault`` says why there is no text though there should be: what is wrong with which file, and the way out.
    """

    code: str
    text: str
    path: Path
    fault: str = ""


class TakenIn(Enum):
    """What became of a note that someone else wrote."""

    NEW = "new"
    SAME = "same"
    BOTH = "both"


class TeamNotes:
    """Notes below ``folder`` (a shared drive, a checkout). Reads the disk each time: keep off the GUI thread.

    ``chosen``: someone has chosen the folder, so that it has to be there. ``say`` words what is wrong.
    """

    def __init__(self, folder: Path, say: Phrases | None = None, *, chosen: bool = False) -> None:
        self.folder = folder
        self._say, self._chosen = say or phrases(), chosen

    def look(self, code: str) -> Note | None:
        """As ``load``, but what cannot be read comes as a note with its ``fault``. Never raises."""
        if not _is_code(code):
            return None
        try:
            if self._chosen and not self.folder.is_dir():
                return Note(code, "", self.folder, fault=self._say("note.no_folder", folder=self.folder))
            return self.load(code)
        except StorageError as error:
            return Note(code, "", Path(error.path or self.folder), fault=str(error))
        except OSError as error:
            return Note(code, "", self.folder, fault=str(unusable(self.folder, "read", error)))

    def load(self, code: str) -> Note | None:
        """The note on a code, else on its family, else None. Raises StorageError."""
        for name in dict.fromkeys((code, code.partition(".")[0])):
            if not _is_code(name):
                continue
            path = self._path(name)
            text = self._read(path)
            if text.strip():
                return Note(name, text, path)
        return None

    def save(self, code: str, text: str, *, before: str | None = None) -> None:
        """Keep a note on a code; an empty text deletes it. Raises StorageError, and UsageError for what is no code.

        ``before`` is the text that the writer saw (empty for no note): another one there now is not overwritten, but
        raises StorageError. A file that cannot be read as text is never overwritten.
        """
        path = self._path(code)
        now = self._read(path)
        if before is not None and now.rstrip() not in (before.rstrip(), text.rstrip()):
            raise StorageError(
                self._say("note.changed", code=code),
                path=str(path),
                hint=self._say("note.changed_hint", words=self._beginning(now)),
            )
        if len(text) > _LONGEST:
            raise UsageError(self._say("note.most", count=f"{_LONGEST:,}"))
        if text.strip():
            write_text(path, text.rstrip() + "\n")
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise unusable(path, "deleted", error) from error

    def take_in(self, path: Path) -> tuple[str, TakenIn]:
        """Put a note file that someone else wrote to one's own; its name says the code. Of two texts both are kept.

        What stands in one already is not taken a second time. Raises StorageError, and UsageError for a file that is
        named after no code.
        """
        code, name = path.stem, path.name
        if path.suffix.lower() != _SUFFIX or not _is_code(code):
            raise UsageError(self._say("note.no_code_file", name=name[:80]))
        theirs, own = self.text_of(path).strip(), self._read(self._path(code))
        if not theirs or theirs in own:
            return code, TakenIn.SAME
        if not own.strip() or own.strip() in theirs:
            self.save(code, theirs, before=own)
            return code, TakenIn.NEW
        self.save(code, f"{own.rstrip()}\n\n{self._say('note.taken_from', path=path)}\n{theirs}", before=own)
        return code, TakenIn.BOTH

    def text_of(self, path: Path) -> str:
        """What stands in a note file anywhere. Raises StorageError for one that is missing or no text."""
        if not path.is_file():
            words = self._say("note.unreadable", path=path, reason=os.strerror(errno.ENOENT))
            raise StorageError(words, path=str(path))
        return self._read(path)

    def codes(self) -> tuple[str, ...]:
        """The codes that have a note. Raises StorageError."""
        try:
            return tuple(sorted(path.stem for path in self.folder.glob(f"*{_SUFFIX}") if path.is_file()))
        except OSError as error:
            raise unusable(self.folder, "read", error) from error

    def _path(self, code: str) -> Path:
        if not _is_code(code):
            raise UsageError(self._say("note.no_code", code=code[:60]))
        return self.folder / f"{code}{_SUFFIX}"

    def _read(self, path: Path) -> str:
        """The text of a note, empty without one. Raises StorageError for a file that is no text, and for a longer one.

        A line is named, as text editors count them.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return ""
        except OSError as error:
            words = self._say("note.unreadable", path=path, reason=error.strerror or type(error).__name__)
            raise StorageError(words, path=str(path), hint=self._say("note.unreadable_hint")) from error
        try:
            text, damage, place = data.decode("utf-8-sig"), "note.no_text", data.find(b"\0")
        except UnicodeDecodeError as error:
            text, damage, place = "", "note.no_utf8", error.start
        if place >= 0:
            line = data.count(b"\n", 0, place) + 1
            words = self._say(damage, path=path, line=line)
            raise StorageError(words, path=str(path), hint=self._say("note.damaged_hint"))
        if len(text) > _LONGEST:
            words = self._say("note.long", path=path, count=f"{_LONGEST:,}")
            raise StorageError(words, path=str(path), hint=self._say("note.long_hint"))
        return text.replace("\r\n", "\n")

    def _beginning(self, text: str) -> str:
        line = " ".join(text.split())
        if not line:
            return self._say("note.gone")
        return f"“{line[:200]}{'…' if len(line) > 200 else ''}”{self._say('explain.end')}"


def _is_code(text: str) -> bool:
    # Also keeps device names and path separators out of the file name.
    return bool(_CODE.match(text)) and len(text) <= 150
