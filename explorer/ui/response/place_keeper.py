"""The place in an answer that is found again in the next one: what was expanded, what was chosen."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.expansion import Expansion
from explorer.ui.models.folds import Folds, KeptFolds, Way
from explorer.ui.response.document_view import DocumentView
from explorer.ui.response.gathering_runner import GatheringRunner
from explorer.ui.response.unfolding import unfold_faults, unfold_some

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_FEW_ROWS = 300
_STEPS_AT_ONCE = 12
_MOST_LAYERS = 8


class KeptPlace(NamedTuple):
    """What was expanded, by any of some layers, in so many ``rows``; which row was current, how far it was scrolled."""

    layers: tuple[KeptFolds | Folds, ...]
    rows: int
    current: Way = ()
    scrolled: int = 0


class PlaceKeeper:
    """Keeps the place of one answer for the next.

    What an answer does not have, such as all rows of a list when an error came, stays expanded for the one after it.
    """

    def __init__(self, model: DocumentModel, view: DocumentView, runner: GatheringRunner) -> None:
        self._model, self._view, self._runner = model, view, runner
        self._place: KeptPlace | None = None
        self._absent: Folds | None = None
        self._absent_rows = 0
        self._offered: frozenset[tuple[int, int]] = frozenset()

    @property
    def has_folds(self) -> bool:
        """Whether there are rows to be expanded again."""
        return self._place is not None and self._place.rows > 0

    def forget(self) -> None:
        """Another request: its answer begins at the top."""
        self._let_go(self._place.layers if self._place is not None else ())
        self._place = self._absent = None

    def keep(self, answer: "Document | None") -> None:
        """Keep the place in the answer, if that is what is shown."""
        model, before = self._model, self._place
        if not model.rowCount() or model.document is not answer:
            return
        row = self._view.current_row()
        current, scrolled = model.way_to(row) if row >= 0 else (), self._view.verticalScrollBar().value()
        layers, rows = self._layers(), max(len(model.rows), self._absent_rows if self._absent is not None else 0)
        if before is not None:
            # Where the user went since, while the place before was not shown yet.
            layers = before.layers + tuple(each for each in layers if all(each is not other for other in before.layers))
            rows, current, scrolled = max(rows, before.rows), current or before.current, scrolled or before.scrolled
        self._let_go(layers[_MOST_LAYERS:])
        self._place = KeptPlace(layers[:_MOST_LAYERS], rows, current, scrolled)

    def _layers(self) -> tuple[KeptFolds | Folds, ...]:
        """What is expanded now, and what is to be where it is there again."""
        rows = self._model.rows
        known = self._place.layers if self._place is not None else ()
        folds = next((each for each in known if isinstance(each, KeptFolds) and each.rows is rows), None)
        if folds is None:
            folds = KeptFolds(rows, self._offered)
            if len(rows) <= _FEW_ROWS:
                for _ in folds.steps():
                    pass
            else:
                self._model.freeing.hold(rows)
        found = folds if folds.found is None or folds.found.holds_any else None
        return tuple(each for each in (found, self._absent) if each is not None)

    def _let_go(self, layers: tuple[KeptFolds | Folds, ...]) -> None:
        for layer in layers:
            if isinstance(layer, KeptFolds):
                self._model.freeing.release(layer.rows)

    def go_back(self, document: "Document") -> None:
        """Expand what was expanded; where that is much, what is seen meanwhile is the outermost rows."""
        place, self._offered = self._place, frozenset()
        if place is None:
            unfold_some(self._model)
            unfold_faults(self._model, document)
            self._view.scrollToTop()
            return
        layers: list[Folds] = []
        work = self._model.unfolding(layers)
        if work is None:
            return
        steps = self._steps(place, layers, work)
        few = place.rows <= _FEW_ROWS and document.complete
        if few and sum(1 for _ in islice(steps, _STEPS_AT_ONCE)) < _STEPS_AT_ONCE:
            self._put_back(document, work)
            return
        unfold_some(self._model)
        unfold_faults(self._model, document)
        self._offered = frozenset((node.start, node.kind) for node in self._model.rows if node.below >= 0)
        if document.complete and not self._runner.is_busy:
            self._runner.gather(work, lambda: self._put_back(document, work), steps=steps)

    def _steps(self, place: KeptPlace, layers: list[Folds], work: Expansion) -> Iterator[None]:
        """Find out what was expanded, then expand it."""
        for layer in place.layers:
            if isinstance(layer, KeptFolds):
                rows = layer.rows
                layers.append((yield from layer.steps()))
                self._model.freeing.release(rows)
            else:
                layers.append(layer)
        yield from work.steps()

    def _put_back(self, document: "Document", work: Expansion) -> None:
        """Show the rows of the place kept, or, if the user went elsewhere meanwhile, that row among them."""
        place, row = self._place, self._view.current_row()
        gone_to = self._model.node(row).start if row >= 0 else -1
        self._model.show_expansion(work)
        self._offered = frozenset()
        if place is None:
            return
        self._absent, self._absent_rows = work.absent, place.rows
        if work.absent is not None and not work.has_entered:
            unfold_some(self._model)
        unfold_faults(self._model, document)
        if gone_to >= 0:
            self._view.go_to_value(gone_to)
        elif self._model.marks.error[1]:
            self._view.scrollToTop()
        else:
            self._view.go_back(self._model.row_of_way(place.current), place.scrolled)
        self._place = None
