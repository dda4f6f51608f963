"""Sizes that do not depend on what is inside: asking all pages of a stack costs the window more than painting them."""

from PySide6.QtCore import QSize

_LEAST, _USUAL = QSize(160, 120), QSize(420, 320)


class Steady:
    """Before a Qt class with pages: these take the room there is, in sight or not, so nobody need ask them.

    Qt asks every page, and each of those all that is in it, several times for each label of which the text changes.
    """

    def hasHeightForWidth(self) -> bool:
        """No page is given another height for its width."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Enough to be seen."""
        return _LEAST

    def sizeHint(self) -> QSize:
        """As good as any."""
        return _USUAL
