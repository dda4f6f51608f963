"""The summary for a ticket names the call, and holds no secret and no markup from outside."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from explorer.core.knowledge.evidence import Evidence, Sign
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import (
    Exchange,
    Failure,
    FailureKind,
    Outcome,
    OutcomeKind,
    SentRequest,
    Timing,
)
from explorer.core.models.json_value import Number
from explorer.core.models.request import Request
from explorer.services.ticket_summary import SummaryForm, summarise

STARTED = datetime(2024, 5, 18, 2, 40, tzinfo=UTC)
REQUEST = Request(
    ActionRef("mqtt", "2024-05-16", "CreateUser"),
    {"InstanceId": "mqtt-1", "Username": "u", "Password": "pass-word-1", "Limit": Number("1.10")},
    region="ap-guangzhou",
    profile="duty",
)
SENT = SentRequest("POST", "https://user:hidden@mqtt.example.com/", (("X-TC-Token", "TOKENtoken"),), b"{}")


def exchange(**changes: object) -> Exchange:
    given: dict[str, object] = {
        "request": REQUEST,
        "sent": SENT,
        "started": STARTED,
        "timing": Timing(total=0.0421),
        "status": 200,
        "reason": "OK",
        "outcome": Outcome(OutcomeKind.ERROR, "ed93f3cb", "AuthFailure.SignatureFailure", "no | *good* <b>"),
        **changes,
    }
    return Exchange(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", list(SummaryForm))
def test_everything_a_ticket_needs_and_no_secret(form: SummaryForm) -> None:
    text = summarise(exchange(clock_skew=601.4), form=form, local=timezone(timedelta(hours=8)))
    for needed in (
        "2024-05-18 02:40:00", "2024-05-18 10:40:00 +0800", "CreateUser", "2024-05-16", "ap-guangzhou",
        "mqtt.example.com", "duty", "42 ms", "200 OK", "AuthFailure.SignatureFailure", "ed93f3cb", "mqtt-1", "1.10",
        "+601 s",
    ):  # fmt: skip
        assert needed in text.replace("\\", ""), needed
    for secret in ("pass-word-1", "hidden", "TOKENtoken"):
        assert secret not in text


def test_markdown_from_outside_stays_text() -> None:
    text = summarise(exchange())
    assert r"no \| \*good\* \<b\>" in text
    row = next(line for line in text.splitlines() if line.startswith("| Message"))
    assert row.count(" | ") == 1


def test_a_parameter_cannot_end_the_code_block() -> None:
    request = Request(REQUEST.action, {"Text": "```\n<img src=x>"})
    text = summarise(exchange(request=request))
    fence = text.splitlines()[-1]
    assert set(fence) == {"`"}
    assert len(fence) == 4


def test_a_call_without_an_answer() -> None:
    failure = Failure(FailureKind.TIMEOUT, "No answer within 60 s.")
    text = summarise(exchange(status=None, outcome=None, failure=failure), form=SummaryForm.PLAIN)
    assert "No answer within 60 s." in text
    assert "HTTP status" not in text


def test_a_body_typed_by_hand_is_what_was_sent() -> None:
    request = Request(REQUEST.action, {"Limit": Number("1")}, body_text='{"Limit": 2, "Password": "pass-word-2"}')
    text = summarise(exchange(request=request))
    assert '"Limit": 2' in text
    assert "pass-word-2" not in text
    broken = Request(REQUEST.action, body_text='{"Password": "pass-word-3"')
    assert "pass-word-3" not in summarise(exchange(request=broken))


def test_a_secret_that_the_server_quotes_is_masked() -> None:
    outcome = Outcome(OutcomeKind.ERROR, "r", "InvalidParameterValue", "Password pass-word-1 is weak; TOKENtoken")
    for form in SummaryForm:
        text = summarise(exchange(outcome=outcome), form=form)
        assert "is weak" in text
        assert "pass-word-1" not in text
        assert "TOKENtoken" not in text


def test_what_the_exchange_says_goes_along() -> None:
    found = (Evidence(Sign.LIKELY, "a"), Evidence(Sign.LIKELY, "b"), Evidence(Sign.RULED_OUT, "the clock (1 s apart)"))
    text = summarise(exchange(), evidence=found, form=SummaryForm.PLAIN)
    assert "Likely:       a; b\n" in text
    assert "Ruled out:    the clock (1 s apart)\n" in text
