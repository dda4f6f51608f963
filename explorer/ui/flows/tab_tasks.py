"""One piece of work at a time for each open request: what is newer takes the place of what is under way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.ui.request.request_tab import RequestTab
    from explorer.ui.task_runner import Task


class TabTasks:
    """Results of work that was replaced, or whose tab was closed, reach nobody."""

    def __init__(self) -> None:
        self._tasks: dict[RequestTab, Task] = {}

    def start(
        self,
        tab: "RequestTab",
        task: "Task",
        done: Callable[..., object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Take a task in, in place of the tab's last one."""
        self.forget(tab)
        self._tasks[tab] = task
        task.succeeded.connect(done)
        task.failed.connect(failed)
        task.finished.connect(lambda: self._tasks.pop(tab, None) if self._tasks.get(tab) is task else None)

    def forget(self, tab: "RequestTab") -> None:
        """Drop what is under way for a tab."""
        if (task := self._tasks.pop(tab, None)) is not None:
            task.succeeded.disconnect()
            task.failed.disconnect()
            task.cancel()
