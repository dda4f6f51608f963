"""Two lines of an error card: what the exchange makes likely, and what it rules out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from explorer.core.phrases import phrases
from explorer.ui.response.point_list import words_label
from explorer.ui.theme import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.knowledge.evidence import Evidence

_SIGN = 14


class EvidenceLines(QWidget):
    """A warning sign before what is likely, a check mark before what is ruled out; a line without words is not shown.

    Signs follow the theme.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._signs: list[tuple[QLabel, str, str]] = []
        self.likely = self._line(0, "warning", "warning")
        self.ruled_out = self._line(1, "success", "success")
        self._take_theme()
        theme.changed.connect(self._take_theme)

    def show_evidence(self, found: "Sequence[Evidence]") -> None:
        """Show pieces of evidence, each line with those that point its way."""
        from explorer.core.knowledge.evidence import evidence_words

        for label, line in zip((self.likely, self.ruled_out), evidence_words(found), strict=True):
            label.setText(line)
            label.setVisible(bool(line))
        if found:
            say = phrases(found[0].language)
            self.likely.setAccessibleName(say("card.likely_name"))
            self.ruled_out.setAccessibleName(say("card.ruled_out_name"))
        for (sign_label, _, _), label in zip(self._signs, (self.likely, self.ruled_out), strict=True):
            sign_label.setVisible(not label.isHidden())
        self.setVisible(bool(found))

    def _line(self, row: int, icon: str, colour: str) -> QLabel:
        sign, words = QLabel(), words_label("")
        sign.setFixedWidth(_SIGN)
        sign.setContentsMargins(0, 2, 0, 0)
        self._signs.append((sign, icon, colour))
        self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        return words

    def _take_theme(self) -> None:
        tokens = theme.current().tokens()
        for label, icon, colour in self._signs:
            label.setPixmap(icons.pixmap(icon, tokens[colour], _SIGN, self.devicePixelRatioF()))
