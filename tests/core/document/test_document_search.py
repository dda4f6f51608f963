"""Every occurrence in a key or value is found, however it is written, and nothing between them."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.search import Search


def found(body: bytes, text: str, *, exact_case: bool = False) -> list[str]:
    """The names of the rows where the text was found."""
    document = Document(body).open()
    return [document.chain(hit)[-1].name for hit in hits(body, text, exact_case=exact_case)]


def hits(body: bytes, text: str, *, exact_case: bool = False) -> list[int]:
    """The places where the text was found."""
    search = Search(Document(body).open(), text, exact_case=exact_case)
    for _ in search.steps():
        pass
    assert search.finished
    return list(search.hits)


@pytest.mark.parametrize(
    ("body", "text", "names"),
    [
        (b'{"a":"xyz","b":"XyZ"}', "xyz", ["a", "b"]),
        ('{"a":"上海","b":"\\u4e0a\\u6d77","c":"\\u4E0A海"}'.encode(), "上海", ["a", "b", "c"]),
        (b'{"a":"\\ud83d\\ude00","b":"\xf0\x9f\x98\x80"}', "😀", ["a", "b"]),
        (b'{"a":"line\\nnext","b":"n"}', "n", ["a", "a", "b"]),
        (b'{"a":"say \\"hi\\"","b":"hi"}', '"hi"', ["a"]),
        (b'{"a":"x\\/y","b":"x/y"}', "x/y", ["a", "b"]),
        (b'{"a":"\\u003cb\\u003e","b":"<b>"}', "<b>", ["a", "b"]),
        (b'{"a":"c:\\\\new","b":"new"}', "new", ["a", "b"]),
        (b'{"a":"c:\\\\new"}', "c:\\new", ["a"]),
        (b'{"a":1,"b":"x,y","c, d":[1,2]}', ",", ["b", "c, d"]),
        (b'{"a":true,"b":1.10}', "1.1", ["b"]),
        (b'{"Key":"Value"}', "key", ["Key"]),
        (b'{"a":"\\u4e2d"}', "4e2", []),
        (b'{"a":1}', "", []),
        (b'{"a":"\\u004E\\u006f","b":"nO","c":"N\\u006F"}', "no", ["a", "b", "c"]),
        ('{"a":"x\\u4e0a\\u6d77","b":"上海 上 上海b","c":"\\u4E0A海B"}'.encode(), "上海b", ["b", "c"]),
        ('{"a":"b\\u6D77","b":"b海","c":"\\u0062海"}'.encode(), "B海", ["a", "b", "c"]),
        (b'{"a":"a:","b:":2}', ":", ["a", "b:"]),
    ],
)
def test_what_is_found_where(body: bytes, text: str, names: list[str]) -> None:
    assert found(body, text) == names


def test_case_can_matter() -> None:
    assert found(b'{"a":"xyz","b":"XyZ"}', "XyZ", exact_case=True) == ["b"]


@example("𐀀𐀀", True, 0)
@given(st.text(min_size=1, max_size=3), st.booleans(), st.integers(0, 40))
def test_a_text_is_found_on_every_border_between_windows(text: str, ascii_only: bool, shift: int) -> None:
    pad = "~" * ((1 << 17) - 20 + shift)
    body = json.dumps({"pad": pad, "it": "@" + text + "@"}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert found(body, "@" + text + "@") == ["it"]


KEYS = st.text(st.sampled_from('a,: {}[]"\\/\n中'), max_size=4)
VALUES = st.recursive(
    KEYS | st.integers(0, 20) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.sampled_from(["}", ",", ":", " ", "[]", '"', "\\", "a,", '":', ", "]), st.booleans(), st.booleans())
def test_marks_of_the_grammar_are_found_in_texts_alone(value: object, text: str, ascii_only: bool, wide: bool) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only, indent=2 if wide else None).encode()
    assert len(hits(body, text)) == sum(one.count(text) for one in _texts(value))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for key, member in value.items() for one in (key, *_texts(member))]
    if isinstance(value, list):
        return [one for member in value for one in _texts(member)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("gap", [0, 1, 1000, (1 << 16) - 3, (1 << 17) - 9, 1 << 18])
@pytest.mark.parametrize("filler", [b" ", b"\n ", b"{},"])
def test_a_blank_is_found_behind_long_stretches_of_others(gap: int, filler: bytes) -> None:
    stretch = filler * (gap // len(filler))
    if filler == b"{},":
        stretch = b"[" + stretch + b"0]" + b","
        body = b"[" + stretch + b'"a b"]'
    else:
        body = b'{"k k":' + stretch + b'"' + b"x" * gap + b'\\" y"}'
    around = [body[hit - 1 : hit + 2] for hit in hits(body, " ")]
    assert around == ([b"a b"] if filler == b"{}," else [b"k k", b'" y'])


@pytest.mark.parametrize(
    ("body", "count"),
    [(b'{"a":"x y"} and " more "', 1), (b'["p q", oops " "]', 1), (b'["p q", "cut h', 2), (b"<a b=' '>", 0)],
)
def test_in_a_faulty_body_blanks_are_found_as_far_as_it_can_be_read(body: bytes, count: int) -> None:
    assert len(hits(body, " ")) == count


def test_a_match_that_begins_right_after_an_escape_is_found() -> None:
    assert found(b'{"a":"\\nnn"}', "nn") == ["a"]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_long_text_is_found_however_it_is_written(ascii_only: bool) -> None:
    text = "一份很长的文本 and letters <of> all kinds / " * 40
    body = json.dumps([text, text[:-1], "x" + text, text[1:]], ensure_ascii=ascii_only).encode()
    assert found(body, text) == ["[0]", "[2]"]
    assert found(body.replace(b"/", b"\\/").replace(b"<", b"\\u003C"), text) == ["[0]", "[2]"]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("text", ["海", "上海", "a海", "上a"])
def test_many_matches_are_all_found_and_none_twice(text: str, ascii_only: bool) -> None:
    value = ("上海a海上a" * 30_000)[:-1]
    body = json.dumps({"v": value}, ensure_ascii=ascii_only).encode()
    assert len(hits(body, text)) == value.count(text)


@pytest.mark.parametrize("text", ["a", "aa", "aaa", "ab"])
def test_matches_do_not_overlap(text: str) -> None:
    value = "a" * 200_001
    assert len(hits(b'["' + value.encode() + b'"]', text)) == value.count(text)


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 40, (1 << 16) + 15, (1 << 17) + 33])
@pytest.mark.parametrize("between", ["", "n", '"', "u0041"])
def test_rows_of_backslashes_are_told_apart(count: int, between: str) -> None:
    text = "\\" * count + between + "\\" * count
    body = json.dumps({"a": text}).encode()
    assert len(hits(body, "\\")) == 2 * count
    assert len(hits(body, "n")) == between.count("n")
    assert len(hits(body, "041")) == between.count("041")
    assert len(hits(body, '"')) == between.count('"')
