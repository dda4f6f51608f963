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
    places = [words.index(f" {member.name} ") for member in spec.input.members]
    assert places == sorted(places)
    assert words.index(" Answer ") < words.index("Example 1: ")
    tables = [frame for frame in view.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert sum(table.rows() for table in tables) >= len(spec.input.members) + len(spec.output.members)


def test_the_page_begins_at_its_top_while_more_of_it_comes(view: DocsView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Example 1: " in words_of(view))
    assert view.verticalScrollBar().maximum() > 0
    assert view.verticalScrollBar().value() == 0


def test_another_look_takes_the_place_of_a_page_under_way(view: DocsView, qtbot: QtBot) -> None:
    theme.changed.emit()
    qtbot.waitUntil(lambda: "Example 1: " in words_of(view))
    assert words_of(view).count("Example 1: ") == 1
