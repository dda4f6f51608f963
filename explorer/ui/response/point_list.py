"""Headings with points under them, side by side where there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.models.visible_text import visible

_SIDE_BY_SIDE = 520


class PointColumns(QWidget):
    """Lists of sentences. A list without any is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: list[QWidget] = []
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 2, 0, 0)
        self._box.setSpacing(8)

    def show_lists(self, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Replace what is shown."""
        for old in self._lists:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lists = [_point_list(title, points) for title, points in lists if points]
        for widget in self._lists:
            self._box.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
            # A layout shows a new widget later only, and until then it counts for nothing.
            widget.show()
        self.setVisible(bool(self._lists))

    def is_empty(self) -> bool:
        """Whether there is no point to show."""
        return not self._lists

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        self.turn(self.width())

    def turn(self, width: int) -> None:
        """Choose the direction for a width."""
        wide = width >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._box.setSpacing(16 if wide else 8)


def _point_list(title: str, points: tuple[str, ...]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    heading = words_label("heading")
    heading.setText(title)
    column.addWidget(heading)
    for point in points:
        column.addLayout(_point(point))
    return widget


def _point(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(2, 0, 0, 0)
    row.setSpacing(8)
    dot, words = words_label(""), words_label("")
    dot.setText("•")
    dot.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    words.setText(text)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


class _Words(QLabel):
    def setText(self, text: str) -> None:
        """Show a text with the marks that nobody sees."""
        super().setText(visible(text))


def words_label(role: str, *, wrap: bool = True) -> QLabel:
    """A label for words from anywhere: plain text that can be selected."""
    label = _Words()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
