"""The line over the answer: outcome, HTTP status, time, size, RequestId."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.models.exchange import Exchange
from explorer.ui.response.wording import badge_word, size_words, time_words
from explorer.ui.theme.plain_tip import plain_tip
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import CopyButton, LinkButton
from explorer.ui.widgets.elided_label import ElidedLabel
from explorer.ui.widgets.spoken import speak_as

_HEIGHT = 48
_SECOND = 38
_SIDE = 16
_GAP = 12


class AnswerStrip(QFrame):
    """Words only; what is not there is not shown.

    Signals:
        request_id_copied(str): by the button.
    """

    request_id_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(_HEIGHT)
        self.badge = Badge(shrinks=True)
        self._status, self._time, self._size = self._fact(), self._fact(), self._fact()
        self.request_id = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.request_id.setProperty("role", "mono")
        self.request_id.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.request_id.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.copy = CopyButton(self.request_id.text)
        self.copy.setAccessibleName("Copy RequestId")
        self.copy.setToolTip("Copy RequestId")
        self.copy.copied.connect(self.request_id_copied)
        self.all_pages = LinkButton("All pages")
        self.all_pages.setToolTip("Fetch every page of this list and join them (Ctrl+Shift+Enter)")
        self.all_pages.hide()
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.badge, self._status, self._time, self._size, self.all_pages):
            self._first.addWidget(widget)
        self._first.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_SIDE, 0, _SIDE, 0)
        rows.setSpacing(0)
        for row in (self._first, self._second):
            row.setSpacing(_GAP)
            rows.addLayout(row)
        self._speak()
        self._is_narrow = True
        self._place_request_id(narrow=False)

    def _place_request_id(self, *, narrow: bool) -> None:
        """A line of its own for the RequestId, or a place at the end of the only one."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.request_id.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        row = self._second if narrow else self._first
        row.addWidget(self.request_id, 1000)
        row.addWidget(self.copy)
        self.setFixedHeight(_HEIGHT + (_SECOND if narrow else 0))
        if (rows := self.layout()) is not None:
            rows.setContentsMargins(_SIDE, 0, _SIDE, 8 if narrow else 0)

    def _fit(self) -> None:
        """Everything stands whole: where one line is too short for all of it, the RequestId takes the second."""
        words = (self.badge, self._status, self._time, self._size, self.all_pages, self.request_id, self.copy)
        wanted = sum(each.sizeHint().width() + _GAP for each in words if not each.isHidden())
        narrow = bool(self.request_id.text()) and wanted > self.width() - 2 * _SIDE
        self._place_request_id(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the room for the RequestId again."""
        super().resizeEvent(event)
        self._fit()

    def _fact(self) -> QLabel:
        label = QLabel()
        label.setProperty("role", "muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def show_exchange(self, exchange: Exchange, language: str = "en") -> None:
        """All facts of one exchange."""
        word, tone = badge_word(exchange, language)
        self.badge.set_outcome(word, tone)
        status = "" if exchange.status is None else f"HTTP {exchange.status}"
        size = exchange.received or len(exchange.body)
        self._say(self._status, status)
        self._status.setToolTip(plain_tip(exchange.reason))
        self._say(self._time, time_words(exchange.timing.total))
        self._say(self._size, size_words(size) if exchange.status is not None else "")
        request_id = exchange.outcome.request_id if exchange.outcome is not None else ""
        self.request_id.setText(request_id)
        self.copy.setVisible(bool(request_id))
        self._speak()
        self._fit()

    def offer_pages(self, offered: bool, *, resumes: bool = False) -> None:
        """Offer to fetch the pages that are left: all of them, or on from where fetching stopped."""
        self.all_pages.setText("Go on" if resumes else "All pages")
        self.all_pages.setToolTip(
            "Fetch the pages that are left, from the one that is missing on"
            if resumes
            else "Fetch every page of this list and join them (Ctrl+Shift+Enter)"
        )
        self.all_pages.setVisible(offered)
        self._fit()

    def show_words(self, word: str) -> None:
        """A state without an answer: one word in the badge, nothing else."""
        self.badge.set_outcome(word, "neutral")
        for label in (self._status, self._time, self._size):
            self._say(label, "")
        self.request_id.setText("")
        self.copy.hide()
        self.all_pages.hide()
        self._speak()
        self._fit()

    def _speak(self) -> None:
        for name, label in (
            ("Outcome", self.badge),
            ("HTTP status", self._status),
            ("Time", self._time),
            ("Size", self._size),
            ("RequestId", self.request_id),
        ):
            speak_as(label, name, label.text())

    def show_elapsed(self, seconds: float) -> None:
        """How long the answer has been waited for."""
        self._say(self._time, f"{seconds:.1f} s")

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
