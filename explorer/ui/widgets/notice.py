"""One line across the window that says what went wrong or what is to do, without stopping anyone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from explorer.core.models.visible_text import visible
from explorer.ui.theme import icons, theme
from explorer.ui.widgets.badge import Tone, restyle
from explorer.ui.widgets.buttons import IconButton, LinkButton

_SIGNS: dict[Tone, tuple[str, str]] = {
    "error": ("error", "error"),
    "warning": ("warning", "warning"),
    "success": ("success", "success"),
    "neutral": ("info", "accent"),
}


_PASSING_MILLISECONDS = 4000


class Notice(QFrame):
    """Hidden until there is something to say; a later notice replaces an earlier one, good news go by themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._sign, self.label = QLabel(), QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self._links = QHBoxLayout()
        close = IconButton("close", "Close notice")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        row.addLayout(self._links)
        row.addWidget(close)
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MILLISECONDS)
        self._passing.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, tone: Tone = "neutral", links: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a text (plain) and links that act."""
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, act in links:
            link = LinkButton(words)
            link.clicked.connect(lambda _checked=False, act=act: self._act(act))
            self._links.addWidget(link)
        sign, colour = _SIGNS[tone]
        self._sign.setPixmap(icons.pixmap(sign, theme.current().tokens()[colour], icons.SIZE, self.devicePixelRatioF()))
        self.label.setText(visible(text))
        self.setProperty("outcome", tone)
        restyle(self)
        self.show()
        self._told()
        if tone in ("success", "neutral") and not links:
            self._passing.start()
        else:
            self._passing.stop()

    def _told(self) -> None:
        """A new text stands there; for those who place themselves by it."""

    def _act(self, act: Callable[[], object]) -> None:
        self.hide()
        act()
