"""All open requests, a tab each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QStackedLayout, QWidget

from explorer.core.errors import ExplorerError
from explorer.core.models.action import UNLISTED, ActionRef, ActionSpec, Example
from explorer.core.models.request import Request
from explorer.ui.request.file_value import FileErrand
from explorer.ui.request.opening import Opening
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tab_widget import RequestTabWidget
from explorer.ui.task_runner import TaskRunner
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.empty_state import EmptyState
from explorer.ui.widgets.steady import Steady


class ActionSource(Protocol):
    """What the tabs need of a catalogue."""

    def spec(self, ref: ActionRef) -> ActionSpec:
        """All about one action; raises ExplorerError."""
        ...

    def examples(self, ref: ActionRef) -> Sequence[Example]:
        """The vendor's examples of an action."""
        ...


class RequestTabsPanel(Steady, QWidget):
    """With a runner the catalogue is read on a worker thread, and a tab opens a moment later; without, at once.

    Signals:
        send_requested(object), cancel_requested(object), save_requested(object): with the RequestTab.
        current_changed(object): the RequestTab in front, or None.
        edited(object): a RequestTab holds something else now; shortly after the last key.
        dirty_changed(object): a RequestTab has or has no more something that is not saved.
        tab_opened(object), tab_closed(object): a RequestTab has come, or is about to be deleted.
        tab_shown(object): a RequestTab that was just opened stands among the others, in front if it was to be.
        new_requested(): "+" was clicked.
        failed(object): an ExplorerError: the action could not be opened.
    """

    send_requested = Signal(object)
    cancel_requested = Signal(object)
    save_requested = Signal(object)
    current_changed = Signal(object)
    edited = Signal(object)
    dirty_changed = Signal(object)
    tab_opened = Signal(object)
    tab_closed = Signal(object)
    tab_shown = Signal(object)
    new_requested = Signal()
    failed = Signal(object)

    def __init__(
        self,
        catalog: ActionSource,
        runner: TaskRunner | None = None,
        regions: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._runner = runner
        self._regions = regions
        self._current: RequestTab | None = None
        self._coming: list[ActionRef | Path] = []
        self._under_way = 0
        self._queue = BuildQueue(self)
        self.tab_widget = RequestTabWidget()
        self.tab_widget.setObjectName("requestTabs")
        self.tab_widget.setAccessibleName("Open requests")
        self.tab_widget.bar.close_asked.connect(self._on_close_asked)
        self.tab_widget.currentChanged.connect(self._on_current_changed)
        self.tab_widget.plus.clicked.connect(self.new_requested)
        self._stack = QStackedLayout(self)
        self._empty: QWidget = EmptyState(
            "send", "No request is open", "Choose an action on the left, or search for one with Ctrl+K."
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tab_widget)

    def open_action(self, ref: ActionRef) -> None:
        """Open an action with nothing filled in; an untouched tab of it is brought to the front instead."""
        for tab in self.tabs():
            if tab.is_pristine and tab.spec is not None and tab.spec.ref == ref:
                self.tab_widget.setCurrentWidget(tab)
                return
        if ref not in self._coming:
            self._bring(Opening(Request(action=ref)), ref)

    def open_request(self, request: Request, name: str = "", path: Path | None = None) -> None:
        """Open a request; one that is open already, by its path, is brought to the front."""
        self.open(Opening(request, name, path))

    def open(self, opening: Opening) -> None:
        """As ``open_request``, with everything that can be said of how it opens."""
        for tab in self.tabs():
            if opening.path is not None and tab.path == opening.path:
                self.tab_widget.setCurrentWidget(tab)
                return
        if opening.path is None or opening.path not in self._coming:
            self._bring(opening, opening.path)

    def duplicate_current(self) -> None:
        """Open the request in front once more, unsaved."""
        tab = self._current
        if tab is not None and tab.spec is not None:
            self._open(Opening(tab.to_model(), saved=Request(action=tab.spec.ref)), (tab.spec, tab.examples))

    @property
    def is_busy(self) -> bool:
        """Whether any request is open, or on its way."""
        return bool(self.tab_widget.count()) or self.is_opening

    @property
    def is_opening(self) -> bool:
        """Whether any request is on its way into a tab."""
        return self._under_way > 0

    def current(self) -> RequestTab | None:
        """The request in front."""
        return self._current

    def tabs(self) -> list[RequestTab]:
        """All open requests, in order."""
        pages = (self.tab_widget.widget(index) for index in range(self.tab_widget.count()))
        return [page for page in pages if isinstance(page, RequestTab)]

    def show_next(self, step: int = 1) -> None:
        """Bring the next request to the front, round and round."""
        count = self.tab_widget.count()
        if count:
            self.tab_widget.setCurrentIndex((self.tab_widget.currentIndex() + step) % count)

    def mark_saved(self, tab: RequestTab, name: str, path: Path | None) -> None:
        """A request has been saved; close it if that was what the saving was for."""
        closing = tab.close_after_save
        tab.mark_saved(name, path)
        if closing:
            self.remove(tab)

    def close_tab(self, tab: RequestTab) -> None:
        """Close a request; ask first if something is not saved."""
        if not tab.is_dirty:
            self.remove(tab)
            return
        self.tab_widget.setCurrentWidget(tab)
        button = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            "Close request",
            f"“{tab.title}” has changes that are not saved.",
            button.Save | button.Discard | button.Cancel,
            self,
        )
        box.setObjectName("closeQuestion")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setDefaultButton(button.Save)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda clicked: self._on_close_answered(tab, box.standardButton(clicked)))
        box.open()

    def remove(self, tab: RequestTab) -> None:
        """Close a request without asking."""
        index = self.tab_widget.indexOf(tab)
        if index < 0:
            return
        self.tab_closed.emit(tab)
        tab.set_current(False)
        self.tab_widget.removeTab(index)
        tab.deleteLater()
        self._show_state()

    def _bring(self, opening: Opening, mark: ActionRef | Path | None) -> None:
        """Look the action up and open it; ``mark`` keeps the same from being opened twice meanwhile."""
        if self._runner is None:
            try:
                found = self._look_up(opening.request.action)
            except ExplorerError as error:
                self.failed.emit(error)
                return
            self._open(opening, found)
            return
        self._under_way += 1
        if mark is not None:
            self._coming.append(mark)
        task = self._runner.call(self._look_up, opening.request.action, lane="catalog")
        task.succeeded.connect(lambda found: self._queue.add_work(self._opened_in_steps(opening, found)))
        task.failed.connect(self.failed)
        task.finished.connect(lambda: self._queue.add(lambda: self._arrived(mark)))

    def _run(self, errand: FileErrand) -> None:
        """Read or write a file for a parameter."""
        if self._runner is None:
            try:
                errand.done(errand.work())
            except ExplorerError as error:
                self.failed.emit(error)
            return
        task = self._runner.call(errand.work)
        task.succeeded.connect(errand.done)
        task.failed.connect(self.failed)

    def _arrived(self, mark: ActionRef | Path | None) -> None:
        self._under_way -= 1
        if mark in self._coming:
            self._coming.remove(mark)

    def _look_up(self, ref: ActionRef) -> tuple[ActionSpec, Sequence[Example]]:
        return self._catalog.spec(ref), self._catalog.examples(ref)

    def _open(self, opening: Opening, found: tuple[ActionSpec, Sequence[Example]]) -> None:
        for _step in self._opened_in_steps(opening, found):
            pass

    def _opened_in_steps(self, opening: Opening, found: tuple[ActionSpec, Sequence[Example]]) -> Iterator[None]:
        """Each of the steps takes as long as the window may stop; all of them together take too long."""
        # In its place from the start: Qt takes the whole style anew for all that comes into another parent.
        tab = RequestTab(self._regions, self.tab_widget.pages, in_steps=True)
        tab.set_current(False)
        yield
        while tab.build_more():
            yield
        self._fill(tab, opening, found)
        yield
        self._lay_out(tab)
        yield
        self._connect(tab)
        if opening.then is not None:
            opening.then(tab)
        self.tab_opened.emit(tab)
        yield
        self._show(tab, front=opening.front)

    def _lay_out(self, tab: RequestTab) -> None:
        """What showing it would do in one go with all the rest."""
        for widget in (tab, *tab.findChildren(QWidget)):
            widget.ensurePolished()
        tab.resize(self.tab_widget.pages.size())
        if (layout := tab.layout()) is not None:
            layout.activate()

    def _fill(self, tab: RequestTab, opening: Opening, found: tuple[ActionSpec, Sequence[Example]]) -> None:
        spec, examples = found
        tab.load(opening.request, spec, name=opening.name, path=opening.path)
        opening.fill(tab)
        tab.set_examples(examples)
        if spec.status == UNLISTED:
            tab.show_section("JSON")  # there are no fields to fill in

    def _connect(self, tab: RequestTab) -> None:
        tab.send_requested.connect(lambda: self.send_requested.emit(tab))
        tab.cancel_requested.connect(lambda: self.cancel_requested.emit(tab))
        tab.save_requested.connect(lambda: self.save_requested.emit(tab))
        tab.dirty_changed.connect(lambda dirty: self._on_dirty_changed(tab, dirty))
        tab.titled.connect(lambda _title: self._name(tab))
        tab.edited.connect(lambda: self.edited.emit(tab))
        tab.failed.connect(self.failed)
        tab.parameter_form.errand_asked.connect(self._run)

    def _show(self, tab: RequestTab, *, front: bool) -> None:
        """Among the others and to the front in one go: whoever counts the tabs finds the new one in its place."""
        self.tab_widget.blockSignals(True)  # the first tab comes to the front by being added
        self.tab_widget.addTab(tab, "")
        self.tab_widget.blockSignals(False)
        self._name(tab)
        if front:
            self.tab_widget.setCurrentWidget(tab)
        self._on_current_changed(self.tab_widget.currentIndex())
        self._show_state()
        self.tab_shown.emit(tab)

    def _name(self, tab: RequestTab) -> None:
        index = self.tab_widget.indexOf(tab)
        self.tab_widget.setTabText(index, tab.title.replace("&", "&&"))
        self.tab_widget.bar.set_dirty(index, tab.is_dirty)
        self.tab_widget.place_plus()

    def _show_state(self) -> None:
        self._stack.setCurrentWidget(self.tab_widget if self.tab_widget.count() else self._empty)

    def _on_dirty_changed(self, tab: RequestTab, dirty: bool) -> None:
        self.tab_widget.bar.set_dirty(self.tab_widget.indexOf(tab), dirty)
        self.dirty_changed.emit(tab)

    def _on_current_changed(self, index: int) -> None:
        page = self.tab_widget.widget(index)
        tab = page if isinstance(page, RequestTab) else None
        if tab is self._current:
            return
        if self._current is not None and self._current in self.tabs():
            self._current.set_current(False)
        self._current = tab
        if tab is not None:
            tab.set_current(True)
        self.current_changed.emit(tab)

    def _on_close_asked(self, index: int) -> None:
        page = self.tab_widget.widget(index)
        if isinstance(page, RequestTab):
            self.close_tab(page)

    def _on_close_answered(self, tab: RequestTab, answer: QMessageBox.StandardButton) -> None:
        if answer == QMessageBox.StandardButton.Discard:
            self.remove(tab)
        elif answer == QMessageBox.StandardButton.Save:
            tab.close_after_save = True
            self.save_requested.emit(tab)
