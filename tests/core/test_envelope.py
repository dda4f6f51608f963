"""What an answer's body is, for every kind of body that was ever seen or can be feared."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.envelope import cut_in_transfer, decode_text, understand
from explorer.core.envelope.events import ServerEvent, parse_events
from explorer.core.models.exchange import Outcome, OutcomeKind

JSON = "application/json"


def _of(value: Any, content_type: str = JSON) -> Outcome:
    return understand(json.dumps(value).encode(), content_type)


def test_success_gives_the_request_id() -> None:
    assert _of({"Response": {"TotalCount": 0, "RequestId": "id-1"}}) == Outcome(OutcomeKind.SUCCESS, "id-1")


def test_error_gives_code_message_and_request_id() -> None:
    outcome = _of({"Response": {"Error": {"Code": "AuthFailure.X", "Message": "不行"}, "RequestId": "id-2"}})
    assert outcome == Outcome(OutcomeKind.ERROR, "id-2", "AuthFailure.X", "不行")


@pytest.mark.parametrize(
    "value",
    [
        {"Response": {"Error": None, "RequestId": "i"}},
        {"RequestId": None, "Response": {"RequestId": "i"}, "Error": None},
        {"RequestId": "i", "Response": {}, "Error": None},
    ],
)
def test_a_null_error_is_no_error(value: Any) -> None:
    assert _of(value) == Outcome(OutcomeKind.SUCCESS, "i")


def test_an_error_beside_the_response_is_one() -> None:
    outcome = _of({"Response": {"RequestId": "i"}, "Error": {"Code": "C", "Message": "m"}})
    assert (outcome.kind, outcome.code, outcome.request_id) == (OutcomeKind.ERROR, "C", "i")
    assert "beside" in outcome.note


def test_an_error_without_response_is_one() -> None:
    outcome = _of({"Error": {"Code": "C", "Message": "m"}, "RequestId": "i"})
    assert (outcome.kind, outcome.code, outcome.message, outcome.request_id) == (OutcomeKind.ERROR, "C", "m", "i")


@pytest.mark.parametrize("error", ["broken", ["a"], 7, {}, {"Code": None}, {"Code": {"a": 1}, "Message": 3}])
def test_an_odd_error_is_still_an_error(error: Any) -> None:
    assert _of({"Response": {"Error": error}}).kind is OutcomeKind.ERROR


def test_the_warning_of_a_deprecated_action_is_kept() -> None:
    outcome = _of({"Response": {"DeprecatedWarning": "use Y", "RequestId": "i"}})
    assert (outcome.kind, outcome.warning) == (OutcomeKind.SUCCESS, "use Y")


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ({"code": 0, "message": "", "codeDesc": "Success"}, OutcomeKind.SUCCESS, ""),
        ({"code": 4000, "message": "bad", "codeDesc": "InvalidParameter"}, OutcomeKind.ERROR, "InvalidParameter"),
        ({"code": "4100", "message": "bad"}, OutcomeKind.ERROR, "4100"),
    ],
)
def test_the_old_form_follows_its_code(value: Any, kind: OutcomeKind, code: str) -> None:
    outcome = _of(value)
    assert (outcome.kind, outcome.code, outcome.legacy) == (kind, code, True)
    assert outcome.message == ("bad" if code else "")


@pytest.mark.parametrize(
    "value", [[], [1], 3, "text", None, True, {}, {"code": "x"}, {"a": 1}, {"Response": None}, {"Response": [1]}]
)
def test_json_that_is_no_envelope(value: Any) -> None:
    outcome = _of(value)
    assert outcome.kind is OutcomeKind.OTHER_JSON
    assert outcome.note


@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\xef\xbb\xbf"])
def test_nothing_is_empty(body: bytes) -> None:
    assert understand(body, JSON).kind is OutcomeKind.EMPTY


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><title>502  Bad &amp; Gateway</title></head></html>",
        b"\n<!DOCTYPE html>\n<TITLE>502 Bad &amp; Gateway</TITLE>",
        b"<!-- proxy --><body><script>x</script><p>502 Bad</p> &amp; Gateway",
    ],
)
@pytest.mark.parametrize("content_type", ["text/html", JSON, ""])
def test_a_page_is_told_by_its_title(body: bytes, content_type: str) -> None:
    outcome = understand(body, content_type)
    assert outcome.kind is OutcomeKind.HTML
    assert outcome.note.startswith("A web page (502 Bad & Gateway) came instead of JSON")


def test_the_place_where_json_breaks_is_named_and_its_request_id_found() -> None:
    body = b'{"Response":\n {"List": [1, 2, oops], "RequestId": "aa-bb"}}'
    outcome = understand(body, JSON)
    assert (outcome.kind, outcome.request_id) == (OutcomeKind.NOT_JSON, "aa-bb")
    assert "line 2" in outcome.note.lower()


@pytest.mark.parametrize(
    "body", [b"upstream timed out", b"<Error><Code>x</Code></Error>", b"\x89PNG\x00\xff", b"{", b"nan"]
)
def test_what_is_no_json_says_so(body: bytes) -> None:
    outcome = understand(body, "text/plain")
    assert outcome.kind is OutcomeKind.NOT_JSON
    assert outcome.note
    assert outcome.note.isprintable()


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_any_charset_of_the_header(charset: str) -> None:
    text = '{"Response": {"Error": {"Code": "C", "Message": "中文"}, "RequestId": "i"}}'
    outcome = understand(text.encode(charset), f"application/json; charset={charset}")
    assert (outcome.code, outcome.message) == ("C", "中文")


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("中文".encode("gbk"), "", "中文"),
        ("中文".encode("gbk"), "text/html; charset=GBK", "中文"),
        ("<meta charset=shift_jis>日本語".encode("shift_jis"), "text/html", "<meta charset=shift_jis>日本語"),
        ("中文".encode(), "text/plain; charset=nonsense", "中文"),
        (b"a\xff\xff", "text/plain; charset=utf-8", "a��"),
        (b"\xff\xfeA\x00", "", "A"),
        (b"<meta charset=hex>\xff", "", "<meta charset=hex>�"),
    ],
)
def test_text_of_any_charset(body: bytes, content_type: str, text: str) -> None:
    assert decode_text(body, content_type) == text


def test_events_are_counted_and_their_request_id_found() -> None:
    body = b'data: {"Choices":[]}\n\ndata:{"RequestId":"i","Usage":1}\n\ndata:[DONE]\n\n'
    assert understand(body, "text/event-stream") == Outcome(OutcomeKind.EVENTS, "i", note="3 events.")
    assert understand(body, "").kind is OutcomeKind.EVENTS


@pytest.mark.parametrize(
    "event",
    [
        '{"Type":"error","RequestId":"i","Error":{"Code":"Limit.X","Message":"slow"}}',
        '{"Response":{"RequestId":"i","Error":{"Code":"Limit.X","Message":"slow"}}}',
        '{"RequestId":"i","ErrorMsg":{"Code":"Limit.X","Msg":"slow"}}',
    ],
)
def test_an_error_inside_the_events_is_noted(event: str) -> None:
    outcome = understand(f"data: 1\n\nevent: e\ndata: {event}\n\n".encode(), "text/event-stream;charset=utf-8")
    assert (outcome.kind, outcome.request_id) == (OutcomeKind.EVENTS, "i")
    assert (outcome.code, outcome.message, outcome.tells_error) == ("Limit.X", "slow", True)
    assert "Limit.X: slow" in outcome.note


@pytest.mark.parametrize("inner", ['{"Code":0,"Msg":""}', '{"Code":"","Message":null}', "null", "{}", '""'])
def test_an_error_without_code_and_words_is_none(inner: str) -> None:
    for name in ("Error", "ErrorMsg"):
        outcome = understand(f'data: {{"RequestId":"i","{name}":{inner}}}\n\n'.encode(), "text/event-stream")
        assert outcome == Outcome(OutcomeKind.EVENTS, "i", note="1 event.")


def test_a_stream_that_is_cut_behind_its_error_tells_it() -> None:
    told = cut_in_transfer(understand(b'data: {"Error":{"Code":"Limit.X"}}\n\nda', "text/event-stream"))
    assert told is not None
    assert (told.code, told.damaged) == ("Limit.X", True)
    assert cut_in_transfer(understand(b"data: 1\n\nda", "text/event-stream")) is None


def test_an_envelope_in_place_of_a_stream_is_an_envelope() -> None:
    assert _of({"Response": {"Error": {"Code": "C"}}}, "text/event-stream").kind is OutcomeKind.ERROR


def test_events_by_the_rules() -> None:
    text = "\ufeff: hello\n\n:x\ndata: a\r\ndata:b\rdata:  c\nid: 1\nevent:e\nretry: 5\nodd\n\nretry: x\ndata\n"
    assert parse_events(text) == (ServerEvent("a\nb\n c", "e", "1", 5), ServerEvent(""))


@pytest.mark.parametrize("padding", [100, 3_000_000], ids=["small", "large"])
def test_a_body_of_any_size_is_read_the_same_way(padding: int) -> None:
    items = [{"Error": {"Code": "inner"}, "RequestId": "inner", "x": "y" * 50}] * (padding // 90 + 1)
    body = {"Response": {"Set": items, "Error": {"Code": "Outer", "Message": "m"}, "RequestId": "last"}}
    assert _of(body) == Outcome(OutcomeKind.ERROR, "last", "Outer", "m")
    cut = json.dumps(body).encode()[:-1]
    outcome = understand(cut, JSON)
    assert (outcome.code, outcome.request_id, outcome.damaged) == ("Outer", "last", True)


@pytest.mark.parametrize(
    ("depth", "kind"),
    [(900, OutcomeKind.SUCCESS), (2_000, OutcomeKind.OTHER_JSON), (3_000_000, OutcomeKind.OTHER_JSON)],
)
def test_depth_breaks_nothing_and_what_is_absurd_is_not_followed(depth: int, kind: OutcomeKind) -> None:
    assert sys.getrecursionlimit() < 200_000
    body = b'{"Response":{"a":' + b"[" * depth + b"]" * depth + b',"RequestId":"i"}}'
    outcome = understand(body, JSON)
    assert (outcome.kind, outcome.request_id) == (kind, "i")
    assert ("1,000 levels" in outcome.note) == (kind is OutcomeKind.OTHER_JSON)


@pytest.mark.parametrize("odd", [b"NaN", b'"\\ud800"', b'"raw\x01"'])
def test_what_json_forbids_but_can_be_read_is_no_obstacle(odd: bytes) -> None:
    outcome = understand(b'{"Response":{"a":' + odd + b',"RequestId":"i"}}', JSON)
    assert (outcome.kind, outcome.request_id) == (OutcomeKind.SUCCESS, "i")


def test_of_equal_names_the_last_counts() -> None:
    assert understand(b'{"Response":{"RequestId":"a","RequestId":"b"}}').request_id == "b"


@given(st.binary(max_size=60), st.sampled_from(["", JSON, "text/html; charset=utf-16", "text/event-stream"]))
def test_no_bytes_raise(body: bytes, content_type: str) -> None:
    assert isinstance(understand(body, content_type).kind, OutcomeKind)
    assert isinstance(decode_text(body, content_type), str)


_scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=8
)


@given(
    st.dictionaries(st.sampled_from(["Response", "Error", "RequestId", "code", "message", "x"]), _values),
    st.dictionaries(st.sampled_from(["Error", "RequestId", "DeprecatedWarning", "y"]), _values),
    st.booleans(),
)
def test_the_fast_way_agrees_with_a_plain_reading(top: dict[str, Any], inner: dict[str, Any], nested: bool) -> None:
    value = {**top, "Response": inner} if nested else top
    outcome = _of(value)
    response = value.get("Response")
    if isinstance(response, dict):
        failed = response.get("Error") is not None or value.get("Error") is not None
        assert outcome.kind is (OutcomeKind.ERROR if failed else OutcomeKind.SUCCESS)
        if isinstance(response.get("RequestId"), str) and response["RequestId"]:
            assert outcome.request_id == response["RequestId"]
    else:
        assert outcome.kind in (OutcomeKind.OTHER_JSON, OutcomeKind.ERROR, OutcomeKind.SUCCESS)
        assert outcome.kind is not OutcomeKind.SUCCESS or outcome.legacy


DAMAGED = [
    ('{"Response":{"Error":{"Code":"A.B","Message":"hi"},"RequestId":"x', "A.B", "hi", "was cut"),
    ('{"Response":{"Error":{"Code":"A.B","Message":"hi th', "A.B", "hi th…", "was cut"),
    ('{"Response":{"Error":{"Code":"A.B","Message":"bad \\u4e', "A.B", "bad …", "was cut"),
    ('{"Response":{"Error":{"Code":"A.B","Message":"end\\', "A.B", "end…", "was cut"),
    ('{"Response":{"Error":{"Code":"A.B"', "A.B", "", "was cut"),
    ('{"Response":{"Error":{"Message":"m","Code":"A.B"}', "A.B", "m", "was cut"),
    ('{"Response":{"Error":{"Code":"A.B","Message":"hi"},"RequestId":"x"}} tail', "A.B", "hi", "is malformed"),
    ('{"Response":{"Error":{"Code":"A.B","Message":"hi"}, oops "RequestId":"x"}}', "A.B", "hi", "is malformed"),
    ('{"Error":{"Code":"A.B","Message":"hi"},"Req', "A.B", "hi", "was cut"),
]


@pytest.mark.parametrize(("body", "code", "message", "how"), DAMAGED)
def test_the_error_in_a_damaged_answer_is_told(body: str, code: str, message: str, how: str) -> None:
    outcome = understand(body.encode())
    assert (outcome.kind, outcome.code, outcome.message) == (OutcomeKind.ERROR, code, message)
    assert outcome.damaged
    assert outcome.note.startswith(f"The answer {how}, but its error could be read. ")


@pytest.mark.parametrize(
    "body",
    [
        '{"Response":{"Error":{"Code":"A.',
        '{"Response":{"Error":{"Message":"only words',
        '{"Response":{"Error":null,"RequestId":"x"',
        '{"Response":{"Data":{"Error":{"Code":"A.B"}}',
        '{"Response":{"Error":[{"Code":"A.B"',
        '{"Response":{"Data":[1,2',
    ],
)
def test_no_error_is_made_up_from_a_damaged_answer(body: str) -> None:
    outcome = understand(body.encode())
    assert outcome.kind is OutcomeKind.NOT_JSON
    assert not outcome.damaged


def test_an_error_of_which_all_came_before_the_connection_broke_says_that_it_was_cut() -> None:
    whole = understand(b'{"Response":{"Error":{"Code":"A.B","Message":"m"},"RequestId":"x"}}')
    told = cut_in_transfer(whole)
    assert told is not None
    assert (told.code, told.damaged) == ("A.B", True)
    assert told.note == "The answer was cut, but its error could be read."
    assert cut_in_transfer(understand(b'{"Response":{"RequestId":"x"}}')) is None
