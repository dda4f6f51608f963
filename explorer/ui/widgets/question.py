"""A question that does not stop the window: shown over it, answered by a signal."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.core.models.visible_text import visible


class QuestionDialog(QDialog):
    """A title, plain words, facts in pairs, and two buttons; Esc and Cancel say no."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        confirm: str,
        *,
        facts: tuple[tuple[str, str], ...] = (),
        danger: bool = False,
        careful: bool = False,
    ) -> None:
        """``danger``: yes is red. ``careful``: Enter says no, so that yes is always a decision."""
        super().__init__(parent)
        self.setObjectName("questionDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label(title, "title"))
        column.addWidget(plain_label(text, "muted"))
        for name, value in facts:
            row = QHBoxLayout()
            heading = plain_label(name, "muted")
            heading.setFixedWidth(110)
            row.addWidget(heading, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain_label(value, "mono"), 1)
            column.addLayout(row)
        self.confirm = QPushButton(confirm)
        self.confirm.setObjectName("confirmButton")
        self.confirm.setProperty("role", "danger" if danger else "primary")
        self.decline = QPushButton("Cancel")
        self.decline.setObjectName("declineButton")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.decline)
        buttons.addWidget(self.confirm)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.confirm.clicked.connect(self.accept)
        self.decline.clicked.connect(self.reject)
        first, other = (self.decline, self.confirm) if careful else (self.confirm, self.decline)
        other.setAutoDefault(False)
        first.setDefault(True)
        self._first = first

    def ask(self, yes: Callable[[], object]) -> None:
        """Show it; ``yes`` is called when the answer is yes."""
        self.accepted.connect(yes)
        self.open()
        self._first.setFocus()


def plain_label(text: str, role: str) -> QLabel:
    """A label for words from anywhere: always plain text, wrapped, selectable by mouse."""
    label = QLabel(visible(text))
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
