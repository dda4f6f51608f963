"""The summary for a ticket names the call, and holds no secret and no markup from outside."""

import re
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
from explorer.core.models.json_value import Number, loads
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


@pytest.mark.parametrize(
    ("skew", "told"),
    [(-0.3, "in step with this machine"), (1.2, "in step with this machine"), (-1.6, "-2 s against this machine")],
)
def test_a_clock_that_is_in_step_is_said_to_be(skew: float, told: str) -> None:
    text = summarise(exchange(clock_skew=skew), form=SummaryForm.PLAIN)
    assert f"Server clock: {told}" in " ".join(text.split())
    assert "-0" not in text.replace("2024-05", "")


def test_a_page_that_got_no_answer_has_no_outcome() -> None:
    failure = Failure(FailureKind.TIMEOUT, "No answer within 60 s.")
    text = summarise(exchange(failure=failure, status=None, outcome=Outcome(OutcomeKind.SUCCESS, note="10 of 25.")))
    assert "Outcome" not in text
    assert "No answer within 60 s" in text
    assert "unknown: it comes with the answer" in text


def test_markdown_from_outside_stays_text() -> None:
    text = summarise(exchange())
    assert r"no \| \*good\* \<b\>" in text
    row = next(line for line in text.splitlines() if line.startswith("| Message"))
    assert row.count(" | ") == 1


@pytest.mark.parametrize("form", list(SummaryForm))
def test_control_characters_are_written_out(form: SummaryForm) -> None:
    said = "red \x1b[31m \x1b]0;title\x07 \x9b2J \x7f \u202e a\r\nb\tc"
    outcome = Outcome(OutcomeKind.ERROR, "r\x1b", "Code\x00", said, note="\x1b[2J")
    request = Request(REQUEST.action, {"Text": "\x1b[31m\x9b2J\x7f", "Lines": "a\nb"})
    text = summarise(exchange(outcome=outcome, request=request), form=form)
    assert not [letter for letter in text if letter != "\n" and not letter.isprintable()]
    assert "a b c" in text
    assert text.count("u001b") == 5


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


@pytest.mark.parametrize("form", list(SummaryForm))
@pytest.mark.parametrize(
    ("action", "kind", "may_have_run"),
    [
        ("CreateUser", FailureKind.CANCELLED, True),
        ("CreateUser", FailureKind.TIMEOUT, True),
        ("CreateUser", FailureKind.CUT, True),
        ("CreateUser", FailureKind.REFUSED, False),
        ("CreateUser", FailureKind.NAME, False),
        ("DescribeUserList", FailureKind.CANCELLED, False),
    ],
)
def test_what_a_missing_answer_leaves_open(
    form: SummaryForm, action: str, kind: FailureKind, may_have_run: bool
) -> None:
    request = Request(ActionRef("mqtt", "2024-05-16", action), REQUEST.parameters, region="ap-guangzhou")
    failure = Failure(kind, "It was cancelled.")
    sent = SentRequest("POST", "", (), b"")
    text = summarise(exchange(request=request, sent=sent, status=None, outcome=None, failure=failure), form=form)
    assert "https://mqtt." in text.replace("\\", "")
    assert "unknown: it comes with the answer" in text
    assert ("may have been carried out all the same" in text) is may_have_run
    assert "pass-word-1" not in text


@pytest.mark.parametrize("form", list(SummaryForm))
def test_secrets_stay_out_wherever_they_stand(form: SummaryForm) -> None:
    request = Request(
        REQUEST.action,
        {
            "Users": [{"Name": "u", "Password": "nested-pass-1"}],
            "Note": "see nested-pass-1",
            "Login": {"SecretKey": "k-e-y-7777"},
        },
        headers=(("Authorization", "Bearer own-token-1"), ("X-Trace", "t-1"), ("Cookie", "sid=cookie-value-1")),
        profile="duty",
    )
    sent = SentRequest("GET", "https://mqtt.example.com/?Password=nested-pass-1", (("X-TC-Token", "TOKENtoken"),), b"")
    said = "Password nested-pass-1, key k-e-y-7777 and Bearer own-token-1 are wrong"
    outcome = Outcome(OutcomeKind.ERROR, "r", "InvalidParameter", said)
    text = summarise(exchange(request=request, sent=sent, outcome=outcome), form=form)
    for secret in ("nested-pass-1", "k-e-y-7777", "own-token-1", "cookie-value-1", "TOKENtoken"):
        assert secret not in text, secret
    assert "t-1" in text
    assert "are wrong" in text


def test_a_body_that_is_no_json_is_named_and_not_shown() -> None:
    broken = Request(REQUEST.action, body_text='{"Password": "pass-word-3"')
    text = summarise(exchange(request=broken))
    assert "a body typed by hand, 26 bytes, that is no JSON object" in text
    assert "pass-word-3" not in text


