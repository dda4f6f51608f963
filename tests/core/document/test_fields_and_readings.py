"""The specification beside a value, and what its text may stand for."""

import base64
import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.fields import UNKNOWN, Field, field_of, missing
from explorer.core.document.node import Node
from explorer.core.document.readings import inside, moments
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec

ITEM = ObjectSpec(
    "Item", "", (Member("Id", Kind.STRING, document="the id"), Member("Inner", Kind.OBJECT, object_name="Item"))
)
OUTPUT = ObjectSpec(
    "", "", (Member("Data", Kind.OBJECT, is_list=True, object_name="Item"), Member("RequestId", Kind.STRING))
)
SPEC = ActionSpec(ActionRef("s", "v", "A"), "", "", "", ObjectSpec("", "", ()), OUTPUT, {"Item": ITEM})
BODY = {
    "Response": {
        "Data": [{"Id": "a", "New": {"Id": 1}}, {"Inner": {"Id": "b"}}],
        "RequestId": "r",
        "Error": {"Code": "x"},
    }
}


@pytest.fixture
def document() -> Document:
    return Document(json.dumps(BODY).encode()).open()


def node_at(document: Document, *way: str | int) -> Node:
    node = document.root()
    assert node is not None
    for step in way:
        node = next(
            row
            for row in document.members(node)
            if step in (row.key, row.index) and (row.key is None) == isinstance(step, int)
        )
    return node


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (("Response", "Data"), "Data"),
        (("Response", "Data", 0), "Data"),
        (("Response", "Data", 0, "Id"), "Id"),
        (("Response", "Data", 1, "Inner", "Id"), "Id"),
        (("Response", "RequestId"), "RequestId"),
    ],
)
def test_a_declared_field(document: Document, way: tuple[str | int, ...], name: str) -> None:
    field = field_of(SPEC, node_at(document, *way))
    assert field.member is not None
    assert field.member.name == name
    assert not field.undeclared


def test_an_undeclared_field_is_marked_and_what_is_below_it_is_unknown(document: Document) -> None:
    assert field_of(SPEC, node_at(document, "Response", "Data", 0, "New")) == Field(undeclared=True)
    assert field_of(SPEC, node_at(document, "Response", "Data", 0, "New", "Id")) == Field()
    assert not field_of(SPEC, node_at(document, "Response", "Error")).undeclared
    assert field_of(SPEC, node_at(document, "Response", "Error", "Code")) == UNKNOWN
    assert field_of(None, node_at(document, "Response", "Data")) == UNKNOWN


def test_missing_members(document: Document) -> None:
    second = node_at(document, "Response", "Data", 1)
    assert missing(document, second, field_of(SPEC, second)) == ("Id",)
    response = node_at(document, "Response")
    assert missing(document, response, field_of(SPEC, response)) == ()


