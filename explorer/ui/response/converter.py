"""Makes UTF-8 of a body before it is shown: at once where that is quick, else on a thread of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.ui.response.errand import Errand


class Converter(QObject):
    """At most one body at a time; a new one, or ``drop``, makes that nobody hears of the old one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errand = Errand(self)

    @property
    def is_busy(self) -> bool:
        """Whether a body is being converted."""
        return self._errand.is_busy

    def start(self, body: bytes, content_type: str, done: Callable[[bytes, str], object]) -> None:
        """``done`` hears the text and a sentence on what was done to it, perhaps before this comes back."""
        from explorer.core.document.encoding import is_quick, to_utf8

        self.drop()
        if is_quick(body, content_type):
            done(*to_utf8(body, content_type))
            return
        self._errand.start(
            to_utf8, body, content_type,
            done=lambda found: done(*found),
            failed=lambda _wrong: done(body, "The body could not be converted; it is read as UTF-8."),
        )  # fmt: skip

    def drop(self) -> None:
        """Hear nothing more of a body under way."""
        self._errand.drop()
