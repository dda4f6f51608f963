"""The Headers tab: how the request travels, every override to be taken back, and all of it before it is sent."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.form.validate import Problem
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.ui.request.header_list import HeaderList
from explorer.ui.request.header_rows import HeaderRow, header_rows
from explorer.ui.request.portioned_page import PortionedPage
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.wire_view import WireView
from explorer.ui.theme import theme
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.ui.request.override_row import OverrideRow

_FORM = "application/x-www-form-urlencoded"
_WITH_WORDS = ("content_kind", "region", "endpoint", "timeout", "timestamp")


class HeaderForm(QScrollArea):
    """Everything of a request but its parameters; built when somebody comes to see it, a row at a time.

    Signals:
        edited(): something is other now.
        preview_wanted(): show the request as it would go out now, in ``wire``.
    """

    edited = Signal()
    preview_wanted = Signal()

    def __init__(self, names: PublicNames, regions: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._regions = regions
        self._defaults = ("", "")
        self._endpoints: tuple[tuple[str, str], ...] = ()
        self._base: Request | None = None
        self._rows: dict[str, OverrideRow] = {}
        self._headers: HeaderList | None = None
        self._is_built = False
        self.wire: WireView | None = None
        self.queue = BuildQueue(self)
        self.setWidgetResizable(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Build the editors when somebody comes to see them: opening a request must cost little."""
        self._build()
        super().showEvent(event)

    def load(self, request: Request) -> None:
        """Show how a request travels."""
        self._base = request
        if self._is_built:
            self._fill()

    def to_model(self, request: Request) -> Request:
        """The request with everything of this tab in it; a number that cannot be read is kept in ``unread``."""
        if not self._is_built or self._headers is None:
            return request
        values = {key: row.value() for key, row in self._rows.items()}
        stamp, seconds = values["timestamp"], values["timeout"]
        unread = [("timeout", seconds)] if _seconds(seconds) is None else []
        unread += [("timestamp", stamp)] if stamp and not _is_stamp(stamp) else []
        return replace(
            request,
            method=Method(values["method"]),
            algorithm=Algorithm(values["algorithm"]),
            content_kind=ContentKind(values["content_kind"]),
            unsigned_payload=values["payload"] == "unsigned",
            language=values["language"],
            region=values["region"],
            endpoint=values["endpoint"],
            timeout=_seconds(seconds) or DEFAULT_TIMEOUT,
            timestamp=int(stamp) if _is_stamp(stamp) else None,
            headers=self._headers.value(),
            unread=tuple(unread),
        )

    def problems(self, request: Request) -> tuple[Problem, ...]:
        """What is wrong with how a request travels; remarks included."""
        from explorer.services.check_travel import travel_problems

        return travel_problems(request)

    def focus_problem(self, path: str) -> None:
        """Go to the field that a problem of this section names."""
        self._build()
        self.queue.flush()
        kind, _, index = path.partition(":")
        if kind == "header" and index.isdecimal() and self._headers is not None:
            self._headers.focus_row(int(index))
        elif (row := self._rows.get(kind)) is not None:
            row.editor.setFocus()
            self.ensureWidgetVisible(row)

    def set_defaults(self, region: str, endpoint: str, endpoints: tuple[tuple[str, str], ...] = ()) -> None:
        """Say which region and endpoint hold while none is chosen here, and which endpoints (host, kind) there are."""
        self._defaults, self._endpoints = (region, endpoint), endpoints
        if not self._is_built:
            return
        self._rows["endpoint"].set_choices(endpoints)
        for key, value in (("region", region), ("endpoint", endpoint)):
            self._rows[key].set_placeholder(f"{value} (as in the bar above)" if value else "As in the bar above")

    def _build(self) -> None:
        if self.widget() is not None:
            return
        page = PortionedPage()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 12, 16)
        self._column.setSpacing(8)
        self.setWidget(page)
        self.queue.add(_draw_reset)  # in no row's time
        for row in header_rows(self._regions):
            self.queue.add(partial(self._add_row, row))
        for step in (self._add_own_headers, self._fill, self._add_wire):
            self.queue.add(step)

    def _add_row(self, row: HeaderRow) -> None:
        widget = self._rows[row.key] = row.build(self._names)
        widget.edited.connect(self._on_edited)
        self._column.addWidget(widget)

    def _add_own_headers(self) -> None:
        heading = QLabel("Own headers")
        heading.setProperty("role", "heading")
        self._headers = HeaderList(self._names)
        self._headers.edited.connect(self._on_edited)
        self._header_words = plain_label("", "fieldError")
        self._header_words.hide()
        self._names.give(self._header_words, "words:headers")
        self._column.addSpacing(8)
        for widget in (heading, self._headers, self._header_words):
            self._column.addWidget(widget)
        self._column.addStretch()
        self._is_built = True

    def _add_wire(self) -> None:
        self.wire = WireView(self._names)
        self.wire.wanted.connect(self.preview_wanted)
        last = self._column.count() - 1
        self._column.insertSpacing(last, 8)
        self._column.insertWidget(last + 1, self.wire)

    def _fill(self) -> None:
        request, headers = self._base, self._headers
        if request is None or headers is None:
            return
        unread = dict(request.unread)
        stamp = "" if request.timestamp is None else str(request.timestamp)
        for key, value in (
            ("method", request.method),
            ("algorithm", request.algorithm),
            ("content_kind", request.content_kind),
            ("payload", "unsigned" if request.unsigned_payload else "signed"),
            ("language", request.language),
            ("region", request.region),
            ("endpoint", request.endpoint),
            ("timeout", unread.get("timeout", f"{request.timeout:g}")),
            ("timestamp", unread.get("timestamp", stamp)),
        ):
            self._rows[key].set_value(value)
        headers.load(request.headers)
        self.set_defaults(*self._defaults, self._endpoints)
        self._check()

    def _on_edited(self) -> None:
        if self._is_built:
            self._check()
            self.edited.emit()

    def _check(self) -> None:
        """Say under each row what is wrong with it, or what holds instead of it."""
        if self._base is None:
            return
        request = self.to_model(self._base)
        problems: dict[str, Problem] = {}
        for problem in self.problems(request):
            problems.setdefault(problem.path.partition(":")[0], problem)
        is_tc3 = request.algorithm is Algorithm.TC3
        flat = request.method is Method.GET or not is_tc3
        self._rows["content_kind"].set_active(not flat or request.content_kind is not ContentKind.JSON)
        self._rows["payload"].set_active(is_tc3)
        self._rows["payload"].set_words("" if is_tc3 else f"{request.algorithm} signs the parameters, not the body.")
        for key in _WITH_WORDS:
            found = problems.get(key)
            words = f"Sent as {_FORM}." if key == "content_kind" and flat else ""
            self._rows[key].set_words(found.message if found is not None else words, wrong=found is not None)
        own = problems.get("header")
        self._header_words.setText(own.message if own is not None else "")
        self._header_words.setVisible(own is not None)


def _draw_reset() -> None:
    theme.icon("undo")


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < 100_000 else None


def _is_stamp(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
