"""The look of the lists at the left: a field that filters, over what it filters."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.ui.widgets.empty_state import EmptyState
from explorer.ui.widgets.search_field import SearchField


class FilteredPanel(QWidget):
    """Words take the place of the view where it has nothing to show."""

    def _lay_out(self, field: SearchField, view: QWidget, nothing: EmptyState) -> None:
        """Put the parts in their places; the words show first."""
        self._view, self._nothing = view, nothing
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(view)
        row = QVBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._stack)

    def _show_view(self, shown: bool) -> None:
        self._stack.setCurrentWidget(self._view if shown else self._nothing)
