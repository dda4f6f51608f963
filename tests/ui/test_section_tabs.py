"""Section tabs set their words closer before they let any out of sight."""

import pytest
from PySide6.QtCore import QSize
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


class Asked(QLabel):
    """A page that counts how often anybody asks for its size."""

    def __init__(self) -> None:
        super().__init__("a page")
        self.times = 0

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        self.times += 1
        return QSize(4000, 4000)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        self.times += 1
        return QSize(4000, 4000)


def test_nobody_asks_the_pages_for_their_sizes(tabs: SectionTabs) -> None:
    page = Asked()
    tabs.addTab(page, "More")
    page.times = 0
    for _ in range(3):
        tabs.updateGeometry()
        assert tabs.sizeHint().width() < 4000
        assert tabs.minimumSizeHint().height() < 4000
        assert not tabs.hasHeightForWidth()
    assert page.times == 0


def test_a_renamed_tab_takes_another_width(tabs: SectionTabs) -> None:
    before = tabs.tabBar().tabRect(1).width()
    tabs.setTabText(1, "JavaScript Object Notation")
    assert tabs.tabBar().tabRect(1).width() > before


def test_the_bar_has_the_name_of_its_pages(qtbot: QtBot) -> None:
    tabs = SectionTabs(name="Sections")
    qtbot.addWidget(tabs)
    assert (tabs.accessibleName(), tabs.tabBar().accessibleName()) == ("Sections", "Sections")
