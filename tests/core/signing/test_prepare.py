"""What a composed request becomes: its headers, its body, where it goes, and what is refused."""

import base64
from typing import Any

import pytest

from explorer.core.errors import ParameterError, UsageError
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.prepare import SignedRequest, default_host, endpoint_url, prepare

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
KEY = Credential("AKID", "SECRETKEY", "TOKEN")
BARE = Credential("AKID", "SECRETKEY")


def _prepare(credential: Credential = BARE, **given: Any) -> SignedRequest:
    names = ("query_text", "host", "skip_sign", "request_client", "content_type", "boundary", "spec")
    extra = {name: given.pop(name) for name in names if name in given}
    given["parameters"] = from_python(given.get("parameters", {}))
    return prepare(Request(REF, **given), credential, timestamp=1716000000, nonce=11886, **extra)


def test_no_header_without_a_value() -> None:
    assert [name for name, _ in _prepare().headers] == [
        "Host", "Content-Type", "X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "Authorization",
    ]  # fmt: skip


def test_every_header_with_a_value() -> None:
    headers = dict(_prepare(KEY, region="ap-x", language="zh-CN", unsigned_payload=True, request_client="tool").headers)
    assert headers["X-TC-Region"] == "ap-x"
    assert headers["X-TC-Language"] == "zh-CN"
    assert headers["X-TC-Token"] == "TOKEN"
    assert headers["X-TC-RequestClient"] == "tool"
    assert headers["X-TC-Content-SHA256"] == "UNSIGNED-PAYLOAD"


def test_the_unsigned_payload_hashes_its_word() -> None:
    trace = _prepare(unsigned_payload=True, body_text="anything").trace
    assert trace.payload_sha256 == "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96"


def test_own_headers_replace_ours_and_are_signed() -> None:
    own = (("content-type", " text/x "), ("HOST", "other"), ("X-Own", " Mixed Case "))
    signed = _prepare(headers=own, signed_headers=("X-Own", "host", "Content-Type", "host"))
    lines = signed.trace.canonical_request.split("\n")
    assert lines[3:7] == ["content-type:text/x", "host:other", "x-own:mixed case", ""]
    assert signed.trace.signed_headers == "content-type;host;x-own"
    assert signed.headers[:2] == (("HOST", "other"), ("content-type", "text/x"))
    assert signed.url == "https://mqtt.intl.tencentcloudapi.com/"


def test_an_own_authorization_is_sent_as_it_is() -> None:
    signed = _prepare(headers=(("Authorization", "as the customer sent it"),))
    assert [value for name, value in signed.headers if name == "Authorization"] == ["as the customer sent it"]
    assert signed.trace.signature


def test_an_own_timestamp_is_the_one_signed() -> None:
    signed = _prepare(headers=(("x-tc-timestamp", "86400"),))
    assert "\n86400\n1970-01-02/mqtt/" in signed.trace.string_to_sign
    assert signed.header("X-TC-Timestamp") == "86400"


@pytest.mark.parametrize("names", [("host",), ("host", "x-tc-action"), ("x-tc-version", "host", "content-type")])
def test_any_list_of_signed_headers(names: tuple[str, ...]) -> None:
    trace = _prepare(signed_headers=names).trace
    assert f"SignedHeaders={';'.join(sorted(names))}, " in trace.authorization
    assert ("x-tc-action:describeinstancelist\n" in trace.canonical_request) == ("x-tc-action" in names)


def test_a_signed_header_must_be_sent() -> None:
    with pytest.raises(ParameterError, match="x-tc-region"):
        _prepare(signed_headers=("host", "x-tc-region"))


@pytest.mark.parametrize("header", [("Bad Name", "x"), ("", "x"), ("A:", "x"), ("A", "x\r\nB: y"), ("A", "\0")])
def test_a_header_that_would_break_out_is_refused(header: tuple[str, str]) -> None:
    with pytest.raises(ParameterError):
        _prepare(headers=(header,))
    with pytest.raises(ParameterError):
        _prepare(region="ap-x\r\nX-Evil: 1")


def test_the_secret_key_is_nowhere() -> None:
    for algorithm in Algorithm:
        signed = _prepare(KEY, algorithm=algorithm)
        assert "SECRETKEY" not in str((signed.headers, signed.body, signed.url, signed.trace, signed.trace.parameters))
        assert "TOKEN" not in repr(signed)


def test_skip_sign() -> None:
    signed = _prepare(KEY, skip_sign=True, parameters={"A": 1})
    assert signed.header("authorization") == signed.trace.authorization == "SKIP"
    assert not signed.header("x-tc-token")
    assert "AKID" not in str(signed.headers)
    assert (signed.body, signed.trace.signature) == (b'{"A":1}', "")
    assert _prepare(KEY, skip_sign=True, algorithm=Algorithm.HMAC_SHA1).header("authorization") == "SKIP"


def test_octet_stream_parameters_are_headers() -> None:
    signed = _prepare(
        content_kind=ContentKind.OCTET_STREAM, body_text=b"\x00\xff".decode("utf-8", "surrogateescape"),
        parameters={"TopicId": "t-1", "Deep": {"On": [True]}},
    )  # fmt: skip
    assert signed.body == b"\x00\xff"
    assert signed.header("X-MQTT-TopicId") == "t-1"
    assert signed.header("X-MQTT-Deep.On.0") == "true"
    assert signed.header("Content-Type") == "application/octet-stream"
    assert "x-mqtt" not in signed.trace.canonical_request


