"""Every shortcut on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.actions.command import Command
from explorer.ui.widgets.question import plain_label

_MORE = (
    ("", "Return", "Filter: open the first action"),
    ("", "Down", "Filter: go into the list"),
    ("", "Right, Left", "Trees: open, close a row"),
    ("", "F2", "Collections: rename"),
    ("", "Del", "Collections: delete, after asking"),
    ("", "Del", "History: delete"),
)


class ShortcutSheet(QDialog):
    """Two columns of keys and words."""

    def __init__(self, parent: QWidget, commands: tuple[Command, ...]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        rows = [(each.menu, _native(each.shortcut), each.words.rstrip("…")) for each in commands if each.shortcut]
        rows += list(_MORE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        half = (len(rows) + 1) // 2
        for number, (_menu, keys, words) in enumerate(rows):
            column = 0 if number < half else 3
            grid.addWidget(plain_label(keys, "key"), number % half, column, Qt.AlignmentFlag.AlignLeft)
            label = plain_label(words, "body")
            label.setWordWrap(False)
            grid.addWidget(label, number % half, column + 1)
        grid.setColumnMinimumWidth(2, 24)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(plain_label("Keyboard shortcuts", "title"))
        outer.addLayout(grid)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _native(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
