"""What an importer once lost or misread without saying so."""

import json

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.importers.imported import Imported
from explorer.core.importers.read_text import read_text
from explorer.core.models.json_value import dumps
from explorer.core.models.request import Request

URL = "https://mqtt.tencentcloudapi.com"
HEADERS = "-H 'X-TC-Action: DescribeInstanceList' -H 'X-TC-Version: 2024-05-16'"
PYTHON = """Traceback (most recent call last):
  File "/lib/site-packages/tencentcloud/mqtt/v20240516/mqtt_client.py", line 300, in DescribeInstance
    raise TencentCloudSDKException(type(e).__name__, str(e))
TencentCloudSDKException: [TencentCloudSDKException] code:ResourceNotFound.Instance message:no requestId:1-2"""
JAVA = """com.tencentcloudapi.common.exception.TencentCloudSDKException: no
\tat com.tencentcloudapi.common.AbstractClient.internalRequest(AbstractClient.java:1)
\tat com.tencentcloudapi.mqtt.v20240516.MqttClient.DescribeInstance(MqttClient.java:88)"""
NODE = """TencentCloudSDKHttpException: x code=ResourceNotFound requestId=1
    at Client.DescribeInstance (/app/tencentcloud/services/mqtt/v20240516/mqtt_client.js:40:21)"""
GO = """[TencentCloudSDKError] Code=InvalidParameter, Message=x, RequestId=1
github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/mqtt/v20240516.(*Client).DescribeInstanceWithContext(0xc0)"""


def _request(found: Imported) -> Request:
    assert found.request is not None
    return found.request


@pytest.mark.parametrize("text", [PYTHON, JAVA, NODE, GO], ids=["Python", "Java", "Node.js", "Go"])
def test_a_stack_trace_names_the_action(catalog: CatalogStore, text: str) -> None:
    found = read_text(text, catalog)
    assert _request(found).action == catalog.resolve("mqtt", "DescribeInstance")
    assert "parameters, region and endpoint are not in the text" in found.notes[0]
    assert found.explain == text


def test_the_answer_that_curl_prints_is_no_body(catalog: CatalogStore) -> None:
    text = (
        "> POST / HTTP/1.1\n> Host: mqtt.tencentcloudapi.com\n> X-TC-Action: DescribeInstanceList\n"
        "> X-TC-Version: 2024-05-16\n> Content-Length: 2\n>\n* upload completely sent off: 2 bytes\n"
        '< HTTP/1.1 200 OK\n<\n{"Response":{}}'
    )
    found = read_text(text, catalog)
    assert _request(found).body_text is None
    assert "the body is not in the text" in found.notes[0]


def test_the_value_of_an_unknown_option_is_no_address(catalog: CatalogStore) -> None:
    found = read_text(f"curl --foo bar {URL} {HEADERS} -d '{{}}'", catalog)
    assert _request(found).endpoint == "mqtt.tencentcloudapi.com"
    assert "--foo" in found.notes[0]


@pytest.mark.parametrize("joint", ["\n", "\n\n# and then\n$ ", " --next ", " | jq .\n"])
def test_every_command_opens(catalog: CatalogStore, joint: str) -> None:
    one, other = (f"{URL} {HEADERS} -d '{{\"Limit\":{limit}}}'" for limit in (1, 2))
    found = read_text(f"curl {one}{joint}{'' if 'next' in joint else 'curl '}{other}", catalog)
    bodies = [dumps(_request(entry.imported).parameters) for entry in found.entries if entry.imported]
    assert bodies == ['{"Limit":1}', '{"Limit":2}']


def test_a_command_inside_a_body_is_none(catalog: CatalogStore) -> None:
    found = read_text(f'curl {URL} {HEADERS} -d \'{{"Limit":1,\n"X":"\ncurl https://a.b"}}\'', catalog)
    assert found.entries == ()


@pytest.mark.parametrize(
    ("before", "region"),
    [
        ("TENCENTCLOUD_SECRET_ID=sesame ", ""),
        ("TENCENTCLOUD_SECRET_KEY='open sesame' TENCENTCLOUD_REGION=ap-tokyo ", "ap-tokyo"),
        ("$ env https_proxy= ", ""),
    ],
)
def test_variables_before_a_command(catalog: CatalogStore, before: str, region: str) -> None:
    found = read_text(f"{before}tccli mqtt DescribeInstanceList --Limit 3", catalog)
    assert _request(found).region == region
    assert "sesame" not in repr(found)
    if not region:
        assert dumps(_request(read_text(f"{before}curl {URL} {HEADERS} -d '{{}}'", catalog)).parameters) == "{}"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"curl -G {URL} {HEADERS} --data-urlencode InstanceId@file.txt", "read from the file file.txt"),
        (f"curl {URL} {HEADERS} -H 'X-TC-Region: ap-a' -H 'X-TC-Region: ap-b' -d '{{}}'", "different values"),
        ("tccli mqtt DescribeInstance --InstanceId a --InstanceId b", "--InstanceId stands twice"),
    ],
)
def test_what_is_lost_is_said(catalog: CatalogStore, text: str, note: str) -> None:
    found = read_text(text, catalog)
    assert note in " ".join(found.notes)
    assert "file" not in dumps(_request(found).parameters)


def test_a_disabled_part_of_a_query_is_not_sent(catalog: CatalogStore) -> None:
    url = {
        "raw": f"{URL}/?Limit=1&Offset=2",
        "query": [{"key": "Limit", "value": "1", "disabled": True}, {"key": "Offset", "value": "2"}],
    }
    names = {"X-TC-Action": "DescribeInstanceList", "X-TC-Version": "2024-05-16"}
    header = [{"key": name, "value": value} for name, value in names.items()]
    text = json.dumps({"info": {}, "item": [{"request": {"method": "GET", "header": header, "url": url}}]})
    assert dumps(_request(read_text(text, catalog)).parameters) == '{"Offset":2}'


def test_skip_is_no_secret(catalog: CatalogStore) -> None:
    text = (
        "curl https://sts.tencentcloudapi.com -H 'Authorization: SKIP' -H 'X-TC-Version: 2018-08-13'"
        " -H 'X-TC-Action: AssumeRoleWithWebIdentity' -d '{}'"
    )
    assert "secret" not in " ".join(read_text(text, catalog).notes)
