"""A light colouring of snippets: remarks, texts, numbers and a few words."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.theme import theme

_LONGEST_LINE = 2000
_REMARK = {
    "shell": r"^\s*(?:#|rem\b).*",
    "http": r"^#.*",
    "python": r"(?<!\S)#.*",
}
_WORDS = {
    "shell": r"^\s*(?:curl|curl\.exe|tccli)\b|(?<=\s)--?[A-Za-z][\w-]*",
    "http": r"^(?:GET|POST)\b|^[A-Za-z][A-Za-z0-9-]*(?=:)",
    "python": r"\b(?:import|from|None|True|False|print)\b",
    "javascript": r"\b(?:const|new|require|null|true|false)\b",
    "go": r"\b(?:package|import|func|if|nil|panic)\b",
    "java": r"\b(?:import|public|class|static|void|throws|new)\b",
}
_COLOURS = {"remark": "muted", "text": "string", "word": "accent", "number": "number"}


class CodeHighlighter(QSyntaxHighlighter):
    """Reads a line at a time, so a text over several lines is left plain."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._token: re.Pattern[str] | None = None
        self._take_theme()
        theme.changed.connect(self._on_theme_changed)

    def set_language(self, language: str) -> None:
        """Take the rules of a language, for the text that comes next; an empty one colours nothing."""
        self._token = _pattern(language) if language else None

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a very long one is left plain."""
        if self._token is None or len(text) > _LONGEST_LINE:
            return
        for found in self._token.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), self._formats[found.lastgroup or "text"])

    def _take_theme(self) -> None:
        colours = theme.current()
        for kind, token in _COLOURS.items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(getattr(colours, token))

    def _on_theme_changed(self) -> None:
        self._take_theme()
        self.rehighlight()


def _pattern(language: str) -> re.Pattern[str]:
    plain = language in {"shell", "http"}
    remark = _REMARK.get(language, r"(?<!\S)//.*")
    text = r'"(?:[^"\\]|\\.)*"' + (r"|'[^']*'" if language == "shell" else "")
    # A command and a header hold dates and addresses, no numbers to tell apart.
    number = r"(?!)" if plain else r"(?<![\w.-])-?\d+(?:\.\d+)?\b"
    return re.compile(rf"(?P<remark>{remark})|(?P<text>{text})|(?P<word>{_WORDS[language]})|(?P<number>{number})")
