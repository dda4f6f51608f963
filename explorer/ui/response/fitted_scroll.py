"""A scroll area that is as high as what is inside, as long as there is room."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

_LEAST = 40
_LINES_LOST = 2


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
        if inside is None or layout is None:
            return 0
        for part in inside.findChildren(QWidget):
            # What a layout has noted of a part's height may be of other words, or of another direction.
            part.updateGeometry()
        layout.invalidate()
        layout.activate()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def fit(self, width: int, room: int) -> None:
        """Take the height that the inside needs at a width, at most ``room``; what is cut ends below a whole line."""
        wanted = self.wanted(width)
        height = max(min(wanted, room), min(_LEAST, wanted))
        if height < wanted:
            height = self._below_a_line(width - self.verticalScrollBar().sizeHint().width(), height)
        # A bar that is not needed takes width, and the words then need it.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if height >= wanted else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _below_a_line(self, width: int, height: int) -> int:
        """The next lower height that cuts no line in two; the same one where two columns leave none nearby."""
        inside = self.widget()
        if inside is None:
            return height
        inside.resize(width, self.wanted(width))
        for part in (inside, *inside.findChildren(QWidget)):
            if (layout := part.layout()) is not None:
                layout.activate()
        labels = [label for label in inside.findChildren(QLabel) if label.isVisibleTo(inside) and label.text()]
        found = height
        while (lower := min([found, *(_line_above(label, inside, found) for label in labels)])) < found:
            found = lower
        return found if found >= max(height - _LINES_LOST * self.fontMetrics().lineSpacing(), 1) else height


def _line_above(label: QLabel, inside: QWidget, height: int) -> int:
    """Where the line of a label that a height cuts begins; the height itself if it cuts none."""
    line, box = label.fontMetrics().lineSpacing(), label.contentsRect()
    top = label.mapTo(inside, QPoint(0, box.top())).y()
    if not top < height < top + box.height():
        return height
    return top + (height - top) // line * line
