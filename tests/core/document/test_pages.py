"""A large body's memory is given back in pieces; nothing beside it is touched."""

import sys
from pathlib import Path

import pytest

from explorer.core.document.pages import give_back

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a body is freed at once")


def resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


@linux
@pytest.mark.parametrize("more", [0, 1, 4095, 4096, 4_194_303])
def test_whole_pages_inside_are_given_back(more: int) -> None:
    neighbours = [bytes([65 + number]) * 9_000_000 for number in range(2)]
    body = b"x" * (40_000_000 + more)
    before = resident()
    assert give_back(body)
    assert before - resident() > 35_000_000
    assert len(body) == 40_000_000 + more
    assert body.count(b"x") < 3 * 4096
    del body
    assert [set(each) for each in neighbours] == [{65}, {66}]


def test_a_small_one_stays_as_it_is() -> None:
    body = b"y" * 1_000_000
    assert not give_back(body)
    assert body == b"y" * 1_000_000
