"""The JSON of the request, edited as text."""

import json

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from explorer.core.form.duplicate_keys import duplicate_key
from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.ui.request.json_highlighter import JsonHighlighter
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.text_difference import difference
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.buttons import LinkButton

_PARSE_MILLISECONDS = 120
_LARGE = 300_000


class _Text(QPlainTextEdit):
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
    """

    parsed = Signal(object)
    broken = Signal()
    exact_changed = Signal()
    typed = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._last = ""
        self.error = ""
        self._given = ("", "")
        self.text = _Text()
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
        self._timer.timeout.connect(self.parse_now)
        self._arrange()

    def show_parameters(self, parameters: JsonObject) -> None:
        """Write parameters, indented, without calling it an edit; undo brings the former text back."""
        self.show_text(dumps(parameters, indent=2))

    def content(self) -> str:
        """The text as it was given while nobody has edited it: an editor takes every line end for a plain one."""
        shown = self._in_sight()
        given, looked = self._given
        return given if shown == looked else shown

    def _in_sight(self) -> str:
        """The text, with the no-break spaces that Qt's plain text takes for blanks."""
        return self.text.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Write a text as it stands, without calling it an edit."""
        if text == self.content():
            self._judge(text)
            return
        self._shown = True
        self._highlighter.setDocument(self.text.document() if len(text) < _LARGE else None)
        start, end, new = difference(self._in_sight(), text.replace("\r\n", "\n").replace("\r", "\n"))
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        self._shown = False
        shown = self._in_sight()
        self._given = (text, shown) if text != shown else ("", "")
        self._judge(shown)

    def tidy(self) -> None:
        """Indent the text, if it can be read."""
        self.parse_now()
        try:
            text = dumps(loads(self.content()), indent=2)
        except ValueError:
            return
        self.show_text(text)

    def parse_now(self) -> None:
        """Read the text and say what it is."""
        self._timer.stop()
        value = self._judge(self._in_sight())
        if value is None:
            self.broken.emit()
        else:
            self.parsed.emit(value)

    def settle(self) -> None:
        """Read the text now if it has changed since it was last read."""
        if self._timer.isActive():
            self.parse_now()

    def go_to_error(self) -> None:
        """Put the cursor where the reading stopped."""
        marks = self.text.extraSelections()
        if marks:
            self.text.setTextCursor(marks[0].cursor)
        self.text.setFocus()

    def _on_text_changed(self) -> None:
        # Colouring anew, as for another theme, also comes as a change of the text.
        text = self.content()
        if text == self._last:
            return
        self._last = text
        if not self._shown:
            self._timer.start()
            self.typed.emit()

    def _judge(self, text: str) -> JsonObject | None:
        try:
            value = loads(text)
        except json.JSONDecodeError as error:
            self._tell(f"Line {error.lineno}, column {error.colno}: {_words(error.msg)}", error.pos)
            return None
        except (ValueError, RecursionError) as error:
            self._tell(f"Not JSON: {error}", 0)
            return None
        if not isinstance(value, dict):
            self._tell("The parameters of a request are a JSON object, in braces.", 0)
            return None
        if (twice := duplicate_key(text)) is not None:
            line = text.count("\n", 0, twice.position) + 1
            words = f"Line {line}: “{twice.key}” stands twice in one object, which a form cannot hold."
            self._tell(words, twice.position)
            return None
        self._tell("", -1)
        return value

    def _tell(self, error: str, position: int) -> None:
        self.error = error
        self._state.setText(error)
        role = "fieldError" if error else "small"
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            restyle(self._state)
        self.text.setExtraSelections([_mark(self.text, position)] if error else [])

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


def _words(message: str) -> str:
    return {
        "Expecting value": "a value is missing here.",
        "Expecting ',' delimiter": "a comma or a closing bracket is missing before this.",
        "Expecting ':' delimiter": "a colon is missing before this.",
        "Expecting property name enclosed in double quotes": "a member's name in double quotes is missing here.",
        "Extra data": "the JSON has ended already; this is more than one value.",
        "Unterminated string starting at": "this text has no closing quote.",
        "Illegal trailing comma before end of object": "a comma stands before the closing brace.",
        "Illegal trailing comma before end of array": "a comma stands before the closing bracket.",
    }.get(message, f"{message}.")


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
