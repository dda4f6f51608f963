"""Makes UTF-8 of a body before it is shown: at once where that is quick, else in slices."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.ui.response.errand import Errand
from explorer.ui.response.slice_runner import SliceRunner


class Converter(QObject):
    """At most one body at a time; a new one, or ``drop``, makes that nobody hears of the old one.

    Slices, not a thread: one that computes takes the interpreter away after every call of the window to Qt, and so
    stops it many times longer than the work itself would. Only the join of the parts, which leaves it alone, has one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._errand = SliceRunner(self), Errand(self)

    @property
    def is_busy(self) -> bool:
        """Whether a body is being converted."""
        return self._runner.is_busy or self._errand.is_busy

    def start(self, body: bytes, content_type: str, done: Callable[[bytes, str], object]) -> None:
        """``done`` hears the text and a sentence on what was done to it, perhaps before this comes back."""
        from explorer.core.document.encoding import Conversion, is_quick, to_utf8

        self.drop()
        if is_quick(body, content_type):
            done(*to_utf8(body, content_type))
            return
        conversion = Conversion(body, content_type)

        def join() -> None:
            self._errand.start(
                conversion.result,
                done=lambda found: done(*found),
                failed=lambda _wrong: done(body, "The body could not be converted; it is read as UTF-8."),
            )

        self._runner.start(conversion.steps(), join)

    def drop(self) -> None:
        """Hear nothing more of a body under way."""
        self._runner.cancel()
        self._errand.drop()
