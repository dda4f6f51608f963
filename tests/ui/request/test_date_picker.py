"""The picker shows the moment that stands in the line and writes it back in the documented format."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.form.date_formats import DateFormat
from explorer.ui.request.date_picker import DatePicker, add_picker
from explorer.ui.theme import theme

ISO = DateFormat("%Y-%m-%d", "T", "%H:%M:%S", zone="+08:00")
SECONDS, MILLISECONDS = DateFormat(unit="s"), DateFormat(unit="ms")


def _open(qtbot: QtBot, qapp: QApplication, documented: DateFormat, text: str) -> tuple[QLineEdit, DatePicker]:
    theme.apply(qapp, "light")
    line = QLineEdit(text)
    qtbot.addWidget(line)
    line.show()
    add_picker(line, documented)
    line.actions()[0].trigger()
    picker = line.findChild(DatePicker)
    assert picker is not None
    return line, picker


def _use(picker: DatePicker) -> None:
    picker.findChild(QPushButton).click()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("documented", "text"),
    [
        (ISO, "2026-02-03T04:05:06Z"),
        (ISO, "2026-02-03T04:05:06+0800"),
        (DateFormat("%Y-%m-%d", " ", "%H:%M:%S"), "2026-02-03 04:05:06"),
        (DateFormat("%Y-%m-%d", " ", "%H:%M:%S", 3), "2026-02-03 04:05:06.789"),
        (DateFormat("%Y%m%d"), "20260203"),
        (DateFormat(clock="%H:%M"), "04:05"),
        (SECONDS, "1769882645"),
        (MILLISECONDS, "1769882645123"),
    ],
)
def test_what_is_only_looked_at_stays(qtbot: QtBot, qapp: QApplication, documented: DateFormat, text: str) -> None:
    line, picker = _open(qtbot, qapp, documented, text)
    _use(picker)
    assert line.text() == text


def test_another_day_and_time_are_written(qtbot: QtBot, qapp: QApplication) -> None:
    line, picker = _open(qtbot, qapp, ISO, "2026-02-03T04:05:06Z")
    picker.calendar.setSelectedDate(QDate(2027, 12, 31))
    picker.clock.setTime(QTime(23, 59, 58))
    _use(picker)
    assert line.text() == "2027-12-31T23:59:58Z"


def test_a_text_of_another_format_gives_way_to_the_documented_one(qtbot: QtBot, qapp: QApplication) -> None:
    line, picker = _open(qtbot, qapp, DateFormat("%Y-%m-%d"), "2026-02-03 04:05:06")
    assert not picker.clock.isVisible()
    _use(picker)
    assert line.text() == "2026-02-03"


@pytest.mark.parametrize("documented", [DateFormat("%Y-%m-%d", "T", "%H:%M:%S", zone="Z"), SECONDS])
def test_an_empty_line_begins_with_now_in_the_zone_that_is_sent(
    qtbot: QtBot, qapp: QApplication, documented: DateFormat
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    line, picker = _open(qtbot, qapp, documented, "")
    _use(picker)
    sent = documented.read(line.text())
    assert sent is not None
    assert before <= sent.replace(tzinfo=UTC) <= datetime.now(UTC)


def test_a_time_of_day_has_no_calendar_and_a_count_says_what_is_sent(qtbot: QtBot, qapp: QApplication) -> None:
    _line, picker = _open(qtbot, qapp, DateFormat(clock="%H:%M"), "")
    assert not picker.calendar.isVisible()
    assert picker.clock.displayFormat() == "HH:mm"
    _line, picker = _open(qtbot, qapp, SECONDS, "")
    assert "sent as Unix seconds" in picker.findChild(QLabel).text()  # type: ignore[union-attr]
