"""The pages under the strip; a page is filled when it is looked at, and shown only when it has something to show."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.ui.models.compared_text import Veil
from explorer.ui.response.compare_page import ComparePage
from explorer.ui.response.errand import Errand
from explorer.ui.response.headers_page import HeadersPage
from explorer.ui.response.raw_page import RawPage
from explorer.ui.response.states import empty_answer
from explorer.ui.response.table_page import TablePage
from explorer.ui.response.timing_page import TimingPage
from explorer.ui.response.tree_page import TreePage
from explorer.ui.widgets.section_tabs import SectionTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.ui.response.find_bar import FindBar

    # The offset of the chosen value in the body, -1 for none, and how far the rows are scrolled.
    Place = tuple[int, int]

_JSON_STARTS = (b"{", b"[", b'"', b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class AnswerTabs(SectionTabs):
    """Tree · Table · Raw · Headers · Timing · Compare, and Events or Empty in their place.

    Signals:
        code_activated(str), request_id_copied(str): from the tree.
    """

    code_activated = Signal(str)
    request_id_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, name="Answer")
        self._events: QWidget | None = None
        self._waiting: dict[QWidget, Callable[[], object]] = {}
        self._place: Place | None = None
        self._reading = Errand(self)

    def building(self) -> "Iterator[None]":
        """Build the pages, step by step; nothing can be shown before all of it is done.

        They are made in their place: what comes into another parent takes its style anew, with all that is in it.
        """
        self._empty, self._language = empty_answer(self.pages), "en"
        yield
        self.tree = TreePage(self.pages, in_steps=True)
        self._chosen: QWidget = self.tree
        while self.tree.build_more():
            yield
        self.table = TablePage(self.pages, in_steps=True)
        while self.table.build_more():
            yield
        self.raw = RawPage(self.pages)
        yield
        self.headers = HeadersPage(self.pages)
        yield
        self.timing = TimingPage(self.pages)
        yield
        self.compare = ComparePage(self.pages, in_steps=True)
        while self.compare.build_more():
            yield
        for page, title in (
            (self._empty, "Answer"),
            (self.tree, "Tree"),
            (self.table, "Table"),
            (self.raw, "Raw"),
            (self.headers, "Headers"),
            (self.timing, "Timing"),
            (self.compare, "Compare"),
        ):
            self.addTab(page, title)
            yield
        # As most answers have it, so that the first one need not turn.
        self.setCurrentWidget(self.tree)
        self._offer(self._empty, False)
        yield
        self._connect()

    def _connect(self) -> None:
        self.tree.code_activated.connect(self.code_activated)
        self.tree.request_id_copied.connect(self.request_id_copied)
        self.tree.opened.connect(self._on_opened)
        self.tree.document_changed.connect(self._on_document_changed)
        self.tree.reading_changed.connect(self._on_reading_changed)
        self.tree.table_requested.connect(self._on_table_requested)
        self.table.place_requested.connect(self._on_place_requested)
        self.compare.place_requested.connect(self._on_place_requested)
        self.currentChanged.connect(self._on_current_changed)
        self.tabBarClicked.connect(self._on_tab_clicked)

    def speak(self, language: str) -> None:
        """Tell of what is odd about an answer in the language of explanations."""
        self._language = language
        self.tree.speak(language)
        self.compare.speak(language)
        if self.isTabVisible(self.indexOf(self._empty)):
            self._say_empty()

    def _say_empty(self) -> None:
        from explorer.core.phrases import phrases

        say = phrases(self._language)
        self._empty.set_words(say("state.empty"), say("state.empty_more"))

    def show_exchange(self, exchange: Exchange, *, same_request: bool, spec: ActionSpec | None = None) -> None:
        """Show another answer; the page that the user chose last stays in front where it can."""
        from explorer.core.secrets.secret_names import declared_names
        from explorer.services.known_secrets import echoed

        kind = exchange.outcome.kind if exchange.outcome is not None else OutcomeKind.OTHER_JSON
        body, content_type = exchange.body, exchange.header("Content-Type")
        self._waiting = {
            self.raw: lambda: self.raw.show_body(body, content_type),
            self.headers: lambda: self.headers.show_exchange(exchange),
            self.timing: lambda: self.timing.show_exchange(exchange),
        }
        self.tree.clear()
        if not body:
            self._say_empty()
        events = kind is OutcomeKind.EVENTS
        self._reading.drop()
        self.tree.model.remarks.spec = None if events else spec
        self.tree.model.secrets.known = echoed(exchange, spec)
        self._hide_secrets(declared_names(spec))
        self.table.clear()
        self.compare.clear()
        readable = is_readable(kind, body)
        if readable:
            self._waiting[self.tree] = lambda: self.tree.show_body(
                body, content_type, exchange.outcome, same_request=same_request
            )
            self._waiting[self.table] = self._fill_table
            self._waiting[self.compare] = self._fill_compare
        elif events:
            self._prepare_events(body, content_type)
        elif body:
            self._waiting[self.compare] = lambda: self.compare.show_text(body, content_type)
        self._offer(self._empty, not body)
        for page in (self.tree, self.table):
            self._offer(page, readable or events)
        self._offer(self.compare, bool(body))
        self._offer(self.raw, bool(body))
        if self._events is not None:
            self._offer(self._events, events)
        self._choose()

    def _hide_secrets(self, declared: frozenset[str]) -> None:
        """Hide in every page what the action's documents tell to be a secret, and what repeats one of the request."""
        secrets = self.tree.model.secrets
        secrets.declare(declared)
        self.tree.query.declare(declared)
        self.table.model.also_secret = declared
        self.compare.model.veil = Veil(declared, secrets.repeats)

    def show_more(self, exchange: Exchange, *, same_request: bool, spec: ActionSpec | None = None) -> None:
        """Show an answer that begins as the one in sight does, at the same place of it."""
        self.go_back_to(self.place())
        self.show_exchange(exchange, same_request=same_request, spec=spec)

    def is_idle(self) -> bool:
        """Whether the tree is in front and nobody looks for anything in it."""
        tree = self.tree
        return self.currentWidget() is tree and not tree.query_field.text() and not tree.find_bar.field.text()

    def place(self) -> "Place | None":
        """Where the tree is, for ``go_back_to``; None where there are no rows."""
        view, model = self.tree.view, self.tree.model
        if not model.rowCount():
            return None
        row = view.current_row()
        return model.node(row).start if row >= 0 else -1, view.verticalScrollBar().value()

    def go_back_to(self, place: "Place | None") -> None:
        """Choose the value that was chosen, and scroll back, once the rows of the next answer are there."""
        self._place = place

    def _on_opened(self) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        offset, height = place
        if offset >= 0:
            self.tree.go_to_value(offset)
        self.tree.view.verticalScrollBar().setValue(height)

    def find_bar_in_front(self) -> "FindBar | None":
        """Bring the tree to the front, if there is one, and give what finds in it."""
        if not self.isTabVisible(self.indexOf(self.tree)):
            return None
        self.setCurrentWidget(self.tree)
        return self.tree.find_bar

    def stop(self) -> None:
        """Drop all work under way and let go of the body."""
        self._waiting.clear()
        self._reading.drop()
        self.tree.clear()
        self.table.clear()
        self.compare.clear()
        self.raw.show_body(b"")

    def _prepare_events(self, body: bytes, content_type: str) -> None:
        from explorer.core.envelope.text import decode_text
        from explorer.ui.response.events_page import EventsPage

        if not isinstance(self._events, EventsPage):
            self._events = EventsPage()
            self.insertTab(1, self._events, "Events")
        page = self._events
        self._waiting[page] = lambda: page.show_text(decode_text(body, content_type))
        self._waiting[self.tree] = lambda: self._read_events(body, content_type)
        self._waiting[self.table] = self._fill_table
        self._waiting[self.compare] = self._fill_compare

    def _read_events(self, body: bytes, content_type: str) -> None:
        """The list of the events is what the tree shows; a worker makes it."""
        self._reading.start(
            _events_json,
            body,
            content_type,
            done=lambda found: self.tree.show_body(found, "application/json", None, same_request=False),
            failed=lambda error: self.tree.notice.say(str(error), "error"),
        )

    def _fill_table(self) -> None:
        """Lists are looked for once the answer has been read, which the tree does."""
        self._fill(self.tree)
        document = self.tree.document
        if document is not None and document.complete:
            self._waiting.pop(self.table, None)
            document.hides = document.hides or self.tree.model.secrets.repeats
            self.table.show_document(document)
        else:
            self._await(self.table)

    def _fill_compare(self) -> None:
        """As the table, but always of the answer itself."""
        self._fill(self.tree)
        document = self.tree.answer
        if document is not None and document.complete:
            self._waiting.pop(self.compare, None)
            self.compare.show_document(document)
        else:
            self._await(self.compare)

    def _await(self, page: TablePage | ComparePage) -> None:
        page.await_answer(self.tree.read_on if self.tree.is_stopped else None)

    def _on_reading_changed(self) -> None:
        answer = self.tree.answer
        if answer is None or not answer.complete:
            self._await(self.table)
            self._await(self.compare)

    def _on_document_changed(self) -> None:
        self._waiting[self.table] = self._fill_table
        if self.tree.document is self.tree.answer:
            self._waiting[self.compare] = self._fill_compare
        page = self.currentWidget()
        if page in (self.table, self.compare):
            self._fill(page)

    def _on_table_requested(self, node: object) -> None:
        self.setCurrentWidget(self.table)
        self.table.show_list(node)  # type: ignore[arg-type]

    def _on_place_requested(self, offset: int) -> None:
        self.setCurrentWidget(self.tree)
        if self.sender() is self.compare:
            self.tree.show_answer()
        self.tree.go_to_value(offset)
        self.tree.view.setFocus()

    def _offer(self, page: QWidget, shown: bool) -> None:
        index = self.indexOf(page)
        if self.isTabVisible(index) != shown:  # Qt lays everything out anew even where nothing changes
            self.setTabVisible(index, shown)

    def _choose(self) -> None:
        # Of a stream the events come first, unless another page than the usual one was chosen.
        first = self._events if self._chosen is self.tree else None
        pages = [first, self._chosen, *(self.widget(number) for number in range(self.count()))]
        page = next(page for page in pages if page is not None and self.isTabVisible(self.indexOf(page)))
        self.setCurrentWidget(page)
        self._fill(page)

    def _on_tab_clicked(self, index: int) -> None:
        page = self.widget(index)
        if page is not None:
            self._chosen = page

    def _on_current_changed(self, index: int) -> None:
        page = self.widget(index)
        if page is not None:
            if self.tabBar().hasFocus():
                self._chosen = page
            self._fill(page)

    def _fill(self, page: QWidget) -> None:
        fill = self._waiting.pop(page, None)
        if fill is not None:
            fill()


def _events_json(body: bytes, content_type: str) -> bytes:
    from explorer.core.envelope.events import events_as_data
    from explorer.core.envelope.text import decode_text
    from explorer.core.models.json_value import dumps

    # Event by event: one long call would stop the window, too.
    return f"[{','.join(map(dumps, events_as_data(decode_text(body, content_type))))}]".encode()


def is_readable(kind: OutcomeKind, body: bytes) -> bool:
    """Whether the body is worth a tree: JSON, or what sets out to be JSON."""
    if not body or kind in (OutcomeKind.HTML, OutcomeKind.EVENTS, OutcomeKind.EMPTY):
        return False
    return kind is not OutcomeKind.NOT_JSON or body[:64].lstrip(b" \t\r\n").startswith(_JSON_STARTS)
