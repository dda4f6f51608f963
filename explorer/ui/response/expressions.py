"""JMESPath expressions over the answer: a small one at once, a large one in a process of its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from explorer.ui.response.errand import Errand
from explorer.ui.response.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.services.query_process import QueryProcess

AT_ONCE = 12_000
"""Bytes of an answer that most expressions go through in some milliseconds."""
_WORDS = "Selecting…"
_LONG = 400
_SECONDS = 0.004
_KEPT_MILLISECONDS = 120_000
_TELLING_MILLISECONDS = 100
_MOST = 256_000_000


class Expressions(QObject):
    """One expression at a time.

    Signals:
        found(bytes, str, object): what was selected, as JSON, the expression, and the secrets' values in the answer.
        failed(str): why nothing was.
        waiting(): the result comes later; ``stop`` gives up.
    """

    found = Signal(bytes, str, object)
    failed = Signal(str)
    waiting = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errand = Errand(self)
        self._process: QueryProcess | None = None
        self.also_secret: frozenset[str] = frozenset()
        """Names whose texts are secrets in this answer."""
        self._asked = ""
        self._idle = QTimer(self, singleShot=True, interval=_KEPT_MILLISECONDS)
        self._idle.timeout.connect(self.stop)
        self._watch = QTimer(self, interval=_TELLING_MILLISECONDS)
        self._watch.timeout.connect(self._tell_share)
        self._strip: ProgressStrip | None = None

    def show_in(self, strip: ProgressStrip) -> None:
        """Say there what goes on; whoever takes the result takes the words away."""
        self._strip = strip

    def ask(self, answer: "Document", text: str) -> None:
        """Work out an expression over the whole answer."""
        small = len(answer.data) <= AT_ONCE and len(text) <= _LONG
        if len(answer.data) > _MOST:
            self.failed.emit(f"Expressions take answers of up to {_MOST // 1_000_000} MB.")
        elif not small or not self._ask_here(answer, text):
            self._ask_aside(answer, text)

    def _ask_here(self, answer: "Document", text: str) -> bool:
        """Try at once; False if it takes too long: a few letters can name a value a million times."""
        from explorer.core.errors import UsageError
        from explorer.core.models.json_value import dumps
        from explorer.core.secrets.secret_values import secrets_in
        from explorer.services.query_json import TooLongError, query

        root = answer.root()
        value = answer.to_value(root) if root is not None else None
        try:
            found = dumps(query(text, value, seconds=_SECONDS))
        except TooLongError:
            return False
        except UsageError as error:
            self.failed.emit(str(error))
        else:
            self.found.emit(found.encode("utf-8", "surrogatepass"), text, secrets_in(value, self.also_secret))
        return True

    def _ask_aside(self, answer: "Document", text: str) -> None:
        from explorer.services.query_process import QueryProcess

        if self._process is None:
            self._process = QueryProcess(answer.data, self.also_secret)
        process = self._process
        if self._errand.is_busy and text == self._asked:
            return  # Return was pressed twice
        self._asked = text
        self._idle.stop()
        self.waiting.emit()
        if self._strip is not None:
            self._strip.begin(_WORDS)
            self._watch.start()
        self._errand.start(
            process.ask,
            text,
            done=lambda found: self._tell(self.found, found, text, process.secrets),
            failed=lambda error: self._tell(self.failed, str(error)),
        )

    def _tell_share(self) -> None:
        share, strip = self._process.share if self._process is not None else None, self._strip
        if share is None or strip is None:
            return
        if share < 1:
            strip.show_words("Reading the answer for the expression…")
            strip.show_share(share)
        else:
            strip.begin(_WORDS)

    def _tell(self, signal: SignalInstance, *values: object) -> None:
        self._watch.stop()
        self._idle.start()
        signal.emit(*values)

    def rest(self) -> None:
        """Give up what is under way. An answer that was read stays ready for the next expression for a while."""
        if self._errand.is_busy:
            self.stop()

    def stop(self) -> None:
        """Give up, and let go of the answer."""
        process, self._process = self._process, None
        if process is not None:
            process.close()
        self._idle.stop()
        self._watch.stop()
        self._errand.drop()
