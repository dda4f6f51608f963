"""What a panel shows when it has nothing to show: a sign, a sentence, and the next step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.theme import icons, theme

_SIGN = 32


class EmptyState(QWidget):
    """An icon, a title, an explanation, and room for buttons, in the middle of the panel."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._sign = QLabel()
        self.title = _words(title, "heading")
        self.text = _words(text, "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._sign, self.title, self.text):
            column.addWidget(widget)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._take_theme()
        theme.changed.connect(self._take_theme)

    def add_button(self, text: str, *, role: str = "plain", name: str = "") -> QPushButton:
        """Add a button under the words; returns it for connecting."""
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setObjectName(name)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._buttons.addWidget(button)
        return button

    def add_below_words(self, widget: QWidget) -> None:
        """Put something between the explanation and the buttons, in the middle and as wide as it may be."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        self._column.insertLayout(self._column.indexOf(self.text) + 1, row)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)

    def _take_theme(self) -> None:
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(icons.pixmap(self._icon, theme.current().line_strong.name(), _SIGN, ratio))


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
