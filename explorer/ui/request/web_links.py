"""The only place of a request that opens the web browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(address: str | QUrl) -> bool:
    """Open an http(s) address, asked for by a click; anything else is refused. Says whether it was opened."""
    url = QUrl(address)
    if url.scheme().lower() not in {"http", "https"} or not url.host():
        return False
    return QDesktopServices.openUrl(url)
