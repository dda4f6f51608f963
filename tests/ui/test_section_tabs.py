"""Section tabs set their words closer before they let any out of sight."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.ui.widgets.section_tabs import SectionTabs

TITLES = ("Parameters", "JSON", "Headers", "Signature", "Code", "Docs")


@pytest.fixture
def tabs(qtbot: QtBot) -> SectionTabs:
    made = SectionTabs()
    qtbot.addWidget(made)
    for title in TITLES:
        made.addTab(QLabel(title), title)
    made.resize(900, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_words_come_closer_and_go_back(tabs: SectionTabs) -> None:
    bar = tabs.tabBar()
    wide = bar.tabRect(bar.count() - 1).right()
    narrow = wide - 50
    tabs.resize(narrow, 200)
    assert bar.tabRect(bar.count() - 1).right() <= narrow
    tabs.resize(900, 200)
    assert bar.tabRect(bar.count() - 1).right() == wide
