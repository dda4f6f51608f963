"""A view that paints its cells itself: what is chosen, moved, cut and left for the next turn."""

import pytest
from PySide6.QtGui import QColor, QImage, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.response import face_view
from explorer.ui.response.face_view import Face, FaceView
from explorer.ui.theme import theme

ROWS, COLUMNS, WIDTH = 12, 3, 80


class Faces(QStandardItemModel):
    """Blank cells, each on a ground of its own; which of them were asked for is kept."""

    def __init__(self) -> None:
        super().__init__(ROWS, COLUMNS)
        self.asked: list[tuple[int, int]] = []
        self.text = " "

    def face(self, row: int, column: int) -> Face:
        self.asked.append((row, column))
        return self.text, QColor("black"), ground(row, column)


def ground(row: int, column: int) -> QColor:
    return QColor(10 + 20 * row, 40 + 80 * column, 100)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> FaceView:
    theme.apply(qapp, "light")
    model = Faces()
    shown = FaceView(model, model)
    model.setParent(shown)
    qtbot.addWidget(shown)
    shown.verticalHeader().setMinimumSectionSize(theme.ROW)
    shown.verticalHeader().setDefaultSectionSize(theme.ROW)
    for column in range(COLUMNS):
        shown.setColumnWidth(column, WIDTH)
    shown.resize(400, 200)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.wait(50)
    return shown


def colour_at(picture: QImage, row: int, place: int) -> QColor:
    return picture.pixelColor(place * WIDTH + 2, row * theme.ROW + 3)


def test_every_cell_in_sight_is_painted_and_no_other(view: FaceView) -> None:
    model = view.model()
    assert isinstance(model, Faces)
    model.asked.clear()
    picture = view.viewport().grab().toImage()
    in_sight = range(view.viewport().height() // theme.ROW)
    for row in in_sight:
        assert [colour_at(picture, row, column) for column in range(COLUMNS)] == [
            ground(row, column) for column in range(COLUMNS)
        ]
    assert {row for row, _ in model.asked} <= {*in_sight, len(in_sight)}


def test_what_is_chosen_is_painted_so(view: FaceView) -> None:
    view.selectionModel().select(view.model().index(1, 1), view.selectionModel().SelectionFlag.Select)
    view.selectionModel().select(view.model().index(11, 0), view.selectionModel().SelectionFlag.Select)
    picture = view.viewport().grab().toImage()
    assert colour_at(picture, 1, 1) == theme.current().selection
    assert colour_at(picture, 1, 0) == ground(1, 0)
    assert colour_at(picture, 2, 1) == ground(2, 1)
    view.selectAll()
    assert colour_at(view.viewport().grab().toImage(), 0, 2) == theme.current().selection


def test_columns_that_were_moved_are_painted_where_they_stand(view: FaceView) -> None:
    view.horizontalHeader().moveSection(0, 2)
    picture = view.viewport().grab().toImage()
    assert [colour_at(picture, 1, place) for place in range(3)] == [ground(1, 1), ground(1, 2), ground(1, 0)]


def test_a_scrolled_view_paints_the_rows_that_came(view: FaceView, qtbot: QtBot) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    first = view.rowAt(0)
    assert first > 0
    assert colour_at(view.viewport().grab().toImage(), 0, 1) == ground(first, 1)


def test_what_there_is_no_time_for_is_painted_in_the_turns_that_follow(
    view: FaceView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(face_view, "_PAINTING_SECONDS", 0.0)
    model = view.model()
    assert isinstance(model, Faces)
    model.asked.clear()
    view.viewport().repaint()
    assert {row for row, _ in model.asked} == {0}
    last = view.viewport().height() // theme.ROW - 1
    qtbot.waitUntil(lambda: (last, 2) in model.asked)
    assert {row for row, _ in model.asked} >= set(range(last + 1))
    qtbot.waitUntil(lambda: not view._later.isActive())


def test_what_was_left_is_painted_although_it_was_scrolled_meanwhile(
    view: FaceView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(face_view, "_PAINTING_SECONDS", 0.0)
    model = view.model()
    assert isinstance(model, Faces)
    view.viewport().repaint()
    model.asked.clear()
    view.verticalScrollBar().setValue(1)
    rows = set(range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1))
    qtbot.waitUntil(lambda: {row for row, _ in model.asked} >= rows)
    qtbot.waitUntil(lambda: not view._later.isActive())


@pytest.mark.parametrize("text", ["wide " * 60, "宽" * 90, "é\u0301" * 200, "\u202e" * 30, "\x00\x1b[31m" * 40])
def test_a_text_that_is_too_wide_stays_in_its_cell(view: FaceView, text: str) -> None:
    model = view.model()
    assert isinstance(model, Faces)
    model.text = text
    picture = view.viewport().grab().toImage()
    for row in range(2):
        for x in range(3 * WIDTH + 1, view.viewport().width()):
            assert picture.pixelColor(x, row * theme.ROW + theme.ROW // 2) == theme.current().panel, x
