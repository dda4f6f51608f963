"""The Table tab: lists found and chosen, sorted, filtered, columns chosen, copied and saved."""

import csv
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.column_menu import ColumnMenu
from explorer.ui.response.response_panel import ResponsePanel

Make = Callable[..., Exchange]
ROWS = [
    {"InstanceId": "mqtt-1", "Price": 1.5, "Big": 9007199254740993, "Name": "=1+1", "Password": "hunter2"},
    {"InstanceId": "mqtt-2", "Price": 1.25, "Name": "上海", "Password": "hunter3", "Late": True},
    {"InstanceId": "mqtt-3", "Price": None, "Name": 'say "hi"\n', "Password": None},
]
ANSWER = {"Response": {"Data": ROWS, "Tags": [{"Key": "a"}], "RequestId": "r"}}


@pytest.fixture
def view(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> QTableView:
    panel.show_exchange(make_exchange(ANSWER))
    tabs = panel.findChild(QTabWidget, "responseTabs")
    tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == "Table"))
    found = panel.findChild(QTableView, "responseTable")
    qtbot.waitUntil(lambda: found.model().rowCount() == 3)
    return found


def texts(view: QTableView, column: str) -> list[str]:
    model = view.model()
    section = headings(view).index(column)
    return [str(model.index(row, section).data() or "") for row in range(model.rowCount())]


def headings(view: QTableView) -> list[str]:
    model = view.model()
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]


def click_heading(view: QTableView, column: str, qtbot: QtBot) -> None:
    header = view.horizontalHeader()
    at = header.sectionViewportPosition(headings(view).index(column)) + 10
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))


def test_the_largest_list_is_shown_and_another_can_be_chosen(
    view: QTableView, panel: ResponsePanel, qtbot: QtBot
) -> None:
    assert headings(view) == ["InstanceId", "Price", "Big", "Name", "Password", "Late"]
    assert texts(view, "Big") == ["9007199254740993", "", ""]
    selector = panel.findChild(QComboBox, "tableSelector")
    assert [selector.itemText(at) for at in range(selector.count())] == ["Response.Data  [3]", "Response.Tags  [1]"]
    selector.setCurrentIndex(1)
    selector.activated.emit(1)
    qtbot.waitUntil(lambda: headings(view) == ["Key"])


def test_sort_by_a_heading(view: QTableView, qtbot: QtBot) -> None:
    click_heading(view, "Price", qtbot)
    qtbot.waitUntil(lambda: texts(view, "Price") == ["1.25", "1.5", "null"])
    click_heading(view, "Price", qtbot)
    qtbot.waitUntil(lambda: texts(view, "Price") == ["1.5", "1.25", "null"])


