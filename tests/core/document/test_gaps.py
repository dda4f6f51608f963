"""Long runs of blanks are found wherever they stand, and passing them is exact."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.gaps import Gaps

FLAG = 1 << 19
PLACES = st.lists(st.tuples(st.integers(0, 3 * FLAG), st.sampled_from([b" ", b"\n  ", b"\r\n", b"\t"])), max_size=4)


@given(PLACES)
def test_the_end_of_a_run_is_that_of_its_blanks(runs: list[tuple[int, bytes]]) -> None:
    data = b"x".join(blank * (size // len(blank)) for size, blank in runs)
    gaps = Gaps(data)
    for _ in gaps.steps():
        pass
    for found in re.finditer(rb"\s+", data):
        middle = (found.start() + found.end()) // 2
        assert [gaps.past(place) for place in (found.start(), middle, found.end())] == [found.end()] * 3
        if found.end() - found.start() >= 2 * FLAG:
            assert found.span() in zip(gaps._starts, gaps._ends, strict=True)


@pytest.mark.parametrize("size", [300, FLAG, 2 * FLAG, 9_000_001])
@pytest.mark.parametrize("place", range(9))
def test_a_document_with_blanks_anywhere(size: int, place: int) -> None:
    parts = [b"", b"{", b'"a"', b":", b"1", b",", b'"b"', b":[2]", b"}"]
    body = b"".join(part + (b" " * size if at == place else b"") for at, part in enumerate(parts))
    document = Document(body)
    for _ in document.index_steps():
        document.top()
    assert [(row.key, document.text(row)) for row in document.top()] == [("a", "1"), ("b", "[1]")]
    assert not document.faults


def test_blanks_alone_are_no_document() -> None:
    document = Document(b" " * 9_000_000).open()
    assert [row.kind.label for row in document.top()] == ["fault"]
    assert document.faults[-1].offset == 9_000_000
