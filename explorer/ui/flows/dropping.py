"""What is dropped onto the window: evidence opens the import, plain text still goes into the field under it."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_LOOKED_AT = 20_000
_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop}


class Dropping(QObject):
    """Sees every drag before the widget under it does, since a text field would take a file as its address.

    Signals:
        dropped(QMimeData): a file anywhere but on a field that takes files, evidence on a request, or any text where
            no field takes it.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, requests: QWidget) -> None:
        super().__init__(window)
        self._window, self._requests = window, requests
        self._handle: QWindow | None = None
        self._evidence: bool | None = None
        self._taken = False
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ours."""
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._watch()
        if kind not in _DRAGS:
            return False
        if kind in {QEvent.Type.DragEnter, QEvent.Type.DragLeave}:
            self._evidence = None
        # A drag enter and a move are drops to Qt, as far as their data and place go.
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return self._take(watched, event, is_drop=kind == QEvent.Type.Drop)
        return False

    def _take(self, watched: QObject, event: QDropEvent, *, is_drop: bool) -> bool:
        at = event.position().toPoint()
        ours = self._is_ours(event.mimeData(), at) if watched is self._handle else _has_evidence(event.mimeData())
        if ours and not self._taken and self._handle is not None and watched is self._handle:
            # The field that had the drag until now must not go on showing its cursor.
            QApplication.sendEvent(self._handle, QDragLeaveEvent())
        self._taken = ours and not is_drop
        if not ours:
            return False
        event.acceptProposedAction()
        if is_drop:
            self._evidence = None
            self.dropped.emit(event.mimeData())
        return True

    def _watch(self) -> None:
        """The window of the system exists once the window is shown."""
        handle = self._window.windowHandle()
        if handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _is_ours(self, dragged: QMimeData, at: QPoint) -> bool:
        under = self._window.childAt(at)
        if _has_files(dragged):
            return not _takes_files(under)
        if under is None or not dragged.hasText() or not _is_field(under):
            return dragged.hasText()
        return self._requests.isAncestorOf(under) and self._is_evidence(dragged)

    def _is_evidence(self, dragged: QMimeData) -> bool:
        if self._evidence is None:
            from explorer.services.import_request import looks_importable

            self._evidence = looks_importable(dragged.text()[:_LOOKED_AT])
        return self._evidence


def _has_files(dragged: QMimeData) -> bool:
    return any(url.isLocalFile() for url in dragged.urls())


def _has_evidence(dragged: QMimeData) -> bool:
    return dragged.hasText() or _has_files(dragged)


def _line(under: QWidget | None) -> list[QWidget]:
    """The widget and those it is in."""
    found = []
    while under is not None:
        found.append(under)
        under = under.parentWidget()
    return found


def _is_field(under: QWidget | None) -> bool:
    fields = [widget for widget in _line(under) if isinstance(widget, _FIELDS)]
    return bool(fields) and not fields[0].isReadOnly()


def _takes_files(under: QWidget | None) -> bool:
    """Whether one of our own widgets there has its own way with what is dropped."""
    return any(
        "dropEvent" in vars(kind) and kind.__module__.startswith("explorer.")
        for widget in _line(under)
        for kind in type(widget).__mro__
    )
