"""Pasted text: every form in which a ticket quotes an error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.knowledge.explain import Knowledge

ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
ENVELOPE = {
    "Response": {
        "Error": {"Code": "AuthFailure.SignatureFailure", "Message": 'The "key" is wrong.'},
        "RequestId": ID,
    }
}
TICKETS = {
    "python sdk": f"[TencentCloudSDKException] code:AuthFailure.SignatureFailure message:It is wrong. requestId:{ID}",
    "go sdk": f"[TencentCloudSDKError] Code=AuthFailure.SignatureFailure, Message=It is wrong., RequestId={ID}",
    "java": f"com.tencentcloudapi.common.exception.TencentCloudSDKException: AuthFailure.SignatureFailure-Wrong.\n"
    f"requestId: {ID}",
    "json": json.dumps(ENVELOPE),
    "pretty json": json.dumps(ENVELOPE, indent=4),
    "json in a log line": f"2026-01-01 ERROR body={json.dumps(ENVELOPE)} took 3ms",
    "json in json": json.dumps({"body": json.dumps(ENVELOPE)}),
    "chat": f"客户报错：AuthFailure.SignatureFailure，请求ID：{ID}。",
    "quoted line break": rf"Traceback...\nAuthFailure.SignatureFailure\nrequestId:{ID}\n",
    "java of old": f"TencentCloudSDKException: AuthFailure.SignatureFailure-{ID}",
    "end of sentence": f"They get AuthFailure.SignatureFailure. ({ID})",
}


def _of(knowledge: Knowledge, text: str, kind: str) -> list[str]:
    return [found.text for found in knowledge.find_all(text) if found.kind == kind]


@pytest.mark.parametrize("text", TICKETS.values(), ids=TICKETS.keys())
def test_code_and_request_id_are_found(knowledge: Knowledge, text: str) -> None:
    assert _of(knowledge, text, "code") == ["AuthFailure.SignatureFailure"]
    assert _of(knowledge, text, "request_id") == [ID]
    for found in knowledge.find_all(text):
        assert found.kind == "envelope" or text[found.start : found.end] == found.text


def test_an_id_behind_something_else_and_a_hyphen_is_no_request_id(knowledge: Knowledge) -> None:
    assert _of(knowledge, f"task-{ID} and 12-{ID} and x-y-{ID}", "request_id") == []


def test_every_line_of_a_long_log_is_found(knowledge: Knowledge) -> None:
    lines = [
        f"2026-01-01 WARN mqtt DescribeInstanceList ap-guangzhou code:InvalidParameterValue.X{number}\n"
        f"requestId:ed93f3cb-f35e-473f-b9f3-{number:012}"
        for number in range(3000)
    ]
    text = "\n".join(lines)
    found = knowledge.find_all(text)
    assert [item.text for item in found if item.kind == "code"] == [f"InvalidParameterValue.X{n}" for n in range(3000)]
    assert len([item for item in found if item.kind == "request_id"]) == 3000
    assert len([item for item in found if item.kind == "action"]) == 3000
    assert all(text[item.start : item.end] == item.text for item in found)
    assert [item.start for item in found] == sorted(item.start for item in found)


@pytest.mark.parametrize("name", ["python sdk", "go sdk"])
def test_the_message_beside_a_code_is_found(knowledge: Knowledge, name: str) -> None:
    assert [found.message for found in knowledge.find_all(TICKETS[name]) if found.kind == "code"] == ["It is wrong."]


def test_an_envelope_is_read(knowledge: Knowledge) -> None:
    text = f"first {json.dumps(ENVELOPE)} then {json.dumps({'Response': {'RequestId': ID}})}"
    envelopes = [found for found in knowledge.find_all(text) if found.kind == "envelope"]
    assert [(found.text, found.message, found.request_id) for found in envelopes] == [
        ("AuthFailure.SignatureFailure", 'The "key" is wrong.', ID),
        ("", "", ID),
    ]
    assert json.loads(text[envelopes[0].start : envelopes[0].end]) == ENVELOPE


def test_actions_are_found_in_their_product(knowledge: Knowledge) -> None:
    text = "X-TC-Action: DescribeInstances\nHost: cvm.tencentcloudapi.com"
    (action,) = [found for found in knowledge.find_all(text) if found.kind == "action"]
    assert action.text == "DescribeInstances"
    assert [ref.service for ref in action.refs] == ["cvm"]
    assert _of(knowledge, "we called DescribeInstanceList twice", "action") == ["DescribeInstanceList"]


def test_many_codes_in_order(knowledge: Knowledge) -> None:
    text = "InternalError, then FailedOperation.CallTrade; ClientNetworkError later, LimitExceeded last"
    assert _of(knowledge, text, "code") == [
        "InternalError", "FailedOperation.CallTrade", "ClientNetworkError", "LimitExceeded",
    ]  # fmt: skip


def test_an_unheard_of_code_is_told_by_family_or_place(knowledge: Knowledge) -> None:
    (found,) = [f for f in knowledge.find_all("FailedOperation.NeverHeardOf") if f.kind == "code"]
    assert not found.known
    assert _of(knowledge, '"Code": "BrandNew.Thing"', "code") == ["BrandNew.Thing"]
    assert _of(knowledge, "错误码：BrandNewThing", "code") == ["BrandNewThing"]


@pytest.mark.parametrize(
    "text",
    [
        "Please Contact Support About Our Instance",
        "mqtt.tencentcloudapi.com and console.tencentcloud.com",
        "at Main.java:35 in RequestHandler.handle",
        "JavaScript, GitHub and PowerShell were open",
        "",
    ],
)
def test_plain_words_are_no_codes(knowledge: Knowledge, text: str) -> None:
    assert _of(knowledge, text, "code") == []


HOSTILE = {
    "braces": "{" * 300_000,
    "envelope heads": '{"Response":' * 40_000,
    "blanks": '{"Response"' + " " * 300_000,
    "one long word": "A" * 300_000,
    "humps": "Ab" * 150_000,
    "dots": "A." * 150_000,
    "hex": "ed93f3cb-" * 40_000,
    "codes and messages": "FailedOperation message:" * 15_000,
    "request ids": "requestId:" * 40_000,
    "quotes": 'code"' * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_does_not_hang(knowledge: Knowledge, text: str) -> None:
    # A pattern that backtracks would need hours for these.
    assert all(0 <= found.start <= found.end <= len(text) for found in knowledge.find_all(text))


@given(st.text(max_size=200))
def test_any_text_is_taken(knowledge: Knowledge, text: str) -> None:
    for found in knowledge.find_all(text + f" {ID} " + text):
        assert found.kind in {"code", "request_id", "action", "region", "envelope"}
