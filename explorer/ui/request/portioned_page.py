"""A page of many widgets that is painted strip by strip: all of it in one turn of the event loop would be felt."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from explorer.ui.widgets.build_queue import BuildQueue

_STRIP = 160
_NEXT_TURN_MILLISECONDS = 1  # a timer of 0 may fire in the turn that starts it


class PortionedPage(QWidget):
    """Paints nothing while it is held, nor at once when it comes into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = BuildQueue(self)
        self._is_held = False
        self._timer = QTimer(self, singleShot=True, interval=_NEXT_TURN_MILLISECONDS)
        self._timer.timeout.connect(self._on_time_to_paint)

    def hold(self) -> None:
        """Paint nothing until ``paint_soon``."""
        self._is_held = True
        self._timer.stop()
        self._queue.clear()
        self.setUpdatesEnabled(False)

    def paint_soon(self) -> None:
        """Paint what is in sight, in later turns of the event loop than this one."""
        self._is_held = False
        self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Being shown is a turn's work by itself."""
        super().showEvent(event)
        if not self._is_held:
            # A stack of pages lets all in it paint again once it has turned to another, but for what is kept from it.
            self.setAttribute(Qt.WidgetAttribute.WA_ForceUpdatesDisabled)
            self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)
            self.paint_soon()

    def let_paint(self) -> Iterator[None]:
        """Told by Qt that it may paint again, each widget would ask for it beside the page, and be painted twice."""
        inside: list[QWidget] = [self]
        while inside:
            outer = inside.pop()
            if not isValid(outer):  # taken apart since the last step
                continue
            for widget in outer.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                widget.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
                inside.append(widget)
            yield
        if (layout := self.layout()) is not None:
            layout.activate()  # whatever moves later paints itself, and all that it moves
        self._queue.rest(_NEXT_TURN_MILLISECONDS)
        yield
        self.setAttribute(Qt.WidgetAttribute.WA_ForceUpdatesDisabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
        seen = self._in_sight()
        for top in range(seen.top(), seen.bottom() + 1, _STRIP):
            self.update(QRect(seen.left(), top, seen.width(), _STRIP))
            self._queue.rest(_NEXT_TURN_MILLISECONDS)
            yield

    def _in_sight(self) -> QRect:
        outer = self.parentWidget()
        return self.rect() & QRect(self.mapFrom(outer, QPoint()), outer.size()) if outer is not None else self.rect()

    def _on_time_to_paint(self) -> None:
        self._queue.clear()
        self._queue.add_work(self.let_paint())
        self._queue.run_slice()
