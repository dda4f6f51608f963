"""Large collections are emptied in steps, whole, whatever their kind."""

from explorer.core.document.align import common
from explorer.core.document.emptying import emptied


def test_every_kind_ends_empty_after_several_steps() -> None:
    kinds = ([*range(5000)], dict.fromkeys(range(5000)), set(range(5000)))
    assert sum(1 for _ in emptied(*kinds)) == 9
    assert not any(kinds)


def test_many_elements_are_paired_where_they_are_unique() -> None:
    left = [f"a{number}" for number in range(3000)] + ["twice", "twice"]
    right = ["new", *left[:1500], *left[1600:], "end"]
    work, turns = common(left, right), 0
    while True:
        try:
            next(work)
            turns += 1
        except StopIteration as stop:
            pairs = [(a + at, b + at) for a, b, length in stop.value for at in range(length)]
            break
    assert pairs == [(at, at + 1) for at in range(1500)] + [(at, at - 99) for at in range(1600, 3000)]
    assert turns > 5
