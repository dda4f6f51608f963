"""Walks through the matches of one text in one document."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.ui.response.slice_runner import SliceRunner

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.search import Search


class Finder(QObject):
    """Searches in slices; the first match can be gone to as soon as it is found.

    Signals:
        moved(int): the byte offset of the match that is now the current one.
        counted(str): words for the count: ``3 of 57,000``, ``no match``.
    """

    moved = Signal(int)
    counted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = SliceRunner(self)
        self._search: Search | None = None
        self._at = -1

    def look_for(self, document: "Document | None", text: str) -> None:
        """Begin anew; an empty text ends the search."""
        from explorer.core.document.search import Search

        self._runner.cancel()
        self._at = -1
        self._search = Search(document, text) if document is not None and text else None
        if self._search is not None:
            self._runner.start(self._search.steps(), self._on_progress, self._on_progress)

    def step(self, by: int) -> None:
        """Go to the next or previous match, round the end."""
        if self._search is None or not self._search.hits:
            return
        self._move((self._at + by) % len(self._search.hits))

    def step_from(self, offset: int) -> None:
        """Go to the first match after a place."""
        if self._search is not None and self._search.hits:
            self._move(bisect_right(self._search.hits, offset) % len(self._search.hits))

    def _move(self, at: int) -> None:
        if self._search is None:
            return
        self._at = at
        self._say()
        self.moved.emit(self._search.hits[at])

    def _on_progress(self) -> None:
        if self._search is not None and self._at < 0 and self._search.hits:
            self._move(0)
        self._say()

    def _say(self) -> None:
        search = self._search
        if search is None:
            return
        total = f"{len(search.hits):,}" + ("" if search.finished else "…")
        if not search.hits:
            self.counted.emit("no match" if search.finished else "…")
        else:
            self.counted.emit(f"{self._at + 1:,} of {total}")
