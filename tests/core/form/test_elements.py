"""Elements are made when looked at, and what was not looked at stays the value that came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.form.elements import Elements


def _make(value: object) -> list[object]:
    return [value]


def _read(made: list[object]) -> object:
    return made[0]


def test_nothing_is_made_before_it_is_looked_at() -> None:
    made: list[object] = []
    came = ["a", "b", "c"]
    elements = Elements(came, lambda value: made.append(value) or [value])  # type: ignore[arg-type, func-returns-value]
    assert (len(elements), made) == (3, [])
    assert elements.values(_read) is came  # type: ignore[arg-type]
    assert elements[1] is elements[1]
    assert made == ["b"]
    assert elements.values(_read) == came  # type: ignore[arg-type]


@given(
    st.lists(st.text(max_size=2), max_size=6), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=12)
)
def test_whatever_is_done_they_are_a_list(came: list[str], acts: list[tuple[int, int]]) -> None:
    elements, expected = Elements(list(came), _make), list(came)  # type: ignore[var-annotated]
    for act, at in acts:
        if act == 0:
            elements.insert(at, [f"new {at}"])
            expected.insert(at, f"new {at}")
        elif at < len(expected):
            if act == 1:
                del elements[at]
                del expected[at]
            elif act == 2:
                elements.append(elements.pop(at))
                expected.append(expected.pop(at))
            else:
                found = elements[at]
                assert found == [expected[at]]
                assert elements[elements.index(found)] is found or expected.count(expected[at]) > 1
                assert found in elements
    assert elements.values(_read) == expected  # type: ignore[arg-type]
    assert [_read(each) for each in elements] == expected


def test_an_element_is_never_replaced() -> None:
    with pytest.raises(TypeError):
        Elements(["a"], _make)[0] = ["b"]
