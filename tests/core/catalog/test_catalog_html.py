"""The sanitiser: nothing but its closed list comes out, whatever goes in, and twice is as good as once."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.html import ALLOWED_TAGS, plain_text, sanitise
from explorer.core.catalog.store import CatalogStore


class _Reader(HTMLParser):
    """An independent reader that fails on anything outside of the list, and on tags that do not nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED_TAGS
        if tag == "a":
            [(name, target)] = attrs
            assert name == "href"
            assert target is not None
            assert target.lower().startswith(("http://", "https://"))
        else:
            assert not attrs
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came through: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration came through: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction came through: {data}")


def read(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.text


PIECES = st.sampled_from([
    "<p>", "</p>", "<br>", "<br/>", "<li>", "</li>", "<ul>", "</ul>", "<b>", "</b>", "<a href=\"http://x.y/z\">",
    "<a href='javascript:alert(1)'>", "<a href=https://x>", "</a>", "<script>", "</script>",
    "<img src=x onerror=y>", "<font color=red>", "</font>", "<table>", "<tr>", "<td>", "</td>", "</table>",
    "<Token>", "<task>", "<!--", "-->", "&lt;", "&amp;", "&#60;script&#62;", "&nbsp;", "&#106;avascript:", "<",
    ">", "\"", "'", "&", "\n", " ", "[a](http://b.c)", "[x](javascript:y)", "[", "](https://q.r)", "<code>",
    "</code>", "<pre>", "</pre>", "<svg/onload=1>", "text", "\x00", "<h2 style=\"x\">", "</h2>",
    "<a href=\"http://a\" onclick=\"b\">", "<style>", "</style>", "\ud800", "<b",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_only_the_list_comes_out_and_twice_changes_nothing(text: str) -> None:
    once = sanitise(text)
    read(once)
    assert sanitise(once) == once


@given(st.text(max_size=60))
def test_any_text_comes_out_safe(text: str) -> None:
    once = sanitise(text)
    read(once)
    assert sanitise(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<!-- hidden -->b", "ab"),
        ("a <!-- never closed", "a &lt;!-- never closed"),
        ("plain", "plain"),
        ("Use <Token> and <task>", "Use &lt;Token&gt; and &lt;task&gt;"),
        ("one\ntwo", "one<br>two"),
        ("<b>&nbsp;\n", "<b>\xa0<br></b>"),
        ("<p>one\ntwo</p>", "<p>one\ntwo</p>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("[Regions](https://x.y/z?a=1&b=2)", '<a href="https://x.y/z?a=1&amp;b=2">Regions</a>'),
        ("[bad](javascript:alert(1))", "[bad](javascript:alert(1))"),
        ('<a href="ftp://x">t</a>', "t"),
        ('<a href="&#106;avascript:x">t</a>', "t"),
        ('<a target=_blank href="https://x.y">t</a>', '<a href="https://x.y">t</a>'),
        ("<script>alert(1)</script>after", "after"),
        ("<b>bold", "<b>bold</b>"),
        ("</p>stray", "stray"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<div class="x"><font color="red">a</font></div>', "a"),
        ("<BR/>a<Br>b", "<br>a<br>b"),
        ("<code>[a](http://b)</code>", "<code>[a](http://b)</code>"),
        ("", ""),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert sanitise(text) == expected


def test_plain_text_reads_like_the_document() -> None:
    assert plain_text("<p>One &amp; <b>two</b>.</p><ul><li>x</li><li>y</li></ul>") == "One & two.\nx\ny"
    assert plain_text("<Token> stays") == "<Token> stays"


def test_hostile_lengths_take_no_time_to_speak_of() -> None:
    for text in ('<a "' * 5000, "<" * 50_000, "[" * 50_000, "<b>" * 20_000, "<!--" * 20_000, "<p " * 20_000):
        started = time.process_time()
        read(sanitise(text[:50_000]))
        assert time.process_time() - started < 20  # a hang, not a speed


def test_every_document_of_the_catalogue_is_clean(store: CatalogStore) -> None:
    seen: set[str] = set()
    for service in store.services()[:40]:
        for summary in store.actions(service.name):
            spec = store.spec(summary.ref)
            shapes = [spec.input, spec.output, *spec.objects.values()]
            documents = {spec.document, *(member.document for shape in shapes for member in shape.members)}
            for document in documents - seen:
                read(document)
                assert sanitise(document) == document
            seen |= documents
    assert len(seen) > 5000
