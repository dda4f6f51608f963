"""From match to match: the next, the previous, the first, the last any by its number, while they are counted too."""

import json

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.ui.response.match_field import MatchField
from explorer.ui.response.tree_page import TreePage

COUNT = 30_000
BODY = json.dumps([{"Id": f"id-{number:05}", "Pad": "x" * 60} for number in range(COUNT)]).encode()


@pytest.fixture
def page(tree_page: TreePage, qtbot: QtBot) -> TreePage:
    tree_page.show_body(BODY, "", None, same_request=False)
    qtbot.waitUntil(lambda: tree_page.document is not None and tree_page.document.complete)
    return tree_page


def current(page: TreePage) -> str:
    """The value of the chosen row."""
    row = page.view.current_row()
    return str(page.model.text(page.model.node(row))) if row >= 0 else ""


def found(page: TreePage, text: str, qtbot: QtBot) -> MatchField:
    """The count, once all matches are counted."""
    page.find_bar.field.setText(text)
    qtbot.waitUntil(lambda: page.find_bar.count.text() == f"1 of {COUNT:,}", timeout=20_000)
    return page.find_bar.count


def enter(count: MatchField, text: str, qtbot: QtBot) -> None:
    """Go to the count by the keyboard, type over its number, Return."""
    count.setFocus()
    qtbot.keyClicks(count, text)
    qtbot.keyClick(count, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "place"),
    [("15004", 15004), ("15,004", 15004), ("1", 1), ("0", 1), ("30000", 30000), ("99999999999", 30000)],
)
def test_a_number_goes_to_that_match(page: TreePage, qtbot: QtBot, typed: str, place: int) -> None:
    count = found(page, "id-", qtbot)
    enter(count, typed, qtbot)
    assert count.text() == f"{place:,} of {COUNT:,}"
    qtbot.waitUntil(lambda: current(page) == f"id-{place - 1:05}")


def test_home_end_and_the_arrows_in_the_count(page: TreePage, qtbot: QtBot) -> None:
    count = found(page, "id-", qtbot)
    count.setFocus()
    assert count.selectedText() == "1"
    places = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(count, key)
        number = count.text().split(" ")[0]
        places.append(number)
        assert count.selectedText() == number
        qtbot.waitUntil(lambda: current(page) == f"id-{int(places[-1].replace(',', '')) - 1:05}")
    assert places == ["30,000", "29,999", "30,000", "1", "1"]


def test_what_was_typed_and_not_entered_goes(page: TreePage, qtbot: QtBot) -> None:
    count = found(page, "id-", qtbot)
    count.setFocus()
    qtbot.keyClicks(count, "77")
    qtbot.keyClick(count, Qt.Key.Key_Escape)
    assert page.find_bar.field.hasFocus()
    assert count.text() == f"1 of {COUNT:,}"
    enter(count, "no number", qtbot)
    assert count.text() == f"1 of {COUNT:,}"
    qtbot.waitUntil(lambda: current(page) == "id-00000")


def test_a_match_that_is_not_found_yet_is_gone_to_when_it_is(page: TreePage, qtbot: QtBot) -> None:
    finder = page._finder
    page.look_for("id-")
    finder.go_to(COUNT - 2)
    assert page.find_bar.count.text().endswith("…")
    qtbot.waitUntil(lambda: current(page) == "id-29998", timeout=20_000)
    assert page.find_bar.count.text() == f"29,999 of {COUNT:,}"
    page.look_for("ID-")
    finder.go_to(-1)
    assert page.find_bar.count.text().startswith("… of ")
    qtbot.waitUntil(lambda: current(page) == "id-29999", timeout=20_000)


def test_back_from_the_first_waits_for_the_last(page: TreePage, qtbot: QtBot) -> None:
    page.look_for("id-")
    page._finder.step(-1)
    qtbot.waitUntil(lambda: current(page) == "id-29999", timeout=20_000)
    page._finder.step(1)
    qtbot.waitUntil(lambda: current(page) == "id-00000")


def test_the_place_is_kept_when_the_same_is_looked_for_again(page: TreePage, qtbot: QtBot) -> None:
    count = found(page, "id-", qtbot)
    enter(count, "20000", qtbot)
    page.look_for("id-")
    qtbot.waitUntil(lambda: count.text() == f"20,000 of {COUNT:,}", timeout=20_000)
    qtbot.waitUntil(lambda: current(page) == "id-19999")


def test_more_than_are_counted(tree_page: TreePage, qtbot: QtBot) -> None:
    tree_page.show_body(b'["' + b"ab" * 1_000_001 + b'"]', "", None, same_request=False)
    tree_page.find_bar.field.setText("a")
    qtbot.waitUntil(lambda: tree_page.find_bar.count.text() == "1 of 1,000,000+", timeout=20_000)


def test_find_in_what_was_read_before_it_was_stopped(tree_page: TreePage, qtbot: QtBot) -> None:
    body = b"[" + b",".join([BODY] * 20) + b"]"
    tree_page.show_body(body, "", None, same_request=False)
    assert tree_page._reading.halt()
    assert not tree_page.document.complete
    read = tree_page.document.index.pos
    tree_page.find_bar.field.setText("id-")
    qtbot.waitUntil(lambda: tree_page.find_bar.count.text().startswith("1 of "))
    hits = tree_page._finder._search.hits
    assert body[:read].count(b"id-") - 1 <= len(hits) <= body[:read].count(b"id-")
    assert tree_page.find_bar.count.text().endswith("…")
    tree_page.find_bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: tree_page.find_bar.count.text() == "none yet")
