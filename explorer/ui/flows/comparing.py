"""The open answer beside one of the history, which is read off the window's thread."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from explorer.ui.flows.desk import Desk
from explorer.ui.flows.telling import Telling
from explorer.ui.history.past_answers import PastAnswerDialog, is_record_of, missing, past_rows

if TYPE_CHECKING:
    from explorer.core.models.exchange import Exchange
    from explorer.core.storage.history import HistoryEntry
    from explorer.ui.models.history_model import HistoryRow
    from explorer.ui.response.response_panel import ResponsePanel

_MOST_LISTED = 1000


class Comparing(QObject):
    """From the Compare page's own menu, and from the menu of a row of the history."""

    def __init__(self, desk: Desk, telling: Telling) -> None:
        super().__init__(desk.window)
        self._desk, self._telling = desk, telling
        desk.answers.past_requested.connect(self._offer)
        desk.history.compare_requested.connect(self._compare_open)

    def _offer(self) -> None:
        answer, panel = self._desk.answers.answer(), self._desk.answers.current()
        if answer is None or panel is None:
            return
        open_now, history = answer.exchange, self._desk.services.history
        task = self._desk.runner.call(
            lambda: past_rows(history.recent(_MOST_LISTED), open_now.request.action, but=open_now)
        )
        task.succeeded.connect(partial(self._choose, panel))
        task.failed.connect(self._telling.show_error)

    def _choose(self, panel: "ResponsePanel", rows: "list[HistoryRow]") -> None:
        dialog = PastAnswerDialog(rows, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._compare, panel))
        dialog.open()

    def _compare_open(self, entry: "HistoryEntry") -> None:
        answer, panel = self._desk.answers.answer(), self._desk.answers.current()
        if answer is None or panel is None or not answer.exchange.body:
            self._telling.say("There is no open answer to compare with: send or open a request first.")
        elif not entry.size:
            self._telling.say("No answer was kept with that entry of the history, so there is nothing to compare.")
        elif is_record_of(entry, answer.exchange):
            self._telling.say("That entry of the history is the open answer itself: choose another one.")
        else:
            self._compare(panel, entry)

    def _compare(self, panel: "ResponsePanel", entry: "HistoryEntry") -> None:
        task = self._desk.runner.call(self._desk.services.history.exchange, entry)
        task.succeeded.connect(partial(self._show, panel, entry))
        task.failed.connect(self._telling.show_error)

    def _show(self, panel: "ResponsePanel", entry: "HistoryEntry", past: "Exchange") -> None:
        if panel not in self._desk.answers.panels():
            return  # its tab was closed meanwhile
        when = f"{entry.started.astimezone():%Y-%m-%d %H:%M:%S}"
        kept = ", ".join(part for part in (missing(entry), "secrets masked") if part)
        name = f"{entry.ref.name} of {when} ({kept})"
        panel.tabs.compare.compare_with(name, past.body, past.header("Content-Type") or "application/json")
        panel.tabs.setCurrentWidget(panel.tabs.compare)
