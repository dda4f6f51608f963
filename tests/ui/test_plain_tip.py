"""Tips of outside text are shown to the letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.ui.models.history_model import HistoryModel, HistoryRow
from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.elided_label import ElidedLabel
from explorer.ui.widgets.wrapped_label import WrappedLabel

HOSTILE = (
    "<b>bold</b>",
    "<img src='file:///etc/hostname'>",
    "a<br>b",
    'name <a href="https://example.com">x</a>',
    "<table><tr><td>1</td></tr></table>\nsecond line",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_html_is_shown_to_the_letter(text: str) -> None:
    page = QTextDocument()
    page.setHtml(plain_tip(text))
    assert page.toPlainText().replace("\u2028", "\n") == text


@pytest.mark.parametrize("text", ["", "plain", "1 < 2 & 3", "two\nlines"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert plain_tip(text) == text


def test_the_history_shows_an_answers_message_to_the_letter(qapp: QApplication) -> None:
    model = HistoryModel()
    model.rows = [HistoryRow("12:00", "DescribeThings", "Failed", "error", HOSTILE[1], entry=None)]  # type: ignore[arg-type]
    assert "<img" not in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("made", [ElidedLabel, WrappedLabel])
def test_a_shortened_label_tells_all_of_it_to_the_letter(qtbot: QtBot, made: type[QLabel]) -> None:
    label = made()
    qtbot.addWidget(label)
    label.resize(90, 30)
    with qtbot.waitExposed(label):
        label.show()
    text = "<b>AVeryLongNameWithoutAnyBlankInIt</b><img/>"
    label.say(text) if isinstance(label, WrappedLabel) else label.setText(text)
    qtbot.waitUntil(lambda: bool(label.toolTip()))
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()


def test_a_button_named_after_a_parameter(qtbot: QtBot) -> None:
    button = IconButton("trash", "Leave out: <i>Name</i>")
    qtbot.addWidget(button)
    assert "<i>" not in button.toolTip()
