"""What can be compared is found in any text, and what was done to it is said."""

import gzip

import pytest

from explorer.services.read_other import Other, read_other

HTTP = "is a recorded HTTP message: the body in it is compared"
LINES = "is no JSON: its lines are compared, as a list of texts"
BODY = b'{"Response":{"A":1.10}}'


@pytest.mark.parametrize(
    ("data", "other"),
    [
        (BODY, Other(BODY)),
        (b"HTTP/1.1 200 OK\n\n" + BODY, Other(BODY, "", (HTTP,))),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/json; charset=gbk\r\n\r\n" + BODY,
            Other(BODY, "text/json; charset=gbk", (HTTP,)),
        ),
        (b"HTTP/1.1 204 No Content\r\n\r\n", Other(b"", "", (HTTP, "has no body"))),
        (b"not json\nat all", Other(b'["not json","at all"]', "", (LINES,))),
        (b"NaN", Other(b'["NaN"]', "", (LINES,))),
        (
            BODY.decode().encode("utf-16-le"),
            Other(BODY.decode().encode("utf-16-le"), "application/json; charset=utf-16-le"),
        ),
        (b"data: 1\n\n", Other(b'[{"event":"","id":"","data":1}]')),
    ],
)
def test_any_text(data: bytes, other: Other) -> None:
    assert read_other(data) == other


TCCLI = "has no Response around it, as tccli prints answers: it is compared as if it had"


@pytest.mark.parametrize(
    ("inside", "is_wrapped"),
    [
        (b'{"TotalCount": 1.0, "RequestId": "r"}', True),
        (b'\xef\xbb\xbf{"RequestId": "r"}\n', True),
        (b'{"RequestId": null, "Response": {"RequestId": "r"}}', False),
        (b'{"RequestId": "r", "Response": {"RequestId": "r"}}', False),
        (b'{"RequestId": 1}', False),
        (b'{"A": {"RequestId": "r"}}', False),
        (b'[{"RequestId": "r"}]', False),
        (b'{"RequestId": "r", "A": ', False),
    ],
)
def test_an_answer_without_its_envelope_is_compared_with_one_that_has_it(inside: bytes, is_wrapped: bool) -> None:
    found = read_other(inside)
    assert (TCCLI in found.remarks) is is_wrapped
    if is_wrapped:
        assert found.body == b'{"Response":' + inside.removeprefix(b"\xef\xbb\xbf").strip() + b"}"
    # The body of an answer stays as it came.
    assert read_other(inside, "application/json").remarks != (TCCLI,)


def test_a_packed_file() -> None:
    packed = gzip.compress(BODY)
    assert read_other(packed) == Other(BODY, "", ("is packed with gzip: the body in it is compared",))
    cut = read_other(packed[:-12])
    assert any(remark.startswith("is not whole: It cannot be unpacked") for remark in cut.remarks)
