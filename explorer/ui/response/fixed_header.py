"""Headers that know how large they are: Qt's own ask two hundred sections for their sizes whenever a view moves."""

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.ui.theme import theme

_HEIGHT = 28
_MARGIN = 8
_LEAST_DIGITS = 5


class FixedHeader(QHeaderView):
    """Headings in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Without a look at the sections."""
        return QSize(0, _HEIGHT)


class RowNumbers(QHeaderView):
    """The rows' numbers beside the rows, all equally high; as wide as the longest of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFont(theme.mono_font())
        self.setMinimumSectionSize(theme.ROW)
        self.setDefaultSectionSize(theme.ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._letter = self.fontMetrics().horizontalAdvance("0")

    def sizeHint(self) -> QSize:
        """Without a look at the sections."""
        digits = max(len(str(self.count())), _LEAST_DIGITS)
        return QSize(digits * self._letter + 2 * _MARGIN, 0)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Paint one number."""
        text = self.model().headerData(index, Qt.Orientation.Vertical)
        painter.setPen(theme.current().muted)
        painter.drawText(
            rect.adjusted(_MARGIN, 0, -_MARGIN, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
        )


def look_away(*headers: QHeaderView) -> None:
    """Let headings not care for what is chosen: to tell whether all of a column is, Qt asks for each of its rows."""
    for header in headers:
        header.setSelectionModel(QItemSelectionModel(header.model(), header))
