"""Bodies in other charsets become UTF-8 piece by piece, as exactly as in one go, wherever the pieces end."""

import codecs
import json
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document import encoding
from explorer.core.document.document import Document
from explorer.core.document.encoding import is_quick, to_utf8

CHARSETS = ("gbk", "gb18030", "big5", "shift_jis", "euc-kr", "iso2022_jp", "hz", "utf-16", "utf-16-le", "utf-16-be",
            "utf-32", "utf-32-be", "latin-1", "cp1252")  # fmt: skip
TEXT = '{"城":"上海云服务器","k":"a😀é"}'


def encoded(text: str, charset: str) -> bytes:
    return text.encode(charset, "ignore")


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("piece", range(1, 9))
def test_letters_cut_at_any_border_of_two_pieces(charset: str, piece: int) -> None:
    body = encoded(TEXT, charset)
    with patch.object(encoding, "_PIECE", piece):
        data, note = to_utf8(body, f"application/json; charset={charset}")
    assert data.decode() == body.decode(charset)
    assert note.startswith("Converted from ")


# The escape letter begins a change of the letters' set in some of them, and so is no text there.
@given(st.text(st.characters(exclude_characters="\x1b"), max_size=40), st.sampled_from(CHARSETS), st.integers(1, 11))
def test_any_text_as_in_one_go(text: str, charset: str, piece: int) -> None:
    body = encoded(text, charset)
    with patch.object(encoding, "_PIECE", piece):
        assert to_utf8(body, f"text/plain; charset={charset}")[0].decode() == body.decode(charset)


@given(st.binary(max_size=40), st.sampled_from(CHARSETS), st.integers(1, 11))
def test_any_bytes_as_in_one_go_and_kept_where_they_are_not_that_charset(body: bytes, charset: str, piece: int) -> None:
    content_type = f"text/plain; charset={charset}"
    whole = to_utf8(body, content_type)
    with patch.object(encoding, "_PIECE", piece):
        assert to_utf8(body, content_type) == whole
    if not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            assert whole[0] == body.decode(charset).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            title = codecs.lookup(charset).name.upper()
            assert whole == (body, f"The body is not {title}, as its header says; it is read as UTF-8.")


@pytest.mark.parametrize("charset", ["gbk", "utf-16", "utf-32-be"])
def test_the_place_of_a_fault_far_behind_many_borders(charset: str) -> None:
    rows = [{"城": "上海" * (number % 7), "n": number} for number in range(20_000)]
    text = json.dumps(rows, ensure_ascii=False).replace("}, {", "},\n{")
    text = text[:-1] + ",\noops]"
    document = Document(encoded(text, charset), f"application/json; charset={charset}").open()
    fault = document.faults[-1]
    assert fault.fatal
    assert (fault.line, fault.column) == (20_001, 1)
    assert fault.offset == len(text.encode()) - len("oops]")
    seventh = document.value_at(text.encode().index('{"城": "", "n": 7}'.encode()))
    assert seventh is not None
    assert [document.text(row) for row in document.children(seventh)] == ["", "7"]


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "punycode", "undefined", "utf-7", "zlib"])
def test_what_is_no_charset_of_texts_leaves_the_bytes_as_they_are(charset: str) -> None:
    data, note = to_utf8(b'{"a":1}', f"application/json; charset={charset}")
    assert data == b'{"a":1}'
    assert "read as UTF-8" in note


def test_only_large_bodies_to_convert_are_slow() -> None:
    large = b" " * 1_000_000
    assert is_quick(large, "application/json; charset=utf-8")
    assert is_quick(b"{}", "application/json; charset=gbk")
    assert not is_quick(large, "application/json; charset=gbk")
    assert not is_quick(b"\xff\xfe" + large)


WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
WIDE_TEXT = '{"Response":{"Name":"上海😀"}}'


@pytest.mark.parametrize("content_type", ["", "application/json", "application/json; charset=utf-8"])
@pytest.mark.parametrize("charset", WIDE)
def test_wide_letters_without_a_mark_show_what_they_are(charset: str, content_type: str) -> None:
    assert to_utf8(WIDE_TEXT.encode(charset), content_type) == (
        WIDE_TEXT.encode(),
        f"Converted from {charset.upper()}.",
    )


@pytest.mark.parametrize("charset", WIDE)
def test_a_wide_text_that_is_cut_within_a_letter_is_converted_up_to_there(charset: str) -> None:
    body = WIDE_TEXT.encode(charset)
    assert to_utf8(body[:-1])[0] == WIDE_TEXT[:-1].encode()
    with_mark = "\ufeff".encode(charset) + body[:-1]
    assert to_utf8(with_mark)[0] == WIDE_TEXT[:-1].encode()


def test_half_of_a_letter_in_utf_16_is_kept_as_such() -> None:
    body = WIDE_TEXT.encode("utf-16-le").replace("海".encode("utf-16-le"), b"\x00\xd8")
    assert to_utf8(body)[0] == WIDE_TEXT.replace("海", "\ud800").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("body", [b"{}", b'{"a":1}', b"\0\0", b"{\0", b"\0\0\1\0ab", b"\x89P\0G\0", b"{\0\0\0", b"1"])
def test_other_zeros_are_no_wide_letters(body: bytes) -> None:
    assert to_utf8(body) == (body, "")