def _upload() -> ActionSpec:
    members = (Member("File", Kind.BINARY), Member("Id", Kind.STRING))
    return ActionSpec(REF, "", "", "", ObjectSpec("", "", members), ObjectSpec("", "", ()), {})


def test_multipart_with_a_file_and_odd_names() -> None:
    parameters = {"File": base64.b64encode(b"\x00PNG").decode(), 'a"b': "x", "N": 1.5, "B": True, "No": None}
    signed = _prepare(content_kind=ContentKind.MULTIPART, spec=_upload(), parameters=parameters, boundary="bb")
    assert signed.body == (
        b'--bb\r\nContent-Disposition: form-data; name="File"; filename="File"\r\n\r\n\x00PNG\r\n'
        b'--bb\r\nContent-Disposition: form-data; name="a%22b"\r\n\r\nx\r\n'
        b'--bb\r\nContent-Disposition: form-data; name="N"\r\n\r\n1.5\r\n'
        b'--bb\r\nContent-Disposition: form-data; name="B"\r\n\r\ntrue\r\n--bb--\r\n'
    )
    assert _prepare(content_kind=ContentKind.MULTIPART).body == b""
    with pytest.raises(ParameterError, match="Base64"):
        _prepare(content_kind=ContentKind.MULTIPART, spec=_upload(), parameters={"File": "é"})


def test_a_ready_made_multipart_body_names_its_boundary() -> None:
    signed = _prepare(content_kind=ContentKind.MULTIPART, body_text="--own\r\n\r\n--own--\r\n")
    assert signed.header("content-type") == "multipart/form-data; boundary=own"


@pytest.mark.parametrize("kind", [ContentKind.MULTIPART, ContentKind.OCTET_STREAM])
def test_what_only_a_tc3_post_can_carry(kind: ContentKind) -> None:
    with pytest.raises(UsageError, match="GET"):
        _prepare(content_kind=kind, method=Method.GET)
    with pytest.raises(UsageError, match="TC3-HMAC-SHA256"):
        _prepare(content_kind=kind, algorithm=Algorithm.HMAC_SHA256)


def test_body_text_is_sent_byte_for_byte() -> None:
    text = '{"A": 1.10,\n "B":"\\u4e2d中"}  '
    assert _prepare(body_text=text, parameters={"C": 1}).body == text.encode()


def test_body_text_becomes_the_query_of_a_get() -> None:
    assert _prepare(body_text='{"A": 1.10, "B": [true, null]}', method=Method.GET).trace.query == "A=1.10&B.0=true"
    v1 = _prepare(body_text='{"A": 1.10}', algorithm=Algorithm.HMAC_SHA1)
    assert v1.trace.parameters[0] == ("A", "1.10")
    for text in ("{", "[1]", "1"):
        with pytest.raises(ParameterError):
            _prepare(body_text=text, method=Method.GET)


def test_a_query_text_is_signed_as_it_stands() -> None:
    signed = _prepare(query_text="b=1+2&a=%7e*", method=Method.GET, parameters={"C": 1})
    assert signed.trace.canonical_request.startswith("GET\n/\nb=1+2&a=%7e*\n")
    assert signed.url.endswith("/?b=1+2&a=%7e*")


def test_half_a_character_pair() -> None:
    assert _prepare(parameters={"A": "\ud83d"}).body == b'{"A":"\\ud83d"}'
    for given in ({"method": Method.GET}, {"algorithm": Algorithm.HMAC_SHA1}, {"content_kind": ContentKind.MULTIPART}):
        with pytest.raises(ParameterError, match="half of a character pair"):
            _prepare(parameters={"A": "\ud83d"}, **given)


@pytest.mark.parametrize("timestamp", [10**30, -(10**30)])
def test_a_time_that_no_calendar_has(timestamp: int) -> None:
    with pytest.raises(ParameterError, match="timestamp"):
        prepare(Request(REF), BARE, timestamp=timestamp, nonce=1)


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("", "https://mqtt.intl.tencentcloudapi.com"),
        (" mqtt.tencentcloudapi.com ", "https://mqtt.tencentcloudapi.com"),
        ("HTTP://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://[::1]:443", "https://[::1]:443"),
        ("bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_where_it_goes(endpoint: str, url: str) -> None:
    request = Request(REF, endpoint=endpoint)
    assert endpoint_url(request) == url
    assert prepare(request, BARE, timestamp=1, nonce=1).header("host") == url.partition("://")[2]


@pytest.mark.parametrize(
    "endpoint",
    [
        "ftp://host",
        "host/path",
        "host?x",
        "a b",
        "https://",
        "u:pw@host",
        "host:1:2",
        "host:70000",
        "host\r\nX: y",
        "-",
        "http:///",
    ],
)
def test_an_endpoint_that_is_none(endpoint: str) -> None:
    with pytest.raises(UsageError) as caught:
        endpoint_url(Request(REF, endpoint=endpoint))
    assert caught.value.hint
    assert "pw" not in str(caught.value)


def test_the_host_can_differ_from_where_it_goes() -> None:
    signed = _prepare(endpoint="http://127.0.0.1:1", host="mqtt.tencentcloudapi.com")
    assert "\nhost:mqtt.tencentcloudapi.com\n" in signed.trace.canonical_request
    assert (signed.url, signed.header("host")) == ("http://127.0.0.1:1/", "mqtt.tencentcloudapi.com")
    assert default_host("cvm") == "cvm.intl.tencentcloudapi.com"
