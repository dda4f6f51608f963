"""The rows of the model keep their promises to Qt whatever is expanded and collapsed."""

import json
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.folds import Folds, KeptFolds


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


def folds_of(model: DocumentModel) -> Folds:
    kept = KeptFolds(model.rows)
    for _ in kept.steps():
        pass
    assert kept.found is not None
    return kept.found


def unfold(model: DocumentModel, *folds: Folds) -> None:
    work = model.unfolding(folds)
    assert work is not None
    for _ in work.steps():
        pass
    model.show_expansion(work)


def test_folds_are_found_again_in_another_answer(model: DocumentModel, qtbot: QtBot) -> None:
    model.reveal(model.document.data.rfind(b"[3]") + 1)  # type: ignore[union-attr]
    before = shown(model)
    folds = folds_of(model)
    model.set_document(Document(model.document.data).open())  # type: ignore[union-attr]
    assert len(shown(model)) == 3
    unfold(model, folds)
    assert shown(model) == before


def test_expanding_many_levels_stops_for_nothing(qtbot: QtBot) -> None:
    model = DocumentModel()
    model.set_document(Document(b"[" * 3000 + b"]" * 3000).open())
    work = model.expansion(-1)
    assert work is not None
    before, most = 0, 0
    for _ in work.steps():
        done = len(work.rows)
        before, most = done, max(most, done - before)
    assert 0 < most <= 64
    model.show_expansion(work)
    assert model.rowCount() == 2999
    folds = folds_of(model)
    model.set_document(Document(b"[" * 3000 + b"]" * 3000).open())
    unfold(model, folds)
    assert model.rowCount() == 2999
    assert model.way_to(2900) == ()


def test_rows_are_freed_over_several_turns(model: DocumentModel, qtbot: QtBot) -> None:
    work = model.expansion(0)
    assert work is not None
    list(work.steps())
    model.show_expansion(work)
    model.set_document(None)
    qtbot.waitUntil(lambda: not model.freeing.is_busy)
    assert model.rowCount() == 0


def test_members_of_big_containers_are_counted_after_they_were_painted(qtbot: QtBot) -> None:
    body = json.dumps({"numbers": list(range(3000)), "names": {f"k{n}": n for n in range(1000)}, "few": [1]}).encode()
    model = DocumentModel()
    model.set_document(Document(body).open())
    nodes = [model.node(row) for row in range(3)]
    with qtbot.waitSignal(model.dataChanged):
        assert [model.shown_at_once(node) for node in nodes] == ["[…]", "{…}", "[1]"]
    assert [model.shown_at_once(node) for node in nodes] == ["[3,000]", "{1,000}", "[1]"]


def test_what_left_the_window_is_not_counted_in_another_document(qtbot: QtBot) -> None:
    body = json.dumps([list(range(3000)) for _ in range(3)]).encode()
    model = DocumentModel()
    model.set_document(Document(body).open())
    node = model.node(0)
    model.shown_at_once(node)
    model.set_document(Document(b"[1]").open())
    qtbot.wait(30)
    assert node.count == -1


