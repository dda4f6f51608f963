"""A scroll area that is as high as what is inside, as long as there is room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LEAST = 40


class FittedScroll(QScrollArea):
    """Ask it to ``fit`` whenever words or width have changed."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setStyleSheet("background: transparent;")

    def wanted(self, width: int) -> int:
        """The height that the inside needs at a width."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return 0
        layout.invalidate()
        layout.activate()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def fit(self, width: int, room: int) -> None:
        """Take the height that the inside needs at a width, at most ``room``."""
        wanted = self.wanted(width)
        height = max(min(wanted, room), min(_LEAST, wanted))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
