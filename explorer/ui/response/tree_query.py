"""The expression over the tree: its field, when it can be asked, and the document that its result is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.ui.response.expressions import Expressions
from explorer.ui.response.fault_words import selected_words
from explorer.ui.response.progress_strip import ProgressStrip
from explorer.ui.response.query_field import query_field

if TYPE_CHECKING:
    from explorer.core.document.document import Document


class TreeQuery(QObject):
    """One expression over the answer at a time; asked before the answer was read, it is asked again then.

    Signals:
        found(object, str): what was selected, a document to be read, and words on where it comes from.
        failed(str): why nothing was.
        too_early(): the answer is not read, and reading it was stopped.
        emptied(): the field is empty, nothing is selected any more.
    """

    found = Signal(object, str)
    failed = Signal(str)
    too_early = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = query_field()
        self._expressions = Expressions(self)
        self._answer: Document | None = None
        self._early = self._shows = False
        self.language = "en"
        self.field.textChanged.connect(self._on_text_changed)
        self._expressions.failed.connect(self._on_failed)
        self._expressions.found.connect(self._on_found)

    def show_in(self, strip: ProgressStrip) -> None:
        """Say there what goes on."""
        self._expressions.show_in(strip)

    def ask(self, answer: "Document | None", *, is_read_on: bool) -> None:
        """Select from the whole answer; ``is_read_on`` says that what is missing of it will come."""
        text = self.field.text().strip()
        self._answer, self._early = answer, answer is not None and not answer.complete
        if self._early and not is_read_on:
            self.too_early.emit()
        if answer is not None and answer.complete and text:
            self._expressions.ask(answer, text)

    def ask_again(self, answer: "Document") -> None:
        """The answer has been read: what was asked too early is asked now."""
        if self._early:
            self.ask(answer, is_read_on=False)

    def reset(self, *, ask_again: bool = False) -> None:
        """Another answer: nothing is asked of it, or, once it is read, what was asked of the one before."""
        again = ask_again and (self._shows or self._early)
        self._expressions.stop()
        self._answer, self._early, self._shows = None, again, False
        if not again:
            self.field.clear()

    def declare(self, names: frozenset[str]) -> None:
        """Texts of these names are secrets, too: what is selected of them is hidden."""
        self._expressions.also_secret = names

    def rest(self) -> None:
        """Nothing is selected any more; the answer stays ready for the next expression for a while."""
        self._shows = False
        self.field.clear()
        self._expressions.rest()

    def stop(self) -> None:
        """Give up what is under way."""
        self._expressions.stop()

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self.emptied.emit()

    def _on_failed(self, words: str) -> None:
        from explorer.core.knowledge.usage_words import usage_words
        from explorer.core.phrases import phrases

        self.failed.emit(usage_words(words, phrases(self.language)))

    def _on_found(self, found: bytes, text: str, secrets: frozenset[str]) -> None:
        from explorer.core.document.document import Document
        from explorer.core.secrets.secret_values import SecretValues

        document = Document(found)
        document.hides = SecretValues(secrets).hides if secrets else None
        self._shows = True
        self.found.emit(document, selected_words(text, self._answer, self.language))
