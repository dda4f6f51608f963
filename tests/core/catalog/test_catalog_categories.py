"""Groups of actions by noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.categories import OTHER, categorise, words
from explorer.core.catalog.store import CatalogStore


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DescribeDBInstances", ["Describe", "DB", "Instances"]),
        ("DescribeProductSKUList", ["Describe", "Product", "SKU", "List"]),
        ("CreateIPv6Address", ["Create", "IPv", "6", "Address"]),
        ("DescribeSKUs", ["Describe", "SKUs"]),
        ("kickOut", ["kick", "Out"]),
    ],
)
def test_words(name: str, expected: list[str]) -> None:
    assert words(name) == expected


def test_nouns_are_singular_and_whole() -> None:
    names = [
        "CreateKeyPair",
        "DescribeKeyPairs",
        "DeleteKeyPairs",
        "DescribeImages",
        "ModifyImageAttribute",
        "SyncImages",
    ]
    assert dict(categorise("cvm", names)) == {
        **dict.fromkeys(names[:3], "Key pair"),
        **dict.fromkeys(names[3:], "Image"),
    }


def test_a_lone_action_of_a_large_product_goes_to_the_end() -> None:
    names = [
        f"Describe{noun}{suffix}"
        for noun in ("Apple", "Pear", "Plum", "Fig", "Lime")
        for suffix in ("s", "Price", "Task")
    ]
    placed = categorise("x", [*names, "CreateZebra"])
    assert placed[-1] == ("CreateZebra", OTHER)


@given(st.lists(st.from_regex(r"[A-Z][A-Za-z0-9]{0,20}", fullmatch=True), unique=True))
def test_every_action_is_placed_once(names: list[str]) -> None:
    placed = categorise("x", names)
    assert sorted(name for name, _ in placed) == sorted(names)
    order = list(dict.fromkeys(category for _, category in placed))
    assert len(order) == len({category for _, category in placed})
    assert placed == categorise("x", names[::-1])


def test_groups_are_neither_one_heap_nor_dust(store: CatalogStore) -> None:
    for name in ("cvm", "cam", "vpc", "cdb", "cls"):
        actions = store.actions(name)
        categories = [action.category for action in actions]
        assert all(categories)
        assert categories.count(OTHER) < 0.2 * len(actions)
        assert max(map(categories.count, categories)) < 0.35 * len(actions)
