"""What a screen reader says of words that change: a name alone would hide them from it."""

from PySide6.QtWidgets import QWidget


def speak_as(widget: QWidget, name: str, words: str) -> None:
    """Let a widget be read out by its name and what it says now."""
    widget.setAccessibleName(f"{name}: {words}" if words else name)
