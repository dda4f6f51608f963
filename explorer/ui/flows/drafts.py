"""Keeps what is open, so that neither closing the window nor a kill loses anything typed, and brings it back."""

from dataclasses import replace
from functools import partial
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.core.errors import ExplorerError
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.saving import Saving
from explorer.ui.flows.session_place import SessionPlace
from explorer.ui.request.opening import Opening

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.core.storage.session import OpenRequest, Session
    from explorer.services.keep_session import Restoration, Restored
    from explorer.ui.request.request_tab import RequestTab

_REST_MILLISECONDS = 250
_LONGEST_MILLISECONDS = 600
_LANE = "session"
_SECOND_WINDOW = (
    "Another window is open and keeps the requests of last time. What is opened here is kept apart from it;"
    " nothing is lost, and the next start brings both back."
)


class Drafts(QObject):
    """Writes a moment after the last key, and now and then while typing goes on; off the window's thread.

    One writing at a time: what changes meanwhile is written after it. The last one comes as the window closes.

    Signals:
        restored(): all that was open is on its way into tabs; until then nothing is written.
        failed(error): it could not be read, or written (told once).
    """

    restored = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__(desk.window)
        self._desk, self._saving = desk, saving
        self._is_restored = False
        self._waiting = 0
        self._last: Session | None = None
        self._has_failed = False
        self._place = SessionPlace(desk.services.paths.session_file)
        self._left_behind: list[Path] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._longest = QTimer(self, singleShot=True, interval=_LONGEST_MILLISECONDS)
        for timer in (self._rest, self._longest):
            timer.timeout.connect(self._on_time)
        self._is_writing = False
        tabs = desk.requests
        tabs.tab_opened.connect(self._watch)
        for signal in (tabs.edited, tabs.dirty_changed, tabs.tab_shown, tabs.tab_closed, tabs.current_changed):
            signal.connect(self._on_changed)
        for done in (saving.saved, saving.moved):
            done.connect(self._on_changed)

    def restore(self) -> None:
        """Open what was open."""
        task = self._desk.runner.call(self._read, lane=_LANE)
        task.succeeded.connect(self._on_read)
        task.failed.connect(self._on_failed)

    def keep(self) -> None:
        """Write what is open now, unless that is what was written last."""
        # What is still on its way back must not be missing from the list; what never came must not hold it up.
        if not self._is_restored or (self._waiting and self._desk.requests.is_opening):
            return
        session = self._session()
        if session == self._last:
            return
        self._last = session
        self._is_writing = True
        task = self._desk.runner.call(self._write, session, lane=_LANE)
        task.failed.connect(self._on_not_kept)
        task.finished.connect(self._on_written)

    def end(self) -> None:
        """Write for the last time, and leave the file to the next window."""
        self.keep()
        self._desk.runner.call(self._place.release, lane=_LANE)

    def _read(self) -> "Restoration":
        from explorer.services.keep_session import restore_session

        self._place.take()
        self._place.clear_away(time())
        self._left_behind = self._place.left_behind()
        found = restore_session(self._desk.services, self._place.path, self._left_behind)
        return found if self._place.is_first else replace(found, notices=(_SECOND_WINDOW, *found.notices))

    def _write(self, session: "Session") -> None:
        from explorer.services.keep_session import keep_session

        keep_session(self._desk.services, session, self._place.path)
        while self._left_behind:
            self._left_behind.pop().unlink(missing_ok=True)

    def _session(self) -> "Session":
        from explorer.core.storage.session import Session

        tabs = self._desk.requests.tabs()
        current = self._desk.requests.current()
        place = tabs.index(current) if current in tabs else 0
        return Session(tuple(self._open_request(tab) for tab in tabs), place)

    def _open_request(self, tab: "RequestTab") -> "OpenRequest":
        from explorer.core.storage.collection_tree import SavedRequest
        from explorer.core.storage.session import OpenRequest

        request = tab.to_model()
        saved = self._saving.known(tab) or SavedRequest(tab.name, request)
        named = replace(saved, request=request, name=tab.name or request.action.name)
        return OpenRequest(named, tab.is_dirty)

    def _watch(self, tab: "RequestTab") -> None:
        """Hear of each key: ``edited`` comes only when the typing has paused."""
        for key in (tab.parameter_form.edited, tab.json_editor.typed, tab.header_form.edited):
            key.connect(self._on_key)

    def _on_key(self) -> None:
        if self._is_restored:
            self._rest.start()
            self._on_changed()

    def _on_changed(self) -> None:
        if not self._is_restored:
            return
        for timer in (self._rest, self._longest):
            if not timer.isActive():
                timer.start()

    def _on_time(self) -> None:
        self._rest.stop()
        self._longest.stop()
        if self._is_writing:
            self._longest.start()
        else:
            self.keep()

    def _on_written(self) -> None:
        self._is_writing = False

    def _on_read(self, found: "Restoration") -> None:
        self._waiting = len(found.tabs)
        for place, tab in enumerate(found.tabs):
            self._desk.requests.open(self._opening(tab, front=place == found.current))
        self._desk.services.notices += found.notices
        self._is_restored = True
        self.restored.emit()

    def _opening(self, tab: "Restored", *, front: bool) -> Opening:
        draft = tab.draft
        name = "" if draft.path is None and draft.name == draft.request.action.name else draft.name
        return Opening(
            draft.request,
            name,
            draft.path,
            saved=tab.saved,
            left_out=draft.blanked,
            dropped_headers=draft.dropped_headers,
            front=front,
            then=partial(self._on_opened, tab),
        )

    def _on_opened(self, restored: "Restored", tab: "RequestTab") -> None:
        self._waiting -= 1
        if restored.known is not None:
            self._saving.know(tab, restored.known)

    def _on_failed(self, error: Exception) -> None:
        self._is_restored = True
        self.failed.emit(error)
        self.restored.emit()

    def _on_not_kept(self, error: Exception) -> None:
        self._last = None
        if not self._has_failed or not isinstance(error, ExplorerError):
            self._has_failed = True
            self.failed.emit(error)
