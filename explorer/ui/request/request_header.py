"""The head of a request: what it is, Save, and Send, which turns into Cancel."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QStackedLayout, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.elided_label import ElidedLabel
from explorer.ui.widgets.wrapped_label import WrappedLabel

_TICK_MILLISECONDS = 100
_CANCEL = "Cancel {:.1f} s"
_PURPOSE = 160


class RequestHeader(QWidget):
    """Title, purpose, and the buttons.

    Signals:
        send_asked(), cancel_asked(), save_asked(): the buttons.
    """

    send_asked = Signal()
    cancel_asked = Signal()
    save_asked = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._purpose = WrappedLabel()
        self._purpose.setProperty("role", "muted")
        self.examples_button = IconButton("file", "Vendor examples")
        names.give(self.examples_button, "examplesButton")
        self.save_button = QPushButton("Save")
        self.save_button.setToolTip("Save into a collection (Ctrl+S)")
        self.save_button.clicked.connect(self.save_asked)
        self.send_button = QPushButton("Send")
        self.send_button.setProperty("role", "primary")
        self.send_button.setToolTip("Send (Ctrl+Enter)")
        self.send_button.clicked.connect(self.send_asked)
        self.cancel_button = QPushButton(_CANCEL.format(0.0))
        self.cancel_button.setToolTip("Cancel (Esc)")
        self.cancel_button.clicked.connect(self.cancel_asked)
        for button, name in (
            (self.save_button, "saveButton"),
            (self.send_button, "sendButton"),
            (self.cancel_button, "cancelButton"),
        ):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().partition(" ")[0])
            names.give(button, name)
        names.give(self._title, "requestTitle")
        self._arrange()
        self._since = 0.0
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def set_words(self, title: str, purpose: str) -> None:
        """Say what the request is."""
        self._title.setText(title)
        shown = purpose if len(purpose) <= _PURPOSE else purpose[: _PURPOSE - 1].rsplit(" ", 1)[0] + "…"
        self._purpose.say(shown, purpose if shown != purpose else "")
        self._purpose.setVisible(bool(purpose))

    def set_sending(self, sending: bool) -> None:
        """Show Cancel with the elapsed time instead of Send, and back; the focus goes along."""
        had_focus = self.send_button.hasFocus() or self.cancel_button.hasFocus()
        self._turning.setCurrentWidget(self.cancel_button if sending else self.send_button)
        if sending:
            self._since = monotonic()
            self._tick()
            self._timer.start()
        else:
            self._timer.stop()
        if had_focus:
            (self.cancel_button if sending else self.send_button).setFocus()

    def _tick(self) -> None:
        self.cancel_button.setText(_CANCEL.format(monotonic() - self._since))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.examples_button)
        buttons.addWidget(self.save_button)
        # In one place and of one width, so that a sending moves nothing else in the window.
        place = QWidget(self)
        place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._turning = QStackedLayout(place)
        buttons.addWidget(place)
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 16, 18, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        # The name has the line to itself: beside the buttons it would lose its end in a narrow window.
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(self._purpose, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(buttons, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._turning.addWidget(self.send_button)
        self._turning.addWidget(self.cancel_button)
