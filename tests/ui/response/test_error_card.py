"""The error card and the description keep their shape, whatever the server puts where a code should stand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.catalog.store import CatalogStore
from explorer.core.knowledge.evidence import Evidence, Sign
from explorer.core.knowledge.explain import Explanation, Knowledge
from explorer.core.knowledge.notes import Note
from explorer.core.models.exchange import Exchange
from explorer.core.resources import catalog
from explorer.ui.catalog.code_dialog import CodeDialog
from explorer.ui.response.response_panel import ResponsePanel

ODD_CODES = ["A" * 10_000, "Auth\nFailure\r\n" * 20, "\x1b[31mA\u202eB\x00" * 9, "A&B", "<b>A</b>"]


@pytest.mark.parametrize("code", ODD_CODES)
def test_a_code_takes_one_line_of_the_card(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], code: str
) -> None:
    body = {"Response": {"Error": {"Code": code, "Message": "no"}, "RequestId": "r"}}
    panel.show_exchange(make_exchange(body))
    link = panel.card.code_link
    assert link.text().isprintable()
    assert link.height() < 2 * link.fontMetrics().height()
    assert link.width() <= panel.width()
    badge = panel.findChild(QLabel, "outcomeBadge")
    assert badge.text().isprintable()
    assert badge.height() < 3 * badge.fontMetrics().height()
    with_code = []
    panel.code_activated.connect(with_code.append)
    link.click()
    assert with_code == [code]


@pytest.mark.parametrize("error", [{}, "x", {"Message": "m"}])
def test_without_a_code_there_is_no_description_to_open(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], error: object
) -> None:
    panel.show_exchange(make_exchange({"Response": {"Error": error, "RequestId": "r"}}))
    links = [each.text() for each in panel.card.findChildren(QPushButton) if not each.isHidden()]
    assert "Open description" not in links
    panel.show_exchange(make_exchange({"Response": {"Error": {"Code": "A"}, "RequestId": "r"}}))
    links = [each.text() for each in panel.card.findChildren(QPushButton) if not each.isHidden()]
    assert "Open description" in links


@pytest.mark.parametrize("code", ODD_CODES)
def test_the_description_is_no_wider_than_its_dialog(qtbot: QtBot, code: str) -> None:
    store = CatalogStore(catalog())
    explanation = Knowledge(store).explain(code)
    store.close()
    parent = QLabel()
    qtbot.addWidget(parent)
    dialog = CodeDialog(parent, explanation)
    dialog.show()
    badge = dialog.findChild(QLabel, "codeDialogCode")
    assert badge.width() < dialog.width()
    assert all(label.width() < dialog.width() for label in dialog.findChildren(QLabel) if label.isVisible())
    copy = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy code")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == explanation.code
    dialog.close()


EXPLANATION = Explanation(
    code="ResourceNotFound.Instance",
    title="No such cluster",
    meaning="No cluster with this id is in this region.",
    causes=tuple(f"Cause number {number} takes a sentence of some length to tell." for number in range(4)),
    checks=tuple(f"Check number {number} takes a sentence of some length to tell." for number in range(4)),
    source="service",
    family="ResourceNotFound",
)
FOUND = (Evidence(Sign.LIKELY, "InstanceId = mqtt-none"), Evidence(Sign.RULED_OUT, "the region's spelling"))


def _failed(make_exchange: Callable[..., Exchange]) -> Exchange:
    error = {"Code": EXPLANATION.code, "Message": "The instance `mqtt-none` does not exist."}
    return make_exchange({"Response": {"Error": error, "RequestId": "r"}}, parameters={"InstanceId": "mqtt-none"})


def _in_sight(panel: ResponsePanel) -> list[str]:
    area = panel.card.explanation.viewport()
    return [
        label.text()
        for label in panel.card.explanation.widget().findChildren(QLabel)
        if label.isVisible() and area.rect().contains(label.mapTo(area, label.rect().center()))
    ]


def test_a_low_panel_shows_what_matters_and_the_rest_on_request(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange]
) -> None:
    panel.resize(456, 595)
    panel.show_exchange(_failed(make_exchange), None, EXPLANATION, FOUND)
    QApplication.processEvents()
    more = panel.findChild(QPushButton, "moreLink")
    assert more.isVisible()
    assert more.text() == "More"
    seen = " ".join(_in_sight(panel))
    assert "No cluster with this id" in seen
    assert "Likely: InstanceId" in seen
    assert "Ruled out:" in seen
    assert "Cause number" not in seen
    assert panel.card.explanation.verticalScrollBar().maximum() == 0
    low, height = panel.card.explanation.height(), panel.height()
    more.click()
    QApplication.processEvents()
    assert more.text() == "Less"
    assert "Cause number 0" in " ".join(_in_sight(panel))
    assert panel.card.explanation.height() > low
    assert panel.height() == height
    assert panel.card.height() <= panel.height() * 0.7
    more.click()
    QApplication.processEvents()
    assert panel.card.explanation.height() == low


def test_a_high_panel_shows_all_of_it(panel: ResponsePanel, make_exchange: Callable[..., Exchange]) -> None:
    panel.resize(456, 595)
    panel.show_exchange(_failed(make_exchange), None, EXPLANATION, FOUND)
    panel.resize(640, 794)
    QApplication.processEvents()
    assert not panel.findChild(QPushButton, "moreLink").isVisible()
    seen = " ".join(_in_sight(panel))
    assert "Cause number 3" in seen
    assert "Check number 3" in seen
    assert panel.card.explanation.verticalScrollBar().maximum() == 0


def test_without_causes_there_is_no_more(panel: ResponsePanel, make_exchange: Callable[..., Exchange]) -> None:
    panel.resize(456, 300)
    panel.show_exchange(_failed(make_exchange), None, replace(EXPLANATION, causes=(), checks=()), FOUND)
    QApplication.processEvents()
    assert not panel.findChild(QPushButton, "moreLink").isVisible()


def test_other_words_are_fitted_at_once(panel: ResponsePanel, make_exchange: Callable[..., Exchange]) -> None:
    panel.resize(640, 794)
    panel.show_exchange(_failed(make_exchange), None, replace(EXPLANATION, causes=(), checks=()), FOUND)
    QApplication.processEvents()
    panel.explain_anew(EXPLANATION, FOUND, None)
    QApplication.processEvents()
    assert "Check number 3" in " ".join(_in_sight(panel))
    assert panel.card.explanation.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("error", ["x", 1, {"Code": "A"}])
def test_every_error_of_an_answer_is_marked_in_the_tree(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot, error: object
) -> None:
    panel.show_exchange(make_exchange({"Response": {"Error": error, "RequestId": "r"}}))
    model = panel.tabs.tree.model
    qtbot.waitUntil(lambda: model.marks.error[1] > 0)
    document = model.document
    assert document is not None
    rows = {node.key: node for node in document.children(document.top()[0])}
    assert model.is_error(rows["Error"])
    assert not model.is_error(rows["RequestId"])


@pytest.mark.parametrize("height", [520, 560, 595])
def test_the_links_stand_below_the_explanation_in_a_low_panel(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], qtbot: QtBot, height: int
) -> None:
    panel.resize(434, height)
    error = {"Code": EXPLANATION.code, "Message": "The message goes on. " * 40}
    panel.show_exchange(make_exchange({"Response": {"Error": error, "RequestId": "r"}}), None, EXPLANATION)
    card = panel.card
    qtbot.waitUntil(lambda: card.more.isVisible() and card.explanation.geometry().bottom() < card.more.geometry().top())


def test_nothing_is_left_empty_above_the_links(panel: ResponsePanel, make_exchange: Callable[..., Exchange]) -> None:
    """Also not for an error that comes after another one, whose words took more lines."""
    panel.resize(640, 1200)
    long = replace(EXPLANATION, causes=("A cause of many words. " * 12,) * 3)
    for explanation in (EXPLANATION, long, EXPLANATION):
        panel.show_exchange(_failed(make_exchange), None, explanation, FOUND)
        QApplication.processEvents()
        scroll = panel.card.explanation
        inside = scroll.widget()
        lowest = max(
            label.mapTo(inside, label.rect().bottomLeft()).y()
            for label in inside.findChildren(QLabel)
            if label.isVisible()
        )
        assert scroll.verticalScrollBar().maximum() == 0
        assert 0 <= scroll.height() - lowest < 12


@pytest.mark.parametrize("width", [380, 456, 640])
def test_a_long_code_loses_its_middle_and_links_stand_below_the_words(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], width: int
) -> None:
    panel.resize(width, 595)
    code = "FailedOperation." + "NotSupported" * 6
    panel.show_exchange(make_exchange({"Response": {"Error": {"Code": code, "Message": "m"}, "RequestId": "r"}}))
    QApplication.processEvents()
    link, title = panel.card.code_link, panel.card.title
    assert link.fontMetrics().horizontalAdvance(link.text()) <= link.width()
    assert link.text().startswith("FailedOp")
    assert link.text().endswith("orted")
    assert link.mapTo(panel, link.rect().topRight()).x() < panel.width() - 16
    words = link.x() + (link.width() - link.fontMetrics().horizontalAdvance(link.text())) / 2
    if link.y() > title.y() + 10:
        assert abs(words - title.x()) <= 2


def test_a_note_belongs_to_the_code_however_the_server_wrote_it(
    panel: ResponsePanel, make_exchange: Callable[..., Exchange], tmp_path: Path
) -> None:
    body = {"Response": {"Error": {"Code": "INTERNALERROR", "Message": "no"}, "RequestId": "r"}}
    explanation = Knowledge(CatalogStore(catalog())).explain("INTERNALERROR")
    note = Note("InternalError", "Ask the owners.", tmp_path / "InternalError.md")
    panel.show_exchange(make_exchange(body), None, explanation, (), note)
    box = panel.card.team_note
    assert (box.text.text(), box.edit.text()) == ("Ask the owners.", "Edit note")
    assert panel.card.code_link.text() == "INTERNALERROR"
    asked = []
    panel.note_requested.connect(asked.append)
    box.edit.click()
    assert asked == ["InternalError"]
    damaged = replace(note, text="", fault="The note is damaged: line 1 is not UTF-8 text.")
    panel.show_note(damaged)
    assert "damaged" in box.text.text()
    assert panel.card.add_note.isHidden()
