"""Gathers the rows of an expansion in slices, and frees them in slices too when they are not wanted any more."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from explorer.core.document.emptying import emptied
from explorer.ui.models.expansion import Expansion
from explorer.ui.response.slice_runner import SliceRunner


class GatheringRunner(SliceRunner):
    """Half a million rows of an expansion that was cancelled would stop the window if they were freed at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathering: Expansion | None = None
        self._dropped: list[Expansion] = []
        self._freeing = SliceRunner(self)

    def gather(
        self,
        work: Expansion,
        done: Callable[[], object],
        each: Callable[[], object] | None = None,
        steps: Iterator[None] | None = None,
    ) -> None:
        """``start`` for an expansion; ``steps`` are those left if it was begun already."""

        def finish() -> None:
            self._gathering = None
            done()

        self.start(steps or work.steps(), finish, each)
        if self.is_busy:
            self._gathering = work

    def cancel(self) -> None:
        """Drop the work; what it gathered is freed little by little."""
        super().cancel()
        dropped, self._gathering = self._gathering, None
        if dropped is not None:
            self._dropped.append(dropped)
            if not self._freeing.is_busy:
                self._freeing.start(self._free(), self._dropped.clear)

    def _free(self) -> Iterator[None]:
        for work in self._dropped:  # it may grow meanwhile
            yield from emptied(work.rows)
