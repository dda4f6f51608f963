"""Every format of evidence becomes the request it was, keeps no secret, and says what it left out."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ExplorerError, ImportFormatError
from explorer.core.importers.imported import Imported
from explorer.core.importers.read_text import IMPORTERS, read_text
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import Number, dumps
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.prepare import prepare

WIRE = Path(__file__).resolve().parents[2] / "data" / "wire"
SECRET_ID = "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001"
SIGNATURE = "726f05316be5492bb0cf6efb642fdeada2333a8591d316fd6bfa2b932b31f545"

CURL = f"""\
curl -sS -X POST 'https://mqtt.tencentcloudapi.com' \\
  -H "Content-Type: application/json; charset=utf-8" \\
  -H 'X-TC-Action: DescribeInstanceList' -H 'X-TC-Version: 2024-05-16' \\
  -H 'X-TC-Region: ap-guangzhou' -H "X-TC-Timestamp: 1716000000" -H 'X-TC-Token: sessionsecret' \\
  -H 'X-Mine: yes' -A agent --compressed \\
  -H 'Authorization: TC3-HMAC-SHA256 Credential={SECRET_ID}/2024-05-18/mqtt/tc3_request, \
SignedHeaders=content-type;host;x-tc-action, Signature={SIGNATURE}' \\
  -d '{{"Limit": 10, "Tag": "it'\\''s"}}' > answer.json
