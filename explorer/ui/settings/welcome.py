"""The first thing a new user sees: what this is, and one click to try it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.theme import icons, theme
from explorer.ui.widgets.busy_line import BusyLine
from explorer.ui.widgets.question import plain_label

_KEYS = (
    ("Ctrl K", "find any action, saved request or command"),
    ("Ctrl Enter", "send"),
    ("Ctrl Shift C", "copy the RequestId"),
    ("Ctrl S", "keep the request for the next on duty"),
)


class WelcomePanel(QFrame):
    """Shown while no request is open.

    Signals:
        practice_requested(): start the practice endpoint and open a first request.
        profile_requested(): add a profile.
    """

    practice_requested = Signal()
    profile_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePanel")
        self.setProperty("role", "panel")
        self._sign = QLabel()
        self._title = plain_label("", "title")
        self._text = plain_label("", "muted")
        self.practice = QPushButton("Start with the practice endpoint")
        self.practice.setObjectName("startPracticeButton")
        self.profile = QPushButton("Add a profile…")
        self.profile.setObjectName("addProfileButton")
        self._busy = BusyLine()
        self._lay_out()
        self.practice.clicked.connect(self.practice_requested)
        self.profile.clicked.connect(self.profile_requested)
        theme.changed.connect(self._take_theme)
        self._take_theme()
        self.set_first(True)

    def set_first(self, first: bool) -> None:
        """Word it for a first start (no profile yet) or for somebody who has one."""
        self._title.setText("Compose, sign and send — and understand every answer" if first else "Nothing opened yet")
        self._text.setText(
            "No profile is set up yet. Practise at once with an endpoint on this machine that answers every action,"
            " checks signatures like the real one, and needs no key. Or add a profile; its keys go into the"
            " system's keyring."
            if first
            else "Choose an action at the left, open a saved request, or press Ctrl+K."
        )
        self.practice.setProperty("role", "primary" if first else "plain")
        self.practice.style().polish(self.practice)

    def set_starting(self, starting: bool) -> None:
        """Show that the practice endpoint is starting."""
        self.practice.setEnabled(not starting)
        self._busy.set_busy(starting)

    def _lay_out(self) -> None:
        box = QVBoxLayout()
        box.setSpacing(10)
        for widget in (self._sign, self._title, self._text):
            box.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addWidget(self.practice)
        buttons.addWidget(self.profile)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addWidget(self._busy)
        keys = QGridLayout()
        keys.setContentsMargins(0, 16, 0, 0)
        keys.setHorizontalSpacing(16)
        keys.setVerticalSpacing(8)
        for row, (key, words) in enumerate(_KEYS):
            keys.addWidget(plain_label(key, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
            keys.addWidget(plain_label(words, "muted"), row, 1)
        keys.setColumnStretch(1, 1)
        box.addLayout(keys)
        middle = QWidget()
        middle.setLayout(box)
        middle.setMaximumWidth(560)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _take_theme(self) -> None:
        self._sign.setPixmap(icons.pixmap("app", theme.current().accent.name(), 40, self.devicePixelRatioF()))
