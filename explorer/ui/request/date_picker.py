"""A calendar and a clock for a line that holds a date; what it writes keeps the documented format."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
)

from explorer.core.form.date_formats import DateFormat, date_format, format_of
from explorer.core.models.action import Member
from explorer.ui.theme import theme

_AROUND = 44
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\Z")


def date_kind(member: Member) -> DateFormat | None:
    """How a member writes dates; None if it holds none."""
    return date_format(member)


def format_kept(documented: DateFormat, text: str) -> DateFormat:
    """The documented format; with the offset of the text that stands there, if both have one."""
    found = format_of(text)
    return replace(documented, zone=found.zone) if found and found.zone and documented.zone else documented


class DatePicker(QFrame):
    """A pop-up with a calendar and, for times, a clock.

    Signals:
        picked(str): the date as text.
    """

    picked = Signal(str)

    def __init__(self, documented: DateFormat, editor: QLineEdit) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setProperty("role", "floating")
        self.setObjectName("datePicker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._format = format_kept(documented, editor.text())
        self._moment = self._shown(self._format.read(editor.text()) or self._now())
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme.current().text)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setSelectedDate(QDate(self._moment.year, self._moment.month, self._moment.day))
        self.calendar.activated.connect(self._take)
        self.calendar.setVisible(bool(self._format.date or self._format.unit))
        self.clock = QTimeEdit(QTime(self._moment.hour, self._moment.minute, self._moment.second))
        self.clock.setMinimumWidth(self.clock.fontMetrics().horizontalAdvance("00:00:00") + _AROUND)
        self.clock.setDisplayFormat(_clock_pattern(self._format))
        self.clock.setVisible(bool(self._format.clock or self._format.unit))
        self._arrange()

    def _now(self) -> datetime:
        """Now, on a clock of the zone that is sent; the computer's, if none is."""
        now = datetime.now(UTC).replace(microsecond=0)
        if self._format.unit:
            return now
        return now.astimezone(_zone(self._format.zone)).replace(tzinfo=None)

    def _shown(self, moment: datetime) -> datetime:
        return moment.astimezone() if self._format.unit else moment

    def _arrange(self) -> None:
        use = QPushButton("Use")
        use.setProperty("role", "primary")
        use.clicked.connect(self._take)
        words = QLabel(self._words())
        words.setProperty("role", "small")
        row = QHBoxLayout()
        row.addWidget(self.clock)
        row.addWidget(words)
        row.addStretch()
        row.addWidget(use)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)
        column.addLayout(row)

    def _words(self) -> str:
        if self._format.unit:
            offset = f"{self._moment:%z}"
            unit = "milliseconds" if self._format.unit == "ms" else "seconds"
            return f"UTC{offset[:3]}:{offset[3:5]} here, sent as Unix {unit}"
        return self._format.label

    def _take(self) -> None:
        day, time = self.calendar.selectedDate(), self.clock.time()
        part = self._moment.microsecond
        at = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second(), part)  # noqa: DTZ001 - as on the clock
        self.picked.emit(self._format.write(at.astimezone() if self._format.unit else at))
        self.close()


def _clock_pattern(documented: DateFormat) -> str:
    if documented.unit or "%S" in documented.clock:
        return "HH:mm:ss"
    return "HH:mm" if "%M" in documented.clock else "HH"


def _zone(offset: str) -> timezone | None:
    found = _OFFSET.match(offset)
    if found is None:
        return UTC if offset == "Z" else None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-size if found[1] == "-" else size)


def add_picker(editor: QLineEdit, documented: DateFormat, _example: str = "") -> None:
    """Give a line a button that opens the picker."""

    def pick() -> None:
        picker = DatePicker(documented, editor)
        picker.picked.connect(editor.setText)
        picker.move(editor.mapToGlobal(QPoint(0, editor.height() + 2)))
        picker.show()

    words = "Pick a date" if documented.date or documented.unit else "Pick a time"
    action = editor.addAction(theme.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
    action.setText(words)
    action.setToolTip(words)
    action.triggered.connect(pick)
