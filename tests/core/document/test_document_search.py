"""Every occurrence in a key or value is found, however it is written, and nothing between them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.search import Search


def found(body: bytes, text: str, *, exact_case: bool = False) -> list[str]:
    """The names of the rows where the text was found."""
    document = Document(body).open()
    search = Search(document, text, exact_case=exact_case)
    for _ in search.steps():
        pass
    assert search.finished
    return [document.chain(hit)[-1].name for hit in search.hits]


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
        (b'{"a":"a:","b:":2}', ":", ["a", "b:"]),
    ],
)
def test_what_is_found_where(body: bytes, text: str, names: list[str]) -> None:
    assert found(body, text) == names


def test_case_can_matter() -> None:
    assert found(b'{"a":"xyz","b":"XyZ"}', "XyZ", exact_case=True) == ["b"]


@given(st.text(min_size=1, max_size=3), st.booleans(), st.integers(0, 40))
def test_a_text_is_found_on_every_border_between_windows(text: str, ascii_only: bool, shift: int) -> None:
    pad = "~" * ((1 << 17) - 20 + shift)
    body = json.dumps({"pad": pad, "it": "@" + text + "@"}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert found(body, "@" + text + "@") == ["it"]
