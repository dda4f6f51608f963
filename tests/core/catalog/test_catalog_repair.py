"""Only commas at line ends and before brackets are mended; everything else is marked and left alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.repair import mend
from explorer.core.models.action import Reading


def test_strict_json_is_left_alone() -> None:
    text = '{"a": 1.0,\n "b": [1, 2]}'
    assert mend(text).text == text
    assert mend(text).reading is Reading.EXACT


@pytest.mark.parametrize(
    ("broken", "value"),
    [
        ('{"a": "x"\n"b": 1}', {"a": "x", "b": 1}),
        ('{"a": 1\n   "b": true\n "c": null\n"d": 2}', {"a": 1, "b": True, "c": None, "d": 2}),
        ('{"a": {"x": 1}\n"b": [1]\n"c": []}', {"a": {"x": 1}, "b": [1], "c": []}),
        ('[{"a": 1}\n{"a": 2}]', [{"a": 1}, {"a": 2}]),
        ('["a"\n"b"]', ["a", "b"]),
        ('{"a": [1, 2,],\n}', {"a": [1, 2]}),
    ],
)
def test_lost_commas_come_back(broken: str, value: object) -> None:
    mended = mend(broken)
    assert mended.reading is Reading.REPAIRED
    assert json.loads(mended.text) == value
    assert mended.text.replace(",", "") == broken.replace(",", "")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"a": "x" "b": 1}', "broken JSON"),
        ('{"a": "say "hello" now"}', "broken JSON"),
        ('{"a": 1', "JSON cut short"),
        ('data: {"a": 1}\n\n', "event stream"),
        ("Success", "not JSON"),
        ("[,]", "broken JSON"),
        ('{"a": 1,,}', "broken JSON"),
        ("", "empty"),
    ],
)
def test_anything_else_is_marked_and_untouched(broken: str, reason: str) -> None:
    mended = mend(broken)
    assert (mended.text, mended.reading, mended.reason) == (broken, Reading.UNREAD, reason)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=3)))
def test_any_object_survives_the_loss_of_its_commas_at_line_ends(value: dict[str, object]) -> None:
    lines = json.dumps(value, indent=4).split("\n")
    members = "\n".join(
        line.removesuffix(",") if line.startswith('    "') or line == "    ]," else line for line in lines
    )
    mended = mend(members)
    assert mended.reading is not Reading.UNREAD
    assert json.loads(mended.text) == value


@given(st.text(max_size=100))
def test_no_text_breaks_it(text: str) -> None:
    mended = mend(text)
    assert (mended.reading is Reading.UNREAD) == bool(mended.reason and mended.text == text)
