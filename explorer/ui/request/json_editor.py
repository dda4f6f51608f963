"""The JSON of the request, edited as text."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from explorer.core.form.body_text import BodyReading, read_body
from explorer.core.form.large_values import is_large
from explorer.core.models.json_value import JsonObject, dump_pieces
from explorer.ui.request.file_value import FileErrand
from explorer.ui.request.json_highlighter import JsonHighlighter
from explorer.ui.request.long_line_edit import LongLineEdit
from explorer.ui.request.long_lines import LONGEST, MARKS, broken_pieces, mark_for
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.text_difference import difference, units
from explorer.ui.request.text_filler import TextFiller, in_lines
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.buttons import LinkButton

_PARSE_MILLISECONDS = 120
_NEXT_TURN_MILLISECONDS = 1
_AT_ONCE = 16_000
_LARGE = 60_000
"""Characters from which on a text is put in and read bit by bit, so that the window goes on meanwhile."""
_COLOURED = 300_000
_BOM = "\ufeff"


class _Text(LongLineEdit):
    """Leaves Ctrl+Enter to the window; Tab writes two blanks, Shift+Tab leaves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self.insertPlainText("  ")
        elif event.key() == Qt.Key.Key_Backtab:
            self.focusNextPrevChild(False)
        else:
            super().keyPressEvent(event)


