"""All facts of an answer stand whole at every width: in one line, or the RequestId in a second."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.answer_strip import AnswerStrip


@pytest.mark.parametrize("pages", [False, True])
@pytest.mark.parametrize("code", ["AuthFailure.X", "ResourceNotFound.Instance", "UnsupportedOperation." + "Long" * 9])
def test_the_request_id_is_never_cut(
    qtbot: QtBot, make_exchange: Callable[..., Exchange], code: str, *, pages: bool
) -> None:
    strip = AnswerStrip()
    qtbot.addWidget(strip)
    error = {"Code": code, "Message": "no"}
    answer = {"Response": {"Error": error, "RequestId": "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"}}
    strip.show_exchange(make_exchange(answer))
    strip.offer_pages(pages)
    strip.show()
    seen = set()
    for width in (*range(420, 1500, 7), *range(1500, 420, -11)):
        strip.resize(width, strip.height())
        strip.layout().activate()
        assert strip.request_id.width() >= strip.request_id.sizeHint().width(), width
        assert strip.request_id.isVisible()
        for fact in (strip._status, strip._time, strip._size):
            assert fact.isVisible()
            assert fact.width() >= fact.sizeHint().width(), width
        lines = strip.height()
        assert lines == 48 or strip.request_id.y() > strip.badge.geometry().bottom()
        assert lines > 48 or strip.badge.shown() == code
        seen.add(lines)
    assert len(seen) == 2, "two lines where there is little room, one where there is enough"
    strip.show_words("Sending")
    strip.show_elapsed(2.5)
    assert strip._time.isVisible()


def test_a_long_code_is_shortened_with_an_ellipsis(qtbot: QtBot, make_exchange: Callable[..., Exchange]) -> None:
    strip = AnswerStrip()
    qtbot.addWidget(strip)
    code = "UnsupportedOperation.TheInstanceIsBeingUpgradedToAnotherSpecification"
    strip.show_exchange(make_exchange({"Response": {"Error": {"Code": code}, "RequestId": "r"}}))
    strip.show()
    strip.resize(400, strip.height())
    strip.layout().activate()
    badge = strip.badge
    word = badge.text()
    assert badge.shown() != word
    assert badge.shown()[:4] == word[:4]
    assert badge.shown()[-4:] == word[-4:]
    assert badge.shown().count("…") == 1
    assert strip._status.width() >= strip._status.sizeHint().width()
    assert badge.fontMetrics().horizontalAdvance(badge.shown()) < badge.width()
    badge.grab()
    assert badge.toolTip() == word
    strip.resize(1400, strip.height())
    strip.layout().activate()
    badge.grab()
    assert badge.shown() == word
    assert badge.toolTip() == ""
