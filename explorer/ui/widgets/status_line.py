"""The status bar: keyring, clock, catalogue, and what is under way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from explorer.ui.widgets.clock_words import clock_status
from explorer.ui.widgets.status_dot import StatusDot


class StatusLine(QStatusBar):
    """Every part keeps its last word until it is told another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAccessibleName("Status")
        self.setSizeGripEnabled(False)
        self._dot = StatusDot()
        self._keyring, self._skew, self._catalogue, self._state = (QLabel() for _ in range(4))
        self._progress = QProgressBar()
        self._progress.setAccessibleName("Progress")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.hide()
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._dot, self._keyring, self._skew, self._catalogue):
            row.addWidget(widget)
        for label, name in (
            (self._keyring, "keyringState"),
            (self._skew, "clockSkew"),
            (self._catalogue, "catalogueState"),
            (self._state, "activityState"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._skew.setContentsMargins(10, 0, 0, 0)
        self._catalogue.setContentsMargins(10, 0, 0, 0)
        self._state.setContentsMargins(0, 0, 12, 0)
        self.addWidget(left)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._state)
        self.set_keyring("Keyring: not looked at yet", "muted")
        self._skew.setText("Clock skew unknown")
        self.set_activity("Ready")

    def set_keyring(self, text: str, colour: str) -> None:
        """Say how the keyring is; the colour is a token: success, warning, error, muted."""
        self._dot.set_colour(colour)
        self._keyring.setText(text)

    def set_clock_skew(self, seconds: float | None) -> None:
        """The server's clock minus ours, from the last answer."""
        if seconds is None:
            return
        self._skew.setText(clock_status(seconds))

    def set_catalogue(self, text: str) -> None:
        """Which catalogue is in use."""
        self._catalogue.setText(text)

    def set_activity(self, text: str, done: int = 0, total: int | None = 0) -> None:
        """What is under way; a total of None moves without end, 0 shows no progress."""
        self._state.setText(text)
        if total != 0:
            # Before it is seen: a bar in sight repaints the window at once, inside this call.
            self._progress.setRange(0, 0 if total is None else 1000)
            self._progress.setValue(0 if not total else min(1000, done * 1000 // total))
        self._progress.setVisible(total != 0)
