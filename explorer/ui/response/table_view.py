"""The rows of a list: sorted by a click on a heading, copied by Ctrl+C, secrets shown by a click."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from explorer.ui.models.table_model import TableModel
from explorer.ui.response.face_view import MARGIN, FaceView
from explorer.ui.response.fixed_header import FixedHeader, RowNumbers, look_away
from explorer.ui.theme import theme

_LEAST, _MOST = 64, 320
_MEASURED = 40
COPIED_ROWS = 20_000
_COPIED_BYTES = 1_000_000


class TableView(FaceView):
    """Shows a TableModel.

    Signals:
        place_requested(int): a row was entered or double clicked: show the value at that byte offset in the tree.
        part_copied(object, object): rows and columns, as lists, are wanted on the clipboard; at most ``COPIED_ROWS``.
        copy_refused(): nothing was, since it is too much to be copied at once.
    """

    place_requested = Signal(int)
    part_copied = Signal(object, object)  # lists: converted to Qt's own and back, ten thousand rows take long
    copy_refused = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, model, parent)
        self._cells = model
        self._widths: dict[str, int] = {}
        self.setAccessibleName("Answer as a table")
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalHeader(RowNumbers(self))
        columns = FixedHeader(self)
        self.setHorizontalHeader(columns)
        columns.setFont(theme.mono_font())
        columns.setSectionsMovable(True)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicatorShown(True)
        columns.setMinimumSectionSize(40)
        columns.setMaximumSectionSize(1200)
        look_away(columns, self.verticalHeader())

    def keep_widths(self) -> None:
        """Before other columns are shown, remember how wide these are, perhaps by the user's hand."""
        self._widths |= {name: self.columnWidth(column) for column, name in enumerate(self._cells.columns)}

    def forget_widths(self) -> None:
        """Measure all columns when they are fitted next."""
        self._widths = {}

    def fit_columns(self) -> None:
        """Give each column the width it had, or that of its heading and of the first rows."""
        model, letter = self._cells, QFontMetrics(theme.mono_font()).horizontalAdvance("0")
        new = [name for name in model.columns if name not in self._widths]
        for name, letters in model.lengths(new, _MEASURED, _MOST // letter).items():
            # The heading has a sign for the order beside it.
            heading = min(len(name), 80) + 2
            self._widths[name] = int(min(max(max(letters, heading) * letter + 2 * MARGIN, _LEAST), _MOST))
        for column, name in enumerate(model.columns):
            self.setColumnWidth(column, self._widths[name])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or go to the row in the tree."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask_for_place(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a blurred cell shows its column."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._cells.is_masked(index):
            self._cells.unmask(self._cells.columns[index.column()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the row in the tree."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._ask_for_place(index)

    def _ask_for_place(self, index: QModelIndex) -> None:
        table = self._cells.table
        if table is not None:
            self.place_requested.emit(table.place(self._cells.order[index.row()]))

    def copy_selection(self) -> None:
        """One cell as its exact text; several as lines with tabs, harmless for a spreadsheet."""
        from explorer.core.document.cells import cell_text

        model, chosen = self._cells, self.selectionModel()
        picked = chosen.selection()
        ranges = [picked.at(number) for number in range(picked.count())]
        if len(ranges) == 1 and ranges[0].width() == ranges[0].height() == 1:
            cell = model.whole_cell(ranges[0].topLeft())
            if len(cell) > _COPIED_BYTES:
                self.copy_refused.emit()
            else:
                QGuiApplication.clipboard().setText(cell_text(cell))
            return
        places = [(part.top(), part.bottom(), part.left(), part.right()) for part in ranges]
        sections = sorted({column for _, _, left, right in places for column in range(left, right + 1)})
        if len(places) == 1:
            rows = list(model.order[places[0][0] : places[0][1] + 1][: COPIED_ROWS + 1])
        else:
            lines = {row for top, bottom, *_ in places for row in range(top, min(bottom, top + COPIED_ROWS) + 1)}
            rows = [model.order[line] for line in sorted(lines)[: COPIED_ROWS + 1]]
        if rows:
            self.part_copied.emit(rows, [model.columns[section] for section in sections])
