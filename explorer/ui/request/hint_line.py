"""A field's document under its editor: one quiet line, and the whole of it on a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.form.wording import summary
from explorer.ui.request.web_links import open_link
from explorer.ui.widgets.elided_label import ElidedLabel

_LESS = "#less"


class HintLine(QWidget):
    """The first line of a document; a click shows all of it, with its links."""

    def __init__(self, document: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._whole: QLabel | None = None
        self._line = ElidedLabel(summary(document), self)
        self._line.setProperty("role", "small")
        self._line.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._line)

    def toggle(self) -> None:
        """Show the whole document, or one line again."""
        if self._whole is None:
            self._whole = whole = QLabel(f'{self._document} <a href="{_LESS}">Less</a>')
            whole.setProperty("role", "small")
            whole.setTextFormat(Qt.TextFormat.RichText)
            whole.setWordWrap(True)
            whole.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
            )
            whole.linkActivated.connect(self._on_link_activated)
            whole.hide()
            self._column.addWidget(whole)
        opened = self._whole.isHidden()
        self._whole.setVisible(opened)
        self._line.setVisible(not opened)

    def _on_link_activated(self, address: str) -> None:
        if address == _LESS:
            self.toggle()
        else:
            open_link(address)

    @property
    def is_open(self) -> bool:
        """Whether the whole document shows."""
        return self._whole is not None and not self._whole.isHidden()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say what a click does."""
        self.setToolTip("Click for the whole description")
        super().enterEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle()