@pytest.mark.parametrize("form", list(SummaryForm))
def test_the_id_of_a_key_and_secrets_in_named_pairs_are_masked(form: SummaryForm) -> None:
    key = "AKID" + "z8krbsJ5yKBZQpn74WFkmLPx3"
    parameters = {
        "Settings": [{"Key": "password", "Value": "hunter8"}, {"Value": ["hunter9"], "Name": "ApiKey"}],
        "Tag": {"Key": "colour", "Value": "green"},
        "Text": '{"SecretKey":"hunter10"}',
    }
    said = f"The SecretId {key} is not found; hunter8 and hunter10 are wrong"
    outcome = Outcome(OutcomeKind.ERROR, "r", "AuthFailure.SecretIdNotFound", said)
    text = summarise(exchange(request=Request(REQUEST.action, parameters), outcome=outcome), form=form)
    for secret in (key, key[4:], "hunter8", "hunter9", "hunter10"):
        assert secret not in text, secret
    for kept in ("is not found", "AKID", "green", "colour"):
        assert kept in text, kept


SECRETS = {
    "p@ss-word-1": {"Env": [{"Key": "password", "Value": "p@ss-word-1"}]},
    "tok-abcdef": {"CallbackUrl": "https://cb.example/x?token=tok-abcdef&a=1"},
    "pw-secret": {"Url": "https://user:pw-secret@h/x"},
    "inner-secret": {"Json": '{"Password":"inner-secret"}'},
    "mima-123456": {"Env": [{"Key": "密码", "Value": "mima-123456"}]},
    "zhong-wen-mm": {"用户密码": "zhong-wen-mm"},
    "abcdef123456": {"Header": "Bearer abcdef123456"},
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", list(SummaryForm))
@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_wherever_they_stand(form: SummaryForm, language: str, secret: str) -> None:
    request = Request(REQUEST.action, SECRETS[secret], headers=(("X-Api-Key", "hk-secret-1"),))  # type: ignore[arg-type]
    quoted = Outcome(OutcomeKind.ERROR, "r", "InvalidParameter", f"bad {next(iter(SECRETS[secret].items()))}")
    text = summarise(exchange(request=request, outcome=quoted), form=form, language=language)
    assert secret not in text
    assert "hk-secret-1" not in text
    assert "******" in text.replace("\\", "")


@pytest.mark.parametrize(
    "value",
    ["| a | b |", "`code` ``` fence", "line\nbreak\r\nagain", "<img src=x>", "[x](https://e/)", "![i](https://e/x.png)",
     "https://evil.example www.evil.example", "# head", "$math$ &lt;b&gt; ~~x~~ _i_ **b**", "\\| \\` \\",
     "\u2028x\u0085y\u202ez"],
)  # fmt: skip
def test_nothing_of_a_value_is_markdown(value: str) -> None:
    request = Request(REQUEST.action, {"Text": value}, profile=value, headers=(("X-Note", value),))
    text = summarise(exchange(request=request, outcome=Outcome(OutcomeKind.ERROR, value, value, value)))
    table, fence = text.split("\n\nParameters:\n\n")
    for row in table.split("\n")[2:]:
        # Cells end at a bar that no backslash stands before.
        bare = re.sub(r"\\.", "", row)
        assert bare.count("|") == 3, row
        assert not set(bare) & set("`*_[]<>!#~$&"), row
        assert "://" not in bare
        assert "www." not in bare
    lines = fence.rstrip("\n").split("\n")
    assert lines[0] == f"{lines[-1]}json"
    assert set(lines[-1]) == {"`"}
    assert not any(line.startswith(lines[-1]) for line in lines[1:-1])
    assert loads("\n".join(lines[1:-1])) == {"Text": value}
    plain = summarise(exchange(request=request), form=SummaryForm.PLAIN)
    head, body = plain.split("\nParameters:\n")
    assert all(re.match(r"\S.*?: +\S", line) for line in head.split("\n")), head
    assert all(line.startswith("  ") for line in body.rstrip("\n").split("\n"))


def test_what_nobody_sees_is_written_out() -> None:
    turned = Outcome(OutcomeKind.ERROR, "r\u200b1", "FailedOperation", "invoice\u202egnp.exe")
    request = Request(REQUEST.action, {"Name": "a\u202eb"})
    text = summarise(exchange(outcome=turned, request=request), form=SummaryForm.PLAIN)
    assert '"Name": "a\\u202eb"' in text
    assert "invoice\\u202egnp.exe" in text
    assert "r\\u200b1" in text
    assert not {"\u202e", "\u200b"} & set(text)


def test_labels_follow_the_language() -> None:
    found = (Evidence(Sign.LIKELY, "甲", language="zh"), Evidence(Sign.LIKELY, "乙", language="zh"))
    text = summarise(exchange(clock_skew=601.4), form=SummaryForm.PLAIN, language="zh", evidence=found)
    for words in ("接口：", "地域：", "错误码：", "错误信息：", "很可能：", "甲；乙", "参数：", "与本机相差 +601 秒"):
        assert words in text, words
    for words in ("Action", "Region", "Duration", "Message", "Likely", "Parameters"):
        assert f"{words}:" not in text, words
    # Chinese letters are twice as wide; the values stand below each other all the same.
    columns = {sum(2 if "\u3000" <= letter <= "\uffef" else 1 for letter in re.match(r".*?： *", line)[0])
               for line in text.split("\n参数：")[0].split("\n")}  # fmt: skip
    assert len(columns) == 1
