"""One line that names what a saved request lacks because it was a secret."""

from PySide6.QtWidgets import QWidget

from explorer.ui.request.notice_bar import NoticeBar
from explorer.ui.request.public_names import PublicNames

_MOST = 6


class LeftOutBar(NoticeBar):
    """Hidden unless something was left out."""

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(names, "leftOutBar", "warning", parent)

    def tell(self, parameters: tuple[str, ...], headers: tuple[str, ...]) -> None:
        """Name parameters and headers; none hides the line."""
        parts = [*parameters[:_MOST], *(f"header {name}" for name in headers[:_MOST])]
        more = len(parameters) + len(headers) - len(parts)
        named = ", ".join(parts) + (f" and {more} more" if more else "")
        self.say(f"Left out on saving, being secret: {named}. Fill in what you need." if parts else "")
