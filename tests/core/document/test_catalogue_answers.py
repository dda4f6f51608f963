"""Every answer that the vendor's examples show, of every action: opened, searched, tabled and compared."""

import json
from collections import Counter
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore
from explorer.core.document.compare import Comparison, Sign
from explorer.core.document.document import Document
from explorer.core.document.search import Search
from explorer.core.document.table import ListFinder, Table
from explorer.core.envelope import understand
from explorer.core.models.action import Reading
from explorer.core.models.json_value import JsonValue, dumps, loads

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def store() -> CatalogStore:
    path = ROOT / "build" / "catalog.sqlite"
    compile_catalog(path)
    return CatalogStore(path)


def _run(work: "Search | ListFinder | Comparison") -> None:
    for _ in work.steps():
        pass


def _search(document: Document, value: JsonValue) -> int:
    """Look for the RequestId, or else for any letter; what is found lies inside the body."""
    response = value.get("Response") if isinstance(value, dict) else None
    wanted = response.get("RequestId") if isinstance(response, dict) else None
    search = Search(document, wanted if isinstance(wanted, str) and wanted else "e")
    _run(search)
    assert all(document.chain(hit) for hit in search.hits[:3])
    if isinstance(wanted, str) and wanted:
        assert search.hits, wanted
    return len(search.hits)


def _tables(document: Document) -> int:
    finder = ListFinder(document)
    _run(finder)
    for found in finder.found[:3]:
        table = Table(document, found).read()
        assert len(table) > 0
        table.cells(len(table) - 1)
    return len(finder.found)


def _names_something_twice(text: str) -> bool:
    """Some examples do; writing such an object anew would drop a member."""
    twice: list[bool] = []
    json.loads(text, object_pairs_hook=lambda pairs: twice.append(len({name for name, _ in pairs}) < len(pairs)))
    return any(twice)


def _differences(document: Document, value: JsonValue) -> int:
    """Nothing differs from the same answer written in another way."""
    work = Comparison(document, Document(dumps(value, indent=3, ascii_only=True).encode()).open(), ())
    _run(work)
    return sum(work.count(sign) for sign in Sign if sign is not Sign.CONTEXT)


def _each(store: CatalogStore, counts: Counter[str], output: str, reading: Reading) -> None:
    body = output.encode()
    document = Document(body).open()
    understand(body, "application/json")
    if reading is Reading.UNREAD:
        counts["unread, opened all the same"] += 1
        Document(body).open().top()
        return
    value = loads(output)
    root = document.root()
    assert root is not None
    assert not document.faults
    assert document.to_value(root) == value
    counts["opened"] += 1
    counts["searched: hits"] += _search(document, value)
    counts["tables"] += _tables(document)
    if _names_something_twice(output):
        counts["with a member named twice"] += 1
    else:
        assert _differences(document, value) == 0
        counts["compared"] += 1


def test_the_examples_of_every_action(store: CatalogStore, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    for service in store.services():
        for version in service.versions:
            for summary in store.actions(service.name, version):
                counts["actions"] += 1
                for example in store.examples(summary.ref):
                    try:
                        _each(store, counts, example.output, example.output_reading)
                    except (AssertionError, json.JSONDecodeError) as wrong:
                        raise AssertionError(f"{summary.ref}: {example.title}: {wrong}") from wrong
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {number:,}" for name, number in counts.items()))
    assert counts["actions"] == 9678
    assert counts["opened"] + counts["unread, opened all the same"] == 10602
    assert counts["opened"] > 10400
