"""A large value is copied in slices, exactly, and can be given up."""

import json
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from pytestqt.qtbot import QtBot

from explorer.ui.response.row_menu import RowMenu
from explorer.ui.response.tree_page import TreePage

LONG = {"list": ['上海"\\\n😀'] * 100_000, "text": '上海"\\\n😀é' * 100_000, "plain": "上😀" * 300_000}


@pytest.fixture(params=[True, False])
def body(request: pytest.FixtureRequest) -> bytes:
    return json.dumps(LONG, ensure_ascii=request.param).encode()


@pytest.fixture
def page(tree_page: TreePage, qtbot: QtBot, body: bytes) -> TreePage:
    with qtbot.waitSignal(tree_page.opened):
        tree_page.show_body(body, "", None, same_request=False)
    QGuiApplication.clipboard().setText("before")
    return tree_page


def copied() -> str:
    return QGuiApplication.clipboard().mimeData().data("text/plain").data().decode()


def row_of(page: TreePage, key: str) -> int:
    return next(row for row in range(page.model.rowCount()) if page.model.node(row).name == key)


@pytest.mark.parametrize("key", LONG)
def test_a_long_value_arrives_whole(page: TreePage, key: str, qtbot: QtBot) -> None:
    page.view.copy_value(row_of(page, key))
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(lambda: copied() != "before")
    value = LONG[key]
    assert copied() == value if isinstance(value, str) else json.loads(copied()) == value
    assert page.progress.isHidden()


def test_the_source_of_a_list_is_copied_as_it_was_written(page: TreePage, body: bytes, qtbot: QtBot) -> None:
    menu = RowMenu(page, row_of(page, "list"))
    menu._copy_source()
    qtbot.waitUntil(lambda: copied() != "before")
    assert copied().encode() == body[body.index(b"[") : body.index(b"]") + 1]


def test_copying_can_be_given_up(page: TreePage, qtbot: QtBot) -> None:
    page.view.copy_value(row_of(page, "list"))
    page.progress.cancelled.emit()
    qtbot.wait(100)
    assert copied() == "before"


def test_a_process_that_holds_the_clipboard_ends_well() -> None:
    """Some platforms let go of it after Python has ended, which an object that Python made would not survive."""
    lines = (
        "from PySide6.QtCore import QByteArray",
        "from PySide6.QtWidgets import QApplication",
        "from explorer.ui.response.clipboard_text import to_clipboard",
        "app = QApplication([])",
        "to_clipboard(QByteArray(b'first'))",
        "to_clipboard(QByteArray(b'second'))",
        "print(app.clipboard().text())",
    )
    ended = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "second\n", "")


@pytest.mark.parametrize("key", ["text", "plain"])
def test_a_row_is_copied_with_its_key_and_all_of_its_value(page: TreePage, key: str, qtbot: QtBot) -> None:
    menu = RowMenu(page, row_of(page, key))
    next(action for action in menu.actions() if action.text() == "Copy row").trigger()
    qtbot.waitUntil(lambda: copied() != "before")
    assert copied() == f"{key}: {LONG[key]}"


@pytest.mark.parametrize("digits", [3, 400, 700_000])
def test_every_digit_of_a_long_number_is_copied(tree_page: TreePage, digits: int, qtbot: QtBot) -> None:
    number = "12" + "7" * digits + "34"
    with qtbot.waitSignal(tree_page.opened):
        tree_page.show_body(f'{{"n":{number}}}'.encode(), "", None, same_request=False)
    tree_page.view.copy_value(0)
    qtbot.waitUntil(lambda: copied() == number)
    menu = RowMenu(tree_page, 0)
    next(action for action in menu.actions() if action.text() == "Copy row").trigger()
    qtbot.waitUntil(lambda: copied() == f"n: {number}")


@pytest.mark.parametrize("act", ["keys", "Copy value", "Copy row", "Copy as JSON"])
@pytest.mark.parametrize("secret", ["hunter2", 'quoted " 密码' * 100])
def test_a_blurred_value_is_copied_as_it_came_and_stays_blurred(
    tree_page: TreePage, act: str, secret: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tree_page.opened):
        tree_page.show_body(json.dumps({"Password": secret}).encode(), "", None, same_request=False)
    tree_page.view.go_to(0)
    if act == "keys":
        qtbot.keySequence(tree_page.view, QKeySequence(QKeySequence.StandardKey.Copy))
    else:
        next(each for each in RowMenu(tree_page, 0).actions() if each.text() == act).trigger()
    expected = {"Copy row": f"Password: {secret}", "Copy as JSON": json.dumps(secret)}
    assert copied() == expected.get(act, secret)
    assert secret not in tree_page.model.shown(tree_page.model.node(0))
    assert tree_page.model.is_blurred(tree_page.model.node(0))
    assert secret not in tree_page.details.words.toPlainText()
