"""Reads a document on while its rows can be used; what was stopped can be gone on with."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from explorer.ui.response.slice_runner import SliceRunner

if TYPE_CHECKING:
    from explorer.core.document.document import Document

FIRST_SECONDS = 0.0025
_Left = tuple[Iterator[None], Callable[[], object], Callable[[], object] | None]


class Reading(SliceRunner):
    """At most one document at a time, apart from all work on its rows: that must not end the reading."""

    _left: _Left | None = None

    def read(
        self,
        document: "Document",
        done: Callable[[], object],
        each: Callable[[], object] | None = None,
        *,
        first: float = FIRST_SECONDS,
    ) -> None:
        """Begin; ``each`` is called now and then, ``done`` once the whole body has been passed over."""
        self._left = document.index_steps(), done, each
        self.start(*self._left, first=first)

    def halt(self) -> bool:
        """Stop where it is; whether there was something to stop."""
        halted = self.is_busy
        self.cancel()
        return halted

    def go_on(self) -> None:
        """Read on from where it was stopped."""
        if self._left is not None:
            self.start(*self._left)

    def drop(self) -> None:
        """Stop for good."""
        self.cancel()
        self._left = None
