"""One piece of work at a time for each open request: what is newer takes the place of what is under way."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from explorer.core.errors import ExplorerError
from explorer.ui.flows.effective import effective

if TYPE_CHECKING:
    from explorer.core.models.request import Request
    from explorer.ui.flows.desk import Desk
    from explorer.ui.request.request_tab import RequestTab
    from explorer.ui.task_runner import Task

T = TypeVar("T")


class View(Protocol):
    """What shows the result."""

    def show_failure(self, message: str) -> None:
        """Say why there is none."""
        ...


class TabTasks:
    """Results of work that was replaced, or whose tab was closed, reach nobody."""

    def __init__(self, desk: "Desk", otherwise: str) -> None:
        """``otherwise`` begins the sentence that tells of anything but an ExplorerError."""
        self._desk, self._otherwise = desk, otherwise
        self._tasks: dict[RequestTab, Task] = {}

    def start(
        self,
        tab: "RequestTab",
        view: View,
        work: "Callable[[Request], T]",
        show: Callable[[T], object],
        *,
        lane: str,
    ) -> None:
        """Work on the tab's request as it would leave now, in a lane's thread, in place of what the tab had."""
        self.forget(tab)
        try:
            request = effective(tab.to_model(), self._desk.bar)
        except ExplorerError as error:
            view.show_failure(str(error))
            return
        task = self._tasks[tab] = self._desk.runner.call(work, request, lane=lane)
        task.succeeded.connect(show)
        task.failed.connect(lambda error: view.show_failure(self._words(error)))
        task.finished.connect(lambda: self._tasks.pop(tab, None) if self._tasks.get(tab) is task else None)

    def forget(self, tab: "RequestTab") -> None:
        """Drop what is under way for a tab."""
        if (task := self._tasks.pop(tab, None)) is not None:
            task.succeeded.disconnect()
            task.failed.disconnect()
            task.cancel()

    def _words(self, error: BaseException) -> str:
        return str(error) if isinstance(error, ExplorerError) else f"{self._otherwise}: {error}"
