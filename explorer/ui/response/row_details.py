"""Keeps the strip under the tree saying what is known of the row in front."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.detail_strip import DetailStrip, Row
from explorer.ui.response.document_view import DocumentView

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.core.document.document import Document


class RowDetails(QObject):
    """``answer`` gives the document that the specification speaks of."""

    def __init__(
        self, strip: DetailStrip, view: DocumentView, model: DocumentModel, answer: "Callable[[], Document | None]"
    ) -> None:
        super().__init__(strip)
        self._strip, self._view, self._model, self._answer = strip, view, model, answer
        view.selectionModel().currentRowChanged.connect(lambda _now, _before: self._say())
        model.modelReset.connect(self._say)
        model.dataChanged.connect(self._on_rows_changed)
        strip.unblur_requested.connect(lambda: model.unblur(view.current_row()))

    def _on_rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self._view.current_row() <= last.row():
            self._say()

    def _say(self) -> None:
        row, model = self._view.current_row(), self._model
        document = model.document
        if document is None or not 0 <= row < model.rowCount():
            self._strip.show_row(None)
            return
        node = model.node(row)
        known = model.remarks.spec if document is self._answer() else None
        failed = bool(model.marks.error[1])
        asked = node.start in model.secrets.unblurred
        hidden, times = model.is_blurred(node), model.times(node)
        absent = () if failed or known is None else model.remarks.remark(document, node).absent
        self._strip.show_row(Row(document, node, known, hidden, asked, times, absent))
