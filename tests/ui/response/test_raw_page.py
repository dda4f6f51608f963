"""The Raw tab: bytes as text, long lines and long bodies in pieces, copied exactly."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.response.raw_lines import LINE, RawLines, written
from explorer.ui.response.raw_page import WINDOW, RawPage


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
    assert max(map(len, first.split("\n"))) <= LINE
    assert "bytes 0 to" in words(page)
    assert "over 8.0 MB, so in parts only" in words(page)
    assert "long lines are broken" in words(page)
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
    qtbot.waitUntil(lambda: page.view.toPlainText().count("\n") == 2)
    click(page, "Copy", qtbot)
    assert QGuiApplication.clipboard().text() == "x" * 3 * LINE


def test_another_body_takes_the_place_of_what_was_coming(page: RawPage, qtbot: QtBot) -> None:
    page.show_body(b"a" * 2_000_000)
    page.show_body(b"short")
    qtbot.wait(50)
    assert page.view.toPlainText() == "short"
    assert words(page) == "5 B"


ODD = 'a\u202eb\u2029c\ufeff👩\u200d🚀z\u200d "\\u202e" 上\x00\x1b[0m\u0085é\u0301'


def test_what_turns_the_text_round_and_what_nobody_sees_is_written_out(page: RawPage) -> None:
    page.show_body(ODD.encode() + b"\xff")
    shown = page.view.toPlainText()
    assert shown == ('a\\u202eb\\u2029c\\ufeff👩\u200d🚀z\\u200d "\\u202e" 上\\x00\\x1b[0m\\u0085é\u0301\\xff')


@pytest.mark.parametrize("body", [ODD.encode() + b"\xff", b"\r\n\r\na\rb\n", b"x" * 3 * LINE, ODD.encode() * 800])
def test_all_that_is_chosen_is_copied_as_it_came(page: RawPage, qtbot: QtBot, body: bytes) -> None:
    page.show_body(body)
    qtbot.waitUntil(lambda: not page._runner.is_busy)
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == body.decode("utf-8", "backslashreplace")


def test_a_part_is_copied_as_it_came(page: RawPage) -> None:
    page.show_body(ODD.encode())
    cursor = QTextCursor(page.view.document())
    cursor.setPosition(3)  # in the middle of what stands for one mark
    cursor.setPosition(len("a\\u202eb\\u2029c\\ufeff") + 2, QTextCursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)
    page.view.copy_requested.emit()
    assert QGuiApplication.clipboard().text() == "\u202eb\u2029c\ufeff👩"


def test_a_large_part_is_copied_as_it_came(page: RawPage, qtbot: QtBot) -> None:
    body = ("上\u202e" * 90_000).encode() + b"\r\n" + b"y" * 300_000
    page.show_body(body)
    click(page, "Show all", qtbot)
    qtbot.waitUntil(lambda: page._lines.end == len(body), timeout=20_000)
    page.view.selectAll()
    page.view.copy_requested.emit()
    qtbot.waitUntil(lambda: "Copied" in words(page))
    assert QGuiApplication.clipboard().text() == body.decode()


def test_a_long_line_is_broken_between_two_values(page: RawPage, qtbot: QtBot) -> None:
    body = b'{"Id":"mqtt-12345678","Name":"abcdefgh"},' * 300
    page.show_body(body)
    qtbot.waitUntil(lambda: not page._runner.is_busy)
    lines = page.view.toPlainText().split("\n")
    assert len(lines) > 5
    assert all(line.endswith(",") for line in lines)
    assert "".join(lines) == body.decode()


def test_nothing_chosen_copies_nothing(page: RawPage, qtbot: QtBot) -> None:
    page.show_body(b"some text")
    QGuiApplication.clipboard().setText("kept")
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "kept"


def test_a_line_that_the_window_cut_goes_on_when_all_is_shown(page: RawPage, qtbot: QtBot) -> None:
    lines = "".join(f"line {number}\n" for number in range(60_000))
    page.show_body(lines.encode())
    qtbot.waitUntil(lambda: not page._runner.is_busy)
    assert not lines.startswith(page.view.toPlainText() + "\n")
    click(page, "Show all", qtbot)
    qtbot.waitUntil(lambda: page.view.toPlainText() == lines, timeout=20_000)
    page.show_body(b"another")  # a view of tens of thousands of lines is let go of
    assert page.view.toPlainText() == "another"
    qtbot.waitUntil(lambda: not page.view._left)
    assert page.view.document().defaultFont() == page.view.font()


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")), st.data()
)
def test_every_place_shown_is_a_place_of_the_bytes(body: bytes, data: st.DataObject) -> None:
    lines = RawLines(body * 20)
    shown: list[str] = []
    while lines.end < len(body) * 20:
        shown += lines.more(len(body) * 20)
    if not shown:
        return
    line = data.draw(st.integers(0, len(shown) - 1))
    units = data.draw(st.integers(0, len(shown[line].encode("utf-16-le", "surrogatepass")) // 2))
    before, behind = lines.place(line, units, behind=False), lines.place(line, units, behind=True)
    begin = lines.place(line, 0, behind=False)
    head = written((body * 20)[begin:before].decode("utf-8", "surrogateescape"))
    assert begin <= before <= behind <= lines.end
    assert "\n" not in "".join(shown)
    assert "\r" not in "".join(shown)
    # What joins two signs is told by its neighbours, so that a half of a line may be written otherwise.
    assert shown[line].startswith(head) or "\u200d" in shown[line] or "\u200c" in shown[line]
