"""Any list of objects in the answer as a table: which list, which columns, which rows, in what order, and out."""

import html
from functools import partial
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.models.table_model import TableModel
from explorer.ui.response.column_menu import ColumnMenu
from explorer.ui.response.progress_strip import ProgressStrip
from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.response.table_export import Form, Part, TableExporter
from explorer.ui.response.table_view import COPIED_ROWS, TableView
from explorer.ui.response.wording import counted
from explorer.ui.widgets.in_steps import InSteps
from explorer.ui.widgets.notice import Notice
from explorer.ui.widgets.path_box import PathBox
from explorer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.document.table import Table

_PAUSE_MILLISECONDS = 200
_GROWN = 10_000
_COUNT_WIDTH, _COUNT_LETTERS = 230, 34
MOST_COLUMNS = 400


class TablePage(InSteps, QWidget):
    """Shows the largest list first. Everything that looks at all rows goes on in slices.

    Signals:
        place_requested(int): show the value at that byte offset in the tree.
    """

    place_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        super().__init__(parent)
        self.make(self._build(), in_steps=in_steps)

    def _build(self) -> "Iterator[None]":
        self.model = TableModel(self)
        self.view = TableView(self.model)
        yield
        self.selector, self.filter = PathBox(), SearchField("Filter rows…")
        self.columns_button, self.export_button = QPushButton("Columns"), QPushButton("Export")
        yield
        self.column_menu = ColumnMenu(self)
        yield
        self.progress, self.saving = ProgressStrip(), ProgressStrip()
        self.notice, self.count = Notice(), QLabel()
        yield
        self._document: Document | None = None
        self._table: Table | None = None
        self._hidden: set[str] = set()
        self._runner = SliceRunner(self)
        self._exporter = TableExporter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._early = QTimer(self, singleShot=True, interval=0)  # what finds the lists has taken its part of the turn
        self._lay_out()
        yield
        self._connect()

    def _lay_out(self) -> None:
        self.selector.setAccessibleName("List")
        self.selector.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.selector.setMinimumContentsLength(8)
        self.filter.setToolTip("Rows in which every word stands, in any of the columns shown")
        self.count.setProperty("role", "small")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setMaximumWidth(_COUNT_WIDTH)
        self.columns_button.setMenu(self.column_menu)
        self.export_button.setMenu(self._export_menu())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_row(8, (self.selector, 1), (self.columns_button, 0), (self.export_button, 0)))
        column.addLayout(_row(0, (self.filter, 1), (self.count, 0)))
        for widget in (self.notice, self.saving, self.progress):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        forms: tuple[Form, Form] = ("csv", "json")
        for form in forms:
            menu.addAction(f"Copy as {form.upper()}").triggered.connect(partial(self._copy, form))
        menu.addAction("Save as CSV…").triggered.connect(lambda: self._ask_where("csv", marked=True))
        plain = menu.addAction("Save as CSV without byte order mark…")
        plain.triggered.connect(lambda: self._ask_where("csv", marked=False))
        menu.addAction("Save as JSON…").triggered.connect(lambda: self._ask_where("json", marked=False))
        return menu

    def _connect(self) -> None:
        self.selector.activated.connect(self._on_list_chosen)
        self.selector.currentTextChanged.connect(lambda text: self.selector.setToolTip(html.escape(text)))
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self.filter.stepped_down.connect(self.view.setFocus)
        self._pause.timeout.connect(self.arrange)
        self._early.timeout.connect(self._show_first)
        self.view.horizontalHeader().sortIndicatorChanged.connect(lambda _section, _order: self.arrange())
        self.view.place_requested.connect(self.place_requested)
        self.column_menu.toggled.connect(self.show_column)
        self.column_menu.all_toggled.connect(self.show_all_columns)
        self.view.part_copied.connect(self._copy_part)
        self.view.copy_refused.connect(self._exporter.refuse)
        self.progress.cancelled.connect(self._on_cancelled)
        self._exporter.said.connect(self.notice.say)
        self._exporter.copied.connect(self.progress.end)
        self._exporter.began.connect(self._on_saving_began)
        self._exporter.progressed.connect(self.saving.show_share)
        self._exporter.finished.connect(self._on_saving_finished)
        self.saving.cancelled.connect(self._exporter.cancel)

    def show_document(self, document: "Document | None") -> None:
        """Look for the lists of a document that has been read, and show the largest."""
        from explorer.core.document.table import ListFinder

        self.clear()
        self._document = document
        if document is None:
            return
        finder = ListFinder(document)
        self._runner.start(finder.steps(), lambda: self._offer(finder.found))

    def await_answer(self, read_on: "Callable[[], object] | None") -> None:
        """Say why nothing is shown yet; ``read_on`` goes on with a reading that was stopped."""
        self.clear()
        if read_on is None:
            self._tell("The answer is still being read.")
        else:
            words = "Reading the answer was stopped, so the lists in it are not known yet."
            self.notice.say(words, "neutral", (("Read on", read_on),))

    def clear(self) -> None:
        """Show nothing, and let go of the document; a file being written is finished all the same."""
        self._runner.cancel()
        self._early.stop()
        self._document = self._table = None
        self.model.set_table(None)
        self.selector.clear()
        self.column_menu.set_columns((), ())
        self.progress.end()
        self.notice.hide()
        self._tell("")

    def stop_saving(self) -> None:
        """Write nothing more: the page goes away."""
        self._exporter.close()

    def show_list(self, node: "Node") -> None:
        """Show one list, which need not be among those found."""
        place = next((at for at in range(self.selector.count()) if self.selector.itemData(at).start == node.start), -1)
        if place < 0:
            place = self.selector.count()
            self._add_choice(node)
        self.selector.setCurrentIndex(place)
        self._read(node)

    def _offer(self, found: "list[Node]") -> None:
        for node in found:
            self._add_choice(node)
        if found:
            self._read(found[0])
        else:
            self._tell("This answer holds no list of objects.")

    def _add_choice(self, node: "Node") -> None:
        from explorer.core.document.paths import dotted

        if self._document is not None:
            name = dotted(node) or "whole answer"
            shown = visible(name[:200]).translate(ONE_LINE)
            self.selector.addItem(f"{shown}  [{self._document.count(node):,}]", node)

    def _on_list_chosen(self, place: int) -> None:
        self._read(self.selector.itemData(place))

    def _read(self, node: "Node") -> None:
        from explorer.core.document.table import Table

        if self._document is None:
            return
        self._hidden = set()
        self.model.shown = set()
        self.model.set_table(None)
        self._point_at(-1)
        table = self._table = Table(self._document, node)
        self.export_button.setEnabled(False)  # half a table would be taken for a whole one
        self.progress.begin("Reading rows…")
        self._runner.start(table.steps(), self._on_read, self._on_reading)
        if not table.complete:
            self._early.start()

    def _show_first(self) -> None:
        table = self._table
        if table is not None:
            self.view.forget_widths()
            self._set_columns(table, range(len(table)))
            self.view.fit_columns()
            self.view.read_ahead()

    def _on_reading(self) -> None:
        table = self._table
        if table is not None and len(table) > len(self.model.order) + _GROWN:
            self.model.grow(len(table))
            self.progress.show_words(f"Reading rows… {len(table):,}")

    def _on_read(self) -> None:
        table = self._table
        self._early.stop()
        self.progress.end()
        if table is None:
            return
        self._offer_export()
        if table.columns != [*self.model.columns, *self.model.further]:
            self._show_first()
        self.model.grow(len(table))
        self.column_menu.set_columns(table.columns, self._hidden)
        self._say_count()
        if self.filter.text():
            self.arrange()

    def show_column(self, name: str, shown: bool) -> None:
        """Show or hide one column."""
        (self._hidden.discard if shown else self._hidden.add)(name)
        self._take_columns()

    def show_all_columns(self, shown: bool) -> None:
        """Show or hide all of them."""
        self._hidden = set() if shown or self._table is None else set(self._table.columns)
        if self._table is not None:
            self.column_menu.set_columns(self._table.columns, self._hidden)
        self._take_columns()

    def _take_columns(self) -> None:
        if self._table is None:
            return
        section = self.view.horizontalHeader().sortIndicatorSection()
        by = self.model.columns[section] if 0 <= section < len(self.model.columns) else ""
        self.view.keep_widths()
        self._set_columns(self._table, self.model.order)
        self._point_at(self.model.columns.index(by) if by in self.model.columns else -1)
        self.view.fit_columns()
        self._say_count()

    def _set_columns(self, table: "Table", order: "Sequence[int]") -> None:
        chosen = tuple(filterfalse(self._hidden.__contains__, table.columns))
        self.model.set_table(table, chosen[:MOST_COLUMNS], order)
        self.model.further = chosen[MOST_COLUMNS:]

    def _point_at(self, section: int) -> None:
        """Show by which column the rows are sorted, without sorting again."""
        header = self.view.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(section, header.sortIndicatorOrder())
        header.blockSignals(False)

    def arrange(self) -> None:
        """Filter and sort again."""
        from explorer.core.document.table_order import Arrangement

        table, header = self._table, self.view.horizontalHeader()
        if table is None or not table.complete:
            return
        section = header.sortIndicatorSection()
        by = self.model.columns[section] if 0 <= section < len(self.model.columns) else None
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        work = Arrangement(
            table, (*self.model.columns, *self.model.further), text=self.filter.text(), by=by, descending=falling
        )
        self.progress.begin("Sorting…" if by is not None else "Filtering…")

        def done() -> None:
            self.progress.end()
            self._set_columns(table, work.rows)
            self.view.read_ahead()
            self._say_count()

        self._runner.start(work.steps(), done)

    def _say_count(self) -> None:
        table = self._table
        if table is None:
            return
        shown, total = len(self.model.order), len(table)
        rows = counted(total, "row") if shown == total else f"{shown:,} of {counted(total, 'row')}"
        if not table.complete:
            rows = f"the first {counted(total, 'row')}, reading was stopped"
        hidden = f", {len(self._hidden)} hidden" if self._hidden else ""
        columns = counted(len(self.model.columns), "column")
        if self.model.further:
            chosen = counted(len(self.model.columns) + len(self.model.further), "column")
            columns = f"the first {len(self.model.columns)} of {chosen} in sight, exports hold all"
        self._tell(f"{rows} · {columns}{hidden}")

    def _tell(self, words: str) -> None:
        # A label that wraps takes less width than it has, even for a few words.
        self.count.setWordWrap(len(words) > _COUNT_LETTERS)
        self.count.setText(words)

    def _copy(self, form: Form) -> None:
        self.progress.begin("Copying…")
        self._exporter.copy(self.model, form)

    def _copy_part(self, rows: list[int], names: list[str]) -> None:
        self.progress.begin("Copying…")
        remark = f" Only the first {COPIED_ROWS:,} rows; save to a file for all." if len(rows) > COPIED_ROWS else ""
        self._exporter.copy(self.model, "csv", Part(rows[:COPIED_ROWS], names, "\t", remark))

    def _ask_where(self, form: Form, *, marked: bool) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save table", f"answer.{form}", f"{form.upper()} (*.{form})")
        if name:
            self.save(form, Path(name), marked=marked)

    def save(self, form: Form, path: Path, *, marked: bool = True) -> None:
        """Write the rows and columns in sight to a file.

        ``marked``: a CSV file begins with a byte order mark, without which a spreadsheet reads it in the system's old
        charset; a program that reads the file may not expect it.
        """
        self._exporter.save(self.model, form, path, marked=marked and form == "csv")

    def _on_saving_began(self) -> None:
        self.export_button.setEnabled(False)
        self.saving.begin("Saving…")

    def _offer_export(self) -> None:
        self.export_button.setEnabled(not self._exporter.is_writing and not self._is_reading())

    def _is_reading(self) -> bool:
        return self._table is not None and not self._table.complete and self._runner.is_busy

    def _on_saving_finished(self) -> None:
        self._offer_export()
        self.saving.end()

    def _on_cancelled(self) -> None:
        self._runner.cancel()
        self._exporter.cancel_copy()
        self.progress.end()
        if self._table is not None and not self._table.complete:
            if self._early.isActive():
                self._early.stop()
                self._show_first()
            self.model.grow(len(self._table))
            self.column_menu.set_columns(self._table.columns, self._hidden)
        self._offer_export()
        self._say_count()


def _row(above: int, *parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, above, 12, 8)
    row.setSpacing(8)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row
