"""Fills the part of every Headers section that shows the request as it goes out."""

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
    from explorer.services.preview_request import WirePreview
    from explorer.ui.request.request_tab import RequestTab


class WirePreviews(QObject):
    """Makes each preview off the window's thread; a newer one takes the place of one under way."""

    def __init__(self, desk: Desk, profiles: ProfileFlow, keys: SigningKeys) -> None:
        super().__init__(desk.window)
        self._desk, self._keys = desk, keys
        self._tabs: set[RequestTab] = set()
        self._tasks = TabTasks(desk, "The request cannot be shown")
        desk.requests.tab_opened.connect(self._on_tab_opened)
        desk.requests.tab_closed.connect(self._on_tab_closed)
        desk.bar.changed.connect(self._on_bar_changed)
        profiles.loaded.connect(self._on_bar_changed)

    def _on_tab_opened(self, tab: "RequestTab") -> None:
        self._tabs.add(tab)
        tab.header_form.preview_wanted.connect(partial(self._make, tab))
        tab.edited.connect(partial(self._renew, tab))

    def _on_tab_closed(self, tab: "RequestTab") -> None:
        self._tabs.discard(tab)
        self._tasks.forget(tab)

    def _on_bar_changed(self) -> None:
        for tab in self._tabs:
            self._renew(tab)

    def _renew(self, tab: "RequestTab") -> None:
        if (view := tab.header_form.wire) is not None:
            view.request_changed()

    def _make(self, tab: "RequestTab") -> None:
        view = tab.header_form.wire
        if view is not None and tab in self._tabs:
            self._tasks.start(tab, view, partial(self._work, tab.spec), view.show_preview, lane=LANE)

    def _work(self, spec: ActionSpec | None, request: Request) -> "WirePreview":
        """In the lane's thread."""
        from explorer.services.preview_request import preview

        credential, signer = self._keys.of(request.profile)
        return preview(request, credential, spec=spec, signer=signer)
