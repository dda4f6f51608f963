"""The user's own headers: rows of name and value."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton, LinkButton


class HeaderList(QWidget):
    """Named ``headerName:0``, ``headerValue:0``, ``removeHeader:0``, ``addHeader``.

    Signals:
        edited(): a row was added, changed or removed.
    """

    edited = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._rows: list[tuple[QWidget, QLineEdit, QLineEdit, IconButton]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        add = LinkButton("+ Add header")
        add.clicked.connect(self._on_add_clicked)
        names.give(add, "addHeader")
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch()
        self._column.addLayout(foot)

    def load(self, headers: tuple[tuple[str, str], ...]) -> None:
        """Show other headers."""
        while self._rows:
            self._drop(0)
        for name, value in headers:
            self._add(name, value)

    def focus_row(self, index: int) -> None:
        """Go to the name of a header."""
        if index < len(self._rows):
            self._rows[index][1].setFocus()

    def value(self) -> tuple[tuple[str, str], ...]:
        """The headers that have a name."""
        pairs = ((name.text().strip(), value.text()) for _row, name, value, _remove in self._rows)
        return tuple((name, value) for name, value in pairs if name)

    def _add(self, name: str, value: str) -> QLineEdit:
        row = QWidget()
        left, right = QLineEdit(name), QLineEdit(value)
        left.setPlaceholderText("Name")
        right.setPlaceholderText("Value")
        left.setAccessibleName("Header name")
        right.setAccessibleName("Header value")
        remove = IconButton("close", "Remove header")
        remove.clicked.connect(lambda: self._on_remove_clicked(row))
        left.textChanged.connect(self.edited)
        right.textChanged.connect(self.edited)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(left, 2)
        line.addWidget(right, 3)
        line.addWidget(remove)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append((row, left, right, remove))
        self._number()
        return left

    def _number(self) -> None:
        for index, (_row, name, value, remove) in enumerate(self._rows):
            self._names.give(name, f"headerName:{index}")
            self._names.give(value, f"headerValue:{index}")
            self._names.give(remove, f"removeHeader:{index}")

    def _drop(self, index: int) -> None:
        row = self._rows.pop(index)[0]
        self._names.forget(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add_clicked(self) -> None:
        self._add("", "").setFocus()
        self.edited.emit()

    def _on_remove_clicked(self, row: QWidget) -> None:
        self._drop(next(index for index, each in enumerate(self._rows) if each[0] is row))
        self._number()
        self.edited.emit()
