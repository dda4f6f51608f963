"""Undo and redo over a whole request, whichever section an edit was made in."""

from typing import TYPE_CHECKING

from explorer.core.errors import ExplorerError
from explorer.ui.request.undo_history import Step, UndoHistory

if TYPE_CHECKING:
    from explorer.ui.request.request_tab import RequestTab


class TabUndo:
    """Takes down how a tab stands after each edit, and puts it back."""

    def __init__(self, tab: "RequestTab") -> None:
        self._tab = tab
        self._history = UndoHistory()
        tab.edited.connect(self._note)

    def begin(self) -> None:
        """Something else was loaded."""
        self._history.begin(self._now())

    def undo(self) -> bool:
        """Take the last edit back; says whether there was one."""
        self._note()
        return self._put_back(self._history.undo())

    def redo(self) -> bool:
        """Do the edit again that was taken back last; says whether there was one."""
        self._note()
        return self._put_back(self._history.redo())

    def _note(self) -> None:
        try:
            self._history.note(self._now())
        except (ExplorerError, ValueError):
            return  # Nothing was loaded yet.

    def _now(self) -> Step:
        return Step(self._tab.to_model(), self._tab.json_editor.exact.isChecked())

    def _put_back(self, step: Step | None) -> bool:
        if step is not None:
            self._tab.put_back(step.request, exact=step.exact)
        return step is not None
