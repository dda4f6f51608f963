"""Both sides sign the same bytes: thousands of generated requests, compared with the vendor's own Python SDK.

Hypothesis looks for the smallest request that breaks a rule; a plain generator adds the thousands.
"""

import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tencentcloud.common import credential as sdk_credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.common.sign import Sign

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python, loads
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.prepare import prepare
from explorer.core.signing.query import encode, flatten, parse_query

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:tencentcloud")

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
HOST = "mqtt.intl.tencentcloudapi.com"
EXAMPLES = settings(max_examples=60)

_names = st.from_regex(r"[A-Z][A-Za-z0-9]{0,7}", fullmatch=True)
_plain = st.text(max_size=12) | st.integers(-(2**63), 2**64 - 1)
_scalars = _plain | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)


def _nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    values = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3), max_leaves=8
    )
    return st.dictionaries(_names, values, max_size=4)


_parameters = _nested(_scalars)
_keys = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
_times = st.integers(0, 2**32)


@cache
def _sdk(
    method: str = "POST", algorithm: str = Algorithm.TC3, *, token: str = "", unsigned: bool = False
) -> CommonClient:
    profile = ClientProfile(str(algorithm), HttpProfile(reqMethod=method, endpoint=HOST), language="en-US")
    profile.unsignedPayload = unsigned
    return CommonClient("mqtt", REF.version, sdk_credential.Credential("AKID", "KEY", token or None), "ap-x", profile)


def _built(client: CommonClient, parameters: Any, method: str, **options: Any) -> RequestInternal:
    wire = RequestInternal(HOST, method, "/", {})
    client._build_req_inter(REF.name, parameters, wire, options)
    return wire


def _ours(parameters: Any, key: str = "KEY", timestamp: int = 1, *, token: str = "", **changes: Any) -> Any:
    extra = {name: changes.pop(name) for name in ("query_text", "boundary", "request_client") if name in changes}
    request = Request(REF, from_python(parameters), region="ap-x", language="en-US", **changes)
    return prepare(request, Credential("AKID", key, token), timestamp=timestamp, nonce=7, **extra)


def _signed_by_sdk(ours: Any, key: str) -> str:
    """The SDK's signature of our bytes."""
    wire = RequestInternal(HOST, ours.method, "/", dict(ours.headers))
    wire.data = ours.trace.query if ours.method == "GET" else ours.body
    date = ours.trace.credential_scope.split("/")[0]
    return str(_sdk()._get_tc3_signature({}, wire, date, "mqtt", key))


@EXAMPLES
@given(_parameters, _keys, _times)
def test_our_json_under_their_signature(parameters: Any, key: str, timestamp: int) -> None:
    ours = _ours(parameters, key, timestamp)
    assert ours.trace.signature == _signed_by_sdk(ours, key)
    assert loads(ours.body.decode()) == from_python(parameters)


@EXAMPLES
@given(_parameters, _keys, _times)
def test_our_query_under_their_signature(parameters: Any, key: str, timestamp: int) -> None:
    ours = _ours(parameters, key, timestamp, method=Method.GET)
    assert ours.trace.signature == _signed_by_sdk(ours, key)
    assert parse_query(ours.trace.query) == flatten(from_python(parameters))
    assert ours.url == f"https://{HOST}/" + (f"?{ours.trace.query}" if ours.trace.query else "")


@EXAMPLES
@given(_parameters, st.booleans(), st.sampled_from(["", "token"]))
def test_their_json_under_our_signature(parameters: Any, unsigned: bool, token: str) -> None:
    theirs = _built(_sdk(unsigned=unsigned, token=token), parameters, "POST")
    ours = _ours({}, timestamp=int(theirs.header["X-TC-Timestamp"]), body_text=theirs.data, unsigned_payload=unsigned,
                 token=token, request_client=theirs.header["X-TC-RequestClient"])  # fmt: skip
    assert dict(ours.headers) == theirs.header
    assert ours.body == theirs.data.encode()


@EXAMPLES
@given(_parameters)
def test_their_query_under_our_signature(parameters: Any) -> None:
    theirs = _built(_sdk(method="GET"), parameters, "GET")
    timestamp = int(theirs.header["X-TC-Timestamp"])
    ours = _ours({}, timestamp=timestamp, method=Method.GET, query_text=theirs.data)
    assert ours.trace.authorization == theirs.header["Authorization"]


@EXAMPLES
@given(_nested(_plain))
def test_queries_say_the_same(parameters: Any) -> None:
    """Same pairs in the same order; the SDK writes a blank as + and we write %20."""
    theirs = _built(_sdk(method="GET"), parameters, "GET")
    assert parse_query(theirs.data) == flatten(from_python(parameters))


