"""What happens to a bug: one plain sentence for the user, a redacted record in a file, and the program goes on."""

import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from explorer.core.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

_LARGEST_RECORD = 200_000


class Faults(QObject):
    """Receives uncaught exceptions of any thread; lives as long as its window.

    Signals:
        caught(str): the sentence to show.
    """

    caught = Signal(str)

    def __init__(self, window: "MainWindow", folder: Path) -> None:
        super().__init__(window)
        self._record = folder / "faults.log"
        self.caught.connect(window.tell_fault, Qt.ConnectionType.QueuedConnection)

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Word it, write it down without its values, and go on."""
        if isinstance(error, ExplorerError):
            self.caught.emit(str(error))
            return
        where = "it was noted" if self._written(kind, trace) else "it could not be noted"
        self.caught.emit(
            f"Something went wrong inside the program ({kind.__name__}); {where} in {self._record}. "
            "What you typed is still here."
        )

    def _written(self, kind: type[BaseException], trace: TracebackType | None) -> bool:
        # The message and the values of an exception may hold a secret; the places in our code cannot.
        places = "".join(f"  {each.filename}:{each.lineno} {each.name}\n" for each in traceback.extract_tb(trace))
        entry = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z {kind.__name__}\n{places}"
        try:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            if self._record.exists() and self._record.stat().st_size > _LARGEST_RECORD:
                self._record.unlink()
            with self._record.open("a", encoding="utf-8") as file:
                file.write(entry)
        except OSError:
            return False
        return True


def catch_faults(window: "MainWindow", folder: Path) -> None:
    """Send uncaught exceptions to the window until it is closed; a hook that somebody else set is left alone."""
    if sys.excepthook is not sys.__excepthook__:
        return
    faults = Faults(window, folder)
    sys.excepthook = faults.take
    threading.excepthook = lambda args: faults.take(args.exc_type, args.exc_value, args.exc_traceback)
    window.closed.connect(release_faults)


def release_faults() -> None:
    """Give the hooks back."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
