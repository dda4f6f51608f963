"""The Headers tab: how the request travels, every override to be taken back, and all of it before it is sent."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.form.validate import Problem
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.ui.request.header_list import HeaderList
from explorer.ui.request.override_row import OverrideRow
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.wire_view import WireView
from explorer.ui.widgets.question import plain_label

_LANGUAGES = (("", "Not sent"), ("en-US", "en-US"), ("zh-CN", "zh-CN"))
_FORM = "application/x-www-form-urlencoded"
_PAYLOADS = (("signed", "Signed"), ("unsigned", "UNSIGNED-PAYLOAD"))


def _same(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


class HeaderForm(QScrollArea):
    """Everything of a request but its parameters.

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
        self.wire: WireView | None = None
        self._base: Request | None = None
        self._built = False
        self.setWidgetResizable(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Build the editors when somebody comes to see them: opening a request must cost little."""
        self._build()
        super().showEvent(event)

    def _build(self) -> None:
        if self._built:
            return
        self._built = True
        self._make_rows()
        self._headers = HeaderList(self._names)
        self._header_words = plain_label("", "fieldError")
        self._header_words.hide()
        self._names.give(self._header_words, "words:headers")
        self.wire = WireView(self._names)
        self.wire.wanted.connect(self.preview_wanted)
        self._arrange(self.wire)
        self._fill()
        self.set_defaults(*self._defaults, self._endpoints)
        for row in self._rows:
            row.edited.connect(self._on_edited)
        self._headers.edited.connect(self._on_edited)

    def _make_rows(self) -> None:
        names, as_above = self._names, "As in the bar above"
        self._method = OverrideRow("Method", names, "methodSelector", choices=_same(tuple(Method)), default=Method.POST)
        self._algorithm = OverrideRow(
            "Signature", names, "algorithmSelector", choices=_same(tuple(Algorithm)), default=Algorithm.TC3
        )
        self._content = OverrideRow(
            "Content-Type", names, "contentSelector", choices=_same(tuple(ContentKind)), default=ContentKind.JSON
        )
        self._payload = OverrideRow("Payload hash", names, "payloadSelector", choices=_PAYLOADS, default="signed")
        self._language = OverrideRow("Language", names, "languageSelector", choices=_LANGUAGES)
        regions = (("", ""), *_same(self._regions))
        self._region = OverrideRow("Region", names, "regionOverride", choices=regions, free=True, placeholder=as_above)
        self._endpoint = OverrideRow(
            "Endpoint", names, "endpointOverride", choices=(("", ""),), free=True, placeholder=as_above
        )
        self._timeout = OverrideRow("Time-out, seconds", names, "timeoutField", default=_number(DEFAULT_TIMEOUT))
        self._timestamp = OverrideRow("Timestamp", names, "timestampField", placeholder="This machine's clock")
        self._rows = (
            self._method,
            self._algorithm,
            self._content,
            self._payload,
            self._language,
            self._region,
            self._endpoint,
            self._timeout,
            self._timestamp,
        )

    def load(self, request: Request) -> None:
        """Show how a request travels."""
        self._base = request
        if self._built:
            self._fill()

    def _fill(self) -> None:
        request = self._base
        if request is None:
            return
        self._method.set_value(request.method)
        self._algorithm.set_value(request.algorithm)
        self._content.set_value(request.content_kind)
        self._payload.set_value("unsigned" if request.unsigned_payload else "signed")
        self._language.set_value(request.language)
        self._region.set_value(request.region)
        self._endpoint.set_value(request.endpoint)
        unread = dict(request.unread)
        self._timeout.set_value(unread.get("timeout", _number(request.timeout)))
        self._timestamp.set_value(unread.get("timestamp", "" if request.timestamp is None else str(request.timestamp)))
        self._headers.load(request.headers)
        self._check()

    def to_model(self, request: Request) -> Request:
        """The request with everything of this tab in it; a number that cannot be read is kept in ``unread``."""
        if not self._built:
            return request
        stamp, seconds = self._timestamp.value(), self._timeout.value()
        unread = [("timeout", seconds)] if _seconds(seconds) is None else []
        unread += [("timestamp", stamp)] if stamp and not _is_stamp(stamp) else []
        return replace(
            request,
            method=Method(self._method.value()),
            algorithm=Algorithm(self._algorithm.value()),
            content_kind=ContentKind(self._content.value()),
            unsigned_payload=self._payload.value() == "unsigned",
            language=self._language.value(),
            region=self._region.value(),
            endpoint=self._endpoint.value(),
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
        kind, _, index = path.partition(":")
        if kind == "header" and index.isdecimal():
            self._headers.focus_row(int(index))
        elif (row := self._by_path().get(kind)) is not None:
            row.editor.setFocus()
            self.ensureWidgetVisible(row)

    def set_defaults(self, region: str, endpoint: str, endpoints: tuple[tuple[str, str], ...] = ()) -> None:
        """Say which region and endpoint hold while none is chosen here, and which endpoints (host, kind) there are."""
        self._defaults, self._endpoints = (region, endpoint), endpoints
        if not self._built:
            return
        self._endpoint.set_choices(endpoints)
        self._region.set_placeholder(f"{region} (as in the bar above)" if region else "As in the bar above")
        self._endpoint.set_placeholder(f"{endpoint} (as in the bar above)" if endpoint else "As in the bar above")

    def _arrange(self, wire: WireView) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 12, 16)
        column.setSpacing(8)
        for row in self._rows:
            column.addWidget(row)
        heading = QLabel("Own headers")
        heading.setProperty("role", "heading")
        column.addSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._headers)
        column.addWidget(self._header_words)
        column.addSpacing(8)
        column.addWidget(wire)
        column.addStretch()
        self.setWidget(page)

    def _by_path(self) -> dict[str, OverrideRow]:
        return {
            "content_kind": self._content,
            "region": self._region,
            "endpoint": self._endpoint,
            "timeout": self._timeout,
            "timestamp": self._timestamp,
        }

    def _on_edited(self) -> None:
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        """Say under each row what is wrong with it, or what holds instead of it."""
        if self._base is None:
            return
        request = self.to_model(self._base)
        problems: dict[str, Problem] = {}
        for problem in self.problems(request):
            problems.setdefault("header" if problem.path.startswith("header:") else problem.path, problem)
        flat = request.method is Method.GET or request.algorithm is not Algorithm.TC3
        self._content.set_active(not flat or request.content_kind is not ContentKind.JSON)
        self._payload.set_active(request.algorithm is Algorithm.TC3)
        self._payload.set_words(
            "" if request.algorithm is Algorithm.TC3 else f"{request.algorithm} signs the parameters, not the body."
        )
        for path, row in self._by_path().items():
            found = problems.get(path)
            words = f"Sent as {_FORM}." if path == "content_kind" and flat and found is None else ""
            row.set_words(found.message if found is not None else words, wrong=found is not None)
        own = problems.get("header")
        self._header_words.setText(own.message if own is not None else "")
        self._header_words.setVisible(own is not None)


def _number(value: float) -> str:
    return f"{value:g}"


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < 100_000 else None


def _is_stamp(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
