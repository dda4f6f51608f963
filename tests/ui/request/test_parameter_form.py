"""The typed form, through the object names of its widgets."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from explorer.core.models.json_value import dumps
from explorer.ui.request.field_row import FieldRow
from explorer.ui.request.portioned_page import PortionedPage
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel

Open = Callable[..., RequestTab]
Find = Callable[..., QWidget]


def _sent(tab: RequestTab) -> str:
    return dumps(tab.to_model().parameters)


def _choose(panel: RequestTabsPanel, find: Find, path: str, words: str) -> None:
    find(f"state:{path}").click()  # type: ignore[attr-defined]
    menu = find("stateMenu", QMenu)
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()
    menu.close()
    menu.setObjectName("")


def test_typing_into_fields_makes_the_parameters(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    qtbot.keyClicks(find("field:ThingId"), "thing-1")
    qtbot.keyClicks(find("field:Limit"), "20")
    force = find("field:Force", QComboBox)
    assert isinstance(force, QComboBox)
    force.setCurrentText("false")
    assert _sent(tab) == '{"ThingId":"thing-1","Limit":20,"Force":false}'


def test_an_emptied_field_is_left_out(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Limit":5}')
    qtbot.keyClick(find("field:Limit"), Qt.Key.Key_Backspace)
    assert _sent(tab) == '{"ThingId":"a"}'


def test_absent_null_and_empty_are_chosen_and_seen(panel: RequestTabsPanel, open_things: Open, find: Find) -> None:
    tab = open_things()
    field = find("field:ThingId", QLineEdit)
    assert isinstance(field, QLineEdit)
    _choose(panel, find, "ThingId", "Send null")
    assert _sent(tab) == '{"ThingId":null}'
    assert field.placeholderText() == "null"
    _choose(panel, find, "ThingId", "Send empty text")
    assert _sent(tab) == '{"ThingId":""}'
    assert field.placeholderText() == "empty text"
    assert find("state:ThingId").accessibleDescription() == "Sent: empty"
    _choose(panel, find, "ThingId", "Leave out")
    assert _sent(tab) == "{}"
    assert find("state:ThingId").accessibleDescription() == ""


def test_any_field_can_send_other_json(qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a","Filters":[]}')
    _choose(panel, find, "Filters", "Send other JSON")
    raw = find("field:Filters", QLineEdit)
    assert isinstance(raw, QLineEdit)
    raw.selectAll()
    qtbot.keyClicks(raw, '{"Name": 1.50}')
    assert _sent(tab) == '{"ThingId":"a","Filters":{"Name":1.50}}'
    _choose(panel, find, "Filters", "Send empty list")
    assert _sent(tab) == '{"ThingId":"a","Filters":[]}'
    find("add:Filters")


def test_list_elements_are_added_and_filled(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"ThingId":"a"}')
    qtbot.mouseClick(find("add:Filters"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(find("field:Filters.0.Name"), "InstanceName")
    qtbot.mouseClick(find("add:Filters.0.Values"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(find("field:Filters.0.Values.0"), "prod-a")
    qtbot.mouseClick(find("add:Ports"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(find("field:Ports.0"), "80")
    assert _sent(tab) == '{"Filters":[{"Name":"InstanceName","Values":["prod-a"]}],"ThingId":"a","Ports":[80]}'


def test_a_new_element_has_the_focus(qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find) -> None:
    open_things()
    qtbot.mouseClick(find("add:Filters"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: panel.focusWidget() is not None and panel.focusWidget().objectName() == "field:Filters.0.Name"
    )


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("down:Filters.0", '["b","a","c"]'),
        ("up:Filters.2", '["a","c","b"]'),
        ("up:Filters.0", '["a","b","c"]'),
        ("duplicate:Filters.1", '["a","b","b","c"]'),
        ("remove:Filters.1", '["a","c"]'),
    ],
)
def test_elements_are_moved_duplicated_and_removed(
    qtbot: QtBot, open_things: Open, find: Find, button: str, expected: str
) -> None:
    tab = open_things('{"Filters":[{"Name":"a"},{"Name":"b"},{"Name":"c"}]}')
    qtbot.mouseClick(find(button), Qt.MouseButton.LeftButton)
    filters = tab.to_model().parameters["Filters"]
    assert isinstance(filters, list)
    names = [item["Name"] for item in filters if isinstance(item, dict)]
    assert dumps(names) == expected
    qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty)
    for index, name in enumerate(names):
        editor = find(f"field:Filters.{index}.Name", QLineEdit)
        assert isinstance(editor, QLineEdit)
        assert editor.text() == name


def test_elements_of_plain_values_have_a_menu(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    tab = open_things('{"Ports":[1,2]}')
    qtbot.mouseClick(find("more:Ports.0"), Qt.MouseButton.LeftButton)
    menu = find("elementMenu", QMenu)
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Move down").trigger()
    menu.close()
    assert _sent(tab) == '{"Ports":[2,1]}'
    qtbot.mouseClick(find("remove:Ports.0"), Qt.MouseButton.LeftButton)
    assert _sent(tab) == '{"Ports":[1]}'


def test_recursion_opens_on_demand(qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find) -> None:
    tab = open_things()
    for path in ("Root", "Root.Child", "Root.Child.Child", "Root.Child.Child.Child"):
        assert panel.findChild(QWidget, f"field:{path}.Id") is None
        qtbot.mouseClick(find(f"add:{path}"), Qt.MouseButton.LeftButton)
        find(f"field:{path}.Id")
    qtbot.keyClicks(find("field:Root.Child.Child.Child.Id"), "4")
    assert _sent(tab) == '{"Root":{"Child":{"Child":{"Child":{"Id":4}}}}}'
    qtbot.mouseClick(find("remove:Root.Child"), Qt.MouseButton.LeftButton)
    assert _sent(tab) == '{"Root":{}}'


def test_deep_objects_are_loaded_closed_and_open_on_a_click(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    tab = open_things('{"Root":{"Child":{"Child":{"Child":{"Id":4}}}}}')
    assert panel.findChild(QWidget, "field:Root.Child.Child.Child.Id") is None
    assert tab.focus_field("Root.Child.Child.Child.Id")
    editor = find("field:Root.Child.Child.Child.Id", QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "4"
    assert panel.focusWidget() is editor


def test_an_unknown_member_is_kept_marked_and_edited(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Zzz":1.50,"ThingId":"a"}')
    editor = find("field:Zzz", QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1.50"
    assert find("state:Zzz").accessibleDescription() == "Sent: not in the spec"
    assert _sent(tab) == '{"Zzz":1.50,"ThingId":"a"}'
    editor.selectAll()
    qtbot.keyClicks(editor, '"x"')
    assert _sent(tab) == '{"Zzz":"x","ThingId":"a"}'


def test_a_problem_stands_under_its_field_and_goes(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    tab = open_things()
    editor = find("field:Limit")
    qtbot.keyClicks(editor, "two hundred")
    error = find("error:Limit", QLabel)
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: error.text() == 'Limit takes an integer; "two hundred" is not one.')
    assert error.isVisible()
    assert error.textFormat() == Qt.TextFormat.PlainText
    assert editor.property("invalid") is True
    assert _sent(tab) == '{"Limit":"two hundred"}'
    editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, "200")
    qtbot.waitUntil(lambda: not error.isVisible())
    assert editor.property("invalid") is False


def test_a_missing_field_is_not_shouted_at_before_sending(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    tab = open_things()
    qtbot.wait(100)
    assert panel.findChild(QLabel, "error:ThingId") is None
    tab.send()
    error = find("error:ThingId", QLabel)
    assert isinstance(error, QLabel)
    assert error.text() == "ThingId is required."


def test_a_text_grows_on_shift_enter_and_keeps_its_name(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    line = find("field:ThingId", QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "one")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    grown = find("field:ThingId", QPlainTextEdit)
    qtbot.keyClicks(grown, "two")
    assert _sent(tab) == '{"ThingId":"one\\ntwo"}'


def test_lines_that_are_pasted_stay_lines(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    QGuiApplication.clipboard().setText("one\ntwo")
    line = find("field:ThingId", QLineEdit)
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _sent(tab) == '{"ThingId":"one\\ntwo"}'


def test_listed_values_are_offered(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things()
    line = find("field:Mode", QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    completer = line.completer()
    model = completer.completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["FAST", "SLOW"]
    completer.popup().hide()
    qtbot.keyClicks(line, "other")
    assert _sent(tab) == '{"Mode":"other"}'


def test_a_date_is_picked_in_its_format(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Since":"2026-02-03T04:05:06Z","Day":"2026-02-03"}')
    for path in ("Since", "Day"):
        line = find(f"field:{path}", QLineEdit)
        next(action for action in line.actions() if action.text() == "Pick a date").trigger()
        picker = find("datePicker")
        picker.findChild(QPushButton).click()
        picker.setObjectName("")
    assert _sent(tab) == '{"Since":"2026-02-03T04:05:06Z","Day":"2026-02-03"}'


def test_focus_field_goes_there_and_says_whether_it_could(panel: RequestTabsPanel, open_things: Open) -> None:
    tab = open_things('{"Filters":[{"Name":"a","Values":["x","y"]}]}')
    assert tab.focus_field("Filters.0.Values.1")
    assert panel.focusWidget().objectName() == "field:Filters.0.Values.1"
    assert not tab.focus_field("Nothing")


@pytest.mark.parametrize("path", ["Ports.350", "Filters.120.Name"])
def test_focus_field_goes_to_elements_that_are_not_shown_yet(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find, path: str
) -> None:
    ports, filters = ",".join(map(str, range(400))), ",".join(f'{{"Name":"n{number}"}}' for number in range(130))
    tab = open_things(f'{{"Ports":[{ports}],"Filters":[{filters}]}}')
    qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty)
    first = find(f"field:{path.partition('.')[0]}.0" + (".Name" if path.endswith("Name") else ""), QLineEdit)
    assert tab.focus_field(path)
    qtbot.waitUntil(lambda: panel.focusWidget().objectName() == f"field:{path}", timeout=15_000)
    assert panel.focusWidget().text() == ("350" if path.startswith("Ports") else "n120")
    assert find(first.objectName(), QLineEdit) is first, "what stood there is not built anew"


def test_labels_stand_above_in_a_narrow_window(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find
) -> None:
    open_things()
    label, editor = find("state:ThingId"), find("field:ThingId")

    def beside() -> bool:
        return (
            abs(label.mapTo(panel, label.rect().topLeft()).y() - editor.mapTo(panel, editor.rect().topLeft()).y()) < 12
        )

    assert beside()
    panel.resize(360, 800)
    qtbot.waitUntil(lambda: not beside())
    assert editor.width() > 250


def test_stacked_fields_take_no_share_of_the_empty_space_below(
    qtbot: QtBot, panel: RequestTabsPanel, open_things: Open
) -> None:
    tab = open_things()
    panel.resize(360, 3000)
    rows = [row for row in tab.parameter_form.findChildren(FieldRow) if row.isVisible()]
    assert rows
    qtbot.waitUntil(lambda: all(row.width() < 360 for row in rows))
    qtbot.wait(50)
    assert [row.height() for row in rows] == [row.sizeHint().height() for row in rows]


def test_tab_goes_from_field_to_field(qtbot: QtBot, panel: RequestTabsPanel, open_things: Open, find: Find) -> None:
    open_things()
    find("field:ThingId").setFocus()
    seen = []
    for _ in range(8):
        seen.append(panel.focusWidget().objectName())
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [
        "field:ThingId",
        "add:Filters",
        "field:Limit",
        "field:Force",
        "add:Ports",
        "field:Day",
        "field:Since",
        "add:Root",
    ]


def test_rows_that_are_replaced_while_they_are_let_paint(qtbot: QtBot, open_things: Open, find: Find) -> None:
    tab = open_things('{"Filters":[{"Name":"a"},{"Name":"b"}]}')
    form = tab.parameter_form
    page = form.widget()
    assert isinstance(page, PortionedPage)
    letting = page.let_paint()
    next(letting)
    rows = form.findChildren(FieldRow)
    form.drop()
    qtbot.waitUntil(lambda: not any(isValid(row) for row in rows))
    list(letting)
    form.refresh()
    assert find("field:ThingId").isEnabled()
    qtbot.waitUntil(page.updatesEnabled)
