"""The Headers tab: both groups, secrets masked, long values whole in the tool tip, copied by key and menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.headers_page import HeaderRows
from explorer.ui.response.response_panel import ResponsePanel


def opened(panel: ResponsePanel, exchange: Exchange) -> HeaderRows:
    panel.show_exchange(exchange)
    panel.tabs.setCurrentWidget(panel.tabs.headers)
    return panel.tabs.headers.rows


def test_both_groups_with_secrets_masked(panel: ResponsePanel, success: Exchange) -> None:
    rows = opened(panel, success)
    groups = {
        top.text(0): [(top.child(at).text(0), top.child(at).text(1)) for at in range(top.childCount())]
        for top in (rows.topLevelItem(number) for number in range(rows.topLevelItemCount()))
    }
    assert groups["Answer"] == [("Content-Type", "application/json"), ("X-Served-By", "practice")]
    assert groups["Request as sent"][0] == ("Host", "localhost")
    assert "secret-token-text" not in str(groups)


def test_copy_by_key_and_by_menu(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    rows, clipboard = opened(panel, success), QGuiApplication.clipboard()
    served = rows.topLevelItem(0).child(1)
    rows.setCurrentItem(served)
    qtbot.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "X-Served-By: practice"
    wanted = {
        "Copy value": "practice",
        "Copy header": "X-Served-By: practice",
        "Copy all of the group": "Content-Type: application/json\nX-Served-By: practice",
    }
    for entry, text in wanted.items():
        rows.customContextMenuRequested.emit(rows.visualItemRect(served).center())
        menu = rows.findChild(QMenu, "headersMenu")
        next(action for action in menu.actions() if action.text() == entry).trigger()
        menu.close()
        qtbot.waitUntil(lambda: rows.findChild(QMenu, "headersMenu") is None)
        assert clipboard.text() == text


def test_a_long_value_is_whole_in_its_tool_tip(panel: ResponsePanel, success: Exchange) -> None:
    from dataclasses import replace

    value = "a<b>" * 100
    rows = opened(panel, replace(success, headers=(("X-Long", value),)))
    assert rows.topLevelItem(0).child(0).toolTip(1) == f"<p>{'a&lt;b&gt;' * 100}</p>"


def test_a_secret_of_the_answer_is_hidden_until_clicked(panel: ResponsePanel, success: Exchange, qtbot: QtBot) -> None:
    from dataclasses import replace

    headers = (("Set-Cookie", "session=s3cret"), ("X-TC-Token", "tok3n"), ("Content-Type", "application/json"))
    rows, clipboard = opened(panel, replace(success, headers=headers)), QGuiApplication.clipboard()
    cookie, token = rows.topLevelItem(0).child(0), rows.topLevelItem(0).child(1)
    for row in (cookie, token):
        told = [row.text(1), row.toolTip(1), str(row.data(1, Qt.ItemDataRole.AccessibleTextRole))]
        assert "s3cret" not in str(told)
        assert "tok3n" not in str(told)
    rows.setCurrentItem(cookie)
    qtbot.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "s3cret" not in clipboard.text()
    rows.customContextMenuRequested.emit(rows.visualItemRect(cookie).center())
    menu = rows.findChild(QMenu, "headersMenu")
    assert [action.text() for action in menu.actions()][:2] == ["Show value", "Copy value"]
    menu.actions()[1].trigger()
    menu.close()
    assert clipboard.text() == "session=s3cret"
    place = rows.visualItemRect(cookie).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cookie.text(1) == "session=s3cret"
    assert token.text(1) != "tok3n"
    rows.itemActivated.emit(token, 1)
    assert token.text(1) == "tok3n"


def test_an_answer_of_the_history_has_nothing_to_show(panel: ResponsePanel, success: Exchange) -> None:
    from dataclasses import replace

    from explorer.core.secrets.redaction import MASK

    rows = opened(panel, replace(success, headers=(("Set-Cookie", MASK),)))
    assert rows.topLevelItem(0).child(0).text(1) == MASK


def test_what_nobody_sees_in_a_value_is_written_out_and_copied_as_it_came(
    panel: ResponsePanel, success: Exchange, qtbot: QtBot
) -> None:
    from dataclasses import replace

    rows = opened(panel, replace(success, headers=(("X-Name", "invoice\u202egnp.exe\x7f"),)))
    row = rows.topLevelItem(0).child(0)
    assert row.text(1) == "invoice\\u202egnp.exe\\u007f"
    assert "\u202e" not in row.toolTip(1)
    rows.setCurrentItem(row)
    qtbot.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "X-Name: invoice\u202egnp.exe\x7f"