def test_filter_and_count(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    panel.findChild(QLineEdit, "tableFilter").setText("上海")
    qtbot.waitUntil(lambda: texts(view, "InstanceId") == ["mqtt-2"])
    assert "1 of 3 rows" in panel.findChild(QLabel, "tableCount").text()


def test_columns_can_be_found_hidden_and_shown(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    menu = panel.findChild(QPushButton, "tableColumns").menu()
    assert isinstance(menu, ColumnMenu)
    QAbstractItemModelTester(menu.model, QAbstractItemModelTester.FailureReportingMode.Fatal, menu)
    every = headings(view)
    menu.popup(panel.mapToGlobal(panel.rect().center()))
    qtbot.keyClicks(menu.field, "PRI")
    assert menu.model.names == ["Price"]
    qtbot.mouseClick(
        menu.list.viewport(), Qt.MouseButton.LeftButton, pos=menu.list.visualRect(menu.model.index(0)).center()
    )
    assert menu.isVisible()
    assert headings(view) == [name for name in every if name != "Price"]
    assert menu.model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    qtbot.keyClick(menu.list, Qt.Key.Key_Space)
    assert headings(view) == every
    menu.all_toggled.emit(False)
    assert headings(view) == []
    menu.model.toggle(menu.model.index(0))
    assert headings(view) == ["Price"]
    menu.all_toggled.emit(True)
    assert headings(view) == every
    menu.close()
    menu.aboutToShow.emit()
    assert menu.model.names == every


def test_secrets_are_blurred_until_clicked(view: QTableView, qtbot: QtBot) -> None:
    assert texts(view, "Password") == ["••••••", "••••••", "null"]
    section = headings(view).index("Password")
    view.scrollTo(view.model().index(0, section))
    place = view.visualRect(view.model().index(0, section)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert texts(view, "Password") == ["hunter2", "hunter3", "null"]


def test_what_is_painted_is_what_the_model_tells(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    model = panel.tabs.table.model

    def painted() -> list[list[str]]:
        return [[model.face(row, column)[0] for column in range(model.columnCount())] for row in range(3)]

    def told() -> list[list[str]]:
        return [[model.index(row, at).data() or "" for at in range(model.columnCount())] for row in range(3)]

    assert painted() == told()
    assert "••••••" in painted()[0]
    model.unmask("Password")
    assert painted() == told()
    assert "hunter2" in painted()[0]
    click_heading(view, "Price", qtbot)
    qtbot.waitUntil(lambda: texts(view, "Price") == ["1.25", "1.5", "null"])
    assert painted() == told()


def test_a_heading_stands_over_the_texts_of_its_column(view: QTableView) -> None:
    picture = view.grab().toImage()
    header, column = view.horizontalHeader(), headings(view).index("InstanceId")
    left = header.sectionViewportPosition(column) + view.verticalHeader().width() + 2

    def first_ink(top: int, bottom: int) -> int:
        ground = picture.pixelColor(left, (top + bottom) // 2)
        inked = (
            x for x in range(left, left + 60) if any(picture.pixelColor(x, y) != ground for y in range(top, bottom))
        )
        return next(inked)

    heading = first_ink(4, header.height() - 4)
    cell = first_ink(header.height() + 4, header.height() + 20)
    assert abs(heading - cell) <= 2


def test_copy_as_csv_and_json(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    actions = panel.findChild(QPushButton, "tableExport").menu().actions()
    clipboard = QGuiApplication.clipboard()
    for action, wanted in (("Copy as CSV", "'=1+1"), ("Copy as JSON", '"Big":9007199254740993')):
        clipboard.clear()
        next(entry for entry in actions if entry.text() == action).trigger()
        qtbot.waitUntil(lambda: bool(clipboard.text()))
        assert wanted in clipboard.text()
        assert "hunter" not in clipboard.text()


def test_save(view: QTableView, panel: ResponsePanel, qtbot: QtBot, tmp_path: Path) -> None:
    page = panel.tabs.table
    for form in ("csv", "json"):
        path = tmp_path / f"out.{form}"
        page.save(form, path)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda path=path: path.exists() and "Saved" in page.notice.label.text(), timeout=20_000)  # type: ignore[misc]
        qtbot.waitUntil(lambda: page.export_button.isEnabled())
        assert page.saving.isHidden()
    lines = list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines(keepends=True)))
    assert lines[1][:4] == ["mqtt-1", "1.5", "9007199254740993", "'=1+1"]
    assert json.loads((tmp_path / "out.json").read_text())[2] == ROWS[2]
    page.save("csv", tmp_path / "out.json" / "no")
    qtbot.waitUntil(lambda: "could not be written" in page.notice.label.text(), timeout=20_000)


@pytest.mark.parametrize(
    ("entry", "mark"),
    [("Save as CSV…", b"\xef\xbb\xbf"), ("Save as CSV without byte order mark…", b""), ("Save as JSON…", b"")],
)
def test_a_byte_order_mark_is_a_choice(
    view: QTableView,
    panel: ResponsePanel,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    entry: str,
    mark: bytes,
) -> None:
    path = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    actions = panel.findChild(QPushButton, "tableExport").menu().actions()
    next(action for action in actions if action.text() == entry).trigger()
    qtbot.waitUntil(lambda: path.exists() and panel.tabs.table.export_button.isEnabled(), timeout=20_000)
    begin = b"[" if "JSON" in entry else b"InstanceId,"
    assert path.read_bytes().startswith(mark + begin)


class SlowPieces:
    """Pieces of a file of which the second comes when it is let go, and which remember how far they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.given = 0
        for place in ("explorer.services.export_table", "explorer.core.document.table_export"):
            monkeypatch.setattr(f"{place}.csv_pieces", lambda *_, **_more: self._pieces())

    def _pieces(self) -> Iterator[str]:
        for number in range(1000):
            if number:
                assert self.go.wait(20)
            self.given += 1
            yield f"{number}\n"


def test_stop_while_a_file_is_written_keeps_the_old_one(
    view: QTableView, panel: ResponsePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, page, path = SlowPieces(monkeypatch), panel.tabs.table, tmp_path / "out.csv"
    path.write_text("old")
    page.save("csv", path)
    qtbot.waitUntil(page.saving.isVisible)
    assert not page.export_button.isEnabled()
    page.saving.cancelled.emit()
    slow.go.set()
    qtbot.waitUntil(lambda: "out.csv was not written" in page.notice.label.text(), timeout=20_000)
    qtbot.waitUntil(page.export_button.isEnabled)
    assert slow.given < 5, "nothing is made that is not written at once"
    assert path.read_text() == "old"
    assert not list(tmp_path.glob(".*"))


def test_a_file_is_finished_when_another_answer_comes(
    view: QTableView,
    panel: ResponsePanel,
    make_exchange: Make,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, page, path = SlowPieces(monkeypatch), panel.tabs.table, tmp_path / "out.csv"
    page.save("csv", path, marked=False)
    qtbot.waitUntil(lambda: slow.given > 0)
    panel.show_exchange(make_exchange({"Response": {"Data": [{"N": 1}]}}))
    panel.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: headings(view) == ["N"])
    slow.go.set()
    qtbot.waitUntil(lambda: "Saved out.csv" in page.notice.label.text(), timeout=20_000)
    assert path.read_text().splitlines() == [str(number) for number in range(1000)]


def test_a_panel_that_goes_away_stops_writing(
    view: QTableView, panel: ResponsePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, path = SlowPieces(monkeypatch), tmp_path / "out.csv"
    panel.tabs.table.save("csv", path)
    qtbot.waitUntil(lambda: slow.given > 0)
    threading.Timer(0.1, slow.go.set).start()
    panel.stop()
    assert slow.given < 5
    assert not path.exists()
    assert not list(tmp_path.glob(".*"))


def test_what_is_too_much_for_the_clipboard_is_not_gathered_whole(
    view: QTableView, panel: ResponsePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.ui.response.table_export.MOST_COPIED", 20)
    slow, page = SlowPieces(monkeypatch), panel.tabs.table
    slow.go.set()
    QGuiApplication.clipboard().setText("before")
    actions = panel.findChild(QPushButton, "tableExport").menu().actions()
    next(action for action in actions if action.text() == "Copy as CSV").trigger()
    qtbot.waitUntil(lambda: "too much for the clipboard" in page.notice.label.text())
    assert slow.given < 20
    assert QGuiApplication.clipboard().text() == "before"


def test_rows_with_huge_cells_are_copied_whole_and_masked(
    show_rows: Callable[[object], QTableView], panel: ResponsePanel, qtbot: QtBot
) -> None:
    show_rows([{"Big": "上" * 50_000, "N": 1e400, "Password": "hunter2"}, {"N": 2}])
    page, clipboard = panel.tabs.table, QGuiApplication.clipboard()
    clipboard.clear()
    page._copy("csv")
    qtbot.waitUntil(lambda: "Copied. 1 cell" in page.notice.label.text(), timeout=20_000)
    assert clipboard.text().replace("\r\n", "\n") == f"Big,N,Password\n{'上' * 50_000},Infinity,******\n,2,\n"
    qtbot.waitUntil(page.progress.isHidden)


def test_copy_one_cell_exactly_and_several_harmlessly(view: QTableView, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    name = headings(view).index("Name")
    view.setCurrentIndex(view.model().index(0, name))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "=1+1"
    view.clearSelection()
    view.setCurrentIndex(view.model().index(2, name))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == 'say "hi"\n'
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text().splitlines()[1].startswith("mqtt-1\t1.5\t9007199254740993\t'=1+1\t******")


def test_enter_goes_to_the_row_in_the_tree(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert panel.tabs.currentWidget() is panel.tabs.tree
    assert panel.tabs.tree.view.currentIndex().data() == "[1]"


def test_the_result_of_an_expression_is_a_table_too(view: QTableView, panel: ResponsePanel, qtbot: QtBot) -> None:
    panel.tabs.setCurrentWidget(panel.tabs.tree)
    field = panel.findChild(QLineEdit, "jmespathField")
    field.setText("Response.Data[?Price].{Id: InstanceId}")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.tabs.tree.model.node(0).name == "[0]")
    panel.tabs.setCurrentWidget(panel.tabs.table)
    qtbot.waitUntil(lambda: headings(view) == ["Id"] and texts(view, "Id") == ["mqtt-1", "mqtt-2"])


def test_a_long_list(view: QTableView, panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    count = 30_000
    panel.show_exchange(make_exchange({"Response": {"Data": [{"N": (at * 7919) % count} for at in range(count)]}}))
    panel.tabs.setCurrentWidget(panel.tabs.table)
    qtbot.waitUntil(lambda: view.model().rowCount() == count, timeout=20_000)
    click_heading(view, "N", qtbot)
    qtbot.waitUntil(lambda: view.model().index(1, 0).data() == "1", timeout=20_000)
    assert [view.model().index(row, 0).data() for row in range(5)] == ["0", "1", "2", "3", "4"]
    assert view.model().index(count - 1, 0).data() == str(count - 1)


def test_an_answer_without_a_list_says_so(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> None:
    panel.show_exchange(make_exchange({"Response": {"RequestId": "r"}}))
    panel.tabs.setCurrentWidget(panel.tabs.table)
    qtbot.waitUntil(lambda: "no list" in panel.findChild(QLabel, "tableCount").text())


@pytest.fixture
def show_rows(panel: ResponsePanel, make_exchange: Make, qtbot: QtBot) -> Callable[[object], QTableView]:
    def show(rows: object) -> QTableView:
        panel.show_exchange(make_exchange(rows))
        tabs = panel.findChild(QTabWidget, "responseTabs")
        tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == "Table"))
        found = panel.findChild(QTableView, "responseTable")
        qtbot.waitUntil(lambda: found.model().rowCount() > 0 and panel.tabs.table.count.text() != "")
        return found

    return show


def test_secrets_inside_cells_are_blurred_and_exports_say_that_they_are_masked(
    show_rows: Callable[[object], QTableView], panel: ResponsePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    view = show_rows([{"Id": 1, "Login": {"Password": "hunter2"}}, {"Id": 2, "Key": "password", "Value": "hunter3"}])
    page, model = panel.tabs.table, view.model()
    assert texts(view, "Login")[0] == '{"Password": "••••••"}'
    assert texts(view, "Value")[1] == "••••••"
    seen = [model.index(0, at).data(Qt.ItemDataRole.ToolTipRole) for at in range(model.columnCount())]
    assert "hunter" not in "".join(map(str, seen))
    page.save("json", tmp_path / "masked.json")
    qtbot.waitUntil(lambda: "2 cells with secrets" in page.notice.label.text(), timeout=20_000)
    assert "hunter" not in (tmp_path / "masked.json").read_text()
    qtbot.waitUntil(page.export_button.isEnabled)
    place = view.visualRect(model.index(0, headings(view).index("Login"))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert texts(view, "Login")[0] == '{"Password": "hunter2"}'
    page.save("csv", tmp_path / "shown.csv")
    qtbot.waitUntil(lambda: "1 cell with secrets" in page.notice.label.text(), timeout=20_000)
    assert "hunter2" in (tmp_path / "shown.csv").read_text()
    assert "hunter3" not in (tmp_path / "shown.csv").read_text()


def test_saving_makes_no_folder(view: QTableView, panel: ResponsePanel, qtbot: QtBot, tmp_path: Path) -> None:
    page = panel.tabs.table
    page.save("csv", tmp_path / "none" / "dir" / "out.csv")
    qtbot.waitUntil(lambda: "there is no folder" in page.notice.label.text(), timeout=20_000)
    assert not (tmp_path / "none").exists()


def test_columns_beyond_those_in_sight_are_told_and_exported(
    show_rows: Callable[[object], QTableView], panel: ResponsePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    row = {f"m{number}": number for number in range(500)}
    view = show_rows([row])
    page = panel.tabs.table
    assert "the first 400 of 500 columns in sight, exports hold all" in page.count.text()
    assert len(headings(view)) == 400
    page.save("json", tmp_path / "all.json")
    qtbot.waitUntil(lambda: "Saved" in page.notice.label.text(), timeout=20_000)
    assert json.loads((tmp_path / "all.json").read_text()) == [row]
    page.show_column("m0", False)
    assert headings(view)[-1] == "m400"
    assert "1 hidden" in page.count.text()


def test_half_a_table_is_not_exported_but_what_was_read_when_it_was_stopped_is(
    view: QTableView, panel: ResponsePanel, make_exchange: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    page = panel.tabs.table
    panel.show_exchange(make_exchange({"Response": {"Data": [{"N": number} for number in range(60_000)]}}))
    panel.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: page._table is not None and 0 < len(page._table) < 60_000, timeout=20_000)
    assert not page.export_button.isEnabled()
    page.progress.cancelled.emit()
    assert page.export_button.isEnabled()
    assert page._table is not None
    read = len(page._table)
    assert page.count.text() == f"the first {read:,} rows, reading was stopped · 1 column"
    page.show_list(page._table.node)
    page.progress.cancelled.emit()  # before anything of it was shown
    assert page.model.rowCount() == len(page._table) > 0
    assert page.model.columns == ("N",)
    read = len(page._table)
    page.save("json", tmp_path / "out.json")
    qtbot.waitUntil(lambda: "Saved" in page.notice.label.text(), timeout=20_000)
    assert json.loads((tmp_path / "out.json").read_text()) == [{"N": number} for number in range(read)]
    qtbot.waitUntil(page.export_button.isEnabled)
    page.show_list(page._table.node)
    qtbot.waitUntil(lambda: page.count.text() == "60,000 rows · 1 column", timeout=20_000)
    assert page.export_button.isEnabled()


def test_what_nobody_sees_is_written_out_in_cells_headings_columns_and_lists(
    panel: ResponsePanel, make_exchange: Make, qtbot: QtBot
) -> None:
    name = "a\u202eb"
    panel.show_exchange(make_exchange({"Response": {name: [{name: "x\x00\u2028\u202ey\x1b", "Other": 1}]}}))
    panel.tabs.setCurrentWidget(panel.tabs.table)
    table = panel.tabs.table
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert headings(table.view) == ["a\\u202eb", "Other"]
    assert table.model.index(0, 0).data() == "x\\u0000\\u2028\\u202ey\\u001b"
    assert table.model.face(0, 0)[0] == table.model.index(0, 0).data()
    assert table.selector.currentText() == 'Response."a\\u202eb"  [1]'
    table.column_menu.aboutToShow.emit()
    assert table.column_menu.model.index(0).data() == "a\\u202eb"
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.copy_selection()
    assert QGuiApplication.clipboard().text() == "x\x00\u2028\u202ey\x1b"
