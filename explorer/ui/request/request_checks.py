"""What is wrong with a request, and a Send that waits until that is known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.core.errors import ParameterError
from explorer.core.form.validate import Problem

if TYPE_CHECKING:
    from explorer.ui.request.request_tab import RequestTab

_CHANGED = "Not sent, since the request was changed while it was being looked through. Send it again."


class RequestChecks(QObject):
    """Reading and looking through a large request takes a while, in which the window goes on.

    Signals:
        passed(): nothing is in the way of the Send that was asked for.
        failed(object): an ExplorerError: that Send will not come.
    """

    passed = Signal()
    failed = Signal(object)

    def __init__(self, tab: "RequestTab") -> None:
        super().__init__(tab)
        self._tab = tab
        self._waits = False
        tab.json_editor.parsed.connect(self._go_on)
        tab.json_editor.broken.connect(self._go_on)
        tab.parameter_form.checked.connect(self._on_checked)
        tab.problem_bar.show_asked.connect(self.go_to_problem)

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the parameters and with how they travel, remarks included."""
        tab = self._tab
        travel = tab.header_form.problems(tab.to_model())
        if (words := tab.broken_json()) is not None:
            blocking = not tab.json_editor.exact.isChecked()
            return (Problem("", "json", f"The form waits for the JSON. {words}", blocking=blocking), *travel)
        return (*tab.parameter_form.problems(), *travel)

    def ask(self) -> None:
        """Let the request go, or show what is in its way: at once, unless there is much to look through first."""
        self._waits = True
        self._go_on()

    def drop(self) -> None:
        """The request is another one now: what was asked for would send something else."""
        if self._waits:
            self._waits = False
            self.failed.emit(ParameterError(_CHANGED))

    def show(self) -> None:
        """Bring the line that counts the problems up to date, if it is in sight."""
        if not self._tab.problem_bar.isVisible():
            return
        if self._tab.broken_json() is None and not self._tab.parameter_form.is_checked:
            self._tab.parameter_form.check_now()  # and here again when that is through
            return
        blocking = self._blocking()
        self._tab.problem_bar.tell(len(blocking), blocking[0].message if blocking else "")

    def go_to_problem(self) -> None:
        """Bring the first problem into sight."""
        problem = next(iter(self._blocking()), None)
        if problem is None:
            return
        if problem.rule == "json":
            self._tab.show_section("JSON")
            self._tab.json_editor.go_to_error()
        elif problem.rule == "header":
            self._tab.show_section("Headers")
            self._tab.header_form.focus_problem(problem.path)
        else:
            self._tab.focus_field(problem.path)

    def _blocking(self) -> list[Problem]:
        return [problem for problem in self.problems() if problem.blocking]

    def _go_on(self) -> None:
        if not self._waits or self._tab.json_editor.hurry():
            return
        form = self._tab.parameter_form
        if self._tab.broken_json() is None and not form.is_checked:
            form.check_now()
            return
        self._waits = False
        blocking = self._blocking()
        self._tab.problem_bar.tell(len(blocking), blocking[0].message if blocking else "")
        if blocking:
            form.reveal_problems()
            self.go_to_problem()
        else:
            self.passed.emit()

    def _on_checked(self) -> None:
        self.show()
        self._go_on()
