"""The phases add up to the total, and the clock is described as in the status bar."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange, Timing
from explorer.ui.response.timing_page import TimingPage, phases
from explorer.ui.response.wording import counted
from explorer.ui.widgets.status_line import StatusLine


@pytest.mark.parametrize(
    "timing",
    [Timing(0.003, None, 0.004, 0.001, 0.062), Timing(0.02, 0.03, 0.1, 0.03, 0.18), Timing(None, None, 0.1, 0.05, 0.2)],
)
def test_the_phases_add_up_to_the_total(timing: Timing) -> None:
    assert sum(phase.seconds for phase in phases(timing)) == pytest.approx(timing.total)


def test_what_is_no_phase_has_a_name_and_comes_first() -> None:
    assert phases(Timing(0.003, None, 0.004, 0.001, 0.062))[0].name == "Prepare and wait to send"
    assert phases(Timing(total=1.0)) == []


@pytest.mark.parametrize(
    ("skew", "status", "sentence"),
    [
        (0.3, "Clock in step", "are in step"),
        (-1.4, "Clock in step", "are in step"),
        (7.0, "Clock skew +7 s", "7 s ahead"),
        (-400.0, "Clock skew -400 s: set this machine's clock", "400 s behind"),
        (34_560_000.0, "Clock skew +400 days: set this machine's clock", "400 days ahead"),
        (-28_800.0, "Clock skew -8 h: set this machine's clock", "8 h behind"),
    ],
)
def test_page_and_status_bar_agree_about_the_clock(
    qtbot: QtBot, success: Exchange, skew: float, status: str, sentence: str
) -> None:
    page, line = TimingPage(), StatusLine()
    qtbot.addWidget(page)
    qtbot.addWidget(line)
    page.show_exchange(replace(success, clock_skew=skew))
    line.set_clock_skew(skew)
    shown = line.findChild(QLabel, "clockSkew")
    assert shown is not None
    assert shown.text() == status
    assert sentence in " ".join(label.text() for label in page.findChildren(QLabel))


def test_one_of_a_kind_is_not_several() -> None:
    assert (counted(1, "row"), counted(0, "row"), counted(2000, "row")) == ("1 row", "0 rows", "2,000 rows")
