"""The Docs tab: the whole page comes, piece by piece, and what it says is the vendor's."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef
from explorer.ui.request.docs_view import DocsView
from explorer.ui.theme import theme

RUN = ActionRef("cvm", "2017-03-12", "RunInstances")


@pytest.fixture(scope="module")
def store() -> Iterator[CatalogStore]:
    opened = CatalogStore(resources.catalog())
    yield opened
    opened.close()


@pytest.fixture
def view(qtbot: QtBot, store: CatalogStore) -> DocsView:
    view = DocsView()
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.load(store.spec(RUN), lambda: store.examples(RUN))
    view.show()
    return view


def words_of(view: DocsView) -> str:
    return " ".join(view.toPlainText().split())


def test_the_page_comes_whole_and_in_order(view: DocsView, qtbot: QtBot, store: CatalogStore) -> None:
    spec, examples = store.spec(RUN), store.examples(RUN)
    qtbot.waitUntil(lambda: f"Example {len(examples)}: " in words_of(view))
    words = words_of(view)
    assert words.startswith("RunInstances")
    assert words.index(" Answer ") < words.index("Example 1: ")
    names = [table.cellAt(row, 0).firstCursorPosition().block().text() for table in tables(view) for row in rows(table)]
    first = [f"{member.name} *" if member.required else member.name for member in spec.input.members]
    assert [name.split("\u2028")[0] for name in names[: len(first)]] == first
    assert names[-len(spec.output.members) :] == [
        f"{member.name}\u2028{member.type_label}" for member in spec.output.members
    ]


def tables(view: DocsView) -> list[QTextTable]:
    return [frame for frame in view.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]


def rows(table: QTextTable) -> range:
    return range(table.rows())


def test_the_page_begins_at_its_top_while_more_of_it_comes(view: DocsView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Example 1: " in words_of(view))
    assert view.verticalScrollBar().maximum() > 0
    assert view.verticalScrollBar().value() == 0


def test_another_look_takes_the_place_of_a_page_under_way(view: DocsView, qtbot: QtBot) -> None:
    theme.changed.emit()
    qtbot.waitUntil(lambda: "Example 1: " in words_of(view))
    assert words_of(view).count("Example 1: ") == 1
