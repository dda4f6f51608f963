"""Walks through the matches of one text in one document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.slice_runner import SliceRunner

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.hidden import Hidden
    from explorer.core.document.search import Search


class Finder(QObject):
    """Searches in slices; the first match can be gone to as soon as it is found.

    Signals:
        moved(int): the byte offset of the match that is now the current one.
        counted(str): words for the count: ``3 of 57,000``, ``no match``.
        passed_over(int): the number of values that are blurred and not searched.
    """

    moved = Signal(int)
    counted = Signal(str)
    passed_over = Signal(int)

    def __init__(self, model: DocumentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._runner = SliceRunner(self)
        self._search: Search | None = None
        self._sought: tuple[Document, str] | None = None
        self._hidden: Hidden | None = None
        self._hidden_in: Document | None = None
        self._shown: frozenset[int] = frozenset()
        self._at = self._ahead = -1

    def look_for(self, document: "Document | None", text: str) -> None:
        """Begin anew; an empty text ends the search."""
        from explorer.core.document.search import Search

        self._runner.cancel()
        self._at = self._ahead = -1
        self._search = self._sought = None
        if document is None:
            self._hidden = self._hidden_in = None
        if document is not None and text:
            self._sought, self._shown = (document, text), self._model.secrets.unblurred
            self._search = Search(document, text, hidden=self._hidden_of(document), shown=self._shown)
        if self._search is not None:
            self._runner.start(self._search.steps(), self._on_progress, self._on_progress)

    def _hidden_of(self, document: "Document") -> "Hidden":
        """The blurred values; of a document that is read whole they are found once."""
        from explorer.core.document.hidden import Hidden

        if self._hidden is None or self._hidden_in is not document:
            self._hidden = Hidden(document, self._model.secrets.is_secret)
            self._hidden_in = document if document.complete else None
        return self._hidden

    def prepare(self, document: "Document") -> Iterator[None]:
        """Find the blurred values, so that a search need not; each step is some tenths of a millisecond."""
        return self._hidden_of(document).reach(len(document.data))

    def step(self, by: int) -> None:
        """Go to the next or previous match, round the end; values unblurred meanwhile are searched first."""
        if self._sought is not None and self._shown != self._model.secrets.unblurred:
            self.look_for(*self._sought)
            return
        if self._search is None or not self._search.hits:
            return
        self._move((self._at + by) % len(self._search.hits))

    def _move(self, at: int) -> None:
        if self._search is None:
            return
        self._at = at
        self._say()
        self.moved.emit(self._search.hits[at])

    def _on_progress(self) -> None:
        search = self._search
        if search is not None and self._at < 0 and search.hits:
            self._at = 0
            if search.hits[0] != self._ahead:
                self._move(0)
        elif search is not None and self._at < 0 and search.ahead != self._ahead:
            self._ahead = search.ahead
            self.moved.emit(self._ahead)
        self._say()

    def _say(self) -> None:
        search = self._search
        if search is None:
            return
        self.passed_over.emit(search.passed_over)
        total = f"{len(search.hits):,}" + ("" if search.finished else "…")
        if not search.hits:
            self.counted.emit("no match" if search.finished else "1 of …" if self._ahead >= 0 else "…")
        else:
            self.counted.emit(f"{self._at + 1:,} of {total}")
