"""Rows of a tree are painted by the view itself: as many as there is time for, then the others."""

import json

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.response import document_view
from explorer.ui.response.tree_page import TreePage
from explorer.ui.theme import theme


@pytest.fixture
def painted(tree_page: TreePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The upper edges of the rows that are painted from now on."""
    tree_page.resize(700, 500)
    tree_page.show_body(
        json.dumps({"Response": {f"Key{n}": n for n in range(90)}}).encode(), "", None, same_request=False
    )
    qtbot.waitUntil(lambda: tree_page.document is not None and tree_page.document.complete)
    qtbot.wait(50)
    tops: list[int] = []
    paint = tree_page.view.painter_of_rows.paint

    def noted(painter: object, top: int, node: object, *, selected: bool) -> None:
        tops.append(top)
        paint(painter, top, node, selected=selected)  # type: ignore[arg-type]

    monkeypatch.setattr(tree_page.view.painter_of_rows, "paint", noted)
    return tops


def rows_in_sight(tree_page: TreePage) -> set[int]:
    first = tree_page.view.rowViewportPosition(tree_page.view.rowAt(0))
    return set(range(first, tree_page.view.viewport().height(), theme.ROW))


def test_every_row_in_sight_is_painted_at_once(tree_page: TreePage, painted: list[int]) -> None:
    tree_page.view.viewport().grab()
    assert set(painted) >= rows_in_sight(tree_page)


def test_what_there_is_no_time_for_is_painted_in_the_turns_that_follow(
    tree_page: TreePage, painted: list[int], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(document_view, "_PAINTING_SECONDS", 0.0)
    tree_page.view.viewport().repaint()
    assert len(painted) == 1
    qtbot.waitUntil(lambda: set(painted) >= rows_in_sight(tree_page))


def test_what_was_left_is_painted_although_it_was_scrolled_meanwhile(
    tree_page: TreePage, painted: list[int], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(document_view, "_PAINTING_SECONDS", 0.0)
    tree_page.view.viewport().repaint()
    painted.clear()
    tree_page.view.verticalScrollBar().setValue(1)
    qtbot.waitUntil(lambda: set(painted) >= rows_in_sight(tree_page))


def test_a_row_is_painted_as_it_is_now(tree_page: TreePage, qtbot: QtBot) -> None:
    tree_page.show_body(b'{"Password":"hunter2","Rows":[{"a":1}]}', "", None, same_request=False)
    tree_page.resize(700, 300)
    before = tree_page.view.viewport().grab().toImage()
    tree_page.model.unblur(0)
    shown = tree_page.view.viewport().grab().toImage()
    assert shown != before
    tree_page.model.collapse(1)
    assert tree_page.view.viewport().grab().toImage() != shown
