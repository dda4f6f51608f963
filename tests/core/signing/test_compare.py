"""Every mistake that customers make while signing is found at its byte and told apart from the others."""

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import Number
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.signing.compare import Artefact, compare, detect, timestamp_in
from explorer.core.signing.prepare import SignedRequest, prepare
from explorer.core.signing.trace import Trace

NOON = 1716000000
ACTION = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
KEYS = Credential("AKIDEXAMPLE", "EXAMPLE")


def _signed(timestamp: int = NOON, **changes: object) -> SignedRequest:
    request = Request(ACTION, {"Offset": Number("0"), "Name": "a b/中*"}, **changes)  # type: ignore[arg-type]
    return prepare(request, KEYS, timestamp=timestamp, nonce=11)


POST = _signed().trace
GET = _signed(method=Method.GET).trace


@pytest.mark.parametrize(
    ("change", "line", "part", "word"),
    [
        (lambda text: text.replace("POST", "post"), 1, "method", "upper case"),
        (lambda text: text.replace("POST", "GET"), 1, "method", "GET"),
        (lambda text: text.replace("\n", "\r\n"), 1, "method", "CRLF"),
        (lambda text: "\ufeff" + text, 1, "method", "BOM"),
        (lambda text: text.replace("\n/\n", "\n/v2/\n"), 2, "path", "/v2/"),
        (lambda text: text.replace("\n/\n\n", "\n/\nLimit=1\n"), 3, "query", "POST"),
        (lambda text: text.replace("\n/\n\n", "\n/\n"), 3, "query", "missing"),
        (lambda text: text.replace("json\n", "json; charset=utf-8\n"), 4, "header content-type", "charset"),
        (lambda text: text.replace("application/json", "application/JSON"), 4, "header content-type", "letters"),
        (lambda text: text.replace("json\n", "json \n"), 4, "header content-type", "blank follows"),
        (lambda text: text.replace("type:", "type: "), 4, "header content-type", "colon"),
        (lambda text: text.replace("json\n", "json\u200b\n"), 4, "header content-type", "zero-width space"),
        (lambda text: text.replace("json\n", "json\u00a0\n"), 4, "header content-type", "no-break space"),
        (lambda text: text.replace("content-type:", "Content-Type:"), 4, "header content-type", "lower case"),
        (lambda text: text.replace(".com\n", ".com:443\n"), 5, "header host", "port (443)"),
        (lambda text: text.replace("host:", "host:https://"), 5, "header host", "scheme"),
        (lambda text: text.replace(".intl.", "."), 5, "header host", "international"),
        (lambda text: text.replace("com\n\n", "com\n"), 6, "blank line after the headers", "empty line"),
        (
            lambda text: text.replace("com\n\n", "com\nx-tc-action:a\n\n"),
            6,
            "blank line after the headers",
            "x-tc-action",
        ),
        (lambda text: text.replace("type;host", "type,host"), 7, "signed headers", "joined"),
        (lambda text: text.replace("content-type;host", "host;content-type"), 7, "signed headers", "ASCII order"),
        (lambda text: text.replace("content-type;host", "Content-Type;Host"), 7, "signed headers", "lower case"),
        (lambda text: text.replace("type;host", "type;host;x-tc-action"), 7, "signed headers", "x-tc-action too"),
        (lambda text: text[:-64] + text[-64:].upper(), 8, "payload hash", "lower case"),
        (lambda text: text[:-64] + hashlib.sha256(b"").hexdigest(), 8, "payload hash", "nothing at all"),
        (lambda text: text[:-64] + "UNSIGNED-PAYLOAD", 8, "payload hash", "SHA-256"),
        (lambda text: text[:-4], 8, "payload hash", "64 digits"),
        (lambda text: text.rpartition("\n")[0], 8, "payload hash", "ends before"),
    ],
)
def test_a_mistake_in_the_canonical_request(change: Callable[[str], str], line: int, part: str, word: str) -> None:
    pasted = change(POST.canonical_request)
    assert pasted != POST.canonical_request
    found = compare(POST, pasted, body=_signed().body)
    assert found.artefact is Artefact.CANONICAL_REQUEST
    assert found.difference is not None
    assert (found.difference.line, found.difference.part) == (line, part)
    assert word in found.difference.meaning


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda text: text.replace("%2F", "%2f"), "upper case"),
        (lambda text: text.replace("%20", "+"), "another way"),
        (
            lambda text: text.replace("Offset=0&Name=a%20b%2F%E4%B8%AD%2A", "Name=a%20b%2F%E4%B8%AD%2A&Offset=0"),
            "order",
        ),
        (lambda text: text.replace("Offset=0", "Offset=1"), "Offset=1"),
    ],
)
def test_a_mistake_in_the_query(change: Callable[[str], str], word: str) -> None:
    found = compare(GET, change(GET.canonical_request)).difference
    assert found is not None
    assert (found.line, found.part) == (3, "query")
    assert word in found.meaning


def test_line_ends_of_a_copy_hide_nothing_else() -> None:
    text = POST.canonical_request.replace("json", "xml").replace("\n", "\r\n")
    found = compare(POST, text)
    assert found.difference is not None
    assert (found.difference.line, found.difference.column) == (4, 26)
    assert text[found.difference.start : found.difference.end] == "x"
    assert "CRLF" in found.remarks[0]


def test_the_place_counts_characters_and_bytes() -> None:
    text = POST.canonical_request.replace("application/json", "中文/json")
    found = compare(POST, text).difference
    assert found is not None
    assert (found.line, found.column, found.byte) == (4, 14, 14)
    later = POST.canonical_request.replace("application/json", "application/json中;")
    found = compare(POST, later).difference
    assert found is not None
    assert (found.column, found.byte) == (30, 30)
    assert later[found.start : found.end] == "中"


