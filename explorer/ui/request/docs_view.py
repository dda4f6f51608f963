"""The Docs tab: shows the page, and opens its links in the web browser on a click."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtGui import QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from explorer.core.models.action import ActionSpec, Example
from explorer.ui.request.docs_page import docs_parts
from explorer.ui.request.web_links import open_link
from explorer.ui.theme import theme
from explorer.ui.widgets.build_queue import BuildQueue

_GAP = 16


class DocsView(QTextBrowser):
    """Made when it is first looked at. Loads nothing from anywhere: pages hold no pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ActionSpec | None = None
        self._examples: Callable[[], Sequence[Example]] = tuple
        self._stale = False
        self._queue = BuildQueue(self)
        self.setAccessibleName("Documents of the action")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(16)
        self.anchorClicked.connect(open_link)
        theme.changed.connect(self._on_theme_changed)

    def load(self, spec: ActionSpec, examples: Callable[[], Sequence[Example]]) -> None:
        """Take an action; the page is made when it is seen."""
        self._spec, self._examples, self._stale = spec, examples, True
        if self.isVisible():
            self._make()

    def loadResource(self, _kind: int, _name: object) -> None:
        """Nothing is ever fetched for a page."""

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page now."""
        if self._stale:
            self._make()
        super().showEvent(event)

    def _make(self) -> None:
        self._stale = False
        self._queue.clear()
        if self._spec is not None:
            self._queue.add_work(self._written(self._spec))

    def _written(self, spec: ActionSpec) -> Iterator[None]:
        parts = docs_parts(spec, self._examples(), theme.current())
        self.setHtml(next(parts))
        yield
        for part in parts:
            self._append(part)
            yield

    def _append(self, part: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        # A table has an empty line before and behind it, which must not be seen: several have to look like one.
        line = QTextBlockFormat()
        if part.startswith("<table"):
            line.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        else:
            line.setTopMargin(_GAP)
        cursor.insertBlock(line, QTextCharFormat())
        cursor.insertHtml(part)

    def _on_theme_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._make()
