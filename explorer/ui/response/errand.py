"""One call that waits (for a disk, for another process), made on a thread of its own that ends with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from explorer.ui.task_runner import TaskRunner


class Errand(QObject):
    """At most one call at a time; a new one, or ``drop``, makes that nobody hears of the old one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: TaskRunner | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way."""
        return self._tasks is not None

    def start(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Call the function; one of ``done`` and ``failed`` is called on the window's thread."""
        self.drop()
        tasks = self._tasks = TaskRunner(self)
        task = tasks.call(function, *arguments)

        def settle(tell: Callable[[Any], object], value: Any) -> None:
            if self._tasks is tasks:
                self.drop()
                tell(value)

        task.succeeded.connect(lambda result: settle(done, result))
        task.failed.connect(lambda error: settle(failed, error))

    def drop(self) -> None:
        """Hear nothing more of a call under way."""
        tasks, self._tasks = self._tasks, None
        if tasks is not None:
            tasks.close(wait=False)
            tasks.deleteLater()
