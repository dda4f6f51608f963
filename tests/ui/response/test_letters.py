"""Texts are cut where their room ends, though they are measured by their letters alone."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from explorer.ui.response.letters import Letters
from explorer.ui.theme import theme

TEXTS = (
    "instance-", "生产环境上海部门", "abc上海x", "😀", "—é…“x”", "e\u0301x", "한국어かな", "\u0e01\u0e34\u0e49",
    "i.l|W", "👩\u200d👩\u200d👧 ", "☎\ufe0f", "🇨🇳", "👍🏽",
)  # fmt: skip


@pytest.fixture
def letters(qapp: QApplication) -> Letters:
    theme.apply(qapp, "light")
    return Letters(theme.mono_font())


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_to_its_room_and_not_much_before_it(letters: Letters, text: str) -> None:
    exact = QFontMetricsF(theme.mono_font())
    long, widest = text * 60, exact.horizontalAdvance(text + "…") + 2 * exact.horizontalAdvance("上")
    for room in range(40, 700, 13):
        width = exact.horizontalAdvance(letters.cut(long, room))
        assert room - widest < width <= room + 1


def test_marks_without_a_width_of_their_own_make_no_text_too_wide(letters: Letters) -> None:
    exact = QFontMetricsF(theme.mono_font())
    for room in range(40, 700, 13):
        assert exact.horizontalAdvance(letters.cut("\u05e9\u05b8" * 400, room)) <= room + 1


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_room_enough_is_shown_whole(letters: Letters, text: str) -> None:
    assert letters.cut(text, 400) == text
    assert letters.cut(text, 1) in ("…", "")


@pytest.mark.parametrize("text", TEXTS)
def test_the_width_by_letters_is_the_width_of_the_text(letters: Letters, text: str) -> None:
    exact = QFontMetricsF(theme.mono_font()).horizontalAdvance(text * 9)
    assert letters.advance(text * 9) == pytest.approx(exact, abs=1)


def test_a_font_of_uneven_letters_is_measured(qapp: QApplication) -> None:
    font = qapp.font()
    letters, exact = Letters(font), QFontMetricsF(font)
    for text in ("i" * 200, "W" * 200, "iW上" * 80):
        assert exact.horizontalAdvance("…") < exact.horizontalAdvance(letters.cut(text, 300)) <= 301
        assert letters.advance(text) == pytest.approx(exact.horizontalAdvance(text), abs=1)
