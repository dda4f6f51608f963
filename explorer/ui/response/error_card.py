"""What the error means, what may have caused it, and what to check; with the ways on from there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.models.exchange import Outcome
from explorer.ui.response.flow_layout import FlowLayout
from explorer.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation

_MARGIN = 16


class ErrorCard(QFrame):
    """One error of an answer. Everything that came from outside is plain text.

    Signals:
        code_activated(str): the code or "Open description" was followed.
        signature_requested(), request_id_requested(), ticket_requested(): the other links.
        field_requested(str): a link to a parameter that the message names.
    """

    code_activated = Signal(str)
    signature_requested = Signal()
    request_id_requested = Signal()
    ticket_requested = Signal()
    field_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "errorCard")
        self.setAccessibleName("Error")
        self._code = ""
        self._field_links: list[LinkButton] = []
        self.title = _label("errorTitle")
        self.code_link = LinkButton("")
        self.code_link.setAccessibleName("Error code")
        self.code_link.clicked.connect(lambda: self.code_activated.emit(self._code))
        self._message, self._meaning, self._source = _label(""), _label(""), _label("small")
        self._causes, self._checks = _Points("Likely causes"), _Points("What to check")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.setSpacing(6)
        head = FlowLayout(spacing=8)
        head.addWidget(self.title)
        head.addWidget(self.code_link)
        column.addLayout(head)
        for widget in (self._message, self._meaning, self._causes, self._checks, self._source):
            column.addWidget(widget)
        self._links = FlowLayout(spacing=14)
        column.addLayout(self._links)
        self.open_link = self._link("Open description", lambda: self.code_activated.emit(self._code))
        self._signature_link = self._link("Inspect signature", self.signature_requested.emit)
        self._copy_link = self._link("Copy RequestId", self.request_id_requested.emit)
        self._ticket_link = self._link("Copy for ticket", self.ticket_requested.emit)

    def _link(self, text: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(text)
        link.clicked.connect(lambda _checked=False: act())
        self._links.addWidget(link)
        return link

    def show_error(
        self, outcome: Outcome, explanation: "Explanation | None", fields: tuple[str, ...] = ()
    ) -> None:
        """Show the error of an answer, explained as far as it is known; ``fields`` are parameters it speaks of."""
        self._code = outcome.code
        self.title.setText(explanation.title if explanation is not None and explanation.title else "Error")
        self.code_link.setText(outcome.code)
        self.code_link.setToolTip("Open the description of this code")
        self._say(self._message, outcome.message or "The server gave no message.")
        self._say(self._meaning, explanation.meaning if explanation is not None else "")
        self._causes.show_points(tuple(explanation.causes) if explanation is not None else ())
        self._checks.show_points(tuple(explanation.checks) if explanation is not None else ())
        self._say(self._source, explanation.note if explanation is not None else "")
        self._show_fields(fields)
        self._copy_link.setVisible(bool(outcome.request_id))
        self._signature_link.setVisible(outcome.code.startswith("AuthFailure") or not outcome.code)

    def _show_fields(self, fields: tuple[str, ...]) -> None:
        while self._field_links:
            link = self._field_links.pop()
            self._links.removeWidget(link)
            link.hide()
            link.deleteLater()
        for path in fields:
            link = self._link(f"Go to {path}", partial(self.field_requested.emit, path))
            self._field_links.append(link)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


class _Points(QWidget):
    """A heading and lines with dots, or nothing."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(3)
        heading = _label("heading")
        heading.setText(title)
        self._column.addWidget(heading)

    def show_points(self, points: tuple[str, ...]) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for point in points:
            self._column.addWidget(_point(point))
        self.setVisible(bool(points))


def _point(text: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(6, 0, 0, 0)
    row.setSpacing(8)
    dot, words = _label(""), _label("")
    dot.setText("•")
    dot.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    words.setText(text)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return line


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role != "errorTitle")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
