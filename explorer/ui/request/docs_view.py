"""The Docs tab: shows the page, and opens its links in the web browser on a click."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from explorer.core.models.action import ActionSpec, Example
from explorer.ui.request.docs_page import docs_html
from explorer.ui.request.web_links import open_link
from explorer.ui.theme import theme


class DocsView(QTextBrowser):
    """Made when it is first looked at. Loads nothing from anywhere: pages hold no pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ActionSpec | None = None
        self._examples: Callable[[], Sequence[Example]] = tuple
        self._stale = False
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
        if self._spec is not None:
            self.setHtml(docs_html(self._spec, self._examples(), theme.current()))

    def _on_theme_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._make()
