"""Bench: tables, comparisons, expressions and raw text of large and odd answers, beside an idle window."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.services.query_process import QueryProcess
from explorer.ui.garbage import GarbageCollection
from explorer.ui.response.compare_page import ComparePage
from explorer.ui.response.raw_page import RawPage
from explorer.ui.response.table_page import TablePage
from explorer.ui.response.warm_up import import_readers
from explorer.ui.theme import theme
from tests.bench.stops import Stops
from tests.bench.test_bench_document import GBK, answer

pytestmark = pytest.mark.bench
Pages = tuple[TablePage, ComparePage, RawPage]


@pytest.fixture
def pages(qtbot: QtBot, qapp: QApplication) -> Iterator[Pages]:
    """Three pages that have stood for a moment, garbage collected as in the window."""
    theme.apply(qapp, "light")
    import_readers()
    shown: Pages = (TablePage(), ComparePage(), RawPage())
    for page in shown:
        qtbot.addWidget(page)
        page.resize(640, 700)
        page.show()
    owner = QWidget()
    qtbot.addWidget(owner)
    collection = GarbageCollection(owner)
    qtbot.wait(500)
    collection.settle()
    yield shown
    shown[0].stop_saving()
    collection.stop()


class Rows:
    """Acts one after another, each a line, an idle window the first of them."""

    def __init__(self, app: QApplication, title: str) -> None:
        self._app, self._stops = app, Stops(app)
        print(f"\n{title}: until done, longest stop, most work at a time")
        self("idle window", lambda: None, lambda: True, 2.0)

    def __call__(self, name: str, act: Callable[[], object], until: Callable[[], bool], least: float = 0.15) -> None:
        spent, longest, most = self._stops.during(act, until, least)
        print(f"  {name:<46} {spent:9.1f} ms  stop {longest:6.1f} ms  work {most:6.1f} ms")
        end = perf_counter() + 0.2
        while perf_counter() < end:  # what is painted at the end belongs to no other act
            self._app.processEvents()


def read(table: TablePage) -> Callable[[], bool]:
    """Whether the table is read, or arranged, to its end."""
    return lambda: table._table is not None and table._table.complete and not table._runner.is_busy


def test_table_and_comparison(pages: Pages, qapp: QApplication, tmp_path: Path) -> None:
    table, compare, raw = pages
    body, gbk = answer(20), answer(20).decode().encode("gbk")
    document, out = Document(body).open(), tmp_path / "out.csv"
    other = body.replace(b'"ins-00000500"', b'"ins-x"').replace(b'"Memory":4', b'"Memory":8', 50)
    header, exporter = table.view.horizontalHeader(), table._exporter

    def against(body: bytes, content_type: str = "") -> Callable[[], object]:
        def act() -> None:
            compare.summary.clear()
            compare.show_document(document)
            compare.compare_with("another", body, content_type)

        return act

    def compared() -> bool:
        return "Compared" in compare.summary.text()

    row = Rows(qapp, "20 MB answer, 10,001 rows")
    row("read all rows and columns", lambda: table.show_document(document), read(table))
    row("sort", lambda: header.setSortIndicator(0, Qt.SortOrder.DescendingOrder), read(table))
    row("filter", lambda: table.filter.setText("0000"), lambda: "of" in table.count.text())
    row("all rows again", lambda: table.filter.setText(""), lambda: "of" not in table.count.text())
    row("copy all that is chosen", lambda: select_and_copy(table), lambda: not exporter._runner.is_busy)
    row("save as CSV", lambda: table.save("csv", out), lambda: out.exists() and not exporter.is_writing)
    row("compare", against(other), compared)
    row("compare, every row changed", against(body.replace(b'"Memory":4', b'"Memory":8')), compared)
    row("compare, every row added", against(b'{"Response":{"InstanceSet":[]}}'), compared)
    row("compare with GBK", against(gbk, GBK), compared)
    row("raw, 20 MB of GBK", lambda: raw.show_body(gbk, GBK), lambda: bool(raw._body))
    row("raw, all in one line", lambda: raw.show_body(body), lambda: not raw._runner.is_busy)
    row("copy the raw text", lambda: raw._copy.click(), lambda: not raw._copier.is_busy)


def select_and_copy(table: TablePage) -> None:
    """Ctrl+A, Ctrl+C."""
    table.view.selectAll()
    table.view.copy_selection()


ODD: dict[str, Callable[[], object]] = {
    "14,000 rows of all kinds": lambda: [{"a": 1}, [1, 2], "x", None, 3.5, {"a": {"b": 1}, "c": [1]}, True] * 2000,
    "500 rows of 500 columns": lambda: [{f"Column{n}": f"value {r} {n}" for n in range(500)} for r in range(500)],
    "100,000 rows": lambda: [{"Id": f"i-{n}", "N": n * 7919 % 100_003} for n in range(100_000)],
    "cells of 20 MB and 6 MB": lambda: [{"Id": "a", "Big": "x" * 20_000_000}, {"Id": "b", "Big": "y\n" * 3_000_000}],
    "20,000 columns": lambda: [{f"c{n}": n} for n in range(20_000)],
}


@pytest.mark.parametrize("name", ODD)
def test_odd_lists(pages: Pages, qapp: QApplication, name: str) -> None:
    table = pages[0]
    document = Document(json.dumps(ODD[name]()).encode()).open()
    header, scroll = table.view.horizontalHeader(), table.view.verticalScrollBar()
    row = Rows(qapp, f"a table of {name}")
    row("read all rows and columns", lambda: table.show_document(document), read(table), 0.3)
    row("sort", lambda: header.setSortIndicator(0, Qt.SortOrder.DescendingOrder), read(table), 0.3)
    row("filter", lambda: table.filter.setText("1"), read(table), 0.6)
    row("all rows again", lambda: table.filter.setText(""), read(table), 0.6)
    row("scroll to the end", lambda: scroll.setValue(scroll.maximum()), lambda: True)
    row("hide a column", lambda: table.show_column(table.model.columns[0], False), lambda: True)
    row("open the list of columns", table.column_menu.aboutToShow.emit, lambda: True)
    row("close", table.clear, lambda: True, 0.3)


EXPRESSIONS = (
    "Response.TotalCount",
    "length(Response.InstanceSet)",
    "Response.InstanceSet[0]",
    "Response.InstanceSet[*].InstanceId",
    "Response.InstanceSet[?CPU > `1`].[InstanceId, Placement.Zone]",
    "max_by(Response.InstanceSet, &Memory).InstanceId",
    "reverse(keys(@))",
)


def test_expressions() -> None:
    body = answer(100)
    print("\nexpressions over 100 MB: the first of a window, and once more")
    for text in EXPRESSIONS:
        process = QueryProcess(body)
        try:
            times = []
            for _ in range(2):
                begun = perf_counter()
                process.ask(text)
                times.append((perf_counter() - begun) * 1000)
        finally:
            process.close()
        print(f"  {text:<64} {times[0]:9.1f} ms {times[1]:9.1f} ms")
