"""The buttons in the head of a request keep the height of every other control."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.request_header import RequestHeader
from explorer.ui.widgets.elided_label import ElidedLabel
from explorer.ui.widgets.wrapped_label import WrappedLabel


def test_send_is_as_high_as_save(qtbot: QtBot) -> None:
    names = PublicNames()
    header = RequestHeader(names)
    qtbot.addWidget(header)
    header.set_words("DescribeInstanceList", "Lists instances. " * 8)
    header.resize(520, 90)
    header.show()
    qtbot.waitExposed(header)
    assert header.send_button.height() == header.save_button.height()
    header.set_sending(True)
    assert header.cancel_button.height() == header.save_button.height()
    assert header.cancel_button.geometry() == header.send_button.geometry()
    header.set_sending(False)


def test_name_and_buttons_stand_whole_in_a_narrow_window(qtbot: QtBot) -> None:
    header = RequestHeader(PublicNames())
    qtbot.addWidget(header)
    header.set_words("DescribeDeviceCertificates", "Lists the certificates of devices, page by page. " * 4)
    header.resize(366, header.sizeHint().height())
    header.show()
    qtbot.waitExposed(header)
    title = header.findChild(ElidedLabel)
    assert title.width() >= title.sizeHint().width()
    for button in (header.save_button, header.send_button):
        assert header.rect().contains(button.geometry().translated(button.parentWidget().mapTo(header, QPoint())))
        assert button.width() >= button.sizeHint().width()


def test_a_long_name_under_the_title_is_shortened_with_its_point_beside_it(qtbot: QtBot) -> None:
    header = RequestHeader(PublicNames())
    qtbot.addWidget(header)
    header.set_words("Mine", "DescribeDeviceCertificatesOfTheGroup\u00a0· Lists certificates.")
    header.resize(366, 120)
    header.show()
    qtbot.waitExposed(header)
    purpose = header.findChild(WrappedLabel)
    words = purpose.text().split(" ")
    assert "…" in words[0]
    assert words[0].endswith("\u00a0·")
    assert max(purpose.fontMetrics().horizontalAdvance(word) for word in words) <= purpose.width()
    assert "DescribeDeviceCertificatesOfTheGroup" in purpose.toolTip()
    header.resize(900, 120)
    qtbot.waitUntil(lambda: "…" not in purpose.text())
    assert purpose.toolTip() == ""
