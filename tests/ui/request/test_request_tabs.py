"""The row of open requests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tab_bar import RequestTabBar
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.task_runner import TaskRunner
from explorer.ui.theme import theme

THINGS = ActionRef("thing", "2026-01-01", "DescribeThings")
MANY = ActionRef("thing", "2026-01-01", "ModifyMany")
Find = Callable[..., QWidget]


def _current(panel: RequestTabsPanel) -> RequestTab:
    tab = panel.current()
    assert tab is not None
    return tab


def test_only_the_request_in_front_carries_the_names(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    panel.open_request(Request(THINGS, {"ThingId": "a"}))
    panel.open_request(Request(THINGS, {"ThingId": "b"}))
    for index, text in ((1, "b"), (0, "a"), (1, "b")):
        panel.tab_widget.setCurrentIndex(index)
        qtbot.waitUntil(lambda: len(panel.findChildren(QWidget, "field:ThingId")) == 1)
        line = panel.findChild(QLineEdit, "field:ThingId")
        assert line.text() == text
        for name in ("sendButton", "saveButton", "jsonEditor", "parameterForm"):
            assert len(panel.findChildren(QWidget, name)) == 1


def test_an_untouched_action_is_not_opened_twice(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    panel.open_action(THINGS)
    panel.open_action(MANY)
    panel.open_action(THINGS)
    assert [tab.title for tab in panel.tabs()] == ["DescribeThings", "ModifyMany"]
    assert _current(panel).title == "DescribeThings"
    qtbot.keyClicks(find("field:ThingId"), "a")
    panel.open_action(THINGS)
    assert len(panel.tabs()) == 3


def test_a_saved_request_is_not_opened_twice(panel: RequestTabsPanel) -> None:
    path = Path("a.toml")
    panel.open_request(Request(THINGS), "Ticket 1", path)
    panel.open_action(MANY)
    panel.open_request(Request(THINGS), "Ticket 1", path)
    assert len(panel.tabs()) == 2
    assert _current(panel).title == "Ticket 1"


def test_signals_name_the_tab(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    seen: list[object] = []
    panel.current_changed.connect(seen.append)
    panel.open_request(Request(THINGS, {"ThingId": "a"}))
    tab = _current(panel)
    assert seen == [tab]
    with qtbot.waitSignal(panel.save_requested, check_params_cb=lambda got: got is tab):
        qtbot.mouseClick(find("saveButton"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.dirty_changed, check_params_cb=lambda got: got is tab):
        qtbot.keyClicks(find("field:ThingId"), "b")
    assert panel.tab_widget.bar.is_dirty(0)


def test_a_clean_tab_closes_at_once(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    panel.open_action(THINGS)
    bar = panel.tab_widget.bar
    with qtbot.waitSignal(panel.tab_closed):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.sign_box(0).center())
    assert panel.tabs() == []
    assert panel.current() is None


@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_an_unsaved_tab_asks(qtbot: QtBot, panel: RequestTabsPanel, find: Find, answer: str) -> None:
    panel.open_action(THINGS)
    tab = _current(panel)
    qtbot.keyClicks(find("field:ThingId"), "a")
    saved: list[object] = []
    panel.save_requested.connect(saved.append)
    panel.close_tab(tab)
    box = find("closeQuestion", QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton[answer]).click()
    assert panel.tabs() == ([] if answer == "Discard" else [tab])
    assert saved == ([tab] if answer == "Save" else [])
    if answer == "Save":
        panel.mark_saved(tab, "Ticket 1", None)
        assert panel.tabs() == []


def test_a_save_that_was_given_up_does_not_close_later(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    panel.open_action(THINGS)
    tab = _current(panel)
    qtbot.keyClicks(find("field:ThingId"), "a")
    panel.close_tab(tab)
    box = find("closeQuestion", QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Save).click()
    qtbot.keyClicks(find("field:ThingId"), "b")
    panel.mark_saved(tab, "Ticket 1", None)
    assert panel.tabs() == [tab]


def test_plus_asks_for_a_new_request(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    panel.open_action(THINGS)
    with qtbot.waitSignal(panel.new_requested):
        qtbot.mouseClick(find("newRequestButton"), Qt.MouseButton.LeftButton)


def test_duplicate_and_going_round(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    panel.open_request(Request(THINGS, {"ThingId": "a"}), "Ticket 1", Path("a.toml"))
    panel.duplicate_current()
    copy = _current(panel)
    assert copy.to_model().parameters == {"ThingId": "a"}
    assert copy.path is None
    panel.show_next()
    assert _current(panel).title == "Ticket 1"
    panel.show_next(-1)
    assert _current(panel) is copy


def test_an_unknown_action_is_reported(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    with qtbot.waitSignal(panel.failed, check_params_cb=lambda error: "Nothing" in str(error)):
        panel.open_action(ActionRef("thing", "2026-01-01", "Nothing"))
    assert panel.tabs() == []


def test_with_a_runner_the_catalogue_is_read_on_a_worker(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    runner = TaskRunner()
    try:
        panel._runner = runner
        with qtbot.waitSignal(panel.current_changed):
            panel.open_action(THINGS)
            panel.open_action(THINGS)
        assert _current(panel).title == "DescribeThings"
        qtbot.wait(100)
        assert len(panel.tabs()) == 1
        with qtbot.waitSignal(panel.failed):
            panel.open_action(ActionRef("thing", "2026-01-01", "Nothing"))
    finally:
        runner.close()


def test_many_parameters_are_filtered(qtbot: QtBot, panel: RequestTabsPanel, find: Find) -> None:
    panel.open_action(MANY)
    form = _current(panel).parameter_form
    qtbot.waitUntil(lambda: form.queue.is_empty)
    last = find("field:Member58")
    qtbot.waitUntil(last.isVisible)
    only = find("requiredOnly", QCheckBox)
    assert isinstance(only, QCheckBox)
    only.setChecked(True)
    shown = [f"Member{number:02}" for number in range(59) if find(f"field:Member{number:02}").isVisible()]
    assert shown == ["Member00", "Member10", "Member20", "Member30", "Member40", "Member50"]
    only.setChecked(False)
    qtbot.keyClicks(find("parameterFilter"), "ber58")
    assert last.isVisible()
    assert not find("field:Member57").isVisible()
    assert _current(panel).focus_field("Member57")
    assert find("field:Member57").isVisible()


def test_the_fields_of_an_action_are_built_in_slices(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    panel.open_action(MANY)
    form = _current(panel).parameter_form
    assert not form.queue.is_empty
    qtbot.waitUntil(lambda: form.queue.is_empty)
    assert panel.findChild(QWidget, "field:Member58") is not None


def test_no_tab_shows_through_the_arrows_that_scroll_them(qtbot: QtBot, panel: RequestTabsPanel) -> None:
    for number in range(5):
        panel.open_request(Request(THINGS), f"A request of the number {number}")
    bar = panel.tab_widget.bar
    panel.tab_widget.setCurrentIndex(0)
    arrows = [arrow for arrow in bar.findChildren(QToolButton) if arrow.isVisible()]
    assert arrows
    behind = QImage(bar.size(), QImage.Format.Format_RGB32)
    bar.render(behind, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    for arrow in arrows:
        box = arrow.geometry().adjusted(0, 0, 0, -1)
        places = [(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())]
        assert {behind.pixelColor(*place).name() for place in places} == {theme.current().window.name()}


def _open(panel: RequestTabsPanel, names: list[str]) -> None:
    for name in names:
        panel.open_request(Request(THINGS), name=name)


def _in_sight(bar: RequestTabBar) -> tuple[list[int], int]:
    """The tabs of which anything is seen, and where the row ends: at its arrows, or at the bar's end."""
    arrows = [button.x() for button in bar.findChildren(QToolButton) if button.isVisible()]
    end = min(arrows, default=bar.width())
    boxes = [(index, bar.tabRect(index)) for index in range(bar.count())]
    return [index for index, box in boxes if box.right() > 4 and box.left() < end - 4], end


