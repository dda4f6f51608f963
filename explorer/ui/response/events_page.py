"""The events of an event stream, one after another, each readable as a document of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from explorer.core.models.visible_text import visible
from explorer.ui.response.tree_page import TreePage
from explorer.ui.theme import theme

_MOST = 10_000
_SHOWN = 200


class EventsPage(QWidget):
    """A list of events, and the chosen one's data as a tree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QListWidget()
        self.rows.setAccessibleName("Events")
        self.rows.setFont(theme.mono_font())
        self.rows.setUniformItemSizes(True)
        self.tree = TreePage()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.rows)
        split.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self._data: list[str] = []
        self.rows.currentRowChanged.connect(self._on_row_changed)

    def show_text(self, text: str) -> None:
        """Show another stream."""
        from explorer.core.envelope.events import parse_events

        self.rows.clear()
        self._data = []
        for event in parse_events(text)[:_MOST]:
            self._data.append(event.data)
            name = event.event or "message"
            self.rows.addItem(QListWidgetItem(visible(f"{name:<12} {event.data[:_SHOWN]}").replace("\n", "↵")))
        if self._data:
            self.rows.setCurrentRow(0)

    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._data):
            self.tree.show_body(self._data[row].encode("utf-8", "surrogatepass"), "", None, same_request=True)
