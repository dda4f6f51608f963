"""The preview of a pasted request: what was recognised, what was not, and what opening it will show."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.core.models.json_value import dumps
from explorer.core.models.request import Request
from explorer.ui.request.call_list import CallList
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.note_list import NoteList
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.question import QuestionDialog, plain_label

if TYPE_CHECKING:
    from explorer.core.importers.imported import Entry, Imported

# More tabs than that are hard to find one's way in, so they are asked for.
MOST_TABS = 20

_SETTLE_MILLISECONDS = 150
_SHOWN = 60_000
_PREVIEW = 4_000
_HINT = (
    "A curl, tccli or PowerShell command, an HTTP request or a log with one, an example of the vendor's documents,"
    " a Postman collection or a HAR archive, or the text of an SDK's exception…"
)


class ImportDialog(QDialog):
    """Asks with ``text_given``; the answer comes through ``show_imported`` or ``show_error``.

    Signals:
        text_given(str, int): read this text; the number goes with its answer.
        calls_chosen(list[Entry]): open these.
        keep_chosen(list[Entry]): save these in a folder of the collections.
        explain_chosen(str): explain this text.
    """

    # As objects: a text as such would be copied to Qt and back, which takes long for a long one.
    text_given = Signal(object, int)
    calls_chosen = Signal(object)
    keep_chosen = Signal(object)
    explain_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Paste request")
        self.resize(720, 680)
        self._number = 0
        self._whole = ""
        self._untouched = False
        self._found: Imported | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._ask)
        self._make()
        self._arrange()
        self.field.textChanged.connect(self._on_text_changed)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.calls.chosen_changed.connect(self._show_choice)
        self.calls.looked_at.connect(self._show_entry)
        self._decline.clicked.connect(self.reject)
        self._show_nothing()

    def load(self, text: str) -> None:
        """Take a text; a very long one is read whole and shown in part."""
        self._whole = text
        self.field.setPlaceholderText(_HINT)
        self.field.setPlainText(text[:_SHOWN])
        self._untouched = True
        self.field.setFocus()
        self._settle.start(0)

    def load_files(self, names: Sequence[str]) -> int:
        """Say which files are read in place of a text; the number goes with their answer."""
        with QSignalBlocker(self.field):
            self.field.setPlainText("")
        self._settle.stop()
        self._number += 1
        self._whole = ""
        self.field.setPlaceholderText(f"{len(names)} files: {', '.join(names)}")
        self._show_reading()
        return self._number

    def show_imported(self, found: "Imported", number: int) -> None:
        """What a text was; of several calls the list, and the one in front."""
        if number != self._number:
            return
        self._found = found
        several = bool(found.entries)
        self.calls.setVisible(several)
        self.keep_button.setVisible(several)
        self._badge.show()
        what = f"{len(found.entries)} calls" if several else found.format
        self._badge.set_outcome(f"Recognised: {what}", "success" if found.request else "warning")
        if several:
            self.calls.set_entries(found.entries)
            self.resize(self.size().expandedTo(QSize(860, 680)))
            return
        self._show_request(found.request, found.notes)
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
        for widget in (self._badge, self.calls, self._facts, self._parameters, self._notes, self.keep_button):
            widget.hide()
        self.open_button.setText("Open")
        self.open_button.setEnabled(False)

    def _text(self) -> str:
        """The text as it came while nobody has typed into the field; then what the field holds."""
        return self._whole if self._untouched else self.field.content()

    def _on_text_changed(self) -> None:
        self._untouched = False
        self._settle.start()

    def _ask(self) -> None:
        self._number += 1
        text = self._text()
        if text.strip():
            self._show_reading()
            self.text_given.emit(text, self._number)
        else:
            self._show_nothing()

    def _show_reading(self) -> None:
        self._show_nothing()
        self._badge.show()
        self._badge.set_outcome("Reading…", "neutral")

    def _show_request(self, request: Request | None, notes: tuple[str, ...]) -> None:
        self._facts.setText(_facts(request) if request else "")
        self._facts.setVisible(request is not None)
        self._parameters.show_text(_preview(request) if request else "")
        self._parameters.setVisible(request is not None)
        self._notes.show_notes(notes)

    def _show_entry(self, entry: "Entry") -> None:
        """One call of several, and what is to be said of all of them."""
        said = self._found.notes if self._found is not None else ()
        own = entry.imported.notes if entry.imported is not None else (entry.problem,)
        self._show_request(entry.imported.request if entry.imported is not None else None, (*said, *own))

    def _show_choice(self) -> None:
        count = len(self.calls.checked())
        self.open_button.setText(f"Open {count} calls" if count > 1 else "Open")
        self.open_button.setEnabled(count > 0)
        self.keep_button.setEnabled(count > 0)

    def _on_open_clicked(self) -> None:
        found = self._found
        if found is None:
            return
        if found.entries and len(self.calls.checked()) > MOST_TABS:
            self._ask_for_many(len(self.calls.checked()))
            return
        self._open()

    def _ask_for_many(self, count: int) -> None:
        question = QuestionDialog(
            self, f"Open {count} tabs?", "They can be saved as a folder of the collections instead: “Save as a folder”"
            " keeps their names and folders.", f"Open {count} tabs",
        )  # fmt: skip
        question.ask(self._open)

    def _open(self) -> None:
        found = self._found
        self.accept()
        if found is not None and found.request is not None:
            self.calls_chosen.emit(self.calls.checked() if found.entries else [single(found)])
        elif found is not None and found.explain:
            self.explain_chosen.emit(found.explain)

    def _on_keep_clicked(self) -> None:
        chosen = self.calls.checked()
        self.accept()
        self.keep_chosen.emit(chosen)

    def _make(self) -> None:
        self.field = MarkedText(editable=True, least=9, most=9)
        self.field.setObjectName("importText")
        self.field.setAccessibleName("Text to make a request of")
        self.field.setPlaceholderText(_HINT)
        self._badge = Badge()
        self._badge.setObjectName("importFormat")
        self.calls = CallList()
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
        self.keep_button = QPushButton("Save as a folder")
        self.keep_button.setObjectName("importKeepButton")
        self.keep_button.setAutoDefault(False)
        self._decline = QPushButton("Cancel")
        self._decline.setAutoDefault(False)

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for widget in (self._badge, self.calls, self._facts, self._parameters, self._notes):
            inner.addWidget(widget)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        buttons = QHBoxLayout()
        buttons.addWidget(plain_label("Secrets in the text are never kept.", "small"), 1)
        buttons.addWidget(self._decline)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label("Paste a request", "title"))
        column.addWidget(self.field)
        column.addWidget(area, 1)
        column.addLayout(buttons)


def single(found: "Imported") -> "Entry":
    """A text's only call, as one of a list."""
    from explorer.core.importers.imported import Entry

    return Entry("", found)


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
