"""The place in an answer that is found again in the next one: what was expanded, what was chosen."""

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.expansion import Expansion, Fold
from explorer.ui.response.document_view import DocumentView
from explorer.ui.response.gathering_runner import GatheringRunner
from explorer.ui.response.unfolding import unfold_faults, unfold_some

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_STEPS_AT_ONCE = 6
_MOST_ELSEWHERE = 10_000


class KeptPlace(NamedTuple):
    """What was expanded, which row was current, and how far it was scrolled."""

    folds: set[Fold]
    current: Fold = ()
    scrolled: int = 0

    def and_then(self, later: "KeptPlace") -> "KeptPlace":
        """Where the user went since, while this place was not shown yet."""
        return KeptPlace(self.folds | later.folds, later.current or self.current, later.scrolled or self.scrolled)


class PlaceKeeper:
    """Keeps the place of one answer for the next.

    What an answer does not have, such as all rows of a list when an error came, stays expanded for the one after it.
    """

    def __init__(self, model: DocumentModel, view: DocumentView, runner: GatheringRunner) -> None:
        self._model, self._view, self._runner = model, view, runner
        self._place: KeptPlace | None = None
        self._elsewhere: set[Fold] = set()

    @property
    def has_folds(self) -> bool:
        """Whether there are rows to be expanded again."""
        return self._place is not None and bool(self._place.folds)

    def forget(self) -> None:
        """Another request: its answer begins at the top."""
        self._place = None
        self._elsewhere.clear()

    def keep(self, answer: "Document | None") -> None:
        """Keep the place in the answer, if that is what is shown."""
        model = self._model
        if not model.rowCount() or model.document is not answer:
            return
        row = self._view.current_row()
        current = model.way_to(row) if row >= 0 else ()
        place = KeptPlace(model.folds() | self._elsewhere, current, self._view.verticalScrollBar().value())
        self._place = self._place.and_then(place) if self._place is not None else place

    def go_back(self, document: "Document") -> None:
        """Expand what was expanded; where that is much, what is seen meanwhile is the outermost rows."""
        if self._place is None:
            unfold_some(self._model)
            unfold_faults(self._model, document)
            self._view.scrollToTop()
            return
        work = self._model.unfolding(self._place.folds)
        if work is None:
            return
        steps = work.steps()
        if sum(1 for _ in islice(steps, _STEPS_AT_ONCE)) < _STEPS_AT_ONCE:
            self._put_back(document, work)
            return
        unfold_some(self._model)
        if not self._runner.is_busy:
            self._runner.gather(work, lambda: self._put_back(document, work), steps=steps)

    def _put_back(self, document: "Document", work: Expansion) -> None:
        """Show the rows of the place kept, or, if the user went elsewhere meanwhile, that row among them."""
        place, row = self._place, self._view.current_row()
        gone_to = self._model.node(row).start if row >= 0 else -1
        self._model.show_expansion(work)
        if place is None:
            return
        self._elsewhere = set(islice(place.folds - work.entered, _MOST_ELSEWHERE))
        if place.folds and not work.entered:
            unfold_some(self._model)
        unfold_faults(self._model, document)
        if gone_to >= 0:
            self._view.go_to_value(gone_to)
        elif self._model.marks.error[1]:
            self._view.scrollToTop()
        else:
            self._view.go_back(self._model.row_of_way(place.current), place.scrolled)
        if document.complete:
            self._place = None