BODIES = {
    "scalars": b"[1,2.5e3,true,null]",
    "a word": b"7",
    "nothing": b"",
    "blanks": b" \n" * 1000,
    "cut": b'{"a":[1,{"b":"x',
    "equal names": b'{"a":1,"a":{"a":[1]},"a":3}',
    "deep": b"[" * 60 + b"]" * 60,
    "deep, cut": b'{"a":' * 60,
    "lone surrogates": b'["\\ud800","\\udc00x",{"\\ud800":1}]',
    "odd numbers": b"[NaN,Infinity,-Infinity,01]",
    "no utf-8": b'{"a":"\xff\xfe","b":[1]}',
    "commas and braces": json.dumps(["},{" * 40] * 300).encode(),
    "escapes": json.dumps([{"a": "上海" * 20, "b": 1}] * 120).encode(),
    "many keys": json.dumps({f"key{number}": number for number in range(3_000)}).encode(),
    "numbers": json.dumps(list(range(3_000)), indent=1).encode(),
    "big objects": json.dumps([{f"k{n}": [n] for n in range(150)} for _ in range(2)], indent=2).encode(),
    "text behind": b'{"a":[1]} and more',
    "html": b"<html><b>no</b></html>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_the_model_is_sound_with_any_body(body: bytes, qtbot: QtBot) -> None:
    model = DocumentModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    document = Document(body)
    for _ in document.index_steps():
        break
    model.set_document(document)
    model.set_document(document.open() if not document.complete else document)
    for row in range(min(model.rowCount(), 3), -1, -1):
        if row < model.rowCount():
            model.expand(row)
    for offset in {0, len(body) // 2, max(len(body) - 2, 0)}:
        row = model.reveal(offset)
        assert row < model.rowCount()
    folds = folds_of(model)
    work = model.expansion(0) if model.rowCount() and model.can_expand(model.node(0)) else None
    if work is not None:
        for number, _ in enumerate(work.steps()):
            if number > 20:
                break
        model.show_expansion(work)
    for row in range(0, model.rowCount(), max(model.rowCount() // 50, 1)):
        assert model.row_of_way(model.way_to(row)) <= row
        assert [str(model.index(row, column).data()) for column in range(3)]
    for row in range(min(model.rowCount(), 300) - 1, -1, -1):
        model.collapse(row)
    unfold(model, folds)
    model.set_document(None)
    assert model.rowCount() == 0
    del tester


def test_a_key_that_stands_twice_is_told(qtbot: QtBot) -> None:
    made = DocumentModel()
    made.set_document(Document(b'{"a":1,"b":{"a":2},"a":3}').open())
    made.expand(1)
    assert [made.times(made.node(row)) for row in range(made.rowCount())] == [1, 1, 1, 1]
    with qtbot.waitSignal(made.dataChanged):
        pass
    assert [made.times(made.node(row)) for row in range(made.rowCount())] == [2, 1, 1, 2]
    told = [made.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(made.rowCount())]
    assert [bool(each) for each in told] == [True, False, False, True]


def test_an_empty_key_is_no_missing_one() -> None:
    made = DocumentModel()
    made.set_document(Document(b'{"":1,"a":[2],"b":').open())
    assert [made.index(row, 0).data() for row in range(made.rowCount())] == ['""', "a", "b"]


def test_a_tool_tip_tells_the_time_that_a_value_may_stand_for() -> None:
    made = DocumentModel()
    made.set_document(
        Document(b'{"a":1721232000,"b":"2024-05-16T08:00:00Z","c":12,"Token":"2024-05-16T08:00:00Z"}').open()
    )
    tips = [made.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(made.rowCount())]
    assert "<p>1721232000</p><p>epoch seconds: " in tips[0]
    assert "2024-07-17 16:00:00 UTC</p>" in tips[0]
    assert "2024-05-16 08:00:00 UTC</p>" in tips[1]
    assert tips[2] == "<p>12</p>"
    assert tips[3] == "<p>••••••</p>"


def test_the_row_of_an_offset_is_found_whatever_is_expanded() -> None:
    body = json.dumps({"a": {"b": [10, {"key": "value"}], "c": 2}, "d": list(range(300)), "e": "x"}).encode()
    for depth in range(5):
        made = DocumentModel()
        made.set_document(Document(body).open())
        work = made.expansion(-1, depth + 1)
        assert work is not None
        for _ in work.steps():
            pass
        made.show_expansion(work)
        for wanted, name in (
            (b'"value"', "key"),
            (b'"key"', "key"),
            (b'"b"', "b"),
            (b"10,", "[0]"),
            (b'"x"', "e"),
            (b"299", "[299]"),
        ):
            assert made.node(made.reveal(body.index(wanted))).name == name
