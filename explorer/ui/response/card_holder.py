"""Holds the error card at the height it needs, up to a share of the panel; beyond that it scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_SHARE = 0.46
_SIDE = 16
_LEAST = 90


class CardHolder(QScrollArea):
    """A scroll area that asks for the height of what is inside."""

    def __init__(self, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_SIDE, 14, _SIDE, 4)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask again when the card's words have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower card is higher."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of the card at this width."""
        layout, parent = self._inside.layout(), self.parentWidget()
        if layout is None or parent is None:
            return
        wanted = layout.heightForWidth(self.width())
        height = min(wanted, max(_LEAST, int(parent.height() * _SHARE)))
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, self.height())
