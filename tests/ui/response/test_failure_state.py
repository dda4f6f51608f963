"""A call without an answer shows what is likely and what is ruled out, in the engineer's language."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from explorer.core.knowledge.evidence import Evidence, Sign
from explorer.core.models.exchange import Exchange, Failure, FailureKind
from explorer.ui.response.response_panel import ResponsePanel

FOUND = (
    Evidence(Sign.LIKELY, "the host is misspelt"),
    Evidence(Sign.LIKELY, "<b>DNS</b>"),
    Evidence(Sign.RULED_OUT, "a proxy"),
)
CHINESE = (Evidence(Sign.LIKELY, "域名拼写有误", language="zh"),)
Make = Callable[..., Exchange]


def lines(panel: ResponsePanel) -> list[str]:
    labels = [panel.findChild(QLabel, name) for name in ("failureLikely", "failureRuledOut")]
    return [label.text() if label.isVisible() else "" for label in labels]


def test_evidence_stands_under_the_words(panel: ResponsePanel, make_exchange: Make) -> None:
    failed = make_exchange(b"", failure=Failure(FailureKind.NAME, "There is no host named x.", "Check it."))
    panel.show_exchange(failed, evidence=FOUND)
    assert lines(panel) == ["Likely: the host is misspelt; <b>DNS</b>.", "Ruled out: a proxy."]
    panel.explain_anew(None, CHINESE, None)
    assert lines(panel) == ["很可能：域名拼写有误。", ""]
    panel.show_exchange(failed)
    assert lines(panel) == ["", ""]


@pytest.mark.parametrize("width", [340, 560, 900])
def test_the_lines_are_within_the_panel(panel: ResponsePanel, make_exchange: Make, width: int) -> None:
    panel.resize(width, 700)
    panel.show_exchange(make_exchange(b"", failure=Failure(FailureKind.NAME, "No host.", "")), evidence=FOUND * 4)
    likely = panel.findChild(QLabel, "failureLikely")
    assert likely.isVisible()
    left = likely.mapTo(panel, likely.rect().topLeft()).x()
    assert left > 0
    assert left + likely.width() <= panel.width()
    assert likely.height() >= likely.heightForWidth(likely.width())


def test_a_page_of_a_gateway_says_whose_it_is(panel: ResponsePanel, make_exchange: Make) -> None:
    page = make_exchange(b"<html><title>Bad Gateway</title></html>", content_type="text/html", status=502)
    panel.show_exchange(page, evidence=FOUND)
    words = "\n".join(label.text() for label in panel.notice.findChildren(QLabel))
    assert "Likely: the host is misspelt; <b>DNS</b>. Ruled out: a proxy." in words
    panel.explain_anew(None, CHINESE, None)
    assert "很可能：域名拼写有误。" in "\n".join(label.text() for label in panel.notice.findChildren(QLabel))
    assert not panel.findChild(QWidget, "errorCard").isVisible()