class JsonEditor(QWidget):
    """Text and parameters of one request. The text is parsed shortly after the last key.

    Signals:
        parsed(object): the text is a JSON object again; here it is.
        broken(): the text has become something that is no JSON object.
        exact_changed(): whether the text is sent byte for byte was changed.
        typed(): the user has changed the text.
        errand_asked(object): a FileErrand is to be run off the window's thread.
    """

    parsed = Signal(object)
    broken = Signal()
    exact_changed = Signal()
    typed = Signal()
    errand_asked = Signal(object)

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._last = ""
        self.error = ""
        self._given = ("", "")
        self._order_mark = ""
        self._awaited: object = None
        self._is_shown_broken = False
        self._gathering = BuildQueue(self)
        self.text = _Text()
        self._filler = TextFiller(self.text)
        self._filler.filled.connect(self._on_filled)
        self.text.setProperty("role", "mono")
        self.text.setFont(theme.mono_font())
        self.text.setAccessibleName("Parameters as JSON")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.textChanged.connect(self._on_text_changed)
        names.give(self.text, "jsonEditor")
        self._highlighter = JsonHighlighter(self.text.document())
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setWordWrap(True)
        self._state.setProperty("role", "small")
        names.give(self._state, "jsonState")
        self._format = LinkButton("Tidy")
        self._format.setToolTip("Write the JSON anew, indented; numbers and order stay")
        self._format.clicked.connect(self.tidy)
        self.exact = QCheckBox("Send this text as it stands")
        self.exact.setToolTip("The body is these bytes, blanks and mistakes included")
        self.exact.toggled.connect(self.exact_changed)
        names.give(self.exact, "exactBody")
        self._timer = QTimer(self, singleShot=True, interval=_PARSE_MILLISECONDS)
        self._timer.timeout.connect(self._on_pause)
        self._arrange()

    def show_parameters(self, parameters: JsonObject) -> None:
        """Write parameters, indented, without calling it an edit; undo brings the former text back."""
        pieces = dump_pieces(parameters, indent=2)
        if not is_large(parameters, _AT_ONCE):
            self.show_text("".join(pieces))
            return
        self._order_mark = ""
        self.text.mark = MARKS[0]
        self._fill(_escaped(pieces), coloured=not is_large(parameters, _LARGE))
        self._tell("", -1)

    def content(self) -> str:
        """The text as it was given while nobody has edited it: an editor takes every line end for a plain one.

        A byte order mark, which no editor holds, stays before it.
        """
        shown = self._in_sight()
        given, looked = self._given
        return self._order_mark + (given if shown == looked else shown)

    def _in_sight(self) -> str:
        self._filler.finish()
        return self.text.toPlainText()

    def show_text(self, text: str) -> None:
        """Write a text as it stands, without calling it an edit."""
        if text == self.content():
            self._judge(self._in_sight())
            return
        self._order_mark = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > _LARGE:
            self.text.mark = mark_for(plain)
            self._fill(in_lines(plain), coloured=len(plain) < _COLOURED)
            self._given = (text, plain) if text != plain else ("", "")
            self._judge(plain)
            return
        self._shown = True
        self._colour(True)
        self._filler.finish()
        start, end, new = difference(self.text.shown_text(), self.text.to_show(plain))
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        self._shown = False
        shown = self._in_sight()
        self._given = (text, shown) if text != shown else ("", "")
        self._is_shown_broken = self.text.is_broken
        self._judge(shown)

    def tidy(self) -> None:
        """Indent the text, if it can be read."""
        self._timer.stop()
        self._read(self._in_sight(), self._on_tidied)

    def parse_now(self) -> None:
        """Read the text and say what it is."""
        self._timer.stop()
        self._awaited = None
        self._on_read(read_body(self._in_sight()))

    def settle(self) -> None:
        """Read the text now if it has changed since it was last read."""
        if self.is_reading:
            self.parse_now()

    def hurry(self) -> bool:
        """As ``settle``, but a long text is read elsewhere; says whether that still goes on."""
        if self._timer.isActive():
            self._timer.stop()
            self._on_pause()
        return self._awaited is not None

    @property
    def is_reading(self) -> bool:
        """Whether the text has changed since it was last read."""
        return self._timer.isActive() or self._awaited is not None

    def _fill(self, pieces: Iterator[str], *, coloured: bool) -> None:
        self._timer.stop()
        self._awaited = None
        self._given = ("", "")
        self._colour(coloured)
        self._is_shown_broken = False
        self._filler.fill(self._breaking(pieces), at_once=False)

    def _breaking(self, pieces: Iterator[str]) -> Iterator[str]:
        mark = self.text.mark
        for piece in pieces:
            for shown in broken_pieces(piece, mark):
                self._is_shown_broken |= len(piece) > LONGEST and bool(mark) and shown.endswith(mark)
                yield shown

    def _colour(self, on: bool) -> None:
        document = self.text.document() if on else None
        if self._highlighter.document() is not document:
            self._highlighter.setDocument(document)

    def _on_pause(self) -> None:
        if self.text.document().characterCount() <= _LARGE:
            self._read(self._in_sight(), self._on_read)
            return
        self._awaited = awaited = object()
        self._gathering.clear()
        self._gathering.add_work(self._gathered(awaited))

    def _gathered(self, awaited: object) -> Iterator[None]:
        yield from self.text.gather()
        self._gathering.rest(_NEXT_TURN_MILLISECONDS)  # putting it together is a turn's work by itself
        yield
        if self._awaited is awaited:
            self._read(self._in_sight(), self._on_read)

    def _read(self, text: str, done: Callable[[BodyReading], None]) -> None:
        """Read a long text elsewhere; what comes back counts unless the text has changed again."""
        if len(text) <= _LARGE:
            self._awaited = None
            done(read_body(text))
            return
        self._awaited = awaited = object()

        def arrived(reading: object) -> None:
            if self._awaited is awaited and isinstance(reading, BodyReading):
                self._awaited = None
                done(reading)

        self.errand_asked.emit(FileErrand(partial(read_body, text), arrived))

    def _on_read(self, reading: BodyReading) -> None:
        self._is_shown_broken = self.text.is_broken
        self._tell(reading.error, reading.position)
        if reading.parameters is None:
            self.broken.emit()
        else:
            self.parsed.emit(reading.parameters)

    def _on_tidied(self, reading: BodyReading) -> None:
        self._on_read(reading)
        if reading.parameters is not None:
            self.show_parameters(reading.parameters)

    def go_to_error(self) -> None:
        """Put the cursor where the reading stopped."""
        marks = self.text.extraSelections()
        if marks:
            self.text.setTextCursor(marks[0].cursor)
        self.text.setFocus()

    def _on_text_changed(self) -> None:
        # Colouring anew, as for another theme, also comes as a change of the text; a long one has no colours.
        if self._highlighter.document() is not None:
            text = self.content()
            if text == self._last:
                return
            self._last = text
        if not self._shown:
            self._awaited = None
            self._timer.start()
            self.typed.emit()

    def _judge(self, text: str) -> None:
        reading = read_body(text)
        self._tell(reading.error, reading.position)

    def _tell(self, error: str, position: int) -> None:
        self.error = error
        self._state.setText(error or self._note())
        role = "fieldError" if error else "small"
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            restyle(self._state)
        self.text.setExtraSelections([_mark(self.text, self._unit_of(position))] if error else [])

    def _note(self) -> str:
        is_broken = not self._filler.is_filling and self._is_shown_broken
        notes = [f"Lines of over {LONGEST:,} letters are shown broken, and sent whole."] if is_broken else []
        if self._order_mark:
            notes.append("A byte order mark (BOM) stands before the text, and is sent with it; Tidy takes it away.")
        return " ".join(notes)

    def _on_filled(self) -> None:
        if not self.error:
            self._state.setText(self._note())

    def _unit_of(self, position: int) -> int:
        """Where in the document a letter of the text stands, as Qt counts."""
        self._filler.finish()
        return units(self.text.shown_text()[: self.text.place_of(position)])

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 8)
        foot.setSpacing(12)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._format)
        foot.addWidget(self.exact)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(foot)


def _escaped(pieces: Iterator[str]) -> Iterator[str]:
    """In JSON that is written anew the mark of our breaks can stand as an escape, which is the same text."""
    mark = MARKS[0]
    return (piece.replace(mark, f"\\u{ord(mark):04x}") if mark in piece else piece for piece in pieces)


def _mark(editor: QPlainTextEdit, position: int) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    style = QTextCharFormat()
    style.setBackground(QColor(theme.current().error_soft))
    style.setProperty(QTextFormat.Property.FullWidthSelection, True)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(min(max(position, 0), max(editor.document().characterCount() - 1, 0)))
    selection.format = style
    selection.cursor = cursor
    return selection
