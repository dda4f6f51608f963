"""JMESPath expressions over the answer: a small one at once, a large one in a process of its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.ui.response.errand import Errand

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.services.query_process import QueryProcess

AT_ONCE = 12_000
"""Bytes of an answer that an expression goes through in some milliseconds."""
_MOST = 256_000_000


class Expressions(QObject):
    """One expression at a time.

    Signals:
        found(bytes, str): what was selected, as JSON, and the expression.
        failed(str): why nothing was.
        waiting(): the result comes later; ``stop`` gives up.
    """

    found = Signal(bytes, str)
    failed = Signal(str)
    waiting = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errand = Errand(self)
        self._process: QueryProcess | None = None

    def ask(self, answer: "Document", text: str) -> None:
        """Work out an expression over the whole answer."""
        if len(answer.data) <= AT_ONCE:
            self._ask_here(answer, text)
        elif len(answer.data) > _MOST:
            self.failed.emit(f"Expressions take answers of up to {_MOST // 1_000_000} MB.")
        else:
            self._ask_aside(answer, text)

    def _ask_here(self, answer: "Document", text: str) -> None:
        from explorer.core.errors import UsageError
        from explorer.core.models.json_value import dumps
        from explorer.services.query_json import query

        root = answer.root()
        try:
            found = dumps(query(text, answer.to_value(root) if root is not None else None))
        except UsageError as error:
            self.failed.emit(str(error))
        else:
            self.found.emit(found.encode("utf-8", "surrogatepass"), text)

    def _ask_aside(self, answer: "Document", text: str) -> None:
        from explorer.services.query_process import QueryProcess

        if self._process is None:
            self._process = QueryProcess(answer.data)
        self.waiting.emit()
        self._errand.start(
            self._process.ask,
            text,
            done=lambda found: self.found.emit(found, text),
            failed=lambda error: self.failed.emit(str(error)),
        )

    def stop(self) -> None:
        """Give up, and let go of the answer."""
        process, self._process = self._process, None
        if process is not None:
            process.close()
        self._errand.drop()
