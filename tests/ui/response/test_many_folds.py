"""However much was expanded, it is so again when the same request is sent again."""

import json

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.folds import Folds, KeptFolds
from explorer.ui.response.tree_page import TreePage

ELEMENTS = 4000


def answer(elements: int = ELEMENTS, **more: object) -> bytes:
    data = [{"Id": number, "In": {"Tags": [number]}, "Out": {"a": 1}} for number in range(elements)]
    return json.dumps({"Response": {"Data": data, "RequestId": "r", **more}}).encode()


def show(page: TreePage, body: bytes, qtbot: QtBot, *, same: bool = True) -> None:
    with qtbot.waitSignal(page.opened):
        page.show_body(body, "", None, same_request=same)


@pytest.fixture
def expanded(tree_page: TreePage, qtbot: QtBot) -> int:
    """The rows of the answer when all of it is expanded."""
    show(tree_page, answer(), qtbot, same=False)
    tree_page.expand_below(-1)
    rows = 3 + ELEMENTS // 100 + ELEMENTS * 7
    qtbot.waitUntil(lambda: tree_page.model.rowCount() == rows)
    return rows


def test_everything_is_expanded_again(tree_page: TreePage, qtbot: QtBot, expanded: int) -> None:
    show(tree_page, answer(), qtbot)
    qtbot.waitUntil(lambda: tree_page.model.rowCount() == expanded)
    show(tree_page, answer(ELEMENTS + 300), qtbot)
    qtbot.waitUntil(lambda: tree_page.model.rowCount() > expanded)
    assert tree_page.model.rowCount() == expanded + 3 + 300 * 7


def test_what_was_folded_among_it_stays_folded(tree_page: TreePage, qtbot: QtBot, expanded: int) -> None:
    model = tree_page.model
    folded = tree_page.view.row_of_value(answer().find(b'{"Id": 3210'))
    model.collapse(folded)
    way = model.way_to(folded)
    show(tree_page, answer(), qtbot)
    qtbot.waitUntil(lambda: model.rowCount() == expanded - 6)
    assert model.row_of_way(way) == folded
    assert not model.is_open(model.node(folded))


def test_an_error_between_two_answers_folds_nothing(tree_page: TreePage, qtbot: QtBot, expanded: int) -> None:
    error = b'{"Response":{"Error":{"Code":"A","Message":"m"},"RequestId":"r"}}'
    for _ in range(2):
        show(tree_page, error, qtbot)
        qtbot.waitUntil(lambda: tree_page.model.rowCount() == 5)
        show(tree_page, answer(), qtbot)
        qtbot.waitUntil(lambda: tree_page.model.rowCount() == expanded)


def test_sending_again_before_it_is_expanded_again_loses_nothing(
    tree_page: TreePage, qtbot: QtBot, expanded: int
) -> None:
    for _ in range(6):
        show(tree_page, answer(), qtbot)
    qtbot.waitUntil(lambda: tree_page.model.rowCount() == expanded)
    tree_page.show_body(answer(), "", None, same_request=True)
    show(tree_page, answer(1), qtbot, same=False)
    assert tree_page.model.rowCount() < 20
    qtbot.waitUntil(lambda: not tree_page.model.freeing.is_busy)


def test_what_was_only_offered_meanwhile_does_not_count(tree_page: TreePage, qtbot: QtBot, expanded: int) -> None:
    model = tree_page.model
    model.collapse(0)
    model.expand(0)
    for row in range(400, model.rowCount()):
        assert not model.is_open(model.node(row))
    tree_page.expand_below(0, 2)
    qtbot.waitUntil(lambda: not tree_page._runner.is_busy)
    tree_page.collapse_all()
    big = answer(2 * ELEMENTS)
    tree_page.show_body(big, "", None, same_request=True)
    qtbot.waitUntil(lambda: tree_page.document is not None and tree_page.document.complete)
    qtbot.waitUntil(lambda: not tree_page._runner.is_busy)
    assert model.rowCount() == 1


def folds_of(body: bytes) -> Folds:
    model = DocumentModel()
    model.set_document(Document(body).open())
    work = model.expansion(-1)
    assert work is not None
    for _ in work.steps():
        pass
    model.show_expansion(work)
    kept = KeptFolds(model.rows)
    for _ in kept.steps():
        pass
    assert kept.found is not None
    assert not kept.rows
    return kept.found


def test_rows_expanded_alike_are_kept_as_one(qtbot: QtBot) -> None:
    data = folds_of(answer()).members["Response"].members["Data"]
    assert not data.members
    ranges = data.every
    assert ranges is not None
    assert not ranges.members
    element = ranges.every
    assert element is not None
    assert set(element.members) == {"In", "Out"}


def test_a_hundred_thousand_levels_are_kept_in_steps(qtbot: QtBot) -> None:
    folds, levels = folds_of(b"[" * 50_000 + b"]" * 50_000), 1
    while folds.members:
        folds, levels = folds.members[0], levels + 1
    assert levels == 50_000


def test_rows_that_are_held_are_freed_later(qtbot: QtBot) -> None:
    model = DocumentModel()
    model.set_document(Document(answer(300)).open())
    rows = model.rows
    model.freeing.hold(rows)
    model.set_document(None)
    qtbot.wait(100)
    assert rows
    model.freeing.release(rows)
    qtbot.waitUntil(lambda: not rows)
    assert not model.freeing.is_busy
