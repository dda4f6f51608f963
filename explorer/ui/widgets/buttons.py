"""Buttons with a look and a habit: a link, an icon, and one that copies and says so."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.theme import theme
from explorer.ui.theme.plain_tip import plain_tip

_COPIED_MILLISECONDS = 1200


class LinkButton(QPushButton):
    """A button that looks like a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "link")
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys with Alt are for what the button stands in: a button would take Down for a way to its neighbour."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class IconButton(QPushButton):
    """A button of one icon, named for assistive tools and in its tool tip; it follows the theme."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, *, colour: str = "muted") -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self.setProperty("role", "icon")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self._take_theme()
        theme.changed.connect(self._take_theme)

    def _take_theme(self) -> None:
        self.setIcon(theme.icon(self._icon, self._colour))


class CopyButton(QPushButton):
    """Copies what ``source`` gives when clicked, and shows "Copied" (or what is ``said``) for a moment.

    Signals:
        copied(str): the text now on the clipboard.
    """

    copied = Signal(str)

    def __init__(
        self, source: Callable[[], str], text: str = "Copy", parent: QWidget | None = None, *, said: str = "Copied"
    ) -> None:
        super().__init__(text, parent)
        self._source = source
        self._label, self._said = text, said
        self.setAutoDefault(False)
        self._timer = QTimer(self, singleShot=True, interval=_COPIED_MILLISECONDS)
        self._timer.timeout.connect(self._restore)
        self.clicked.connect(self.copy)

    def copy(self) -> None:
        """Put the text on the clipboard, if there is any."""
        text = self._source()
        if not text:
            return
        QGuiApplication.clipboard().setText(text)
        self.setMinimumWidth(self.width() if self.isVisible() else 0)
        self.setText(self._said)
        self._timer.start()
        self.copied.emit(text)

    def _restore(self) -> None:
        self.setText(self._label)
        self.setMinimumWidth(0)
