"""Fills the Signature section of every open request."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.core.models.action import ActionSpec
from explorer.core.models.request import Request
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.signing_keys import LANE, SigningKeys
from explorer.ui.flows.tab_tasks import TabTasks

if TYPE_CHECKING:
    from explorer.services.inspect_signature import Inspection
    from explorer.ui.request.request_tab import RequestTab
    from explorer.ui.request.signature_view import SignatureView


class Signatures(QObject):
    """Signs off the window's thread."""

    def __init__(self, desk: Desk, profiles: ProfileFlow, keys: SigningKeys) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._views: dict[RequestTab, SignatureView] = {}
        self._tasks = TabTasks(desk, "The signature cannot be made")
        self._keys = keys
        self._theirs: dict[RequestTab, str] = {}
        desk.requests.tab_opened.connect(self._on_tab_opened)
        desk.requests.tab_closed.connect(self._on_tab_closed)
        desk.bar.changed.connect(self._on_bar_changed)
        profiles.loaded.connect(self._on_profiles_loaded)

    def _on_tab_opened(self, tab: "RequestTab") -> None:
        from explorer.ui.request.signature_view import SignatureView

        view = self._views[tab] = SignatureView(tab.names, tab.sections.pages)
        view.wanted.connect(partial(self._inspect, tab))
        tab.edited.connect(view.request_changed)
        tab.add_section("Signature", view)
        if theirs := self._theirs.pop(tab, ""):
            view.compare_with(theirs)

    def compare_with(self, tab: "RequestTab", theirs: str) -> None:
        """Put a customer's Authorization beside ours, in a tab that is about to be opened."""
        self._theirs[tab] = theirs

    def _on_tab_closed(self, tab: "RequestTab") -> None:
        self._views.pop(tab, None)
        self._tasks.forget(tab)

    def _on_bar_changed(self) -> None:
        for view in self._views.values():
            view.request_changed()

    def _on_profiles_loaded(self) -> None:
        self._keys.forget()
        self._on_bar_changed()

    def _inspect(self, tab: "RequestTab", pasted: str) -> None:
        if (view := self._views.get(tab)) is not None:
            self._tasks.start(tab, view, partial(self._work, tab.spec, pasted), partial(_show, view), lane=LANE)

    def _work(self, spec: ActionSpec | None, pasted: str, request: Request) -> "Inspection":
        """In the lane's thread."""
        from explorer.services.inspect_signature import inspect

        credential, signer = self._keys.of(request.profile)
        return inspect(request, credential, spec=spec, pasted=pasted, signer=signer)


def _show(view: "SignatureView", found: "Inspection") -> None:
    view.show_signed(found.trace, found.note, found.comparison)
