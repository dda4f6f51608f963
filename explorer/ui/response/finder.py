"""Walks through the matches of one text in one document."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.slice_runner import SliceRunner

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.hidden import Hidden
    from explorer.core.document.search import Search

_LAST = -1


class Finder(QObject):
    """Searches in slices; each match can be gone to as soon as it is found, and is waited for where it is not yet.

    Signals:
        moved(int): the byte offset of the match that is now the current one.
        counted(str): words for the count: ``3 of 57,000``, ``no match``.
        passed_over(int): the number of values that are blurred and not searched, once that is known.
    """

    moved = Signal(int)
    counted = Signal(str)
    passed_over = Signal(int)

    def __init__(self, model: DocumentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._runner, self._counter = SliceRunner(self), SliceRunner(self)
        self._search: Search | None = None
        self._sought: tuple[Document, str] | None = None
        self._hidden: Hidden | None = None
        self._hidden_in: Document | None = None
        self._shown: frozenset[int] = frozenset()
        self._at = self._was_at = -1
        self._wanted: int | None = None
        self._step_then = 0

    def look_for(self, document: "Document | None", text: str, step: int = 0) -> None:
        """Begin anew; an empty text ends the search.

        The same text in the same document goes on at the same match, or a ``step`` from it.
        """
        from explorer.core.document.search import Search

        self._runner.cancel()
        self._counter.cancel()
        sought = (document, text) if document is not None and text else None
        self._was_at = self._current() if sought == self._sought else -1
        self._at, self._wanted, self._search, self._sought, self._step_then = -1, None, None, sought, step
        if document is None:
            self._hidden = self._hidden_in = None
        if sought is not None:
            self._shown = self._model.secrets.unblurred
            self._search = Search(*sought, hidden=self._hidden_of(sought[0]), shown=self._shown)
            self._runner.start(self._search.steps(), self._on_searched, self._on_progress)

    def _current(self) -> int:
        """The byte offset of the current match, or -1."""
        return self._search.hits[self._at] if self._search is not None and self._at >= 0 else self._was_at

    def _hidden_of(self, document: "Document") -> "Hidden":
        """The blurred values; of a document that is read whole they are found once."""
        from explorer.core.document.hidden import Hidden

        if self._hidden is None or self._hidden_in is not document:
            secrets = self._model.secrets
            self._hidden = Hidden(document, secrets.is_secret, secrets.repeats)
            self._hidden_in = document if document.complete else None
        return self._hidden

    def prepare(self, document: "Document") -> Iterator[None]:
        """Find the blurred values, so that a search need not; each step is some tenths of a millisecond."""
        return self._hidden_of(document).reach(len(document.data))

    def step(self, by: int) -> None:
        """Go to the next or previous match, round the end; values unblurred meanwhile are searched first."""
        if self._sought is not None and self._shown != self._model.secrets.unblurred:
            self.look_for(*self._sought, by)
            return
        place = (self._at if self._wanted is None else self._wanted) + by
        if self._search is not None and self._wanted == _LAST:
            place = len(self._search.hits) - 1 + min(by, 0)
        found = len(self._search.hits) if self._search is not None and self._search.finished else 0
        self.go_to(place % found if found else place)

    def go_to(self, place: int) -> None:
        """Go to a match, counted from 0; one behind the last is the last, and so is any before the first."""
        self._wanted = max(place, _LAST)
        self._go_on()
        self._say()

    def _go_on(self) -> None:
        """Go where it is wanted, as soon as that is found."""
        search, wanted = self._search, self._wanted
        if search is None or wanted is None or not (search.finished or 0 <= wanted < len(search.hits)):
            return
        self._wanted = None
        if search.hits:
            self._at = len(search.hits) - 1 if wanted == _LAST else min(wanted, len(search.hits) - 1)
            self.moved.emit(search.hits[self._at])

    def _go_back(self) -> None:
        """Take up the match that was the current one when this search took the place of another; else the first."""
        hits = self._search.hits if self._search is not None else ()
        if self._search is None or not hits or not (hits[-1] >= self._was_at or self._search.finished):
            return
        self._at = min(bisect_left(hits, self._was_at), len(hits) - 1)
        if self._step_then:
            by, self._step_then = self._step_then, 0
            self.step(by)
        elif hits[self._at] != self._was_at:
            self.moved.emit(hits[self._at])

    def _on_progress(self) -> None:
        if self._at < 0:
            self._go_back()
        self._go_on()
        self._say()

    def _on_searched(self) -> None:
        self._on_progress()
        if self._hidden is not None and self._sought is not None:
            self._counter.start(self.prepare(self._sought[0]), self._say_passed_over)

    def _say_passed_over(self) -> None:
        if self._hidden is not None:
            self.passed_over.emit(self._hidden.count(self._shown))

    def _say(self) -> None:
        search = self._search
        if search is None or self._sought is None:
            return
        is_counted = search.finished and self._sought[0].complete
        if not search.hits:
            self.counted.emit("no match" if is_counted else "none yet" if search.finished else "…")
            return
        total = f"{len(search.hits):,}" + ("+" if search.is_cut else "" if is_counted else "…")
        place = self._at if self._wanted is None else self._wanted
        self.counted.emit(f"{place + 1:,} of {total}" if place >= 0 else f"… of {total}")
