"""A notice that floats over the foot of the window, so that nothing moves under the mouse when it comes or goes."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.notice import Notice

_WIDEST = 720
_MARGIN = 16


class FloatingNotice(Notice):
    """Belongs to a page rather than to its layout; keeps to the page's foot, in the middle."""

    def float_over(self, page: QWidget) -> None:
        """Float over this page from now on."""
        self.setParent(page)
        self.setProperty("floating", True)
        restyle(self)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the page changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the right place, above everything."""
        super().showEvent(event)
        self._place()

    def _told(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None:
            return
        width = min(_WIDEST, page.width() - 2 * _MARGIN)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height(), 40)
        self.setGeometry((page.width() - width) // 2, page.height() - height - _MARGIN, width, height)
        self.raise_()
