"""A row of the history says what the badge said when the answer came."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.core.storage.history import History, HistoryEntry
from explorer.core.storage.paths import AppPaths
from explorer.ui.history.history_rows import history_row
from explorer.ui.response.wording import outcome_word
from explorer.ui.theme import theme

PLAIN = Exchange(
    Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance"), {}),
    SentRequest("POST", "https://mqtt.example/", (), b""),
    datetime(2024, 5, 16, tzinfo=UTC),
    Timing(total=0.1),
)
ANSWERS = [replace(PLAIN, status=200, outcome=Outcome(kind)) for kind in OutcomeKind]
ANSWERS.append(replace(PLAIN, status=200, outcome=Outcome(OutcomeKind.ERROR, code="InternalError.Db")))
FAILURES = [replace(PLAIN, failure=Failure(kind, "It failed.")) for kind in FailureKind]
FAILURES.append(replace(PLAIN, status=200, failure=Failure(FailureKind.CUT, "It ended.")))


def kept(exchange: Exchange) -> HistoryEntry:
    history = History(AppPaths.default().history_file)
    try:
        history.add(exchange)
        return history.recent(1)[0]
    finally:
        history.close()


@pytest.mark.parametrize("exchange", [*ANSWERS, *FAILURES])
def test_word_and_tone_are_the_badge_s(exchange: Exchange) -> None:
    word, tone = outcome_word(exchange)
    row = history_row(kept(exchange))
    assert row.outcome == word
    assert row.tone == ("muted" if tone == "neutral" else tone)
    assert hasattr(theme.LIGHT, row.tone)


def test_only_an_understood_answer_is_green() -> None:
    green = {history_row(kept(each)).outcome for each in ANSWERS if history_row(kept(each)).tone == "success"}
    assert green == {"Success", "Events"}


def test_a_kind_of_a_newer_version_is_shown_as_it_stands() -> None:
    row = history_row(replace(kept(PLAIN), outcome="teapot"))
    assert (row.outcome, row.tone) == ("Teapot", "warning")
