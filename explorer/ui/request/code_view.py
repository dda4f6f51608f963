"""The Code section: the request as a command or a program, always of the request as it is now."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from explorer.core.snippets.offered import OFFERS, offer_named
from explorer.core.snippets.subject import Shell, Snippet
from explorer.ui.request.code_highlighter import CodeHighlighter
from explorer.ui.request.public_names import PublicNames
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.buttons import CopyButton
from explorer.ui.widgets.selector import Selector

_SETTLE_MILLISECONDS = 150
# A signature holds for five minutes; one in sight is renewed before that.
_RENEW_MILLISECONDS = 240_000
# What a text view lays out in a few milliseconds; its time grows with the square of a line's length.
_SHOWN = 30_000
_LONGEST_LINE = 4_000
_COLOURED = 16_000


class CodeView(QWidget):
    """Shows the snippet it is given, and asks for another when it is in sight and what it shows is out of date.

    Signals:
        wanted(str, str): write the request anew, in this format and for this shell (names, see core.snippets).
        chosen(str, str): the user has chosen another format or shell.
        copied(): the snippet is on the clipboard.
        built(): all of it is there; before that, nothing else may be asked of it.
    """

    wanted = Signal(str, str)
    chosen = Signal(str, str)
    copied = Signal()
    built = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """``in_steps`` builds it bit by bit in the event loop, since all at once would be felt."""
        super().__init__(parent)
        self._names = names
        self._stale = True
        self._is_built = False
        self._snippet: Snippet | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._renew = QTimer(self, singleShot=True, interval=_RENEW_MILLISECONDS)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._column.addLayout(self._row)
        self._queue = BuildQueue(self)
        for step in (self._build_format, self._build_shell, self._build_copy, self._build_text, self._finish):
            self._queue.add(step)
        if not in_steps:
            self._queue.flush()

    @property
    def format(self) -> str:
        """The name of the chosen format."""
        return str(self._format.box.currentData())

    @property
    def shell(self) -> str:
        """The chosen shell."""
        return str(self._shell.box.currentData())

    def choose(self, name: str, shell: str) -> None:
        """Take a format and a shell, as if chosen, without telling."""
        for box, value in ((self._format.box, name), (self._shell.box, shell)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)
            box.fit()
        self._shell.setVisible(offer_named(self.format).uses_shell)
        self.request_changed()

    def request_changed(self) -> None:
        """The request, or what it inherits, is another one; asks for it shortly, or when it comes into sight."""
        self._stale = True
        if self.isVisible():
            self._settle.start()

    def show_snippet(self, snippet: Snippet) -> None:
        """Show what was written; a very long one in part, while Copy gives all of it."""
        self._snippet = snippet
        shown = _for_the_eye(snippet.text)
        self._highlighter.set_language(offer_named(self.format).language if len(shown) <= _COLOURED else "")
        if shown != self.text.toPlainText():
            self.text.setPlainText(shown)
        self._copy.setEnabled(snippet.complete)
        words = []
        if snippet.until is not None:
            words.append(f"Signed; holds until {snippet.until:%H:%M:%S} UTC")
            if self.isVisible():
                self._renew.start()
        if shown != snippet.text:
            words.append(f"shown in part; Copy gives all {len(snippet.text):,} characters")
        self._say("\n".join(filter(None, (" · ".join(words), *snippet.remarks))))

    def show_failure(self, message: str) -> None:
        """Say why nothing can be written."""
        self._snippet = None
        self.text.clear()
        self._copy.setEnabled(False)
        self._say(message, wrong=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is out of date."""
        super().showEvent(event)
        if not self._is_built:
            return
        if self._stale or self._snippet is None or self._snippet.until is not None:
            self._settle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while out of sight."""
        self._settle.stop()
        self._renew.stop()
        super().hideEvent(event)

    def _build_format(self) -> None:
        self._format = Selector("As", "", editable=False)
        for each in OFFERS:
            self._format.box.addItem(each.title, each.name)
        self._names.give(self._format.box, "codeFormat")
        self._row.addWidget(self._format)

    def _build_shell(self) -> None:
        self._shell = Selector("Shell", "", editable=False)
        for shell in Shell:
            self._shell.box.addItem(shell.value, shell.value)
        self._names.give(self._shell.box, "codeShell")
        self._row.addWidget(self._shell)

    def _build_copy(self) -> None:
        self._copy = CopyButton(self._whole_text)
        self._copy.setAccessibleName("Copy the code")
        self._copy.copied.connect(self.copied)
        self._names.give(self._copy, "copyCodeButton")
        self._row.addStretch(1)
        self._row.addWidget(self._copy)

    def _build_text(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setProperty("role", "mono")
        self.text.setFont(theme.mono_font())
        self.text.setAccessibleName("The request as code")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._highlighter = CodeHighlighter(self.text.document())
        self._names.give(self.text, "codeText")
        self._column.addWidget(self.text, 1)

    def _finish(self) -> None:
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setProperty("role", "small")
        self._note.hide()
        self._names.give(self._note, "codeNote")
        self._column.addWidget(self._note)
        self._settle.timeout.connect(self._ask)
        self._renew.timeout.connect(self._ask)
        for box in (self._format.box, self._shell.box):
            box.currentIndexChanged.connect(self._on_chosen)
            box.fit()
        self._is_built = True
        self.built.emit()

    def _ask(self) -> None:
        self._stale = False
        self.wanted.emit(self.format, self.shell)

    def _on_chosen(self) -> None:
        self._shell.setVisible(offer_named(self.format).uses_shell)
        self._stale = True
        self.chosen.emit(self.format, self.shell)
        if self.isVisible():
            self._settle.stop()
            self._ask()

    def _whole_text(self) -> str:
        return self._snippet.text if self._snippet is not None and self._snippet.complete else ""

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note.setProperty("role", "fieldError" if wrong else "small")
        restyle(self._note)


def _for_the_eye(text: str) -> str:
    lines = text[:_SHOWN].split("\n")
    return "\n".join(line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …" for line in lines)
