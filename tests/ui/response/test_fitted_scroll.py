"""What is cut of a long explanation ends below a whole line."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.response.fitted_scroll import FittedScroll
from explorer.ui.response.point_list import words_label


@pytest.mark.parametrize("room", range(60, 110, 3))
def test_no_line_is_cut_in_two(qtbot: QtBot, room: int) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(6)
    for _ in range(3):
        label = words_label("")
        label.setText("Some words that need more lines than one. " * 4)
        column.addWidget(label)
    column.addStretch(1)
    scroll = FittedScroll(inside)
    qtbot.addWidget(scroll)
    scroll.resize(300, 100)
    scroll.show()
    scroll.fit(300, room)
    qtbot.wait(1)
    height = scroll.height()
    assert room - 2 * scroll.fontMetrics().lineSpacing() <= height <= room
    assert scroll.verticalScrollBar().maximum() > 0
    for label in inside.findChildren(QLabel):
        top, line = label.mapTo(inside, QPoint(0, 0)).y(), label.fontMetrics().lineSpacing()
        if top < height < top + label.height():
            assert (height - top) % line == 0


def test_what_fits_keeps_its_height(qtbot: QtBot) -> None:
    inside = QWidget()
    label = words_label("")
    label.setText("Short.")
    QVBoxLayout(inside).addWidget(label)
    scroll = FittedScroll(inside)
    qtbot.addWidget(scroll)
    scroll.show()
    scroll.fit(300, 500)
    assert scroll.height() == scroll.wanted(300)
