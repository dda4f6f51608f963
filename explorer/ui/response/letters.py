"""How wide texts are painted, told by their letters: to measure a whole text takes as long as to paint it."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

_EVEN = 'iW0m.,-_{}"/'
_REMEMBERED = 2000
_FEWEST = 40
_ALONE = re.compile(
    "[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0373\u0376\u0377\u037b-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2100-\u23cf\u2460-\u26ff\u2e80-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff01-\uffee\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003ffff]*+"
)
"""Letters and signs that are as wide in a text as they are alone: none that joins or changes its neighbours."""


class Letters:
    """Widths of texts in one font. Where its ASCII letters are of one width, most texts need not be measured."""

    def __init__(self, font: QFont) -> None:
        self._metrics, self._exact = QFontMetrics(font), QFontMetricsF(font)
        self._letter = self._exact.horizontalAdvance("0" * 100) / 100
        widths = [self._exact.horizontalAdvance(letter * 20) / 20 for letter in _EVEN]
        self._is_even = max(widths) - min(widths) < 0.01
        self._widths: dict[str, float] = {}
        self._advances: dict[str, float] = {}
        self._cuts: dict[tuple[str, int], str] = {}

    def cut(self, text: str, width: int) -> str:
        """The text, its end left out where it is wider."""
        if self._is_even and text.isascii():
            if (len(text) + 1) * self._letter <= width:
                return text
            return text[: max(0, int(width / self._letter) - 1)] + "…"
        cut = self._cuts.get((text, width))
        if cut is None:
            if len(self._cuts) >= _REMEMBERED:
                self._cuts.clear()
            cut = self._cuts[text, width] = self._cut(text, width)
        return cut

    def advance(self, text: str) -> float:
        """How wide a text is painted."""
        if self._is_even and text.isascii():
            return len(text) * self._letter
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) >= _REMEMBERED:
                self._advances.clear()
            known = self._advances[text] = self._measured(text)
        return known

    def _measured(self, text: str) -> float:
        found = _ALONE.match(text)
        if self._is_even and found is not None and found.end() == len(text):
            return sum(map(self._width, text))
        return self._exact.horizontalAdvance(text)

    def _width(self, letter: str) -> float:
        width = self._widths.get(letter)
        if width is None:
            if len(self._widths) >= _REMEMBERED:
                self._widths.clear()
            width = self._widths[letter] = self._exact.horizontalAdvance(letter)
        return width

    def _cut(self, text: str, width: int) -> str:
        most = max(_FEWEST, int(2 * width / self._letter))
        if self._is_even:
            room, dots = float(width), self._width("…")
            found = _ALONE.match(text, 0, most)
            fits = alone = found.end() if found is not None else 0
            for number in range(alone):
                room -= self._width(text[number])
                if room < dots and fits == alone:
                    fits = number
                if room < 0:
                    return text[:fits] + "…"
            if alone == len(text):
                return text
        # Measuring a text takes as long as it is, and what is far wider than its room is cut off anyway.
        shown = text if len(text) <= most else text[:most] + "…"
        return self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
