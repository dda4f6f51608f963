"""Every shortcut on one sheet: of the commands, and of the widgets that handle keys themselves."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.ui.actions.command import Command
from explorer.ui.actions.widget_keys import WIDGET_KEYS
from explorer.ui.widgets.question import plain_label

_LARGEST = 620


class ShortcutSheet(QDialog):
    """Two columns of keys and words."""

    def __init__(self, parent: QWidget, commands: tuple[Command, ...]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        page = _page(_rows(commands))
        area = QScrollArea()
        area.setObjectName("shortcutRows")
        area.setAccessibleName("Shortcuts")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setMinimumWidth(page.sizeHint().width() + 24)
        area.setMinimumHeight(min(_LARGEST, page.sizeHint().height(), max(200, parent.height() - 200)))
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(plain_label("Keyboard shortcuts", "title"))
        outer.addWidget(area, 1)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _rows(commands: Iterable[Command]) -> list[tuple[str, str]]:
    rows = [(_native(each.shortcut), each.words.rstrip("…")) for each in commands if each.shortcut]
    own = dict.fromkeys((each.keys, f"{each.place}: {each.words}") for each in WIDGET_KEYS)
    return [*rows, *own]


def _page(rows: list[tuple[str, str]]) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    half = (len(rows) + 1) // 2
    for number, (keys, words) in enumerate(rows):
        column = 0 if number < half else 3
        grid.addWidget(plain_label(keys, "key"), number % half, column, Qt.AlignmentFlag.AlignLeft)
        label = plain_label(words, "body")
        label.setWordWrap(False)
        grid.addWidget(label, number % half, column + 1)
    grid.setColumnMinimumWidth(2, 24)
    return page


def _native(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
