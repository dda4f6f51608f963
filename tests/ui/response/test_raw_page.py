"""The Raw tab: bytes as text, long lines and long bodies in pieces, copied exactly."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.response.raw_page import LINE, WINDOW, RawPage


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RawPage]:
    shown = RawPage()
    qtbot.addWidget(shown)
    shown.resize(640, 500)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.show_body(b"")


def click(page: RawPage, text: str, qtbot: QtBot) -> None:
    button = next(button for button in page.findChildren(QPushButton) if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(page: RawPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_one_line_of_twenty_megabytes(page: RawPage, qtbot: QtBot) -> None:
    body = b'{"a":"' + "中x".encode() * 5_000_000 + b'"}'
    text = body.decode()
    page.show_body(body)
    assert page.view.toPlainText().startswith('{"a":"中x')
    qtbot.waitUntil(lambda: not page._runner.is_busy and len(page.view.toPlainText()) > WINDOW // 2 - 100)
    first = page.view.toPlainText()
    assert text.startswith(first.replace("\n", ""))
    assert max(map(len, first.split("\n"))) <= 2 * LINE
    assert "bytes 0 to" in words(page)
    assert "over 8.0 MB, so in parts only" in words(page)
    assert "lines broken after 4,096 letters" in words(page)
    click(page, "After", qtbot)
    qtbot.waitUntil(lambda: not page._runner.is_busy and len(page.view.toPlainText()) > WINDOW // 2 - 100)
    second = page.view.toPlainText().replace("\n", "")
    assert text.startswith(first.replace("\n", "") + second)
    click(page, "Before", qtbot)
    qtbot.waitUntil(lambda: page.view.toPlainText() == first)


def test_a_large_text_is_copied_exactly_and_bytes_of_no_charset_can_be_seen(page: RawPage, qtbot: QtBot) -> None:
    body = ('{"名":"' + "上海" * 200_000).encode() + b'\xff"}'
    page.show_body(body)
    QGuiApplication.clipboard().clear()
    click(page, "Copy", qtbot)
    qtbot.waitUntil(lambda: "Copied" in words(page))
    assert QGuiApplication.clipboard().text() == body.decode("utf-8", "backslashreplace")
    assert QGuiApplication.clipboard().text().endswith('\\xff"}')


def test_a_small_text_is_copied_at_once_without_the_breaks(page: RawPage, qtbot: QtBot) -> None:
    page.show_body(b"x" * 3 * LINE)
    assert "\n" in page.view.toPlainText()
    click(page, "Copy", qtbot)
    assert QGuiApplication.clipboard().text() == "x" * 3 * LINE


def test_another_body_takes_the_place_of_what_was_coming(page: RawPage, qtbot: QtBot) -> None:
    page.show_body(b"a" * 2_000_000)
    page.show_body(b"short")
    qtbot.wait(50)
    assert page.view.toPlainText() == "short"
    assert words(page) == "5 B"
