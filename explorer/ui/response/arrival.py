"""Brings a place of a document into sight in two turns of the event loop where one would be too much."""

from time import thread_time

from PySide6.QtCore import QObject, QTimer

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.document_view import DocumentView
from explorer.ui.response.slice_runner import SliceRunner

_LITTLE_SECONDS = 0.0007


class Arrival(QObject):
    """What is around the place is unfolded first; the row there is chosen, scrolled to and told about next."""

    def __init__(self, model: DocumentModel, view: DocumentView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._offset = -1
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._choose)

    def go_to(self, offset: int) -> None:
        """Go to the value or key at a byte offset; at once where little is to be unfolded."""
        SliceRunner.give_way()
        begun = thread_time()
        self._offset = offset
        self._model.reveal(offset)
        if thread_time() - begun < _LITTLE_SECONDS:
            self._choose()
        else:
            self._next.start()

    def stop(self) -> None:
        """Do not arrive."""
        self._next.stop()

    def _choose(self) -> None:
        self._next.stop()
        SliceRunner.give_way()
        row = self._model.reveal(self._offset)
        if row >= 0:
            self._view.go_to(row, centre=True)