@pytest.mark.parametrize("size", [1_000, 20_000, 200_000])
@pytest.mark.parametrize("is_there", [True, False])
def test_missing_members_of_an_object_of_any_size(size: int, *, is_there: bool) -> None:
    more = {f"New{number}": [0] * 30 for number in range(size // 100)}
    item = {"Inner": {"Id": "x" * size}, **more, **({"Id": "a"} if is_there else {})}
    document = Document(json.dumps({"Response": {"Data": [item]}}).encode()).open()
    first, response = node_at(document, "Response", "Data", 0), node_at(document, "Response")
    assert missing(document, first, field_of(SPEC, first)) == (() if is_there else ("Id",))
    assert missing(document, response, field_of(SPEC, response)) == ("RequestId",)


def test_an_object_that_is_cut_misses_nothing() -> None:
    document = Document(b'{"Response":{"Data":[{"Inner":{}}').open()
    response = node_at(document, "Response")
    assert missing(document, response, field_of(SPEC, response)) == ()


@pytest.mark.parametrize(
    ("text", "how", "utc"),
    [
        ("1715846400", "epoch seconds", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("1715846400123", "epoch milliseconds", datetime(2024, 5, 16, 8, 0, 0, 123000, tzinfo=UTC)),
        ("1715846400123456", "epoch microseconds", datetime(2024, 5, 16, 8, 0, 0, 123456, tzinfo=UTC)),
        ("1715846400123456789", "epoch nanoseconds", datetime(2024, 5, 16, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2024-05-16T08:00:00Z", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16T16:00:00+08:00", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16 08:00:00", "no zone; if UTC", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024/05/16 08:00:00", "no zone; if UTC", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("Thu, 16 May 2024 08:00:00 GMT", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("Thu, 16 May 2024 16:00:00 +0800", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("20240516T080000Z", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16t08:00:00z", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16 16:00:00+08", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16 08:00:00 UTC", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16 16:00:00 GMT+8", "time", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("2024-05-16 16:00:00.5 +0800 CST", "time", datetime(2024, 5, 16, 8, 0, 0, 500000, tzinfo=UTC)),
        ("2024-05-15T24:00:00Z", "time", datetime(2024, 5, 16, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", "time", datetime(2017, 1, 1, tzinfo=UTC)),
        ("1715846400.123", "epoch seconds", datetime(2024, 5, 16, 8, 0, 0, 123000, tzinfo=UTC)),
        ("1.7158464e+09", "epoch seconds", datetime(2024, 5, 16, 8, tzinfo=UTC)),
        ("1.7158464E12", "epoch milliseconds", datetime(2024, 5, 16, 8, tzinfo=UTC)),
    ],
)
def test_times(text: str, how: str, utc: datetime) -> None:
    first = moments(text)[0]
    assert (first.how, first.at) == (how, utc)


def test_a_time_without_a_zone_is_read_both_ways() -> None:
    assert [moment.at.astimezone(UTC).hour for moment in moments("2024-05-16 08:00:00")] == [8, 0]


def test_words_tell_local_time_and_utc() -> None:
    zone = timezone(timedelta(hours=8), "CST")
    assert moments("1715846400")[0].words(zone) == "2024-05-16 16:00:00 CST · 2024-05-16 08:00:00 UTC"


@pytest.mark.parametrize(
    "text", ["", "12", "123456789012345", "999999999999", "2024-05-16", "2024-13-40 00:00:00", "0171584640",
             "0001-01-01T00:00:00Z", "0001-01-01 00:00:00", "9999-12-31T23:59:59Z", "2024-05/16 08:00:00",
             "2024-05-16 24:00:01", "2024-05-16 08:00:00 +99", "2024-02-30T24:00:00Z", "Thu, 31 Feb 2024 08:00:00 GMT",
             "Thu, 16 Mai 2024 08:00:00 GMT", "1.5e09x", "1.7e99", "9.9e12", "1" * 70]
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert moments(text) == ()


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_can_be_asked(text: str) -> None:
    moments(text)
    inside(text)


@given(st.datetimes(timezones=st.timezones()))
def test_any_moment_can_be_told(at: datetime) -> None:
    for moment in (*moments(at.isoformat()), *moments(at.replace(tzinfo=None).isoformat(" "))):
        assert moment.words(timezone(timedelta(hours=-12))).endswith("UTC")


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()))
def test_json_inside_is_found_plain_and_in_base64(value: dict[str, int]) -> None:
    text = json.dumps(value)
    plain = inside(text)
    assert plain is not None
    assert (plain.name, json.loads(plain.body)) == ("JSON", value)
    packed = inside(base64.b64encode(text.ljust(9).encode()).decode())
    assert packed is not None
    assert packed.name == "JSON in base64"
    assert json.loads(packed.body) == value


CLAIMS = {"sub": "100000", "exp": 1715846400}
TOKEN = "eyJhbGciOiJIUzI1NiJ9." + base64.urlsafe_b64encode(json.dumps(CLAIMS).encode()).decode().rstrip("=") + ".c2ln"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        (base64.b64encode("你好，世界".encode()).decode(), "text in base64", "你好，世界".encode()),
        (base64.urlsafe_b64encode(b"no padding here, but long enough").decode().rstrip("="), "text in base64",
         b"no padding here, but long enough"),
        (base64.b64encode(gzip.compress(b'{"a":1}', mtime=0)).decode(), "JSON in gzip in base64", b'{"a":1}'),
        (base64.b64encode(zlib.compress(b"some text")).decode(), "text in gzip in base64", b"some text"),
        (base64.b64encode(PICTURE).decode(), "a PNG picture in base64, 28 bytes", PICTURE),
        ("data:image/png;base64," + base64.b64encode(PICTURE).decode(), "a PNG picture in base64, 28 bytes", PICTURE),
        ("data:font/woff;base64,AAEC", "font/woff in base64, 3 bytes", b"\0\1\2"),
        (base64.b64encode(bytes(range(32))).decode(), "bytes in base64, 32 bytes", bytes(range(32))),
        ('"{\\"a\\":1}"', "JSON in a JSON string", b'{"a":1}'),
        ("%7B%22a%22%3A1%7D", "JSON, percent-encoded", b'{"a":1}'),
        (TOKEN, "JSON in a JSON Web Token",
         b'{"header":{"alg":"HS256"},"claims":%b}' % json.dumps(CLAIMS).encode()),
    ],
)  # fmt: skip
def test_what_a_string_holds(text: str, name: str, body: bytes) -> None:
    found = inside(text)
    assert found is not None
    assert (found.name, found.body) == (name, body)
    assert found.is_json == name.startswith("JSON")
    assert found.is_text == ("bytes" not in name)


def test_what_unpacks_to_far_too_much_is_not_unpacked() -> None:
    found = inside(base64.b64encode(gzip.compress(bytes(50_000_000))).decode())
    assert found is not None
    assert found.name.startswith("gzip in base64, ")
    assert len(found.body) < 100_000


@pytest.mark.parametrize(
    "text", ["eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln", "eyJ.a.b", "mqtt-zxj1", "ed93f3cbf35e473fb9f30d451b8b79c6",
             "{not json}", "Administrator123", "[1,", "vpc-1234567890abcdef/subnet-12"]
)  # fmt: skip
def test_ordinary_texts_hold_nothing(text: str) -> None:
    assert inside(text) is None
