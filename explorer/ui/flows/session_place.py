"""Which file the open requests of this window are kept in: two windows at once never share one."""

from pathlib import Path

from PySide6.QtCore import QLockFile

_MOST = 9


class SessionPlace:
    """The first window has the session file itself, the next one a numbered one beside it.

    A lock file tells that a window uses a file; one whose process has ended is void. Waits for the disk.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock: QLockFile | None = None
        self.path = file
        self.is_first = True

    def take(self) -> None:
        """Take the first file that no window uses; call it before anything is read or written."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST + 1):
            if (lock := _locked(self._numbered(number))) is not None:
                self._lock, self.path, self.is_first = lock, self._numbered(number), number == 1
                return
        # Where nothing can be locked, as on some network folders, one window is still the rule.

    def left_behind(self) -> list[Path]:
        """What other windows left when they were closed, for the first window to take over."""
        if not self.is_first:
            return []
        return [path for number in range(2, _MOST + 1) if (path := self._numbered(number)).exists() and _is_free(path)]

    def clear_away(self, now: float) -> None:
        """Remove what windows that were killed while they wrote have left; ``now`` in seconds since 1970."""
        from explorer.core.storage.atomic import remove_stale_drafts

        for number in range(1, _MOST + 1):
            remove_stale_drafts(self._numbered(number), now)

    def release(self) -> None:
        """Leave the file to others."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _numbered(self, number: int) -> Path:
        return self._file if number == 1 else self._file.with_stem(f"{self._file.stem}-{number}")


def _locked(path: Path) -> QLockFile | None:
    lock = QLockFile(str(path.with_suffix(".lock")))
    # A window may be open for weeks; only the end of its process makes its lock void.
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _is_free(path: Path) -> bool:
    lock = _locked(path)
    if lock is None:
        return False
    lock.unlock()
    return True
