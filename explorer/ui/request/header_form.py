"""The Headers tab: how the request travels, with every override to be seen and to be taken back."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.ui.request.header_list import HeaderList
from explorer.ui.request.override_row import OverrideRow
from explorer.ui.request.public_names import PublicNames

_LANGUAGES = (("", "Not sent"), ("en-US", "en-US"), ("zh-CN", "zh-CN"))
_PAYLOADS = (("signed", "Signed"), ("unsigned", "UNSIGNED-PAYLOAD"))


def _same(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


class HeaderForm(QScrollArea):
    """Everything of a request but its parameters.

    Signals:
        edited(): something is other now.
    """

    edited = Signal()

    def __init__(self, names: PublicNames, regions: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._regions = regions
        self._defaults = ("", "")
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
        self._error = QLabel()
        self._error.setProperty("role", "fieldError")
        self._error.setWordWrap(True)
        self._error.hide()
        self._names.give(self._error, "headersError")
        self._arrange()
        self._fill()
        self.set_defaults(*self._defaults)
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
        self._endpoint = OverrideRow("Endpoint", names, "endpointOverride", placeholder=as_above)
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
        self._timeout.set_value(_number(request.timeout))
        self._timestamp.set_value("" if request.timestamp is None else str(request.timestamp))
        self._headers.load(request.headers)
        self._check()

    def to_model(self, request: Request) -> Request:
        """The request with everything of this tab in it; a number that cannot be read leaves what was."""
        if not self._built:
            return request
        stamp = self._timestamp.value()
        return replace(
            request,
            method=Method(self._method.value()),
            algorithm=Algorithm(self._algorithm.value()),
            content_kind=ContentKind(self._content.value()),
            unsigned_payload=self._payload.value() == "unsigned",
            language=self._language.value(),
            region=self._region.value(),
            endpoint=self._endpoint.value(),
            timeout=_seconds(self._timeout.value()) or request.timeout,
            timestamp=int(stamp) if _is_stamp(stamp) else (None if not stamp else request.timestamp),
            headers=self._headers.value(),
        )

    def set_defaults(self, region: str, endpoint: str) -> None:
        """Say which region and endpoint hold while none is chosen here."""
        self._defaults = (region, endpoint)
        if not self._built:
            return
        self._region.set_placeholder(f"{region} (as in the bar above)" if region else "As in the bar above")
        self._endpoint.set_placeholder(f"{endpoint} (as in the bar above)" if endpoint else "As in the bar above")

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 12, 16)
        column.setSpacing(8)
        for row in self._rows:
            column.addWidget(row)
        column.addWidget(self._error)
        heading = QLabel("Own headers")
        heading.setProperty("role", "heading")
        column.addSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._headers)
        column.addStretch()
        self.setWidget(page)

    def _on_edited(self) -> None:
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        words = ""
        if _seconds(self._timeout.value()) is None:
            words = "The time-out takes seconds, more than 0."
        elif self._timestamp.value() and not _is_stamp(self._timestamp.value()):
            words = "The timestamp takes whole seconds since 1970 (UTC)."
        self._error.setText(words)
        self._error.setVisible(bool(words))


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
