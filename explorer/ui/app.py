"""Puts the window together: the application, its look, the stores, the threads, and what happens to a bug."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from explorer.services.wiring import build_services
from explorer.ui.theme.palette import first_theme

if TYPE_CHECKING:
    from explorer.services.wiring import Services
    from explorer.ui.main_window import MainWindow


_SETTLED_MILLISECONDS = 5000


def build(argv: Sequence[str]) -> "tuple[QApplication, MainWindow]":
    """The application and its window, shown, without entering the event loop.

    ``argv`` leaves out the program's name; ``--sandbox`` starts the practice endpoint. An existing QApplication is
    used. Closing the window stops every thread; after that this can be called again.
    """
    from explorer.ui.main_window import MainWindow

    app = _application()
    services = build_services()
    window = MainWindow(services, first_theme(app, services.settings.theme))
    window.show()
    # The frame is painted here; what follows takes longer than all before, and nobody should wait for it in the dark.
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    _complete(app, window, services, practice="--sandbox" in argv)
    return app, window


def _complete(app: QApplication, window: "MainWindow", services: "Services", *, practice: bool) -> None:
    from explorer.ui.faults import catch_faults
    from explorer.ui.garbage import GarbageCollection
    from explorer.ui.task_runner import TaskRunner
    from explorer.ui.theme import theme

    collection = GarbageCollection(window)
    window.closed.connect(collection.stop)
    theme.apply(app, theme.as_scheme(services.settings.theme))
    app.setWindowIcon(theme.icon("app", "accent"))
    window.complete(TaskRunner())
    catch_faults(window, services.paths.state)
    QTimer.singleShot(0, window, lambda: window.fill(practice=practice))
    QTimer.singleShot(_SETTLED_MILLISECONDS, collection, collection.settle)


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    from explorer.ui.quit_signals import QuitSignals

    signals = QuitSignals()
    signals.catch()
    app, window = build(argv)
    signals.watch(window)
    status = app.exec()
    signals.release()
    return signals.status(status)


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("request-explorer")
    QApplication.setApplicationDisplayName("Request Explorer")
    QApplication.setDesktopFileName("request-explorer")
    return QApplication(sys.argv[:1])
