"""Colours for JSON text."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.theme import theme

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<boolean>\b(?:true|false|null)\b)"
)
_LONGEST_LINE = 5000


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
        for found in _TOKEN.finditer(text):
            if found.lastgroup in self._formats:
                self.setFormat(found.start(), found.end() - found.start(), self._formats[found.lastgroup])

    def _take_theme(self) -> None:
        colours = theme.current()
        for name in ("string", "number", "boolean"):
            self._formats[name] = QTextCharFormat()
            self._formats[name].setForeground(getattr(colours, name))

    def _on_theme_changed(self) -> None:
        self._take_theme()
        self.rehighlight()
