"""Where the focus is once a request has opened: in its first field, unless somebody has gone elsewhere meanwhile."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTabWidget

from explorer.core.models.action import ActionRef

DESCRIBE = ActionRef("mqtt", "2024-05-16", "DescribeInstance")
DELETE = ActionRef("mqtt", "2024-05-16", "DeleteInstance")


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def open_and(desk: object, ref: ActionRef, act: Callable[[object], object] = lambda _tab: None) -> object:
    """Open an action, act the moment its tab is in front, and let everything that is queued happen."""
    came = []

    def on_current(tab: object) -> None:
        came.append(tab)
        act(tab)

    desk.window.activateWindow()
    desk.wait(lambda: QApplication.focusWidget() is not None)
    requests = desk.window.desk.requests
    requests.current_changed.connect(on_current)
    count = desk.find(QTabWidget, "requestTabs").count()
    requests.open_action(ref)
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == count + 1 and came)
    requests.current_changed.disconnect(on_current)
    desk.qtbot.wait(100)
    return came[-1]


def test_the_first_field_has_the_focus(open_window: Callable) -> None:
    desk = open_window()
    open_and(desk, DESCRIBE)
    assert focused() == "field:InstanceId"
    desk.window.desk.requests.tab_widget.setFocus()
    open_and(desk, DELETE)
    assert focused() == "field:InstanceId"
    assert desk.window.desk.requests.current().isAncestorOf(QApplication.focusWidget())


def test_a_section_chosen_right_after_opening_stays(open_window: Callable) -> None:
    desk = open_window()
    for ref, title in ((DESCRIBE, "JSON"), (DELETE, "Headers")):
        tab = open_and(desk, ref, lambda tab, title=title: tab.show_section(title))
        assert tab.sections.tabText(tab.sections.currentIndex()) == title


def test_a_focus_set_meanwhile_stays(open_window: Callable) -> None:
    desk = open_window()

    def go(tab: object) -> None:
        tab.show_section("JSON")
        tab.findChild(QPlainTextEdit, "jsonEditor").setFocus()

    open_and(desk, DESCRIBE, go)
    assert focused() == "jsonEditor"
    tab = open_and(desk, DELETE, lambda tab: tab.header.send_button.setFocus())
    assert tab.header.send_button.hasFocus()
