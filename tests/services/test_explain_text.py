"""Everything that a pasted text names is explained once, whatever it stands in."""

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.services.explain_text import Explained, explain_text
from explorer.services.wiring import Services

REQUEST_ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
LOG = f"""
2026-01-02 03:04:05 ERROR [TencentCloudSDKException] code:ResourceNotFound.Instance message:gone requestId:{REQUEST_ID}
    at client.DescribeInstance(mqtt.ap-guangzhou.tencentcloudapi.com) zone ap-guangzhou-3, region: ap-guangzou
answer {{"Response": {{"Error": {{"Code": "InternalError", "Message": "try later"}}, "RequestId": "{REQUEST_ID}"}}}}
answer {{"Response": {{"TotalCount": 1}}}} then InternalError again, InternalError
"""


def found(services: Services, text: str = LOG) -> dict[tuple[str, str], Explained]:
    return {(item.kind, item.text): item for item in explain_text(services, text)}


def test_every_kind_is_found_and_explained(services: Services) -> None:
    items = found(services)
    assert set(items) == {
        ("envelope", "InternalError"), ("envelope", ""), ("code", "ResourceNotFound.Instance"),
        ("action", "DescribeInstance"), ("region", "ap-guangzhou"), ("region", "ap-guangzou"),
        ("request_id", REQUEST_ID),
    }  # fmt: skip
    assert all(item.words.endswith(".") for item in items.values())
    code = items["code", "ResourceNotFound.Instance"]
    assert code.words.startswith("No such cluster. ")
    assert code.ref is not None
    assert code.ref.service == "mqtt"
    assert items["envelope", "InternalError"].message == "try later"
    assert "succeeded" in items["envelope", ""].words
    assert items["action", "DescribeInstance"].ref == ActionRef("mqtt", "2024-05-16", "DescribeInstance")
    assert items["region", "ap-guangzhou"].words == "The region Guangzhou."
    assert items["region", "ap-guangzhou"].times == 2
    assert not items["region", "ap-guangzou"].known


def test_answers_stand_first(services: Services) -> None:
    kinds = [item.kind for item in explain_text(services, LOG)]
    assert kinds == ["envelope", "envelope", "code", "action", "region", "region", "request_id"]


def test_a_call_of_the_history_is_known_again(services: Services) -> None:
    from datetime import UTC, datetime

    from explorer.core.envelope import understand

    body = f'{{"Response":{{"RequestId":"{REQUEST_ID}"}}}}'.encode()
    services.history.add(
        Exchange(
            Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance"), region="ap-tokyo"),
            SentRequest("POST", "http://127.0.0.1/", (), b"{}"),
            datetime.now(UTC),
            Timing(),
            status=200,
            body=body,
            outcome=understand(body),
        )
    )
    assert found(services)["request_id", REQUEST_ID].words == "A call of this history: DescribeInstance in ap-tokyo."


@pytest.mark.parametrize("text", ["", "nothing of note", "self-care, ap-proved, na-tion", "{" * 5000])
def test_nothing_is_made_up(services: Services, text: str) -> None:
    assert explain_text(services, text) == ()
