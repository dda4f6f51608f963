"""The answer as a tree: opens the document, keeps what was expanded, finds, expands and copies."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.core.models.exchange import Outcome
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.expansion import MOST_ROWS
from explorer.ui.response.arrival import Arrival
from explorer.ui.response.converter import Converter
from explorer.ui.response.detail_strip import DetailStrip
from explorer.ui.response.document_view import DocumentView
from explorer.ui.response.find_bar import FindBar, PassedOver
from explorer.ui.response.finder import Finder
from explorer.ui.response.gathering_runner import GatheringRunner
from explorer.ui.response.last_hold import LastHold
from explorer.ui.response.marks import marks_of
from explorer.ui.response.place_keeper import PlaceKeeper
from explorer.ui.response.progress_strip import ProgressStrip
from explorer.ui.response.reading import FIRST_SECONDS, Reading
from explorer.ui.response.row_details import RowDetails
from explorer.ui.response.row_menu import RowMenu
from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.response.tree_query import TreeQuery
from explorer.ui.response.unfolding import unfold_some
from explorer.ui.widgets.in_steps import InSteps
from explorer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.core.document.document import Document
    from explorer.core.document.readings import Inside

_PAINTED_MILLISECONDS = 30


class TreePage(InSteps, QWidget):
    """Rows are there at once; a big body is read on in slices while they can be used.

    Signals:
        code_activated(str), request_id_copied(str): from the rows.
        opened(): the whole body has been read.
        document_changed(): another document, read whole, is shown.
        reading_changed(): reading the answer was stopped, or goes on.
        table_requested(object): the list at that row is wanted as a table.
    """

    code_activated = Signal(str)
    request_id_copied = Signal(str)
    opened = Signal()
    document_changed = Signal()
    reading_changed = Signal()
    table_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        super().__init__(parent)
        self.make(self._build(), in_steps=in_steps)

    def _build(self) -> "Iterator[None]":
        self.model = DocumentModel(self)
        self.view = DocumentView(self.model, self)
        yield
        self.find_bar, self.progress = FindBar(), ProgressStrip()
        yield
        self.notice, self.details = Notice(), DetailStrip()
        RowDetails(self.details, self.view, self.model, lambda: self._answer)
        self._passed_over = PassedOver()
        yield
        self._finder, self._arrival = Finder(self.model, self), Arrival(self.model, self.view)
        self.query = TreeQuery(self)
        self._converter, self._last_hold = Converter(self), LastHold(self)
        self._reading, self._runner, self._checker = Reading(self), GatheringRunner(self), SliceRunner(self)
        self._painted = QTimer(self, singleShot=True, interval=_PAINTED_MILLISECONDS)
        self._painted.timeout.connect(self._check)
        self._early = QTimer(self, singleShot=True, interval=0)
        self._early.timeout.connect(self._show_rows)
        self._document: Document | None = None
        self._answer: Document | None = None
        self._outcome: Outcome | None = None
        self._aside, self.language, self._tells_faults = "", "en", False
        self._retry: Callable[[], object] = self.show_answer
        self._stopped: Callable[[], object] | None = None
        self._place = PlaceKeeper(self.model, self.view, self._runner)
        self._expand_later: tuple[int, int] | None = None
        yield
        self._lay_out()
        yield
        self.view.code_activated.connect(self.code_activated)
        self.view.request_id_copied.connect(self.request_id_copied)
        self.view.expand_all_requested.connect(self.expand_below)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.details.inside_requested.connect(self._open_inside)
        self.find_bar.sought.connect(self.look_for)
        self.find_bar.stepped.connect(self._finder.step)
        self.find_bar.entered.connect(self._finder.go_to)
        self.find_bar.field.stepped_down.connect(self.view.setFocus)
        self._finder.moved.connect(self._arrival.go_to)
        self._finder.counted.connect(self.find_bar.show_count)
        self._finder.passed_over.connect(self._passed_over.say)
        self.view.clipboard_text.show_in(self.progress)
        self.progress.cancelled.connect(self._on_progress_cancelled)
        self.query.show_in(self.progress)
        self.query.failed.connect(self._on_query_failed)
        self.query.too_early.connect(self._on_query_asked_too_early)
        self.query.found.connect(self._on_query_found)
        self.query.emptied.connect(self.show_answer)

    def _lay_out(self) -> None:
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(12, 8, 12, 8)
        self.tools.setSpacing(8)
        self.tools.addWidget(self.find_bar)
        self.query_field = self.query.field
        self.query_field.returnPressed.connect(self._on_query_entered)
        self.tools.addWidget(self.query_field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tools)
        for widget in (self._passed_over, self.notice, self.progress, self.view, self.details):
            column.addWidget(widget, 1 if widget is self.view else 0)

    def speak(self, language: str) -> None:
        """Tell of what is no JSON in the language of explanations."""
        if language != self.language:
            self.language = language
            self.model.speak(language)
            if self._tells_faults and not self.notice.isHidden():
                self._say_faults()

    @property
    def document(self) -> "Document | None":
        """What is shown."""
        return self._document

    @property
    def answer(self) -> "Document | None":
        """The answer itself, whatever is shown in its place."""
        return self._answer

    def show_body(self, body: bytes, content_type: str, outcome: Outcome | None, *, same_request: bool) -> None:
        """Show another answer. ``same_request`` keeps the place in the last one, and what was expanded."""
        if same_request:
            self._place.keep(self._answer)
        else:
            self._place.forget()
        self.stop()
        self._outcome = outcome
        self._forget()
        self.query.reset(ask_again=same_request)
        self._converter.start(body, content_type, self._read)
        if self._converter.is_busy:
            self.model.set_document(None)
            self.progress.begin("Reading…")
            self._retry = lambda: self.show_body(body, content_type, outcome, same_request=same_request)

    def _read(self, body: bytes, note: str) -> None:
        """Begin to read what came, which is UTF-8 now."""
        from explorer.core.document.document import Document

        document = self._document = self._answer = Document(body, note=note)
        self._reading.read(document, self._on_opened, self._on_opening, first=self._first_seconds())
        if not document.complete:
            self._early.start()
            self.progress.begin("Reading…")

    def _first_seconds(self) -> float:
        """Where rows are to be expanded again, that takes its part of the turn."""
        return FIRST_SECONDS / 5 if self._place.has_folds else FIRST_SECONDS

    def show_document(self, document: "Document") -> None:
        """Show a document that was read already (the result of an expression)."""
        self.stop()
        self._place.keep(self._answer)
        self._document = document
        self.model.set_document(document)
        unfold_some(self.model)
        self.document_changed.emit()

    def stop(self) -> None:
        """Drop all work under way."""
        self._reading.drop()
        self._expand_later = self._stopped = None
        self._runner.cancel()
        self._checker.cancel()
        self._painted.stop()
        self._early.stop()
        self._converter.drop()
        self.view.clipboard_text.cancel()
        self._finder.look_for(None, "")
        self._arrival.stop()
        self.progress.end()
        self.notice.hide()

    def clear(self) -> None:
        """Show nothing, and let go of the body."""
        self._place.keep(self._answer)
        self.stop()
        self.query.stop()
        self._forget()
        self.model.set_document(None)

    def _forget(self) -> None:
        """Drop the documents; what takes long to free is freed on another thread."""
        self._last_hold.let_go(*{self._answer, self._document})
        self._document = self._answer = None

    def _on_opening(self) -> None:
        document = self.document
        if document is not None:
            self.progress.show_share(document.progress)

    def _on_opened(self) -> None:
        self._early.stop()
        self.progress.end()
        self._show_rows()
        document = self.document
        if document is None:
            return
        self._painted.start()
        self.opened.emit()
        self.document_changed.emit()
        self.query.ask_again(document)
        later, self._expand_later = self._expand_later, None
        if later is not None:
            self.expand_below(self.view.row_of_value(later[0]) if later[0] >= 0 else -1, later[1])
        if self.find_bar.field.text():
            self.look_for(self.find_bar.field.text())

    def _show_rows(self) -> None:
        document = self.document
        if document is None:
            return
        if self.model.document is document:
            self._place.keep(self._answer)
        self.model.set_document(document, marks_of(document, self._outcome))
        self._place.go_back(document)

    def _check(self) -> None:
        """Look for what was passed over in haste, once the rows are painted."""
        if self.document is not None:
            self._checker.start(self.document.check_steps(), self._on_checked)

    def _on_checked(self) -> None:
        self._say_faults()
        if self.document is not None:
            self._checker.start(self._finder.prepare(self.document), lambda: None)

    def _say_faults(self) -> None:
        document = self.document
        if document is None:
            return
        from explorer.core.knowledge.document_words import told_faults
        from explorer.core.knowledge.odd_answers import oddity_words
        from explorer.core.phrases import phrases

        faults = document.faults
        self._tells_faults = bool(faults or document.note)
        if faults:
            worst = faults[-1] if faults[-1].fatal else faults[0]
            place = ("Show the place", lambda: self.go_to_offset(worst.offset))
            self.notice.say(
                told_faults(faults, phrases(self.language)), "error" if worst.fatal else "warning", (place,)
            )
        elif document.note:
            self.notice.say(oddity_words(document.note, phrases(self.language)))

    def _open_inside(self, inside: "Inside") -> None:
        """Show the JSON that a string holds, in place of the answer."""
        from explorer.core.document.document import Document
        from explorer.core.document.paths import brief

        name = brief(self.model.node(self.view.current_row()))
        document = Document(inside.body).open()
        document.hides = self.document.hides if self.document is not None else None
        self._show_aside(document, f"The {inside.name} inside {name}")

    def _show_aside(self, document: "Document", words: str) -> None:
        """Show another document for a while, with a way back."""
        self.show_document(document)
        self._aside, self._tells_faults = words, False
        self.notice.say(words, links=(("Back to the answer", self.show_answer),))

    def show_answer(self) -> None:
        """Back from another document to the answer itself."""
        self.query.rest()
        if self._answer is not None and self._document is not self._answer:
            self.stop()
            self._last_hold.let_go(self._document)
            self._document = self._answer
            self._show_rows()
            self.document_changed.emit()

    def _on_query_entered(self) -> None:
        self.query.language = self.language
        self.query.ask(self._answer, is_read_on=self._reading.is_busy)

    def _on_query_asked_too_early(self) -> None:
        self.notice.say("An expression needs the whole answer, and reading it was stopped.", "warning")

    def _on_query_failed(self, words: str) -> None:
        self.progress.end()
        self._tells_faults = False
        links = (("Back to the answer", self.show_answer),) if self._document is not self._answer else ()
        self.notice.say(f"{words} Still shown: {self._aside}" if links else words, "error", links)

    def _on_query_found(self, document: "Document", words: str) -> None:
        self.progress.begin("Reading…")
        self._reading.read(document, lambda: self._show_aside(document, words))

    def go_to_offset(self, offset: int) -> None:
        """Bring the value at a byte offset into sight."""
        row = self.model.reveal(offset)
        if row >= 0:
            self.view.go_to(row, centre=True)

    def go_to_value(self, offset: int) -> None:
        """Bring the row of the value that starts at a byte offset into sight, not a row below it."""
        self.view.go_to_value(offset)

    def look_for(self, text: str) -> None:
        """Find a text in keys and values; an empty one clears the marks."""
        self.view.painter_of_rows.needle = text.lower()
        self.view.viewport().update()
        self._passed_over.hide()
        self._finder.look_for(self.document, text)

    def expand_below(self, row: int, levels: int = 1_000_000) -> None:
        """Expand a row with what is below it, in slices, and show it all at once; first all of it has to be read."""
        if self._reading.is_busy:
            self._expand_later = (self.model.node(row).start if row >= 0 else -1, levels)
            self.progress.begin("Reading, to expand then…")
            return
        work = self.model.expansion(row, levels)
        if work is None:
            return
        self.progress.begin("Expanding…")

        def done() -> None:
            self.progress.end()
            self.model.show_expansion(work)
            if not work.complete:
                self.notice.say(f"Expanded as far as {MOST_ROWS:,} rows go.", "neutral")

        self._runner.gather(work, done, lambda: self.progress.show_words(f"Expanding… {len(work.rows):,} rows"))

    def expand_to_level(self, level: int) -> None:
        """Expand every outermost row to a level, counted from 1."""
        if level <= 1:
            self.collapse_all()
        else:
            self.expand_below(-1, level)

    def collapse_all(self) -> None:
        """Collapse every row."""
        document = self.document
        if document is not None:
            self.model.set_document(document, self.model.marks)

    def _on_progress_cancelled(self) -> None:
        if self._converter.is_busy:
            self._converter.drop()
            self._say_stopped(self._retry, "Reading was stopped.", "Read it")
        elif self._reading.halt() and self._document is self._answer:
            self._say_stopped(self._go_on, "Reading was stopped. What was read so far is shown.", "Read on")
        self._expand_later = None
        self._runner.cancel()
        self.query.stop()
        self.view.clipboard_text.cancel()
        self.progress.end()

    def _say_stopped(self, go_on: "Callable[[], object]", words: str, link: str) -> None:
        self._stopped = go_on
        self.notice.say(words, "neutral", ((link, self.read_on),))
        self.reading_changed.emit()

    @property
    def is_stopped(self) -> bool:
        """Whether reading the answer was stopped; ``read_on`` goes on."""
        return self._stopped is not None

    def read_on(self) -> None:
        """Read the rest of an answer whose reading was stopped."""
        go_on, self._stopped = self._stopped, None
        if go_on is not None:
            go_on()
            self.reading_changed.emit()

    def _go_on(self) -> None:
        self.notice.hide()
        self.progress.begin("Reading…")
        self._reading.go_on()

    def _on_menu_requested(self, row: int, place: QPoint) -> None:
        RowMenu(self, row).popup(place)
