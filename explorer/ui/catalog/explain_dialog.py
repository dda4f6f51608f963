"""Tools, Explain: paste any text; everything in it that the program knows is listed and explained, once each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.core.phrases import Phrases
from explorer.services.explain_text import LONGEST_TEXT
from explorer.ui.catalog.explained_row import ExplainedRow
from explorer.ui.catalog.paste_pad import Pasted, PastePad
from explorer.ui.widgets.buttons import LinkButton
from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.services.explain_text import Explained

_ROWS_A_PAGE, _TURN_MILLISECONDS = 10, 8


class ExplainDialog(QDialog):
    """Asks with ``text_given``; the answer comes through ``show_explained``.

    Signals:
        text_given(object): explain this text, a str, or its bytes.
        code_chosen(str, object): describe this code, as the product of this ActionRef (or None) means it.
        action_chosen(ActionRef): open this action.
        history_chosen(str): look for this RequestId in the history.
        answer_chosen(str, object): show this JSON as an answer of the action (or None).
    """

    text_given = Signal(object)
    code_chosen = Signal(str, object)
    action_chosen = Signal(object)
    history_chosen = Signal(str)
    answer_chosen = Signal(str, object)

    def __init__(self, parent: QWidget, say: Phrases) -> None:
        super().__init__(parent)
        self._say = say
        self.setObjectName("explainDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("explain.title"))
        self.resize(660, 600)
        self.text = PastePad(say)
        self.text.setObjectName("explainText")
        self.text.setAccessibleName(say("explain.pad"))
        self.text.setPlaceholderText(say("explain.placeholder"))
        self.text.setTabChangesFocus(True)
        self._words = plain_label("", "muted")
        self._words.setObjectName("explainCount")
        self.go = QPushButton(say("explain.go"))
        self.go.setObjectName("explainButton")
        self.go.setProperty("role", "primary")
        self.go.setToolTip(say("explain.go_tip"))
        self.shut = QPushButton(say("card.close"))
        self.shut.setObjectName("closeExplainButton")
        self.shut.setAutoDefault(False)
        self.shut.clicked.connect(self.close)
        self._rows: list[ExplainedRow] = []
        self._coming: list[Explained] = []
        self._found: tuple[Explained, ...] = ()
        self._said, self._first = "", 0
        self.asked = 0
        """How many texts have been given."""
        self.earlier, self.later = LinkButton(say("explain.earlier")), LinkButton(say("explain.more"))
        for link, name, step in (
            (self.earlier, "explainEarlier", -_ROWS_A_PAGE),
            (self.later, "explainMore", _ROWS_A_PAGE),
        ):
            link.setObjectName(name)
            link.hide()
            link.clicked.connect(lambda _checked=False, step=step: self._show_from(self._first + step))
        # Once at a time: a row is laid out before the next one is made.
        self._adding = QTimer(self, singleShot=True, interval=_TURN_MILLISECONDS)
        self._adding.timeout.connect(self._add_row)
        self._list = QWidget()
        self._list.setObjectName("explainFindings")
        self._list.setAccessibleName(say("explain.found"))
        self._lay_out()
        for asked in (self.go.clicked, self.text.pasted, self.text.finished):
            asked.connect(self._ask)
        self.text.setFocus()

    def give(self, text: Pasted) -> None:
        """Put a text in, and ask for its explanation."""
        self.text.give(text)
        self._ask()

    def show_explained(self, found: "tuple[Explained, ...]", length: int) -> None:
        """List what was found in a text of that many characters."""
        self._found = found
        say, count = self._say, f"{len(found):,}"
        self._said = say("explain.count", count=count) if found else say("explain.nothing")
        if length > LONGEST_TEXT:
            read, count = f"{LONGEST_TEXT:,}", f"{length:,}"
            self._said += say("explain.between") + say("explain.first", read=read, count=count)
        if not found:
            self._said += say("explain.end")
        self._show_from(0)

    def _show_from(self, first: int) -> None:
        """A page of the list: laying out hundreds of rows would stop the window."""
        self._adding.stop()
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._first = [], first
        self._coming = list(self._found[first : first + _ROWS_A_PAGE])
        end, count = first + len(self._coming), len(self._found)
        page = ""
        if count > _ROWS_A_PAGE:
            page = self._say("explain.between") + self._say("explain.page", first=f"{first + 1:,}", last=f"{end:,}")
        self._words.setText(f"{self._said}{page}")
        self.earlier.setVisible(first > 0)
        self.later.setVisible(end < count)
        self._add_row()

    def _add_row(self) -> None:
        """One row at a turn of the event loop."""
        for item in self._coming[:1]:
            row = ExplainedRow(item, self._say)
            row.code_chosen.connect(self.code_chosen)
            row.action_chosen.connect(self.action_chosen)
            row.history_chosen.connect(self.history_chosen)
            row.answer_chosen.connect(self.answer_chosen)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
            for stop in row.stops[-1:]:
                # Made later, it would stand behind the button that closes all.
                self.setTabOrder(stop, self.shut)
        del self._coming[:1]
        if self._coming:
            self._adding.start()

    def _ask(self) -> None:
        self._words.setText(self._say("explain.reading"))
        self.text_given.emit(self.text.whole_text())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self._say("explain.found"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes when it is needed takes width, and every row is laid out twice in that turn.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._list)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addWidget(self.go)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label(self._say("explain.heading"), "title"))
        column.addWidget(self.text, 2)
        column.addLayout(row)
        column.addWidget(area, 3)
        column.addLayout(foot)