def test_a_body_with_other_blanks_is_recognised() -> None:
    spaced = '{"Offset": 0, "Name": "a b/中*"}'.encode()
    text = POST.canonical_request[:-64] + hashlib.sha256(spaced).hexdigest()
    found = compare(POST, text, body=_signed().body).difference
    assert found is not None
    assert "with a blank after commas and colons" in found.meaning


@pytest.mark.parametrize(
    ("change", "line", "word"),
    [
        (lambda text: text.replace("1716000000", "1716000000000"), 2, "milliseconds"),
        (lambda text: text.replace("1716000000", "1716000060"), 2, "60 seconds after"),
        (lambda text: text.replace("2024-05-18", "2024-05-17"), 3, "UTC date"),
        (lambda text: text.replace("2024-05-18", "2023-05-18"), 3, "does not belong"),
        (lambda text: text.replace("2024-05-18", "20240518"), 3, "written 2024-05-18"),
        (lambda text: text.replace("/mqtt/", "/cvm/"), 3, "short name"),
        (lambda text: text.replace("tc3_request", "tc3"), 3, "ends in tc3_request"),
        (lambda text: text[:-64] + "0" * 64, 4, "canonical requests differ"),
        (lambda text: text[:-64] + text[-64:].upper(), 4, "lower case"),
    ],
)
def test_a_mistake_in_the_string_to_sign(change: Callable[[str], str], line: int, word: str) -> None:
    found = compare(POST, change(POST.string_to_sign))
    assert found.artefact is Artefact.STRING_TO_SIGN
    assert found.difference is not None
    assert found.difference.line == line
    assert word in found.difference.meaning


@pytest.mark.parametrize(
    ("change", "part", "word"),
    [
        (lambda text: text.replace("2024-05-18", "2024-05-19"), "date of the scope", "UTC"),
        (lambda text: text.replace("/mqtt/", "/MQTT/"), "service of the scope", "lower case"),
        (lambda text: text.replace("type;host", "type;host;x-tc-action"), "signed headers", "x-tc-action"),
        (lambda text: text[:-64] + "0" * 64, "signature", "string to sign"),
        (lambda text: text.replace("Credential=", "credential="), "form", "InvalidAuthorization"),
        (lambda text: text.replace(", SignedHeaders", " SignedHeaders"), "form", "commas"),
    ],
)
def test_a_mistake_in_the_authorization(change: Callable[[str], str], part: str, word: str) -> None:
    for head in ("", "Authorization: "):
        pasted = head + change(POST.authorization)
        found = compare(POST, pasted)
        assert found.artefact is Artefact.AUTHORIZATION
        assert found.difference is not None
        assert found.difference.part == part
        assert word in found.difference.meaning


def test_the_mark_of_an_authorization_is_where_the_part_differs() -> None:
    pasted = "Authorization: " + POST.authorization.replace("2024-05-18", "2024-05-19")
    found = compare(POST, pasted).difference
    assert found is not None
    assert pasted[: found.end].endswith("2024-05-19")


def test_another_secret_id_hides_no_other_difference() -> None:
    pasted = POST.authorization.replace("AKIDEXAMPLE", "AKIDOTHER").replace("type;host", "type")
    found = compare(POST, pasted)
    assert found.difference is not None
    assert found.difference.part == "signed headers"
    assert "Another SecretId" in found.remarks[0]
    assert "AKIDOTHER" not in str(found)


@pytest.mark.parametrize("artefact", ["canonical_request", "string_to_sign", "authorization"])
def test_what_agrees_has_no_difference(artefact: str) -> None:
    text = getattr(POST, artefact)
    assert compare(POST, text).difference is None
    assert compare(POST, text).remarks == ()
    assert compare(POST, text.replace("\n", "\\n")).difference is None


def test_a_line_end_after_the_last_line_is_remarked() -> None:
    found = compare(POST, POST.canonical_request + "\n")
    assert found.difference is None
    assert "nothing may follow" in found.remarks[0]


def test_v1_parameters_are_compared() -> None:
    trace = _signed(algorithm=Algorithm.HMAC_SHA1).trace
    assert compare(trace, trace.string_to_sign).difference is None
    swapped = trace.string_to_sign.replace("Nonce=11", "Nonce=12")
    found = compare(trace, swapped).difference
    assert found is not None
    assert "Nonce" in found.meaning
    assert "has no Authorization" in compare(trace, POST.authorization).remarks[0]
    assert timestamp_in(trace.string_to_sign) == NOON


def test_a_hash_alone_is_recognised() -> None:
    assert compare(POST, POST.payload_sha256.upper()).remarks == (
        "This is our payload hash in upper case; it must be in lower case.",
    )
    assert "hash of nothing" in compare(POST, hashlib.sha256(b"").hexdigest()).remarks[0]


def test_the_time_of_a_string_to_sign_is_read() -> None:
    assert timestamp_in(POST.string_to_sign) == NOON
    assert timestamp_in(POST.canonical_request) is None


@given(st.text(max_size=300), st.integers(0, 300), st.sampled_from([POST, GET, Trace("", 0)]))
def test_anything_can_be_pasted(junk: str, cut: int, trace: Trace) -> None:
    for text in (
        junk,
        POST.canonical_request[:cut] + junk,
        junk + POST.string_to_sign,
        POST.authorization[:cut] + junk,
    ):
        found = compare(trace, text)
        assert found.artefact is detect(text)
        if found.difference is not None:
            assert found.difference.ours != found.difference.theirs
