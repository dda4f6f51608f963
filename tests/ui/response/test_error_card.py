"""The error card and the description keep their shape, whatever the server puts where a code should stand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.catalog.store import CatalogStore
from explorer.core.knowledge.explain import Knowledge
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
