"""Bench: bodies made to hold a tree up, through every act, beside an idle window: most work of its thread at a time."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication

from explorer.core.document import pages
from explorer.core.document.document import Document
from explorer.core.document.hidden import Hidden
from explorer.core.document.search import Search
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.tree_page import TreePage
from tests.bench.test_bench_document import Stops, answer, counted, done, scrolled

pytestmark = pytest.mark.bench

BODIES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an ordinary answer of 5 MB": ("ins-", lambda: answer(5)),
    "objects of 2,000 keys each": ("key19", lambda: _json([{f"key{at}": at for at in range(2000)}] * 200)),
    "30 numbers of 1 MB each": ("key", lambda: b'{"key":[' + b",".join([b"7" * 1_000_000] * 30) + b"]}"),
    "100 numbers of 60 kB each": ("key", lambda: b'{"key":[' + b",".join([b"7" * 60_000] * 100) + b"]}"),
    "100 keys of 100 kB each": ("key", lambda: _json({f"{at}key" + "k" * 100_000: at for at in range(100)})),
    "50,000 nested pairs": ("alpha", lambda: b'{"alpha":1,"b":' * 50_000 + b"2" + b"}" * 50_000),
    "100,000 levels": ("0", lambda: b"[" * 100_000 + b"]" * 100_000),
    "60 Chinese texts of 100 kB each": ("上海", lambda: _json(["上海needle" * 8_000] * 60)),
    "60 texts of 25,000 emoji each": ("😀", lambda: _json(["😀" * 25_000] * 60)),
    "60 texts of escapes": ("needle", lambda: json.dumps(["上海needle" * 7_000] * 60).encode()),
    "an object of 300,000 keys": ("key2", lambda: _json({f"key{at}": at for at in range(300_000)})),
    "one key 200,000 times": ("a", lambda: b"{" + b",".join(b'"a":%d' % at for at in range(200_000)) + b"}"),
    "300,000 lists inside lists": ("0", lambda: _json([[[[]]] * 3000] * 100)),
    "1,500,000 secrets": ("q", lambda: _json([{"Password": "q", "SecretKeys": ["q" * 9] * 300}] * 5000)),
    "base64 and JSON in texts": ("aGVs", lambda: _json([_inside(1), _inside(2)] * 20)),
    "not UTF-8": ("needle", lambda: b'["' + b"\xff\xfe needle" * 300_000 + b'"]'),
    "cut, in a text": ("needle", lambda: _json(["needle " * 20] * 20_000)[:-30]),
}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _inside(kind: int) -> str:
    return b64encode("上海\n".encode() * 10_000).decode() if kind == 1 else json.dumps([{"k": "v"}] * 9_000)


def _acts(page: TreePage, body: bytes, needle: str) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
    model, finder = page.model, page._finder
    resting = lambda: not page._runner.is_busy  # noqa: E731
    at_once = lambda: True  # noqa: E731
    yield "open", lambda: page.show_body(body, "", None, same_request=False), lambda: done(page)
    yield "find", lambda: page.look_for(needle), counted(page)
    yield "next", lambda: finder.step(1), at_once
    yield "last", lambda: finder.step(-1), at_once
    yield "unfold", lambda: page.expand_to_level(3), resting
    yield "scroll", scrolled(page), at_once
    yield "all", lambda: page.expand_below(-1), resting
    yield "again", scrolled(page), at_once
    yield "end", lambda: page.view.go_to(model.rowCount() - 1), at_once
    yield "next", lambda: finder.step(1), at_once
    yield "reopen", lambda: page.show_body(body, "", None, same_request=True), lambda: done(page) and resting()
    yield "fold", page.collapse_all, at_once
    yield "select", lambda: page.view.go_to(min(2, model.rowCount() - 1)), at_once
    yield "expand", lambda: model.expand(0), at_once
    yield "copy", lambda: page.view.copy_value(0), lambda: not page.view.clipboard_text._runner.is_busy
    yield "close", page.clear, at_once


def test_hostile_bodies(page: TreePage, qapp: QApplication) -> None:
    stops = Stops(qapp)
    idle = stops.during(lambda: None, lambda: True, 2.0)[2]
    print(f"\nbodies made to hold the tree up: most work of the window's thread at a time, in ms; idle {idle:.1f}")
    for name, (needle, make) in BODIES.items():
        body, most = make(), dict[str, float]()
        for act, do, until in _acts(page, body, needle):
            most[act] = max(most.get(act, 0.0), stops.during(do, until, 0.4)[2])
        worst = max(most, key=most.__getitem__)
        print(f"  {name:<32} {len(body) / 1e6:6.1f} MB   most {most[worst]:5.1f} ({worst})")
        print("    " + "  ".join(f"{act} {spent:.1f}" for act, spent in most.items()))


def test_first_find_before_the_secrets_are_known() -> None:
    document, model = Document(answer(100)).open(), DocumentModel()
    print("\nfind in 100 MB just opened: work until the first match, until all, and longest step, in ms")
    for needle in ("ins-00000100", "ins-00040000", "no such text", "部门", "disk", "a"):
        search = Search(document, needle, hidden=Hidden(document, model.secrets.is_secret))
        begun = last = thread_time()
        first, longest = 0.0, 0.0
        for _ in search.steps():
            now = thread_time()
            longest, last = max(longest, now - last), now
            if not first and search.hits:
                first = now - begun
        print(f"  {needle:<24} first {first * 1e3:7.1f}   all {(last - begun) * 1e3:7.1f}   step {longest * 1e3:5.2f}")


def test_freeing_a_body() -> None:
    body = b"".join([b"x" * 1_000_000] * 100)
    begun = thread_time()
    del body
    at_once = thread_time() - begun
    body = b"".join([b"x" * 1_000_000] * 100)
    begun = thread_time()
    assert pages.give_back(body)
    pieces = thread_time() - begun
    begun = thread_time()
    del body
    longest = thread_time() - begun
    print(f"\nfree 100 MB: in one call, holding the interpreter, {at_once * 1e3:.2f} ms; given back in pieces that do")
    print(f"  not hold it {pieces * 1e3:.2f} ms, then the call that holds it {longest * 1e3:.3f} ms")
