"""Fills the Code section of every open request."""

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.ui.flows.desk import Desk
from explorer.ui.flows.tab_tasks import TabTasks
from explorer.ui.widgets.late_page import LatePage

if TYPE_CHECKING:
    from explorer.ui.request.code_view import CodeView
    from explorer.ui.request.request_tab import RequestTab

_FIRST_FORMAT = "curl"
_FIRST_SHELL = "PowerShell" if sys.platform == "win32" else "sh"


class Coding(QObject):
    """Gives each tab its Code section; the snippet is written, and signed, off the window's thread.

    A format once chosen is the first one of the next tab.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._choice = (_FIRST_FORMAT, _FIRST_SHELL)
        self._views: dict[RequestTab, CodeView] = {}
        self._tasks = TabTasks(desk, "The code cannot be written")
        desk.requests.tab_opened.connect(self._on_tab_opened)
        desk.requests.tab_closed.connect(self._on_tab_closed)
        desk.bar.changed.connect(self._on_bar_changed)

    def _on_tab_opened(self, tab: "RequestTab") -> None:
        section = LatePage(tab.sections.pages)
        section.first_shown.connect(partial(self._fill, tab, section))
        tab.add_section("Code", section)

    def _fill(self, tab: "RequestTab", section: LatePage) -> None:
        from explorer.ui.request.code_view import CodeView

        view = CodeView(tab.names, section, in_steps=True)
        view.built.connect(partial(self._on_built, tab, view))
        section.fill(view)

    def _on_built(self, tab: "RequestTab", view: "CodeView") -> None:
        if tab not in self._desk.requests.tabs():
            return
        self._views[tab] = view
        view.wanted.connect(partial(self._write, tab))
        view.chosen.connect(self._on_chosen)
        tab.edited.connect(view.request_changed)
        view.choose(*self._choice)

    def _on_tab_closed(self, tab: "RequestTab") -> None:
        self._views.pop(tab, None)
        self._tasks.forget(tab)

    def _on_bar_changed(self) -> None:
        for view in self._views.values():
            view.request_changed()

    def _on_chosen(self, name: str, shell: str) -> None:
        self._choice = (name, shell)

    def _write(self, tab: "RequestTab", name: str, shell: str) -> None:
        from explorer.core.snippets.offered import offer_named
        from explorer.services.write_snippet import write_snippet

        view = self._views.get(tab)
        if view is None:
            return
        work = partial(write_snippet, self._desk.services, name=name, shell=shell, spec=tab.spec)
        # A keyring that waits for its password must not hold up the formats that need no key.
        lane = "signed code" if offer_named(name).carries_signature else "code"
        self._tasks.start(tab, view, work, view.show_snippet, lane=lane)
