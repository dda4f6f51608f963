"""What is to be shown in a new tab, and how."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.models.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.request.request_tab import RequestTab


@dataclass(frozen=True, slots=True)
class Opening:
    """A request on its way into a tab.

    ``saved`` is what counts as saved of it (None: the request itself). ``left_out`` and ``dropped_headers`` name the
    secrets that saving left out. ``front`` brings the tab to the front. ``then`` is called with the tab just
    before the others hear that it is there.
    """

    request: Request
    name: str = ""
    path: Path | None = None
    saved: Request | None = None
    left_out: tuple[str, ...] = ()
    dropped_headers: tuple[str, ...] = ()
    front: bool = True
    then: "Callable[[RequestTab], object] | None" = None

    def fill(self, tab: "RequestTab") -> None:
        """Finish a tab that was loaded with the request."""
        if self.left_out or self.dropped_headers:
            tab.set_left_out(self.left_out, self.dropped_headers)
        if self.saved is not None:
            tab.set_baseline(self.saved)
