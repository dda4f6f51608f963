"""Colours for the head of a request: names apart from values, signed and own headers apart from the rest."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.theme import theme


class WireHighlighter(QSyntaxHighlighter):
    """Names are muted; a signed header's is bold, the user's own one has the accent's colour."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._signed: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        theme.changed.connect(self.rehighlight)

    def set_names(self, signed: frozenset[str], own: frozenset[str]) -> None:
        """Say which headers are signed and which are the user's own, by their names in lower case."""
        if (signed, own) != (self._signed, self._own):
            self._signed, self._own = signed, own
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line; the request line stays as it is."""
        name, colon, _value = text.partition(":")
        if not colon or not self.currentBlock().blockNumber():
            return
        colours, form = theme.current(), QTextCharFormat()
        key = name.lower()
        form.setForeground(colours.accent if key in self._own else colours.muted)
        if key in self._signed:
            form.setFontWeight(QFont.Weight.Bold)
            form.setForeground(colours.accent if key in self._own else colours.text)
        self.setFormat(0, len(name) + 1, form)