def test_names_are_shortened_before_any_tab_is_scrolled(panel: RequestTabsPanel) -> None:
    _open(panel, ["Short", "A long name of a request that goes on", "Another long name of a request"])
    bar = panel.tab_widget.bar
    panel.resize(560, 500)
    shown, end = _in_sight(bar)
    assert shown == [0, 1, 2]
    assert bar.tabRect(2).right() <= end
    assert bar.tabRect(0).width() < bar.tabRect(1).width() == bar.tabRect(2).width()
    panel.resize(1200, 500)
    assert bar.tabRect(1).width() > bar.tabRect(2).width()  # each has its own width again


@pytest.mark.parametrize("width", range(360, 720, 35))
def test_no_tab_is_cut_at_the_edge(panel: RequestTabsPanel, width: int) -> None:
    _open(panel, [f"A request with a name, number {number}" for number in range(9)])
    panel.resize(width, 500)
    bar = panel.tab_widget.bar
    for index in (0, 5, 8, 3):
        panel.tab_widget.setCurrentIndex(index)
        QApplication.processEvents()
        shown, end = _in_sight(bar)
        assert index in shown
        assert len(shown) == max(1, end // 136)
        for each in shown:
            box = bar.tabRect(each)
            assert box.left() >= -4
            assert box.right() <= end + 4


def test_an_ampersand_is_read_as_it_is(panel: RequestTabsPanel) -> None:
    _open(panel, ["Q&A"])
    bar = panel.tab_widget.bar
    assert bar.words(0) == "Q&A"
    assert bar.tabToolTip(0) == "Q&A"


def test_a_name_that_looks_like_html_is_shown_to_the_letter(panel: RequestTabsPanel) -> None:
    _open(panel, ["<img src='http://127.0.0.1/x.png'><b>name</b>"])
    tip = panel.tab_widget.bar.tabToolTip(0)
    assert "<img" not in tip
    assert "&lt;img" in tip