"""


def _request(imported: Imported) -> Request:
    assert imported.request is not None
    return imported.request


def _said(imported: Imported) -> str:
    return " ".join(imported.notes)


def test_a_curl_command(catalog: CatalogStore) -> None:
    found = read_text(CURL, catalog)
    request = _request(found)
    assert found.format == "curl command"
    assert (request.action.service, request.action.name) == ("mqtt", "DescribeInstanceList")
    assert (request.region, request.endpoint, request.method) == ("ap-guangzhou", "mqtt.tencentcloudapi.com", "POST")
    assert request.parameters == {"Limit": Number("10"), "Tag": "it's"}
    assert request.body_text == '{"Limit": 10, "Tag": "it\'s"}'
    assert dict(request.headers) == {"X-Mine": "yes", "Content-Type": "application/json; charset=utf-8"}
    assert request.signed_headers == ("content-type", "host", "x-tc-action")
    assert "1716000000 (2024-05-18 02:40:00 UTC)" in _said(found)
    for secret in ("sessionsecret", SECRET_ID, SIGNATURE):
        assert secret not in repr(found)


def test_the_same_bytes_are_signed_again(catalog: CatalogStore) -> None:
    signed = prepare(_request(read_text(CURL, catalog)), Credential("i", "k"), timestamp=1, nonce=1)
    assert signed.body == b'{"Limit": 10, "Tag": "it\'s"}'
    assert "content-type:application/json; charset=utf-8\n" in signed.trace.canonical_request


COMMAND = "-H {q}X-TC-Action: DescribeInstanceList{q} -H {q}X-TC-Version: 2024-05-16{q}"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        (
            "PS C:\\Users\\me> curl.exe -X POST https://mqtt.intl.tencentcloudapi.com/ `\n"
            + COMMAND.format(q="'")
            + " `\n -d '{\\\"Limit\\\":10}'",
            "curl command (PowerShell)",
        ),
        (
            "curl https://mqtt.intl.tencentcloudapi.com/ `\n"
            + COMMAND.format(q='"')
            + ' `\n --data-raw "{`"Limit`":10}"',
            "curl command (PowerShell)",
        ),
        (
            'C:\\> curl -X POST "https://mqtt.intl.tencentcloudapi.com/" ^\r\n  '
            + COMMAND.format(q='"')
            + ' ^\r\n  -d "{\\"Limit\\":10}"\r\n',
            "curl command (cmd)",
        ),
        (
            'curl ^"https://mqtt.intl.tencentcloudapi.com/^" ^\n  '
            + COMMAND.format(q='^"')
            + ' ^\n  --data-raw ^"^{^\\^"Limit^\\^":10^}^"',
            "curl command (cmd)",
        ),
        (
            "$ curl https://mqtt.intl.tencentcloudapi.com/ "
            + COMMAND.format(q="'")
            + " --data-raw $'{\"Limit\"\\u003a10}' | jq .",
            "curl command",
        ),
        (
            "# don't forget\ncurl --request POST --url=https://mqtt.intl.tencentcloudapi.com/ "
            + COMMAND.format(q='"')
            + ' --json "{\\"Limit\\":10}"; echo done',
            "curl command",
        ),
    ],
)
def test_quoting_of_three_shells(catalog: CatalogStore, text: str, format_: str) -> None:
    found = read_text(text, catalog)
    request = _request(found)
    assert found.format == format_
    assert request.parameters == {"Limit": Number("10")}
    assert (request.endpoint, request.body_text) == ("", None)


def test_a_curl_get(catalog: CatalogStore) -> None:
    text = "curl -G https://mqtt.intl.tencentcloudapi.com/ " + COMMAND.format(q="'")
    text += " --data-urlencode 'Filters.0.Name=a b' -d 'Filters.0.Values.0=5' -d Limit=10 -H 'Host: example.com:81'"
    found = read_text(text, catalog)
    request = _request(found)
    assert request.method is Method.GET
    assert request.parameters == {"Filters": [{"Name": "a b", "Values": ["5"]}], "Limit": Number("10")}
    assert ("Host", "example.com:81") in request.headers


def test_what_a_shell_would_fill_in_is_said(catalog: CatalogStore) -> None:
    text = "curl https://mqtt.intl.tencentcloudapi.com " + COMMAND.format(q="'")
    found = read_text(text + ' -d "{\\"InstanceId\\": \\"$ID\\"}" -u me:secretword', catalog)
    assert "$ID is a variable" in _said(found)
    assert "secretword" not in repr(found)
    assert "standard input" in _said(read_text(text + " -d @-", catalog))


@pytest.mark.parametrize(
    "arguments",
    [
        """--Filters '[{"Name": "InstanceName", "Values": ["a", "b"]}]' --Limit 10""",
        "--cli-unfold-argument --Filters.0.Name InstanceName --Filters.0.Values a b --Limit=10",
        """--cli-input-json '{"Limit": 5, "Filters": [{"Name": "InstanceName", "Values": ["a", "b"]}]}' --Limit 10""",
        '--Filters "[{\\"Name\\":\\"InstanceName\\",\\"Values\\":[\\"a\\",\\"b\\"]}]" --Limit 10',
    ],
)
def test_tccli_commands(catalog: CatalogStore, arguments: str) -> None:
    text = f"$ tccli mqtt DescribeInstanceList --region ap-singapore --version 2024-05-16 {arguments}"
    text += f" --secretId {SECRET_ID} --secretKey sesame --profile work --filter TotalCount --timeout 20"
    text += " --endpoint mqtt.ap-singapore.tencentcloudapi.com"
    found = read_text(text, catalog)
    request = _request(found)
    filters = [{"Name": "InstanceName", "Values": ["a", "b"]}]
    assert request.parameters == {"Filters": filters, "Limit": Number("10")}
    assert (request.region, request.timeout) == ("ap-singapore", 20)
    assert request.endpoint == "mqtt.ap-singapore.tencentcloudapi.com"
    assert SECRET_ID not in repr(found)
    assert "sesame" not in repr(found)
    assert "--filter" in _said(found)
    assert "--secretKey" in _said(found)


def test_a_file_of_tccli_is_not_read(catalog: CatalogStore) -> None:
    found = read_text("tccli mqtt DescribeInstanceList --cli-input-json file:///tmp/in.json --loud yes", catalog)
    assert _request(found).parameters == {}
    assert "/tmp/in.json" in _said(found)
    assert "--loud" in _said(found)


@pytest.mark.parametrize("name", ["sdk-post-tc3", "sdk-get-tc3", "sdk-post-v1-sha1"])
def test_requests_as_the_vendor_sdk_sends_them(catalog: CatalogStore, name: str) -> None:
    text = (WIRE / f"{name}.http").read_bytes().decode()
    found = read_text(text, catalog)
    request = _request(found)
    values: list[object] = ["test a+b/中文~*"]
    assert request.parameters == {
        "Filters": [{"Name": "InstanceName", "Values": values}],
        "Offset": Number("0"),
        "Limit": Number("10"),
    }
    assert request.endpoint == "http://127.0.0.1:18999"
    assert request.region == "ap-guangzhou"
    assert request.algorithm is (Algorithm.HMAC_SHA1 if "v1" in name else Algorithm.TC3)
    assert SECRET_ID not in repr(found)
    assert SIGNATURE not in repr(found)


def test_a_body_as_the_sdk_wrote_it_is_sent_again(catalog: CatalogStore) -> None:
    raw = (WIRE / "sdk-post-tc3.http").read_bytes()
    request = _request(read_text(raw.decode(), catalog))
    signed = prepare(request, Credential("i", "k"), timestamp=1, nonce=1)
    assert signed.body == raw.partition(b"\r\n\r\n")[2]


def test_keys_among_the_parameters_are_not_kept(catalog: CatalogStore) -> None:
    text = "POST / HTTP/1.1\nHost: mqtt.tencentcloudapi.com\nX-TC-Action: DescribeInstanceList\n\n"
    found = read_text(text + '{"Limit": 1, "SecretId": "AKIDmine", "SecretKey": "sesame"}', catalog)
    assert _request(found).parameters == {"Limit": Number("1")}
    assert "AKIDmine" not in repr(found)
    assert "sesame" not in repr(found)


def test_a_multipart_request(catalog: CatalogStore) -> None:
    text = (WIRE / "sdk-post-multipart.http").read_bytes().decode("utf-8", "replace")
    found = read_text(text.replace("UploadX", "DescribeInstances"), catalog)
    assert _request(found).content_kind is ContentKind.MULTIPART
    assert _request(found).body_text == text.partition("\r\n\r\n")[2]
    assert "with its file" in _said(found)


def test_a_cut_body_is_said(catalog: CatalogStore) -> None:
    text = (WIRE / "sdk-post-tc3.http").read_bytes().decode()
    assert "something is missing" in _said(read_text(text[:-20], catalog))
    assert "no JSON" in _said(read_text(text[:-20], catalog))


def test_every_mqtt_example_opens_as_the_catalogue_reads_it(catalog: CatalogStore) -> None:
    count = 0
    for summary in catalog.actions("mqtt"):
        for example in catalog.examples(summary.ref):
            request = _request(read_text(example.input_text, catalog))
            assert request.action == summary.ref
            assert request.parameters == example.parameters
            count += 1
    assert count >= 38


def test_examples_of_other_products_open(catalog: CatalogStore) -> None:
    read = unread = 0
    for service in ("cvm", "cls", "vod"):
        for summary in catalog.actions(service):
            for example in catalog.examples(summary.ref)[:1]:
                try:
                    found = read_text(example.input_text, catalog)
                except ImportFormatError:
                    unread += 1
                    continue
                read += 1
                if found.request is not None and found.request.action == summary.ref:
                    assert example.parameters is None or found.request.parameters == example.parameters
    print(f"{read} examples opened, {unread} not")
    assert read > 20 * unread


POSTMAN_REQUEST = {
    "method": "POST",
    "header": [
        {"key": "X-TC-Action", "value": "DescribeInstanceList"},
        {"key": "X-TC-Version", "value": "{{version}}"},
        {"key": "Authorization", "value": "{{signature}}"},
        {"key": "X-Off", "value": "1", "disabled": True},
    ],
    "url": {"raw": "https://mqtt.intl.tencentcloudapi.com/", "host": ["mqtt"]},
    "body": {"mode": "raw", "raw": '{"Limit":{{limit}}}'},
}


def test_postman_collections(catalog: CatalogStore) -> None:
    collection = {
        "info": {"_postman_id": "1", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "variable": [{"key": "version", "value": "2024-05-16"}, {"key": "limit", "value": "3"}],
        "item": [
            {"name": "other", "request": {"method": "GET", "url": "https://example.com", "header": []}},
            {"name": "folder", "item": [{"name": "one", "request": POSTMAN_REQUEST}]},
            {"name": "two", "request": POSTMAN_REQUEST},
        ],
    }
    found = read_text(json.dumps(collection), catalog)
    assert _request(found).parameters == {"Limit": Number("3")}
    assert _request(found).headers == ()
    assert [entry.name for entry in found.entries] == ["one", "two"]
    assert "1 other request is no call" in _said(found)
    alone = read_text(json.dumps({"request": POSTMAN_REQUEST, "name": "x"}), catalog)
    assert "{{limit}}" in (_request(alone).body_text or "")
    assert "version" in _said(alone)


def test_har_archives(catalog: CatalogStore) -> None:
    entry = {
        "request": {
            "method": "POST",
            "url": "https://mqtt.tencentcloudapi.com/",
            "httpVersion": "HTTP/2",
            "headers": [
                {"name": ":authority", "value": "x"},
                {"name": "cookie", "value": "sesame"},
                {"name": "x-tc-action", "value": "DescribeInstanceList"},
                {"name": "x-tc-version", "value": "2024-05-16"},
            ],
            "postData": {"mimeType": "application/json", "text": '{"Limit":1.0}'},
        }
    }
    page = {"request": {"method": "GET", "url": "https://example.com/", "headers": []}}
    for document in ({"log": {"entries": [page, entry, entry]}}, entry, entry["request"]):
        found = read_text(json.dumps(document), catalog)
        assert dumps(_request(found).parameters) == '{"Limit":1.0}'
        assert "sesame" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "[TencentCloudSDKException] code:AuthFailure.SignatureFailure message:no requestId:1-2",
        "com.tencentcloudapi.common.exception.TencentCloudSDKException: [TencentCloudSDKException]code: A message:b",
        "[TencentCloudSDKError] Code=InvalidParameter, Message=x, RequestId=1",
        '{"Response": {"Error": {"Code": "InternalError", "Message": "m"}, "RequestId": "1"}}',
    ],
)
def test_an_exception_holds_no_request(catalog: CatalogStore, text: str) -> None:
    found = read_text(text, catalog)
    assert found.request is None
    assert found.explain == text
    assert "no request is in it" in _said(found)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no text"),
        ("hello", "no request"),
        ('{"Limit": 10}', "JSON tab"),
        ("curl 'https://mqtt.tencentcloudapi.com", "never closed"),
        ("curl -H", "without its value"),
        ("curl https://example.com -d '{}'", "names no action"),
        ("tccli mqtt", "no product and action"),
        ("tccli nothere DescribeInstnceList", "nothere"),
        ("POST / HTTP/1.1\nHost: mqtt.tencentcloudapi.com\nX-TC-Action: <b>\n\n{}", "no action's name"),
        ("https://mqtt.tencentcloudapi.com/?Action=DescribeInstanceList&A=1&A.B=2", "cannot be put together"),
        ('{"log": {"entries": []}, "httpVersion": 1', "not valid JSON"),
    ],
)
def test_what_cannot_be_read_is_said(catalog: CatalogStore, text: str, word: str) -> None:
    with pytest.raises(ImportFormatError, match=word):
        read_text(text, catalog)


def test_an_address_of_a_signed_get(catalog: CatalogStore) -> None:
    text = "https://mqtt.tencentcloudapi.com/?Action=DescribeInstanceList&Version=2024-05-16&Region=ap-guangzhou"
    text += f"&Limit=2&Nonce=5&Timestamp=1716000000&SignatureMethod=HmacSHA256&SecretId={SECRET_ID}&Signature=abc%3D"
    found = read_text(text, catalog)
    request = _request(found)
    assert (request.algorithm, request.method) == (Algorithm.HMAC_SHA256, Method.GET)
    assert request.parameters == {"Limit": Number("2")}
    assert SECRET_ID not in repr(found)
    assert "abc=" not in repr(found)


PIECES = st.sampled_from(
    [
        *(
            "curl ",
            "tccli ",
            "POST / HTTP/1.1\n",
            "GET /?Action=",
            "https://mqtt.tencentcloudapi.com/?",
            "'",
            '"',
            "`\n",
        ),
        *(
            "^\n",
            "^",
            "\\\n",
            "\\",
            "$'",
            "${",
            "$(",
            "-d ",
            "-H ",
            "--Filters.0.",
            "--Limit ",
            "=",
            "&",
            "{",
            "}",
            "[",
        ),
        *('"request":', '"header":[', '"postData":', '"entries":', "X-TC-Action: DescribeInstanceList\n", "Host: x\n"),
        *(
            "mqtt DescribeInstanceList ",
            "\n\n",
            "\r\n",
            "<Common request parameters>",
            ".0.1",
            "Content-Type: multipart/",
        ),
        *("form-data; boundary=a\n", "--a", "@", "\ud800", "\x00", "１", "²", "[9999999]", "Content-Length: 5\n", ":"),
        *("Authorization: ", "Credential=a/b/mqtt/", "://[", "%zz", "{{a}}", "TencentCloudSDKException", "http://"),
    ]
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_hostile_text_raises_nothing_else(catalog: CatalogStore, text: str) -> None:
    for whole in (
        text,
        "irm -Uri x " + text,
        "log POST / HTTP/1.1\n" + text,
        "curl " + text,
        "tccli mqtt DescribeInstanceList " + text,
        "POST / HTTP/1.1\n" + text,
    ):
        try:
            found = read_text(whole, catalog)
        except ImportFormatError:
            continue
        assert all(found.notes)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=20).map("".join))
def test_no_importer_raises_anything_but_our_errors(catalog: CatalogStore, text: str) -> None:
    """Each of them, whether or not it recognises the text."""
    for importer in IMPORTERS:
        importer.recognises(text)
        with suppress(ExplorerError):
            importer.read(text, catalog)


ENTRY_KEYS = (
    *("request", "url", "raw", "header", "headers", "key", "name", "value", "body", "mode", "item", "log", "entries"),
    *("postData", "mimeType", "text", "params", "method", "urlencoded", "formdata", "variable", "response", "content"),
    *("encoding", "status", "startedDateTime", "event", "script", "exec", "auth", "query", "host", "type", "disabled"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=6) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(ENTRY_KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(JSON)
def test_hostile_entries_raise_nothing_else(catalog: CatalogStore, value: object) -> None:
    for mark in ('"_postman_id":1', '"httpVersion":1'):
        with suppress(ImportFormatError):
            read_text('{"x":' + json.dumps(value) + "," + mark + ',"request":' + json.dumps(value) + "}", catalog)


LONG = 300_000


UNITS = (
    *("'", '"', "\\", "`", "^", "^\n", "$", "${", "$'\\'", "--a ", "-d x ", " ", "\n", "\t", "a.", "a=1&", "[", "{"),
    *('{"a":', "X: 1\n", "%", "curl\t", "\\\n", "<", "0", "A.0.", '"header":[', "{{", "é", "- ", "a:b ", "\n\n", ">"),
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "head",
    [
        "",
        "curl ",
        "tccli mqtt DescribeInstanceList ",
        "POST / HTTP/1.1\n",
        "https://a.com/?",
        '{"httpVersion":',
        "curl '",
        "irm https://a.com ",
        "irm -Body @{",
        "send: b'",
        "--> POST http://a ",
        '"POST / HTTP/1.1\\r\\n',
        "log: POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n",
    ],
)
def test_a_long_text_is_read_to_its_end(catalog: CatalogStore, head: str, unit: str) -> None:
    """Were the work to grow with the square of the length, this would not end."""
    with suppress(ImportFormatError):
        read_text(head + unit * (LONG // len(unit)), catalog)
