"""Tool tips of outside text: Qt takes whatever looks like HTML for HTML, and would draw it and its pictures."""

import html

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """The tip that shows this text to the letter."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'
