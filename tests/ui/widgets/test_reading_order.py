"""Tab and Shift+Tab go as a person reads, whatever was made first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from explorer.ui.widgets.reading_order import ReadingOrderWindow, in_reading_order


@pytest.fixture
def window(qtbot: QtBot) -> ReadingOrderWindow:
    window = ReadingOrderWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    window.resize(500, 400)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def named(widget: QWidget, name: str) -> QWidget:
    widget.setObjectName(name)
    return widget


def reached(qtbot: QtBot, start: QWidget, times: int, *, back: bool = False) -> list[str]:
    start.setFocus()
    qtbot.waitUntil(start.hasFocus)
    names = []
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_rows_made_later_stand_where_they_are_seen(qtbot: QtBot, window: ReadingOrderWindow) -> None:
    column = QVBoxLayout(window.centralWidget())
    last, first = named(QLineEdit(), "last"), named(QLineEdit(), "first")
    column.addWidget(last)
    column.insertWidget(0, first)
    row = QHBoxLayout()
    tall, flat = named(QPushButton("right"), "right"), named(QLineEdit(), "left")
    tall.setFixedHeight(60)
    row.addWidget(flat)
    row.addWidget(tall)
    column.insertLayout(1, row)
    column.activate()
    assert reached(qtbot, first, 4) == ["left", "right", "last", "first"]
    assert reached(qtbot, first, 4, back=True) == ["last", "right", "left", "first"]


def test_what_cannot_take_the_focus_is_passed_over(qtbot: QtBot, window: ReadingOrderWindow) -> None:
    column = QVBoxLayout(window.centralWidget())
    start, end = named(QLineEdit(), "start"), named(QLineEdit(), "end")
    disabled, hidden, clicked = QLineEdit(enabled=False), QLineEdit(), QLineEdit()
    clicked.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for widget in (start, QLabel("words"), disabled, hidden, clicked, end):
        column.addWidget(widget)
    hidden.hide()
    assert reached(qtbot, start, 2) == ["end", "start"]
    end.hide()
    assert reached(qtbot, start, 1) == ["start"]


def test_a_composite_control_is_one_stop(qtbot: QtBot, window: ReadingOrderWindow) -> None:
    grid = QGridLayout(window.centralWidget())
    choice, number, field = named(QComboBox(), "choice"), named(QSpinBox(), "number"), named(QLineEdit(), "field")
    choice.setEditable(True)
    grid.addWidget(field, 1, 0)
    grid.addWidget(number, 0, 1)
    grid.addWidget(choice, 0, 0)
    assert reached(qtbot, choice, 3) == ["number", "field", "choice"]
    assert reached(qtbot, choice, 3, back=True) == ["field", "number", "choice"]


def test_a_container_comes_before_what_is_inside_it(qtbot: QtBot, window: ReadingOrderWindow) -> None:
    column = QVBoxLayout(window.centralWidget())
    frame = named(QWidget(), "frame")
    frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inner = QVBoxLayout(frame)
    below, above = named(QLineEdit(), "below"), named(QLineEdit(), "above")
    inner.addWidget(above)
    inner.addWidget(below)
    after = named(QLineEdit(), "after")
    column.addWidget(frame)
    column.addWidget(after)
    assert reached(qtbot, frame, 4) == ["above", "below", "after", "frame"]
    assert reached(qtbot, after, 4, back=True) == ["below", "above", "frame", "after"]


def test_every_visible_child_stands_in_the_order_once(qtbot: QtBot, window: ReadingOrderWindow) -> None:
    grid = QGridLayout(window.centralWidget())
    made = [QPushButton(str(number)) for number in range(30)]
    for number, button in enumerate(reversed(made)):
        grid.addWidget(button, number // 5, number % 5)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in made))
    ordered = [child for child in in_reading_order(window.centralWidget()) if isinstance(child, QPushButton)]
    assert ordered == made[::-1]
