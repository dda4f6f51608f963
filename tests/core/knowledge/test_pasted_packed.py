"""What is packed in a pasted text: base64, entities by number; and what tells the product that it speaks of."""

import base64
import json

import pytest

from explorer.core.knowledge.explain import Knowledge

ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
ENVELOPE = {"Response": {"Error": {"Code": "AuthFailure.SignatureExpire", "Message": "过期"}, "RequestId": ID}}
WRITTEN = [
    json.dumps(ENVELOPE),
    json.dumps(ENVELOPE, separators=(",", ":"), ensure_ascii=False),
    json.dumps(ENVELOPE, indent=2),
    json.dumps(ENVELOPE, indent=4),
]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("form", ["{}", 'body="{}" end', "body={}", "\x1b[31m{}\x1b[0m", "{}\nmore words"])
def test_an_answer_in_base64(knowledge: Knowledge, text: str, form: str) -> None:
    for packed in (
        base64.b64encode(text.encode()).decode(),
        base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        base64.encodebytes(text.encode()).decode().rstrip(),
    ):
        pasted = form.format(packed)
        found = [item for item in knowledge.find_all(pasted) if item.kind == "envelope"]
        assert [(item.text, item.message, item.request_id) for item in found] == [
            ("AuthFailure.SignatureExpire", "过期", ID)
        ]
        assert json.loads(found[0].source) == ENVELOPE
        assert pasted[found[0].start : found[0].end].startswith(packed[:20])


@pytest.mark.parametrize(
    "text", ["eyJSZXNwb25zZSI6IHsi" + "A" * 50, "eyJhbGciOiJIUzI1NiJ9.e30.x", "eyJSZXNwb25zZSI6" * 2000]
)
def test_other_base64_is_nothing(knowledge: Knowledge, text: str) -> None:
    assert [item for item in knowledge.find_all(text) if item.kind == "envelope"] == []


def test_entities_by_number(knowledge: Knowledge) -> None:
    written = ID.replace("-", "&#x2d;", 1).replace("-", "&#045;")
    text = f"Code: Auth&#70;ailure&#46;SignatureFailure RequestId:&nbsp;{written}"
    found = {item.kind: item.text for item in knowledge.find_all(text)}
    assert found == {"code": "AuthFailure.SignatureFailure", "request_id": ID}


@pytest.mark.parametrize(
    "text",
    [
        'File "/x/tencentcloud/mqtt/v20240516/mqtt_client.py", line 9, in DescribeInstanceList',
        "at com.tencentcloudapi.mqtt.v20240516.MqttClient.DescribeInstanceList(MqttClient.java:512)",
        r"TencentCloud\Mqtt\V20240516\MqttClient->DescribeInstanceList()",
        "at TencentCloud.Mqtt.V20240516.MqttClient.DescribeInstanceList(Request req)",
        "TencentCloud::Mqtt::V20240516::MqttClient::DescribeInstanceList",
        "tencentcloud.mqtt.v20240516.Client DescribeInstanceList",
        "not authorized to perform operation (mqtt:DescribeInstanceList) resource (*)",
    ],
)
def test_a_stack_trace_names_the_product(knowledge: Knowledge, text: str) -> None:
    refs = [ref for item in knowledge.find_all(text) for ref in item.refs]
    assert {ref.service for ref in refs} == {"mqtt"}
    assert {ref.service for item in knowledge.find_all("DescribeInstanceList") for ref in item.refs} > {"mqtt"}
