"""The server's side of signing: real requests of the vendor's tools are found right, and altered ones wrong."""

from typing import Any

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Method, Request
from explorer.core.signing.prepare import prepare
from explorer.core.signing.query import parse_query
from explorer.core.signing.verify import parse_authorization, tc3_matches, v1_matches, without_port

KEY = "FAKEKEYfakekeyFAKEKEYfakekey0001"
REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")

# One request as the vendor's Python SDK put it on the wire, one as its command line did.
SDK = {
    "content-type": "application/json",
    "host": "127.0.0.1:18999",
    "x-tc-timestamp": "1795492981",
    "authorization": "TC3-HMAC-SHA256 Credential=AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001/2026-11-24/mqtt/tc3_request, "
    "SignedHeaders=content-type;host, Signature=726f05316be5492bb0cf6efb642fdeada2333a8591d316fd6bfa2b932b31f545",
}
SDK_BODY = b'{"Filters": [{"Name": "InstanceName", "Values": ["test a+b/\\u4e2d\\u6587~*"]}], "Offset": 0, "Limit": 10}'
SDK_GET = SDK | {
    "content-type": "application/x-www-form-urlencoded",
    "authorization": SDK["authorization"].partition("Signature=")[0]
    + "Signature=943bc7bc86ac0d48ddbbdac99d0a24619d01c5f0497c1dd9ee2ab9c6f2e4e928",
}
SDK_QUERY = "Filters.0.Name=InstanceName&Filters.0.Values.0=test+a%2Bb%2F%E4%B8%AD%E6%96%87~%2A&Offset=0&Limit=10"
TCCLI = {
    "content-type": "application/json",
    "host": "http://127.0.0.1:18999",
    "x-tc-timestamp": "1795493014",
    "authorization": "TC3-HMAC-SHA256 Credential=AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001/2026-11-24/mqtt/tc3_request, "
    "SignedHeaders=content-type;host, Signature=937c58cde6497f248f2c60e884c84db9d5f225e3dd397237e87926176ec66605",
}
SDK_FORM = (
    "Filters.0.Name=InstanceName&Filters.0.Values.0=test+a%2Bb%2F%E4%B8%AD%E6%96%87~%2A&Offset=0&Limit=10"
    "&Action=DescribeInstanceList&RequestClient=SDK_PYTHON_3.1.193&Nonce=7381665089557843666&Timestamp=1795492981"
    "&Version=2024-05-16&Region=ap-guangzhou&SecretId=AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001&SignatureMethod=HmacSHA1"
    "&Language=en-US&Signature=1EbCQKxDksbOLKfPhn8r3nAZ9Ug%3D"
)


def _matches(
    headers: dict[str, str], *, method: str = "POST", query: str = "", body: bytes = b"", key: str = KEY
) -> bool:
    claimed = parse_authorization(headers["authorization"])
    assert claimed is not None
    return tc3_matches(claimed, method=method, query=query, headers=headers, body=body, secret_key=key)


def test_what_the_vendors_tools_send_is_right() -> None:
    assert _matches(SDK, body=SDK_BODY)
    assert _matches(SDK_GET, method="GET", query=SDK_QUERY)
    assert _matches(TCCLI, body=b"{}")
    assert v1_matches("POST", "127.0.0.1:18999", parse_query(SDK_FORM), KEY)


@pytest.mark.parametrize(
    "change",
    [{"body": SDK_BODY + b" "}, {"key": KEY + "x"}, {"method": "GET"}, {"query": "a=1"}],
    ids=["body", "key", "method", "query"],
)
def test_a_change_is_found(change: Any) -> None:
    assert not _matches(SDK, **({"body": SDK_BODY} | change))


@pytest.mark.parametrize("name", ["content-type", "host", "x-tc-timestamp"])
def test_a_changed_or_missing_header_is_found(name: str) -> None:
    assert not _matches(SDK | {name: "1"}, body=SDK_BODY)
    assert not _matches({key: value for key, value in SDK.items() if key != name}, body=SDK_BODY)


def test_a_changed_v1_parameter_is_found() -> None:
    for change in (("Limit=10", "Limit=11"), ("HmacSHA1", "HmacSHA256"), ("Signature=", "Sign=")):
        assert not v1_matches("POST", "127.0.0.1:18999", parse_query(SDK_FORM.replace(*change)), KEY)
    assert not v1_matches("GET", "127.0.0.1:18999", parse_query(SDK_FORM), KEY)


def test_the_host_may_be_signed_without_its_port() -> None:
    signed = prepare(Request(REF, endpoint="http://127.0.0.1"), Credential("A", KEY), timestamp=1, nonce=1)
    headers = {name.lower(): value for name, value in signed.headers}
    assert _matches(headers | {"host": "127.0.0.1:8080"}, body=b"{}")
    assert not _matches(headers | {"host": "127.0.0.2:8080"}, body=b"{}")
    assert without_port("http://127.0.0.1:8080") == "http://127.0.0.1"


def test_the_content_type_may_be_signed_in_lower_case() -> None:
    signed = prepare(
        Request(REF), Credential("A", KEY), timestamp=1, nonce=1, content_type="application/json; charset=utf-8"
    )
    headers = {name.lower(): value for name, value in signed.headers}
    assert _matches(headers | {"content-type": "application/json; charset=UTF-8"}, body=b"{}")


@pytest.mark.parametrize("method", Method)
def test_our_own_list_of_headers(method: Method) -> None:
    request = Request(
        REF,
        from_python({"A": ["中"]}),
        method=method,
        signed_headers=("x-tc-action", "host", "x-tc-version", "content-type"),
    )
    signed = prepare(request, Credential("A", KEY), timestamp=1, nonce=1)
    headers = {name.lower(): value for name, value in signed.headers}
    assert _matches(headers, method=method, query=signed.trace.query, body=signed.body)
    assert not _matches(headers | {"x-tc-action": "Other"}, method=method, query=signed.trace.query, body=signed.body)


@pytest.mark.parametrize(
    "text",
    ["", "SKIP", "Basic abc", "TC3-HMAC-SHA256", SDK["authorization"].replace("Signature=", ""),
     SDK["authorization"].replace("SignedHeaders=content-type;host, ", ""), SDK["authorization"] + ", More=1",
     SDK["authorization"].replace("/tc3_request", "")],
)  # fmt: skip
def test_an_authorization_of_another_form(text: str) -> None:
    assert parse_authorization(text) is None


def test_the_parts_of_an_authorization() -> None:
    claimed = parse_authorization(SDK["authorization"].replace(", ", ","))
    assert claimed is not None
    assert (claimed.secret_id, claimed.date, claimed.service) == (
        "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001",
        "2026-11-24",
        "mqtt",
    )
    assert (claimed.algorithm, claimed.terminator) == ("TC3-HMAC-SHA256", "tc3_request")
    assert claimed.signed_headers == ("content-type", "host")
