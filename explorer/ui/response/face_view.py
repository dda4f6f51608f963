"""Cells of one line of text, painted by one question to the model each: Qt's own way asks seven, and takes longer."""

import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from explorer.ui.theme import theme

MARGIN = 8
"""Pixels before and after a text: as many as beside the words of a heading."""
_PAINTING_SECONDS, _READING_SECONDS = 0.0035, 0.0015
_WIDER = "\ua000"
"""No letter before this one is wider than a Chinese one."""
_WIDEST = 2.5
_REMEMBERED = 2000

Face = tuple[str, QColor, QColor | None]
"""A cell's text, its ink, and its ground."""
_Span = tuple[int, int, int]
"""A row or column: its number, where it begins, and how much room it takes."""


class HasFaces(Protocol):
    """A model that tells at once all that is painted of a cell."""

    def face(self, row: int, column: int) -> Face:
        """Text in one line, ink, ground."""


class FaceView(QTableView):
    """Rows that are all equally high. What cannot be painted in one turn of the event loop is painted in the next."""

    def __init__(self, model: QAbstractItemModel, faces: HasFaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces, self._letters = faces, _Letters()
        self._rest = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._paint_rest)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in sight, row by row, as many as there is time for."""
        self.executeDelayedItemsLayout()
        area = event.rect()
        rows, columns = self._rows_in(area), list(self._columns_in(area))
        if not columns:
            return
        painter = QPainter(self.viewport())
        try:
            self._paint_cells(painter, rows, columns)
        except Exception:  # noqa: BLE001 - out of an override it would cost PySide a method, and soon the program
            sys.excepthook(*sys.exc_info())
        finally:
            painter.end()

    def _paint_cells(self, painter: QPainter, rows: range, columns: list[_Span]) -> None:
        begun = perf_counter()
        chosen, current = self._chosen(rows, columns), self._current()
        for row in rows:
            top = self.rowViewportPosition(row)
            if row > rows[0] and perf_counter() - begun > _PAINTING_SECONDS:
                self._rest = min(top, self._rest) if self._later.isActive() else top
                self._later.start()
                break
            self._paint_row(painter, (row, top, theme.ROW), columns, chosen)
        if current is not None:
            painter.setPen(theme.current().accent)
            painter.drawRect(current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What was not painted yet has moved, too."""
        super().scrollContentsBy(dx, dy)
        if self._later.isActive():
            self._rest = 0

    def _paint_rest(self) -> None:
        box = self.viewport().rect()
        self.viewport().update(box.adjusted(0, min(self._rest, box.height()), 0, 0))

    def read_ahead(self) -> None:
        """Make what is painted of the cells in sight, as many as there is time for, so that painting them need not."""
        area, begun = self.viewport().rect(), perf_counter()
        columns = list(self._columns_in(area))
        for row in self._rows_in(area):
            for column, _, _ in columns:
                self._faces.face(row, column)
            if perf_counter() - begun > _READING_SECONDS:
                return

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1) if first >= 0 else range(0)

    def _columns_in(self, area: QRect) -> Iterator[_Span]:
        header = self.horizontalHeader()
        first, last = header.visualIndexAt(area.left()), header.visualIndexAt(area.right())
        for place in range(first, (last if last >= 0 else header.count() - 1) + 1) if first >= 0 else ():
            column = header.logicalIndex(place)
            yield column, header.sectionViewportPosition(column), header.sectionSize(column)

    def _chosen(self, rows: range, columns: list[_Span]) -> set[tuple[int, int]]:
        picked, found = self.selectionModel().selection(), set[tuple[int, int]]()
        for number in range(picked.count()):
            part = picked.at(number)
            top, bottom, left, right = part.top(), part.bottom(), part.left(), part.right()
            if rows and top <= rows[-1] and bottom >= rows[0]:
                here = [column for column, _, _ in columns if left <= column <= right]
                found |= {(row, each) for row in range(max(top, rows[0]), min(bottom, rows[-1]) + 1) for each in here}
        return found

    def _current(self) -> QRect | None:
        index = self.currentIndex()
        return self.visualRect(index).adjusted(0, 0, -1, -1) if index.isValid() and self.hasFocus() else None

    def _paint_row(self, painter: QPainter, span: _Span, columns: list[_Span], chosen: set[tuple[int, int]]) -> None:
        row, top, height = span
        if row % 2 and self.alternatingRowColors():
            left, end = min(left for _, left, _ in columns), max(left + width for _, left, width in columns)
            painter.fillRect(left, top, end - left, height, theme.current().window)
        for column, left, width in columns:
            text, ink, ground = self._faces.face(row, column)
            if chosen and (row, column) in chosen:
                painter.fillRect(left, top, width, height, theme.current().selection)
            elif ground is not None:
                painter.fillRect(left, top, width, height, ground)
            if text:
                painter.setPen(ink)
                self._letters.write(painter, left + MARGIN, top, height, width - 2 * MARGIN, text)


class _Letters:
    """Writes texts from the left, with dots where they do not fit."""

    def __init__(self) -> None:
        self._font, self._ascii = theme.mono_font(), theme.mono_font()
        # Letters of which each is drawn by itself need no shaping, which takes half the time of a text.
        self._ascii.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._ascii.setKerning(False)
        self._metrics = QFontMetrics(self._font)
        self._height, self._ascent = self._metrics.height(), self._metrics.ascent()
        self._letter = self._metrics.horizontalAdvance("0")
        self._cuts: dict[tuple[str, int], str] = {}

    def write(self, painter: QPainter, left: int, top: int, height: int, room: int, text: str) -> None:
        """Write one text in a row of a height, with room for some pixels."""
        if text.isascii():
            most = max(room // self._letter, 1)
            painter.setFont(self._ascii)
            text = text if len(text) <= most else f"{text[: most - 1]}…"
        else:
            painter.setFont(self._font)
            text = self._cut(text, room)
        painter.drawText(left, top + (height - self._height) // 2 + self._ascent, text)

    def _cut(self, text: str, room: int) -> str:
        if len(text) * _WIDEST * self._letter <= room and max(text) < _WIDER:
            return text
        cut = self._cuts.get((text, room))
        if cut is None:
            if len(self._cuts) >= _REMEMBERED:
                self._cuts.clear()
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._cuts[text, room] = cut
        return cut
