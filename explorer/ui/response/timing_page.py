"""Where the time went: one bar for each phase, one after another."""

from dataclasses import dataclass
from datetime import UTC

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.models.exchange import Exchange, Timing
from explorer.ui.response.wording import time_words
from explorer.ui.theme import theme
from explorer.ui.widgets.clock_words import clock_sentence

_ROW = 32
_NAMES = 170
_TIMES = 80
_LEAST_REST = 0.0005


@dataclass(frozen=True)
class _Phase:
    name: str
    seconds: float
    colour: str


def phases(timing: Timing) -> list[_Phase]:
    """The phases that took place, in their order, and before them what this program took; they add up to the total."""
    known = (
        ("Look up and connect", timing.connect, "warning"),
        ("TLS handshake", timing.tls, "number"),
        ("Wait for the first byte", timing.first_byte, "accent"),
        ("Receive the body", timing.body, "success"),
    )
    happened = [_Phase(name, seconds, colour) for name, seconds, colour in known if seconds is not None]
    rest = timing.total - sum(phase.seconds for phase in happened)
    # Without it the bars of a short exchange would leave most of the total unexplained.
    before = [_Phase("Prepare and wait to send", rest, "muted")] if happened and rest >= _LEAST_REST else []
    return before + happened


class TimingBars(QWidget):
    """Bars on one time axis, with names and figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timing = Timing()
        self.setAccessibleName("Timing")
        theme.changed.connect(self.update)

    def show_timing(self, timing: Timing) -> None:
        """Draw another timing; the description reads it out."""
        self._timing = timing
        self.setFixedHeight(_ROW * (len(phases(timing)) + 1) + 8)
        words = [f"{phase.name} {time_words(phase.seconds)}" for phase in phases(timing)]
        self.setAccessibleDescription(", ".join([*words, f"total {time_words(timing.total)}"]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = max(self._timing.total, sum(phase.seconds for phase in phases(self._timing)), 1e-9)
        room = self.width() - _NAMES - _TIMES
        begun, top = 0.0, 0
        for phase in phases(self._timing):
            left = _NAMES + int(room * begun / total)
            width = max(int(room * phase.seconds / total), 2)
            bar = QRect(left, top + 10, width, 12)
            self._row(painter, top, phase.name, phase.seconds, bar, getattr(colours, phase.colour))
            begun += phase.seconds
            top += _ROW
        painter.setPen(colours.line)
        painter.drawLine(0, top + 2, self.width(), top + 2)
        self._row(painter, top + 4, "Total", self._timing.total, QRect(), colours.text)

    def _row(self, painter: QPainter, top: int, name: str, seconds: float, bar: QRect, colour: QColor) -> None:
        colours, middle = theme.current(), int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(colours.text)
        painter.drawText(QRect(0, top, _NAMES, _ROW), middle, name)
        figures = QRect(self.width() - _TIMES, top, _TIMES, _ROW)
        painter.drawText(figures, middle | int(Qt.AlignmentFlag.AlignRight), time_words(seconds))
        if not bar.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(QRect(_NAMES, bar.top(), self.width() - _NAMES - _TIMES, bar.height()), 3, 3)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 3, 3)


class TimingPage(QWidget):
    """The bars, and when the request left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = TimingBars()
        self._facts = QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setProperty("role", "muted")
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.bars)
        column.addWidget(self._facts)
        column.addStretch(1)

    def show_exchange(self, exchange: Exchange) -> None:
        """One exchange's times."""
        self.bars.show_timing(exchange.timing)
        started = exchange.started
        local, utc = started.astimezone(), started.astimezone(UTC)
        lines = [f"Sent {local:%Y-%m-%d %H:%M:%S} local time, {utc:%Y-%m-%d %H:%M:%S} UTC."]
        if exchange.timing.connect is None and exchange.failure is None:
            lines.append("The connection was open already.")
        if exchange.clock_skew is not None:
            lines.append(clock_sentence(exchange.clock_skew))
        self._facts.setText("\n".join(lines))
