"""From an error code to its description."""

import codecs
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from explorer.core.models.action import ActionRef
from explorer.core.phrases import phrases
from explorer.ui.flows.noting import Noting
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note
    from explorer.core.models.exchange import Outcome
    from explorer.services.explain_text import Explained
    from explorer.services.wiring import Services
    from explorer.ui.catalog.explain_dialog import ExplainDialog
    from explorer.ui.catalog.paste_pad import Pasted

_STEP = 1 << 18


class Explaining(QObject):
    """Looks codes up off the window's thread and opens the description.

    Signals:
        failed(error), action_chosen(ActionRef): an action of an explained text is to be opened.
        history_chosen(str): a RequestId is to be looked for.
        told(str, whether all is well): something of the team's notes.
    """

    failed = Signal(object)
    action_chosen = Signal(object)
    history_chosen = Signal(str)
    told = Signal(str, bool)

    def __init__(self, services: "Services", runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._runner, self._window = services, runner, window
        self._last: Pasted = ""
        self.noting = Noting(services, runner, window)
        self.noting.failed.connect(self.failed)
        self.noting.told.connect(self.told)

    def describe(self, code: str, ref: ActionRef | None = None) -> None:
        """Open the description of a code, as the action's service means it."""
        if not code:
            return
        task = self._runner.call(self._explain, code, ref)
        task.succeeded.connect(partial(self._show, ref))
        task.failed.connect(self.failed)

    def explain_text(self, text: "Pasted" = "") -> None:
        """Open the dialog that explains pasted text, and explain this one at once if there is one."""
        import explorer.ui.catalog.explain_dialog  # noqa: F401 - a first import takes as long as a turn may

        QTimer.singleShot(0, self, partial(self._open_explain, text))

    def _open_explain(self, text: "Pasted") -> None:
        from explorer.ui.catalog.explain_dialog import ExplainDialog

        dialog = ExplainDialog(self._window, phrases(self._services.language))
        dialog.text_given.connect(lambda text: self._find(text, dialog))
        dialog.code_chosen.connect(self.describe)
        dialog.action_chosen.connect(self.action_chosen)
        dialog.history_chosen.connect(self.history_chosen)
        dialog.answer_chosen.connect(self._open_answer)
        dialog.finished.connect(lambda: self._keep(dialog))
        dialog.show()
        if text:
            dialog.give(text)
        elif self._last:
            dialog.text.give(self._last)
            dialog.text.selectAll()

    def _keep(self, dialog: "ExplainDialog") -> None:
        # It may have been closed by mistake.
        self._last = dialog.text.whole_text()

    def speak_anew(self) -> None:
        """Open again, in the language now chosen, what of this is open."""
        from explorer.ui.catalog.code_dialog import CodeDialog
        from explorer.ui.catalog.explain_dialog import ExplainDialog

        for dialog in self._window.findChildren(QDialog):
            if isinstance(dialog, ExplainDialog) and dialog.isVisible():
                dialog.close()
                self.explain_text(dialog.text.whole_text())
            elif isinstance(dialog, CodeDialog) and dialog.isVisible():
                dialog.close()
                self.describe(dialog.code, dialog.ref)

    def _open_answer(self, text: str, ref: ActionRef | None = None) -> None:
        task = self._runner.call(self._understand, text, ref)
        task.succeeded.connect(lambda found: self._show_answer(ref, *found))
        task.failed.connect(self.failed)

    def _understand(
        self, text: str, ref: ActionRef | None
    ) -> "tuple[bytes, Outcome, tuple[Explanation, Note | None] | None]":
        from explorer.core.envelope import understand

        body = text.encode("utf-8", "replace")
        outcome = understand(body)
        return body, outcome, self._explain(outcome.code, ref) if outcome.code else None

    def _show_answer(
        self, ref: ActionRef | None, body: bytes, outcome: "Outcome", known: "tuple[Explanation, Note | None] | None"
    ) -> None:
        from explorer.ui.response.answer_dialog import AnswerDialog

        dialog = AnswerDialog(self._window, body, outcome, *(known or ()), language=self._services.language)
        dialog.panel.code_activated.connect(partial(self.describe, ref=ref))
        dialog.panel.note_requested.connect(self.noting.edit)
        self.noting.changed.connect(dialog.show_note)
        dialog.show()

    def _find(self, text: "Pasted", dialog: "ExplainDialog") -> None:
        dialog.asked += 1
        asked = dialog.asked
        # A text of megabytes takes a while, in which all else has to be read and saved.
        task = self._runner.call(self._explain_text, text, lambda: asked == dialog.asked, lane="explain")

        def show(found: "tuple[tuple[Explained, ...], int] | None") -> None:
            if found is not None and asked == dialog.asked and isValid(dialog):
                dialog.show_explained(*found)

        task.succeeded.connect(show)
        task.failed.connect(self.failed)

    def _explain_text(
        self, text: "Pasted", is_wanted: Callable[[], bool]
    ) -> "tuple[tuple[Explained, ...], int] | None":
        """None for a text in whose place another was given meanwhile."""
        from explorer.services.explain_text import explain_text

        if not is_wanted():
            return None
        read = _decoded(text) if isinstance(text, bytes) else text
        return explain_text(self._services, read), len(read)

    def _explain(self, code: str, ref: ActionRef | None) -> "tuple[Explanation, Note | None]":
        from explorer.services.explain_error import explain
        from explorer.services.team_notes import note_to_show

        service, version = (ref.service, ref.version) if ref is not None else ("", "")
        explanation = explain(self._services, code, service=service, version=version)
        return explanation, note_to_show(self._services, explanation.code)

    def _show(self, ref: ActionRef | None, found: "tuple[Explanation, Note | None]") -> None:
        from explorer.ui.catalog.code_dialog import CodeDialog

        dialog = CodeDialog(self._window, *found)
        dialog.ref = ref
        dialog.note_requested.connect(self.noting.edit)
        self.noting.changed.connect(dialog.show_note)
        dialog.finished.connect(self._window.activateWindow)
        dialog.show()


def _decoded(data: bytes) -> str:
    """As text, in steps: one call for megabytes would hold up the window."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    parts = [decoder.decode(data[place : place + _STEP]) for place in range(0, len(data), _STEP)]
    return "".join([*parts, decoder.decode(b"", final=True)])
