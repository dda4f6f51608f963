"""A calendar and a clock for a line that holds a date; what it writes keeps the documented format."""

import re

from PySide6.QtCore import QDate, QDateTime, QPoint, Qt, QTime, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QPushButton, QTimeEdit, QVBoxLayout

from explorer.core.form.text import fits_format
from explorer.core.models.action import Kind, Member
from explorer.ui.theme import theme

_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d))?(?:\.\d+)?(.*)\Z")
_KINDS = (Kind.DATE, Kind.DATETIME, Kind.DATETIME_ISO)


def date_kind(member: Member) -> Kind | None:
    """The kind of date that a member holds, by its type or, for a text, by the look of its example."""
    if member.kind in _KINDS:
        return member.kind
    if member.kind is not Kind.STRING or not member.example:
        return None
    return next((kind for kind in _KINDS if fits_format(kind, member.example)), None)


def written(kind: Kind, day: QDate, time: QTime, before: str, example: str) -> str:
    """A date in the format of its kind; an ISO time keeps the offset that stood there, or the example's, or +08:00."""
    date = day.toString("yyyy-MM-dd")
    if kind is Kind.DATE:
        return date
    clock = time.toString("HH:mm:ss")
    if kind is Kind.DATETIME:
        return f"{date} {clock}"
    return f"{date}T{clock}{_offset(before) or _offset(example) or '+08:00'}"


def _offset(text: str) -> str:
    found = _STAMP.match(text)
    return found.group(7) if found and re.fullmatch(r"Z|[+-]\d\d:?\d\d", found.group(7)) else ""


def parsed(text: str) -> QDateTime:
    """The moment that a text names, or now."""
    found = _STAMP.match(text)
    if not found:
        return QDateTime.currentDateTime()
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second))


class DatePicker(QFrame):
    """A pop-up with a calendar and, for times, a clock.

    Signals:
        picked(str): the date as text.
    """

    picked = Signal(str)

    def __init__(self, kind: Kind, editor: QLineEdit, example: str) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setProperty("role", "floating")
        self.setObjectName("datePicker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._before, self._example = kind, editor.text(), example
        moment = parsed(editor.text())
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(moment.date())
        self.calendar.activated.connect(self._take)
        self.clock = QTimeEdit(moment.time())
        self.clock.setDisplayFormat("HH:mm:ss")
        self.clock.setVisible(kind is not Kind.DATE)
        self._arrange()

    def _arrange(self) -> None:
        use = QPushButton("Use")
        use.setProperty("role", "primary")
        use.clicked.connect(self._take)
        row = QHBoxLayout()
        row.addWidget(self.clock)
        row.addStretch()
        row.addWidget(use)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)
        column.addLayout(row)

    def _take(self) -> None:
        self.picked.emit(
            written(self._kind, self.calendar.selectedDate(), self.clock.time(), self._before, self._example)
        )
        self.close()


def add_picker(editor: QLineEdit, kind: Kind, example: str) -> None:
    """Give a line a button that opens the picker."""

    def pick() -> None:
        picker = DatePicker(kind, editor, example)
        picker.picked.connect(editor.setText)
        picker.move(editor.mapToGlobal(QPoint(0, editor.height() + 2)))
        picker.show()

    action = editor.addAction(theme.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
    action.setText("Pick a date")
    action.setToolTip("Pick a date")
    action.triggered.connect(pick)
