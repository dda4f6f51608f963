"""The preview of a pasted request: what was recognised, what was not, and what opening it will show."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.core.models.json_value import dumps
from explorer.core.models.request import Request
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.core.importers.imported import Imported

_SETTLE_MILLISECONDS = 150
_SHOWN = 60_000
_PREVIEW = 4_000
_MOST_NOTES = 30
_HINT = (
    "A curl or tccli command, an HTTP request, an example of the vendor's documents, a Postman or HAR entry,"
    " or the text of an SDK's exception…"
)


class ImportDialog(QDialog):
    """Asks with ``text_given``; the answer comes through ``show_imported`` or ``show_error``.

    Signals:
        text_given(str, int): read this text; the number goes with its answer.
        request_chosen(Request): open this.
        explain_chosen(str): explain this text.
    """

    text_given = Signal(str, int)
    request_chosen = Signal(object)
    explain_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Paste request")
        self.resize(720, 680)
        self._number = 0
        self._whole = ""
        self._found: Imported | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._ask)
        self._make()
        self._arrange()
        self.field.textChanged.connect(self._settle.start)
        self.open_button.clicked.connect(self._on_open_clicked)
        self._decline.clicked.connect(self.reject)
        self._show_nothing()

    def load(self, text: str) -> None:
        """Take a text; a very long one is read whole and shown in part."""
        self._whole = text
        self.field.setPlainText(text[:_SHOWN])
        self.field.setFocus()
        self._settle.start(0)

    def show_imported(self, found: "Imported", number: int) -> None:
        """What a text was."""
        if number != self._number:
            return
        self._found = found
        self._badge.show()
        self._badge.set_outcome(f"Recognised: {found.format}", "success" if found.request else "warning")
        self._facts.setText(_facts(found.request) if found.request else "")
        self._facts.setVisible(found.request is not None)
        self._parameters.show_text(_preview(found.request) if found.request else "")
        self._parameters.setVisible(found.request is not None)
        self._notes.show_notes(found.notes)
        self.open_button.setText("Open" if found.request else "Explain")
        self.open_button.setEnabled(bool(found.request or found.explain))

    def show_error(self, message: str, number: int) -> None:
        """Why a text is no request."""
        if number == self._number:
            self._show_nothing()
            self._badge.show()
            self._badge.set_outcome("Not recognised", "error")
            self._notes.show_notes((message,))

    def _show_nothing(self) -> None:
        self._found = None
        for widget in (self._badge, self._facts, self._parameters, self._notes):
            widget.hide()
        self.open_button.setText("Open")
        self.open_button.setEnabled(False)

    def _text(self) -> str:
        """The text as it came while nobody has typed into the field; then what the field holds."""
        shown = self.field.content()
        untouched = shown == self._whole[:_SHOWN].replace("\r\n", "\n").replace("\r", "\n")
        return self._whole if untouched else shown

    def _ask(self) -> None:
        self._number += 1
        text = self._text()
        if text.strip():
            self.text_given.emit(text, self._number)
        else:
            self._show_nothing()

    def _on_open_clicked(self) -> None:
        found = self._found
        self.accept()
        if found is not None and found.request is not None:
            self.request_chosen.emit(found.request)
        elif found is not None and found.explain:
            self.explain_chosen.emit(found.explain)

    def _make(self) -> None:
        self.field = MarkedText(editable=True, least=9, most=9)
        self.field.setObjectName("importText")
        self.field.setAccessibleName("Text to make a request of")
        self.field.setPlaceholderText(_HINT)
        self._badge = Badge()
        self._badge.setObjectName("importFormat")
        self._facts = plain_label("", "body")
        self._facts.setObjectName("importFacts")
        self._parameters = MarkedText(most=10)
        self._parameters.setObjectName("importParameters")
        self._parameters.setAccessibleName("Parameters")
        self._notes = NoteList()
        self._notes.setObjectName("importNotes")
        self.open_button = QPushButton("Open")
        self.open_button.setObjectName("importOpenButton")
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self._decline = QPushButton("Cancel")
        self._decline.setAutoDefault(False)

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for widget in (self._badge, self._facts, self._parameters, self._notes):
            inner.addWidget(widget)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        buttons = QHBoxLayout()
        buttons.addWidget(plain_label("Secrets in the text are never kept.", "small"), 1)
        buttons.addWidget(self._decline)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label("Paste a request", "title"))
        column.addWidget(self.field)
        column.addWidget(area, 1)
        column.addLayout(buttons)


class NoteList(QWidget):
    """Sentences, each after a point of its own, so that a wrapped one stays together."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[str, ...] = ()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(2, 0, 0, 0)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)

    def text(self) -> str:
        """All of them, one a line."""
        return "\n".join(self._notes)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show these; none hides the list."""
        self._notes = notes
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, note in enumerate(notes[:_MOST_NOTES]):
            label = plain_label(note, "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(plain_label("•", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(label, row, 1)
        self.setVisible(bool(notes))


def _facts(request: Request) -> str:
    ref = request.action
    travel = [
        request.method.value,
        request.algorithm.value,
        request.region or "region of the bar",
        request.endpoint or "endpoint of the bar",
    ]
    lines = [f"{ref.service} {ref.version} · {ref.name}", " · ".join(travel)]
    lines += [f"{name}: {value}"[:120] for name, value in request.headers[:6]]
    return "\n".join(lines)


def _preview(request: Request) -> str:
    text = request.body_text or ""
    if request.parameters or not text:
        text = dumps(request.parameters, indent=2)
    return text if len(text) <= _PREVIEW else f"{text[:_PREVIEW]}…"