def test_where_queries_differ() -> None:
    """The SDK's own texts of True are Python's; the service reads true, and so do the other SDKs write it."""
    parameters = {"On": True, "Off": False, "None": None, "Empty": "", "List": [], "Object": {}, "Half": 1.5}
    assert _built(_sdk(method="GET"), parameters, "GET").data == "On=True&Off=False&Empty=&Half=1.5"
    assert encode(flatten(from_python(parameters))) == "On=true&Off=false&Empty=&Half=1.5"


_parts = st.dictionaries(
    _names,
    st.text(max_size=12) | st.lists(_scalars, max_size=3) | st.dictionaries(_names, _scalars, max_size=3),
    max_size=4,
)


@EXAMPLES
@given(_parts)
def test_multipart_is_the_same_byte_for_byte(parameters: Any) -> None:
    theirs = _built(_sdk(), parameters, "POST", IsMultipart=True)
    boundary = theirs.header["Content-Type"].partition("boundary=")[2]
    ours = _ours(parameters, timestamp=int(theirs.header["X-TC-Timestamp"]), content_kind=ContentKind.MULTIPART,
                 boundary=boundary)  # fmt: skip
    assert ours.body == theirs.data
    assert ours.trace.authorization == theirs.header["Authorization"]
    without = _ours(parameters, content_kind=ContentKind.MULTIPART)
    assert without == _ours(parameters, content_kind=ContentKind.MULTIPART)
    assert without.header("content-type").partition("boundary=")[2] not in str(parameters)


@EXAMPLES
@given(_parameters, _keys, st.sampled_from(["GET", "POST"]), st.sampled_from(["HmacSHA1", "HmacSHA256"]),
       st.sampled_from(["", "to ken+/="]))  # fmt: skip
def test_v1_under_their_signature(parameters: Any, key: str, method: str, algorithm: str, token: str) -> None:
    ours = _ours(parameters, key, method=Method(method), algorithm=Algorithm(algorithm), token=token)
    *pairs, (name, signature) = ours.trace.parameters
    text = _sdk(method, algorithm)._format_sign_string(dict(pairs))
    assert (text, name) == (ours.trace.string_to_sign, "Signature")
    assert signature == ours.trace.signature == Sign.sign(key, text, algorithm)
    form = ours.trace.query if method == "GET" else ours.body.decode()
    assert parse_query(form) == list(ours.trace.parameters)


@EXAMPLES
@given(_nested(_plain), st.sampled_from(["GET", "POST"]), st.sampled_from(["HmacSHA1", "HmacSHA256"]))
def test_v1_as_they_send_it(parameters: Any, method: str, algorithm: str) -> None:
    theirs = parse_query(_built(_sdk(method=method, algorithm=algorithm), parameters, method).data)
    named = dict(theirs)
    request = Request(REF, from_python(parameters), region="ap-x", language="en-US", method=Method(method),
                      algorithm=Algorithm(algorithm))  # fmt: skip
    ours = prepare(request, Credential("AKID", "KEY"), timestamp=int(named["Timestamp"]), nonce=int(named["Nonce"]),
                   request_client=named["RequestClient"])  # fmt: skip
    assert list(ours.trace.parameters) == theirs


_LETTERS = 'aZ0 +&=%~*/._-"\\\n\x00é中文😀\u2028'


def _value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randrange(8 if depth < 3 else 6)
    if kind == 0:
        return chance.choice([True, False, None, "", [], {}])
    if kind == 1:
        return chance.choice([0, -1, 2**63 - 1, -(2**63), 2**64 - 1, 2**53 + 1, chance.randrange(10**6)])
    if kind == 2:
        return chance.choice([0.0, -0.5, 1e300, 1e-7, chance.random()])
    if kind < 6:
        return "".join(chance.choices(_LETTERS, k=chance.randrange(12)))
    if kind == 6:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {f"K{position}": _value(chance, depth + 1) for position in range(chance.randrange(4))}


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_requests_in_every_way(seed: int) -> None:
    chance = random.Random(seed)
    for number in range(1000):
        parameters = {f"P{position}": _value(chance) for position in range(chance.randrange(6))}
        timestamp = chance.randrange(2**32)
        way = {"method": Method.GET} if number % 2 else {}
        ours = _ours(parameters, timestamp=timestamp, unsigned_payload=number % 5 == 0, **way)
        assert ours.trace.signature == _signed_by_sdk(ours, "KEY")
        algorithm = Algorithm.HMAC_SHA1 if number % 3 else Algorithm.HMAC_SHA256
        older = _ours(parameters, timestamp=timestamp, algorithm=algorithm, **way)
        text = _sdk(older.method, algorithm)._format_sign_string(dict(older.trace.parameters[:-1]))
        assert older.trace.signature == Sign.sign("KEY", text, algorithm)
