"""Every known signature: made with the vendor's SDK (clock, nonce and boundary frozen), or printed in its documents."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing import v1
from explorer.core.signing.prepare import SignedRequest, prepare
from explorer.core.signing.query import parse_query

VECTORS = json.loads((Path(__file__).parents[2] / "data" / "signing.json").read_text(encoding="utf-8"))["vectors"]
TC3 = [vector for vector in VECTORS if "canonicalRequest" in vector]
V1 = [vector for vector in VECTORS if vector["name"].startswith("v1-")]
BOUNDARY = "0123456789abcdef0123456789abcdef"
DOCUMENT_BODY = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'


def _name(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def _upload_spec(ref: ActionRef) -> ActionSpec:
    members = (Member("Id", Kind.STRING), Member("File", Kind.BINARY))
    empty = ObjectSpec("UploadXResponse", "", ())
    return ActionSpec(ref, "", "", "", ObjectSpec("UploadXRequest", "", members), empty, {})


def _sign(vector: dict[str, Any]) -> SignedRequest:
    given = vector["input"]
    ref = ActionRef(given["service"], given["version"], given["action"])
    multipart = "multipart" in vector["name"]
    parameters = {
        name: base64.b64encode(bytes.fromhex(value["$hex"])).decode()
        if isinstance(value, dict) and "$hex" in value
        else value
        for name, value in given.get("params", {}).items()
    }
    request = Request(
        ref,
        from_python(parameters),
        body_text=vector.get("body") if given["method"] == "POST" and "canonicalRequest" in vector else None,
        region=given["region"] or "",
        endpoint=given["host"],
        method=Method(given["method"]),
        algorithm=Algorithm(given.get("signMethod", Algorithm.TC3)),
        content_kind=ContentKind.MULTIPART if multipart else ContentKind.JSON,
        language=given.get("language", ""),
    )
    return prepare(
        request,
        Credential(given["secretId"], given["secretKey"], given.get("token") or ""),
        timestamp=given["timestamp"],
        nonce=vector.get("nonce", 1),
        boundary=BOUNDARY,
        spec=_upload_spec(ref),
        query_text=vector.get("query") or None,
        request_client="SDK_PYTHON_0.0.0" if given.get("language") else "",
        content_type=given.get("contentType", ""),
    )


@pytest.mark.parametrize("vector", TC3, ids=_name)
def test_each_step_of_tc3_is_as_the_vendor_computes_it(vector: dict[str, Any]) -> None:
    signed = _sign(vector)
    trace = signed.trace
    assert trace.payload_sha256 == vector["hashedPayload"]
    assert trace.canonical_request == vector["canonicalRequest"]
    assert trace.canonical_request_sha256 == vector["hashedCanonicalRequest"]
    assert trace.string_to_sign == vector["stringToSign"]
    assert trace.signature == vector["signature"]
    assert trace.query == vector.get("query", "")
    if "body_hex" in vector:
        assert signed.body.hex() == vector["body_hex"]
    if "headers" in vector:
        assert dict(signed.headers) == vector["headers"]
        assert signed.header("authorization") == trace.authorization


@pytest.mark.parametrize("vector", V1, ids=_name)
def test_v1_signs_and_sends_what_the_vendor_does(vector: dict[str, Any]) -> None:
    signed = _sign(vector)
    assert signed.trace.string_to_sign == vector["stringToSign"]
    assert signed.trace.signature == vector["signature"]
    sent = signed.trace.query if signed.method == "GET" else signed.body.decode()
    assert parse_query(sent) == parse_query(vector["wire"])
    assert signed.header("content-type") == vector["headers"]["Content-Type"]
    assert (signed.url.partition("?")[2] == sent) == (signed.method == "GET")


def test_the_published_v1_signatures() -> None:
    printed = next(vector for vector in VECTORS if vector["name"] == "doc-v1-EXAMPLE")
    pairs = [tuple(pair.split("=", 1)) for pair in printed["stringToSign"].partition("?")[2].split("&")]
    text = v1.string_to_sign("GET", "cvm.tencentcloudapi.com", reversed(pairs))  # type: ignore[arg-type]
    assert text == printed["stringToSign"]
    assert v1.sign_text(printed["input"]["secretKey"], text, Algorithm.HMAC_SHA1) == printed["signature"]
    starred = text.replace("EXAMPLE", "*******")
    key = "Gu5t9xGARNpq86cd98joQYCN3*******"
    assert v1.sign_text(key, starred, Algorithm.HMAC_SHA1) == "zmmjn35mikh6pM3V7sUEuX4wyYM="


@pytest.mark.parametrize(
    ("secret_key", "signed_headers", "signature"),
    [
        (
            "Gu5t9xGARNpq86cd98joQYCN3*******",
            ("content-type", "host"),
            "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c",
        ),
        (
            "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
            ("Host", "Content-Type"),
            "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
        ),
        (
            "*" * 32,
            ("content-type", "host", "x-tc-action"),
            "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
        ),
    ],
)
def test_the_published_tc3_signatures(secret_key: str, signed_headers: tuple[str, ...], signature: str) -> None:
    request = Request(
        ActionRef("cvm", "2017-03-12", "DescribeInstances"),
        body_text=DOCUMENT_BODY,
        endpoint="https://cvm.tencentcloudapi.com",
        signed_headers=signed_headers,
    )
    signed = prepare(
        request,
        Credential("AKID", secret_key),
        timestamp=1551113065,
        nonce=0,
        content_type="application/json; charset=utf-8",
    )
    assert signed.trace.payload_sha256 == "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064"
    assert signed.trace.signature == signature
    assert signed.trace.signed_headers == ";".join(sorted(name.lower() for name in signed_headers))
