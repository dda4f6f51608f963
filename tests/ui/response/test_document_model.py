"""The rows of the model keep their promises to Qt whatever is expanded and collapsed."""

import json
import random

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.ui.models.document_model import DocumentModel


def shown(model: DocumentModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def model(qtbot: QtBot) -> DocumentModel:
    body = json.dumps({"a": [{"k": [1, 2, {"deep": [3]}]} for _ in range(250)], "b": {"c": {}}, "d": []}).encode()
    made = DocumentModel()
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    made.set_document(Document(body).open())
    return made


def test_expand_and_collapse(model: DocumentModel) -> None:
    assert shown(model) == ["a", "b", "d"]
    model.expand(0)
    assert shown(model) == ["a", "[0 … 99]", "[100 … 199]", "[200 … 249]", "b", "d"]
    model.expand(3)
    assert shown(model)[3:6] == ["[200 … 249]", "[200]", "[201]"]
    assert model.parent_row(5) == 3
    model.collapse(0)
    assert shown(model) == ["a", "b", "d"]


def test_what_is_empty_does_not_expand(model: DocumentModel) -> None:
    model.expand(2)
    assert shown(model) == ["a", "b", "d"]


def test_many_random_acts_keep_rows_and_parents_right(model: DocumentModel) -> None:
    chance = random.Random(7)
    for _ in range(60):
        row = chance.randrange(model.rowCount())
        chance.choice([model.expand, model.expand, model.collapse])(row)
    for row in range(model.rowCount()):
        above = model.parent_row(row)
        assert above == -1 or model.node(above) is model.node(row).parent
    for row in range(model.rowCount() - 1, -1, -1):
        model.collapse(row)
    assert shown(model) == ["a", "b", "d"]


def test_expand_all_below_and_to_a_level(model: DocumentModel) -> None:
    work = model.expansion(0)
    assert work is not None
    list(work.steps())
    model.show_expansion(work)
    assert shown(model).count("deep") == 250
    model.collapse(0)
    assert model.rowCount() == 3
    level = model.expansion(-1, 2)
    assert level is not None
    list(level.steps())
    model.show_expansion(level)
    assert shown(model) == ["a", "[0 … 99]", "[100 … 199]", "[200 … 249]", "b", "c", "d"]
    model.collapse(0)
    assert shown(model) == ["a", "b", "c", "d"]


def test_reveal_brings_a_place_into_sight(model: DocumentModel) -> None:
    document = model.document
    assert document is not None
    row = model.reveal(document.data.rfind(b"[3]") + 1)
    assert str(model.index(row, 0).data()) == "[0]"
    assert str(model.index(row, 1).data()) == "3"
    assert model.node(row).parent is model.node(model.parent_row(row))


def test_folds_are_found_again_in_another_answer(model: DocumentModel, qtbot: QtBot) -> None:
    model.reveal(model.document.data.rfind(b"[3]") + 1)  # type: ignore[union-attr]
    before = shown(model)
    folds = model.folds()
    model.set_document(Document(model.document.data).open())  # type: ignore[union-attr]
    assert len(shown(model)) == 3
    model.unfold(folds)
    assert shown(model) == before


def test_rows_are_freed_over_several_turns(model: DocumentModel, qtbot: QtBot) -> None:
    work = model.expansion(0)
    assert work is not None
    list(work.steps())
    model.show_expansion(work)
    model.set_document(None)
    qtbot.waitUntil(lambda: not model._freed)
    assert model.rowCount() == 0
