"""Colours for JSON text."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.request.long_lines import MARKS
from explorer.ui.theme import theme

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*(?P<end>")?)'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<boolean>\b(?:true|false|null)\b)"
)
_REST = re.compile(r'(?:[^"\\]|\\.)*(?P<end>")?')
_LONGEST_LINE = 5000
_INSIDE = 1
"""State of a line that was broken inside a string: the next one goes on with it."""


class JsonHighlighter(QSyntaxHighlighter):
    """Keys stay in the colour of text; strings, numbers and words are coloured as in the answer's tree."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._take_theme()
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a very long one is left plain."""
        if len(text) > _LONGEST_LINE:
            return
        last = _REST.match(text) if self.previousBlockState() == _INSIDE else None
        if last is not None:
            self.setFormat(0, last.end(), self._formats["string"])
        for found in _TOKEN.finditer(text, last.end() if last is not None else 0):
            last = found
            if found.lastgroup in self._formats:
                self.setFormat(found.start(), found.end() - found.start(), self._formats[found.lastgroup])
        is_open = last is not None and last.lastgroup in {"string", None} and last["end"] is None
        self.setCurrentBlockState(_INSIDE if is_open and text[-1:] in set(MARKS) else 0)

    def _take_theme(self) -> None:
        colours = theme.current()
        for name in ("string", "number", "boolean"):
            self._formats[name] = QTextCharFormat()
            self._formats[name].setForeground(getattr(colours, name))

    def _on_theme_changed(self) -> None:
        self._take_theme()
        self.rehighlight()
