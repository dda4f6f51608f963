"""Ctrl+C in the terminal and SIGTERM close the window as its menu does; Qt alone keeps Python from hearing them."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class QuitSignals:
    """From ``catch`` on the two signals are only noted; once a window is watched, the first of them closes it.

    Python runs a handler between two of its instructions, which may be in the middle of a paint; so the handler does
    nothing, and the byte that Python writes to a socket at the same moment wakes Qt's event loop, which closes.
    """

    def __init__(self) -> None:
        self._number = 0
        self._heard, self._wakes = socket.socketpair()
        for end in (self._heard, self._wakes):
            end.setblocking(False)
        self._notifier: QSocketNotifier | None = None

    def catch(self) -> None:
        """Take the signals over; only the main thread may."""
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, self._note)

    def watch(self, window: QWidget) -> None:
        """Close this window at the first signal, also at one that came before."""
        notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, window)
        notifier.activated.connect(lambda: self._on_heard(window))
        self._notifier = notifier

    def release(self) -> None:
        """Give the signals back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._heard.close()
        self._wakes.close()

    def status(self, otherwise: int) -> int:
        """The exit status: 128 and the signal's number, as shells have it, or ``otherwise`` without a signal."""
        return 128 + self._number if self._number else otherwise

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._number = self._number or number
        # Whoever presses it again does not want to wait for a clean end.
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_DFL)

    def _on_heard(self, window: QWidget) -> None:
        self._heard.recv(64)
        if self._number:
            window.close()
