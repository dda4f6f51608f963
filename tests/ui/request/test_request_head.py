"""The buttons in the head of a request keep the height of every other control."""

from pytestqt.qtbot import QtBot

from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.request_header import RequestHeader


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
