"""A page that is painted strip by strip is painted whole in the end, and not while it is held."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.request.portioned_page import PortionedPage


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(200, 40)
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        self.painted += 1


def _page(qtbot: QtBot) -> tuple[QWidget, PortionedPage, list[_Row]]:
    window = QWidget()
    qtbot.addWidget(window)
    page, rows = PortionedPage(window), [_Row() for _ in range(15)]
    column = QVBoxLayout(page)
    for row in rows:
        column.addWidget(row)
    QVBoxLayout(window).addWidget(page)
    window.show()
    return window, page, rows


def test_every_row_is_painted(qtbot: QtBot) -> None:
    _window, page, rows = _page(qtbot)
    assert not page.updatesEnabled()
    qtbot.waitUntil(lambda: all(row.painted for row in rows))
    assert page.updatesEnabled()


def test_nothing_is_painted_while_the_page_is_held(qtbot: QtBot) -> None:
    _window, page, rows = _page(qtbot)
    qtbot.waitUntil(lambda: all(row.painted for row in rows))
    page.hold()
    before = [row.painted for row in rows]
    rows[0].update()
    page.update()
    qtbot.wait(30)
    assert [row.painted for row in rows] == before
    page.paint_soon()
    qtbot.waitUntil(lambda: all(row.painted > was for row, was in zip(rows, before, strict=True)))


def test_a_page_shown_again_is_painted_again(qtbot: QtBot) -> None:
    _window, page, rows = _page(qtbot)
    qtbot.waitUntil(lambda: all(row.painted for row in rows))
    page.hide()
    before = [row.painted for row in rows]
    page.show()
    qtbot.waitUntil(lambda: all(row.painted > was for row, was in zip(rows, before, strict=True)))


def test_a_page_of_a_stack_is_painted_when_the_stack_turns_to_it(qtbot: QtBot) -> None:
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    page, row = PortionedPage(), _Row()
    QVBoxLayout(page).addWidget(row)
    tabs.addTab(QWidget(), "one")
    tabs.addTab(page, "two")
    tabs.show()
    tabs.setCurrentIndex(1)
    assert not page.updatesEnabled()
    qtbot.waitUntil(lambda: row.painted > 0)
    assert row.updatesEnabled()
